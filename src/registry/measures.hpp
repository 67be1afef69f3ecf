// What is known of each small area: its people, its deprivation rank, whether it is urban. Each
// measure stands on the vintage of small areas that it was made for, and on no other.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "registry/assignment.hpp"
#include "registry/coded_table.hpp"

namespace concord::registry {

struct Deprivation {
    std::string name;  // "imd2019"
    std::string small_layer;
    std::vector<std::int32_t> rank;  // 1 is the most deprived; 0 where unknown
    std::int64_t ranked = 0;         // small areas with a rank
    std::string dataset;

    // The last rank of the most deprived fifth: the fifth of the ranked areas, rounded down, as the
    // published deciles have it (6,568 of 32,844; THE-R056, THE-R098).
    std::int64_t last_rank_of_most_deprived_fifth() const { return ranked / 5; }
};

enum class Rurality : std::int8_t { unknown, rural, urban };

struct RuralUrban {
    std::string name;  // "ruc11"
    std::string small_layer;
    std::vector<Rurality> of_area;
    std::string dataset;
};

// People registered with the practices of each area of a layer (THE-R003, Table 2 of the thesis).
struct RegisteredPopulation {
    std::string name;
    std::string layer;
    std::vector<double> people;  // per area of the layer
    std::string dataset;
};

// Organisations counted in each area of a layer: one area an organisation (THE-R103 says why a
// count by site would be higher).
struct Attachments {
    std::string name;
    std::string layer;
    std::vector<std::int64_t> organisations;  // per area
    std::string dataset;
};

// Each reads one table against the geography. A code that its layer does not know is reported (and
// said of which vintage it is), and its row is counted in the table's report as passed over; areas
// without a value are counted in one finding.
Population to_population(CodedTable& table, const Geography& geography, Diagnostics& diagnostics);
Deprivation to_deprivation(CodedTable& table, const Geography& geography, Diagnostics& diagnostics);
RuralUrban to_rural_urban(CodedTable& table, const Geography& geography, Diagnostics& diagnostics);
RegisteredPopulation to_registered(CodedTable& table, const Geography& geography,
                                   Diagnostics& diagnostics);
Attachments to_attachments(CodedTable& table, const Geography& geography, Diagnostics& diagnostics);

}  // namespace concord::registry
