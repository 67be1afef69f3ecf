// Financial years, as "2022/23": from 1 April 2022 to 31 March 2023.
#pragma once

#include <optional>
#include <string_view>

#include "base/date.hpp"

namespace concord::ledger {

// The days of a financial year; nothing where the text is none ("2022/24", "22/23").
std::optional<Period> parse_financial_year(std::string_view text);

}  // namespace concord::ledger
