// Several servers and many threads on one journal.
#include <atomic>
#include <thread>

#include <gtest/gtest.h>

#include "accounts/accounts.hpp"
#include "support/accounts_fixture.hpp"

namespace concord::accounts {
namespace {

class ServersOn : public support::AccountsOnEachEngine {
  protected:
    // Runs on two servers at once, with several threads each.
    template <typename Work>
    void on_two_servers(Work work) {
        constexpr int threads_each = 4;
        const auto first = open_accounts();
        const auto second = open_accounts();
        std::vector<std::thread> threads;
        for (int i = 0; i < threads_each; ++i) {
            threads.emplace_back([&, i] { work(*first, 2 * i); });
            threads.emplace_back([&, i] { work(*second, 2 * i + 1); });
        }
        for (auto& thread : threads)
            thread.join();
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, ServersOn, testing::Values("sqlite", "postgres"),
                         [](const auto& test) { return test.param; });

TEST_P(ServersOn, SeeAtOnceWhatAnotherDid) {
    const auto first = open_accounts();
    const auto second = open_accounts();
    EXPECT_TRUE(first->list().empty());
    add(*second, "mary");
    ASSERT_TRUE(first->find("mary"));
    const auto token = sign_in(*first, "mary").token;
    EXPECT_TRUE(second->session(token, now));
    add(*first, "adam");
    EXPECT_EQ(second->list().size(), 2U);
}

TEST_P(ServersOn, BeginOneJournalTogether) {
    std::vector<std::thread> threads;
    std::atomic<int> opened = 0;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&] {
            const auto accounts = open_accounts();
            opened += accounts->list().empty() ? 1 : 0;
        });
    }
    for (auto& thread : threads)
        thread.join();
    EXPECT_EQ(opened, 4);
    EXPECT_EQ(count_of("server-key"), 1);
}

TEST_P(ServersOn, MakeANameOnce) {
    std::atomic<int> made = 0;
    on_two_servers([&](Accounts& accounts, int) {
        const auto refused =
            accounts.create({"mary", "", {Role::reader}, right_password, std::nullopt}, acting());
        made += refused ? 0 : 1;
        EXPECT_TRUE(!refused || refused->kind == RefusalKind::exists ||
                    refused->kind == RefusalKind::busy);
    });
    EXPECT_EQ(made, 1);
    EXPECT_EQ(count_of("created"), 1);
}

// However many ask at once, five wrong passwords are answered and no sixth.
TEST_P(ServersOn, CountFailuresTogether) {
    add(*open_accounts(), "mary");
    std::atomic<int> refused = 0;
    std::atomic<int> locked = 0;
    std::atomic<int> busy = 0;
    on_two_servers([&](Accounts& accounts, int) {
        for (int i = 0; i < 10; ++i) {
            const auto status = sign_in(accounts, "mary", "a wrong password").status;
            refused += status == SignInStatus::refused ? 1 : 0;
            locked += status == SignInStatus::locked_out ? 1 : 0;
            busy += status == SignInStatus::busy ? 1 : 0;
        }
    });
    EXPECT_EQ(refused, 5);
    EXPECT_EQ(refused + locked + busy, 80);
    EXPECT_EQ(count_of("locked-out"), 1);
}

// Each takes administration from another; somebody keeps it, and nobody keeps it who lost it.
TEST_P(ServersOn, KeepAnAdministratorUnderContention) {
    {
        const auto accounts = open_accounts();
        for (int i = 0; i < 8; ++i)
            add(*accounts, "admin-" + std::to_string(i), {Role::administrator});
    }
    std::atomic<int> taken = 0;
    on_two_servers([&](Accounts& accounts, int i) {
        const auto refused =
            accounts.set_roles("admin-" + std::to_string((i + 1) % 8), {Role::reader}, acting());
        taken += refused ? 0 : 1;
    });
    EXPECT_EQ(taken, 7);
    int administrators = 0;
    const auto accounts = open_accounts();
    for (const auto& account : accounts->list())
        administrators += may(account.roles, Right::manage_accounts) ? 1 : 0;
    EXPECT_EQ(administrators, 1);
    EXPECT_FALSE(accounts->verify().breach);
}

TEST_P(ServersOn, SignInAndOutUnderContentionWithoutMixingPeopleUp) {
    {
        const auto accounts = open_accounts();
        for (int i = 0; i < 4; ++i)
            add(*accounts, "person-" + std::to_string(i));
    }
    std::atomic<int> wrong = 0;
    on_two_servers([&](Accounts& accounts, int i) {
        const auto name = "person-" + std::to_string(i % 4);
        for (int round = 0; round < 5; ++round) {
            const auto answer = sign_in(accounts, name);
            if (answer.status != SignInStatus::signed_in) {
                ++wrong;
                continue;
            }
            accounts.audit({"wrote", name, ""}, {name, now});
            const auto session = accounts.session(answer.token, now);
            wrong += session && session->account == name ? 0 : 1;
            accounts.sign_out(answer.token, now);
            wrong += accounts.session(answer.token, now) ? 1 : 0;
        }
    });
    EXPECT_EQ(wrong, 0);
    EXPECT_EQ(count_of("signed-in"), 40);
    EXPECT_EQ(count_of("signed-out"), 40);
    EXPECT_EQ(count_of("wrote"), 40);
    EXPECT_FALSE(open_accounts()->verify().breach);
}

class ServersOfPostgres : public support::AccountsOnEachEngine {};
INSTANTIATE_TEST_SUITE_P(Engines, ServersOfPostgres, testing::Values("postgres"),
                         [](const auto& test) { return test.param; });

TEST_P(ServersOfPostgres, GoOnAfterTheDatabaseCameBack) {
    const auto accounts = open_accounts();
    add(*accounts, "mary");
    const auto token = sign_in(*accounts, "mary").token;
    support::PostgresCluster::shared().crash_and_recover();
    EXPECT_TRUE(accounts->session(token, now));
}

}  // namespace
}  // namespace concord::accounts
