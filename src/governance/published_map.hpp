// What a published map of functions and decisions says, row by row, to be held against what the
// scheme carries (PIR-M15, FRM-R119).
#pragma once

#include <optional>
#include <string>

#include "governance/scheme.hpp"

namespace concord::governance {

// One row: this body has this function, or this act of it.
struct PublishedEntry {
    std::string function;
    std::string act;   // empty: nothing is said of acts
    std::string body;  // a holder
    std::optional<Scale> scale;
    std::string source;  // document and clause, or page
    Location place;
};

}  // namespace concord::governance
