// Sessions: how long they last, what ends them, and that they are the same on every server.
#include <functional>
#include <vector>

#include <gtest/gtest.h>

#include "accounts/accounts.hpp"
#include "support/accounts_fixture.hpp"

namespace concord::accounts {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

class SessionsOn : public support::AccountsOnEachEngine {};
INSTANTIATE_TEST_SUITE_P(Engines, SessionsOn, testing::Values("sqlite", "postgres"),
                         [](const auto& test) { return test.param; });

TEST_P(SessionsOn, EndAfterHalfAnHourWithoutActivity) {
    const auto accounts = open_accounts();
    add(*accounts, "mary");
    const auto token = sign_in(*accounts, "mary").token;
    EXPECT_EQ(accounts->session(token, now)->expires, now + minutes(30));
    later(minutes(29));
    EXPECT_TRUE(accounts->session(token, now));
    later(minutes(29));
    EXPECT_TRUE(accounts->session(token, now));
    later(minutes(30));
    EXPECT_FALSE(accounts->session(token, now));
}

TEST_P(SessionsOn, AreNotKeptAliveByThePageItself) {
    const auto accounts = open_accounts();
    add(*accounts, "mary");
    const auto token = sign_in(*accounts, "mary").token;
    for (int i = 0; i < 29; ++i) {
        later(minutes(1));
        EXPECT_TRUE(accounts->session(token, now, Activity::by_page));
    }
    later(minutes(1));
    EXPECT_FALSE(accounts->session(token, now, Activity::by_page));
}

TEST_P(SessionsOn, EndAfterTwelveHoursWhateverHappens) {
    const auto accounts = open_accounts();
    add(*accounts, "mary");
    const auto began = now;
    const auto token = sign_in(*accounts, "mary").token;
    for (int i = 1; i < 12 * 4; ++i) {
        later(minutes(15));
        const auto session = accounts->session(token, now);
        ASSERT_TRUE(session);
        EXPECT_LE(session->expires, began + hours(12));
    }
    later(minutes(15));
    EXPECT_FALSE(accounts->session(token, now));
}

TEST_P(SessionsOn, AreNothingWithoutTheirToken) {
    const auto accounts = open_accounts();
    add(*accounts, "mary");
    const auto answer = sign_in(*accounts, "mary");
    auto other = answer.token;
    other[0] = other[0] == 'A' ? 'B' : 'A';
    for (const auto& token : {std::string(), other, answer.token + "x", answer.session->id,
                              answer.session->csrf, std::string(1 << 20, 'A')}) {
        EXPECT_FALSE(accounts->session(token, now));
        accounts->sign_out(token, now);
    }
    EXPECT_TRUE(accounts->session(answer.token, now));
}

TEST_P(SessionsOn, HaveATokenOfTheirOwnForWriting) {
    const auto accounts = open_accounts();
    add(*accounts, "mary");
    const auto first = sign_in(*accounts, "mary");
    const auto second = sign_in(*accounts, "mary");
    EXPECT_NE(first.session->csrf, second.session->csrf);
    EXPECT_TRUE(csrf_holds(*first.session, first.session->csrf));
    EXPECT_EQ(accounts->session(first.token, now)->csrf, first.session->csrf);
    EXPECT_EQ(open_accounts()->session(first.token, now)->csrf, first.session->csrf);
    for (const auto& wrong : {second.session->csrf, std::string(), first.token, first.session->id})
        EXPECT_FALSE(csrf_holds(*first.session, wrong));
}

// Each change by another server, seen by the one that gave the session.
TEST_P(SessionsOn, EndEverywhereWhenTheAccountChanges) {
    const auto accounts = open_accounts();
    const auto other = open_accounts();
    add(*accounts, "mary");
    const std::vector<std::function<Done()>> changes = {
        [&] { return other->set_roles("mary", {Role::reader}, acting()); },
        [&] { return other->set_password("mary", right_password, acting()); },
        [&] { return other->change_password("mary", right_password, right_password, now); },
        [&] { return other->set_disabled("mary", true, acting()); },
    };
    std::vector<std::string> ended;
    for (const auto& change : changes) {
        const auto first = sign_in(*accounts, "mary").token;
        const auto second = sign_in(*other, "mary").token;
        ASSERT_TRUE(accounts->session(first, now) && accounts->session(second, now));
        EXPECT_FALSE(change());
        EXPECT_FALSE(accounts->session(first, now));
        EXPECT_FALSE(accounts->session(second, now));
        EXPECT_FALSE(other->session(first, now));
        ended.push_back(first);
    }
    EXPECT_FALSE(other->set_disabled("mary", false, acting()));
    for (const auto& token : ended)
        EXPECT_FALSE(accounts->session(token, now)) << "none comes back";
    EXPECT_EQ(sign_in(*accounts, "mary").status, SignInStatus::signed_in);
}

TEST_P(SessionsOn, EndBySigningOutAndNoOtherDoes) {
    const auto accounts = open_accounts();
    const auto other = open_accounts();
    add(*accounts, "mary");
    const auto first = sign_in(*accounts, "mary").token;
    const auto second = sign_in(*accounts, "mary").token;
    other->sign_out(first, now);
    other->sign_out(first, now);
    EXPECT_FALSE(accounts->session(first, now));
    EXPECT_TRUE(accounts->session(second, now));
    EXPECT_EQ(count_of("signed-out"), 1);
}

// Activity on one server is known to the others to a third of the limit, and written down so often.
TEST_P(SessionsOn, GoOnOnEveryServer) {
    const auto accounts = open_accounts();
    const auto other = open_accounts();
    add(*accounts, "mary");
    const auto token = sign_in(*accounts, "mary").token;
    for (int i = 0; i < 60; ++i) {
        later(minutes(1));
        ASSERT_TRUE(accounts->session(token, now));
    }
    EXPECT_TRUE(other->session(token, now, Activity::by_page));
    EXPECT_EQ(count_of("session-seen"), 6);
    later(minutes(27));
    EXPECT_TRUE(other->session(token, now, Activity::by_page));
    EXPECT_FALSE(accounts->verify().breach);
}

TEST_P(SessionsOn, ShowTheRolesOfNow) {
    const auto accounts = open_accounts();
    add(*accounts, "mary", {Role::reader});
    EXPECT_FALSE(accounts->set_roles("mary", {Role::reader, Role::analyst}, acting()));
    const auto token = sign_in(*accounts, "mary").token;
    EXPECT_TRUE(may(*accounts->session(token, now), Right::rebuild));
}

}  // namespace
}  // namespace concord::accounts
