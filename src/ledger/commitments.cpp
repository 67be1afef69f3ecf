#include "ledger/commitments.hpp"

#include <map>
#include <tuple>

namespace concord::ledger {

std::vector<Commitment> commitments_of(const LedgerData& data) {
    const auto& books = data.books;
    std::map<std::tuple<std::uint32_t, AccountNumber, Basis>, Commitment> rows;
    const auto row_of = [&](const Flow& flow, AccountNumber account) -> Commitment& {
        auto& row = rows[{flow.year, account, flow.basis}];
        row.year = flow.year;
        row.account = account;
        row.basis = flow.basis;
        return row;
    };
    for (const auto& flow : flows_of(books)) {
        const auto& from = books.accounts()[flow.from];
        const auto& to = books.accounts()[flow.to];
        if (from.role == Role::source && to.role == Role::body) {
            auto& sum = row_of(flow, flow.to).allocation;
            sum = Pence(sum.count() + flow.amount.count());
        } else if (from.role == Role::body &&
                   data.words.has_mark(books.purpose(flow.purpose), "committed")) {
            auto& sum = row_of(flow, flow.from).committed;
            sum = Pence(sum.count() + flow.amount.count());
        }
    }
    std::vector<Commitment> result;
    for (const auto& [key, row] : rows)
        if (row.allocation > Pence()) result.push_back(row);
    return result;
}

}  // namespace concord::ledger
