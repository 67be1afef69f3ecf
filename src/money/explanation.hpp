// Why a place's budget is what it is and how it differs from the earlier one, in a sentence whose
// parts add up to the penny (FRM-R298).
#pragma once

#include <string>

#include "money/place_money.hpp"

namespace concord::money {

std::string explain(const PlaceMoney& place);

}  // namespace concord::money
