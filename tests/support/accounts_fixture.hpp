// Accounts on a journal of their own, with passwords that cost next to nothing.
#pragma once

#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "accounts/accounts.hpp"
#include "support/journal_engines.hpp"

namespace concord::support {

class AccountsOnEachEngine : public OnEachEngine {
  protected:
    static constexpr const char* right_password = "plum trees lean";
    static constexpr const char* other_password = "seven quiet boats";

    accounts::Instant now =
        std::chrono::sys_days(std::chrono::year(2024) / 3 / 1) + std::chrono::hours(12);

    accounts::AccountsOptions options() const {
        accounts::AccountsOptions options;
        options.journal = address();
        options.key = keys_.path() / "key";
        options.cost = accounts::PasswordCost::for_tests();
        return options;
    }
    std::unique_ptr<accounts::Accounts> open_accounts() const {
        return accounts::Accounts::open(options(), store::JournalAccess::write, now);
    }
    accounts::Acting acting() const { return {"@root", now}; }
    void later(std::chrono::milliseconds much) { now += much; }

    void add(accounts::Accounts& accounts, const std::string& name,
             const accounts::Roles& roles = {accounts::Role::member}) const {
        const auto refused =
            accounts.create({name, "", roles, right_password, std::nullopt}, acting());
        ASSERT_FALSE(refused) << refused->message;
    }
    accounts::SignInAnswer sign_in(accounts::Accounts& accounts, const std::string& name,
                                   const std::string& password = right_password,
                                   const std::string& code = "") const {
        return accounts.sign_in({name, password, code, "192.0.2.7"}, now);
    }
    // All that stands in the journal, as one text.
    std::string whole_journal() const {
        std::string text;
        open()->scan([&](const store::JournalEntry& entry) {
            const auto& record = entry.record;
            for (const auto& part : {record.instant, record.stream, record.kind, record.actor,
                                     record.key, record.payload}) {
                text += part + "\n";
            }
        });
        return text;
    }
    int count_of(const std::string& kind) const {
        int count = 0;
        open()->scan(
            [&](const store::JournalEntry& entry) { count += entry.record.kind == kind ? 1 : 0; });
        return count;
    }

    TemporaryFolder keys_;
};

}  // namespace concord::support
