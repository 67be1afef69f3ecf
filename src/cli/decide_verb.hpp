// The verb `decide` with the verbs below it.
#pragma once

#include <functional>

#include "cli/command_line.hpp"

namespace concord::cli {

void add_decide_verb(CommandLine& line, const std::function<void(CLI::App*)>& add_common);

}  // namespace concord::cli
