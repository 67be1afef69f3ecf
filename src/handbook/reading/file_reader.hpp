// One file of a handbook, whatever it is.
#pragma once

#include <filesystem>
#include <string>

#include "base/progress.hpp"
#include "handbook/reading/limits.hpp"
#include "handbook/reading/read_result.hpp"

namespace concord::handbook {

// Lower case, without the dot.
std::string extension_of(const std::filesystem::path& path);

ReadResult read_file(const std::filesystem::path& path, const ReadLimits& limits,
                     const CancelToken& cancel);

}  // namespace concord::handbook
