// When a name is locked after wrong attempts, and for how long: the same for names of accounts and
// for names of nobody.
#pragma once

#include <optional>
#include <vector>

#include "accounts/accounts.hpp"

namespace concord::accounts {

struct Failures {
    std::vector<Instant> recent;          // since the last lock, the newest last
    int in_all = 0;                       // since somebody signed in or an administrator unlocked
    int locks = 0;                        // likewise
    std::optional<Instant> locked_until;  // may have passed
    std::optional<Instant> noted;         // the last attempt while locked that became an entry
    Instant last;                         // the last wrong attempt

    void add(Instant when);
    void lock(Instant until);
};

// Until when no time unlocks it.
Instant no_time_unlocks();

bool is_locked(const Failures& failures, Instant now);

// Whether one more wrong attempt locks the name, and until when.
std::optional<Instant> lock_after_another(const Failures& failures, const LockoutLimits& limits,
                                          Instant now);

// What a client is told to wait: at least a second, at most a day.
std::chrono::seconds wait_until(Instant until, Instant now);

}  // namespace concord::accounts
