// What is wrong with a command line, said so that it can be mended.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/command_line.hpp"

namespace concord::cli {

struct UsageProblem {
    std::string message;
    std::string help;
};

// The words that did not parse, looked at again: an unknown verb or option is named, with the
// nearest one there is; for anything else the parser's own message stands.
UsageProblem explain_parse_error(const CLI::App& app, const std::vector<std::string>& words,
                                 const std::string& message);

// The format asked for; where none is, the one that the ending of the output file names, else a
// table. Nothing where it is unknown.
std::optional<Format> format_of(const CommonOptions& common);

// What is wrong with options that parse, or nothing.
std::optional<UsageProblem> problem_of(const CommandLine& line);

}  // namespace concord::cli
