// The verb `money` with the verbs below it, each on plain files.
#pragma once

#include <functional>

#include "cli/command_line.hpp"

namespace concord::cli {

void add_money_verb(CommandLine& line, const std::function<void(CLI::App*)>& add_common);

}  // namespace concord::cli
