// Extracts of several providers read, linked, and written as one extract. Whoever opted out in any
// of them is in none of the result; records are compared only so that all of them can be left out.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/progress.hpp"
#include "population/extract.hpp"
#include "population/link/link.hpp"

namespace concord::population {

std::optional<LinkSettings> read_link_settings(const std::filesystem::path& path,
                                               const std::string& shown_path,
                                               Diagnostics& diagnostics);

struct LinkRequest {
    std::vector<Extract> extracts;  // in the order in which they are believed
    LinkSettings settings;
    std::filesystem::path folder;  // that is there, for what is written
    const CancelToken* cancel = nullptr;
};

struct LinkReport {
    Linked linked;
    std::vector<std::string> sources;   // as shown
    std::vector<std::int64_t> records;  // good rows by source
    std::vector<std::int64_t> with_pseudonym;
    std::int64_t opted_out = 0;                // people left out, for they opted out somewhere
    std::int64_t people = 0;                   // written
    std::map<std::string, std::int64_t> rows;  // written, by table
    std::map<std::string, std::int64_t> disagreeing;  // people whose records differ, by column
    bool usable = false;
};

// Writes people, conditions, contacts and waiting_list as Parquet of the schema, and, for use
// inside, review.csv (pairs somebody should look at) and link_map.parquet (who became whom).
LinkReport link_extracts(const LinkRequest& request, store::Warehouse& warehouse,
                         Diagnostics& diagnostics);

// What was done, in words.
std::string link_statement(const LinkRequest& request, const LinkReport& report);

}  // namespace concord::population
