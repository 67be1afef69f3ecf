// The verb `accounts` with the verbs below it. It asks the accounts room, not the engine.
#pragma once

#include <functional>

#include "cli/command_line.hpp"

namespace concord::cli {

void add_accounts_verb(CommandLine& line, const std::function<void(CLI::App*)>& add_common);

}  // namespace concord::cli
