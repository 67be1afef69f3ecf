// The governance of a system at one date, compiled once and asked many times.
#pragma once

#include <memory>

#include "engine/located_system.hpp"
#include "governance/evaluator.hpp"

namespace concord {

class AuthorityDesk {
  public:
    // Nothing where the system describes no governance or cannot be read (then `answer` says so).
    static std::unique_ptr<const AuthorityDesk> open(const SystemQuestion& question,
                                                     const EngineOptions& options, Answer& answer);

    // The question's own system and `changed_from` are not looked at. May be asked from several
    // threads.
    Answer who(const WhoQuestion& question) const;

  private:
    AuthorityDesk(std::unique_ptr<OpenedSystem> system, Answer opening);

    std::unique_ptr<OpenedSystem> system_;
    Answer opening_;  // what was read badly, and how much; each answer begins with it
    governance::Evaluator evaluator_;
};

}  // namespace concord
