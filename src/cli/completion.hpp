// Shell completion, made from the option table.
#pragma once

#include <string>

#include "cli/command_line.hpp"

namespace concord::cli {

// The completion script for bash, zsh or fish; empty for another shell.
std::string completion_script(const CommandLine& line, const std::string& shell);

}  // namespace concord::cli
