// FRM-R288: each delegated pound is watched over, more where there is more of it or more risk.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.hpp"
#include "ledger/rules/rules.hpp"

namespace concord::ledger::rules {
namespace {

constexpr std::array<std::string_view, 3> risks = {"low", "medium", "high"};
constexpr std::array<std::string_view, 3> levels = {"light", "standard", "enhanced"};

std::size_t rank(const std::array<std::string_view, 3>& words, std::string_view word) {
    return static_cast<std::size_t>(std::ranges::find(words, word) - words.begin());
}

struct Delegated {
    const Account* account = nullptr;
    const Assurance* assurance = nullptr;
    Pence amount;
};

// What accounts that are delegated to have from bodies, as planned, by year.
std::map<std::uint32_t, std::map<AccountNumber, Pence>> delegated(const Lookups& lookups) {
    std::map<std::uint32_t, std::map<AccountNumber, Pence>> result;
    for (const auto& flow : lookups.flows()) {
        const auto* kind = lookups.kind(lookups.account(flow.to));
        if (flow.basis != Basis::plan || !kind || !kind->delegated) continue;
        if (lookups.account(flow.from).role != Role::body) continue;
        auto& amount = result[flow.year][flow.to];
        amount = sum(amount, flow.amount);
    }
    return result;
}

class Checking {
  public:
    Checking(const Lookups& lookups, Diagnostics& diagnostics)
        : lookups_(lookups), diagnostics_(diagnostics) {
        for (const auto& one : lookups.finance().assurances)
            assurances_.emplace(one.account, &one);
    }

    void run() {
        check_records();
        for (const auto& [year, accounts] : delegated(lookups_)) {
            std::vector<Delegated> complete;
            for (const auto& [number, amount] : accounts) {
                const auto& account = lookups_.account(number);
                const auto found = assurances_.find(account.id);
                if (found == assurances_.end()) {
                    say(account, lookups_.finance().place,
                        fmt::format("{} of {} is delegated to `{}`, and nothing says how it is "
                                    "watched over",
                                    amount.words(), lookups_.year(year), shown(account.id)));
                } else if (!found->second->risk.empty() && !found->second->level.empty()) {
                    complete.push_back({&account, found->second, amount});
                }
            }
            check_proportion(complete, lookups_.year(year));
        }
    }

  private:
    void say(const Account& account, const Location& place, std::string message) {
        diagnostics_.add({"MON253", place, account.id, std::move(message)});
    }

    void check_records() {
        for (const auto& one : lookups_.finance().assurances) {
            std::vector<std::string> missing;
            if (one.means.empty()) missing.emplace_back("means");
            if (one.risk.empty()) missing.emplace_back("risk");
            if (one.level.empty()) missing.emplace_back("level");
            if (missing.empty()) continue;
            diagnostics_.add({"MON253", one.place, one.account,
                              fmt::format("the assurance of `{}` does not say its {}",
                                          shown(one.account), join(missing, ", "))});
        }
    }

    // From the smallest amount up: who has at least as much and at least the risk of another is
    // watched at least as closely.
    void check_proportion(std::vector<Delegated>& all, const std::string& year) {
        std::ranges::stable_sort(all, {}, &Delegated::amount);
        std::array<const Delegated*, risks.size()> closest_watched{};
        for (const auto& one : all) {
            const auto risk = rank(risks, one.assurance->risk);
            const auto level = rank(levels, one.assurance->level);
            for (std::size_t other = 0; other <= risk; ++other) {
                const auto* watched = closest_watched[other];
                if (!watched || rank(levels, watched->assurance->level) <= level) continue;
                say(*one.account, one.assurance->place,
                    fmt::format("`{}` with {} of {} at {} risk is watched over less ({}) than `{}` "
                                "with {} at {} risk ({})",
                                shown(one.account->id), one.amount.words(), year,
                                one.assurance->risk, one.assurance->level,
                                shown(watched->account->id), watched->amount.words(),
                                watched->assurance->risk, watched->assurance->level));
                break;
            }
            auto& best = closest_watched[risk];
            if (!best || rank(levels, best->assurance->level) < level) best = &one;
        }
    }

    const Lookups& lookups_;
    Diagnostics& diagnostics_;
    std::map<std::string, const Assurance*, std::less<>> assurances_;
};

}  // namespace

void check_assurance(const Lookups& lookups, Diagnostics& diagnostics) {
    if (lookups.finance().present) Checking(lookups, diagnostics).run();
}

}  // namespace concord::ledger::rules
