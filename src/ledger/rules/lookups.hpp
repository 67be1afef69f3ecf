// What the rules of the books look up: bodies by id, figures of plans, the accounts of a body.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "ledger/ledger.hpp"

namespace concord::ledger::rules {

using YearAndBody = std::pair<std::string, std::string>;

class Lookups {
  public:
    explicit Lookups(const LedgerStage& stage);

    const LedgerStage& stage() const { return *stage_; }
    const Books& books() const { return stage_->data->books; }
    const Vocabulary& words() const { return stage_->data->words; }
    const FinanceRecord& finance() const { return stage_->data->finance; }

    std::string_view kind_of_body(std::string_view id) const;
    bool is_system(std::string_view id) const;
    bool is_trust(std::string_view id) const;

    // The figure of a body in a year; nothing where plans.csv has none.
    const PlanLine* figure(const std::string& year, const std::string& body,
                           std::string_view line) const;
    // The rows of that line, by year and the system in whose totals they count.
    std::map<YearAndBody, std::vector<const PlanLine*>> by_system(std::string_view line) const;

    const AccountKind* kind(const Account& account) const { return words().kind(account.kind); }
    // Flows, worked out once.
    const std::vector<Flow>& flows() const { return flows_; }
    const std::vector<Balance>& balances() const { return balances_; }
    bool has_mark(const Flow& flow, std::string_view mark) const;
    // Where the account stands in its file.
    const Location& place(AccountNumber account) const { return books().accounts()[account].place; }
    const Account& account(AccountNumber number) const { return books().accounts()[number]; }
    const std::string& year(std::uint32_t number) const { return books().years()[number]; }

  private:
    const LedgerStage* stage_;
    std::map<std::string, std::string, std::less<>> kinds_;
    std::map<std::tuple<std::string, std::string, std::string>, const PlanLine*, std::less<>>
        figures_;
    std::vector<Flow> flows_;
    std::vector<Balance> balances_;
};

// "plans to spend", "spent": how a sentence says a basis.
std::string_view words_of(Basis basis);

// The sum, as far as it fits 64 bits.
Pence sum(Pence a, Pence b);

}  // namespace concord::ledger::rules
