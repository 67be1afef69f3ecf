#include "governance/function_map.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

namespace concord::governance {
namespace {

constexpr std::array<std::string_view, 3> remark_names = {"", "gap", "duplicate"};

class Mapping {
  public:
    explicit Mapping(const Evaluator& evaluator)
        : evaluator_(evaluator), ground_(evaluator.ground()) {}

    std::vector<MapEntry> run() {
        for (std::uint32_t holder = 0; holder < ground_.scheme->holders.size(); ++holder) {
            for (const auto& power : evaluator_.powers(holder))
                add(power);
        }
        add_gaps();
        mark_duplicates();
        std::ranges::stable_sort(entries_, [](const MapEntry& a, const MapEntry& b) {
            return std::tie(a.function, a.scale) < std::tie(b.function, b.scale);
        });
        return std::move(entries_);
    }

  private:
    // Powers that differ only in acts and places are one entry.
    using Key = std::tuple<NodeIndex, std::uint32_t, std::string, std::optional<std::uint32_t>>;

    void add(const Power& power) {
        const auto& scheme = *ground_.scheme;
        const auto* grant =
            power.chain.grants.empty() ? nullptr : &scheme.grants[power.chain.grants.back()];
        for (const auto function : power.functions) {
            const std::string instrument = grant ? grant->instrument : "statute";
            const auto from = grant ? evaluator_.holder(grant->from) : std::nullopt;
            const auto [place, is_new] =
                places_.emplace(Key{function, power.holder, instrument, from}, entries_.size());
            if (is_new) {
                MapEntry entry;
                entry.function = function;
                entry.scale = scheme.holders[power.holder].scale;
                entry.holder = power.holder;
                entry.from = from;
                entry.instrument = instrument;
                if (grant) entry.grant = power.chain.grants.back();
                entry.ceiling = power.chain.ceiling;
                entry.floor = power.floor;
                if (grant) entry.source = grant->source;
                entries_.push_back(std::move(entry));
            }
            auto& entry = entries_[place->second];
            join(entry.acts, power.acts);
            join(entry.places, power.places);
            if (!power.chain.ceiling || (entry.ceiling && *power.chain.ceiling > *entry.ceiling))
                entry.ceiling = power.chain.ceiling;  // the widest of its chains
        }
    }

    static void join(std::vector<NodeIndex>& into, const std::vector<NodeIndex>& more) {
        for (const auto node : more) {
            if (std::ranges::find(into, node) == into.end()) into.push_back(node);
        }
        std::ranges::sort(into);
    }

    // What law gives to some kind of body today and nobody in the scheme holds, not even in part.
    void add_gaps() {
        const auto& functions = ground_.law->functions;
        std::set<NodeIndex> held;
        for (const auto& entry : entries_)
            held.insert(entry.function);
        for (const auto& root : ground_.law->roots) {
            const auto function = functions.find(root.function);
            const bool speaks = root.profiles.empty() ||
                                std::ranges::find(root.profiles, evaluator_.context().profile) !=
                                    root.profiles.end();
            if (!function || !speaks || !root.in_force.contains(evaluator_.context().as_at))
                continue;
            const bool is_held = std::ranges::any_of(held, [&](NodeIndex node) {
                return functions.covers(node, *function) || functions.covers(*function, node);
            });
            if (is_held || !gaps_.insert(*function).second) continue;
            MapEntry gap;
            gap.function = *function;
            gap.remark = MapRemark::gap;
            gap.source = {root.authority, ""};
            entries_.push_back(std::move(gap));
        }
    }

    // Two at one scale without a stated split, as the evaluator finds them (PIR-R072). Both are
    // marked: where one holds a narrower act, it is asked about that one.
    void mark_duplicates() {
        std::map<std::pair<NodeIndex, Scale>, std::vector<MapEntry*>> beside;
        for (auto& entry : entries_) {
            if (entry.holder) beside[{entry.function, entry.scale}].push_back(&entry);
        }
        for (const auto& [where, entries] : beside) {
            if (entries.size() < 2) continue;
            std::set<std::uint32_t> doubled;
            for (const auto* entry : entries)
                find_overlaps(*entry, doubled);
            for (auto* entry : entries) {
                if (doubled.contains(*entry->holder)) entry->remark = MapRemark::duplicate;
            }
        }
    }

    void find_overlaps(const MapEntry& entry, std::set<std::uint32_t>& doubled) const {
        for (const auto act : entry.acts) {
            for (const auto place : entry.places) {
                BoundQuestion question;
                question.function = entry.function;
                question.act = act;
                if (place != root_node) question.places = {place};
                const auto verdict = evaluator_.who(question);
                if (verdict.overlap) doubled.insert(verdict.first.begin(), verdict.first.end());
            }
        }
    }

    const Evaluator& evaluator_;
    const Ground& ground_;
    std::vector<MapEntry> entries_;
    std::map<Key, std::size_t> places_;
    std::set<NodeIndex> gaps_;
};

}  // namespace

std::string_view to_string(MapRemark remark) {
    return remark_names[static_cast<std::size_t>(remark)];
}

std::vector<MapEntry> function_map(const Evaluator& evaluator) {
    return Mapping(evaluator).run();
}

}  // namespace concord::governance
