// Files of accounts: id, kind and, where wanted, name, part_of, body, fund. Several files make one
// tree.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "files/csv_reader.hpp"
#include "ledger/vocabulary.hpp"

namespace concord::ledger {

class AccountFiles {
  public:
    AccountFiles(const Vocabulary& words, Diagnostics& diagnostics)
        : words_(words), diagnostics_(diagnostics) {}

    // Adds the accounts of one file (MON200, MON203).
    files::FileReport read(const std::filesystem::path& path, const std::string& shown_path);
    // Links each account with the one above it (MON201, MON202, MON204). What has nothing lawful
    // above it stands at the top.
    void link();

    std::vector<Account> take_accounts() { return std::move(accounts_); }

  private:
    bool add(const files::CsvReader& reader, Account account);
    void find_parent(AccountNumber number);
    void cut_circles();
    void take_funds();

    const Vocabulary& words_;
    Diagnostics& diagnostics_;
    std::vector<Account> accounts_;
    std::vector<Location> parent_places_;
    NumberOfName numbers_;
};

}  // namespace concord::ledger
