#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "ledger/rules/rules.hpp"

namespace concord::ledger::rules {
namespace {

// What a body's account has, gives by each way, and gives otherwise.
struct Given {
    Pence allocated;  // from a source
    Pence received;   // from anybody
    Pence given;
    std::map<std::string, Pence> by_way;
};

class Checking {
  public:
    Checking(const Lookups& lookups, Diagnostics& diagnostics)
        : lookups_(lookups), diagnostics_(diagnostics) {}

    void run() {
        for (const auto& level : lookups_.stage().governance->records.services) {
            if (!level.period.contains(diagnostics_.context().as_at)) continue;
            auto& [at_place, at_system] = levels_[level.service];
            at_place |= level.level == "place";
            at_system |= level.level == "system";
        }
        for (const auto& flow : lookups_.flows())
            add(flow);
        for (const auto& [key, given] : given_)
            check_sums(std::get<0>(key), std::get<1>(key), std::get<2>(key), given);
        for (const auto& account : lookups_.books().accounts())
            check_nesting(account);
        for (const auto& row : lookups_.stage().data->plans)
            if (row.line == "service-cost") check_cost(row);
        if (lookups_.finance().present) check_agreed();
    }

  private:
    using Key = std::tuple<std::uint32_t, AccountNumber, Basis>;

    void add(const Flow& flow) {
        const auto& from = lookups_.account(flow.from);
        const auto& to = lookups_.account(flow.to);
        if (to.role == Role::body) {
            auto& given = given_[{flow.year, flow.to, flow.basis}];
            given.received = sum(given.received, flow.amount);
            if (from.role == Role::source) given.allocated = sum(given.allocated, flow.amount);
        }
        if (from.role != Role::body || to.role == Role::body) return;
        auto& given = given_[{flow.year, flow.from, flow.basis}];
        given.given = sum(given.given, flow.amount);
        if (flow.basis == Basis::plan) plan(flow);
        const auto* kind = lookups_.kind(to);
        auto& way = given.by_way[kind ? kind->way : ""];
        way = sum(way, flow.amount);
        if (!kind || kind->channel.empty()) {
            diagnostics_.add(
                {"MON248", to.place, to.id,
                 fmt::format("{} of `{}` in {} {} goes to `{}`, which is in none of the five "
                             "channels",
                             flow.amount.words(), shown(from.id), lookups_.year(flow.year),
                             words_of(flow.basis), shown(to.id))});
        }
        if (kind && kind->way == "place" && flow.basis == Basis::plan) {
            auto& placed = placed_[{lookups_.year(flow.year), to.body.empty() ? to.id : to.body}];
            placed = sum(placed, flow.amount);
        }
        if (kind) check_level(flow, *kind);
    }

    // GMI-R007: money for a service goes where the service is planned.
    void check_level(const Flow& flow, const AccountKind& kind) {
        const auto service = lookups_.books().purpose(flow.purpose);
        if (service.empty()) return;
        const auto level = levels_.find(service);
        if (level == levels_.end()) return;
        const auto [at_place, at_system] = level->second;
        if (at_place == at_system) return;  // nothing is said, or it is split between the two
        const bool goes_to_place = kind.way == "place";
        if (goes_to_place == at_place) return;
        const auto& to = lookups_.account(flow.to);
        diagnostics_.add(
            {"MON235", to.place, to.id,
             fmt::format("`{}` is planned at the level of {}, and {} for it in {} {} "
                         "goes to `{}`",
                         shown(service), at_place ? "place" : "the system", flow.amount.words(),
                         lookups_.year(flow.year), words_of(flow.basis), shown(to.id))});
    }

    // FRM-R280 and GMI-R006, both of the plan: while a year runs, not all has been paid.
    void check_sums(std::uint32_t year, AccountNumber account, Basis basis, const Given& given) {
        if (basis != Basis::plan) return;
        const auto& body = lookups_.account(account);
        if (given.given > given.received) {
            diagnostics_.add(
                {"MON248", body.place, body.id,
                 fmt::format("`{}` is to distribute {} in {}, and receives {}", shown(body.id),
                             given.given.words(), lookups_.year(year), given.received.words())});
        }
        if (given.allocated <= Pence()) return;
        Pence ways;
        for (const auto& [way, amount] : given.by_way)
            if (!way.empty()) ways = sum(ways, amount);
        if (ways == given.allocated) return;
        diagnostics_.add(
            {"MON234", body.place, body.id,
             fmt::format("`{}` is allocated {} in {}, and the three ways take {}", shown(body.id),
                         given.allocated.words(), lookups_.year(year), ways.words())});
    }

    // GMI-R007: what a place gets covers the services that are planned there.
    void check_cost(const PlanLine& row) {
        const auto found = placed_.find({row.year, row.body});
        const auto placed = found == placed_.end() ? Pence() : found->second;
        if (!row.plan || placed >= *row.plan) return;
        diagnostics_.add(
            {"MON259", row.plan_place, row.body,
             fmt::format("`{}` is to get {} in {}, and the services that are planned "
                         "there cost {}",
                         shown(row.body), placed.words(), row.year, row.plan->words())});
    }

