#include <fmt/format.h>

#include "base/text.hpp"
#include "waiting/rules/rules.hpp"

namespace concord::waiting::rules {

void check_flows(const WaitsData& data, Diagnostics& diagnostics) {
    const PublishedMonth* before = nullptr;
    for (const auto& month : data.published.months) {
        const bool follows = before && before->body == month.body && before->list == month.list &&
                             month.month - before->month <= 31;
        if (follows && before->waiting && month.waiting && month.referred && month.treated) {
            const auto left = *before->waiting + *month.referred - *month.waiting;
            if (left < *month.treated) {
                diagnostics.add(
                    {"NED314",
                     {month.source},
                     month.body,
                     fmt::format("in {} `{}` treated {} people, and its list leaves room for {}",
                                 Date(1970, 1, 1).plus_days(month.month).iso().substr(0, 7),
                                 month.body, with_thousands(*month.treated),
                                 with_thousands(left))});
            }
        }
        before = &month;
    }
}

}  // namespace concord::waiting::rules
