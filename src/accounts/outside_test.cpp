// Signing in by a provider: who may, what it leaves in the journal, and that one person of a
// provider is one account on every server.
#include <atomic>
#include <thread>

#include <gtest/gtest.h>

#include "accounts/accounts.hpp"
#include "accounts/secrets.hpp"
#include "accounts/state.hpp"
#include "support/accounts_fixture.hpp"

namespace concord::accounts {
namespace {

class OutsideOn : public support::AccountsOnEachEngine {
  protected:
    const ExternalIdentity ada{"https://login.example.org", "ada-1"};
    const ExternalIdentity eve{"https://login.example.org", "eve-1"};
    int acts = 0;

    OutsideAnswer outside(Accounts& accounts, const ExternalIdentity& who,
                          const std::optional<Roles>& roles = std::nullopt) {
        return accounts.sign_in_outside(
            {who, "act " + std::to_string(++acts), "192.0.2.7", roles, "Ada.L", "Ada L."}, now);
    }
    static std::string newest(Accounts& accounts) {
        const auto entry = accounts.audit_page(1, 0).entries.front();
        return entry.actor + " " + entry.kind + " " + entry.what;
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, OutsideOn, testing::Values("sqlite", "postgres"),
                         [](const auto& test) { return test.param; });

TEST_P(OutsideOn, SignsInWhoIsLinked) {
    const auto accounts = open_accounts();
    add(*accounts, "ada", {Role::secretary});
    EXPECT_EQ(outside(*accounts, ada).status, OutsideStatus::not_linked);
    ASSERT_FALSE(accounts->set_external("ada", ada, acting()));
    EXPECT_EQ(accounts->find("ada")->external, ada);
    const auto answer = outside(*accounts, ada);
    ASSERT_EQ(answer.status, OutsideStatus::signed_in);
    EXPECT_EQ(newest(*accounts), "ada signed-in ada from 192.0.2.7, by https://login.example.org");
    EXPECT_EQ(answer.session->account, "ada");
    EXPECT_EQ(answer.session->roles, Roles{Role::secretary});
    EXPECT_EQ(answer.session->expires, now + std::chrono::minutes(30));
    EXPECT_TRUE(open_accounts()->session(answer.token, now));
    EXPECT_EQ(whole_journal().find(answer.token), std::string::npos);
    accounts->sign_out(answer.token, now);
    EXPECT_FALSE(accounts->session(answer.token, now));
    EXPECT_FALSE(accounts->verify().breach);
}

TEST_P(OutsideOn, NobodyElseIsThatPerson) {
    const auto accounts = open_accounts();
    add(*accounts, "ada");
    ASSERT_FALSE(accounts->set_external("ada", ada, acting()));
    for (const ExternalIdentity& other :
         {ExternalIdentity{"https://login.example.org/", "ada-1"},
          ExternalIdentity{"https://login.example.org", "ADA-1"},
          ExternalIdentity{"https://login.example.or", "gada-1"}, ExternalIdentity{"", "ada-1"},
          ExternalIdentity{"https://login.example.org", ""}}) {
        EXPECT_EQ(outside(*accounts, other).status, OutsideStatus::not_linked) << other.issuer;
    }
}

TEST_P(OutsideOn, AnAdministratorSeesWhomToLink) {
    const auto accounts = open_accounts();
    outside(*accounts, eve);
    const auto said = newest(*accounts);
    EXPECT_NE(said.find("- provider-refused a name of nobody"), std::string::npos) << said;
    EXPECT_NE(said.find("subject `eve-1` of https://login.example.org: no account is linked"),
              std::string::npos)
        << said;
    EXPECT_TRUE(accounts->list().empty());
}

TEST_P(OutsideOn, OnePersonIsOneAccount) {
    const auto accounts = open_accounts();
    add(*accounts, "ada");
    add(*accounts, "other");
    ASSERT_FALSE(accounts->set_external("ada", ada, acting()));
    EXPECT_FALSE(accounts->set_external("ada", ada, acting())) << "again is nothing new";
    EXPECT_EQ(count_of("linked"), 1);
    const auto refused = accounts->set_external("other", ada, acting());
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->kind, RefusalKind::exists);
    const auto made = accounts->create({"third", "", {Role::reader}, "", ada}, acting());
    ASSERT_TRUE(made);
    EXPECT_EQ(made->kind, RefusalKind::exists);
    ASSERT_FALSE(accounts->set_external("ada", std::nullopt, acting()));
    EXPECT_EQ(outside(*accounts, ada).status, OutsideStatus::not_linked);
    ASSERT_FALSE(accounts->set_external("other", ada, acting()));
    EXPECT_EQ(outside(*accounts, ada).session->account, "other");
    ASSERT_FALSE(accounts->set_external("other", eve, acting())) << "another person instead";
    EXPECT_EQ(outside(*accounts, ada).status, OutsideStatus::not_linked);
    ASSERT_FALSE(accounts->create({"third", "", {Role::reader}, "", ada}, acting()));
    EXPECT_EQ(outside(*open_accounts(), ada).session->account, "third");
    EXPECT_FALSE(accounts->verify().breach);
}

TEST_P(OutsideOn, WhatCannotBeAnIdentityIsRefused) {
    const auto accounts = open_accounts();
    add(*accounts, "ada");
    for (const ExternalIdentity& wrong :
         {ExternalIdentity{"", "a"}, ExternalIdentity{"https://a.example", ""},
          ExternalIdentity{"https://a.example", std::string(256, 's')},
          ExternalIdentity{"https://a.example\n", "a"},
          ExternalIdentity{"https://a.example", "\xc3\xa9"}}) {
        EXPECT_TRUE(accounts->set_external("ada", wrong, acting()));
    }
    EXPECT_EQ(accounts->set_external("nobody", ada, acting())->kind, RefusalKind::unknown);
    EXPECT_EQ(count_of("linked"), 0);
}

TEST_P(OutsideOn, LinkingEndsSessions) {
    const auto accounts = open_accounts();
    add(*accounts, "ada");
    ASSERT_FALSE(accounts->set_external("ada", ada, acting()));
    const auto token = outside(*accounts, ada).token;
    ASSERT_FALSE(accounts->set_external("ada", std::nullopt, acting()));
    EXPECT_FALSE(accounts->session(token, now));
}

TEST_P(OutsideOn, AnActIsDoneOnce) {
    const auto accounts = open_accounts();
    add(*accounts, "ada");
    ASSERT_FALSE(accounts->set_external("ada", ada, acting()));
    const OutsideSignIn given{ada, "the state", "", std::nullopt, "", ""};
    EXPECT_EQ(accounts->sign_in_outside(given, now).status, OutsideStatus::signed_in);
    EXPECT_EQ(accounts->sign_in_outside(given, now).status, OutsideStatus::used);
    EXPECT_EQ(open_accounts()->sign_in_outside(given, now).status, OutsideStatus::used);
    EXPECT_EQ(count_of("signed-in"), 1);
    EXPECT_EQ(whole_journal().find("the state"), std::string::npos);
}

TEST_P(OutsideOn, WhoIsDisabledMayNot) {
    const auto accounts = open_accounts();
    add(*accounts, "ada");
    ASSERT_FALSE(accounts->set_external("ada", ada, acting()));
    ASSERT_FALSE(accounts->set_disabled("ada", true, acting()));
    for (int i = 0; i < 6; ++i)
        EXPECT_EQ(outside(*accounts, ada, Roles{Role::member}).status, OutsideStatus::disabled);
    EXPECT_NE(newest(*accounts).find("the account is disabled"), std::string::npos);
    ASSERT_FALSE(accounts->set_disabled("ada", false, acting()));
    EXPECT_EQ(sign_in(*accounts, "ada").status, SignInStatus::signed_in)
        << "no wrong password was counted";
}

TEST_P(OutsideOn, GroupsMakeAccountsWithoutPassword) {
    const auto accounts = open_accounts();
    add(*accounts, "ada.l");
    EXPECT_EQ(outside(*accounts, ada, Roles{}).status, OutsideStatus::no_role);
    const auto answer = outside(*accounts, ada, Roles{Role::analyst});
    ASSERT_EQ(answer.status, OutsideStatus::signed_in);
    EXPECT_EQ(answer.session->account, "ada.l-2") << "a name that is taken stays its owner's";
    EXPECT_EQ(answer.session->full_name, "Ada L.");
    EXPECT_FALSE(answer.session->has_password);
    EXPECT_TRUE(sign_in(*accounts, "ada.l").session->has_password);
    EXPECT_EQ(answer.session->roles, Roles{Role::analyst});
    EXPECT_EQ(accounts->find("ada.l-2")->external, ada);
    EXPECT_EQ(sign_in(*accounts, "ada.l-2", "").status, SignInStatus::refused);
    EXPECT_EQ(outside(*accounts, ada, Roles{Role::analyst}).session->account, "ada.l-2");
    EXPECT_EQ(accounts->list().size(), 2U);
    EXPECT_EQ(count_of("roles-changed"), 0);
    EXPECT_EQ(count_of("created"), 2);
}

TEST_P(OutsideOn, NamesAreMadeOfWhatNamesHold) {
    const auto accounts = open_accounts();
    const auto named = [&](const std::string& proposed, const std::string& subject) {
        const OutsideSignIn given{{"https://login.example.org", subject},
                                  "act of " + subject,
                                  "",
                                  Roles{Role::reader},
                                  proposed,
                                  "a\nb"};
        const auto answer = accounts->sign_in_outside(given, now);
        EXPECT_EQ(answer.status, OutsideStatus::signed_in);
        return answer.session ? answer.session->account + answer.session->full_name : "";
    };
    EXPECT_EQ(named("Ada Lovelace@Example.org", "1"), "adalovelace@example.org");
    EXPECT_EQ(named("42-\xc3\xa9z/../x", "2"), "z..x");
    EXPECT_EQ(named("", "3"), "person");
    EXPECT_EQ(named("\xff", "4"), "person-2");
    EXPECT_EQ(named(std::string(1000, 'a'), "5"), std::string(56, 'a'));
    EXPECT_EQ(named("account:x", "6"), "accountx");
}

TEST_P(OutsideOn, RolesFollowTheGroups) {
    const auto accounts = open_accounts();
    add(*accounts, "root", {Role::administrator});
    const auto first = outside(*accounts, ada, Roles{Role::analyst});
    later(std::chrono::minutes(1));
    const auto second = outside(*accounts, ada, Roles{Role::secretary, Role::member});
    EXPECT_EQ(second.session->roles, (Roles{Role::member, Role::secretary}));
    EXPECT_FALSE(accounts->session(first.token, now)) << "of other roles";
    const auto changed = accounts->audit_page(2, 0).entries.back();
    EXPECT_EQ(changed.kind + ": " + changed.what,
              "roles-changed: ada.l has member, secretary, had analyst, by "
              "https://login.example.org");
    EXPECT_EQ(changed.actor, "-");
    EXPECT_EQ(outside(*accounts, ada, Roles{}).status, OutsideStatus::no_role);
    EXPECT_EQ(accounts->find("ada.l")->roles, (Roles{Role::member, Role::secretary}));
    EXPECT_EQ(outside(*accounts, ada).status, OutsideStatus::signed_in)
        << "where groups are not looked at roles stay";
}

TEST_P(OutsideOn, TheLastAdministratorStaysOne) {
    const auto accounts = open_accounts();
    add(*accounts, "ada", {Role::administrator, Role::member});
    ASSERT_FALSE(accounts->set_external("ada", ada, acting()));
    for (const Roles& roles : {Roles{Role::reader}, Roles{}}) {
        const auto answer = outside(*accounts, ada, roles);
        ASSERT_EQ(answer.status, OutsideStatus::signed_in);
        EXPECT_EQ(answer.session->roles, (Roles{Role::administrator, Role::member}));
    }
    add(*accounts, "second", {Role::administrator});
    EXPECT_EQ(outside(*accounts, ada, Roles{Role::reader}).session->roles, Roles{Role::reader});
    EXPECT_FALSE(accounts->verify().breach);
}

// Two servers meet the same new person at once: one account, and everybody is signed in.
TEST_P(OutsideOn, ANewPersonIsMadeOnce) {
    const auto first = open_accounts();
    const auto second = open_accounts();
    std::atomic<int> signed_in = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&, i] {
            auto& accounts = i % 2 == 0 ? *first : *second;
            const OutsideSignIn given{
                ada, "act " + std::to_string(i), "", Roles{Role::reader}, "ada", ""};
            const auto answer = accounts.sign_in_outside(given, now);
            signed_in += answer.status == OutsideStatus::signed_in ? 1 : 0;
        });
    }
    for (auto& thread : threads)
        thread.join();
    EXPECT_EQ(signed_in, 8);
    EXPECT_EQ(count_of("created"), 1);
    EXPECT_EQ(first->list().size(), 1U);
    EXPECT_FALSE(second->verify().breach);
}

