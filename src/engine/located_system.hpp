// Finding what a question is about: the system's folder, its build, its data, the date and the
// profile.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "agreements/agreements.hpp"
#include "engine/engine.hpp"
#include "governance/governance.hpp"
#include "ledger/ledger.hpp"
#include "money/money.hpp"
#include "need/need.hpp"
#include "population/population.hpp"
#include "registry/registry.hpp"
#include "spending/spending.hpp"
#include "waiting/waiting.hpp"

namespace concord {

struct LocatedSystem {
    fs::path folder;                // with system.toml
    std::optional<fs::path> build;  // with concord.duckdb and manifest.json
    std::optional<fs::path> data;   // open data; absent where there is none
    bool data_is_explicit = false;  // --data was given
};

// Where the question's system is, or why it cannot be found (in `answer`).
std::optional<LocatedSystem> locate(const SystemQuestion& question, const EngineOptions& options,
                                    Answer& answer);

// The open data folder that applies: --data, then the system's own, then the usual ones.
std::optional<fs::path> locate_data(const EngineOptions& options,
                                    const registry::SystemDescription* system, bool& is_explicit);

inline constexpr const char* build_marker = "manifest.json";

// A system read from its folder, ready for the registry: its description, catalogue and kinds of
// body.
struct OpenedSystem {
    LocatedSystem located;
    registry::SystemDescription description;
    registry::Catalogue catalogue{{}, {}};
    std::vector<registry::BodyKind> kinds;
    std::unique_ptr<Diagnostics> diagnostics;
    registry::RegistryData data;
    need::NeedData need;
    governance::GovernanceData governance;
    money::MoneyData money;
    spending::SpendingData spending;
    ledger::LedgerData ledger;
    agreements::AgreementsData agreements;
    waiting::WaitsData waits;
    population::PopulationData people;

    registry::RegistryStage registry_stage() const { return {&data, &description, kinds}; }
    need::NeedStage need_stage() const { return {&need, &data}; }
    money::MoneyStage money_stage() const { return {&money, &data, &governance}; }
    ledger::LedgerStage ledger_stage() const { return {&ledger, &data, &governance}; }
    agreements::AgreementsStage agreements_stage() const {
        return {&agreements, &data, &governance, kinds};
    }
};

// Reads the description, the catalogue and the kinds; nothing where system.toml is missing or the
// date or profile asked for is none (then `answer` says so).
std::unique_ptr<OpenedSystem> open_system(const SystemQuestion& question,
                                          const EngineOptions& options, Answer& answer);

// Reads the registry's data into an opened system.
void load_data(OpenedSystem& system, const EngineOptions& options, registry::Reach reach);
// Reads its governance; the registry's bodies must have been read.
void load_governance(OpenedSystem& system, const EngineOptions& options,
                     const fs::path& published_map = {});
// Reads what is counted of need.
void load_need(OpenedSystem& system, const EngineOptions& options);

// Reads its money.
void load_money(OpenedSystem& system, const EngineOptions& options);

// Reads what it publishes on its spending; the registry's bodies must have been read.
void load_spending(OpenedSystem& system, const EngineOptions& options);

// Reads its books.
void load_ledger(OpenedSystem& system, const EngineOptions& options);

// Reads its pooled funds and contracts.
void load_agreements(OpenedSystem& system);

// Reads its waiting lists, published and its own.
void load_waits(OpenedSystem& system);
// The day of the people in the system's folder, as their extract.toml has it; else the question's.
Date day_of_people(const OpenedSystem& system);
// Adds the lists of people who were made for a build, as at their day.
void load_made_waits(OpenedSystem& system, const fs::path& people, const Date& as_at);

// A system with its governance, for a question about it; nothing where there is none to ask.
std::unique_ptr<OpenedSystem> open_governance(const SystemQuestion& question,
                                              const EngineOptions& options, Answer& answer,
                                              const fs::path& published_map = {});

// Puts the collected diagnostics and their counts into the answer, and sets its outcome by them.
void finish(Answer& answer, const Diagnostics& diagnostics);

// Wrong usage, said as a diagnostic without a place.
void refuse_usage(Answer& answer, std::string message, std::string help);

}  // namespace concord
