#include <map>

#include <fmt/format.h>

#include "base/text.hpp"
#include "waiting/rules/rules.hpp"

namespace concord::waiting::rules {
namespace {

// The months of a list in which more were treated than left it.
struct Contradiction {
    std::int64_t months = 0;
    std::int64_t of = 0;
    std::string last;  // in words
    std::string source;
};

std::string said(const PublishedMonth& month, std::int64_t left) {
    return fmt::format("{} treated in {}, where the sizes of the list leave room for {}",
                       with_thousands(*month.treated),
                       Date(1970, 1, 1).plus_days(month.month).iso().substr(0, 7),
                       with_thousands(left));
}

}  // namespace

void check_flows(const WaitsData& data, Diagnostics& diagnostics) {
    std::map<std::string, Contradiction> found;
    const PublishedMonth* before = nullptr;
    for (const auto& month : data.published.months) {
        const bool follows = before && before->body == month.body && before->list == month.list &&
                             month.month - before->month <= 31;
        if (follows && before->waiting && month.waiting && month.referred && month.treated) {
            auto& of_body = found[month.body];
            ++of_body.of;
            const auto left = *before->waiting + *month.referred - *month.waiting;
            if (left < *month.treated) {
                ++of_body.months;
                of_body.last = said(month, left);
                of_body.source = month.source;
            }
        }
        before = &month;
    }
    for (const auto& [body, contradiction] : found) {
        if (contradiction.months == 0) continue;
        diagnostics.add(
            {"NED314",
             {contradiction.source},
             body,
             fmt::format("`{}` treated more than left its list in {} of {}; the last: {}", body,
                         contradiction.months, counted(contradiction.of, "month", "months"),
                         contradiction.last)});
    }
}

}  // namespace concord::waiting::rules
