// Baselines as a publisher made them: an open data set, named in allocation.toml with its columns,
// in place of rows of baselines.csv (FRM-R273, FRM-R274).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "files/toml_document.hpp"
#include "money/money.hpp"

namespace concord::money {

// `[stream.open_data]` of allocation.toml; nothing, and a finding, where it does not say enough.
std::optional<OpenStream> read_open_stream(files::TomlReader& table, Diagnostics& diagnostics);

// Where open data lie, and whose they are.
struct OpenSources {
    const registry::Catalogue* catalogue = nullptr;
    std::filesystem::path folder;
    std::span<const registry::Body> bodies;
};

// The data set's file; empty where it is not there, which is no fault: then nothing is known. An id
// that no catalogue has is MON040.
std::filesystem::path file_of(const OpenSources& sources, const std::string& dataset,
                              const Location& place, Diagnostics& diagnostics);

// The rows of the bodies that were there in the year. Others are counted as
// outside; where no row is such a body's, MON040 says so.
std::vector<BaselineRow> read_open_baselines(const StreamPlan& stream, const OpenSources& sources,
                                             std::vector<files::FileReport>& reports,
                                             Diagnostics& diagnostics);

// The body that has the ODS code on the first day of the financial year "2025/26", or else on its
// last, where it began within the year; nothing where there is none, or more than one. Of any kind
// where `kind` is empty.
const registry::Body* body_with_code(std::span<const registry::Body> bodies,
                                     const std::string& code, const std::string& year,
                                     const std::string& kind = {});

}  // namespace concord::money
