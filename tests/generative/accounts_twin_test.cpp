// Accounts against a plain twin: two servers on one journal are asked a thousand things in a random
// order, and a model that knows only the rules as a person would tell them has the same answers.
#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <vector>

#include <gtest/gtest.h>

#include "accounts/accounts.hpp"
#include "base/random.hpp"
#include "support/temporary_folder.hpp"

namespace concord::accounts {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr seconds idle = minutes(30);
constexpr seconds absolute = hours(12);

// All that ever went wrong with a name since it was right or unlocked.
struct Mistakes {
    std::vector<Instant> all;
    std::vector<std::pair<std::size_t, Instant>> locks;  // after so many, until then

    bool is_locked(Instant now) const { return !locks.empty() && now < locks.back().second; }
    void add(Instant now) {
        all.push_back(now);
        if (all.size() >= 100) {
            locks.emplace_back(all.size(), now + hours(24 * 365 * 1000));
            return;
        }
        const auto since = locks.empty() ? 0 : locks.back().first;
        std::size_t recent = 0;
        for (std::size_t i = since; i < all.size(); ++i)
            recent += now - all[i] < minutes(15) ? 1U : 0U;
        if (recent < 5) return;
        seconds length = minutes(5);
        for (std::size_t i = 0; i < locks.size(); ++i)
            length = std::min<seconds>(length * 2, hours(24));
        locks.emplace_back(all.size(), now + length);
    }
};

struct Person {
    Roles roles;
    std::string password;
    bool disabled = false;
};

struct Visit {
    std::string name;
    Instant began;
    Instant written;              // the last activity that every server knows of
    std::array<Instant, 2> seen;  // that each server saw itself
};

class Twin {
  public:
    explicit Twin(std::uint64_t seed) : random_(seed, 1) {
        AccountsOptions options;
        options.journal = (folder_.path() / "journal.sqlite").string();
        options.key = folder_.path() / "key";
        options.cost = PasswordCost::for_tests();
        for (auto& server : servers_)
            server = Accounts::open(options, store::JournalAccess::write, now_);
    }

    void run(int steps) {
        for (int i = 0; i < steps && !testing::Test::HasFailure(); ++i) {
            now_ += seconds(pick(4) == 0 ? pick(1500) : pick(20));
            server_ = pick(2);
            switch (pick(10)) {
                case 0:
                    create();
                    break;
                case 1:
                    change();
                    break;
                case 2:
                case 3:
                case 4:
                    sign_in();
                    break;
                case 5:
                    sign_out();
                    break;
                default:
                    visit();
            }
            compare();
        }
        for (const auto& server : servers_)
            EXPECT_FALSE(server->verify().breach);
    }

  private:
    int pick(int below) {
        return static_cast<int>(random_.below(static_cast<std::uint64_t>(below)));
    }
    Accounts& server() { return *servers_[static_cast<std::size_t>(server_)]; }
    std::string some_name() { return "person-" + std::to_string(pick(4)); }
    std::string some_password() { return "words without a meaning " + std::to_string(pick(2)); }
    Roles some_roles() {
        Roles roles;
        while (roles.empty()) {
            for (const auto role : every_role()) {
                if (pick(4) == 0) roles.insert(role);
            }
        }
        return roles;
    }

    bool is_last_administrator(const std::string& name) const {
        int others = 0;
        for (const auto& [other, person] : people_) {
            const bool is_one = person.roles.contains(Role::administrator) && !person.disabled;
            if (other == name && !is_one) return false;
            if (other != name && is_one) ++others;
        }
        return others == 0;
    }
    void end_visits(const std::string& name) {
        std::erase_if(visits_, [&](const auto& item) { return item.second.name == name; });
    }

    void create() {
        const auto name = some_name();
        const Person person{some_roles(), some_password(), false};
        const auto refused = server().create(
            {name, "", person.roles, person.password, std::nullopt}, {"@root", now_});
        EXPECT_EQ(refused.has_value(), people_.contains(name));
        people_.emplace(name, person);
    }