    // An account in one channel that is part of an account in another counts in two.
    void check_nesting(const Account& account) {
        const auto* kind = lookups_.kind(account);
        if (!kind || kind->channel.empty()) return;
        for (auto at = account.parent; at != nothing; at = lookups_.account(at).parent) {
            const auto& above = lookups_.account(at);
            const auto* other = lookups_.kind(above);
            if (!other || other->channel.empty() || other->channel == kind->channel) continue;
            diagnostics_.add(
                {"MON248", account.place, account.id,
                 fmt::format("`{}` is in the channel {} and part of `{}`, which is in "
                             "the channel {}",
                             shown(account.id), kind->channel, shown(above.id), other->channel)});
            return;
        }
    }

    // FRM-R281
    void check_agreed() {
        for (const auto& one : lookups_.finance().distributions)
            check_agreement(one);
        for (const auto& [key, given] : given_) {
            const auto& [year, account, basis] = key;
            if (basis != Basis::plan || given.given == Pence()) continue;
            const auto& body = lookups_.account(account);
            const auto& all = lookups_.finance().distributions;
            const auto& name = body.body.empty() ? body.id : body.body;
            const auto is_agreed = [&, year = year](const Distribution& one) {
                return one.body == name && one.year == lookups_.year(year);
            };
            if (std::ranges::any_of(all, is_agreed)) continue;
            say(lookups_.finance().place, name,
                fmt::format("nothing says how `{}` agreed what it distributes in {}", shown(name),
                            lookups_.year(year)));
        }
    }

    void say(const Location& place, const std::string& body, std::string message) {
        diagnostics_.add({"MON249", place, body, std::move(message)});
    }

    void check_agreement(const Distribution& one) {
        std::vector<std::string> missing;
        if (!one.total) missing.emplace_back("total");
        if (one.lines.empty()) missing.emplace_back("lines");
        if (one.decision.empty()) missing.emplace_back("decision");
        if (one.priorities.empty()) missing.emplace_back("priorities");
        if (one.tariff.empty()) missing.emplace_back("tariff");
        if (!missing.empty()) {
            say(one.place, one.body,
                fmt::format("the distribution of `{}` in {} does not say its {}", shown(one.body),
                            shown(one.year), join(missing, ", ")));
        }
        Pence lines;
        for (const auto& [purpose, amount] : one.lines) {
            lines = sum(lines, amount.value_or(Pence()));
            check_line(one, purpose, amount);
        }
        if (one.total && !one.lines.empty() && lines != *one.total) {
            say(one.place, one.body,
                fmt::format("the lines of `{}` in {} make {}, and the total is {}", shown(one.body),
                            shown(one.year), lines.words(), one.total->words()));
        }
        const auto booked = planned(one, {});
        if (one.total && booked && *booked != *one.total) {
            say(one.place, one.body,
                fmt::format("`{}` agreed to distribute {} in {}, and the books plan {}",
                            shown(one.body), one.total->words(), shown(one.year), booked->words()));
        }
    }

    void check_line(const Distribution& one, const std::string& purpose,
                    const std::optional<Pence>& amount) {
        const auto booked = planned(one, purpose);
        if (!amount || !booked || *booked == *amount) return;
        say(one.place, one.body,
            fmt::format("`{}` agreed {} for `{}` in {}, and the books plan {}", shown(one.body),
                        amount->words(), shown(purpose), shown(one.year), booked->words()));
    }

    void plan(const Flow& flow) {
        const auto& from = lookups_.account(flow.from);
        const auto& body = from.body.empty() ? from.id : from.body;
        const std::string purpose(lookups_.books().purpose(flow.purpose));
        auto& all = planned_[{lookups_.year(flow.year), body, ""}];
        all = sum(all, flow.amount);
        if (purpose.empty()) return;
        auto& one = planned_[{lookups_.year(flow.year), body, purpose}];
        one = sum(one, flow.amount);
    }

    // Nothing where the body keeps no books of that year.
    std::optional<Pence> planned(const Distribution& one, const std::string& purpose) const {
        const auto all = planned_.find({one.year, one.body, ""});
        if (all == planned_.end()) return std::nullopt;
        const auto found = planned_.find({one.year, one.body, purpose});
        return found == planned_.end() ? Pence() : found->second;
    }

    const Lookups& lookups_;
    Diagnostics& diagnostics_;
    std::map<Key, Given> given_;
    std::map<YearAndBody, Pence> placed_;                               // what places are to get
    std::map<std::string, std::pair<bool, bool>, std::less<>> levels_;  // at place, at the system
    // What the books plan that a body gives in a year, by purpose; for "" all of it.
    std::map<std::tuple<std::string, std::string, std::string>, Pence> planned_;
};

}  // namespace

void check_distribution(const Lookups& lookups, Diagnostics& diagnostics) {
    Checking(lookups, diagnostics).run();
}

}  // namespace concord::ledger::rules
