// Rows of a file as a publisher made it: CSV, or a sheet of a workbook with title rows above its
// header. Only the columns that are asked for by their published names.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "files/csv_reader.hpp"

namespace concord::money {

struct PublishedRequest {
    std::filesystem::path file;
    std::string shown_path;
    std::string sheet;                 // of a workbook; empty for CSV
    std::vector<std::string> columns;  // headers as published
};

struct PublishedRow {
    std::map<std::string, std::string> cells;  // by header, trimmed
    Location place;
};

struct PublishedRows {
    std::vector<PublishedRow> rows;
    files::FileReport report;
    std::string problem;  // why nothing was read, beside what the CSV reader has reported itself
    std::string help;
};

PublishedRows read_published(const PublishedRequest& request, Diagnostics& diagnostics);

}  // namespace concord::money
