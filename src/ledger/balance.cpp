#include "ledger/balance.hpp"

#include <algorithm>
#include <tuple>
#include <unordered_map>

namespace concord::ledger {
namespace {

// Every sum of amounts of a journal fits (the invariant of Books), so sums are plain here.
Pence plus(Pence a, Pence b) {
    return Pence(a.count() + b.count());
}

Pence minus(Pence a, Pence b) {
    return Pence(a.count() - b.count());
}

std::uint64_t key_of(std::uint32_t year, AccountNumber account) {
    return (std::uint64_t{year} << 32U) | account;
}

class Adding {
  public:
    explicit Adding(const Books& books) : books_(books) {}

    std::vector<Balance> run() {
        for (const auto& transfer : books_.transfers())
            add(transfer);
        const auto states = books_.states();
        const auto transfers = books_.transfers();
        for (std::size_t i = 0; i < states.size(); ++i)
            if (states[i] == State::pending) add_pending(transfers[i]);
        std::ranges::sort(rows_, {},
                          [](const Balance& row) { return key_of(row.year, row.account); });
        add_left();
        add_trees();
        add_closing();
        return std::move(rows_);
    }

  private:
    Balance& row_of(std::uint32_t year, AccountNumber account) {
        const auto [found, is_new] =
            slots_.try_emplace(key_of(year, account), static_cast<std::uint32_t>(rows_.size()));
        const auto slot = found->second;
        if (is_new) {
            auto& row = rows_.emplace_back();
            row.year = year;
            row.account = account;
        }
        return rows_[slot];
    }

    void add(const Transfer& transfer) {
        if (!pays(transfer.step)) return;
        const bool back = transfer.step == Step::correction;
        const auto payer = back ? transfer.to : transfer.from;
        const auto payee = back ? transfer.from : transfer.to;
        const auto amount = back ? -transfer.amount : transfer.amount;
        const bool planned = transfer.basis == Basis::plan;
        auto& paying = row_of(transfer.year, payer);
        auto& side = planned ? paying.plan : paying.actual;
        auto& sum = is_spent_at(books_.accounts()[payee].role) ? side.spent : side.passed_on;
        sum = plus(sum, amount);
        auto& paid = row_of(transfer.year, payee);
        auto& received = (planned ? paid.plan : paid.actual).received;
        received = plus(received, amount);
    }

    void add_pending(const Transfer& transfer) {
        auto& paying = row_of(transfer.year, transfer.from).pending;
        paying = minus(paying, transfer.amount);
        auto& paid = row_of(transfer.year, transfer.to).pending;
        paid = plus(paid, transfer.amount);
    }

    void add_left() {
        for (auto& row : rows_) {
            for (auto* side : {&row.plan, &row.actual})
                side->left = minus(minus(side->received, side->passed_on), side->spent);
            row.tree_plan = row.plan.left;
            row.tree_pending = row.pending;
            row.tree_actual = row.actual.left;
        }
    }

    // From the deepest accounts up, each gives what its tree has to the one above it.
    void add_trees() {
        std::vector<std::vector<std::pair<std::uint32_t, AccountNumber>>> by_depth(deepest_account +
                                                                                   1);
        renumber();
        for (const auto& row : rows_)
            by_depth[depth_of(row.account)].emplace_back(row.year, row.account);
        for (auto depth = by_depth.size(); depth-- > 1;) {
            for (const auto& [year, account] : by_depth[depth])
                give_up(year, account, by_depth[depth - 1]);
        }
        std::ranges::sort(rows_, {},
                          [](const Balance& row) { return key_of(row.year, row.account); });
    }

    void give_up(std::uint32_t year, AccountNumber account,
                 std::vector<std::pair<std::uint32_t, AccountNumber>>& above) {
        const auto parent = books_.accounts()[account].parent;
        const auto before = rows_.size();
        row_of(year, parent);
        if (rows_.size() > before) above.emplace_back(year, parent);
        const auto& from = row_of(year, account);
        auto& to = row_of(year, parent);
        to.tree_plan = plus(to.tree_plan, from.tree_plan);
        to.tree_pending = plus(to.tree_pending, from.tree_pending);
        to.tree_actual = plus(to.tree_actual, from.tree_actual);
    }

    std::uint32_t depth_of(AccountNumber account) const { return books_.accounts()[account].depth; }

    // After sorting, rows stand elsewhere.
    void renumber() {
        for (std::size_t i = 0; i < rows_.size(); ++i)
            slots_[key_of(rows_[i].year, rows_[i].account)] = static_cast<std::uint32_t>(i);
    }

    void add_closing() {
        std::vector<Pence> left(books_.accounts().size());
        for (auto& row : rows_) {
            left[row.account] = plus(left[row.account], row.actual.left);
            row.closing = left[row.account];
        }
    }

    const Books& books_;
    std::vector<Balance> rows_;
    std::unordered_map<std::uint64_t, std::uint32_t> slots_;  // of each year and account
};

}  // namespace

std::vector<Balance> balances_of(const Books& books) {
    return Adding(books).run();
}

std::vector<Flow> flows_of(const Books& books) {
    std::vector<Flow> flows;
    for (const auto& transfer : books.transfers()) {
        if (!pays(transfer.step)) continue;
        const bool back = transfer.step == Step::correction;
        flows.push_back({transfer.year, back ? transfer.to : transfer.from,
                         back ? transfer.from : transfer.to, transfer.purpose, transfer.basis,
                         back ? -transfer.amount : transfer.amount});
    }
    const auto key = [&](const Flow& flow) {
        return std::tuple(flow.year, flow.basis, flow.from, flow.to, flow.purpose + 1U);
    };
    std::ranges::sort(flows, {}, key);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < flows.size(); ++i) {
        if (kept > 0 && key(flows[kept - 1]) == key(flows[i])) {
            flows[kept - 1].amount = plus(flows[kept - 1].amount, flows[i].amount);
        } else {
            flows[kept++] = flows[i];
        }
    }
    flows.resize(kept);
    std::erase_if(flows, [](const Flow& flow) { return flow.amount == Pence(); });
    return flows;
}

}  // namespace concord::ledger
