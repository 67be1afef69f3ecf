// Dates as documents write them.
#pragma once

#include <optional>
#include <string_view>

#include "base/date.hpp"

namespace concord::handbook {

// The first date of a text: "30 June 2023", "1st July 2026", "30/06/2023", "2023-06-30"; of a month
// alone ("March 2026") its last day.
std::optional<Date> date_in(std::string_view text);

}  // namespace concord::handbook
