// The verb `stats` with a verb a statistic below it, as the engine describes them.
#pragma once

#include <functional>

#include "cli/command_line.hpp"

namespace concord::cli {

void add_stats_verb(CommandLine& line, const std::function<void(CLI::App*)>& add_common);

}  // namespace concord::cli
