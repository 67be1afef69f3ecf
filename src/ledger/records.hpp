// What a system says of its money beside its books: figures of plans and results, and how it agreed
// on them. Plain values, as money/plans.csv and money/finance.toml have them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/money.hpp"

namespace concord::ledger {

// A row of plans.csv: a figure of a body, or of a whole system, in a year.
struct PlanLine {
    std::string year;
    std::string body;
    std::string system;  // in whose totals the body counts
    std::string line;    // of catalogue/ledger/plan_lines.csv
    std::optional<Pence> plan;
    std::optional<Pence> actual;
    std::string set_by;  // the body that set a limit
    std::string reason;
    Location place;
    Location plan_place;
    Location actual_place;
};

// The financial regime of a year (FRM-R268).
struct Regime {
    std::string year;
    std::string kind;  // covid-envelope or population-shares
    std::optional<Pence> top_up;
    std::optional<Pence> fixed;
    Location place;
};

struct Strategy {  // GMI-R027
    std::string document;
    std::string first_year;
    std::string last_year;
    Location place;
};

struct Proposal {  // GMI-R028
    std::string title;
    std::string term;
    Location place;
};

// What a body agreed to distribute in a year (FRM-R281).
struct Distribution {
    std::string year;
    std::string body;
    std::optional<Pence> total;
    std::string decision;
    std::string priorities;
    std::string tariff;
    std::vector<std::pair<std::string, std::optional<Pence>>> lines;
    Location place;
};

// How delegated money is watched over (FRM-R288).
struct Assurance {
    std::string account;
    std::string means;
    std::string risk;   // low, medium or high
    std::string level;  // light, standard or enhanced
    Location place;
};

// A table of texts that must not be empty, as the requirement lists them.
struct Accountability {  // GMI-R029
    std::vector<std::string> national;
    std::vector<std::string> ambitions;
    Location place;
};

struct Priorities {  // FRM-R282
    std::string clinical_advice;
    std::string partnership_strategy;
    Location place;
};

struct NeedFramework {  // FRM-R283
    std::string document;
    std::string need;
    std::string partnership_strategy;
    std::string wellbeing_strategies;
    Location place;
};

struct CapitalPlan {  // FRM-R279
    std::string document;
    std::vector<std::string> priorities;
    std::vector<std::string> agreed_by;
    std::string estate;
    Location place;
};

struct BalanceTask {  // FRM-R289, FRM-R311
    std::vector<std::string> parties;
    std::vector<std::string> objectives;
    Location place;
};

struct FinanceRecord {
    bool present = false;  // the file is there
    Location place;        // of the file
    std::vector<Regime> regimes;
    std::optional<Strategy> strategy;
    std::vector<Proposal> proposals;
    std::vector<Distribution> distributions;
    std::vector<Assurance> assurances;
    std::optional<Accountability> accountability;
    std::optional<Priorities> priorities;
    std::optional<NeedFramework> framework;
    std::optional<CapitalPlan> capital;
    std::optional<BalanceTask> balance;
    std::string need_of_envelope;  // FRM-R305
};

}  // namespace concord::ledger
