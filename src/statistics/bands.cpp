#include "statistics/bands.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/text.hpp"

namespace concord::statistics {
namespace {

constexpr auto rule_missing = "NED005";
constexpr auto rule_twice = "NED006";

class BandCheck {
  public:
    BandCheck(Work& work, const Groups& groups, const BandColumn& column)
        : work_(work),
          groups_(groups),
          column_(column),
          bands_(work.frame().texts[column.slot].levels().size()) {}

    bool is_complete(std::size_t group) {
        std::vector<bool> seen(bands_);
        std::set<std::pair<std::uint32_t, double>> pairs;
        bool complete = true;
        for (const auto row : groups_.rows(group)) {
            const auto band = work_.frame().texts[column_.slot].code(row);
            const bool is_apart = column_.apart_by != no_slot;
            const bool is_twice =
                is_apart ? !pairs.emplace(band, work_.numbers(column_.apart_by)[row]).second
                         : seen[band];
            seen[band] = true;
            if (!is_twice) continue;
            complete = false;
            work_.find(rule_twice, row, groups_.words(group),
                       fmt::format("the band `{}` stands twice in {}", shown(name_of(band)),
                                   groups_.words(group)));
        }
        return say_missing(group, seen) && complete;
    }

  private:
    const std::string& name_of(std::size_t band) const {
        return work_.frame().texts[column_.slot].levels()[band];
    }

    bool say_missing(std::size_t group, const std::vector<bool>& seen) {
        std::vector<std::string> missing;
        for (std::size_t band = 0; band < seen.size(); ++band)
            if (!seen[band]) missing.push_back(fmt::format("`{}`", shown(name_of(band))));
        if (missing.empty()) return true;
        constexpr std::size_t named = 5;
        const auto left_out = missing.size() > named ? missing.size() - named : 0;
        missing.resize(missing.size() - left_out);
        auto words = join(missing, ", ");
        if (left_out > 0) words += fmt::format(" and {} more", left_out);
        work_.find(rule_missing, groups_.rows(group).front(), groups_.words(group),
                   fmt::format("{} has no row for {}", groups_.words(group), words));
        return false;
    }

    Work& work_;
    const Groups& groups_;
    BandColumn column_;
    std::size_t bands_;
};

// The number that stands at `text`, which is moved behind it.
std::optional<int> take_number(std::string_view& text) {
    const auto begin = text.find_first_of("0123456789");
    if (begin == std::string_view::npos) return std::nullopt;
    const auto end = std::min(text.find_first_not_of("0123456789", begin), text.size());
    const auto digits = text.substr(begin, end - begin);
    text.remove_prefix(end);
    constexpr std::size_t most_digits = 3;
    if (digits.size() > most_digits) return std::nullopt;
    const auto number = parse_whole_number(digits);
    return number ? std::optional(static_cast<int>(*number)) : std::nullopt;
}

}  // namespace

std::vector<bool> sound_groups(const Work& work, const Groups& groups) {
    std::vector<bool> sound(groups.size(), true);
    for (std::size_t row = 0; row < work.frame().size(); ++row)
        if (work.frame().is_damaged[row]) sound[groups.group_of(row)] = false;
    return sound;
}

void check_bands(Work& work, const Groups& groups, const BandColumn& column,
                 std::vector<bool>& sound) {
    BandCheck check(work, groups, column);
    for (std::size_t group = 0; group < groups.size(); ++group)
        if (!check.is_complete(group)) sound[group] = false;
}

void check_row_counts(Work& work, const Groups& groups, std::vector<bool>& sound) {
    std::map<std::size_t, std::size_t> sizes;
    for (std::size_t group = 0; group < groups.size(); ++group)
        ++sizes[groups.rows(group).size()];
    if (sizes.size() < 2) return;
    const auto usual = std::ranges::max_element(
        sizes, [](const auto& a, const auto& b) { return a.second <= b.second; });
    for (std::size_t group = 0; group < groups.size(); ++group) {
        const auto size = groups.rows(group).size();
        if (size == usual->first) continue;
        sound[group] = false;
        work.find(
            rule_missing, groups.rows(group).front(), groups.words(group),
            fmt::format("{} has {} where most groups have {}", groups.words(group),
                        counted(static_cast<std::int64_t>(size), "row", "rows"), usual->first));
    }
}

std::optional<AgeBand> age_band(std::string_view name) {
    const auto words = lower(trim(name));
    const bool is_below = words.starts_with('<') || words.starts_with("under");
    std::string_view rest = words;
    const auto first = take_number(rest);
    if (!first) return std::nullopt;
    if (is_below) return AgeBand{0, *first - 1};
    const auto last = take_number(rest);
    if (last && *last < *first) return std::nullopt;
    return AgeBand{*first, last};
}

}  // namespace concord::statistics
