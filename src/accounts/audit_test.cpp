// The audit: what doors report, what is shown, and what tampering is found.
#include <stdexcept>

#include <gtest/gtest.h>

#include "accounts/accounts.hpp"
#include "base/failure.hpp"
#include "support/accounts_fixture.hpp"

namespace concord::accounts {
namespace {

class AuditOn : public support::AccountsOnEachEngine {};
INSTANTIATE_TEST_SUITE_P(Engines, AuditOn, testing::Values("sqlite", "postgres"),
                         [](const auto& test) { return test.param; });

TEST_P(AuditOn, TellsWhatWasDoneByWhom) {
    const auto accounts = open_accounts();
    ASSERT_FALSE(accounts->create(
        {"mary", "Mary Smith", {Role::member, Role::secretary}, right_password, std::nullopt},
        {"root", now}));
    sign_in(*accounts, "mary", "a wrong password");
    const auto token = sign_in(*accounts, "mary").token;
    accounts->audit({"looked-at-people", "counts of cohort diabetes", ""}, {"mary", now});
    accounts->sign_out(token, now);
    ASSERT_FALSE(accounts->set_roles("mary", {Role::reader}, {"root", now}));
    const auto page = accounts->audit_page(100, 0);
    EXPECT_EQ(page.total, 7);
    EXPECT_EQ(page.head, open()->head());
    std::string told;
    for (const auto& entry : page.entries)
        told += entry.actor + " | " + entry.kind + " | " + entry.what + "\n";
    const auto session = accounts->audit_page(1, 1).entries[0].what;
    EXPECT_EQ(session.size(), std::string("session 0123456789abcdef").size());
    const auto begins = page.entries.back().what;
    EXPECT_EQ(told,
              "root | roles-changed | mary has reader, had member, secretary\n"
              "mary | signed-out | " +
                  session +
                  "\n"
                  "mary | looked-at-people | counts of cohort diabetes\n"
                  "mary | signed-in | mary from 192.0.2.7\n"
                  "- | sign-in-refused | mary from 192.0.2.7: wrong password\n"
                  "root | created | account mary (Mary Smith) with member, secretary\n"
                  "- | server-key | " +
                  begins + "\n");
}

TEST_P(AuditOn, IsReadInPages) {
    const auto accounts = open_accounts();
    for (int i = 0; i < 10; ++i)
        accounts->audit({"wrote", std::to_string(i), ""}, acting());
    EXPECT_EQ(accounts->audit_page(3, 0).entries.size(), 3U);
    EXPECT_EQ(accounts->audit_page(3, 0).entries[0].what, "9");
    EXPECT_EQ(accounts->audit_page(3, 9).entries.size(), 2U);
    EXPECT_EQ(accounts->audit_page(3, 11).entries.size(), 0U);
    EXPECT_EQ(accounts->audit_page(0, 0).entries.size(), 0U);
    EXPECT_EQ(accounts->audit_page(-5, -5).entries.size(), 0U);
    EXPECT_EQ(accounts->audit_page(INT64_MAX, 0).entries.size(), 11U);
    EXPECT_EQ(accounts->audit_page(5, INT64_MAX).entries.size(), 0U);
}

TEST_P(AuditOn, TakesAKeyOnce) {
    const auto accounts = open_accounts();
    const auto first = accounts->audit({"proposed", "decision 7", "k-1"}, acting());
    later(std::chrono::seconds(5));
    EXPECT_EQ(accounts->audit({"proposed", "decision 7", "k-1"}, acting()), first);
    EXPECT_THROW(accounts->audit({"proposed", "decision 8", "k-1"}, acting()), EnvironmentFailure);
    EXPECT_EQ(count_of("proposed"), 1);
}

TEST_P(AuditOn, RefusesKindsThatAreItsOwnOrNone) {
    const auto accounts = open_accounts();
    for (const std::string kind : {"signed-in", "created", "locked-out", "", "Wrote", "-x", "a b",
                                   "server-key", "abcdefghijabcdefghijabcdefghijabcdefghijx"}) {
        EXPECT_THROW(accounts->audit({kind, "x", ""}, acting()), std::invalid_argument) << kind;
    }
}

TEST_P(AuditOn, ShowsControlCharactersAsQuestionMarksAndCutsWhatIsLong) {
    const auto accounts = open_accounts();
    accounts->audit({"wrote", "a\x1b[2J\nb" + std::string(1 << 20, 'x'), ""}, acting());
    const auto what = accounts->audit_page(1, 0).entries[0].what;
    EXPECT_TRUE(what.starts_with("a?[2J?b"));
    EXPECT_LT(what.size(), 4100U);
}

TEST_P(AuditOn, FindsTheEntryThatWasChanged) {
    const auto accounts = open_accounts();
    add(*accounts, "mary");
    accounts->audit({"wrote", "decision 7", ""}, acting());
    accounts->audit({"wrote", "decision 8", ""}, acting());
    EXPECT_FALSE(accounts->verify().breach);
    EXPECT_EQ(accounts->verify().entries, 4);
    tamper("UPDATE journal SET payload = replace(payload, 'decision 7', 'decision 9')");
    const auto found = accounts->verify();
    ASSERT_TRUE(found.breach);
    EXPECT_EQ(found.breach->sequence, 3);
    EXPECT_EQ(found.entries, 2);
}

TEST_P(AuditOn, FindsThatTheEndWasCutOffByAReceipt) {
    const auto accounts = open_accounts();
    add(*accounts, "mary");
    const auto receipt = accounts->audit({"wrote", "decision 7", ""}, acting());
    tamper("DELETE FROM journal WHERE sequence = 3");
    EXPECT_FALSE(accounts->verify().breach);
    EXPECT_TRUE(accounts->verify({&receipt, 1}).breach);
}

TEST_P(AuditOn, StopsAServerThatHasSeenMoreThanThereIs) {
    const auto accounts = open_accounts();
    add(*accounts, "mary");
    ASSERT_FALSE(accounts->set_disabled("mary", true, acting()));
    EXPECT_TRUE(accounts->find("mary")->disabled);
    tamper("DELETE FROM journal WHERE sequence = 3");
    EXPECT_THROW(accounts->find("mary"), EnvironmentFailure);
    EXPECT_THROW(sign_in(*accounts, "mary"), EnvironmentFailure);
}

// Whoever can write into the database, but has not the key, makes nobody an administrator: neither
// with entries of his own, chained as they should be, nor with old ones put in again.
TEST_P(AuditOn, BelievesNoEntryWithoutTheKey) {
    const auto accounts = open_accounts();
    add(*accounts, "mary", {Role::administrator});
    add(*accounts, "root", {Role::administrator});
    ASSERT_FALSE(accounts->set_roles("mary", {Role::reader}, acting()));
    const auto journal = open();
    auto replayed = journal->read(2, 2)[0].record;
    const auto before = journal->head();
    auto forged = journal->read(4, 4)[0].record;
    forged.key = "forged";
    forged.payload.replace(forged.payload.find("reader"), 6, "finance");
    ASSERT_EQ(journal->append({{forged}, {}}).status, store::AppendStatus::appended);
    EXPECT_FALSE(journal->verify().breach);
    EXPECT_THROW(accounts->find("mary"), EnvironmentFailure);
    EXPECT_THROW(sign_in(*accounts, "root"), EnvironmentFailure);
    const auto found = accounts->verify();
    ASSERT_TRUE(found.breach);
    EXPECT_EQ(found.breach->sequence, before.sequence + 1);
    EXPECT_EQ(found.breach->problem, "it was not written by a holder of the server's key");
}

TEST_P(AuditOn, BelievesNoOldEntryPutInAgain) {
    const auto accounts = open_accounts();
    add(*accounts, "mary", {Role::administrator});
    add(*accounts, "root", {Role::administrator});
    ASSERT_FALSE(accounts->set_roles("mary", {Role::reader}, acting()));
    ASSERT_FALSE(accounts->set_roles("mary", {Role::administrator}, acting()));
    ASSERT_FALSE(accounts->set_roles("mary", {Role::reader}, acting()));
    // The database's own safeguard against a key used twice has to go first.
    const auto journal = open();
    const auto again = journal->read(5, 5)[0].record;
    EXPECT_NE(journal->append({{again}, {}}).status, store::AppendStatus::appended);
    EXPECT_EQ(accounts->find("mary")->roles, Roles{Role::reader});
    EXPECT_FALSE(accounts->verify().breach);
}

}  // namespace
}  // namespace concord::accounts
