// `money flows`, `money balance` and `money audit`: the books of a system or of plain files.
#pragma once

#include <functional>

#include "cli/command_line.hpp"

namespace concord::cli {

// After the verb `money` has been added.
void add_books_verbs(CommandLine& line, const std::function<void(CLI::App*)>& add_common);

}  // namespace concord::cli
