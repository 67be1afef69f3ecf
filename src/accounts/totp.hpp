// One-time codes by the clock: RFC 6238 with SHA-1, six digits and steps of thirty seconds, which
// is what every authenticator does.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "accounts/instant.hpp"

namespace concord::accounts {

inline constexpr std::size_t code_secret_bytes = 20;

std::int64_t code_step(Instant now);

// The code of RFC 4226 for a counter, with 6 to 8 digits.
std::string code_of(std::string_view secret, std::int64_t counter, int digits = 6);

// The step of which it is the code: this one, the one before or the one after; but none up to
// `used`, so that a code is taken once. Spaces within the code are left out.
std::optional<std::int64_t> accepted_step(std::string_view secret, std::string_view code,
                                          Instant now, std::int64_t used);

std::string base32(std::string_view bytes);  // RFC 4648, without padding

// otpauth://totp/Issuer:name?secret=…
std::string code_uri(std::string_view issuer, std::string_view name, std::string_view secret);

}  // namespace concord::accounts
