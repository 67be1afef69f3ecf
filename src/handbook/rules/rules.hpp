// The rules of handbooks, one family a file. They judge what a handbook says of itself; what it
// says of the system, governance judges once the drafts are corrected.
#pragma once

#include "handbook/variables.hpp"

namespace concord::handbook {

void check_handbook(const Analysis& analysis, Diagnostics& diagnostics);

namespace rules {

void check_documents(const Analysis& analysis, Diagnostics& diagnostics);
void check_delegations(const Analysis& analysis, Diagnostics& diagnostics);
void check_abolished(const Analysis& analysis, Diagnostics& diagnostics);
void check_drafts(const Analysis& analysis, Diagnostics& diagnostics);
void check_contradictions(const Analysis& analysis, Diagnostics& diagnostics);
void check_statements(const Analysis& analysis, Diagnostics& diagnostics);

// A page or line of a document, as a place in a file.
Location location_of(const Reading& reading, const Evidence& evidence);
// The handbook as a whole.
Location location_of(const Reading& reading);
// Where a body is described: as a committee, in its terms, or in the scheme.
Location location_of(const Analysis& analysis, BodyNumber body);

}  // namespace rules
}  // namespace concord::handbook
