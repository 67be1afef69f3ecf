// Agreements: what partners pool, how they contract with each other, and what follows from it: who
// puts in, who pays, who bears the difference.
//
// Laws:
//  1. Money is whole pence; shares and prices are exact; what is divided makes up the whole to the
//     penny.
//  2. A payment is the sum of the parts of its sentence.
//  3. What is not known is said, and never taken as nothing: a month without activity is not paid.
//  4. Half an agreement divides and pays nothing: it is reported, and the others stand.
//
// It does not allocate money (money), post it (ledger) or say who may decide (governance).
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "agreements/payment.hpp"
#include "agreements/pool_year.hpp"
#include "base/progress.hpp"
#include "files/csv_reader.hpp"
#include "governance/governance.hpp"
#include "registry/registry.hpp"
#include "store/warehouse.hpp"

namespace concord::agreements {

// The files that agreements are read from, by what they are: "pools.toml",
// "pool_contributions.csv", "pool_spending.csv", "contracts.toml", "activity.csv", "funding.csv".
struct AgreementFile {
    std::filesystem::path path;
    std::string shown_path;
};
using AgreementFiles = std::map<std::string, AgreementFile, std::less<>>;

// The files of a folder that are there; those of its folder `money` where it has one.
AgreementFiles find_agreements(const std::filesystem::path& folder, const std::string& shown_path);
// What a file is: by its ending and, of a table, by its columns; nothing where it is none of them.
std::optional<std::string> kind_of_file(const std::filesystem::path& path);

// A year of one element of a contract, worked out.
struct ElementYear {
    const Contract* contract = nullptr;
    const Element* element = nullptr;
    FinancialYear year;
    std::vector<Month> months;
    MonthActivity activity;
    std::vector<MonthPayment> payments;
};

struct AgreementsData {
    AgreementsData() = default;
    AgreementsData(AgreementsData&&) = default;  // its rows point at each other: moved, not copied
    AgreementsData& operator=(AgreementsData&&) = default;

    std::vector<Pool> pools;
    std::vector<Contribution> contributions;
    std::vector<SchemeSpending> spending;
    UnreadRows unread_contributions;
    UnreadRows unread_spending;
    std::vector<PlaceMoney> places;
    std::vector<Contract> contracts;
    std::vector<Activity> activity;
    std::vector<CollaborationAgreement> collaboration;
    std::vector<FundingLine> funding;
    bool has_pools = false;  // pools.toml is there
    bool has_contracts = false;
    std::vector<PoolYear> pool_years;
    std::vector<ElementYear> element_years;
    std::vector<files::FileReport> inputs;
};

// Reads the files and works out what follows from them. Reports what cannot be read (MON300 to
// MON319).
AgreementsData load_agreements(const AgreementFiles& files, Diagnostics& diagnostics);

// Registry and governance may be absent: on plain files nothing is said of bodies, places and
// delegations.
struct AgreementsStage {
    const AgreementsData* data = nullptr;
    const registry::RegistryData* registry = nullptr;
    const governance::GovernanceData* governance = nullptr;
    std::span<const registry::BodyKind> kinds = {};
};

// Every rule of agreements that is not about reading (MON320 to MON352).
void check_agreements(const AgreementsStage& stage, Diagnostics& diagnostics);

std::span<const store::TableSchema> table_schemas();
// The rows of one of these tables. Of contract_payments, only a month or a contract where they are
// named.
struct RowsWanted {
    std::optional<Month> month;
    std::string contract;
    std::string pool;
    ForecastBasis forecast = ForecastBasis::plan;
    std::optional<std::vector<std::string>> nhs_bodies;  // where a registry knows them
};
// The NHS bodies of a registry; nothing where there is none.
std::optional<std::vector<std::string>> nhs_bodies_of(const registry::RegistryData* registry);
store::RowWriter rows_of(const AgreementsData& data, const std::string& table,
                         const RowsWanted& wanted);
void write_agreements(const AgreementsStage& stage, store::Warehouse& warehouse,
                      const CancelToken& cancel);

}  // namespace concord::agreements
