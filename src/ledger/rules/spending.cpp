#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "ledger/rules/rules.hpp"
#include "ledger/year.hpp"

namespace concord::ledger::rules {
namespace {

// What an account had and gave for one ring-fenced purpose, and for what nobody says.
struct Fenced {
    Pence received;
    Pence given;
};

class Checking {
  public:
    Checking(const Lookups& lookups, Diagnostics& diagnostics)
        : lookups_(lookups), diagnostics_(diagnostics) {}

    void run() {
        add_spent();
        for (const auto& row : lookups_.stage().data->plans) {
            if (row.line == "mental-health-standard")
                check_floor({"MON244", "mental-health", "mental health"}, row);
            if (row.line == "primary-community-guarantee")
                check_floor({"MON252", "guarantee", "primary medical and community services"}, row);
        }
        check_fences();
        check_overspending();
        check_approvals();
    }

  private:
    struct Floor {
        std::string_view rule;
        std::string_view mark;
        std::string_view words;
    };

    // FRM-R272, FRM-R285. What was paid is held against the floor once the year is over.
    void check_floor(const Floor& floor, const PlanLine& row) {
        if (!row.plan) return;
        const auto days = parse_financial_year(row.year);
        const bool is_over = days && days->to && *days->to < diagnostics_.context().as_at;
        for (const auto basis : {Basis::plan, Basis::actual}) {
            if (basis == Basis::actual && !is_over) continue;
            const auto spent = spent_on(floor.mark, row, basis);
            if (!spent || *spent >= *row.plan) continue;
            diagnostics_.add({floor.rule, row.plan_place, row.body,
                              fmt::format("`{}` spends {} on {} in {} {}, and at least {} is due",
                                          shown(row.body), spent->words(), floor.words, row.year,
                                          words_of(basis), row.plan->words())});
        }
    }

    void add_spent() {
        for (const auto& flow : lookups_.flows()) {
            const auto& from = lookups_.account(flow.from);
            if (from.role != Role::body) continue;
            const auto& body = from.body.empty() ? from.id : from.body;
            for (const std::string mark : {"", "mental-health", "guarantee"}) {
                auto& spent = spent_[{lookups_.year(flow.year), body, flow.basis, mark}];
                if (mark.empty() || lookups_.has_mark(flow, mark)) spent = sum(spent, flow.amount);
            }
        }
    }

    // Nothing where the body gives nothing at all in that year.
    std::optional<Pence> spent_on(std::string_view mark, const PlanLine& row, Basis basis) const {
        const auto found = spent_.find({row.year, row.body, basis, std::string(mark)});
        return found == spent_.end() ? std::nullopt : std::optional(found->second);
    }

    // The ring-fenced purpose that a purpose is or lies below; empty where there is none.
    std::string fence_of(std::string_view purpose) const {
        if (!lookups_.words().has_mark(purpose, "ring-fenced")) return {};
        const auto* at = lookups_.words().purpose(purpose);
        while (lookups_.words().has_mark(at->parent, "ring-fenced"))
            at = lookups_.words().purpose(at->parent);
        return at->id;
    }

