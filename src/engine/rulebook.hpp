// The rule book as it was built from tests/spec/rules.
#pragma once

#include "base/rule.hpp"

namespace concord {

const RuleBook& built_rule_book();

}  // namespace concord
