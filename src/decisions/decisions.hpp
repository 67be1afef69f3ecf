// Decisions: the register of what was decided, by whom, with which authority and on what grounds.
//
// Laws:
//  1. A step is there only where it might be taken: an identified post, a proof that the decider
//     might decide on that day, members with an interest out, a quorum without them, what the law
//     wants shown. What is not shown is refused; nothing is decided by default.
//  2. A step that is there stays as it is. A correction is another entry, which names the old one.
//  3. Each entry freezes what allowed it, so that it is judged by the rules of its day for ever.
//  4. What was acknowledged is not lost, and no half step is left.
//  5. A vote is the last resort, where the constitution allows it and says how.
//
// It does not say who may decide: it asks governance. It does not judge whether a decision was
// good.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/table.hpp"
#include "decisions/decision.hpp"
#include "decisions/decision_input.hpp"
#include "decisions/proof.hpp"
#include "store/column_data.hpp"
#include "store/journal.hpp"

namespace concord::decisions {

// What the register gives back for a step: the entry's number and hash. Kept elsewhere it convicts
// a register whose end was cut off.
struct Receipt {
    std::int64_t sequence = 0;
    std::string hash;
    bool repeated = false;  // the step was there already, under the same key
};

struct RecordRequest {
    StepInput input;
    std::string instant;  // in UTC
    std::string key;      // of this act of recording; empty: made from what the step says
    std::vector<std::string> posts;  // that may act on the day
};

class Register {
  public:
    explicit Register(store::Journal& journal) : journal_(&journal) {}

    // Judges the step, and adds it where it may be taken. Nothing where it may not: then the
    // reasons are among the diagnostics. The same step asked for again is given its receipt again.
    std::optional<Receipt> record(RecordRequest request, Diagnostics& diagnostics);

    std::optional<Decision> find(const std::string& id);
    std::vector<Decision> all();  // in the order of their proposal

    // Re-derives the chain and plays every decision again by the rules of its days. What is broken
    // is a finding.
    store::JournalVerification verify(const std::string& shown_journal,
                                      std::span<const store::JournalHead> receipts,
                                      Diagnostics& diagnostics);

  private:
    store::Journal* journal_;
};

// With what corrections say in the place of what was wrong.
Decision corrected(const Decision& decision);

// Habits that only many decisions show: votes, and decisions that do not cite the strategy.
void check_habits(std::span<const Decision> decisions, const std::string& shown_journal,
                  Diagnostics& diagnostics);

// ── showing ──

// One row a decision.
const store::TableSchema& decisions_schema();
store::RowWriter decision_rows(std::span<const Decision> decisions);
Table list_of_decisions(std::span<const Decision> decisions);
// Everything about one, for a person to read.
Table decision_in_full(const Decision& decision);

// ── open data: what is published, without personal details that are not public already ──

Table open_decisions(std::span<const Decision> decisions);
std::string open_decisions_json(std::span<const Decision> decisions,
                                const store::JournalHead& head);

}  // namespace concord::decisions
