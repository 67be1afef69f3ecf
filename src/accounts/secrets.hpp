// What is secret, and how it is kept so: random tokens, digests, and the server's key, under which
// the journal's secrets are encrypted and its entries are signed. libsodium is known here and in
// passwords.cpp only.
#pragma once

#include <array>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace concord::accounts {

// libsodium, ready. Throws EnvironmentFailure.
void start_sodium();

std::string random_bytes(std::size_t count);
std::string random_token();  // 256 bits as 43 characters of base64url
std::string random_key();    // 128 bits as 32 hexadecimal digits, for entries of the journal

std::string sha256_hex(std::string_view text);

// In a time that depends on the lengths alone.
bool same_secret(std::string_view a, std::string_view b);

// A digest that only who has the first text can make: 64 hexadecimal digits.
std::string keyed_digest(std::string_view key, std::string_view text);

// Writes zeros over a secret; a compiler does not leave it out.
void wipe(std::string& secret);

// Makes a folder that only its user may enter, where it is not there; the folder above it must be.
void make_private_folder(const std::filesystem::path& folder);

class ServerKey {
  public:
    // Throws EnvironmentFailure where the file is missing, has another length than 32 bytes, or may
    // be read by others than its owner.
    static ServerKey read(const std::filesystem::path& file);
    // Makes the file, with its folder, where it is not there. Of several programs that do at once
    // all have the key of one.
    static ServerKey read_or_make(const std::filesystem::path& file);

    // Names the key, and gives nothing of it away.
    std::string fingerprint() const;
    // The same for the same text and purpose: names that no account has, signatures of entries.
    std::string digest(std::string_view purpose, std::string_view text) const;

    // Encrypted and authenticated, for one purpose: opened for another it gives nothing.
    std::string seal(std::string_view clear, std::string_view purpose) const;
    std::optional<std::string> open(std::string_view sealed, std::string_view purpose) const;

  private:
    explicit ServerKey(std::string bytes) : bytes_(std::move(bytes)) {}
    std::string derived(std::string_view purpose) const;

    std::string bytes_;
};

}  // namespace concord::accounts