    // FRM-R272: what came for a purpose went for it, or is there still. What went for a purpose
    // that is not said may have gone for it.
    void check_fences() {
        using Key = std::tuple<std::uint32_t, AccountNumber, Basis>;
        std::map<Key, std::map<std::string, Fenced>> fences;
        std::map<Key, Pence> unsaid;
        for (const auto& flow : lookups_.flows()) {
            const auto purpose = lookups_.books().purpose(flow.purpose);
            const auto fence = fence_of(purpose);
            if (!fence.empty()) {
                auto& received = fences[{flow.year, flow.to, flow.basis}][fence].received;
                received = sum(received, flow.amount);
                auto& given = fences[{flow.year, flow.from, flow.basis}][fence].given;
                given = sum(given, flow.amount);
            } else if (purpose.empty()) {
                auto& given = unsaid[{flow.year, flow.from, flow.basis}];
                given = sum(given, flow.amount);
            }
        }
        std::map<std::pair<std::uint32_t, AccountNumber>, const Balance*> balances;
        for (const auto& balance : lookups_.balances())
            balances[{balance.year, balance.account}] = &balance;
        for (const auto& [key, by_purpose] : fences) {
            const auto& [year, account, basis] = key;
            const auto* balance = balances.at({year, account});
            const auto left = (basis == Basis::plan ? balance->plan : balance->actual).left;
            const auto other = unsaid.find(key);
            const auto kept =
                sum(std::max(left, Pence()), other == unsaid.end() ? Pence() : other->second);
            for (const auto& [purpose, money] : by_purpose)
                report_fence(key, purpose, sum(money.received, -sum(money.given, kept)));
        }
    }

    void report_fence(const std::tuple<std::uint32_t, AccountNumber, Basis>& key,
                      const std::string& purpose, Pence diverted) {
        if (diverted <= Pence()) return;
        const auto& [year, number, basis] = key;
        const auto& account = lookups_.account(number);
        if (account.role == Role::end || account.role == Role::outside) return;
        diagnostics_.add({"MON245", account.place, account.id,
                          fmt::format("{} that `{}` had for `{}` in {} {} went on something else",
                                      diverted.words(), shown(account.id), shown(purpose),
                                      lookups_.year(year), words_of(basis))});
    }

    // GMI-R026: each year above, with the run of years.
    void check_overspending() {
        std::map<AccountNumber, std::vector<const Balance*>> years;
        for (const auto& balance : lookups_.balances()) {
            const auto& actual = balance.actual;
            if (lookups_.account(balance.account).role != Role::body) continue;
            if (actual.received == Pence() && actual.left == Pence()) continue;
            years[balance.account].push_back(&balance);
        }
        for (const auto& [number, balances] : years) {
            std::vector<std::string> run;
            for (const auto* balance : balances) {
                const auto left = balance->actual.left;
                if (left < Pence()) report_overspending(*balance, run);
                run.push_back(fmt::format("{} {} {}", lookups_.year(balance->year),
                                          (left < Pence() ? -left : left).words(),
                                          left < Pence() ? "above" : "below"));
            }
        }
    }

    void report_overspending(const Balance& balance, const std::vector<std::string>& earlier) {
        const auto& account = lookups_.account(balance.account);
        const auto& actual = balance.actual;
        diagnostics_.add(
            {"MON236", account.place, account.id,
             fmt::format(
                 "`{}` received {} in {} and gave {}{}", shown(account.id), actual.received.words(),
                 lookups_.year(balance.year), sum(actual.passed_on, actual.spent).words(),
                 earlier.empty() ? std::string() : "; earlier years: " + join(earlier, ", "))});
    }

    // FRM-R269
    void check_approvals() {
        const auto& books = lookups_.books();
        const auto states = books.states();
        const auto transfers = books.transfers();
        for (std::size_t i = 0; i < transfers.size(); ++i) {
            const auto& approver = books.note(transfers[i]).approver;
            if (approver.empty() || states[i] != State::pending) continue;
            const auto kind = lookups_.kind_of_body(approver);
            if (kind != "nhs-england" && kind != "nhs-improvement") continue;
            diagnostics_.add({"MON243", books.place(transfers[i]), transfers[i].id,
                              fmt::format("`{}` waits for the approval of `{}`",
                                          shown(transfers[i].id), shown(approver))});
        }
    }

    const Lookups& lookups_;
    Diagnostics& diagnostics_;
    std::map<std::tuple<std::string, std::string, Basis, std::string>, Pence> spent_;
};

}  // namespace

void check_spending(const Lookups& lookups, Diagnostics& diagnostics) {
    Checking(lookups, diagnostics).run();
}

}  // namespace concord::ledger::rules
