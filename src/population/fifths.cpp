#include "population/fifths.hpp"

#include <algorithm>

namespace concord::population {
namespace {

using registry::AreaIndex;

// The areas of the index's vintage that an area became, or came from.
std::vector<std::vector<AreaIndex>> counterparts(const registry::Geography& geography,
                                                 std::string_view small_layer,
                                                 std::string_view measured) {
    const auto* small = geography.layer(small_layer);
    std::vector<std::vector<AreaIndex>> found(small ? small->size() : 0);
    if (!small) return found;
    if (small_layer == measured) {
        for (std::size_t i = 0; i < found.size(); ++i)
            found[i] = {static_cast<AreaIndex>(i)};
        return found;
    }
    for (const auto& change : geography.changes()) {
        const bool forward = change.from == measured && change.to == small_layer;
        const bool backward = change.to == measured && change.from == small_layer;
        if (!forward && !backward) continue;
        for (const auto& pair : change.pairs) {
            const auto area = forward ? pair.to : pair.from;
            const auto other = forward ? pair.from : pair.to;
            if (area >= 0 && other >= 0) found[static_cast<std::size_t>(area)].push_back(other);
        }
    }
    return found;
}

AreaFifth national_of(const registry::Deprivation& index, const std::vector<AreaIndex>& others) {
    AreaFifth made;
    const auto last = index.last_rank_of_most_deprived_fifth();
    bool agree = !others.empty();
    for (const auto other : others) {
        const auto rank = index.rank[static_cast<std::size_t>(other)];
        const bool inside = rank > 0 && rank <= last;
        agree = agree && rank > 0 && (!made.national || *made.national == inside);
        made.national = inside;
        made.rank = rank;
    }
    if (!agree) made.national.reset();
    if (others.size() != 1) made.rank = 0;
    return made;
}

void set_local(Fifths& fifths) {
    std::vector<std::pair<std::int32_t, std::string>> ranked;
    for (const auto& [code, area] : fifths.areas)
        if (area.rank > 0) ranked.emplace_back(area.rank, code);
    std::ranges::sort(ranked);
    fifths.local_areas = static_cast<std::int64_t>(ranked.size()) / 5;
    for (std::size_t i = 0; i < ranked.size(); ++i) {
        auto& area = fifths.areas[ranked[i].second];
        area.local = static_cast<std::int64_t>(i) < fifths.local_areas;
        if (*area.local && area.national == false) ++fifths.local_not_national;
        if (!*area.local && area.national == true) ++fifths.national_not_local;
    }
}

}  // namespace

std::vector<Fifths> fifths_of(const registry::RegistryData& data, std::string_view small_layer,
                              const std::set<std::string>& here) {
    std::vector<Fifths> all;
    const auto* small = data.geography.layer(small_layer);
    for (const auto& index : data.deprivations) {
        auto& made = all.emplace_back();
        made.measure = index.name;
        made.last_rank = index.last_rank_of_most_deprived_fifth();
        made.ranked = index.ranked;
        const auto others = counterparts(data.geography, small_layer, index.small_layer);
        for (const auto& code : here) {
            const auto at = small ? small->find(code) : registry::no_area;
            made.areas[code] =
                at < 0 ? AreaFifth() : national_of(index, others[static_cast<std::size_t>(at)]);
        }
        set_local(made);
    }
    return all;
}

}  // namespace concord::population
