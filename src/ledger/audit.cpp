#include "ledger/audit.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <map>

namespace concord::ledger {
namespace {

__extension__ using Wide = __int128;

// The figures of one account in one year, as they add up.
struct Derived {
    std::array<Wide, audited_figures.size()> sums{};

    Wide& at(std::string_view figure) {
        const auto found = std::ranges::find(audited_figures, figure);
        return sums[static_cast<std::size_t>(found - audited_figures.begin())];
    }
};

using ByYear = std::map<std::uint32_t, Derived>;

// The numbers of columns that rows add to; the others follow from these.
enum Column : std::uint8_t { plan_in, plan_on, plan_out, plan_left, in, on, out, waiting, left };

// What one row does to one account; without a year it does nothing.
struct Part {
    std::int64_t amount = 0;
    std::uint32_t year = nothing;
    Column column = waiting;
};

class Auditor {
  public:
    explicit Auditor(const Books& books) : books_(books), derived_(books.accounts().size()) {}

    void derive() {
        find_waiting();
        deal_rows();
        for (AccountNumber account = 0; account < derived_.size(); ++account)
            add_rows_of(account);
        for (AccountNumber account = 0; account < derived_.size(); ++account)
            finish(account);
        for (AccountNumber account = 0; account < derived_.size(); ++account)
            finish_trees(account);
    }

    const std::vector<ByYear>& derived() const { return derived_; }

  private:
    // A pending row waits until another row posts or voids it.
    void find_waiting() {
        const auto rows = books_.transfers();
        waits_.assign(rows.size(), false);
        for (std::size_t i = 0; i < rows.size(); ++i)
            if (rows[i].step == Step::pending) waits_[i] = true;
        for (const auto& row : rows) {
            const bool ends = row.step == Step::posting || row.step == Step::voiding;
            if (ends && row.of != nothing) waits_[row.of] = false;
        }
    }

    // What each account gets and gives, side by side: starts_[a] to starts_[a + 1].
    void deal_rows() {
        const auto rows = books_.transfers();
        starts_.assign(derived_.size() + 1, 0);
        for (const auto& row : rows) {
            ++starts_[row.from + std::size_t{1}];
            ++starts_[row.to + std::size_t{1}];
        }
        for (std::size_t i = 1; i < starts_.size(); ++i)
            starts_[i] += starts_[i - 1];
        dealt_.resize(rows.size() * 2);
        auto next = starts_;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            dealt_[next[rows[i].from]++] = part_of(rows[i], false, waits_[i]);
            dealt_[next[rows[i].to]++] = part_of(rows[i], true, waits_[i]);
        }
    }

    // What a row does to the account that it goes to (comes_in) or from.
    Part part_of(const Transfer& row, bool comes_in, bool is_waiting) const {
        const auto amount = row.amount.count();
        switch (row.step) {
            case Step::voiding:
                return {};
            case Step::pending:
                if (!is_waiting) return {};
                return {comes_in ? amount : -amount, row.year, waiting};
            case Step::correction:
                // Back to the payer: neither the one nor the other has been paid after all.
                return {-amount, row.year, column_of(row, !comes_in)};
            default:
                return {amount, row.year, column_of(row, comes_in)};
        }
    }

    Column column_of(const Transfer& row, bool comes_in) const {
        const bool is_plan = row.basis == Basis::plan;
        if (comes_in) return is_plan ? plan_in : in;
        const auto payee = row.step == Step::correction ? row.from : row.to;
        const auto role = books_.accounts()[payee].role;
        const bool is_end = role == Role::end || role == Role::outside;
        return is_end ? (is_plan ? plan_out : out) : (is_plan ? plan_on : on);
    }

    void add_rows_of(AccountNumber account) {
        auto& years = derived_[account];
        Derived* year = nullptr;
        std::uint32_t number = nothing;
        for (auto at = starts_[account]; at < starts_[account + std::size_t{1}]; ++at) {
            const auto& part = dealt_[at];
            if (part.year == nothing) continue;
            if (part.year != number) {
                number = part.year;
                year = &years[number];
            }
            year->sums[part.column] += part.amount;
        }
    }

    void finish(AccountNumber account) {
        Wide closing = 0;
        for (auto& [year, figures] : derived_[account]) {
            auto& sums = figures.sums;
            sums[plan_left] = sums[plan_in] - sums[plan_on] - sums[plan_out];
            sums[left] = sums[in] - sums[on] - sums[out];
            figures.at("difference") = sums[left] - sums[plan_left];
            closing += sums[left];
            figures.at("closing") = closing;
            own_.push_back({account, year, sums[plan_left], sums[waiting], sums[left]});
        }
    }

