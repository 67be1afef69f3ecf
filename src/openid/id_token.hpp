// Whether a token is the provider's, for us, of this attempt and of now (OpenID Connect Core 1.0,
// 3.1.3.7; RFC 7515).
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "openid/failure.hpp"
#include "openid/keys.hpp"

namespace concord::openid {

using Moment = std::chrono::sys_seconds;

constexpr std::size_t longest_token = std::size_t{64} << 10U;
// How far the provider's clock may be from ours.
constexpr std::chrono::seconds clock_skew{120};
// A token is made after the person was sent there, and they have so long.
constexpr std::chrono::seconds longest_attempt = std::chrono::minutes(10);

// What a token must be of.
struct Expected {
    std::string issuer;
    std::string client;
    std::string nonce;
    std::string groups_claim;  // empty: groups are not looked at
    Moment now;
};

// Who somebody is, as the provider says it. Only issuer and subject name them; the rest may change.
struct Identity {
    std::string issuer;
    std::string subject;
    std::string name;       // preferred_username, else email; may be empty
    std::string full_name;  // may be empty
    std::vector<std::string> groups;
};

// Which key a token says it is signed by: nothing where its head cannot be taken at all.
struct TokenHead {
    Algorithm algorithm = Algorithm::rs256;
    std::optional<std::string> key;
};
Result<TokenHead> read_head(std::string_view token);

// The key that the head names; without a name the only one that fits. Null where there is none:
// then the provider may have changed its keys.
const Key* key_for(const TokenHead& head, const std::vector<Key>& keys);

Result<Identity> verify(std::string_view token, const Key& key, const Expected& expected);

}  // namespace concord::openid
