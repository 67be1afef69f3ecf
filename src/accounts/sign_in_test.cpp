// Signing in: what is learnt from it, how often, and with which codes.
#include <algorithm>
#include <chrono>
#include <ctime>

#include <gtest/gtest.h>

#include "accounts/accounts.hpp"
#include "accounts/totp.hpp"
#include "support/accounts_fixture.hpp"

namespace concord::accounts {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

class SigningInOn : public support::AccountsOnEachEngine {
  protected:
    // The code of the step now, of a secret as authenticators take it.
    std::string code(const std::string& secret) const {
        constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        std::string bytes;
        unsigned held = 0;
        unsigned bits = 0;
        for (const char c : secret) {
            held = (held << 5U) | static_cast<unsigned>(letters.find(c));
            bits += 5;
            if (bits < 8) continue;
            bits -= 8;
            bytes += static_cast<char>((held >> bits) & 255U);
        }
        return code_of(bytes, code_step(now));
    }
    std::string with_code(Accounts& accounts, const std::string& name) {
        const auto set_up = accounts.set_up_code(name, now);
        EXPECT_TRUE(set_up.value);
        EXPECT_FALSE(accounts.confirm_code(name, code(set_up.value->secret), now));
        later(seconds(30));
        return set_up.value->secret;
    }
    void fail(Accounts& accounts, const std::string& name, int times) {
        for (int i = 0; i < times; ++i)
            EXPECT_EQ(sign_in(accounts, name, "a wrong password").status, SignInStatus::refused);
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, SigningInOn, testing::Values("sqlite", "postgres"),
                         [](const auto& test) { return test.param; });

TEST_P(SigningInOn, GivesASession) {
    const auto accounts = open_accounts();
    add(*accounts, "mary", {Role::secretary});
    const auto answer = sign_in(*accounts, "MARY");
    ASSERT_EQ(answer.status, SignInStatus::signed_in);
    EXPECT_EQ(answer.token.size(), 43U);
    ASSERT_TRUE(answer.session);
    EXPECT_EQ(answer.session->account, "mary");
    EXPECT_TRUE(may(*answer.session, Right::publish));
    EXPECT_FALSE(may(*answer.session, Right::manage_accounts));
    EXPECT_EQ(accounts->find("mary")->signed_in, now);
    EXPECT_NE(whole_journal().find("192.0.2.7"), std::string::npos);
}

TEST_P(SigningInOn, TellsNothingToWhoMayNot) {
    const auto accounts = open_accounts();
    add(*accounts, "mary");
    add(*accounts, "disabled");
    ASSERT_FALSE(accounts->set_disabled("disabled", true, acting()));
    for (const auto& [name, password] : std::vector<std::pair<std::string, std::string>>{
             {"mary", "a wrong password"},
             {"nobody", right_password},
             {"disabled", right_password},
             {"", ""},
             {"mary", ""},
             {std::string("mary\0", 5), right_password},
             {"m\xC3\xA9ry\n", right_password},
             {std::string(1 << 20, 'm'), right_password},
             {"mary", std::string(right_password) + std::string(1 << 20, 'x')}}) {
        const auto answer = sign_in(*accounts, name, password);
        EXPECT_EQ(answer.status, SignInStatus::refused);
        EXPECT_FALSE(answer.code_required);
        EXPECT_EQ(answer.token, "");
        EXPECT_FALSE(answer.session);
        EXPECT_EQ(answer.retry_after, seconds(0));
    }
    EXPECT_EQ(count_of("sign-in-refused"), 9);
}

// What this thread has worked, in seconds: a machine that is busy with something else changes it
// little.
double worked_seconds() {
    timespec worked{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &worked);
    return static_cast<double>(worked.tv_sec) + static_cast<double>(worked.tv_nsec) * 1e-9;
}

// The work is the same whether there is an account or not: one hash of the same cost. With the
// cheapest hash for nobody the ratio is 7.
TEST_P(SigningInOn, TakesAsLongForNamesOfNobody) {
    auto dear = options();
    dear.cost = {2, std::size_t{8} << 20U};
    dear.lockout.failures = 1000;
    const auto accounts = Accounts::open(dear, store::JournalAccess::write, now);
    add(*accounts, "mary");
    const auto works = [&](const std::string& name) {
        const auto began = worked_seconds();
        sign_in(*accounts, name, "a wrong password");
        return worked_seconds() - began;
    };
    double least_for_mary = works("mary");
    double least_for_nobody = works("nobody");
    for (int i = 0; i < 20; ++i) {
        least_for_mary = std::min(least_for_mary, works("mary"));
        least_for_nobody = std::min(least_for_nobody, works("nobody"));
    }
    const auto ratio = least_for_mary / least_for_nobody;
    EXPECT_GT(ratio, 0.4);
    EXPECT_LT(ratio, 2.5);
}

TEST_P(SigningInOn, LocksANameAfterFiveAndOpensItAgain) {
    const auto accounts = open_accounts();
    add(*accounts, "mary");
    fail(*accounts, "mary", 5);
    const auto locked = sign_in(*accounts, "mary");
    EXPECT_EQ(locked.status, SignInStatus::locked_out);
    EXPECT_EQ(locked.retry_after, minutes(5));
    EXPECT_EQ(accounts->find("mary")->locked_until, now + minutes(5));
    later(minutes(5));
    EXPECT_EQ(sign_in(*accounts, "mary").status, SignInStatus::signed_in);
    fail(*accounts, "mary", 4);
    EXPECT_EQ(sign_in(*accounts, "mary").status, SignInStatus::signed_in);
}

TEST_P(SigningInOn, LocksNamesOfNobodyAlike) {
    const auto accounts = open_accounts();
    add(*accounts, "mary");
    for (const std::string name : {"mary", "nobody"}) {
        for (int round = 0; round < 3; ++round) {
            fail(*accounts, name, 5);
            const auto locked = sign_in(*accounts, name);
            EXPECT_EQ(locked.status, SignInStatus::locked_out);
            EXPECT_EQ(locked.retry_after, minutes(5 << round));
            later(locked.retry_after);
        }
    }
}

TEST_P(SigningInOn, WritesAttemptsWhileLockedDownOnceAMinute) {
    const auto accounts = open_accounts();
    add(*accounts, "mary");
    fail(*accounts, "mary", 5);
    for (int i = 0; i < 90; ++i) {
        EXPECT_EQ(sign_in(*accounts, "mary").status, SignInStatus::locked_out);
        later(seconds(2));
    }
    EXPECT_EQ(count_of("sign-in-refused"), 5 + 3);
    EXPECT_EQ(count_of("locked-out"), 1);
    later(minutes(2));
    EXPECT_EQ(sign_in(*accounts, "mary").status, SignInStatus::signed_in);
}

TEST_P(SigningInOn, AnAdministratorUnlocks) {
    const auto accounts = open_accounts();
    add(*accounts, "mary");
    fail(*accounts, "mary", 5);
    EXPECT_FALSE(accounts->unlock("mary", acting()));
    EXPECT_EQ(sign_in(*accounts, "mary").status, SignInStatus::signed_in);
    EXPECT_FALSE(accounts->find("mary")->locked_until);
}

TEST_P(SigningInOn, AfterAHundredInARowOnlyAnAdministratorUnlocks) {
    const auto accounts = open_accounts();
    add(*accounts, "mary");
    for (int i = 0; i < 100; ++i) {
        fail(*accounts, "mary", 1);
        later(hours(1));
    }
    later(hours(24 * 1000));
    EXPECT_EQ(sign_in(*accounts, "mary").status, SignInStatus::locked_out);
    EXPECT_FALSE(accounts->unlock("mary", acting()));
    EXPECT_EQ(sign_in(*accounts, "mary").status, SignInStatus::signed_in);
}

TEST_P(SigningInOn, APasswordThatIsGivenAgainCountsToo) {
    const auto accounts = open_accounts();
    add(*accounts, "mary");
    const auto session = sign_in(*accounts, "mary");
    for (int i = 0; i < 5; ++i) {
        const auto refused =
            accounts->change_password("mary", "a wrong password", other_password, now);
        ASSERT_TRUE(refused);
        EXPECT_EQ(refused->kind, RefusalKind::refused);
    }
    const auto refused = accounts->change_password("mary", right_password, other_password, now);
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->kind, RefusalKind::locked_out);
    EXPECT_EQ(refused->retry_after, minutes(5));
    EXPECT_EQ(accounts->remove_code("mary", right_password, now)->kind, RefusalKind::locked_out);
    EXPECT_EQ(sign_in(*accounts, "mary").status, SignInStatus::locked_out);
}

TEST_P(SigningInOn, AsksForTheCodeOnlyAfterTheRightPassword) {
    const auto accounts = open_accounts();
    add(*accounts, "mary");
    const auto secret = with_code(*accounts, "mary");
    EXPECT_TRUE(accounts->find("mary")->has_code);
    EXPECT_FALSE(sign_in(*accounts, "mary", "a wrong password").code_required);
    EXPECT_FALSE(sign_in(*accounts, "mary", "a wrong password", code(secret)).code_required);
    const auto asked = sign_in(*accounts, "mary");
    EXPECT_EQ(asked.status, SignInStatus::refused);
    EXPECT_TRUE(asked.code_required);
    const auto wrong = sign_in(*accounts, "mary", right_password, "12345");
    EXPECT_EQ(wrong.status, SignInStatus::refused);
    EXPECT_TRUE(wrong.code_required);
    const auto answer = sign_in(*accounts, "mary", right_password, code(secret));
    EXPECT_EQ(answer.status, SignInStatus::signed_in);
    EXPECT_FALSE(answer.code_required);
}

TEST_P(SigningInOn, TakesACodeOnceOnEveryServer) {
    const auto accounts = open_accounts();
    const auto other = open_accounts();
    add(*accounts, "mary");
    const auto set_up = accounts->set_up_code("mary", now);
    const auto confirming = code(set_up.value->secret);
    EXPECT_FALSE(accounts->confirm_code("mary", confirming, now));
    EXPECT_EQ(sign_in(*other, "mary", right_password, confirming).status, SignInStatus::refused);
    later(seconds(30));
    const auto next = code(set_up.value->secret);
    EXPECT_EQ(sign_in(*other, "mary", right_password, next).status, SignInStatus::signed_in);
    EXPECT_EQ(sign_in(*accounts, "mary", right_password, next).status, SignInStatus::refused);
}

TEST_P(SigningInOn, WrongCodesLockAsWrongPasswordsDo) {
    const auto accounts = open_accounts();
    add(*accounts, "mary");
    const auto secret = with_code(*accounts, "mary");
    for (int i = 0; i < 5; ++i)
        EXPECT_TRUE(sign_in(*accounts, "mary", right_password, "12345").code_required);
    const auto locked = sign_in(*accounts, "mary", right_password, code(secret));
    EXPECT_EQ(locked.status, SignInStatus::locked_out);
    EXPECT_FALSE(locked.code_required);
}

TEST_P(SigningInOn, ACodeBindsOnlyOnceItIsConfirmed) {
    const auto accounts = open_accounts();
    add(*accounts, "mary");
    EXPECT_TRUE(accounts->confirm_code("mary", "123456", now));
    const auto first = accounts->set_up_code("mary", now);
    const auto second = accounts->set_up_code("mary", now);
    EXPECT_NE(first.value->secret, second.value->secret);
    EXPECT_EQ(sign_in(*accounts, "mary").status, SignInStatus::signed_in);
    EXPECT_EQ(accounts->confirm_code("mary", "12345", now)->kind, RefusalKind::refused);
    EXPECT_FALSE(accounts->confirm_code("mary", code(second.value->secret), now));
    EXPECT_EQ(sign_in(*accounts, "mary").status, SignInStatus::refused);
    EXPECT_EQ(accounts->set_up_code("mary", now).refusal->kind, RefusalKind::exists);
    EXPECT_EQ(accounts->remove_code("mary", "a wrong password", now)->kind, RefusalKind::refused);
    EXPECT_FALSE(accounts->remove_code("mary", right_password, now));
    EXPECT_EQ(sign_in(*accounts, "mary").status, SignInStatus::signed_in);
}

TEST_P(SigningInOn, AnAdministratorRemovesALostCode) {
    const auto accounts = open_accounts();
    add(*accounts, "mary");
    with_code(*accounts, "mary");
    EXPECT_FALSE(accounts->reset_code("mary", acting()));
    EXPECT_FALSE(accounts->find("mary")->has_code);
    EXPECT_EQ(sign_in(*accounts, "mary").status, SignInStatus::signed_in);
}

TEST_P(SigningInOn, MakesTheHashDearerWhereTheCostRose) {
    add(*open_accounts(), "mary");
    auto dearer = options();
    dearer.cost.passes += 1;
    const auto accounts = Accounts::open(dearer, store::JournalAccess::write, now);
    const auto first = sign_in(*accounts, "mary");
    ASSERT_EQ(first.status, SignInStatus::signed_in);
    EXPECT_EQ(count_of("password-rehashed"), 1);
    EXPECT_EQ(sign_in(*accounts, "mary").status, SignInStatus::signed_in);
    EXPECT_EQ(sign_in(*open_accounts(), "mary").status, SignInStatus::signed_in);
    EXPECT_EQ(count_of("password-rehashed"), 1);
    EXPECT_TRUE(accounts->session(first.token, now));
    EXPECT_FALSE(accounts->verify().breach);
}

}  // namespace
}  // namespace concord::accounts
