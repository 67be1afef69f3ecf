#include "waiting/pathway.hpp"

#include <algorithm>

namespace concord::waiting {
namespace {

constexpr std::array<std::string_view, split_count> names = {
    "specialty", "fifth", "ethnicity", "sex", "age_band", "place", "priority"};

}  // namespace

std::string_view to_string(Split split) {
    return names[static_cast<std::size_t>(split)];
}

std::optional<Split> parse_split(std::string_view text) {
    if (text == "age") return Split::age_band;
    const auto found = std::ranges::find(names, text);
    if (found == names.end()) return std::nullopt;
    return static_cast<Split>(found - names.begin());
}

std::vector<std::string> split_names() {
    return {names.begin(), names.end()};
}

std::uint32_t Groups::number(std::string_view name) {
    const auto [entry, is_new] =
        numbers_.try_emplace(std::string(name), static_cast<std::uint32_t>(names_.size()));
    if (is_new) names_.emplace_back(name);
    return entry->second;
}

std::optional<Date> latest_day(const Pathways& pathways) {
    if (pathways.size() == 0) return std::nullopt;
    std::int32_t latest = *std::ranges::max_element(pathways.start);
    for (const auto stop : pathways.stop) {
        if (stop != Pathways::still_open) latest = std::max(latest, stop);
    }
    return Date(1970, 1, 1).plus_days(latest);
}

}  // namespace concord::waiting
