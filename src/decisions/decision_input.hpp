// The files by which people tell the register what was proposed and decided. Every problem is
// reported with its place; nothing is taken from a file with a problem.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "base/diagnostic.hpp"
#include "decisions/decision.hpp"

namespace concord::decisions {

struct StepInput {
    Step step;
    StepPlaces places;
};

struct InputFile {
    std::filesystem::path path;
    std::string shown_path;
};

// A new decision: what is to be decided, by whom, how near to people, and what is shown for it.
std::optional<StepInput> read_proposal(const InputFile& file, Diagnostics& diagnostics);
// A step of a decision that is there: discussed, consensus, vote, …
std::optional<StepInput> read_step(const InputFile& file, const std::string& decision,
                                   Diagnostics& diagnostics);
// What is needed to publish, to withdraw, to correct.
std::optional<StepInput> read_publication(const InputFile& file, const std::string& decision,
                                          Diagnostics& diagnostics);
std::optional<StepInput> read_withdrawal(const InputFile& file, const std::string& decision,
                                         Diagnostics& diagnostics);
std::optional<StepInput> read_correction(const InputFile& file, const std::string& decision,
                                         Diagnostics& diagnostics);

}  // namespace concord::decisions
