// The verb `money spend`.
#pragma once

#include <functional>

#include "cli/command_line.hpp"

namespace concord::cli {

// Adds `spend` to the verb `money`, which it makes where there is none yet.
void add_spend_verb(CommandLine& line, const std::function<void(CLI::App*)>& add_common);

}  // namespace concord::cli
