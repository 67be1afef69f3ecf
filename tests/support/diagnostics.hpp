// A collector under the rule book as built, for tests of code that reports.
#pragma once

#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "engine/rulebook.hpp"

namespace concord::support {

inline Diagnostics new_diagnostics() {
    return Diagnostics(built_rule_book(), {Date(2022, 7, 1), RuleProfile::act_2022});
}

// "REG003 file:4:9" for each finding, in order.
inline std::vector<std::string> places(const Diagnostics& diagnostics) {
    std::vector<std::string> result;
    for (const auto& item : diagnostics.all()) {
        result.push_back(item.id + " " + to_string(item.location));
    }
    return result;
}

}  // namespace concord::support
