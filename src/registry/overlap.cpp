#include "registry/overlap.hpp"

#include <algorithm>
#include <cassert>
#include <map>

namespace concord::registry {
namespace {

double ratio(std::int64_t part, std::int64_t whole) {
    return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
}

struct Count {
    std::int64_t small_areas = 0;
    std::int64_t people = 0;
};

// The share by people, or by small areas where nobody is known to live there.
double share(const Count& part, std::int64_t people, std::int64_t small_areas) {
    return people > 0 ? ratio(part.people, people) : ratio(part.small_areas, small_areas);
}

std::vector<Count> count_areas(const Assignment& assignment, std::span<const std::int64_t> people) {
    std::vector<Count> counts(assignment.layer->size());
    for (std::size_t i = 0; i < people.size(); ++i) {
        const auto area = assignment.area_of[i];
        if (area < 0) continue;
        auto& count = counts[static_cast<std::size_t>(area)];
        ++count.small_areas;
        count.people += people[i];
    }
    return counts;
}

}  // namespace

OverlapTable overlap(const Assignment& a, const Assignment& b,
                     std::span<const std::int64_t> people) {
    assert(a.small_layer == b.small_layer);
    assert(a.area_of.size() == people.size() && b.area_of.size() == people.size());
    std::map<std::pair<AreaIndex, AreaIndex>, Count> both;
    for (std::size_t i = 0; i < people.size(); ++i) {
        if (a.area_of[i] < 0 || b.area_of[i] < 0) continue;
        auto& count = both[{a.area_of[i], b.area_of[i]}];
        ++count.small_areas;
        count.people += people[i];
    }
    const auto whole_a = count_areas(a, people);
    const auto whole_b = count_areas(b, people);
    OverlapTable table;
    for (const auto& [key, count] : both) {
        const auto& in_a = whole_a[static_cast<std::size_t>(key.first)];
        const auto& in_b = whole_b[static_cast<std::size_t>(key.second)];
        const bool by_people = in_a.people + in_b.people > 0;
        const auto either = by_people ? in_a.people + in_b.people - count.people
                                      : in_a.small_areas + in_b.small_areas - count.small_areas;
        table.parts.push_back({key.first, key.second, count.small_areas, count.people,
                               share(count, in_a.people, in_a.small_areas),
                               share(count, in_b.people, in_b.small_areas),
                               ratio(by_people ? count.people : count.small_areas, either)});
    }
    std::ranges::sort(table.parts, [&](const Overlap& x, const Overlap& y) {
        const auto key = [&](const Overlap& part) {
            return std::pair<std::string_view, std::string_view>(a.layer->area(part.a).code,
                                                                 b.layer->area(part.b).code);
        };
        return key(x) < key(y);
    });
    for (const auto& count : whole_a) {
        table.people_a.push_back(count.people);
        table.small_areas_a.push_back(count.small_areas);
    }
    for (const auto& count : whole_b) {
        table.people_b.push_back(count.people);
        table.small_areas_b.push_back(count.small_areas);
    }
    return table;
}

std::string_view to_string(CoterminosityClass value) {
    switch (value) {
        case CoterminosityClass::coterminous:
            return "coterminous";
        case CoterminosityClass::a_inside_b:
            return "a-inside-b";
        case CoterminosityClass::b_inside_a:
            return "b-inside-a";
        case CoterminosityClass::made_of_whole_b:
            return "made-of-whole-b";
        case CoterminosityClass::overlapping:
            return "overlapping";
        case CoterminosityClass::none:
            return "none";
    }
    return "none";
}

namespace {

CoterminosityClass classify(std::span<const Overlap> parts, double uncovered, double tolerance) {
    std::size_t whole = 0;
    std::size_t cut = 0;
    for (const auto& part : parts) {
        if (part.share_of_a <= tolerance && part.share_of_b <= tolerance) continue;
        const bool is_whole = part.share_of_b >= 1 - tolerance;
        if (is_whole && part.share_of_a >= 1 - tolerance) return CoterminosityClass::coterminous;
        if (!is_whole && part.share_of_a >= 1 - tolerance) return CoterminosityClass::a_inside_b;
        ++(is_whole ? whole : cut);
    }
    if (cut > 0) return CoterminosityClass::overlapping;
    if (whole == 0) return CoterminosityClass::none;
    return uncovered <= tolerance ? CoterminosityClass::made_of_whole_b
                                  : CoterminosityClass::b_inside_a;
}

Coterminosity describe(AreaIndex a, std::span<const Overlap> parts, const OverlapTable& table,
                       double tolerance) {
    Coterminosity result;
    result.a = a;
    result.people = table.people_a[static_cast<std::size_t>(a)];
    result.pieces = static_cast<std::int64_t>(parts.size());
    const auto small_areas = table.small_areas_a[static_cast<std::size_t>(a)];
    Count covered;
    double shares = 0;
    double squares = 0;
    for (const auto& part : parts) {
        covered.people += part.people;
        covered.small_areas += part.small_areas;
        shares += part.share_of_a;
        squares += part.share_of_a * part.share_of_a;
        if (part.jaccard > result.jaccard) {
            result.jaccard = part.jaccard;
            result.best_b = part.b;
            result.share_in_best = part.share_of_a;
        }
    }
    const Count uncovered{small_areas - covered.small_areas, result.people - covered.people};
    result.uncovered_share = share(uncovered, result.people, small_areas);
    result.effective_pieces = squares > 0 ? shares * shares / squares : 0;
    result.kind = classify(parts, result.uncovered_share, tolerance);
    return result;
}

}  // namespace

std::vector<Coterminosity> coterminosity(const Assignment& a, const Assignment& b,
                                         const OverlapTable& table, double tolerance) {
    assert(table.people_b.size() == b.layer->size());
    std::vector<Coterminosity> result;
    std::vector<std::vector<Overlap>> parts_of(a.layer->size());
    for (const auto& part : table.parts) {
        parts_of[static_cast<std::size_t>(part.a)].push_back(part);
    }
    for (std::size_t i = 0; i < parts_of.size(); ++i) {
        if (table.small_areas_a[i] == 0) continue;  // nothing of it is known here
        // Where it is known who lives there, a part in which nobody lives is none.
        if (table.people_a[i] > 0) {
            std::erase_if(parts_of[i], [](const Overlap& part) { return part.people == 0; });
        }
        result.push_back(describe(static_cast<AreaIndex>(i), parts_of[i], table, tolerance));
    }
    std::ranges::sort(result, {}, [&](const Coterminosity& row) -> const std::string& {
        return a.layer->area(row.a).code;
    });
    return result;
}

std::vector<AreaIndex> continuations(const Layer& a, const Layer& b, const OverlapTable& table) {
    std::vector<AreaIndex> result(a.size(), no_area);
    std::vector<double> best(a.size(), 0);
    for (const auto& part : table.parts) {
        const auto place = static_cast<std::size_t>(part.a);
        if (part.jaccard <= best[place]) continue;
        best[place] = part.jaccard;
        result[place] = part.b;
    }
    for (std::size_t i = 0; i < a.size(); ++i) {
        const auto& area = a.areas()[i];
        const auto same_code = b.find(area.code);
        const auto same_ods = area.ods_code.empty() ? no_area : b.find_ods(area.ods_code);
        if (same_ods != no_area) result[i] = same_ods;
        if (same_code != no_area) result[i] = same_code;
    }
    return result;
}

std::vector<Move> moves(const Assignment& a, const Assignment& b, const OverlapTable& table) {
    const auto continued_by = continuations(*a.layer, *b.layer, table);
    std::vector<Move> result;
    for (const auto& part : table.parts) {
        if (continued_by[static_cast<std::size_t>(part.a)] == part.b) continue;
        result.push_back({part.a, part.b, part.small_areas, part.people});
    }
    std::ranges::stable_sort(result, [](const Move& x, const Move& y) {
        return x.people != y.people ? x.people > y.people : x.small_areas > y.small_areas;
    });
    return result;
}

}  // namespace concord::registry
