// What is believed of a journal into which somebody may write without the key.
#include "accounts/state.hpp"

#include <gtest/gtest.h>

#include "support/temporary_folder.hpp"

namespace concord::accounts {
namespace {

class AState : public testing::Test {
  protected:
    // An entry as a journal would chain it; the hashes are the journal's business.
    store::JournalEntry entry(const store::JournalRecord& record) const {
        return {state.head().sequence + 1, record, state.head().hash,
                "hash " + std::to_string(state.head().sequence + 1)};
    }
    store::JournalRecord record(const std::string& kind, std::int64_t n,
                                const std::string& role) const {
        Draft draft{account_stream("mary"), kind, "@root", kind + std::to_string(n),
                    Json::object()};
        draft.payload["n"] = n;
        draft.payload["roles"] = {role};
        draft.payload["before"] = {role};
        return signed_record(draft, key, Instant{});
    }
    std::string take(const store::JournalEntry& entry) {
        return state.apply(entry, key).value_or("");
    }
    Roles roles() const { return state.find("mary")->account.roles; }

    support::TemporaryFolder folder;
    ServerKey key = ServerKey::read_or_make(folder.path() / "key");
    State state;
};

TEST_F(AState, TakesWhatIsSignedAndInItsOrder) {
    EXPECT_EQ(take(entry(record("created", 0, "member"))), "");
    EXPECT_EQ(take(entry(record("roles-changed", 1, "reader"))), "");
    EXPECT_EQ(roles(), Roles{Role::reader});
    EXPECT_EQ(state.head().sequence, 2);
}

// Whoever takes the database's safeguards away could put an old entry in again, under its own key.
TEST_F(AState, TakesNoEntryASecondTime) {
    const auto administrator = record("roles-changed", 1, "administrator");
    ASSERT_EQ(take(entry(record("created", 0, "member"))), "");
    ASSERT_EQ(take(entry(administrator)), "");
    ASSERT_EQ(take(entry(record("roles-changed", 2, "reader"))), "");
    EXPECT_EQ(take(entry(administrator)), "it is out of its order");
    EXPECT_EQ(take(entry(record("created", 0, "member"))), "it is out of its order");
    EXPECT_EQ(roles(), Roles{Role::reader});
}

TEST_F(AState, TakesNoEntryWhereOneBeforeItIsGone) {
    ASSERT_EQ(take(entry(record("created", 0, "member"))), "");
    EXPECT_EQ(take(entry(record("roles-changed", 2, "reader"))), "it is out of its order");
    auto other = entry(record("roles-changed", 1, "reader"));
    other.previous = "another chain";
    EXPECT_EQ(take(other), "it does not follow the entry before it");
    EXPECT_EQ(roles(), Roles{Role::member});
}

TEST_F(AState, TakesNoEntryThatWasSignedForAnother) {
    ASSERT_EQ(take(entry(record("created", 0, "member"))), "");
    const auto good = record("roles-changed", 1, "reader");
    const std::string told = "it was not written by a holder of the server's key";
    auto changed = good;
    changed.stream = account_stream("root");
    EXPECT_EQ(take(entry(changed)), told);
    changed = good;
    changed.kind = "password-changed";
    EXPECT_EQ(take(entry(changed)), told);
    changed = good;
    changed.actor = "@mary";
    EXPECT_EQ(take(entry(changed)), told);
    changed = good;
    changed.key = "another";
    EXPECT_EQ(take(entry(changed)), told);
    changed = good;
    changed.payload.replace(changed.payload.find("reader"), 6, "member");
    EXPECT_EQ(take(entry(changed)), told);
    for (const std::string payload :
         {"", "{}", "[]", "null", "7", "{\"mac\":7}", "{\"mac\":\"\"}"}) {
        changed.payload = payload;
        EXPECT_NE(take(entry(changed)), "") << payload;
    }
    EXPECT_EQ(take(entry(good)), "");
}

TEST_F(AState, ForgetsNamesOfNobodyAndSessionsThatAreOver) {
    const Instant began = std::chrono::sys_days(std::chrono::year(2024) / 3 / 1);
    const auto wrong = [&](const std::string& digest, Instant when) {
        Draft draft{stranger_stream(digest), "sign-in-refused", "-", random_key(), Json::object()};
        draft.payload["why"] = "unknown";
        ASSERT_EQ(take(entry(signed_record(draft, key, when))), "");
    };
    wrong("old", began);
    wrong("newer", began + std::chrono::hours(24 * 5));
    for (int i = 0; i < 1000; ++i)
        wrong("now", began + std::chrono::hours(24 * 8));
    EXPECT_FALSE(state.stranger("old"));
    EXPECT_TRUE(state.stranger("newer"));
    EXPECT_EQ(state.stranger("now")->failures.in_all, 1000);
}

}  // namespace
}  // namespace concord::accounts
