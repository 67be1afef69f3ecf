// Passwords: which may be chosen, and how they are kept.
//
// Chosen as NIST SP 800-63B, section 5.1.1.2 wants it: length and what is not to be guessed count,
// and no mixture of kinds of characters is asked for. Kept as Argon2id, whose string says what it
// cost, so that a dearer one can take its place.
#pragma once

#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "accounts/accounts.hpp"

namespace concord::accounts {

inline constexpr std::size_t least_password_characters = 12;
inline constexpr std::size_t most_password_characters = 128;

// Why it may not be chosen by the account of this name.
Done refusal_of_password(std::string_view password, std::string_view account_name);

// Whether guessers try it among their first: on the list of common_passwords.cpp, one of its words
// with digits and signs around it, a short text repeated, or characters in a row.
bool is_common_password(std::string_view password);

// $argon2id$v=19$m=…,t=…,p=1$salt$digest. Throws EnvironmentFailure where the memory is not there.
std::string password_hash(std::string_view password, const PasswordCost& cost);
// Whether the hash is the password's. What it takes follows from the hash alone.
bool is_password(std::string_view password, const std::string& hash);
// A hash of nothing, that costs as much to check as another.
std::string hash_of_nobody(const PasswordCost& cost);
// Whether a hash is cheaper than what is asked for now.
bool is_cheaper(std::string_view hash, const PasswordCost& cost);

// As many at once as there is memory for; a few more wait, and the rest are sent away.
class HashGate {
  public:
    HashGate(int at_once, int waiting) : at_once_(at_once), waiting_(waiting) {}

    class Pass {
      public:
        explicit Pass(HashGate* gate) : gate_(gate) {}
        ~Pass() {
            if (gate_) gate_->leave();
        }
        Pass(const Pass&) = delete;
        Pass& operator=(const Pass&) = delete;
        explicit operator bool() const { return gate_ != nullptr; }

      private:
        HashGate* gate_;
    };

    // Waits for a turn; where too many wait already, the pass is none.
    Pass enter();

  private:
    void leave();

    std::mutex mutex_;
    std::condition_variable turn_;
    int at_once_;
    int waiting_;
    int inside_ = 0;
    int outside_ = 0;
};

}  // namespace concord::accounts
