// Plain text as a document: headings are lines in capitals, underlined or numbered and standing
// alone; tables are lines with bars, tabs or wide gaps.
#pragma once

#include <string>

#include "handbook/document.hpp"

namespace concord::handbook {

Document read_plain_text(const std::string& utf8);

}  // namespace concord::handbook