    void change() {
        const auto name = some_name();
        const auto found = people_.find(name);
        const Acting acting{"@root", now_};
        const int what = pick(4);
        if (what == 0) {
            const auto roles = some_roles();
            const bool stays = found == people_.end() ||
                               (found->second.roles != roles && is_last_administrator(name) &&
                                !roles.contains(Role::administrator));
            EXPECT_EQ(server().set_roles(name, roles, acting).has_value(), stays);
            if (stays || found->second.roles == roles) return;
            found->second.roles = roles;
        } else if (what == 1) {
            const bool disabled = pick(2) == 0;
            const bool stays = found == people_.end() ||
                               (disabled && !found->second.disabled && is_last_administrator(name));
            EXPECT_EQ(server().set_disabled(name, disabled, acting).has_value(), stays);
            if (stays || found->second.disabled == disabled) return;
            found->second.disabled = disabled;
        } else if (what == 2) {
            const auto password = some_password();
            EXPECT_EQ(server().set_password(name, password, acting).has_value(),
                      found == people_.end());
            if (found == people_.end()) return;
            found->second.password = password;
            mistakes_[name] = {};
        } else {
            EXPECT_EQ(server().unlock(name, acting).has_value(), found == people_.end());
            if (found != people_.end()) mistakes_[name] = {};
            return;  // sessions go on
        }
        end_visits(name);
    }

    void sign_in() {
        const auto name = some_name();
        const auto password = some_password();
        const auto found = people_.find(name);
        // A name of nobody is counted by itself, and begins anew when somebody has it.
        auto& mistakes = found == people_.end() ? strangers_[name] : mistakes_[name];
        const auto answer = server().sign_in({name, password, "", ""}, now_);
        if (mistakes.is_locked(now_)) {
            EXPECT_EQ(answer.status, SignInStatus::locked_out);
            return;
        }
        const bool is_right =
            found != people_.end() && found->second.password == password && !found->second.disabled;
        EXPECT_EQ(answer.status, is_right ? SignInStatus::signed_in : SignInStatus::refused);
        if (!is_right) {
            mistakes.add(now_);
            return;
        }
        mistakes = {};
        visits_[answer.token] = {name, now_, now_, {now_, now_}};
        tokens_.push_back(answer.token);
    }

    std::string some_token() {
        return tokens_.empty() ? "none" : tokens_[tokens_.size() - 1 - last_few()];
    }
    std::size_t last_few() {
        return static_cast<std::size_t>(
            pick(static_cast<int>(std::min<std::size_t>(tokens_.size(), 6))));
    }

    void sign_out() {
        const auto token = some_token();
        server().sign_out(token, now_);
        visits_.erase(token);
    }

    void visit() {
        const auto token = some_token();
        const bool by_person = pick(3) > 0;
        const auto session =
            server().session(token, now_, by_person ? Activity::by_person : Activity::by_page);
        const auto found = visits_.find(token);
        bool holds = found != visits_.end();
        if (holds) {
            const auto& visit = found->second;
            const auto seen =
                std::max(visit.written, visit.seen[static_cast<std::size_t>(server_)]);
            holds = now_ - seen < idle && now_ - visit.began < absolute;
        }
        ASSERT_EQ(session.has_value(), holds);
        if (!holds) return;
        auto& visit = found->second;
        EXPECT_EQ(session->account, visit.name);
        EXPECT_EQ(session->roles, people_.at(visit.name).roles);
        if (!by_person) return;
        visit.seen[static_cast<std::size_t>(server_)] = now_;
        if (now_ - visit.written >= idle / 3) visit.written = now_;
    }

    void compare() {
        const auto list = server().list();
        ASSERT_EQ(list.size(), people_.size());
        for (const auto& account : list) {
            const auto& person = people_.at(account.name);
            EXPECT_EQ(account.roles, person.roles);
            EXPECT_EQ(account.disabled, person.disabled);
            const bool is_locked = account.locked_until && now_ < *account.locked_until;
            EXPECT_EQ(is_locked, mistakes_[account.name].is_locked(now_));
        }
    }

    support::TemporaryFolder folder_;
    RandomStream random_;
    Instant now_ = std::chrono::sys_days(std::chrono::year(2024) / 3 / 1);
    std::array<std::unique_ptr<Accounts>, 2> servers_;
    int server_ = 0;
    std::map<std::string, Person> people_;
    std::map<std::string, Mistakes> mistakes_;
    std::map<std::string, Mistakes> strangers_;
    std::map<std::string, Visit> visits_;
    std::vector<std::string> tokens_;
};

class AccountsTwin : public testing::TestWithParam<int> {};
INSTANTIATE_TEST_SUITE_P(Seeds, AccountsTwin, testing::Range(1, 7));

TEST_P(AccountsTwin, HasTheSameAnswers) {
    Twin(static_cast<std::uint64_t>(GetParam())).run(1000);
}

}  // namespace
}  // namespace concord::accounts
