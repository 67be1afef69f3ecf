#include "openid/authorization.hpp"

#include <array>

#include <fmt/format.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include "base/failure.hpp"
#include "base/text.hpp"
#include "files/web_question.hpp"
#include "openid/base64url.hpp"
#include "openid/strict_json.hpp"

namespace concord::openid {
namespace {

using files::encode_value;

constexpr std::size_t longest_code = 4096;
constexpr std::size_t longest_shown = 60;

std::string random_text() {
    std::array<unsigned char, 32> bytes{};
    if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) {
        throw EnvironmentFailure("there are no random numbers",
                                 "is there a source of random numbers?");
    }
    return base64url({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

bool same(std::string_view a, std::string_view b) {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

// With what a query begins, or goes on, behind an address that may have one already.
char joint(const std::string& address) {
    return address.find('?') == std::string::npos ? '?' : '&';
}

}  // namespace

Attempt new_attempt() {
    return {random_text(), random_text(), random_text()};
}

std::string challenge_of(std::string_view verifier) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    std::size_t size = 0;
    EVP_Q_digest(nullptr, "SHA2-256", nullptr, verifier.data(), verifier.size(), digest.data(),
                 &size);
    return base64url({reinterpret_cast<const char*>(digest.data()), size});
}

std::string callback_address(const Settings& settings) {
    return settings.address + "api/v1/session/openid/callback";
}

std::string authorization_address(const Settings& settings, const Endpoints& endpoints,
                                  const Attempt& attempt) {
    return fmt::format(
        "{}{}response_type=code&client_id={}&redirect_uri={}&scope={}&state={}&nonce={}"
        "&code_challenge={}&code_challenge_method=S256",
        endpoints.authorization, joint(endpoints.authorization), encode_value(settings.client),
        encode_value(callback_address(settings)), encode_value(join(settings.scopes, " ")),
        attempt.state, attempt.nonce, challenge_of(attempt.verifier));
}

Result<std::string> read_returned(const Returned& returned, const Attempt& attempt,
                                  const Endpoints& endpoints) {
    const auto no = [](Reason reason, std::string why) {
        return Result<std::string>::no(reason, std::move(why));
    };
    if (returned.is_repeated) return no(Reason::attempt, "a parameter came back twice");
    if (attempt.state.empty() || !same(returned.state, attempt.state))
        return no(Reason::attempt, "what came back is of another attempt (`state`)");
    if (returned.issuer.empty() ? endpoints.names_itself : returned.issuer != endpoints.issuer)
        return no(Reason::answer, "what came back is of another issuer (`iss`)");
    if (!returned.error.empty()) {
        return no(Reason::denied,
                  fmt::format("the provider says `{}`", shown(returned.error, longest_shown)));
    }
    if (!is_ascii(returned.code, longest_code))
        return no(Reason::answer, "what came back has no code");
    return Result<std::string>::of(returned.code);
}

TokenRequest token_request(const Settings& settings, const Attempt& attempt,
                           const std::string& code) {
    TokenRequest request;
    request.form = fmt::format(
        "grant_type=authorization_code&code={}&redirect_uri={}"
        "&code_verifier={}",
        encode_value(code), encode_value(callback_address(settings)), attempt.verifier);
    const auto client = encode_value(settings.client);
    const auto secret = encode_value(settings.client_secret);
    switch (settings.authentication) {
        case ClientAuthentication::basic:
            request.authorization = "Basic " + base64(client + ":" + secret);
            break;
        case ClientAuthentication::post:
            request.form += fmt::format("&client_id={}&client_secret={}", client, secret);
            break;
        case ClientAuthentication::none:
            request.form += fmt::format("&client_id={}", client);
            break;
    }
    return request;
}

Result<std::string> read_token_answer(long status, std::string_view body) {
    const auto no = [](const std::string& why) {
        return Result<std::string>::no(Reason::answer, "the provider's answer to the code: " + why);
    };
    const auto answer = read_object(body);
    if (status != 200) {
        const auto error = answer ? text_of(*answer, "error").value_or("") : "";
        return no(fmt::format("status {}, `{}`", status, shown(error, longest_shown)));
    }
    if (!answer) return no("it is no JSON object that can be taken");
    if (lower(text_of(*answer, "token_type").value_or("")) != "bearer")
        return no("its `token_type` is not Bearer");
    auto token = text_of(*answer, "id_token");
    if (!token) return no("it has no `id_token`: is the scope `openid` allowed to this client?");
    return Result<std::string>::of(std::move(*token));
}

std::string end_session_address(const Settings& settings, const Endpoints& endpoints) {
    if (endpoints.end_session.empty()) return {};
    return fmt::format("{}{}client_id={}&post_logout_redirect_uri={}", endpoints.end_session,
                       joint(endpoints.end_session), encode_value(settings.client),
                       encode_value(settings.address));
}

}  // namespace concord::openid
