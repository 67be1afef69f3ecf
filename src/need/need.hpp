// Need: what people need and how unequal it is, for every neighbourhood, place, system and layer
// of areas.
//
// Laws:
//  1. A figure has its interval, level, method, source and period, and says what it is for.
//  2. Areas are made of small areas or practices whose counts are added up; shares are never
//     averaged.
//  3. What cannot be placed or counted is said and passed over, never spread.
//  4. Areas are compared with all others and with those alike by stated traits; they are not
//     ranked.
//  5. Published counts are shown as they are; counts of persons' records pass disclosure control.
//
// It does not say who gets what (money), nor whether it changed anything (evaluation).
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/progress.hpp"
#include "need/case_studies.hpp"
#include "need/groups.hpp"
#include "need/indicator.hpp"
#include "need/people.hpp"
#include "need/unit_counts.hpp"
#include "registry/registry.hpp"
#include "store/warehouse.hpp"

namespace concord::need {

struct Counted {
    Indicator indicator;
    UnitCounts counts;
};

struct NeedData {
    std::vector<std::string> layers;
    std::size_t similar = 0;
    std::vector<Counted> indicators;
    std::optional<PeopleByAge> people;
    std::vector<EvidenceItem> evidence;
    bool has_own_evidence = false;  // what it lacks is said of a system's own list alone
    Groups groups;
    CaseStudies cases;
    std::vector<files::FileReport> inputs;
    std::vector<std::string> open_data;  // data sets that were asked for, there or not
};

struct LoadNeed {
    std::filesystem::path catalogue;  // the folder catalogue/need
    const registry::SystemDescription* system = nullptr;
    const registry::RegistryData* registry = nullptr;
    const registry::Catalogue* data_sets = nullptr;
    std::filesystem::path data_folder;
};

// Reads need/indicators.toml and what it counts, need/groups.csv and need/case_studies.csv; nothing
// is there without them.
NeedData load_need(const LoadNeed& request, Diagnostics& diagnostics);

struct NeedStage {
    const NeedData* data = nullptr;
    const registry::RegistryData* registry = nullptr;
};

// An indicator whose areas make up none of the layers (NED106), or that counts nobody although its
// data are there (NED107); what evidence of need lacks (NED116); the rules on groups.
void check_need(const NeedStage& stage, Diagnostics& diagnostics);

// The tables need_profile, need_fifths, need_gaps, need_trend, need_similar, need_indicators,
// need_people, need_evidence, need_groups and case_studies.
std::span<const store::TableSchema> table_schemas();
void write_need(const NeedStage& stage, store::Warehouse& warehouse, const CancelToken& cancel);

}  // namespace concord::need
