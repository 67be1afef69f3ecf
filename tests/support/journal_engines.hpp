// The engines that carry a journal, for tests that must hold on each of them.
#pragma once

#include <memory>
#include <string>

#include <gtest/gtest.h>
#include <sqlite3.h>

#include "store/journal.hpp"
#include "support/postgres_cluster.hpp"
#include "support/temporary_folder.hpp"

namespace concord::support {

// A journal nobody else uses, on the engine that the test is asked about.
class OnEachEngine : public testing::TestWithParam<std::string> {
  protected:
    void SetUp() override {
        if (GetParam() == "sqlite") {
            address_ = (folder_.path() / "journal.sqlite").string();
            return;
        }
        auto& cluster = PostgresCluster::shared();
        if (!cluster.problem().empty()) GTEST_SKIP() << cluster.problem();
        address_ = cluster.new_address();
    }

    const std::string& address() const { return address_; }
    std::unique_ptr<store::Journal> open() const {
        return store::Journal::open(address_, store::JournalAccess::write);
    }

    // Changes the table behind the journal's back, as one who may do anything could.
    void tamper(const std::string& sql) const {
        if (GetParam() == "sqlite") {
            run_sqlite("DROP TRIGGER journal_is_not_edited; DROP TRIGGER journal_is_not_cut;");
            run_sqlite(sql);
        } else {
            PostgresCluster::run_at(
                address_, "DROP TRIGGER concord_journal_is_not_edited ON concord_journal");
            PostgresCluster::run_at(address_, with_table(sql));
        }
    }
    // The database's answer to a statement, with its safeguards in place.
    std::string try_sql(const std::string& sql) const {
        return GetParam() == "sqlite" ? run_sqlite(sql)
                                      : PostgresCluster::run_at(address_, with_table(sql));
    }

  private:
    static std::string with_table(std::string sql) {
        for (auto at = sql.find(" journal"); at != std::string::npos;
             at = sql.find(" journal", at + 1)) {
            sql.replace(at, 8, " concord_journal");
        }
        return sql;
    }
    std::string run_sqlite(const std::string& sql) const {
        sqlite3* database = nullptr;
        sqlite3_open(address_.c_str(), &database);
        char* message = nullptr;
        sqlite3_exec(database, sql.c_str(), nullptr, nullptr, &message);
        std::string said = message ? message : "";
        sqlite3_free(message);
        sqlite3_close(database);
        return said;
    }

    TemporaryFolder folder_;
    std::string address_;
};

}  // namespace concord::support
