// A word processor's file (.docx) as a document.
#pragma once

#include <filesystem>

#include "files/packed_file.hpp"
#include "handbook/reading/limits.hpp"
#include "handbook/reading/read_result.hpp"

namespace concord::handbook {

ReadResult read_docx(const files::PackedFile& file, const ReadLimits& limits);

}  // namespace concord::handbook
