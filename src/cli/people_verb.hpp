// The verb `people` with the verbs below it.
#pragma once

#include <functional>

#include "cli/command_line.hpp"

namespace concord::cli {

void add_people_verb(CommandLine& line, const std::function<void(CLI::App*)>& add_common);

}  // namespace concord::cli
