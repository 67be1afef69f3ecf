// A word processor's file (.docx) as a document.
#pragma once

#include <filesystem>

#include "handbook/reading/limits.hpp"
#include "files/packed_file.hpp"
#include "handbook/reading/read_result.hpp"

namespace concord::handbook {

ReadResult read_docx(const files::PackedFile& file, const ReadLimits& limits);

}  // namespace concord::handbook