TEST_P(OutsideOn, APersonIsLinkedOnceByWhomeverFirst) {
    const auto first = open_accounts();
    const auto second = open_accounts();
    for (const auto* name : {"zz1", "zz2", "zz3", "zz4"})
        add(*first, name);
    std::atomic<int> done = 0;
    std::vector<std::thread> threads;
    for (const auto* name : {"zz1", "zz2", "zz3", "zz4"}) {
        threads.emplace_back([&, name] {
            auto& accounts = name[2] % 2 == 0 ? *first : *second;
            done += accounts.set_external(name, ada, acting()) ? 0 : 1;
        });
    }
    for (auto& thread : threads)
        thread.join();
    EXPECT_EQ(done, 1);
    EXPECT_EQ(count_of("linked"), 1);
}

// Before anybody signed in by a provider, accounts could have an identity, also the same one.
TEST_P(OutsideOn, EntriesOfBeforeAreRead) {
    open_accounts();
    const auto key = ServerKey::read(options().key);
    for (const auto* name : {"older", "old"}) {
        Draft draft{account_stream(name), "created", "@root", random_key(), Json::object()};
        draft.payload = {{"n", 0},
                         {"roles", {"reader"}},
                         {"external", {{"issuer", ada.issuer}, {"subject", ada.subject}}}};
        const auto result = open()->append({{signed_record(draft, key, now)}, {}});
        ASSERT_EQ(result.status, store::AppendStatus::appended);
    }
    const auto accounts = open_accounts();
    EXPECT_EQ(outside(*accounts, ada).session->account, "older");
    EXPECT_TRUE(accounts->set_external("old", eve, acting()) == std::nullopt);
    EXPECT_EQ(outside(*accounts, ada).session->account, "older");
    EXPECT_EQ(outside(*accounts, eve).session->account, "old");
    EXPECT_FALSE(accounts->verify().breach);
}

TEST_P(OutsideOn, WhatADoorSealsItsServersOpen) {
    const auto accounts = open_accounts();
    const auto sealed = accounts->seal("a secret", "here");
    EXPECT_EQ(sealed.find("secret"), std::string::npos);
    EXPECT_EQ(open_accounts()->unseal(sealed, "here"), "a secret");
    EXPECT_FALSE(accounts->unseal(sealed, "elsewhere"));
    auto changed = sealed;
    changed[changed.size() / 2] = changed[changed.size() / 2] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(accounts->unseal(changed, "here"));
    EXPECT_FALSE(accounts->unseal("", "here"));
    EXPECT_FALSE(accounts->unseal("x", "here"));
}

}  // namespace
}  // namespace concord::accounts
