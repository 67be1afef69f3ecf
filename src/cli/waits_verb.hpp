// The verbs on waiting lists: `need waits`, `need queue`, `need plan`, `need simulate`.
#pragma once

#include <functional>

#include "cli/command_line.hpp"

namespace concord::cli {

// Adds them to the verb `need`, which it makes where there is none yet.
void add_waits_verbs(CommandLine& line, const std::function<void(CLI::App*)>& add_common);

}  // namespace concord::cli
