// Reads plans.csv and finance.toml.
#pragma once

#include <filesystem>

#include "files/csv_reader.hpp"
#include "ledger/records.hpp"
#include "ledger/vocabulary.hpp"

namespace concord::ledger {

struct RecordFile {
    std::filesystem::path path;
    std::string shown_path;
};

// Rows of known lines and years, each once (MON209, MON225).
std::vector<PlanLine> read_plan_lines(const RecordFile& file, const Vocabulary& words,
                                      Diagnostics& diagnostics, files::FileReport& report);

FinanceRecord read_finance(const RecordFile& file, Diagnostics& diagnostics,
                           files::FileReport& report);

}  // namespace concord::ledger
