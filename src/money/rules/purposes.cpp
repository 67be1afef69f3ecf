// Money for inequalities and prevention held against itself (MON042 to MON045).
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/text.hpp"
#include "money/purpose_tables.hpp"
#include "money/rules/rules.hpp"

namespace concord::money::rules {
namespace {

// From this year on the fund is part of the baseline (THE-R065).
const std::string first_year_in_baseline = "2023/24";

void check_bodies(const MoneyStage& stage, Diagnostics& diagnostics) {
    const auto& purposes = stage.data->purposes;
    const auto check = [&](const std::string& body, const Location& place) {
        const auto same = [&](const registry::Body& known) { return known.id == body; };
        if (std::ranges::any_of(stage.registry->bodies, same)) return;
        diagnostics.add({"MON030", place, body, fmt::format("there is no body `{}`", shown(body))});
    };
    for (const auto& row : purposes.shares)
        check(row.body, row.place);
    for (const auto& line : purposes.tagged)
        check(line.body, line.place);
    for (const auto& line : purposes.prevention)
        check(line.body, line.place);
}

// The fund is shared out by the adjustment: each has its share to the pound, and where all are
// there, together the whole (THE-R064).
void check_shares(const MoneyData& data, Diagnostics& diagnostics) {
    std::map<std::string, double> shares;
    std::map<std::string, Pence> received;
    std::map<std::string, Location> places;
    for (const auto& row : data.purposes.shares) {
        const auto* fund = fund_of(data.purposes, row.year);
        if (!fund) continue;
        shares[row.year] += row.share;
        received[row.year] =
            Pence::add(received[row.year], row.received).value_or(received[row.year]);
        places.emplace(row.year, row.place);
        const auto due = fund->total.times(row.share, Pence(std::int64_t{1}), Rounding::half_away);
        const auto apart = due ? Pence::subtract(row.received, *due) : std::nullopt;
        const Pence pound(std::int64_t{100});
        if (apart && *apart <= pound && -*apart <= pound) continue;
        diagnostics.add({"MON042", row.received_place, row.body,
                         fmt::format("`{}` received {} of the fund of {}, and its share of {} is "
                                     "{}",
                                     shown(row.body), row.received.words(), shown(row.year),
                                     fund->total.words(), due ? due->words() : "too much")});
    }
    constexpr double whole = 1e-6;
    for (const auto& [year, share] : shares) {
        const auto* fund = fund_of(data.purposes, year);
        const bool is_whole = std::abs(share - 1) <= whole;
        if (share > 1 + whole) {
            diagnostics.add({"MON042", places.at(year), year,
                             fmt::format("the shares of {} make {:.6f}, more than the whole",
                                         shown(year), share)});
        } else if (is_whole && received.at(year) != fund->total) {
            diagnostics.add(
                {"MON042", places.at(year), year,
                 fmt::format("all bodies received {} together, and the fund of {} was "
                             "{}",
                             received.at(year).words(), shown(year), fund->total.words())});
        }
    }
}

// Once tagged, it stays tagged, although it now comes with the baseline (THE-R065).
void check_still_tagged(const MoneyData& data, Diagnostics& diagnostics) {
    std::set<std::pair<std::string, std::string>> tagged;
    std::map<std::string, std::string> first;  // by body
    for (const auto& line : data.purposes.tagged) {
        tagged.emplace(line.year, line.body);
        auto& year = first.emplace(line.body, line.year).first->second;
        year = std::min(year, line.year);
    }
    for (const auto& row : data.purposes.shares) {
        auto& year = first.emplace(row.body, row.year).first->second;
        year = std::min(year, row.year);
    }
    std::set<std::pair<std::string, std::string>> said;
    for (const auto& row : data.baselines) {
        const auto begun = first.find(row.body);
        const bool is_asked =
            begun != first.end() && begun->second < row.year && row.year >= first_year_in_baseline;
        if (!is_asked || tagged.contains({row.year, row.body})) continue;
        if (!said.emplace(row.year, row.body).second) continue;
        diagnostics.add({"MON043", row.place, row.body,
                         fmt::format("no line of `{}` names its money for inequalities of {}, "
                                     "which came with the baseline",
                                     shown(row.body), shown(row.year))});
    }
}

// Money that was given for inequalities pays for something else (THE-R067).
void check_uses(const MoneyData& data, Diagnostics& diagnostics) {
    for (const auto& line : data.purposes.tagged) {
        if (line.use == UseOfMoney::inequalities || line.amount == Pence()) continue;
        const bool is_deficit = line.use == UseOfMoney::deficit;
        diagnostics.add({"MON044", line.place, line.body,
                         fmt::format("{} for inequalities in `{}` of {} {}", line.amount.words(),
                                     shown(line.line), shown(line.year),
                                     is_deficit ? "covers a deficit" : "pays for other things")});
    }
}

// The system's own goal for prevention, where it has set one (ESS-R039).
void check_goal(const MoneyData& data, Diagnostics& diagnostics) {
    if (!data.prevention_goal) return;
    std::map<std::pair<std::string, std::string>, Pence> spent;
    std::map<std::pair<std::string, std::string>, Location> places;
    for (const auto& line : data.purposes.prevention) {
        auto& sum = spent[{line.year, line.body}];
        sum = Pence::add(sum, line.amount).value_or(sum);
        places.emplace(std::pair(line.year, line.body), line.place);
    }
    std::map<std::pair<std::string, std::string>, Pence> allocated;
    for (const auto& row : data.allocations) {
        auto& sum = allocated[{row.opening->year, row.opening->body}];
        sum = Pence::add(sum, row.allocation).value_or(sum);
    }
    for (const auto& [key, sum] : spent) {
        const auto whole = allocated.find(key);
        if (whole == allocated.end() || whole->second <= Pence()) continue;
        const double share = sum.nearest_pounds() / whole->second.nearest_pounds();
        if (share >= *data.prevention_goal) continue;
        diagnostics.add({"MON045", places.at(key), key.second,
                         fmt::format("`{}` spends {:.2f} per cent of its allocation of {} on "
                                     "prevention, and the system's own goal is {:.2f}",
                                     shown(key.second), share * 100, shown(key.first),
                                     *data.prevention_goal * 100)});
    }
}

// Who was to have a settlement in a year, and what one covers (ESS-R043).
void check_settlements(const MoneyStage& stage, Diagnostics& diagnostics) {
    const auto& purposes = stage.data->purposes;
    std::set<std::string> years;
    for (const auto& known : purposes.settlement_years)
        years.insert(known.year);
    for (const auto& row : purposes.settlements) {
        const auto same = [&](const registry::Body& body) { return body.id == row.authority; };
        const auto body = std::ranges::find_if(stage.registry->bodies, same);
        if (body == stage.registry->bodies.end()) {
            diagnostics.add({"MON030", row.place, row.authority,
                             fmt::format("there is no body `{}`", shown(row.authority))});
        }
        const auto is_listed = [&](const SettlementYear& known) {
            return known.year == row.year && known.gss_code == body->gss_code;
        };
        // Of years that no list speaks of nothing is known.
        if (body != stage.registry->bodies.end() && years.contains(row.year) &&
            std::ranges::none_of(purposes.settlement_years, is_listed)) {
            diagnostics.add({"MON046", row.place, row.authority,
                             fmt::format("`{}` is not among those who were to have an integrated "
                                         "settlement in {}",
                                         shown(row.authority), shown(row.year))});
        }
        for (const auto& theme : row.themes) {
            if (std::ranges::find(purposes.themes, theme) != purposes.themes.end()) continue;
            const auto guess = closest(theme, purposes.themes);
            diagnostics.add({"MON047", row.place_of_themes, row.authority,
                             fmt::format("`{}` is none of the seven themes", shown(theme)),
                             guess ? fmt::format("did you mean `{}`?", *guess)
                                   : "themes are " + join(purposes.themes, ", ")});
        }
    }
}

}  // namespace

void check_purposes(const MoneyStage& stage, Diagnostics& diagnostics) {
    const auto& data = *stage.data;
    check_bodies(stage, diagnostics);
    check_shares(data, diagnostics);
    check_still_tagged(data, diagnostics);
    check_uses(data, diagnostics);
    check_goal(data, diagnostics);
    check_settlements(stage, diagnostics);
}

}  // namespace concord::money::rules
