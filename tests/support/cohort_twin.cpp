// The plain twin of cohorts, segments and counts: each person looked at in turn.
#include <algorithm>
#include <array>

#include "support/cohort_world.hpp"

namespace concord::support {
namespace {

using Row = std::vector<Value>;
using Words = std::vector<std::string>;

bool holds(const Words& words, const std::string& word) {
    return std::ranges::find(words, word) != words.end();
}

// One person beside the world he or she is in.
class Looking {
  public:
    Looking(const CohortWorld& world, const Citizen& citizen) : world_(world), citizen_(citizen) {}

    bool is(const PlainRule& rule) const {
        if (rule.age_from && citizen_.age < *rule.age_from) return false;
        if (rule.age_to && citizen_.age > *rule.age_to) return false;
        if (!rule.sex.empty() && !holds(rule.sex, citizen_.sex)) return false;
        if (!rule.ethnicity.empty() && !holds(rule.ethnicity, citizen_.ethnicity)) return false;
        return lives(rule) && has(rule) && used(rule) && is_either(rule);
    }

    std::int64_t codes(const Words& lists) const {
        std::int64_t bits = 0;
        for (std::size_t i = 0; i < world_.lists.size(); ++i)
            if (holds(lists, world_.lists[i].id) && is_on(world_.lists[i].id, false))
                bits += std::int64_t{1} << i;
        return bits;
    }

    std::int64_t contacts(const Words& kinds) const {
        std::int64_t sum = 0;
        for (const auto& contact : citizen_.contacts)
            if (in_year(contact) && (kinds.empty() || holds(kinds, contact.kind)))
                sum += contact.contacts.value_or(1);
        return sum;
    }

    std::int64_t pence() const {
        std::int64_t sum = 0;
        for (const auto& contact : citizen_.contacts)
            if (in_year(contact) && contact.cost) sum += contact.cost->count();
        return sum;
    }

  private:
    bool lives(const PlainRule& rule) const {
        for (const auto& one : world_.fifths) {
            const auto area = one.areas.find(citizen_.area);
            const bool is_known = area != one.areas.end();
            const bool national = is_known && area->second.national.value_or(false);
            const bool local = is_known && area->second.local.value_or(false);
            if (holds(rule.national_fifth, one.measure) && !national) return false;
            if (holds(rule.local_fifth, one.measure) && !local) return false;
        }
        return true;
    }

    // Whether any condition of the person is of a code on the list.
    bool is_on(const std::string& list, bool recently) const {
        const auto words = std::ranges::find(world_.lists, list, &CodeWords::id);
        for (const auto& condition : citizen_.conditions) {
            const bool is_recent =
                condition.onset && *condition.onset > world_.as_at.plus_days(-365);
            if (recently && !is_recent) continue;
            const auto codes = words->codes.find(condition.scheme);
            if (codes == words->codes.end()) continue;
            for (const auto& code : codes->second) {
                if (code == condition.code) return true;
                if (condition.scheme == "icd10" && condition.code.starts_with(code)) return true;
            }
        }
        return false;
    }

    bool has(const PlainRule& rule) const {
        const auto on = [this](const std::string& list) { return is_on(list, false); };
        if (!rule.any.empty()) {
            const std::set<std::string> lists(rule.any.begin(), rule.any.end());
            if (std::ranges::count_if(lists, on) < rule.at_least.value_or(1)) return false;
        }
        if (!std::ranges::all_of(rule.all, on)) return false;
        if (std::ranges::any_of(rule.none, on)) return false;
        const auto lately = [this](const std::string& list) { return is_on(list, true); };
        return rule.recent.empty() || std::ranges::any_of(rule.recent, lately);
    }

    // In the year that ends with the day.
    bool in_year(const Citizen::Contact& contact) const {
        return contact.date <= world_.as_at && contact.date > world_.as_at.plus_days(-366);
    }

