#include "registry/comparison.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"

namespace concord::registry {
namespace {

std::string list_populations(const RegistryData& data, std::string_view small_layer) {
    std::vector<std::string> names;
    for (const auto& population : data.populations) {
        if (small_layer.empty() || population.small_layer == small_layer) {
            names.push_back(population.name);
        }
    }
    return names.empty() ? "none" : join(names, ", ");
}

// The small areas on which both can be placed; a named population decides where there is a choice.
std::optional<std::string> common_ground(const RegistryData& data, std::string_view layer_a,
                                         std::string_view layer_b, const Population* wanted) {
    std::optional<std::string> found;
    for (const auto& small : data.geography.small_layers()) {
        const bool both =
            assign(data.geography, layer_a, small) && assign(data.geography, layer_b, small);
        if (!both) continue;
        if (wanted && wanted->small_layer == small) return small;
        if (!found) found = small;
    }
    return found;
}

// The newest small areas on which a layer stands by itself.
std::optional<std::string> own_ground(const RegistryData& data, std::string_view layer) {
    for (const auto& small : data.geography.small_layers()) {
        if (assign(data.geography, layer, small)) return small;
    }
    return std::nullopt;
}

std::optional<Assignment> place_on(const RegistryData& data, std::string_view layer,
                                   const std::string& ground) {
    if (auto direct = assign(data.geography, layer, ground)) return direct;
    const auto own = own_ground(data, layer);
    if (!own) return std::nullopt;
    const auto assignment = assign(data.geography, layer, *own);
    return convert(data.geography, *assignment, ground, data.newest_population(*own));
}

// The ground for two layers that share none: that of the layer with the newer small areas, or of
// the population that was asked for.
std::string ground_for_best_fit(const RegistryData& data, std::string_view layer_a,
                                std::string_view layer_b, const Population* wanted) {
    if (wanted) return wanted->small_layer;
    const auto own_a = own_ground(data, layer_a);
    const auto own_b = own_ground(data, layer_b);
    for (const auto& small : data.geography.small_layers()) {
        if (small == own_a || small == own_b) return small;
    }
    return {};
}

Refusal wrong_population(const RegistryData& data, const Population& wanted,
                         const std::string& ground) {
    return {"REG041",
            fmt::format("the people of `{}` are counted on {}, and these layers stand on {}",
                        wanted.name, wanted.small_layer, ground),
            fmt::format("leave `--population` out; counted on {}: {}", ground,
                        list_populations(data, ground))};
}

Refusal unknown_population(const RegistryData& data, std::string_view name) {
    return {"REG042", fmt::format("there is no population `{}`", shown(name)),
            fmt::format("populations are {}", list_populations(data, ""))};
}

}  // namespace

Refusal unknown_layer(const RegistryData& data, std::string_view layer) {
    const auto known = data.geography.layer_ids();
    if (known.empty()) {
        return {"REG042", fmt::format("the layer `{}` needs open data, and none was found", layer),
                "give the folder with --data, or fetch it with `concord data fetch`"};
    }
    const auto guess = closest(layer, known);
    return {"REG042", fmt::format("there is no layer `{}`", shown(layer)),
            guess ? fmt::format("did you mean `{}`?", *guess)
                  : fmt::format("layers are {}", join(known, ", "))};
}

ComparisonAnswer compare_layers(const RegistryData& data, std::string_view layer_a,
                                std::string_view layer_b, std::string_view population) {
    ComparisonAnswer answer;
    for (const auto layer : {layer_a, layer_b}) {
        if (data.geography.layer(layer)) continue;
        answer.refusal = unknown_layer(data, layer);
        return answer;
    }
    const auto* wanted = population.empty() ? nullptr : data.population(population);
    if (!population.empty() && !wanted) {
        answer.refusal = unknown_population(data, population);
        return answer;
    }
    const auto common = common_ground(data, layer_a, layer_b, wanted);
    const auto ground = common ? *common : ground_for_best_fit(data, layer_a, layer_b, wanted);
    auto a = place_on(data, layer_a, ground);
    auto b = place_on(data, layer_b, ground);
    if (!a || !b) {
        answer.refusal = Refusal{
            "REG042", fmt::format("nothing joins {} and {}", layer_a, layer_b),
            "a lookup from small areas to each of them is needed; `concord data list` names them"};
        return answer;
    }
    if (wanted && wanted->small_layer != ground) {
        answer.refusal = wrong_population(data, *wanted, ground);
        return answer;
    }
    const auto* people = wanted ? wanted : data.newest_population(ground);
    if (!people) {
        answer.refusal =
            Refusal{"REG042", fmt::format("nothing says how many people live in {}", ground),
                    "a population on these small areas is needed"};
        return answer;
    }
    answer.comparison = Comparison{std::move(*a), std::move(*b), people};
    return answer;
}

std::optional<ConversionCost> conversion_cost(const RegistryData& data, std::string_view from,
                                              std::string_view to) {
    for (const auto& change : data.geography.changes()) {
        const bool forward = change.from == from && change.to == to;
        const bool backward = change.from == to && change.to == from;
        if (!forward && !backward) continue;
        const auto* people = data.newest_population(to);
        ConversionCost cost;
        cost.areas = static_cast<std::int64_t>(data.geography.layer(to)->size());
        std::vector<bool> same(static_cast<std::size_t>(cost.areas), false);
        for (const auto& pair : change.pairs) {
            if (pair.kind == 'U')
                same[static_cast<std::size_t>(forward ? pair.to : pair.from)] = true;
        }
        for (std::size_t i = 0; i < same.size(); ++i) {
            cost.unchanged += same[i];
            const auto here = people ? people->people[i] : 0;
            cost.people += here;
            if (!same[i]) cost.people_in_changed += here;
        }
        cost.population = people ? people->name : "";
        return cost;
    }
    return std::nullopt;
}

}  // namespace concord::registry
