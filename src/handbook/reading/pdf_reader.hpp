// A PDF as a document: its lines become headings, paragraphs, items and tables.
#pragma once

#include <filesystem>

#include "base/progress.hpp"
#include "handbook/document.hpp"
#include "handbook/reading/limits.hpp"
#include "handbook/reading/read_result.hpp"

namespace concord::handbook {

ReadResult read_pdf(const std::filesystem::path& path, const ReadLimits& limits,
                    const CancelToken& cancel);

}  // namespace concord::handbook
