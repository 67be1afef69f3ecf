// Tokens: what must be true of one, and that nothing else is taken. The rules are those of OpenID
// Connect Core 1.0, 3.1.3.7, and of RFC 7515 and 8725.
#include "openid/id_token.hpp"

#include <cstdint>

#include <gtest/gtest.h>

#include "openid/base64url.hpp"
#include "openid/strict_json.hpp"
#include "support/token_maker.hpp"

namespace concord::openid {
namespace {

using std::chrono::seconds;
using support::TokenMaker;

constexpr std::int64_t noon = 1'700'000'000;

class Tokens : public testing::Test {
  protected:
    static const TokenMaker& rsa() {
        static const auto made = TokenMaker::rsa("rsa-1");
        return made;
    }
    static const TokenMaker& ec() {
        static const auto made = TokenMaker::p256("ec-1");
        return made;
    }
    static const std::vector<Key>& keys() {
        static const auto read = read_keys(Json{{"keys", {rsa().jwk(), ec().jwk()}}}.dump());
        return *read.value;
    }

    Expected expected{"https://login.example.org", "concord", "the-nonce", "groups",
                      Moment(seconds(noon))};
    Json claims = {{"iss", "https://login.example.org"},
                   {"sub", "248289761001"},
                   {"aud", "concord"},
                   {"exp", noon + 300},
                   {"iat", noon},
                   {"nonce", "the-nonce"},
                   {"preferred_username", "ada"},
                   {"name", "Ada L."},
                   {"groups", {"analysts", "members"}}};

