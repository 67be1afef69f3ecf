// Headers and footers: lines at the edge of the page that stand on many pages, whatever number they
// bear.
#pragma once

#include <span>
#include <vector>

#include "handbook/document.hpp"
#include "handbook/reading/page_lines.hpp"

namespace concord::handbook {

// Takes them out of the pages, and gives each once with the page where it stands first.
std::vector<RunningText> take_running_lines(std::vector<PageLines>& pages);

}  // namespace concord::handbook
