#include "registry/assignment.hpp"

#include <algorithm>
#include <cmath>
#include <deque>
#include <functional>
#include <map>
#include <numeric>

namespace concord::registry {
namespace {

bool is_total(const Link& link) {
    return std::ranges::find(link.to_of, several_areas) == link.to_of.end();
}

AreaIndex follow(const Link& link, AreaIndex from) {
    const auto place = static_cast<std::size_t>(from);
    return from >= 0 && place < link.to_of.size() ? link.to_of[place] : no_area;
}

// Breadth first; of equally short chains the one whose links were stated first.
std::vector<const Link*> shortest_chain(const Geography& geography, std::string_view from,
                                        std::string_view to, bool total_only) {
    std::map<std::string, const Link*, std::less<>> arrived_by;
    std::deque<std::string> queue{std::string(from)};
    arrived_by.emplace(from, nullptr);
    while (!queue.empty() && !arrived_by.contains(to)) {
        const auto here = queue.front();
        queue.pop_front();
        for (const auto& link : geography.links()) {
            if (link.from != here || arrived_by.contains(link.to)) continue;
            if (total_only && !is_total(link)) continue;
            arrived_by.emplace(link.to, &link);
            queue.push_back(link.to);
        }
    }
    std::vector<const Link*> chain;
    auto found = arrived_by.find(to);
    if (found == arrived_by.end()) return chain;
    while (found->second) {
        chain.push_back(found->second);
        found = arrived_by.find(found->second->from);
    }
    std::ranges::reverse(chain);
    return chain;
}

std::int64_t unplaced(const std::vector<AreaIndex>& area_of) {
    return std::ranges::count_if(area_of, [](AreaIndex area) { return area < 0; });
}

// The counterparts of each small area of the target vintage.
std::vector<std::vector<AreaIndex>> counterparts(const Change& change, bool forward,
                                                 std::size_t target_size) {
    std::vector<std::vector<AreaIndex>> result(target_size);
    for (const auto& pair : change.pairs) {
        const auto target = static_cast<std::size_t>(forward ? pair.to : pair.from);
        result[target].push_back(forward ? pair.from : pair.to);
    }
    return result;
}

// The people whom each small area brings to each of its counterparts: divided equally among them,
// since nothing says how a small area's people divide.
std::vector<double> people_per_counterpart(const Change& change, bool forward, std::size_t size,
                                           const Population* weights) {
    std::vector<double> counts(size, 0);
    for (const auto& pair : change.pairs) {
        counts[static_cast<std::size_t>(forward ? pair.from : pair.to)] += 1;
    }
    std::vector<double> people(size, 0);
    for (std::size_t i = 0; i < size; ++i) {
        const auto all = weights ? static_cast<double>(weights->people[i]) : 1.0;
        if (counts[i] > 0) people[i] = all / counts[i];
    }
    return people;
}

struct BestFit {
    AreaIndex area = no_area;
    double people = 0;     // of all counterparts
    double elsewhere = 0;  // of those that lie in another area
    bool divided = false;
};

BestFit fit_by_people(const Assignment& assignment, const std::vector<AreaIndex>& sources,
                      const std::vector<double>& people) {
    std::map<AreaIndex, double> people_by_area;
    BestFit result;
    for (const auto source : sources) {
        const auto place = static_cast<std::size_t>(source);
        people_by_area[assignment.area_of[place]] += people[place];
        result.people += people[place];
    }
    if (people_by_area.empty()) return result;
    const auto best = std::ranges::max_element(
        people_by_area, [](const auto& a, const auto& b) { return a.second < b.second; });
    result.area = best->first;
    result.divided = people_by_area.size() > 1;
    result.elsewhere = result.people - best->second;
    return result;
}

}  // namespace

std::int64_t Population::total() const {
    return std::accumulate(people.begin(), people.end(), std::int64_t{0});
}

std::optional<Assignment> assign(const Geography& geography, std::string_view layer,
                                 std::string_view small_layer) {
    Assignment result;
    result.layer = geography.layer(layer);
    result.small_layer = geography.layer(small_layer);
    if (!result.layer || !result.small_layer) return std::nullopt;
    result.area_of.resize(result.small_layer->size());
    std::iota(result.area_of.begin(), result.area_of.end(), 0);
    if (layer == small_layer) return result;
    auto chain = shortest_chain(geography, small_layer, layer, true);
    if (chain.empty()) chain = shortest_chain(geography, small_layer, layer, false);
    if (chain.empty()) return std::nullopt;
    for (const auto* link : chain) {
        for (auto& area : result.area_of) {
            if (area >= 0) area = follow(*link, area);
        }
        result.path.push_back(link->dataset);
    }
    result.fit.unplaced_areas = unplaced(result.area_of);
    return result;
}

std::optional<Assignment> convert(const Geography& geography, const Assignment& assignment,
                                  std::string_view small_layer, const Population* weights) {
    const auto& own = assignment.small_layer->info().id;
    const auto* target = geography.layer(small_layer);
    for (const auto& change : geography.changes()) {
        const bool forward = change.from == own && change.to == small_layer;
        const bool backward = change.to == own && change.from == small_layer;
        if (!target || (!forward && !backward)) continue;
        Assignment result;
        result.layer = assignment.layer;
        result.small_layer = target;
        result.path = assignment.path;
        result.path.push_back(change.dataset);
        result.fit.converted = true;
        result.fit.from_small_layer = own;
        result.fit.population = weights ? weights->name : "";
        const auto people =
            people_per_counterpart(change, forward, assignment.area_of.size(), weights);
        double everyone = 0;
        double elsewhere = 0;
        for (const auto& sources : counterparts(change, forward, target->size())) {
            const auto fit = fit_by_people(assignment, sources, people);
            result.area_of.push_back(fit.area);
            result.fit.best_fit_areas += fit.divided;
            everyone += fit.people;
            elsewhere += fit.divided ? fit.elsewhere : 0;
        }
        result.fit.people = std::llround(everyone);
        result.fit.people_misplaced_at_most = std::llround(elsewhere);
        result.fit.unplaced_areas = unplaced(result.area_of);
        return result;
    }
    return std::nullopt;
}

}  // namespace concord::registry
