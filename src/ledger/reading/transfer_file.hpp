// Files of transfers, row by row: what a row says by itself. What rows say of each other is settled
// afterwards (settle.hpp).
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "base/progress.hpp"
#include "files/csv_reader.hpp"
#include "ledger/id_index.hpp"
#include "ledger/journal.hpp"
#include "ledger/vocabulary.hpp"
#include "money/cells.hpp"

namespace concord::ledger {

using Spot = files::CsvReader::Spot;

// What a row says of others, with where it says so.
struct Reference {
    TransferNumber row = 0;
    std::string of;
    std::string out_of;
    std::string entry;
    Spot of_spot;
    Spot out_of_spot;
    Spot entry_spot;
    Spot amount_spot;
};

// Rows as they were read. A leg of an entry names only one of its two accounts.
struct Draft {
    Journal journal;
    std::vector<Reference> references;                  // of the rows that refer, in their order
    std::set<std::string, std::less<>> broken_entries;  // a row of theirs could not be read
    IdIndex ids;

    TransferNumber find(std::string_view id) const {
        return ids.find(id, [this](std::uint32_t row) -> std::string_view {
            return journal.transfers[row].id;
        });
    }
};

struct TransferReading {
    const Vocabulary* words = nullptr;
    Diagnostics* diagnostics = nullptr;
    const CancelToken* cancel = nullptr;
};

class TransferFiles {
  public:
    // Without a file of accounts every name that a transfer has is an account of no kind.
    TransferFiles(const TransferReading& reading, std::vector<Account> accounts, bool has_accounts);

    // Adds the rows of one file (MON205 to MON210, MON218).
    files::FileReport read(const std::filesystem::path& path, const std::string& shown_path);

    Draft take() { return std::move(draft_); }

  private:
    class Row;

    auto id_of_account() const {
        return [this](std::uint32_t number) -> std::string_view {
            return draft_.journal.accounts[number].id;
        };
    }
    AccountNumber account_of(std::string_view name, const Location& place);
    std::uint32_t year_of(std::string_view text);
    std::uint32_t purpose_of(std::string_view text);

    TransferReading reading_;
    Draft draft_;
    IdIndex accounts_;
    NumberOfName years_;  // also of texts that are no year, with `nothing`
    std::vector<Period> days_of_years_;
    NumberOfName purposes_;
    std::vector<std::string> account_ids_;  // for guesses; filled when one is asked for
};

}  // namespace concord::ledger
