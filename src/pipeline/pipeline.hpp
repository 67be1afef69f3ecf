// The cycle: which stages there are, what each reads and writes, and the one wrapper through which
// each of them runs.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "agreements/agreements.hpp"
#include "base/diagnostic.hpp"
#include "base/progress.hpp"
#include "governance/governance.hpp"
#include "ledger/ledger.hpp"
#include "money/money.hpp"
#include "need/need.hpp"
#include "population/population.hpp"
#include "registry/registry.hpp"
#include "spending/spending.hpp"
#include "store/warehouse.hpp"
#include "waiting/waiting.hpp"

namespace concord::pipeline {

// What every stage may use.
struct Context {
    const registry::RegistryStage* registry = nullptr;
    const population::PopulationData* population = nullptr;
    const need::NeedStage* need = nullptr;
    const governance::GovernanceStage* governance = nullptr;
    const money::MoneyStage* money = nullptr;
    const spending::SpendingData* spending = nullptr;
    const ledger::LedgerStage* ledger = nullptr;
    const agreements::AgreementsStage* agreements = nullptr;
    const waiting::WaitsData* waits = nullptr;
    store::Warehouse* warehouse = nullptr;
    Diagnostics* diagnostics = nullptr;
    Progress* progress = nullptr;
    const CancelToken* cancel = nullptr;
};

// A stage declares the tables it reads and writes; asking for others is a programmer's mistake,
// found by run_stage().
struct Stage {
    std::string name;
    std::vector<std::string> reads;
    std::span<const store::TableSchema> writes;
    std::function<void(Context&)> check;  // says what is wrong in what was read
    std::function<void(Context&)> write;
};

struct StageTiming {
    std::string stage;
    double seconds = 0;
};

// The stages in the order of the data.
const std::vector<Stage>& stages();

// Which stages run: those named, or all where none is named. The others are left out, or, with
// `keep`, checked, and their tables brought by it from elsewhere; with `keep` and `as_found` not
// even checked, for what was found before is known already.
struct CyclePlan {
    std::span<const std::string> only;
    std::function<void(const Stage&, store::Warehouse&)> keep = {};
    std::span<const std::string> as_found = {};

    bool runs(std::string_view stage) const;
};

// Runs one stage: not cancelled, its reads present, timed, its writes there and nothing else.
StageTiming run_stage(const Stage& stage, Context& context, const CyclePlan& plan);

// Runs the stages in their order, then writes the findings.
std::vector<StageTiming> run_cycle(Context& context, const CyclePlan& plan);

// The table that gathers what every stage found.
const store::TableSchema& findings_schema();
void write_findings(const Diagnostics& diagnostics, store::Warehouse& warehouse);

// Every table of every stage, for the manual.
std::vector<store::TableSchema> all_schemas();

}  // namespace concord::pipeline
