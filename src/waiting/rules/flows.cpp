#include <cmath>
#include <map>
#include <vector>

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

namespace {

// Rounding and late returns make the two differ a little.
constexpr double most_apart = 0.01;

std::string compared(const std::string& role, const CountryMonth& month) {
    return fmt::format("{} {} and {}, {:.2f} times", role, with_thousands(month.boards),
                       with_thousands(month.country),
                       static_cast<double>(month.boards) / static_cast<double>(month.country));
}

}  // namespace

void check_country(const WaitsData& data, Diagnostics& diagnostics) {
    const auto& months = data.published.country;
    for (auto month = months.rbegin(); month != months.rend(); ++month) {
        std::vector<std::string> apart;
        bool is_known = false;
        for (const auto& [role, counts] : month->second) {
            if (counts.boards == 0 || counts.country == 0) continue;
            is_known = true;
            const auto off = static_cast<double>(counts.boards - counts.country);
            if (std::abs(off) > most_apart * static_cast<double>(counts.country))
                apart.push_back(compared(role, counts));
        }
        if (!is_known) continue;  // the latest month that both have
        if (apart.empty()) return;
        diagnostics.add(
            {"NED318",
             {},
             "boards",
             fmt::format("in {} the boards' lists and the country's are not the same: {}",
                         Date(1970, 1, 1).plus_days(month->first).iso().substr(0, 7),
                         join(apart, "; "))});
        return;
    }
}

}  // namespace concord::waiting::rules
