// The environment failed: disk full, database locked, network gone. The one exception type that
// Concord throws for it, caught once, at the door. Wrong input is a Diagnostic; a programmer's
// mistake is an assertion.
#pragma once

#include <stdexcept>
#include <string>

namespace concord {

class EnvironmentFailure : public std::runtime_error {
  public:
    EnvironmentFailure(const std::string& message, std::string help)
        : std::runtime_error(message), help_(std::move(help)) {}

    // What the user can do about it.
    const std::string& help() const { return help_; }

  private:
    std::string help_;
};

// The user asked to stop (Ctrl-C). Work unwinds, removes what is half done, and the door says so.
class Cancelled : public std::runtime_error {
  public:
    Cancelled() : std::runtime_error("cancelled") {}
};

}  // namespace concord
