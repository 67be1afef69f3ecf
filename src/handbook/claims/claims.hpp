// What statements claim, one kind of claim a file. Each reads the statements of a reading and adds
// to its claims.
#pragma once

#include <optional>

#include "handbook/reading.hpp"

namespace concord::handbook {

void find_places(Reading& reading);
void find_standings(Reading& reading);
void find_delegations(Reading& reading);
void find_limits(Reading& reading);
void find_reports(Reading& reading);
void find_duties(Reading& reading);
void find_outside(Reading& reading);

// A body that a committee or a group could be: no board, no post, no other organisation.
bool can_be_constituted(const Body& body);

// The body that a row of a table is about: the first cell that is hardly more than its name.
std::optional<BodyMention> subject_of_row(const Statement& row, const Bodies& bodies);

// The body that a sentence is about, as far as it is said before this word: the last one named, or
// in terms of reference their owner.
BodyNumber subject_before(const Statement& sentence, std::size_t word, const Bodies& bodies);

}  // namespace concord::handbook
