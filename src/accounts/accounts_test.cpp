// Making and changing accounts, and what stands in the journal of it.
#include "accounts/accounts.hpp"

#include <gtest/gtest.h>

#include "base/failure.hpp"
#include "support/accounts_fixture.hpp"

namespace concord::accounts {
namespace {

class AccountsOn : public support::AccountsOnEachEngine {};
INSTANTIATE_TEST_SUITE_P(Engines, AccountsOn, testing::Values("sqlite", "postgres"),
                         [](const auto& test) { return test.param; });

std::string message_of(const Done& done) {
    return done ? done->message : "";
}

TEST_P(AccountsOn, AreAsTheyWereMade) {
    const auto accounts = open_accounts();
    EXPECT_TRUE(accounts->list().empty());
    ASSERT_FALSE(accounts->create({"mary.smith",
                                   "Mary Smith \xC3\xA9",
                                   {Role::secretary, Role::member},
                                   right_password,
                                   std::nullopt},
                                  acting()));
    later(std::chrono::hours(1));
    add(*accounts, "adam");
    const auto list = accounts->list();
    ASSERT_EQ(list.size(), 2U);
    EXPECT_EQ(list[0].name, "adam");
    EXPECT_EQ(list[1].name, "mary.smith");
    EXPECT_EQ(list[1].full_name, "Mary Smith \xC3\xA9");
    EXPECT_EQ(list[1].roles, (Roles{Role::member, Role::secretary}));
    EXPECT_EQ(list[1].created, now - std::chrono::hours(1));
    EXPECT_FALSE(list[1].disabled || list[1].has_code || list[1].signed_in ||
                 list[1].locked_until || list[1].external);
    EXPECT_FALSE(accounts->find("eve"));
}

TEST_P(AccountsOn, AreTheSameWhenOpenedAgain) {
    add(*open_accounts(), "mary");
    const auto again = open_accounts();
    ASSERT_EQ(again->list().size(), 1U);
    EXPECT_EQ(sign_in(*again, "mary").status, SignInStatus::signed_in);
    const auto reading = Accounts::open(options(), store::JournalAccess::read, now);
    EXPECT_EQ(reading->list().size(), 1U);
    EXPECT_FALSE(reading->verify().breach);
}

TEST_P(AccountsOn, AreNotMadeTwice) {
    const auto accounts = open_accounts();
    add(*accounts, "mary");
    const auto again =
        accounts->create({"mary", "", {Role::reader}, other_password, std::nullopt}, acting());
    ASSERT_TRUE(again);
    EXPECT_EQ(again->kind, RefusalKind::exists);
    EXPECT_EQ(sign_in(*accounts, "mary", other_password).status, SignInStatus::refused);
}

TEST_P(AccountsOn, WithNamesThatCannotBeAreRefused) {
    const auto accounts = open_accounts();
    const std::vector<std::string> names = {"",
                                            "Mary",
                                            "mary smith",
                                            "1mary",
                                            ".mary",
                                            "mary\n",
                                            "mary\x1b[31m",
                                            "@root",
                                            "-",
                                            std::string("mary\0x", 6),
                                            "m\xC3\xA9ry",
                                            std::string(65, 'a'),
                                            std::string(1 << 20, 'a'),
                                            "mary'; DROP TABLE journal; --",
                                            "../mary",
                                            "account:mary"};
    for (const auto& name : names) {
        const auto refused =
            accounts->create({name, "", {Role::reader}, right_password, std::nullopt}, acting());
        ASSERT_TRUE(refused) << name;
        EXPECT_EQ(refused->kind, RefusalKind::wrong);
        EXPECT_EQ(refused->parameter, "name");
        EXPECT_LT(refused->message.size(), 400U);
        EXPECT_EQ(refused->message.find('\x1b'), std::string::npos);
    }
    EXPECT_TRUE(accounts->list().empty());
    EXPECT_FALSE(accounts->create(
        {std::string(64, 'a'), "", {Role::reader}, right_password, std::nullopt}, acting()));
}

TEST_P(AccountsOn, WithFullNamesThatPretendAreRefused) {
    const auto accounts = open_accounts();
    for (const std::string full_name :
         {"Mary\nSmith", "Mary \x1b[2J", "Mary \xE2\x80\xAE htimS", "Mary \xFF", "Mary\x7f"}) {
        const auto refused = accounts->create(
            {"mary", full_name, {Role::reader}, right_password, std::nullopt}, acting());
        ASSERT_TRUE(refused) << full_name;
        EXPECT_EQ(refused->parameter, "full_name");
    }
    EXPECT_TRUE(accounts->create(
        {"mary", std::string(1 << 20, 'a'), {Role::reader}, right_password, std::nullopt},
        acting()));
}

TEST_P(AccountsOn, WithoutRoleOrWithAPoorPasswordAreRefused) {
    const auto accounts = open_accounts();
    const auto no_role = accounts->create({"mary", "", {}, right_password, std::nullopt}, acting());
    ASSERT_TRUE(no_role);
    EXPECT_EQ(no_role->parameter, "roles");
    const auto poor =
        accounts->create({"mary", "", {Role::reader}, "short", std::nullopt}, acting());
    ASSERT_TRUE(poor);
    EXPECT_EQ(poor->parameter, "password");
    add(*accounts, "mary");
    EXPECT_EQ(message_of(accounts->set_roles("mary", {}, acting())), "no role is given");
    EXPECT_TRUE(accounts->set_password("mary", "mary had a little", acting()));
}

TEST(Roles, AreProposedWhereAWordIsNone) {
    const std::vector<std::string> words = {"member", "secretry"};
    const auto roles = parse_roles(words);
    ASSERT_TRUE(roles.refusal);
    EXPECT_EQ(roles.refusal->message, "`secretry` is no role");
    EXPECT_EQ(roles.refusal->help,
              "is `secretary` meant? There are reader, analyst, member, secretary, finance, "
              "administrator");
    const std::vector<std::string> good = {" Member", "reader", "member"};
    EXPECT_EQ(parse_roles(good).value, (Roles{Role::member, Role::reader}));
    EXPECT_TRUE(parse_roles(std::vector<std::string>{}).refusal);
    EXPECT_TRUE(parse_roles(std::vector<std::string>{std::string(1 << 20, 'x')}).refusal);
    EXPECT_TRUE(parse_roles(std::vector<std::string>{""}).refusal);
}

TEST_P(AccountsOn, ThatAreNotThereCannotBeChanged) {
    const auto accounts = open_accounts();
    const std::string nobody = "eve";
    for (const auto& done :
         {accounts->set_roles(nobody, {Role::reader}, acting()),
          accounts->set_password(nobody, right_password, acting()),
          accounts->set_disabled(nobody, true, acting()), accounts->unlock(nobody, acting()),
          accounts->reset_code(nobody, acting()),
          accounts->change_password(nobody, right_password, other_password, now),
          accounts->set_up_code(nobody, now).refusal, accounts->confirm_code(nobody, "1", now),
          accounts->remove_code(nobody, right_password, now)}) {
        ASSERT_TRUE(done);
        EXPECT_EQ(done->kind, RefusalKind::unknown);
        EXPECT_EQ(done->message, "there is no account `eve`");
    }
}

TEST_P(AccountsOn, TheLastAdministratorStays) {
    const auto accounts = open_accounts();
    add(*accounts, "first", {Role::administrator});
    add(*accounts, "second", {Role::administrator});
    EXPECT_FALSE(accounts->set_disabled("second", true, acting()));
    EXPECT_EQ(message_of(accounts->set_disabled("first", true, acting())),
              "`first` is the last administrator");
    EXPECT_EQ(message_of(accounts->set_roles("first", {Role::reader}, acting())),
              "`first` is the last administrator");
    EXPECT_FALSE(accounts->set_roles("first", {Role::reader, Role::administrator}, acting()));
    EXPECT_FALSE(accounts->set_disabled("second", false, acting()));
    EXPECT_FALSE(accounts->set_disabled("first", true, acting()));
}

TEST_P(AccountsOn, NobodyTakesAnAccountByASessionThatWasLeftOpen) {
    const auto accounts = open_accounts();
    add(*accounts, "root", {Role::administrator});
    const Acting own{"root", now};
    for (const auto& refused :
         {accounts->set_password("root", other_password, own), accounts->reset_code("root", own)}) {
        ASSERT_TRUE(refused);
        EXPECT_EQ(refused->kind, RefusalKind::refused);
    }
    EXPECT_EQ(sign_in(*accounts, "root").status, SignInStatus::signed_in);
    EXPECT_FALSE(accounts->change_password("root", right_password, other_password, now));
}

TEST_P(AccountsOn, AChangeThatChangesNothingIsNoEntry) {
    const auto accounts = open_accounts();
    add(*accounts, "mary");
    const auto before = open()->head();
    EXPECT_FALSE(accounts->set_roles("mary", {Role::member}, acting()));
    EXPECT_FALSE(accounts->set_disabled("mary", false, acting()));
    EXPECT_FALSE(accounts->unlock("mary", acting()));
    EXPECT_FALSE(accounts->reset_code("mary", acting()));
    EXPECT_EQ(open()->head(), before);
}

TEST_P(AccountsOn, NoSecretStandsInTheJournal) {
    const auto accounts = open_accounts();
    add(*accounts, "mary");
    const auto code = accounts->set_up_code("mary", now);
    ASSERT_TRUE(code.value);
    const auto signed_in = sign_in(*accounts, "mary");
    ASSERT_EQ(signed_in.status, SignInStatus::signed_in);
    sign_in(*accounts, "seven quiet boats typed in the wrong field", "x");
    EXPECT_FALSE(accounts->change_password("mary", right_password, other_password, now));
    const auto text = whole_journal();
    for (const auto& secret : {std::string(right_password), std::string(other_password),
                               code.value->secret, signed_in.token, signed_in.session->csrf,
                               std::string("$argon2"), std::string("wrong field")}) {
        EXPECT_EQ(text.find(secret), std::string::npos) << secret;
    }
    EXPECT_NE(text.find("sign-in-refused"), std::string::npos);
}

TEST_P(AccountsOn, WithAnotherKeyNothingIsBelieved) {
    add(*open_accounts(), "mary");
    auto elsewhere = options();
    elsewhere.key = keys_.path() / "another";
    EXPECT_THROW(Accounts::open(elsewhere, store::JournalAccess::write, now), EnvironmentFailure);
    std::filesystem::copy(options().key, elsewhere.key);
    EXPECT_EQ(Accounts::open(elsewhere, store::JournalAccess::write, now)->list().size(), 1U);
    std::filesystem::remove(elsewhere.key);
    auto fresh = options();
    fresh.journal = (keys_.path() / "fresh.sqlite").string();
    fresh.key = elsewhere.key;
    Accounts::open(fresh, store::JournalAccess::write, now);
    const auto accounts = Accounts::open(elsewhere, store::JournalAccess::write, now);
    EXPECT_THROW(accounts->list(), EnvironmentFailure);
    EXPECT_EQ(accounts->verify().breach->problem, "the journal was begun under another key");
}

TEST_P(AccountsOn, AnAccountFromOutsideHasAPlaceAndNoPassword) {
    const auto accounts = open_accounts();
    const ExternalIdentity identity{"https://login.example", "u-17"};
    ASSERT_FALSE(accounts->create({"mary", "", {Role::reader}, "", identity}, acting()));
    EXPECT_EQ(open_accounts()->find("mary")->external, identity);
    EXPECT_EQ(sign_in(*accounts, "mary", "").status, SignInStatus::refused);
    EXPECT_EQ(sign_in(*accounts, "mary").status, SignInStatus::refused);
}

}  // namespace
}  // namespace concord::accounts
