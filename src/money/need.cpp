#include "money/need.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace concord::money {
namespace {

constexpr std::array<std::pair<GapRule, std::string_view>, 6> names = {
    {{GapRule::refuse, "refuse"},
     {GapRule::one, "one"},
     {GapRule::zero, "zero"},
     {GapRule::system_mean, "system-mean"},
     {GapRule::place_mean, "place-mean"},
     {GapRule::exclude, "exclude"}}};

// Sums over the units whose weight is known: what means are made of.
StreamNeed known_sums(const NeedInput& input, std::size_t stream) {
    StreamNeed known;
    known.places.resize(input.places.size());
    known.systems.resize(input.systems.size());
    for (const auto& unit : input.units) {
        if (is_gap(unit, stream)) continue;
        for (auto* sums : {&known.places[unit.place], &known.systems[unit.system]}) {
            sums->population += unit.population;
            sums->weighted += unit.weights[stream].value_or(0);
        }
    }
    return known;
}

double by_mean(const Sums& sums, double population, double otherwise) {
    return sums.population > 0 ? population * sums.weighted / sums.population : otherwise;
}

class Worker {
  public:
    Worker(const NeedInput& input, const NeedOptions& options, std::size_t stream)
        : input_(input), options_(options), stream_(stream), known_(known_sums(input, stream)) {}

    StreamNeed run() {
        need_.places.resize(input_.places.size());
        need_.systems.resize(input_.systems.size());
        need_.refused.assign(input_.systems.size(), false);
        for (const auto& unit : input_.units)
            add(unit);
        if (!options_.whole_people) return std::move(need_);
        for (auto* sums : {&need_.places, &need_.systems}) {
            for (auto& one : *sums) {
                one.population = std::nearbyint(one.population);
                one.weighted = std::nearbyint(one.weighted);
            }
        }
        return std::move(need_);
    }

  private:
    void add(const Unit& unit) {
        double weight = unit.weights[stream_].value_or(0);
        if (is_gap(unit, stream_)) {
            if (options_.gaps == GapRule::exclude) return;
            if (options_.gaps == GapRule::refuse) need_.refused[unit.system] = true;
            weight = settled(unit);
        }
        for (auto* sums : {&need_.places[unit.place], &need_.systems[unit.system]}) {
            sums->population += unit.population;
            sums->weighted += weight;
        }
    }

    double settled(const Unit& unit) const {
        const double system = by_mean(known_.systems[unit.system], unit.population, 0);
        switch (options_.gaps) {
            case GapRule::one:
                return 1;
            case GapRule::system_mean:
                return system;
            case GapRule::place_mean:
                return by_mean(known_.places[unit.place], unit.population, system);
            default:
                return 0;
        }
    }

    const NeedInput& input_;
    const NeedOptions& options_;
    std::size_t stream_;
    StreamNeed known_;
    StreamNeed need_;
};

}  // namespace

std::string_view to_string(GapRule rule) {
    return std::ranges::find(names, rule, &decltype(names)::value_type::first)->second;
}

std::optional<GapRule> parse_gap_rule(std::string_view text) {
    const auto* found = std::ranges::find(names, text, &decltype(names)::value_type::second);
    return found == names.end() ? std::nullopt : std::optional(found->first);
}

std::vector<std::string> gap_rule_names() {
    std::vector<std::string> result;
    for (const auto& [rule, name] : names)
        result.emplace_back(name);
    return result;
}

bool is_gap(const Unit& unit, std::size_t stream) {
    const auto& weight = unit.weights[stream];
    return !weight || (*weight == 0 && unit.population > 0);
}

std::optional<double> StreamNeed::index(std::uint32_t place, std::uint32_t system) const {
    const auto& here = places[place];
    const auto& all = systems[system];
    const bool is_known =
        !refused[system] && here.population > 0 && all.population > 0 && all.weighted > 0;
    if (!is_known) return std::nullopt;
    return (here.weighted / here.population) / (all.weighted / all.population);
}

std::optional<double> StreamNeed::fair_share(std::uint32_t place, std::uint32_t system) const {
    if (refused[system] || !(systems[system].weighted > 0)) return std::nullopt;
    return places[place].weighted / systems[system].weighted;
}

std::vector<StreamNeed> work_out_need(const NeedInput& input, const NeedOptions& options) {
    std::vector<StreamNeed> result;
    for (std::size_t stream = 0; stream < input.streams.size(); ++stream)
        result.push_back(Worker(input, options, stream).run());
    return result;
}

}  // namespace concord::money
