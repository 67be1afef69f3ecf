// What the verb `who` answers of two dates.
#pragma once

#include "engine/engine.hpp"
#include "engine/located_system.hpp"

namespace concord {

// Who may decide since the earlier date what they could not, and no longer what they could, with
// the record that did it. Only of one holder, where `by` names one.
void answer_changes(const OpenedSystem& system, const WhoQuestion& question, Answer& answer);

}  // namespace concord
