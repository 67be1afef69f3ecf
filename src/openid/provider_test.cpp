// A provider from its description to who somebody is, by a network that is a function.
#include <atomic>
#include <map>
#include <thread>

#include <gtest/gtest.h>

#include "openid/openid.hpp"
#include "openid/strict_json.hpp"
#include "support/token_maker.hpp"

namespace concord::openid {
namespace {

using std::chrono::seconds;
using support::TokenMaker;

constexpr auto issuer = "https://login.example.org/health";

class Providers : public testing::Test {
  protected:
    Providers() {
        settings.issuer = issuer;
        settings.client = "con:cord";
        settings.client_secret = "s3cret/+";
        settings.address = "https://health.example.org/";
        document = {{"issuer", issuer},
                    {"authorization_endpoint", "https://login.example.org/auth"},
                    {"token_endpoint", "https://login.example.org/token"},
                    {"jwks_uri", "https://login.example.org/keys"},
                    {"response_types_supported", {"code", "id_token"}},
                    {"code_challenge_methods_supported", {"S256"}},
                    {"id_token_signing_alg_values_supported", {"RS256"}}};
    }

    Provider provider() {
        return Provider(settings, [this](const files::WebQuestion& question) {
            ++asked[question.address];
            last = question;
            if (is_away) return files::WebAnswer{0, {}, "timeout was reached"};
            if (question.address == std::string(issuer) + "/.well-known/openid-configuration")
                return files::WebAnswer{200, document.dump(), {}};
            if (question.address == "https://login.example.org/keys")
                return files::WebAnswer{200, Json{{"keys", {key.jwk()}}}.dump(), {}};
            if (question.address == "https://login.example.org/token") return answer;
            ADD_FAILURE() << question.address;
            return files::WebAnswer{404, {}, {}};
        });
    }

    // What the provider answers to the code.
    void gives(const Json& claims) {
        const Json body = {
            {"access_token", "opaque"}, {"token_type", "Bearer"}, {"id_token", key.token(claims)}};
        answer = {200, body.dump(), {}};
    }
    Json claims() const {
        const auto at = now.time_since_epoch().count();
        return {{"iss", issuer}, {"sub", "ada"},   {"aud", "con:cord"},
                {"iat", at},     {"exp", at + 60}, {"nonce", attempt.nonce}};
    }
    Returned returned() const { return {"the-code", attempt.state, "", "", false}; }

