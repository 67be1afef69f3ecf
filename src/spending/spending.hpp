// Spending: what bodies publish they spent, read as it is published, put into categories, and held
// against itself. The laws stand at the head of spend.hpp.
//
// It does not judge whether money was well spent (oversight), and knows no budget (money).
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/progress.hpp"
#include "files/csv_reader.hpp"
#include "registry/registry.hpp"
#include "spending/analysis/shares.hpp"
#include "spending/reading/spending_files.hpp"
#include "spending/suppliers.hpp"
#include "store/warehouse.hpp"

namespace concord::spending {

// All that is known of the payments: as read, in their categories, by body and month, by supplier.
struct SpendingData {
    Spending spending;
    Vocabulary vocabulary;
    ClassificationRules rules;
    Classification classification;
    Completeness completeness;
    std::shared_ptr<const Directory> directory;
    std::vector<SupplierMatch> suppliers;
    std::vector<files::FileReport> inputs;

    bool empty() const { return spending.sheets.empty(); }
    ClassifiedSpending judged() const { return {&spending, &classification, &completeness}; }
};

struct SpendingRequest {
    std::filesystem::path catalogue;  // the folder catalogue/spending
    std::filesystem::path rules;      // a file of rules; empty: tables12-13 of the catalogue
    std::vector<SpendingFile> files;
    std::optional<SpendingFile> overrides;
    std::vector<Organisation> organisations;
    MonthWindow window;
    DateOrder order = DateOrder::unknown;
    Precedence precedence = Precedence::first;
    std::string entity;
    int threads = 1;
    Progress* progress = nullptr;
    const CancelToken* cancel = nullptr;
};

// Reads and works out everything; what is wrong with the files is reported, the good rows kept.
SpendingData load_spending(const SpendingRequest& request, Diagnostics& diagnostics);

// What a system publishes: money/spend/ and money/suppliers.csv of its folder, if they are there.
void find_spending(const registry::SystemDescription& system, SpendingRequest& request);

// The organisations with an ODS code, among bodies or straight from the registers of the catalogue.
std::vector<Organisation> organisations_among(std::span<const registry::Body> bodies);
struct Registers {
    const registry::Catalogue* catalogue = nullptr;
    std::span<const registry::BodyKind> kinds;
    std::filesystem::path data_folder;
};
std::vector<Organisation> organisations_of(const Registers& registers, Diagnostics& diagnostics,
                                           const CancelToken& cancel);

// Every rule of spending that looks at the whole.
void check_spending(const SpendingData& data, Diagnostics& diagnostics);

std::span<const store::TableSchema> table_schemas();
// The rows of one of those tables.
store::RowWriter rows_of(const SpendingData& data, std::string_view table);
void write_spending(const SpendingData& data, store::Warehouse& warehouse,
                    const CancelToken& cancel);

}  // namespace concord::spending
