#include "accounts/passwords.hpp"

#include <algorithm>
#include <cerrno>
#include <charconv>

#include <fmt/format.h>
#include <sodium.h>

#include "accounts/common_passwords.hpp"
#include "accounts/secrets.hpp"
#include "base/failure.hpp"
#include "base/text.hpp"

namespace concord::accounts {
namespace {

Refusal refusal(std::string message, std::string help) {
    return {RefusalKind::wrong, std::move(message), std::move(help), "password", {}};
}

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (c & '\xC0') != '\x80'; }));
}

bool is_control(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7f;
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

bool is_a_text_repeated(std::string_view text) {
    for (std::size_t length = 1; length <= text.size() / 2; ++length) {
        bool repeats = true;
        for (std::size_t i = length; i < text.size() && repeats; ++i)
            repeats = text[i] == text[i - length];
        if (repeats) return true;
    }
    return false;
}

// 123456789012, abcdefghijkl and backwards; after 9 comes 0.
bool is_a_row(std::string_view text) {
    const auto follows = [](char a, char b) { return b == a + 1 || (a == '9' && b == '0'); };
    const auto all = [&](auto test) {
        for (std::size_t i = 1; i < text.size(); ++i) {
            if (!test(text[i - 1], text[i])) return false;
        }
        return true;
    };
    return all(follows) || all([&](char a, char b) { return follows(b, a); });
}

// What stays of a word with digits and signs around it.
std::string_view letters_within(std::string_view text) {
    const auto first = std::ranges::find_if(text, is_letter);
    if (first == text.end()) return {};
    auto last = text.end();
    while (!is_letter(*(last - 1)))
        --last;
    return text.substr(static_cast<std::size_t>(first - text.begin()),
                       static_cast<std::size_t>(last - first));
}

std::uint64_t number_after(std::string_view hash, std::string_view what) {
    const auto at = hash.find(what);
    if (at == std::string_view::npos) return 0;
    std::uint64_t number = 0;
    const auto from = hash.substr(at + what.size());
    std::from_chars(from.data(), from.data() + from.size(), number);
    return number;
}

[[noreturn]] void fail_for_memory() {
    throw EnvironmentFailure("a password cannot be checked: the memory is not there",
                             "give the machine more memory, or let fewer be checked at once");
}

}  // namespace

bool is_common_password(std::string_view password) {
    const auto text = lower(password);
    if (is_a_text_repeated(text) || is_a_row(text)) return true;
    if (std::ranges::find(common_passwords(), text) != common_passwords().end()) return true;
    const auto word = letters_within(text);
    return std::ranges::find(common_words(), word) != common_words().end();
}

Done refusal_of_password(std::string_view password, std::string_view account_name) {
    const bool is_text = is_utf8(password) && std::ranges::none_of(password, is_control);
    if (!is_text) {
        return refusal("the password is not text in UTF-8, or has a control character",
                       "give letters, digits, signs and spaces");
    }
    const auto length = characters(password);
    if (length < least_password_characters) {
        return refusal(fmt::format("the password has {}", counted(static_cast<std::int64_t>(length),
                                                                  "character", "characters")),
                       fmt::format("give at least {}: several words are easy to keep in mind",
                                   least_password_characters));
    }
    if (length > most_password_characters) {
        return refusal("the password is too long",
                       fmt::format("give at most {} characters", most_password_characters));
    }
    if (!account_name.empty() && lower(password).find(account_name) != std::string::npos) {
        return refusal("the password has the name of the account in it",
                       "give one that says nothing of its owner");
    }
    if (is_common_password(password)) {
        return refusal("the password is one of those that are guessed first",
                       "give several words that have nothing to do with one another");
    }
    return std::nullopt;
}

PasswordCost PasswordCost::for_tests() {
    return {crypto_pwhash_argon2id_OPSLIMIT_MIN, crypto_pwhash_argon2id_MEMLIMIT_MIN};
}

std::string password_hash(std::string_view password, const PasswordCost& cost) {
    start_sodium();
    std::string hash(crypto_pwhash_STRBYTES, '\0');
    if (crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), cost.passes,
                              cost.memory_bytes, crypto_pwhash_ALG_ARGON2ID13) != 0) {
        fail_for_memory();
    }
    hash.resize(hash.find('\0'));
    return hash;
}

bool is_password(std::string_view password, const std::string& hash) {
    start_sodium();
    errno = 0;
    if (crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0) return true;
    // Another password is EINVAL; anything else is no answer, and must not be taken for one.
    if (errno != EINVAL) fail_for_memory();
    return false;
}

std::string hash_of_nobody(const PasswordCost& cost) {
    const auto text = [](std::size_t count) {
        const auto bytes = random_bytes(count);
        std::string encoded(
            sodium_base64_encoded_len(count, sodium_base64_VARIANT_ORIGINAL_NO_PADDING), '\0');
        sodium_bin2base64(encoded.data(), encoded.size(),
                          reinterpret_cast<const unsigned char*>(bytes.data()), count,
                          sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
        encoded.pop_back();
        return encoded;
    };
    constexpr std::size_t salt_bytes = 16;
    constexpr std::size_t digest_bytes = 32;
    return fmt::format("$argon2id$v=19$m={},t={},p=1${}${}", cost.memory_bytes / 1024, cost.passes,
                       text(salt_bytes), text(digest_bytes));
}

bool is_cheaper(std::string_view hash, const PasswordCost& cost) {
    return number_after(hash, "$m=") < cost.memory_bytes / 1024 ||
           number_after(hash, ",t=") < cost.passes;
}

HashGate::Pass HashGate::enter() {
    std::unique_lock lock(mutex_);
    if (inside_ >= at_once_) {
        if (outside_ >= waiting_) return Pass(nullptr);
        ++outside_;
        turn_.wait(lock, [this] { return inside_ < at_once_; });
        --outside_;
    }
    ++inside_;
    return Pass(this);
}

void HashGate::leave() {
    {
        const std::lock_guard lock(mutex_);
        --inside_;
    }
    turn_.notify_one();
}

}  // namespace concord::accounts
