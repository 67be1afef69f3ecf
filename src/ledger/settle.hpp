// What rows of a journal say of each other: entries of several legs, posting and voiding of what is
// pending, corrections, paying on. Rows are settled in their order, each against what stands by
// then, as the journal was written; rows of one entry stand or fall together.
#pragma once

#include "ledger/reading/transfer_file.hpp"

namespace concord::ledger {

// The books of what stands (MON211 to MON217, MON219 for what does not).
Books settle(Draft draft, Diagnostics& diagnostics);

}  // namespace concord::ledger
