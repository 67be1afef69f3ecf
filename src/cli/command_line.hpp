// The command line: every verb with its options, once. Help, completion and the manual page are
// made from this one table.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

#include <CLI/App.hpp>

#include "engine/engine.hpp"
#include "engine/render.hpp"

namespace concord::cli {

// Options that every verb has.
struct CommonOptions {
    std::string data;
    std::string as_at;
    std::string profile;
    std::string format;  // empty: as the name in `out` says, else a table
    std::string out;
    std::string memory;
    std::string engine = "duckdb";
    int threads = 0;
    bool quiet = false;
};

// What a verb does, given the engine; the answer is then rendered.
using Run = std::function<Answer(Engine&)>;

struct CommandLine {
    CommonOptions common;
    std::unique_ptr<CLI::App> app;
    // The words that an option or argument takes, where they are known: by "--mode" or "SHELL", or
    // by "check --format" where one verb's differ. For completion; the engine judges them.
    std::map<std::string, std::string> choices;
    Run run;  // of the verb that was given
    std::string verb;
    bool prints_diagnostics = false;  // check: the diagnostics are the answer
};

// Builds the table. The options' values live as long as the result.
std::unique_ptr<CommandLine> make_command_line();

// What every question about a system carries.
SystemQuestion system_question(const CommonOptions& common, const std::string& folder);

}  // namespace concord::cli
