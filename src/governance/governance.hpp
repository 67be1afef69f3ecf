// Governance: who may decide what, by which power, and who may not.
//
// Laws:
//  1. No decider without an unbroken chain of lawful grants to a body that law names.
//  2. What cannot be evaluated refuses; it never permits.
//  3. A grant is judged by the law of the day it was made, and used on the day asked about.
//  4. Accountability does not move: each answer ends with the body that stays accountable.
//  5. Names are never keys; law, places and bodies are data.
//
// It does not move money (money) nor judge outcomes (oversight).
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "base/progress.hpp"
#include "files/csv_reader.hpp"
#include "governance/collaboratives.hpp"
#include "governance/evaluator.hpp"
#include "governance/law.hpp"
#include "governance/leadership.hpp"
#include "governance/published_map.hpp"
#include "governance/questions.hpp"
#include "governance/records.hpp"
#include "governance/scheme.hpp"
#include "governance/transition.hpp"
#include "registry/registry.hpp"
#include "store/warehouse.hpp"

namespace concord::governance {

// All that the stage works on, read from the catalogue and the system's folder.
struct GovernanceData {
    Law law;
    Scheme scheme;
    Transition transition;
    Leadership leadership;
    Collaboratives collaboratives;
    Records records;
    Tree places;
    std::vector<PublishedEntry> published;  // what a published map says, where there is one
    std::vector<AskedQuestion> questions;   // the system's own, else the catalogue's
    std::vector<files::FileReport> inputs;

    bool empty() const { return scheme.holders.empty() && scheme.grants.empty(); }
    // Whether anything is written down of who may decide, beyond the bodies that there are.
    bool describes() const;
};

struct LoadGovernance {
    std::filesystem::path catalogue;  // the folder catalogue/governance
    const registry::SystemDescription* system = nullptr;
    const registry::RegistryData* registry = nullptr;  // bodies, relations, places
    std::span<const registry::BodyKind> kinds;
    // A whole path; empty: governance/published_map.csv.
    std::filesystem::path published_map = {};
};

// Reads governance/ of the system: constitution.toml, committees.toml, delegations.csv, limits.csv,
// reservations.csv, splits.csv, interests.csv, functions.csv, documents.csv, assurances.csv,
// published_map.csv, questions.csv, transition.toml, leadership.toml, collaboratives.toml, and the
// records of records.hpp. Each is optional; the good rows of a damaged file survive.
GovernanceData load_governance(const LoadGovernance& request, Diagnostics& diagnostics);

// Everything → systems → places → neighbourhoods, from the bodies and places of the registry.
Tree place_tree(const registry::RegistryData& registry, Diagnostics& diagnostics);

struct GovernanceStage {
    const registry::RegistryStage* registry = nullptr;
    const GovernanceData* data = nullptr;
    RuleContext context{Date(2022, 7, 1), RuleProfile::act_2022};  // the date asked about
};

// Every rule of governance.
void check_governance(const GovernanceStage& stage, Diagnostics& diagnostics);

std::span<const store::TableSchema> table_schemas();
void write_governance(const GovernanceStage& stage, store::Warehouse& warehouse,
                      const CancelToken& cancel);

}  // namespace concord::governance
