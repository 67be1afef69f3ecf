// JSON files, with a syntax error reported by its place.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "base/diagnostic.hpp"

namespace concord::files {

// Reads a file (gzip or not) of at most 64 MiB and 64 levels. A missing file is REG001, a longer
// one REG013, a syntax error or a deeper one REG018; all give nothing.
std::optional<nlohmann::json> read_json(const std::filesystem::path& path,
                                        const std::string& shown_path, Diagnostics& diagnostics);

}  // namespace concord::files
