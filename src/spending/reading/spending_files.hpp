// Files of payments, one after another, into one collection.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/progress.hpp"
#include "spending/reading/dates.hpp"
#include "spending/spend.hpp"
#include "spending/vocabulary.hpp"

namespace concord::spending {

struct SpendingFile {
    std::filesystem::path path;
    std::string shown_path;
};

struct ReadSpending {
    std::vector<SpendingFile> files;
    const Vocabulary* vocabulary = nullptr;
    DateOrder order = DateOrder::unknown;
    std::string entity;  // of files that have no column for it
    int threads = 1;     // the payments are the same on any number
    Progress* progress = nullptr;
    const CancelToken* cancel = nullptr;
};

// Reads every file: CSV with any separator, gzip or not, and workbooks sheet by sheet. A file that
// cannot be read is reported and leaves the others alone; a file given twice is read once.
Spending read_spending(const ReadSpending& request, Diagnostics& diagnostics);

// The files of payments in a folder and the folders below it, in the order of their names.
std::vector<SpendingFile> files_below(const std::filesystem::path& folder,
                                      const std::string& shown_folder);

}  // namespace concord::spending
