// What this process holds in memory now. A child that is forked from it begins with as much, and
// the system counts it as the child's own.
#pragma once

#include <cstdint>
#include <fstream>

#include <unistd.h>

namespace concord::support {

// With sanitizers a program holds far more: they keep what was freed. GCC and Clang say it apart.
#if defined(__SANITIZE_ADDRESS__)
inline constexpr bool is_sanitized = true;
#elif defined(__has_feature)
inline constexpr bool is_sanitized = __has_feature(address_sanitizer);
#else
inline constexpr bool is_sanitized = false;
#endif

inline std::int64_t resident_mebibytes() {
    std::ifstream file("/proc/self/statm");
    std::int64_t pages = 0;
    std::int64_t resident = 0;
    file >> pages >> resident;
    return resident * ::sysconf(_SC_PAGESIZE) / (1 << 20);
}

}  // namespace concord::support
