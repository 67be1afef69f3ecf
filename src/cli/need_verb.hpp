// The verbs of `need`.
#pragma once

#include <functional>

#include "cli/command_line.hpp"

namespace concord::cli {

void add_need_verbs(CommandLine& line, const std::function<void(CLI::App*)>& add_common);

}  // namespace concord::cli
