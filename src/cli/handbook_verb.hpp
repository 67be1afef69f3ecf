// The verb `handbook`.
#pragma once

#include "cli/command_line.hpp"

namespace concord::cli {

// Adds to a verb that has the common options what `handbook` takes, and gives what it does.
Run handbook_verb(CLI::App& verb, CommandLine& line);

}  // namespace concord::cli
