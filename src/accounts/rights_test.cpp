#include "accounts/rights.hpp"

#include <map>

#include <gtest/gtest.h>

namespace concord::accounts {
namespace {

// The table that the doors promise, in words.
const std::map<std::string, std::string> promised = {
    {"reader", "read "},
    {"analyst", "read rebuild "},
    {"member", "read propose "},
    {"secretary", "read propose record publish read-audit "},
    {"finance", "read record-money "},
    {"administrator", "read rebuild manage-accounts read-audit "},
};

std::string in_words(const std::vector<Right>& rights) {
    std::string words;
    for (const auto right : rights)
        words += std::string(to_string(right)) + " ";
    return words;
}

TEST(Rights, FollowFromRolesAsPromised) {
    ASSERT_EQ(every_role().size(), promised.size());
    for (const auto role : every_role())
        EXPECT_EQ(in_words(rights_of({role})), promised.at(std::string(to_string(role))));
}

TEST(Rights, WithoutARoleThereIsNone) {
    EXPECT_TRUE(rights_of({}).empty());
}

TEST(Rights, OfSeveralRolesAreThoseOfEach) {
    EXPECT_EQ(in_words(rights_of({Role::analyst, Role::member})), "read rebuild propose ");
}

// All rights there are, by name: a right that shows a person's row would have to be added here too.
TEST(Rights, NoneShowsThePersonsRowWhateverTheRoles) {
    const std::set<std::string_view> harmless = {
        "read",    "rebuild",      "propose",         "record",
        "publish", "record-money", "manage-accounts", "read-audit"};
    const auto roles = every_role();
    for (unsigned chosen = 0; chosen < (1U << roles.size()); ++chosen) {
        Roles held;
        for (std::size_t i = 0; i < roles.size(); ++i) {
            if ((chosen >> i) & 1U) held.insert(roles[i]);
        }
        for (const auto right : rights_of(held))
            EXPECT_TRUE(harmless.contains(to_string(right))) << to_string(right);
    }
    EXPECT_EQ(every_right().size(), harmless.size());
}

TEST(Rights, RolesAreReadAsTheyAreWritten) {
    for (const auto role : every_role())
        EXPECT_EQ(parse_role(to_string(role)), role);
    EXPECT_FALSE(parse_role("Reader"));
    EXPECT_FALSE(parse_role(""));
}

}  // namespace
}  // namespace concord::accounts
