#include "population/link/link.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <unordered_map>
#include <utility>

namespace concord::population {
namespace {

using Key = std::array<std::uint32_t, 4>;

constexpr std::array<std::string_view, link_fields> field_names = {
    "day of birth", "month of birth",  "year of birth", "sex",
    "lsoa",         "postcode sector", "practice"};
constexpr std::array<std::string_view, link_steps> step_names = {"pseudonym", "full agreement",
                                                                 "weight"};
constexpr std::int64_t enough_pairs = 100;
constexpr std::size_t largest_block = 2000;

// The values by which records come to be compared at all: each pass forgives what it does not name.
using Pass = std::vector<LinkField>;
const std::array<Pass, 8>& passes() {
    using enum LinkField;
    static const std::array<Pass, 8> all = {{{day, month, year},
                                             {year, month, lsoa},
                                             {day, month, lsoa},
                                             {day, year, lsoa},
                                             {year, month, practice},
                                             {day, month, practice},
                                             {day, year, practice},
                                             {year, sector, sex}}};
    return all;
}

class Groups {
  public:
    explicit Groups(std::size_t records) : above_(records), members_(records) {
        std::iota(above_.begin(), above_.end(), 0);
        for (std::uint32_t i = 0; i < records; ++i)
            members_[i] = {i};
    }
    std::uint32_t find(std::uint32_t record) {
        while (above_[record] != record)
            record = above_[record] = above_[above_[record]];
        return record;
    }
    const std::vector<std::uint32_t>& members(std::uint32_t group) const { return members_[group]; }
    void join(std::uint32_t one, std::uint32_t other) {
        if (members_[one].size() < members_[other].size()) std::swap(one, other);
        above_[other] = one;
        members_[one].insert(members_[one].end(), members_[other].begin(), members_[other].end());
        members_[other].clear();
    }

  private:
    std::vector<std::uint32_t> above_;
    std::vector<std::vector<std::uint32_t>> members_;
};

bool differ(const LinkRecord& one, const LinkRecord& other, LinkField field) {
    const auto a = one.value(field);
    const auto b = other.value(field);
    return a != not_given && b != not_given && a != b;
}

bool other_birth(const LinkRecord& one, const LinkRecord& other) {
    return differ(one, other, LinkField::day) || differ(one, other, LinkField::month) ||
           differ(one, other, LinkField::year);
}

class Linking {
  public:
    Linking(std::span<const LinkRecord> records, const LinkSettings& settings)
        : records_(records), settings_(settings), groups_(records.size()) {}

    Linked work() {
        by_pseudonym();
        set_weights();
        set_thresholds();
        by_full_agreement();
        by_weight();
        number_people();
        return std::move(made_);
    }

  private:
    void by_pseudonym() {
        std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> of;
        std::vector<std::uint32_t> order;
        for (std::uint32_t i = 0; i < records_.size(); ++i) {
            if (records_[i].pseudonym == not_given) continue;
            auto& same = of[records_[i].pseudonym];
            if (same.empty()) order.push_back(records_[i].pseudonym);
            same.push_back(i);
        }
        for (const auto pseudonym : order) {
            const auto& same = of[pseudonym];
            for (std::size_t i = 1; i < same.size(); ++i)
                join_by_pseudonym(same.front(), same[i]);
        }
    }

    void join_by_pseudonym(std::uint32_t first, std::uint32_t second) {
        const auto& one = records_[first];
        const auto& other = records_[second];
        if (other_birth(one, other) && differ(one, other, LinkField::sex)) {
            ++made_.contradicted;
            made_.review.push_back({first, second, 0, "same pseudonym, other birth and sex"});
            return;
        }
        for (std::size_t f = 0; f < link_fields; ++f) {
            if (one.values[f] == not_given || other.values[f] == not_given) continue;
            ++compared_[f];
            agreed_[f] += one.values[f] == other.values[f] ? 1 : 0;
        }
        groups_.join(groups_.find(first), groups_.find(second));
        ++made_.links[0];
    }

    // Chance agreement is that of two records drawn at random, or of two of one area.
    double chance_of(LinkField field, bool in_area) const {
        std::map<std::uint32_t, std::unordered_map<std::uint32_t, std::int64_t>> counts;
        for (const auto& record : records_) {
            const auto area = in_area ? record.value(LinkField::lsoa) : 0;
            if (area != not_given && record.value(field) != not_given)
                ++counts[area][record.value(field)];
        }
        double agreeing = 0;
        double pairs = 0;
        for (const auto& [area, values] : counts) {
            double all = 0;
            for (const auto& [value, count] : values) {
                const auto of_value = static_cast<double>(count);
                agreeing += of_value * (of_value - 1);
                all += of_value;
            }
            pairs += all * (all - 1);
        }
        return pairs > 0 ? agreeing / pairs : 1;
    }

