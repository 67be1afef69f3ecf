// Who a list or a section speaks of, where its items do not say: the sentence before the list, then
// the heading.
#pragma once

#include <vector>

#include "handbook/reading.hpp"

namespace concord::handbook {

struct Context {
    bool reserved = false;  // the board keeps what follows
    std::vector<BodyNumber> holders;

    bool empty() const { return !reserved && holders.empty(); }
};

// What a lead-in or a heading says of who decides what follows.
Context context_in(const std::string& text, const Reading& reading);
// The same for a statement: its lead, else its heading.
Context context_of(const Statement& statement, const Reading& reading);

// The set matches the whole of the words and nothing is left.
bool is_all_of(const PhraseSet& set, const Words& words);

// The words with the names of bodies blotted out: "Primary Care Commissioning Committee"
// commissions nothing by its name.
Words beside_names(const Words& words, const std::vector<BodyMention>& bodies);

Words beside_names(const std::string& text, const Bodies& bodies);

// A match that is no part of a body's name: "Primary Care Commissioning Committee" commissions
// nothing by its name.
std::optional<Match> find_beside_names(const PhraseSet& set, const Words& words,
                                       const std::vector<BodyMention>& bodies);

}  // namespace concord::handbook
