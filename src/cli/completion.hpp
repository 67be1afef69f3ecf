// Shell completion, made from the option table.
#pragma once

#include <string>

#include <CLI/App.hpp>

namespace concord::cli {

// The completion script for bash, zsh or fish; empty for another shell.
std::string completion_script(const CLI::App& app, const std::string& shell);

}  // namespace concord::cli