    LinkWeight weight(std::size_t field, bool in_area) const {
        constexpr double least = 1e-6;
        constexpr double surest = 0.9999;
        LinkWeight made;
        made.u = std::clamp(chance_of(static_cast<LinkField>(field), in_area), least, surest);
        made.is_counted = compared_[field] >= enough_pairs;
        made.m = made.is_counted ? (static_cast<double>(agreed_[field]) + 0.5) /
                                       (static_cast<double>(compared_[field]) + 1)
                                 : settings_.agree_of_one[field];
        // A field that agrees less often in one person's records than in two people's says nothing.
        made.m = std::clamp(std::max(made.m, made.u), least, surest);
        made.agree = std::log2(made.m / made.u);
        made.disagree = std::log2((1 - made.m) / (1 - made.u));
        return made;
    }

    void set_weights() {
        for (std::size_t f = 0; f < link_fields; ++f)
            made_.weights.of[f] = weight(f, false);
        made_.weights.practice_in_area =
            weight(static_cast<std::size_t>(LinkField::practice), true);
    }

    void set_thresholds() {
        std::map<std::uint32_t, double> sizes;
        for (const auto& record : records_)
            ++sizes[record.source];
        double largest = 1;
        for (const auto& [source, size] : sizes)
            largest = std::max(largest, size);
        const double prior = std::log2(settings_.shared / largest);
        const auto as_weight = [prior](double chance) {
            return std::log2(chance / (1 - chance)) - prior;
        };
        made_.link_weight = as_weight(settings_.link);
        made_.review_weight = as_weight(settings_.review);
    }

    static bool is_full(const LinkRecord& record) {
        return std::ranges::none_of(
            std::array{LinkField::day, LinkField::month, LinkField::year, LinkField::sex,
                       LinkField::lsoa, LinkField::practice},
            [&](LinkField field) { return record.value(field) == not_given; });
    }

    // Records with everything alike, of which each extract has one: two alike in one extract may be
    // two people.
    void by_full_agreement() {
        std::map<std::array<std::uint32_t, link_fields>, std::vector<std::uint32_t>> alike;
        for (std::uint32_t i = 0; i < records_.size(); ++i) {
            if (!is_full(records_[i])) continue;
            auto key = records_[i].values;
            key[static_cast<std::size_t>(LinkField::sector)] = 0;
            alike[key].push_back(i);
        }
        for (const auto& [key, same] : alike) {
            std::map<std::uint32_t, int> of_source;
            for (const auto i : same)
                ++of_source[records_[i].source];
            if (same.size() < 2 || of_source.size() != same.size()) continue;
            for (std::size_t i = 1; i < same.size(); ++i)
                if (may_join(same.front(), same[i])) join(same.front(), same[i], 1);
        }
    }

    void join(std::uint32_t one, std::uint32_t other, std::size_t step) {
        const auto first = groups_.find(one);
        const auto second = groups_.find(other);
        if (first == second) return;
        groups_.join(first, second);
        ++made_.links[step];
    }

    // Whether no pair between the groups of the two stands against it.
    bool may_join(std::uint32_t one, std::uint32_t other) {
        for (const auto a : groups_.members(groups_.find(one)))
            for (const auto b : groups_.members(groups_.find(other))) {
                const auto& first = records_[a];
                const auto& second = records_[b];
                const bool has_both = first.pseudonym != not_given && second.pseudonym != not_given;
                if (has_both && first.pseudonym != second.pseudonym) return false;
                if (weight_of(first, second, made_.weights) < made_.review_weight) return false;
            }
        return true;
    }

    struct Pair {
        double weight = 0;
        std::uint32_t first = 0;
        std::uint32_t second = 0;
    };

    // Pairs of a pass that are worth a look. A pair is taken in the first pass that brings it.
    void compare(std::size_t pass, std::vector<Pair>& pairs) {
        std::vector<std::pair<Key, std::uint32_t>> keyed;
        for (std::uint32_t i = 0; i < records_.size(); ++i)
            if (const auto key = key_of(records_[i], passes()[pass])) keyed.emplace_back(*key, i);
        std::ranges::sort(keyed);
        for (std::size_t from = 0; from < keyed.size();) {
            auto to = from;
            while (to < keyed.size() && keyed[to].first == keyed[from].first)
                ++to;
            if (to - from > largest_block) {
                ++made_.blocks_left_out;
            } else {
                compare_block({keyed.begin() + static_cast<std::ptrdiff_t>(from),
                               keyed.begin() + static_cast<std::ptrdiff_t>(to)},
                              pass, pairs);
            }
            from = to;
        }
    }