    bool used(const PlainRule& rule) const {
        std::set<std::string> kinds;
        std::set<std::string> providers;
        for (const auto& contact : citizen_.contacts) {
            if (!in_year(contact)) continue;
            kinds.insert(contact.kind);
            if (contact.provider) providers.insert(*contact.provider);
        }
        std::optional<std::int64_t> longest;
        for (const auto& wait : citizen_.waits) {
            const auto days = world_.as_at.days_since_epoch() - wait.start.days_since_epoch();
            if (!wait.stop) longest = std::max<std::int64_t>(longest.value_or(days), days);
        }
        const auto size = [](const auto& set) { return static_cast<std::int64_t>(set.size()); };
        const std::set<std::string> asked(rule.contacts_of.begin(), rule.contacts_of.end());
        if (!asked.empty() &&
            contacts({asked.begin(), asked.end()}) < rule.contacts_from.value_or(1))
            return false;
        if (rule.kinds_from && size(kinds) < *rule.kinds_from) return false;
        if (rule.providers_from && size(providers) < *rule.providers_from) return false;
        if (rule.cost_from && pence() < *rule.cost_from * 100) return false;
        if (!rule.waiting_weeks_from) return true;
        const auto days = static_cast<long double>(*rule.waiting_weeks_from) * 7;  // any number
        return longest && static_cast<long double>(*longest) >= days;
    }

    bool is_either(const PlainRule& rule) const {
        return rule.either.empty() ||
               std::ranges::any_of(rule.either, [this](const auto& one) { return is(one); });
    }

    const CohortWorld& world_;
    const Citizen& citizen_;
};

std::int64_t place_of(const std::set<std::string>& words, const std::string& word) {
    return std::distance(words.begin(), words.find(word));
}

}  // namespace

std::vector<Row> plain_groups(const CohortWorld& world) {
    struct Group {
        std::int64_t people = 0;
        std::int64_t contacts = 0;
        std::int64_t pence = 0;
        std::vector<std::int64_t> kept;
    };
    std::map<std::tuple<bool, bool, std::int64_t, std::int64_t, std::int64_t, bool>, Group> groups;
    for (const auto& citizen : world.citizens) {
        const Looking one(world, citizen);
        std::int64_t segment = 0;
        while (!one.is(world.segments[static_cast<std::size_t>(segment)]))
            ++segment;
        const bool has_outcome = !world.outcome.empty() && one.contacts(world.outcome) > 0;
        auto& group = groups[{citizen.opt_out.value_or(false), citizen.death.has_value(), segment,
                              citizen.age, one.codes(world.points), has_outcome}];
        group.people += 1;
        group.contacts += one.contacts({});
        group.pence += one.pence();
        std::size_t column = 0;
        for (const auto& cohort : world.cohorts) {
            bool is_in = true;
            for (const auto& step : cohort) {
                is_in = is_in && one.is(step);
                if (group.kept.size() == column) group.kept.push_back(0);
                group.kept[column++] += is_in ? 1 : 0;
            }
        }
    }
    std::vector<Row> rows;
    for (const auto& [key, group] : groups) {
        const auto& [opted_out, dead, segment, age, codes, outcome] = key;
        Row row = {opted_out,    dead,           segment,           age, codes, outcome,
                   group.people, group.contacts, Pence(group.pence)};
        row.insert(row.end(), group.kept.begin(), group.kept.end());
        rows.push_back(row);
    }
    return rows;
}

std::vector<Row> plain_cells(const CohortWorld& world) {
    std::map<std::array<std::int64_t, 4>, std::int64_t> cells;
    for (const auto& citizen : world.citizens) {
        if (citizen.death) continue;
        ++cells[{
            place_of(world.areas, citizen.area), std::min<std::int64_t>(citizen.age / 5, 17),
            place_of({"female", "male", "other", "unknown"}, citizen.sex),
            place_of({"asian", "black", "mixed", "other", "unknown", "white"}, citizen.ethnicity)}];
    }
    std::vector<Row> rows;
    for (const auto& [key, people] : cells)
        rows.push_back({key[0], key[1], key[2], key[3], people});
    return rows;
}

}  // namespace concord::support
