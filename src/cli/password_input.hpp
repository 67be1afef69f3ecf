// Passwords typed in: from the terminal without showing them, or the first line of standard input.
// Never from the command line, which every user of a machine can read.
#pragma once

#include <optional>
#include <string>

#include "cli/usage.hpp"

namespace concord::cli {

struct PasswordInput {
    std::string password;
    std::optional<UsageProblem> problem;  // where there is none
};

// Asks twice, where it is typed. Throws Cancelled for Ctrl-C, with the terminal as it was.
PasswordInput read_new_password(const std::string& account, bool from_standard_input);

}  // namespace concord::cli
