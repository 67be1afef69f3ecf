// What the journal promises, on each engine alike.
#include "store/journal.hpp"

#include <array>
#include <atomic>
#include <thread>

#include <gtest/gtest.h>
#include <openssl/evp.h>

#include "base/failure.hpp"
#include "support/journal_engines.hpp"

namespace concord::store {
namespace {

using support::OnEachEngine;
using support::PostgresCluster;
using support::TemporaryFolder;

class JournalOn : public OnEachEngine {};
INSTANTIATE_TEST_SUITE_P(Engines, JournalOn, testing::Values("sqlite", "postgres"),
                         [](const auto& test) { return test.param; });

JournalRecord record(int number, const std::string& stream = "2024-001") {
    return {"2024-03-01T09:30:00Z",         stream, "discussed", "secretary", "{\"n\":1}",
            "key-" + std::to_string(number)};
}

// Entries 1 to `count` of one stream.
void fill(Journal& journal, int count) {
    for (int i = 1; i <= count; ++i)
        ASSERT_EQ(journal.append({{record(i)}, {}}).status, AppendStatus::appended);
}

std::string breach_of(Journal& journal, std::span<const JournalHead> receipts = {}) {
    const auto checked = journal.verify(receipts);
    return checked.breach ? std::to_string(checked.breach->sequence) + " " + checked.breach->problem
                          : "";
}

// The hashes were made with printf and sha256sum from the form that journal.hpp documents.
TEST_P(JournalOn, ChainsEntriesAsDocumented) {
    const auto journal = open();
    EXPECT_EQ(to_string(journal->head()), "0:" + std::string(64, '0'));
    const auto first = journal->append({{{"2024-03-01T09:30:00Z", "2024-001", "proposed",
                                          "secretary", "{\"title\":\"caf\xC3\xA9\"}", "key-1"}},
                                        {}});
    ASSERT_EQ(first.status, AppendStatus::appended);
    const auto second = journal->append(
        {{{"2024-03-02T10:00:00.250Z", "2024-001", "discussed", "secretary", "{}", "key-2"}}, {}});
    EXPECT_EQ(to_string({first.entries[0].sequence, first.entries[0].hash}),
              "1:6f8e447d6128f5ea7e69b05a6ec53fb03d0607b89cfd0218d787444016c6d6dc");
    EXPECT_EQ(to_string(journal->head()),
              "2:b0257bba3a7e753b233108a871e882a4db019d83bbcee368b96b29f0d90d7dcc");
    EXPECT_EQ(second.entries[0].previous, first.entries[0].hash);
    const auto checked = journal->verify();
    EXPECT_FALSE(checked.breach);
    EXPECT_EQ(checked.entries, 2);
    EXPECT_EQ(checked.head, journal->head());
}

TEST_P(JournalOn, ReadsRangesAndStreamsAndWhatAnotherWrote) {
    {
        const auto journal = open();
        for (int i = 1; i <= 9; ++i)
            journal->append({{record(i, i % 3 == 0 ? "third" : "other")}, {}});
    }
    const auto journal = Journal::open(address(), JournalAccess::read);
    const auto sequences = [](const std::vector<JournalEntry>& entries) {
        std::vector<std::int64_t> result;
        result.reserve(entries.size());
        for (const auto& entry : entries)
            result.push_back(entry.sequence);
        return result;
    };
    EXPECT_EQ(sequences(journal->read(4, 6)), (std::vector<std::int64_t>{4, 5, 6}));
    EXPECT_EQ(sequences(journal->read(9, 20)), (std::vector<std::int64_t>{9}));
    EXPECT_EQ(sequences(journal->read_stream("third")), (std::vector<std::int64_t>{3, 6, 9}));
    EXPECT_TRUE(journal->read_stream("none").empty());
    EXPECT_EQ(journal->read(2, 2)[0].record, record(2, "other"));
    EXPECT_THROW(journal->append({{record(10)}, {}}), EnvironmentFailure) << "opened for reading";
    EXPECT_EQ(journal->head().sequence, 9);
}

TEST_P(JournalOn, AddsNothingTwiceUnderOneKey) {
    const auto journal = open();
    const auto first = journal->append({{record(1), record(2)}, {}});
    auto again = JournalBatch{{record(1), record(2)}, {{"2024-001", 0}}};
    again.records[0].instant = "2024-03-01T09:30:05Z";
    const auto repeated = journal->append(again);
    EXPECT_EQ(repeated.status, AppendStatus::repeated)
        << "asked again after a lost acknowledgement, whatever the stream did since";
    EXPECT_EQ(repeated.entries, first.entries);
    auto other = record(1);
    other.payload = "{\"n\":2}";
    EXPECT_EQ(journal->append({{other}, {}}).status, AppendStatus::key_used);
    EXPECT_EQ(journal->append({{record(2), record(3)}, {}}).status, AppendStatus::key_used);
    EXPECT_EQ(journal->append({{record(4), record(4)}, {}}).status, AppendStatus::key_used);
    EXPECT_EQ(journal->head().sequence, 2);
}

TEST_P(JournalOn, AddsOnlyWhereTheStreamStandsAsRead) {
    const auto journal = open();
    const auto other = open();
    EXPECT_EQ(journal->append({{record(1)}, {{"2024-001", 0}}}).status, AppendStatus::appended);
    const auto late = other->append({{record(2)}, {{"2024-001", 0}}});
    EXPECT_EQ(late.status, AppendStatus::moved_on);
    EXPECT_EQ(late.problem,
              "`2024-001` has moved on since it was read: its last entry is 1, not 0");
    EXPECT_EQ(other->append({{record(2)}, {{"2024-001", 1}}}).status, AppendStatus::appended);
    EXPECT_EQ(journal->append({{record(3, "b")}, {{"b", 0}, {"2024-001", 1}}}).status,
              AppendStatus::moved_on);
    EXPECT_EQ(journal->head().sequence, 2);
}

TEST_P(JournalOn, KeepsNoPartOfABatchThatIsUnfit) {
    const auto journal = open();
    const auto with = [](auto change) {
        auto bad = record(2);
        change(bad);
        return JournalBatch{{record(1), bad}, {}};
    };
    for (const auto* instant :
         {"", "2024-03-01", "2024-03-01T09:30:00", "2024-02-30T09:30:00Z", "2024-03-01T24:00:00Z",
          "2024-03-01 09:30:00Z", "2024-03-01T09:30:00.Z", "2024-03-01T09:30:00+01:00"}) {
        EXPECT_EQ(journal->append(with([&](auto& bad) { bad.instant = instant; })).status,
                  AppendStatus::unfit)
            << instant;
    }
    const std::string nought("a\0b", 3);
    EXPECT_EQ(journal->append(with([&](auto& bad) { bad.stream = nought; })).problem,
              "the stream of an entry is not text in UTF-8");
    EXPECT_EQ(journal->append(with([](auto& bad) { bad.payload = "\xff"; })).status,
              AppendStatus::unfit);
    EXPECT_EQ(journal->append(with([](auto& bad) { bad.key.clear(); })).problem,
              "an entry without a key");
    EXPECT_EQ(journal->head().sequence, 0);
    EXPECT_EQ(journal->append(with([](auto& bad) { bad.payload = "\"\\ {},'\n"; })).status,
              AppendStatus::appended);
    EXPECT_EQ(journal->read(2, 2)[0].record.payload, "\"\\ {},'\n");
}

TEST_P(JournalOn, RefusesEditsByItself) {
    const auto journal = open();
    fill(*journal, 2);
    for (const auto* sql : {"UPDATE journal SET kind = 'vote'", "DELETE FROM journal"})
        EXPECT_NE(try_sql(sql).find("entries of the journal are only added"), std::string::npos)
            << sql;
    EXPECT_EQ(breach_of(*journal), "");
    EXPECT_EQ(journal->head().sequence, 2);
}

TEST_P(JournalOn, SeesAnEntryThatWasEdited) {
    for (const auto* column : {"instant", "stream", "kind", "actor", "entry_key", "payload"}) {
        SetUp();
        if (GetParam() == "sqlite") std::filesystem::remove(address());
        const auto journal = open();
        fill(*journal, 5);
        tamper(std::string("UPDATE journal SET ") + column + " = 'x' WHERE sequence = 3");
        EXPECT_EQ(breach_of(*journal), "3 has been changed: its hash is not that of what it says")
            << column;
        EXPECT_EQ(journal->verify().entries, 2);
    }
}

TEST_P(JournalOn, SeesAnEntryThatWasRemoved) {
    const auto journal = open();
    fill(*journal, 5);
    tamper("DELETE FROM journal WHERE sequence = 2");
    EXPECT_EQ(breach_of(*journal), "2 is missing");
}

TEST_P(JournalOn, SeesARemovalThatWasClosedUp) {
    const auto journal = open();
    fill(*journal, 5);
    tamper("DELETE FROM journal WHERE sequence = 2");
    for (const auto* sql : {"UPDATE journal SET sequence = 2 WHERE sequence = 3",
                            "UPDATE journal SET sequence = 3 WHERE sequence = 4",
                            "UPDATE journal SET sequence = 4 WHERE sequence = 5"})
        tamper(sql);
    EXPECT_EQ(breach_of(*journal), "2 has been changed: its hash is not that of what it says");
}

TEST_P(JournalOn, SeesTwoThatWereSwapped) {
    const auto journal = open();
    fill(*journal, 5);
    for (const auto* sql : {"UPDATE journal SET sequence = 99 WHERE sequence = 3",
                            "UPDATE journal SET sequence = 3 WHERE sequence = 4",
                            "UPDATE journal SET sequence = 4 WHERE sequence = 99"})
        tamper(sql);
    EXPECT_EQ(breach_of(*journal), "3 has been changed: its hash is not that of what it says");
}

TEST_P(JournalOn, SeesThatItsEndWasCutOffByAReceipt) {
    const auto journal = open();
    fill(*journal, 5);
    const auto receipt = journal->head();
    tamper("DELETE FROM journal WHERE sequence > 3");
    EXPECT_EQ(breach_of(*journal), "") << "what is left is a chain; only a receipt can tell";
    EXPECT_EQ(breach_of(*journal, std::vector{receipt}),
              "4 is missing, and all after it: a receipt names entry 5");
    journal->append({{record(14), record(15)}, {}});
    EXPECT_EQ(breach_of(*journal, std::vector{receipt}), "5 is not the entry of the receipt");
}

// One who changes an entry and makes its hash anew is given away by the entry after it.
TEST_P(JournalOn, SeesAnEntryThatWasForgedWithItsHash) {
    const auto journal = open();
    fill(*journal, 3);
    const auto previous = journal->read(1, 1)[0].hash;
    const auto forged =
        "17:concord-journal-1,1:2,20:2024-03-01T09:30:00Z,8:2024-001,9:discussed,"
        "9:secretary,5:key-2,7:{\"n\":9},64:" +
        previous + ",";
    std::array<unsigned char, 32> digest{};
    EVP_Digest(forged.data(), forged.size(), digest.data(), nullptr, EVP_sha256(), nullptr);
    std::string hash;
    for (const auto byte : digest) {
        hash += "0123456789abcdef"[byte >> 4];
        hash += "0123456789abcdef"[byte & 15];
    }
    tamper("UPDATE journal SET payload = '{\"n\":9}', hash = '" + hash + "' WHERE sequence = 2");
    EXPECT_EQ(breach_of(*journal), "3 is not bound to the entry before it as that stands");
}

TEST_P(JournalOn, KeepsOneChainWithManyThreads) {
    const auto journal = open();
    constexpr int threads = 8;
    constexpr int each = 40;
    std::atomic<int> added = 0;
    {
        std::vector<std::jthread> running;
        running.reserve(threads);
        for (int thread = 0; thread < threads; ++thread) {
            running.emplace_back([&, thread] {
                const auto stream = "stream-" + std::to_string(thread);
                std::int64_t last = 0;
                for (int i = 0; i < each; ++i) {
                    const auto result =
                        journal->append({{record(thread * each + i, stream)}, {{stream, last}}});
                    if (result.status != AppendStatus::appended) return;
                    last = result.entries[0].sequence;
                    ++added;
                }
            });
        }
    }
    EXPECT_EQ(added, threads * each);
    const auto checked = journal->verify();
    EXPECT_FALSE(checked.breach);
    EXPECT_EQ(checked.entries, threads * each);
}

TEST(JournalOnPostgres, ServesARoleThatMayOnlyReadAndAdd) {
    auto& cluster = PostgresCluster::shared();
    if (!cluster.problem().empty()) GTEST_SKIP() << cluster.problem();
    auto address = cluster.new_address();
    fill(*Journal::open(address, JournalAccess::write), 1);
    PostgresCluster::run_at(address, "CREATE ROLE clerk LOGIN");
    PostgresCluster::run_at(address,
                            "DO $$ BEGIN EXECUTE format('GRANT USAGE ON SCHEMA %I TO clerk', "
                            "current_schema); END $$");
    PostgresCluster::run_at(address, "GRANT SELECT, INSERT ON concord_journal TO clerk");
    address.replace(address.find("user=concord"), 12, "user=clerk");
    const auto journal = Journal::open(address, JournalAccess::write);
    EXPECT_EQ(journal->append({{record(2)}, {}}).status, AppendStatus::appended);
    EXPECT_EQ(journal->verify().entries, 2);
    EXPECT_NE(
        PostgresCluster::run_at(address, "DELETE FROM concord_journal").find("permission denied"),
        std::string::npos);
}

TEST(JournalAddress, ShowsNoPassword) {
    EXPECT_EQ(shown_journal_address("postgres://me:secret@host:5433/register?password=x"),
              "postgres://host:5433/register");
    EXPECT_EQ(shown_journal_address("postgresql://me:a@b@host/register"),
              "postgresql://host/register");
    EXPECT_EQ(shown_journal_address("a folder/journal.sqlite"), "a folder/journal.sqlite");
    try {
        Journal::open("postgres://me:secret@127.0.0.1:1/x", JournalAccess::read);
        FAIL() << "nothing listens there";
    } catch (const EnvironmentFailure& failure) {
        EXPECT_EQ(std::string(failure.what()).find("secret"), std::string::npos);
    }
}

TEST(JournalAddress, RefusesWhatIsNoJournal) {
    const TemporaryFolder folder;
    const auto text = folder.write("notes.txt", std::string(4096, 'x')).string();
    EXPECT_THROW(Journal::open(text, JournalAccess::write), EnvironmentFailure);
    EXPECT_THROW(Journal::open(text, JournalAccess::read), EnvironmentFailure);
    const auto none = (folder.path() / "none.sqlite").string();
    EXPECT_FALSE(journal_exists(none));
    EXPECT_THROW(Journal::open(none, JournalAccess::read), EnvironmentFailure);
    EXPECT_FALSE(std::filesystem::exists(none)) << "reading makes nothing";
    EXPECT_THROW(Journal::open((folder.path() / "no/such/folder").string(), JournalAccess::write),
                 EnvironmentFailure);
    const auto other = (folder.path() / "other.sqlite").string();
    sqlite3* database = nullptr;
    sqlite3_open(other.c_str(), &database);
    sqlite3_exec(database, "CREATE TABLE people (name)", nullptr, nullptr, nullptr);
    sqlite3_close(database);
    EXPECT_THROW(Journal::open(other, JournalAccess::write), EnvironmentFailure);
}

TEST(JournalReceipt, IsReadBack) {
    const auto text = "17:" + std::string(64, 'a');
    EXPECT_EQ(to_string(*parse_journal_head(text)), text);
    for (const auto* bad : {"", "17", "17:", "x:aa", "-1:aa", "17:ABC"})
        EXPECT_FALSE(parse_journal_head(bad)) << bad;
    EXPECT_FALSE(parse_journal_head("017:" + std::string(64, 'a')));
    EXPECT_FALSE(parse_journal_head("17:" + std::string(63, 'a') + "g"));
}

}  // namespace
}  // namespace concord::store
