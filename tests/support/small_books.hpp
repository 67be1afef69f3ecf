// Books from two small files, for tests. Transfers have the columns id, year, basis, state, from,
// to, amount, purpose, of, entry, out_of; what a row leaves out at its end is empty.
#pragma once

#include <sstream>
#include <string>

#include "ledger/ledger.hpp"
#include "support/diagnostics.hpp"
#include "support/temporary_folder.hpp"

namespace concord::support {

struct SmallBooks {
    std::string accounts;
    std::string transfers;
    Diagnostics diagnostics = new_diagnostics();

    ledger::LedgerData read() {
        const TemporaryFolder folder;
        ledger::LoadBooks request;
        request.catalogue = std::string(CONCORD_SOURCE) + "/catalogue/ledger";
        if (!accounts.empty())
            request.accounts = {{folder.write("accounts.csv", accounts), "accounts.csv"}};
        request.transfers = {{folder.write("transfers.csv", whole()), "transfers.csv"}};
        return ledger::load_books(request, diagnostics);
    }

    // "MON213 transfers.csv:3:9" for each finding.
    std::vector<std::string> found() const { return places(diagnostics); }

  private:
    std::string whole() const {
        constexpr std::ptrdiff_t commas = 10;
        std::string text = "id,year,basis,state,from,to,amount,purpose,of,entry,out_of\n";
        std::istringstream lines(transfers);
        for (std::string line; std::getline(lines, line);) {
            std::ptrdiff_t there = 0;
            bool is_quoted = false;
            for (const char c : line) {
                is_quoted ^= c == '"';
                there += c == ',' && !is_quoted ? 1 : 0;
            }
            text += line + std::string(static_cast<std::size_t>(commas - there), ',') + "\n";
        }
        return text;
    }
};

// The balance of an account in a year, of those that were worked out.
inline const ledger::Balance& balance_of(const ledger::Books& books,
                                         const std::vector<ledger::Balance>& balances,
                                         std::string_view account,
                                         std::string_view year = "2022/23") {
    static const ledger::Balance none;
    for (const auto& row : balances) {
        if (books.accounts()[row.account].id == account && books.years()[row.year] == year)
            return row;
    }
    return none;
}

}  // namespace concord::support
