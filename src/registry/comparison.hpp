// Choosing the ground on which two layers, or a layer and a measure, can be compared: the vintage
// of small areas, the people, and, where the vintages differ, the best fit with its error. A
// comparison that would mix vintages is refused, and the refusal says how to convert.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "registry/overlap.hpp"
#include "registry/profile.hpp"
#include "registry/registry_data.hpp"

namespace concord::registry {

// Why a question cannot be answered as it stands, as a finding (REG040 to REG042).
struct Refusal {
    std::string rule;
    std::string message;
    std::string help;
};

// Two layers on the same small areas, with the people who live there.
struct Comparison {
    Assignment a;
    Assignment b;
    const Population* population = nullptr;
};

struct ComparisonAnswer {
    std::optional<Comparison> comparison;
    std::optional<Refusal> refusal;
};

// On the newest small areas on which both layers stand; where there are none, on those of the layer
// that has the newer ones, with the other carried over by best fit. `population` names the people
// to weigh by; empty means the newest that stand on those small areas.
ComparisonAnswer compare_layers(const RegistryData& data, std::string_view layer_a,
                                std::string_view layer_b, std::string_view population);

// The best fit between a vintage of small areas and another, for saying what a conversion would
// cost.
struct ConversionCost {
    std::int64_t areas = 0;      // of the target vintage
    std::int64_t unchanged = 0;  // the same area in both
    std::int64_t people = 0;
    std::int64_t people_in_changed = 0;  // who live in areas that are not the same in both
    std::string population;
};
std::optional<ConversionCost> conversion_cost(const RegistryData& data, std::string_view from,
                                              std::string_view to);

struct ProfileQuestion {
    std::string layer;
    ProfileMode mode = ProfileMode::published;
    std::string deprivation;  // a measure's name; empty: the newest on the layer's small areas
    std::string population;
    bool convert = false;  // carry a measure of another vintage over by best fit
    ProfileSettings settings;
};

struct ProfileAnswer {
    std::optional<Profile> profile;
    std::optional<Refusal> refusal;
    std::string small_layer;
    std::string deprivation;
    std::string rural_urban;
    std::string population;
    std::string published_source;
    std::optional<Fit> deprivation_fit;  // where the measure was carried over
};

ProfileAnswer profile_layer(const RegistryData& data, const ProfileQuestion& question);

// "`icb25` is not a layer" with the nearest that is, or that it needs data that is not there.
Refusal unknown_layer(const RegistryData& data, std::string_view layer);

}  // namespace concord::registry
