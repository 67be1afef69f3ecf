// A chain of power link by link, from the body that law names down to who may decide: for tables,
// where `wording` says the same in a line.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "governance/evaluator.hpp"
#include "store/schema.hpp"

namespace concord::governance {

struct ChainLink {
    std::string holder;            // who holds it at this link
    std::string name;              // the holder's
    std::string instrument;        // of the first link: law
    std::string instrument_title;  // in words
    std::optional<Pence> ceiling;  // up to so many pounds at this link
    std::string document;          // where it is written; of the first link, the law
    std::string clause;
    std::string grant;   // the delegation; of the first link, none
    std::string source;  // its file and line
};

std::vector<ChainLink> links_of(const Evaluator& evaluator, const Chain& chain);

// The columns that hold a link, in the order of the struct, as tables name and explain them.
std::vector<store::SchemaColumn> link_columns();

}  // namespace concord::governance