    // What an account has counts for itself and for everything above it. The years of what lies
    // below are years of what lies above.
    void finish_trees(AccountNumber account) {
        for (; next_own_ < own_.size() && own_[next_own_].account == account; ++next_own_) {
            const auto& own = own_[next_own_];
            for (auto at = account; at != nothing; at = books_.accounts()[at].parent) {
                auto& years = derived_[at];
                const auto [entry, is_new] = years.try_emplace(own.year);
                auto& figures = entry->second;
                if (is_new && entry != years.begin())
                    figures.at("closing") = std::prev(entry)->second.at("closing");
                figures.at("tree_plan") += own.plan;
                figures.at("tree_pending") += own.pending;
                figures.at("tree_posted") += own.posted;
                figures.at("tree_difference") += own.posted - own.plan;
            }
        }
    }

    struct Own {
        AccountNumber account;
        std::uint32_t year;
        Wide plan;
        Wide pending;
        Wide posted;
    };

    const Books& books_;
    std::vector<ByYear> derived_;
    std::vector<bool> waits_;
    std::vector<std::size_t> starts_;
    std::vector<Part> dealt_;
    std::vector<Own> own_;
    std::size_t next_own_ = 0;
};

// The nearest amount that an answer can hold.
Pence shown_amount(Wide amount) {
    constexpr auto most = std::numeric_limits<std::int64_t>::max();
    return Pence(static_cast<std::int64_t>(std::clamp<Wide>(amount, -Wide{most}, most)));
}

class Comparing {
  public:
    Comparing(const Books& books, const std::vector<ByYear>& derived)
        : books_(books), derived_(derived) {
        for (AccountNumber account = 0; account < books.accounts().size(); ++account)
            numbers_.emplace(books.accounts()[account].id, account);
    }

    Audit run(const std::vector<HeldBalance>& held) {
        std::vector<std::vector<bool>> seen(derived_.size());
        if (held.empty()) is_asked_.fill(true);
        for (const auto& row : held)
            compare(row, seen);
        for (AccountNumber account = 0; account < derived_.size(); ++account) {
            for (const auto& [year, figures] : derived_[account])
                report_missing(account, year, figures, seen[account]);
        }
        return std::move(audit_);
    }

  private:
    const Derived* derived(const HeldBalance& row, AccountNumber& account, std::uint32_t& year) {
        const auto number = numbers_.find(row.account);
        const auto years = books_.years();
        const auto of_year = std::ranges::find(years, row.year);
        if (number == numbers_.end() || of_year == years.end()) return nullptr;
        account = number->second;
        year = static_cast<std::uint32_t>(of_year - years.begin());
        const auto found = derived_[account].find(year);
        return found == derived_[account].end() ? nullptr : &found->second;
    }

    void compare(const HeldBalance& row, std::vector<std::vector<bool>>& seen) {
        AccountNumber account = 0;
        std::uint32_t year = 0;
        const auto* figures = derived(row, account, year);
        ++audit_.balances;
        if (figures) {
            auto& years = seen[account];
            if (years.size() <= year) years.resize(year + std::size_t{1});
            years[year] = true;
        }
        for (std::size_t i = 0; i < row.figures.size(); ++i) {
            if (!row.figures[i]) continue;
            is_asked_[i] = true;
            ++audit_.figures;
            const Wide is = figures ? figures->sums[i] : 0;
            const Wide said = row.figures[i]->count();
            if (is == said) continue;
            std::optional<Pence> known;
            if (figures) known = shown_amount(is);
            audit_.differences.push_back({row.year, row.account, audited_figures[i], row.figures[i],
                                          known, shown_amount(said - is), row.place});
        }
    }

    // What is not held counts as nothing, so only what is not nothing is a difference.
    void report_missing(AccountNumber account, std::uint32_t year, const Derived& figures,
                        const std::vector<bool>& seen) {
        if (year < seen.size() && seen[year]) return;
        for (std::size_t i = 0; i < figures.sums.size(); ++i) {
            if (figures.sums[i] == 0 || !is_asked_[i]) continue;
            audit_.differences.push_back({books_.years()[year],
                                          books_.accounts()[account].id,
                                          audited_figures[i],
                                          std::nullopt,
                                          shown_amount(figures.sums[i]),
                                          shown_amount(-figures.sums[i]),
                                          {}});
        }
    }

    const Books& books_;
    const std::vector<ByYear>& derived_;
    std::map<std::string, AccountNumber, std::less<>> numbers_;
    std::array<bool, audited_figures.size()> is_asked_{};  // what is held of anybody
    Audit audit_;
};

}  // namespace

Audit audit(const Books& books, const std::vector<HeldBalance>& held) {
    Auditor auditor(books);
    auditor.derive();
    return Comparing(books, auditor.derived()).run(held);
}

}  // namespace concord::ledger