    Json with(const Json& other) const {
        auto changed = claims;
        changed.update(other);
        return changed;
    }
    Json without(const char* claim) const {
        auto changed = claims;
        changed.erase(claim);
        return changed;
    }
    Result<Identity> read(const std::string& token) const {
        const auto head = read_head(token);
        if (!head.value) return {std::nullopt, head.failure};
        const auto* key = key_for(*head.value, keys());
        if (!key) return Result<Identity>::no(Reason::answer, "no key");
        return verify(token, *key, expected);
    }
    void expect_refused(const Json& wrong) const {
        const auto result = read(rsa().token(wrong));
        EXPECT_FALSE(result.value) << wrong.dump();
        EXPECT_EQ(result.failure.reason, Reason::answer);
        // For the log, and nothing of the token's own in it.
        EXPECT_TRUE(result.failure.log.starts_with("the provider's token: "));
        EXPECT_EQ(result.failure.log.find("248289761001"), std::string::npos);
        EXPECT_EQ(result.failure.log.find("the-nonce"), std::string::npos);
    }
};

TEST_F(Tokens, SayWhoItIs) {
    for (const auto* maker : {&rsa(), &ec()}) {
        const auto result = read(maker->token(claims));
        ASSERT_TRUE(result.value) << result.failure.log;
        EXPECT_EQ(result.value->issuer, "https://login.example.org");
        EXPECT_EQ(result.value->subject, "248289761001");
        EXPECT_EQ(result.value->name, "ada");
        EXPECT_EQ(result.value->full_name, "Ada L.");
        EXPECT_EQ(result.value->groups, (std::vector<std::string>{"analysts", "members"}));
    }
}

TEST_F(Tokens, MayLeaveOutWhatIsOnlyShown) {
    auto few = claims;
    for (const auto* claim : {"preferred_username", "name", "groups"})
        few.erase(claim);
    few["email"] = "ada@example.org";
    few["aud"] = {"concord"};
    const auto result = read(rsa().token(few));
    ASSERT_TRUE(result.value) << result.failure.log;
    EXPECT_EQ(result.value->name, "ada@example.org");
    EXPECT_TRUE(result.value->full_name.empty() && result.value->groups.empty());
    const auto odd = read(rsa().token(with({{"name", "a\nb"}, {"preferred_username", 7}})));
    ASSERT_TRUE(odd.value);
    EXPECT_TRUE(odd.value->full_name.empty() && odd.value->name.empty());
}

TEST_F(Tokens, AreForUsAlone) {
    EXPECT_TRUE(read(rsa().token(with({{"azp", "concord"}}))).value);
    EXPECT_TRUE(read(rsa().token(with({{"aud", {"other", "concord"}}, {"azp", "concord"}}))).value);
    for (const Json& other : std::vector<Json>{{{"aud", "other"}},
                                               {{"aud", "concord2"}},
                                               {{"aud", Json::array()}},
                                               {{"aud", {"other", "concord"}}},
                                               {{"aud", {"concord", 7}}},
                                               {{"aud", 7}},
                                               {{"azp", "other"}},
                                               {{"azp", 7}},
                                               {{"iss", "https://login.example.org/"}},
                                               {{"iss", "https://LOGIN.example.org"}},
                                               {{"iss", 7}}}) {
        expect_refused(with(other));
    }
    expect_refused(without("aud"));
    expect_refused(without("iss"));
}

TEST_F(Tokens, AreOfThisAttempt) {
    for (const Json& other :
         std::vector<Json>{{{"nonce", "the-nonce2"}}, {{"nonce", ""}}, {{"nonce", 7}}})
        expect_refused(with(other));
    expect_refused(without("nonce"));
    expected.nonce.clear();
    expect_refused(with({{"nonce", ""}}));
}

TEST_F(Tokens, AreOfNow) {
    EXPECT_TRUE(read(rsa().token(with({{"exp", noon - 119}}))).value);
    EXPECT_TRUE(read(rsa().token(with({{"iat", noon + 120}, {"exp", noon + 300.5}}))).value);
    EXPECT_TRUE(read(rsa().token(with({{"iat", noon - 719}}))).value);
    for (const Json& other : std::vector<Json>{{{"exp", noon - 120}},
                                               {{"exp", "soon"}},
                                               {{"exp", -1}},
                                               {{"exp", 1e300}},
                                               {{"exp", nullptr}},
                                               {{"iat", noon + 121}},
                                               {{"iat", noon - 721}},
                                               {{"iat", "now"}},
                                               {{"nbf", noon + 121}},
                                               {{"nbf", "now"}}}) {
        expect_refused(with(other));
    }
    expect_refused(without("exp"));
    expect_refused(without("iat"));
}

TEST_F(Tokens, NameSomebody) {
    EXPECT_TRUE(read(rsa().token(with({{"sub", std::string(255, 's')}}))).value);
    for (const Json& other : std::vector<Json>{{{"sub", ""}},
                                               {{"sub", std::string(256, 's')}},
                                               {{"sub", "a\nb"}},
                                               {{"sub", std::string("a\0b", 3)}},
                                               {{"sub", "\xc3\xa9"}},
                                               {{"sub", 7}},
                                               {{"groups", 7}},
                                               {{"groups", {"a", 7}}},
                                               {{"groups", std::vector<std::string>(1001, "a")}}}) {
        expect_refused(with(other));
    }
    expect_refused(without("sub"));
}

TEST_F(Tokens, AreBelievedByTheirSignatureAlone) {
    const auto good = rsa().token(claims);
    for (std::size_t i = 0; i < good.size(); i += 7) {
        auto changed = good;
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        if (changed == good) continue;
        EXPECT_FALSE(read(changed).value) << i;
    }
    const auto stranger = TokenMaker::rsa("rsa-1");
    EXPECT_FALSE(read(stranger.token(claims)).value) << "another's key under the same name";
    const auto cut = good.substr(0, good.rfind('.') + 1);
    EXPECT_FALSE(read(cut).value);
}

TEST_F(Tokens, DoNotChooseHowTheyAreChecked) {
    const auto head = [&](const Json& other) {
        Json made = {{"alg", "RS256"}, {"kid", "rsa-1"}};
        made.update(other);
        return rsa().token(made.dump(), claims.dump());
    };
    EXPECT_TRUE(read(head({{"typ", "JWT"}})).value);
    EXPECT_TRUE(read(head({{"jwk", TokenMaker::rsa("mine").jwk()}, {"jku", "https://x"}})).value)
        << "what a token says of keys is not looked at";
    for (const Json& other : std::vector<Json>{{{"alg", "none"}},
                                               {{"alg", "None"}},
                                               {{"alg", "HS256"}},
                                               {{"alg", "RS384"}},
                                               {{"alg", "PS256"}},
                                               {{"alg", ""}},
                                               {{"alg", 7}},
                                               {{"alg", "ES256"}},
                                               {{"kid", "ec-1"}},
                                               {{"kid", "unknown"}},
                                               {{"kid", 7}},
                                               {{"kid", std::string(300, 'k')}},
                                               {{"crit", {"exp"}}},
                                               {{"crit", Json::array()}},
                                               {{"typ", "at+jwt"}},
                                               {{"typ", 7}}}) {
        EXPECT_FALSE(read(head(other)).value) << other.dump();
    }
    // The public key as a secret, as programs believed that let the token choose.
    const auto text = base64url(R"({"alg":"none"})") + "." + base64url(claims.dump()) + ".";
    EXPECT_FALSE(read(text).value);
    EXPECT_FALSE(read(rsa().token(R"({"alg":"RS256","alg":"RS256"})", claims.dump())).value);
    EXPECT_FALSE(read(rsa().token(R"({"alg":"RS256"})", R"({"sub":"a","sub":"b"})")).value);
}

TEST_F(Tokens, WithoutANamedKeyNeedOneThatCanBeMeant) {
    const auto token = rsa().token(R"({"alg":"RS256"})", claims.dump());
    EXPECT_TRUE(read(token).value);
    const auto two =
        read_keys(Json{{"keys", {rsa().jwk(), TokenMaker::rsa("rsa-2").jwk()}}}.dump());
    EXPECT_EQ(key_for(*read_head(token).value, *two.value), nullptr);
}

TEST_F(Tokens, ThatAreNoneAreRefused) {
    const auto good = rsa().token(claims);
    for (const auto& wrong :
         {std::string(), std::string("."), std::string(".."), std::string("a.b"), good + ".x",
          good + "=", " " + good, good + "\n", std::string(longest_token + 1, 'a'),
          std::string(longest_token, '.')}) {
        EXPECT_FALSE(read(wrong).value);
    }
    claims["padding"] = std::string(longest_token, 'x');
    EXPECT_FALSE(read(rsa().token(claims)).value);
}

}  // namespace
}  // namespace concord::openid
