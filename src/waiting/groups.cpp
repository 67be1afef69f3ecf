#include "waiting/groups.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "base/text.hpp"
#include "waiting/wait_cube.hpp"

namespace concord::waiting {
namespace {

// One decimal: what is told of single people does not leave.
double tenth(double value) {
    return std::round(value * 10) / 10;
}

// The wait that a share of people has not exceeded, by linear interpolation (type 7). Sorted days.
double weeks_at(const std::vector<std::int32_t>& days, double share) {
    const double position = static_cast<double>(days.size() - 1) * share;
    const auto below = static_cast<std::size_t>(position);
    double value = days[below];
    if (below + 1 < days.size())
        value += (position - static_cast<double>(below)) * (days[below + 1] - days[below]);
    return value / 7;
}

// People of one specialty and age band, and how they wait: what a group is compared with.
struct Stratum {
    std::int64_t people = 0;
    double weeks = 0;
    std::vector<std::int64_t> over;
};

class Answering {
  public:
    Answering(const Pathways& pathways, const GroupsAsked& asked)
        : pathways_(pathways), asked_(asked) {
        for (std::size_t i = 0; i < pathways.size(); ++i) {
            if (pathways.is_waiting(i, asked.day)) waiting_.push_back(i);
        }
    }

    std::vector<Group> run(const WaitCube& cube) {
        std::vector<Group> groups;
        add(cube, {}, groups);
        for (const auto& splits : asked_.by)
            add(cube, splits, groups);
        return groups;
    }

  private:
    using Key = std::vector<std::uint32_t>;

    Key key_of(std::size_t pathway, const std::vector<Split>& splits) const {
        Key key;
        for (const auto split : splits)
            key.push_back(pathways_.group(split, pathway));
        return key;
    }

    // Strata by specialty and age, but for what the group itself is made of: against its own rates
    // everything would be as expected.
    std::vector<Split> strata_of(const std::vector<Split>& splits) const {
        std::vector<Split> strata;
        for (const auto split : {Split::specialty, Split::age_band}) {
            if (std::ranges::find(splits, split) == splits.end()) strata.push_back(split);
        }
        return strata;
    }

    std::map<Key, Stratum> count_strata(const std::vector<Split>& by) const {
        std::map<Key, Stratum> strata;
        for (const auto i : waiting_) {
            auto& stratum = strata[key_of(i, by)];
            stratum.over.resize(asked_.weeks.size());
            const double weeks = pathways_.weeks_waited(i, asked_.day);
            ++stratum.people;
            stratum.weeks += weeks;
            for (std::size_t k = 0; k < asked_.weeks.size(); ++k)
                stratum.over[k] += weeks > asked_.weeks[k] ? 1 : 0;
        }
        return strata;
    }

    struct Members {
        std::vector<std::int32_t> days;
        double expected_weeks = 0;
        std::vector<double> expected;
    };

    std::map<Key, Members> gather(const std::vector<Split>& splits) const {
        const auto by = strata_of(splits);
        const auto strata = count_strata(by);
        std::map<Key, Members> members;
        for (const auto i : waiting_) {
            auto& group = members[key_of(i, splits)];
            group.expected.resize(asked_.weeks.size());
            group.days.push_back(asked_.day - pathways_.start[i]);
            const auto& stratum = strata.at(key_of(i, by));
            const auto people = static_cast<double>(stratum.people);
            group.expected_weeks += stratum.weeks / people;
            for (std::size_t k = 0; k < asked_.weeks.size(); ++k)
                group.expected[k] += static_cast<double>(stratum.over[k]) / people;
        }
        return members;
    }

    void add(const WaitCube& cube, const std::vector<Split>& splits, std::vector<Group>& groups) {
        std::vector<Group> added;
        for (auto& [key, members] : gather(splits)) {
            std::vector<std::string> names;
            for (std::size_t k = 0; k < splits.size(); ++k)
                names.push_back(pathways_.of(splits[k]).name(key[k]));
            Group group;
            group.split = splits.empty() ? "all" : split_text(splits);
            group.name = splits.empty() ? "all" : join(names, "+");
            group.waiting = cube.released(splits, names, 0);
            if (group.waiting) describe(members, group);
            for (std::size_t k = 0; k < asked_.weeks.size(); ++k)
                group.over.push_back(long_waits(cube, splits, names, k, members));
            added.push_back(std::move(group));
        }
        std::ranges::stable_sort(added, [](const Group& a, const Group& b) {
            const bool a_unknown = a.name == unknown_group;
            const bool b_unknown = b.name == unknown_group;
            return a_unknown != b_unknown ? b_unknown : a.name < b.name;
        });
        std::ranges::move(added, std::back_inserter(groups));
    }

    static std::string split_text(const std::vector<Split>& splits) {
        std::vector<std::string> names;
        for (const auto split : splits)
            names.emplace_back(to_string(split));
        return join(names, "+");
    }

    void describe(Members& members, Group& group) const {
        std::ranges::sort(members.days);
        double days = 0;
        for (const auto day : members.days)
            days += day;
        const auto people = static_cast<double>(members.days.size());
        group.median_weeks = tenth(weeks_at(members.days, 0.5));
        group.p92_weeks = tenth(weeks_at(members.days, 0.92));
        group.mean_weeks = tenth(days / 7 / people);
        if (group.split != "all")
            group.expected_mean_weeks = tenth(members.expected_weeks / people);
    }

    LongWaits long_waits(const WaitCube& cube, const std::vector<Split>& splits,
                         const std::vector<std::string>& names, std::size_t k,
                         const Members& members) const {
        LongWaits result;
        result.weeks = asked_.weeks[k];
        result.over = cube.released(splits, names, k + 1);
        const auto waiting = cube.released(splits, names, 0);
        if (!waiting || *waiting == 0) return result;
        const auto people = static_cast<double>(members.days.size());
        // Of everyone it would be the exact share.
        if (!splits.empty()) result.expected = members.expected[k] / people;
        if (!result.over) return result;
        // Both are rounded by themselves: of all who wait, no more than all can wait too long.
        const auto over = std::min(*result.over, *waiting);
        result.share = static_cast<double>(over) / static_cast<double>(*waiting);
        result.interval = wilson(over, *waiting);
        if (splits.empty()) return result;
        const double expected = *result.expected * static_cast<double>(*waiting);
        if (!(expected > 0)) return result;
        result.ratio = static_cast<double>(over) / expected;
        result.ratio_interval = byar_ratio(over, expected);
        return result;
    }

    const Pathways& pathways_;
    const GroupsAsked& asked_;
    std::vector<std::size_t> waiting_;
};

}  // namespace

GroupAnswer groups_of(const Pathways& pathways, const GroupsAsked& asked, const Location& place,
                      Diagnostics& diagnostics) {
    GroupAnswer answer;
    auto cube = WaitCube::count(pathways, asked);
    if (!cube) {
        answer.refused = true;
        diagnostics.add({"NED315", place, "",
                         "the groups asked for have too many combinations to be protected together",
                         "ask for fewer splits at once, or for larger places"});
        return answer;
    }
    const auto protection = cube->protect();
    answer.small = protection.small;
    answer.beside = protection.beside;
    answer.groups = Answering(pathways, asked).run(*cube);
    return answer;
}

}  // namespace concord::waiting
