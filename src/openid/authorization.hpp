// An attempt to sign in: the secrets that bind the answer to the browser that asked, the address
// that a person is sent to, and what comes back (RFC 6749, 7636, 9207).
#pragma once

#include <optional>
#include <string>

#include "openid/discovery.hpp"
#include "openid/failure.hpp"
#include "openid/settings.hpp"

namespace concord::openid {

// 256 random bits each.
struct Attempt {
    std::string state;
    std::string nonce;
    std::string verifier;
};
Attempt new_attempt();  // throws EnvironmentFailure where there is no chance to be had

std::string challenge_of(std::string_view verifier);  // S256

// Where the provider sends people back to: an address of ours.
std::string callback_address(const Settings& settings);

std::string authorization_address(const Settings& settings, const Endpoints& endpoints,
                                  const Attempt& attempt);

// What came back in the query of our address; each is empty where it was not there.
struct Returned {
    std::string code;
    std::string state;
    std::string issuer;
    std::string error;
    bool is_repeated = false;  // a parameter was there twice
};

// The code, where the answer is this attempt's and the provider's.
Result<std::string> read_returned(const Returned& returned, const Attempt& attempt,
                                  const Endpoints& endpoints);

// The form that exchanges the code, and the header by which we say who we are (empty: none).
struct TokenRequest {
    std::string form;
    std::string authorization;
};
TokenRequest token_request(const Settings& settings, const Attempt& attempt,
                           const std::string& code);

// The ID token of an answer.
Result<std::string> read_token_answer(long status, std::string_view body);

// Where a person signs out of the provider too; empty where it has no such place.
std::string end_session_address(const Settings& settings, const Endpoints& endpoints);

}  // namespace concord::openid
