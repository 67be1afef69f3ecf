// A limit of memory as it is written, and parts of it for warehouses that stand at the same time.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.hpp"
#include "store/warehouse.hpp"

namespace concord::store {
namespace {

constexpr std::array<std::pair<std::string_view, double>, 8> units = {{
    {"kb", 1e3},
    {"mb", 1e6},
    {"gb", 1e9},
    {"tb", 1e12},
    {"kib", 0x1p10},
    {"mib", 0x1p20},
    {"gib", 0x1p30},
    {"tib", 0x1p40},
}};

}  // namespace

std::optional<double> bytes_of_memory(const std::optional<std::string>& memory) {
    if (!memory) return std::nullopt;
    const auto end = std::min(memory->find_first_not_of("0123456789."), memory->size());
    const auto number = parse_number(memory->substr(0, end));
    const auto unit = lower(trim(memory->substr(end)));
    const auto* found = std::ranges::find(units, unit, &std::pair<std::string_view, double>::first);
    if (!number || *number <= 0 || found == units.end()) return std::nullopt;
    return *number * found->second;
}

std::optional<std::string> part_of_memory(const std::optional<std::string>& memory, double part) {
    const auto bytes = bytes_of_memory(memory);
    if (!bytes) return memory;
    return fmt::format("{:.0f}KB", std::max(1.0, *bytes * part / 1e3));
}

}  // namespace concord::store
