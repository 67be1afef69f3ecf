#include "accounts/totp.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "accounts/secrets.hpp"
#include "base/failure.hpp"

namespace concord::accounts {
namespace {

constexpr std::int64_t step_seconds = 30;

std::string percent_encoded(std::string_view text) {
    std::string result;
    for (const char c : text) {
        const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                              (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' ||
                              c == '~';
        if (is_plain) {
            result += c;
        } else {
            result += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        }
    }
    return result;
}

}  // namespace

std::int64_t code_step(Instant now) {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
    return seconds / step_seconds;
}

std::string code_of(std::string_view secret, std::int64_t counter, int digits) {
    std::array<unsigned char, 8> message{};
    auto rest = static_cast<std::uint64_t>(counter);
    for (std::size_t i = message.size(); i > 0; --i) {
        message[i - 1] = static_cast<unsigned char>(rest & 0xffU);
        rest >>= 8U;
    }
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    if (!HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()), message.data(),
              message.size(), digest.data(), &size)) {
        throw EnvironmentFailure("the HMAC library failed", "is OpenSSL installed?");
    }
    const std::size_t offset = digest[size - 1] & 0x0fU;
    std::uint32_t number = digest[offset] & 0x7fU;
    for (std::size_t i = 1; i < 4; ++i)
        number = (number << 8U) | digest[offset + i];
    std::uint32_t modulus = 1;
    for (int i = 0; i < digits; ++i)
        modulus *= 10;
    return fmt::format("{:0{}}", number % modulus, digits);
}

std::optional<std::int64_t> accepted_step(std::string_view secret, std::string_view code,
                                          Instant now, std::int64_t used) {
    std::string given;
    std::ranges::copy_if(code.substr(0, 32), std::back_inserter(given),
                         [](char c) { return c != ' '; });
    std::optional<std::int64_t> accepted;
    const auto current = code_step(now);
    // All three are made and compared, whichever it is.
    for (const auto step : {current - 1, current, current + 1}) {
        const bool is_same = same_secret(code_of(secret, step), given);
        if (is_same && step > used && !accepted) accepted = step;
    }
    return accepted;
}

std::string base32(std::string_view bytes) {
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::string text;
    std::uint32_t held = 0;
    unsigned bits = 0;
    for (const char c : bytes) {
        held = (held << 8U) | static_cast<unsigned char>(c);
        for (bits += 8; bits >= 5; bits -= 5)
            text += letters[(held >> (bits - 5)) & 31U];
    }
    if (bits > 0) text += letters[(held << (5 - bits)) & 31U];
    return text;
}

std::string code_uri(std::string_view issuer, std::string_view name, std::string_view secret) {
    const auto by = percent_encoded(issuer);
    return fmt::format("otpauth://totp/{}:{}?secret={}&issuer={}&algorithm=SHA1&digits=6&period={}",
                       by, percent_encoded(name), base32(secret), by, step_seconds);
}

}  // namespace concord::accounts
