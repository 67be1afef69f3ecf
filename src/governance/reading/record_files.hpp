// The readers of what is on record beside the scheme. Each takes what it can use and reports the
// rest; the good rows of a damaged file survive, and a row that cannot be read whole is left out.
#pragma once

#include "governance/collaboratives.hpp"
#include "governance/leadership.hpp"
#include "governance/reading/scheme_files.hpp"
#include "governance/records.hpp"
#include "governance/transition.hpp"

namespace concord::governance {

// What the readers of records share: where to read, what to look words up in, where to report.
struct RecordReading {
    GovernanceFolder& folder;
    References& references;
    Diagnostics& diagnostics;
};

// accountability.csv, lines.csv, adoptions.csv, decision_rights.csv.
void read_accountabilities(RecordReading reading, Records& records);
void read_lines(RecordReading reading, Records& records);
void read_adoptions(RecordReading reading, Records& records);
void read_decision_rights(RecordReading reading, Records& records);
// controls.csv. While a body meets its overseers monthly it keeps the budgets of its places: each
// such control stands among the reservations too, so that every answer heeds it (PIR-R070).
void read_controls(RecordReading reading, Scheme& scheme);
// services.csv, posts.csv, restructures.csv.
void read_service_levels(RecordReading reading, Records& records);
void read_posts(RecordReading reading, Records& records);
void read_restructures(RecordReading reading, Records& records);
// places.toml and reports.toml.
void read_place_records(RecordReading reading, Records& records);
void read_reports(RecordReading reading, Records& records);

// The words of a list that are holders; the others are reported.
std::vector<std::string> known_holders(RecordReading reading, std::vector<std::string> words,
                                       const Location& place, std::string_view subject);
// The word where it is a holder or empty; else reported, and empty.
std::string known_holder(RecordReading reading, std::string word, const Location& place,
                         std::string_view subject);

// transition.toml.
Transition read_transition(GovernanceFolder& folder, References& references,
                           Diagnostics& diagnostics);
// leadership.toml.
Leadership read_leadership(GovernanceFolder& folder, References& references,
                           Diagnostics& diagnostics);
// collaboratives.toml.
Collaboratives read_collaboratives(GovernanceFolder& folder, References& references,
                                   Diagnostics& diagnostics);

}  // namespace concord::governance
