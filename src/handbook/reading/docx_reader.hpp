// A word processor's file (.docx) as a document.
#pragma once

#include <filesystem>

#include "handbook/reading/limits.hpp"
#include "handbook/reading/packed_file.hpp"
#include "handbook/reading/read_result.hpp"

namespace concord::handbook {

ReadResult read_docx(const PackedFile& file, const ReadLimits& limits);

}  // namespace concord::handbook
