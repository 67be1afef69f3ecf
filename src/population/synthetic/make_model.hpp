// The model of a synthetic population, from the open data and the parameters.
#pragma once

#include <optional>

#include "population/synthetic/model.hpp"
#include "population/synthetic/parameters.hpp"
#include "population/synthetic/sources.hpp"

namespace concord::population {

// What the margins did not fit together in, for the statement beside the output.
struct MarginReport {
    std::int64_t areas_with_other_total = 0;  // ethnicity's total is not that of ages
    std::int64_t largest_difference = 0;
    std::int64_t areas_without_rank = 0;  // taken as of the middle tenth
    std::int64_t areas_without_authority = 0;
    std::int64_t authorities_without_sex = 0;  // taken at the shares of the estimates by year
};

struct ModelRequest {
    const Parameters* parameters = nullptr;
    const Sources* sources = nullptr;
    const registry::RegistryData* registry = nullptr;
    std::uint64_t seed = 1;
};

// Nothing where the small areas or a layer are not in the registry (reported).
std::optional<Model> make_model(const ModelRequest& request, MarginReport& report,
                                Diagnostics& diagnostics);

}  // namespace concord::population
