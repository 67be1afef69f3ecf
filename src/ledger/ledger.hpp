// The books: every pound from the allocation to where it is spent, planned and paid, in double
// entry.
//
// Laws:
//  1. A transfer moves whole pence from one account to another; at each account what comes in is
//     what goes on, what is spent and what is left.
//  2. What stands is never changed: a pending transfer is posted or voided, a paid one corrected,
//     by a row that is added and names it.
//  3. What a row leaves open is not decided: such a row is refused, and the others stand.
//  4. Balances are audited by code that shares nothing with the code that adds them up.
//
// It does not say what is allocated (money), what bodies publish (spending) or who may decide
// (governance).
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "base/progress.hpp"
#include "files/csv_reader.hpp"
#include "governance/governance.hpp"
#include "ledger/audit.hpp"
#include "ledger/balance.hpp"
#include "ledger/records.hpp"
#include "ledger/vocabulary.hpp"
#include "registry/registry.hpp"
#include "store/warehouse.hpp"

namespace concord::ledger {

struct BookFile {
    std::filesystem::path path;
    std::string shown_path;
};

struct LoadBooks {
    std::filesystem::path catalogue;  // the folder catalogue/ledger
    std::vector<BookFile> accounts;   // none: every name in a transfer is an account of no kind
    std::vector<BookFile> transfers;  // in the order in which they were written
    const CancelToken* cancel = nullptr;
};

struct LedgerData {
    Vocabulary words;
    Books books;
    std::vector<PlanLine> plans;
    FinanceRecord finance;
    std::vector<files::FileReport> inputs;
};

// Reads books; what is wrong is reported, and the good rows stand.
LedgerData load_books(const LoadBooks& request, Diagnostics& diagnostics);

struct LoadLedger {
    std::filesystem::path catalogue;  // the folder catalogue/ledger
    const registry::SystemDescription* system = nullptr;
    const CancelToken* cancel = nullptr;
};

// Reads what the folder money/ of a system has of accounts.csv, transfers.csv (or a folder
// transfers/ of such files, by name), plans.csv and finance.toml, each optional.
LedgerData load_ledger(const LoadLedger& request, Diagnostics& diagnostics);

struct LedgerStage {
    const LedgerData* data = nullptr;
    const registry::RegistryData* registry = nullptr;
    const governance::GovernanceData* governance = nullptr;
};

// Every rule of the books that is not about reading.
void check_ledger(const LedgerStage& stage, Diagnostics& diagnostics);

std::span<const store::TableSchema> table_schemas();
void write_ledger(const LedgerStage& stage, store::Warehouse& warehouse, const CancelToken& cancel);

// The rows of the tables flows and balances, for answers.
store::RowWriter flow_rows(const Books& books);
store::RowWriter balance_rows(const Books& books);

// Balances as a table holds them, from a file with the columns year, account and any of the audited
// figures; nothing where it holds none (MON224).
std::optional<std::vector<HeldBalance>> read_held(const BookFile& file, Diagnostics& diagnostics);
// The same from rows of the table balances.
std::vector<HeldBalance> held_balances(const Table& table);
store::RowWriter audit_rows(const Audit& audit);

}  // namespace concord::ledger
