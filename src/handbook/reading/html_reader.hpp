// A web page as a document: its text without the site around it.
#pragma once

#include <string_view>

#include "handbook/reading/limits.hpp"
#include "handbook/reading/read_result.hpp"

namespace concord::handbook {

ReadResult read_html(std::string_view bytes, const ReadLimits& limits);

}  // namespace concord::handbook
