// The verbs `money pools` and `money contracts`.
#pragma once

#include <functional>

#include "cli/command_line.hpp"

namespace concord::cli {

void add_agreements_verbs(CommandLine& line, const std::function<void(CLI::App*)>& add_common);

}  // namespace concord::cli
