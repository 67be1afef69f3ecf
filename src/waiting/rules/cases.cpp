#include <map>

#include <fmt/format.h>

#include "base/text.hpp"
#include "waiting/rules/rules.hpp"

namespace concord::waiting::rules {

void check_cases(const WaitsData& data, Diagnostics& diagnostics) {
    for (const auto& count : data.cases) {
        if (!count.waiting || !count.with_action || *count.with_action > 0) continue;
        if (*count.waiting == 0) continue;
        diagnostics.add(
            {"NED317",
             {},
             count.list,
             fmt::format("`{}`, {}: about {} people wait, and no action is recorded for any",
                         shown(count.list), shown(count.group), with_thousands(*count.waiting))});
    }
}

}  // namespace concord::waiting::rules
