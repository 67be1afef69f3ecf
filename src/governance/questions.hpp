// Questions that people really ask, kept as data: the system's own, or the catalogue's where it has
// none. A build answers each, so that a report shows the whole answer (PIR-R066, PIR-R081).
#pragma once

#include <string>
#include <vector>

#include "governance/question.hpp"

namespace concord::governance {

struct AskedQuestion {
    std::string id;
    std::string asked;  // as a person says it
    Question question;
    Location place;
    bool is_own = true;  // of the system; else of the catalogue
};

}  // namespace concord::governance
