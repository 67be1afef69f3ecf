#include "accounts/lockout.hpp"

#include <algorithm>

namespace concord::accounts {
namespace {

// No limit that somebody sets needs to count more within its window.
constexpr std::size_t kept_failures = 100;

}  // namespace

void Failures::add(Instant when) {
    if (recent.size() >= kept_failures) recent.erase(recent.begin());
    recent.push_back(when);
    last = when;
    ++in_all;
}

void Failures::lock(Instant until) {
    locked_until = until;
    ++locks;
    recent.clear();
    noted.reset();
}

Instant no_time_unlocks() {
    return std::chrono::sys_days(std::chrono::year(9999) / 12 / 31);
}

bool is_locked(const Failures& failures, Instant now) {
    return failures.locked_until && now < *failures.locked_until;
}

std::optional<Instant> lock_after_another(const Failures& failures, const LockoutLimits& limits,
                                          Instant now) {
    if (failures.in_all + 1 >= limits.in_all) return no_time_unlocks();
    const auto counted = std::ranges::count_if(
        failures.recent, [&](Instant when) { return when > now - limits.window; });
    if (counted + 1 < limits.failures) return std::nullopt;
    auto length = limits.first;
    for (int i = 0; i < failures.locks && length < limits.longest; ++i)
        length *= 2;
    return now + std::min(length, limits.longest);
}

std::chrono::seconds wait_until(Instant until, Instant now) {
    const auto left = std::chrono::ceil<std::chrono::seconds>(until - now);
    return std::clamp<std::chrono::seconds>(left, std::chrono::seconds(1), std::chrono::hours(24));
}

}  // namespace concord::accounts