    Settings settings;
    Json document;
    TokenMaker key = TokenMaker::p256("k1");
    files::WebAnswer answer;
    files::WebQuestion last;
    std::map<std::string, int> asked;
    bool is_away = false;
    Moment now{seconds(1'700'000'000)};
    Attempt attempt{"the-state", "the-nonce", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"};
};

// The vector is that of RFC 7636, appendix B.
TEST_F(Providers, AreLedToWithAllThatBindsTheAnswer) {
    const auto led = provider().begin(attempt, now);
    ASSERT_TRUE(led.value) << led.failure.log;
    EXPECT_EQ(*led.value,
              "https://login.example.org/auth?response_type=code&client_id=con%3Acord"
              "&redirect_uri=https%3A%2F%2Fhealth.example.org%2Fapi%2Fv1%2Fsession%2Fopenid%2F"
              "callback&scope=openid%20profile&state=the-state&nonce=the-nonce"
              "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
              "&code_challenge_method=S256");
    document["authorization_endpoint"] = "https://login.example.org/auth?policy=a";
    EXPECT_TRUE(
        provider()
            .begin(attempt, now)
            .value->starts_with("https://login.example.org/auth?policy=a&response_type=code"));
}

TEST_F(Providers, AttemptsAreNeverTheSame) {
    const auto one = new_attempt();
    const auto other = new_attempt();
    EXPECT_EQ(one.verifier.size(), 43U);  // RFC 7636, 4.1: at least 43
    EXPECT_NE(one.state, one.nonce);
    EXPECT_NE(one.state, other.state);
    EXPECT_NE(one.verifier, other.verifier);
}

TEST_F(Providers, SayWhoCameBack) {
    auto one = provider();
    gives(claims());
    const auto who = one.finish(returned(), attempt, now);
    ASSERT_TRUE(who.value) << who.failure.log;
    EXPECT_EQ(who.value->subject, "ada");
    EXPECT_EQ(asked["https://login.example.org/token"], 1);
}

// RFC 6749, 2.3.1: both parts are encoded before they are joined.
TEST_F(Providers, LearnWhoAsksInTheWayThatIsSet) {
    std::map<ClientAuthentication, TokenRequest> sent;
    for (const auto how :
         {ClientAuthentication::basic, ClientAuthentication::post, ClientAuthentication::none}) {
        settings.authentication = how;
        const auto request = token_request(settings, attempt, "a code&x=y");
        sent[how] = request;
        EXPECT_TRUE(request.form.starts_with(
            "grant_type=authorization_code&code=a%20code%26x%3Dy&redirect_uri=https%3A"));
        EXPECT_NE(request.form.find("&code_verifier=" + attempt.verifier), std::string::npos);
    }
    EXPECT_EQ(sent[ClientAuthentication::basic].authorization,
              "Basic Y29uJTNBY29yZDpzM2NyZXQlMkYlMkI=");
    EXPECT_TRUE(sent[ClientAuthentication::post].form.ends_with(
        "&client_id=con%3Acord&client_secret=s3cret%2F%2B"));
    EXPECT_TRUE(sent[ClientAuthentication::none].form.ends_with("&client_id=con%3Acord"));
    EXPECT_TRUE(sent[ClientAuthentication::none].authorization.empty());
}

TEST_F(Providers, TakeNoAnswerOfAnotherAttempt) {
    gives(claims());
    const auto refused = [&](const Returned& given, Reason reason) {
        auto one = provider();
        const auto who = one.finish(given, attempt, now);
        EXPECT_FALSE(who.value);
        EXPECT_EQ(who.failure.reason, reason) << who.failure.log;
        EXPECT_EQ(asked["https://login.example.org/token"], 0) << "the code was not sent";
    };
    refused({"the-code", "another", "", "", false}, Reason::attempt);
    refused({"the-code", "", "", "", false}, Reason::attempt);
    refused({"the-code", "the-state", "", "", true}, Reason::attempt);
    refused({"the-code", "the-state", "https://evil.example.org", "", false}, Reason::answer);
    refused({"", "the-state", "", "", false}, Reason::answer);
    refused({"a\nb", "the-state", "", "", false}, Reason::answer);
    refused({"", "the-state", "", "access_denied", false}, Reason::denied);
    document["authorization_response_iss_parameter_supported"] = true;
    refused({"the-code", "the-state", "", "", false}, Reason::answer);
}

TEST_F(Providers, TakeNoAnswerThatIsNone) {
    const auto refused = [&](const files::WebAnswer& given, Reason reason) {
        answer = given;
        auto one = provider();
        const auto who = one.finish(returned(), attempt, now);
        EXPECT_FALSE(who.value) << given.body;
        EXPECT_EQ(who.failure.reason, reason) << who.failure.log;
        EXPECT_EQ(who.failure.log.find("the-code"), std::string::npos);
        EXPECT_EQ(who.failure.log.find("s3cret"), std::string::npos);
    };
    gives(claims());
    auto without_type = Json::parse(answer.body);
    without_type.erase("token_type");
    refused({200, without_type.dump(), {}}, Reason::answer);
    without_type["token_type"] = "mac";
    refused({200, without_type.dump(), {}}, Reason::answer);
    refused({200, R"({"token_type":"Bearer","access_token":"x"})", {}}, Reason::answer);
    refused({200, R"({"token_type":"Bearer","id_token":7})", {}}, Reason::answer);
    refused({200, "<html>", {}}, Reason::answer);
    refused({302, answer.body, {}}, Reason::answer);
    refused({400, R"({"error":"invalid_grant"})", {}}, Reason::answer);
    refused({503, "", {}}, Reason::provider);
    refused({0, "", "timeout was reached"}, Reason::provider);
}

TEST_F(Providers, AreAskedAboutThemselvesOnceAnHour) {
    auto one = provider();
    const auto about = std::string(issuer) + "/.well-known/openid-configuration";
    for (int i = 0; i < 5; ++i)
        EXPECT_TRUE(one.begin(attempt, now).value);
    EXPECT_EQ(asked[about], 1);
    now += std::chrono::hours(1);
    EXPECT_TRUE(one.begin(attempt, now).value);
    EXPECT_EQ(asked[about], 2);
}

TEST_F(Providers, ThatAreAwayAreNotAskedByEverybody) {
    auto one = provider();
    is_away = true;
    for (int i = 0; i < 5; ++i) {
        const auto led = one.begin(attempt, now);
        EXPECT_FALSE(led.value);
        EXPECT_EQ(led.failure.reason, Reason::provider);
    }
    EXPECT_EQ(asked.begin()->second, 1);
    is_away = false;
    now += seconds(2);
    EXPECT_TRUE(one.begin(attempt, now).value);
}

// Ten seconds of waiting are not ten seconds for each who waits, and none for who does not sign in.
TEST_F(Providers, ThatAreSlowKeepNobodyForLong) {
    std::atomic<int> questions = 0;
    std::atomic<bool> is_over = false;
    Provider slow(settings, [&](const files::WebQuestion&) {
        ++questions;
        while (!is_over)
            std::this_thread::yield();
        return files::WebAnswer{0, {}, "timeout was reached"};
    });
    std::atomic<int> away = 0;
    std::atomic<int> busy = 0;
    std::vector<std::thread> people;
    for (int i = 0; i < 30; ++i) {
        people.emplace_back([&, i] {
            // Each came a little later, so that none is excused by the moment alone.
            const auto led = slow.begin(attempt, now + seconds(10 * i));
            away += led.failure.reason == Reason::provider ? 1 : 0;
            busy += led.failure.reason == Reason::busy ? 1 : 0;
        });
    }
    while (busy < 14)
        std::this_thread::yield();
    EXPECT_EQ(slow.end_session(), "") << "it is said while all the others wait";
    std::this_thread::sleep_for(std::chrono::milliseconds(100));  // until all of them do
    is_over = true;
    for (auto& one : people)
        one.join();
    EXPECT_EQ(away, 16);
    EXPECT_EQ(busy, 14);
    EXPECT_EQ(questions, 1);
}

TEST_F(Providers, MayChangeTheirKeys) {
    auto one = provider();
    gives(claims());
    EXPECT_TRUE(one.finish(returned(), attempt, now).value);
    EXPECT_TRUE(one.finish(returned(), attempt, now).value);
    EXPECT_EQ(asked["https://login.example.org/keys"], 1);
    key = TokenMaker::p256("k2");
    now += seconds(5);
    gives(claims());
    EXPECT_TRUE(one.finish(returned(), attempt, now).value);
    EXPECT_EQ(asked["https://login.example.org/keys"], 2);
}

TEST_F(Providers, AreNotAskedForKeysByEveryTokenOfAStranger) {
    auto one = provider();
    gives(claims());
    EXPECT_TRUE(one.finish(returned(), attempt, now).value);
    now += seconds(5);
    const Json body = {{"token_type", "bearer"},
                       {"id_token", TokenMaker::p256("stranger").token(claims())}};
    answer = {200, body.dump(), {}};
    for (int i = 0; i < 5; ++i)
        EXPECT_FALSE(one.finish(returned(), attempt, now).value);
    EXPECT_EQ(asked["https://login.example.org/keys"], 2);
    now += seconds(30);
    gives(claims());
    EXPECT_TRUE(one.finish(returned(), attempt, now).value) << "others still sign in";
}

TEST_F(Providers, SayOfThemselvesWhatMustBeTrue) {
    const auto good = document;
    EXPECT_TRUE(read_discovery(good.dump(), issuer).value);
    const std::vector<std::pair<const char*, Json>> changes = {
        {"issuer", "https://login.example.org/health/"},
        {"issuer", "https://Login.example.org/health"},
        {"issuer", nullptr},
        {"authorization_endpoint", "http://login.example.org/auth"},
        {"authorization_endpoint", "https://login.example.org/auth#x"},
        {"authorization_endpoint", "https://a:b@login.example.org/auth"},
        {"authorization_endpoint", "javascript:alert(1)"},
        {"authorization_endpoint", "https://login.example.org/\r\nSet-Cookie: a=b"},
        {"authorization_endpoint", 7},
        {"token_endpoint", "ftp://login.example.org/token"},
        {"token_endpoint", "http://127.0.0.1.example.org/token"},
        {"token_endpoint", ""},
        {"jwks_uri", "file:///etc/passwd"},
        {"end_session_endpoint", "http://login.example.org/end"},
        {"response_types_supported", {"id_token"}},
        {"response_types_supported", nullptr},
        {"response_modes_supported", {"form_post"}},
        {"grant_types_supported", {"implicit"}},
        {"code_challenge_methods_supported", {"plain"}},
        {"id_token_signing_alg_values_supported", {"HS256", "none"}}};
    for (const auto& [name, value] : changes) {
        auto wrong = good;
        wrong[name] = value;
        const auto read = read_discovery(wrong.dump(), issuer);
        EXPECT_FALSE(read.value) << name << value.dump();
        EXPECT_TRUE(read.failure.log.starts_with("the provider's description: "));
    }
    auto here = good;
    here["token_endpoint"] = "http://127.0.0.1:8081/token";
    EXPECT_TRUE(read_discovery(here.dump(), issuer).value);
    EXPECT_FALSE(read_discovery("[]", issuer).value);
    EXPECT_EQ(discovery_address("https://a.example/"),
              "https://a.example/.well-known/openid-configuration");
}

TEST_F(Providers, SayWherePeopleSignOut) {
    auto one = provider();
    EXPECT_EQ(one.end_session(), "");
    document["end_session_endpoint"] = "https://login.example.org/end";
    ASSERT_TRUE(one.begin(attempt, now).value);
    EXPECT_EQ(one.end_session(),
              "https://login.example.org/end?client_id=con%3Acord"
              "&post_logout_redirect_uri=https%3A%2F%2Fhealth.example.org%2F");
}

}  // namespace
}  // namespace concord::openid
