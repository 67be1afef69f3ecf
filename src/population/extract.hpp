// An extract of people: its files, opened as views of the warehouse, and what became of every row.
// Real and synthetic extracts, Parquet and CSV, go through here and nowhere else.
//
// For each table of the schema there are two views: raw_NAME has the rows as they stand, with their
// row_number and the rule by which a row is left out (`rule`, empty for good rows); NAME has the
// good rows. Each bad row is left out by one rule, the first that speaks: the counts add up.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/diagnostic.hpp"
#include "files/csv_reader.hpp"
#include "population/schema.hpp"
#include "store/warehouse.hpp"

namespace concord::population {

struct ExtractFile {
    std::filesystem::path path;
    std::string shown_path;
    bool is_parquet = true;
};

// Files that belong together: a part holds all rows of its own people.
struct ExtractPart {
    std::string suffix;                                     // "", or "-001"
    std::map<std::string, ExtractFile, std::less<>> files;  // by table
};

struct Extract {
    std::filesystem::path folder;
    std::string shown_folder;
    std::optional<Date> as_at;  // as extract.toml says
    bool says_synthetic = false;
    std::vector<ExtractPart> parts;

    bool empty() const { return parts.empty(); }
};

// The files of a folder; a description that cannot be read, or names in two forms, are reported.
Extract find_extract(const std::filesystem::path& folder, const std::string& shown_folder,
                     Diagnostics& diagnostics);

// The small areas that are known, with the people that are published of them.
struct KnownArea {
    std::string code;
    std::string vintage;
    std::int64_t people = -1;  // -1: not published
};
void know_areas(std::span<const KnownArea> areas, store::Warehouse& warehouse);

// How many rows of one file each rule left out.
struct RowTally {
    std::string table;
    ExtractFile file;
    std::int64_t rows = 0;
    std::int64_t good = 0;
    struct LeftOut {
        std::string rule;
        std::int64_t rows = 0;
        std::int64_t first_row = 0;  // of a CSV file: its line
    };
    std::vector<LeftOut> left_out;
    std::vector<LeftOut> mended;  // kept, with a word taken as unknown
};

// Opens the extract; `part` chooses one. Files that cannot be used are reported, and their views
// are empty. know_areas() comes before.
class ExtractReader {
  public:
    ExtractReader(const Extract& extract, store::Warehouse& warehouse, Diagnostics& diagnostics);

    // Finds people who stand twice, over all parts.
    void find_repeated();
    // Whether every file of the part is Parquet with every column of the schema; what is missing of
    // those that must be there is said.
    bool has_columns(const ExtractPart& part);
    // False where the part has no people that can be read.
    bool open(const ExtractPart& part);
    // Counts the open part's rows by rule. From here on its good rows are known, also when the part
    // is opened again, and cost no more than reading them.
    std::vector<RowTally> tally();
    const std::vector<files::FileReport>& reports() const { return reports_; }

  private:
    std::string columns_of(const ExtractTable& table, const ExtractFile& file);
    bool make_source(const ExtractTable& table, const ExtractFile* file);
    bool is_rising(const std::string& people);
    bool read_csv(const ExtractTable& table, const ExtractFile& file);
    RowTally tally_of(const ExtractTable& table, const ExtractFile& file);
    void settle(const ExtractTable& table, const RowTally& tally);

    const Extract& extract_;
    store::Warehouse& warehouse_;
    Diagnostics& diagnostics_;
    std::map<std::string, ExtractFile, std::less<>> open_;
    std::string open_part_;
    std::map<std::string, bool> said_;            // files whose faults have been reported
    std::map<std::string, std::string> settled_;  // by file: the table of its bad rows, or none
    std::vector<files::FileReport> reports_;
    bool has_repeated_ = false;
};

}  // namespace concord::population