    void compare_block(std::span<const std::pair<Key, std::uint32_t>> block, std::size_t pass,
                       std::vector<Pair>& pairs) {
        for (std::size_t i = 0; i < block.size(); ++i)
            for (std::size_t j = i + 1; j < block.size(); ++j) {
                const auto& one = records_[block[i].second];
                const auto& other = records_[block[j].second];
                if (came_before(one, other, pass)) continue;
                ++made_.pairs_compared;
                const auto weight = weight_of(one, other, made_.weights);
                if (weight >= made_.review_weight)
                    pairs.push_back({weight, block[i].second, block[j].second});
            }
    }

    static std::optional<Key> key_of(const LinkRecord& record, const Pass& pass) {
        Key key{};
        for (std::size_t i = 0; i < pass.size(); ++i) {
            key[i] = record.value(pass[i]);
            if (key[i] == not_given) return std::nullopt;
        }
        return key;
    }

    static bool came_before(const LinkRecord& one, const LinkRecord& other, std::size_t pass) {
        for (std::size_t p = 0; p < pass; ++p) {
            const auto key = key_of(one, passes()[p]);
            if (key && key == key_of(other, passes()[p])) return true;
        }
        return false;
    }

    void by_weight() {
        std::vector<Pair> pairs;
        for (std::size_t pass = 0; pass < passes().size(); ++pass)
            compare(pass, pairs);
        std::ranges::sort(pairs, [](const Pair& a, const Pair& b) {
            if (a.weight != b.weight) return a.weight > b.weight;
            return std::pair(a.first, a.second) < std::pair(b.first, b.second);
        });
        for (const auto& pair : pairs) {
            if (groups_.find(pair.first) == groups_.find(pair.second)) continue;
            const auto& one = records_[pair.first];
            const auto& other = records_[pair.second];
            if (one.pseudonym != not_given && other.pseudonym != not_given) continue;  // law 2
            if (pair.weight < made_.link_weight) {
                made_.review.push_back(
                    {pair.first, pair.second, pair.weight, "between the thresholds"});
            } else if (may_join(pair.first, pair.second)) {
                join(pair.first, pair.second, 2);
            } else {
                made_.review.push_back(
                    {pair.first, pair.second, pair.weight, "another record stands against it"});
            }
        }
    }

    void number_people() {
        std::unordered_map<std::uint32_t, std::uint32_t> number;
        for (std::uint32_t i = 0; i < records_.size(); ++i) {
            const auto [at, is_new] = number.emplace(groups_.find(i), made_.people);
            if (is_new) ++made_.people;
            made_.person_of.push_back(at->second);
        }
        // Those that came together after all need no look.
        std::erase_if(made_.review, [&](const ReviewPair& pair) {
            return made_.person_of[pair.first] == made_.person_of[pair.second];
        });
    }

    std::span<const LinkRecord> records_;
    const LinkSettings& settings_;
    Groups groups_;
    std::array<std::int64_t, link_fields> compared_{};
    std::array<std::int64_t, link_fields> agreed_{};
    Linked made_;
};

}  // namespace

std::string_view to_string(LinkField field) {
    return field_names[static_cast<std::size_t>(field)];
}

std::string_view to_string(LinkStep step) {
    return step_names[static_cast<std::size_t>(step)];
}

double weight_of(const LinkRecord& one, const LinkRecord& other, const LinkWeights& weights) {
    double sum = 0;
    const auto area = one.value(LinkField::lsoa);
    const bool has_area = area != not_given && other.value(LinkField::lsoa) != not_given;
    const bool is_one_area = has_area && area == other.value(LinkField::lsoa);
    for (std::size_t f = 0; f < link_fields; ++f) {
        const auto field = static_cast<LinkField>(f);
        // A sector says nothing more where both records have an area: it would count twice.
        if (field == LinkField::sector && has_area) continue;
        if (one.values[f] == not_given || other.values[f] == not_given) continue;
        const bool in_area = field == LinkField::practice && is_one_area;
        const auto& weight = in_area ? weights.practice_in_area : weights.of[f];
        sum += one.values[f] == other.values[f] ? weight.agree : weight.disagree;
    }
    return sum;
}

Linked link_records(std::span<const LinkRecord> records, const LinkSettings& settings) {
    return Linking(records, settings).work();
}

}  // namespace concord::population
