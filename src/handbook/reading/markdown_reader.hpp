// Markdown (with GitHub's tables) as a document, through cmark-gfm.
#pragma once

#include <string>

#include "handbook/document.hpp"

namespace concord::handbook {

Document read_markdown(const std::string& utf8);

}  // namespace concord::handbook
