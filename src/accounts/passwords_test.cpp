#include "accounts/passwords.hpp"

#include <atomic>
#include <thread>

#include <gtest/gtest.h>

namespace concord::accounts {
namespace {

std::string refused(std::string_view password, std::string_view name = "mary") {
    const auto refusal = refusal_of_password(password, name);
    return refusal ? refusal->message : "";
}

TEST(APassword, IsTakenForItsLengthWithoutRulesOfComposition) {
    EXPECT_EQ(refused("correct horse battery"), "");
    EXPECT_EQ(refused("plum trees lean"), "");
    EXPECT_EQ(refused("\xC3\xA9\xC3\xA8\xC3\xAA \xE2\x82\xAC voil\xC3\xA0 tout"), "");
}

TEST(APassword, HasTwelveToOneHundredAndTwentyEightCharacters) {
    EXPECT_EQ(refused("plum tree l"), "the password has 11 characters");
    EXPECT_EQ(refused("plum tree le"), "");
    EXPECT_EQ(refused(""), "the password has 0 characters");
    std::string longest;
    for (int i = 0; i < 64; ++i)
        longest += "\xE2\x82\xAC" + std::string(1, static_cast<char>('!' + i));
    EXPECT_EQ(refused(longest), "");  // 128 characters in 256 bytes
    EXPECT_EQ(refused(longest + "x"), "the password is too long");
    EXPECT_EQ(refused(std::string(1 << 20, 'x') + "y"), "the password is too long");
}

TEST(APassword, IsText) {
    const std::string told = "the password is not text in UTF-8, or has a control character";
    EXPECT_EQ(refused(std::string("plum tree\0leans", 15)), told);
    EXPECT_EQ(refused("plum tree\nleans"), told);
    EXPECT_EQ(refused("plum tree \xFF\xFE leans"), told);
}

TEST(APassword, DoesNotHoldTheAccountsName) {
    EXPECT_EQ(refused("I am Mary of the hill"), "the password has the name of the account in it");
    EXPECT_EQ(refused("I am Mary of the hill", "john"), "");
}

TEST(APassword, IsNoneThatGuessersTryFirst) {
    for (const auto* common :
         {"aaaaaaaaaaaa", "abcabcabcabc", "passwordpassword", "123456789012", "abcdefghijkl",
          "zyxwvutsrqpo", "987654321098", "Password2026!", "!!Welcome123456", "QWERTY123456",
          "1qaz2wsx3edc", "administrator1", "Concord-2026-07"}) {
        EXPECT_EQ(refused(common), "the password is one of those that are guessed first") << common;
    }
    EXPECT_EQ(refused("password of plum"), "");
}

// The form and the algorithm of the hash, as RFC 9106 and libsodium write it.
TEST(APassword, IsKeptAsArgon2id) {
    const auto hash = password_hash("plum trees lean", PasswordCost::for_tests());
    EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=8,t=1,p=1$")) << hash;
    EXPECT_TRUE(is_password("plum trees lean", hash));
    EXPECT_FALSE(is_password("plum trees leans", hash));
    EXPECT_FALSE(is_password("", hash));
    EXPECT_NE(hash, password_hash("plum trees lean", PasswordCost::for_tests()));
}

TEST(APassword, HashOfNobodyIsCheckedAndHasNoPassword) {
    const auto hash = hash_of_nobody(PasswordCost::for_tests());
    EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=8,t=1,p=1$")) << hash;
    EXPECT_FALSE(is_password("plum trees lean", hash));
    EXPECT_FALSE(is_password("", hash));
}

TEST(APassword, WithADearerCostIsCheaperBefore) {
    auto cost = PasswordCost::for_tests();
    const auto hash = password_hash("plum trees lean", cost);
    EXPECT_FALSE(is_cheaper(hash, cost));
    cost.passes += 1;
    EXPECT_TRUE(is_cheaper(hash, cost));
    cost = {1, 16'384};
    EXPECT_TRUE(is_cheaper(hash, cost));
    EXPECT_FALSE(is_cheaper(password_hash("plum trees lean", {2, 16'384}), cost));
}

TEST(TheUsualCost, IsAsModerateAsLibsodiumSays) {
    EXPECT_EQ(PasswordCost().passes, 3U);
    EXPECT_EQ(PasswordCost().memory_bytes, 268'435'456U);
}

TEST(TheGate, LetsInAsManyAsItSaysAndSendsTheRestAway) {
    HashGate gate(1, 1);
    std::atomic<bool> waits = false;
    std::atomic<bool> came_in = false;
    std::thread second;
    {
        const auto first = gate.enter();
        ASSERT_TRUE(static_cast<bool>(first));
        second = std::thread([&] {
            waits = true;
            const auto pass = gate.enter();
            came_in = static_cast<bool>(pass);
        });
        while (!waits)
            std::this_thread::yield();
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        EXPECT_FALSE(came_in);
        EXPECT_FALSE(static_cast<bool>(gate.enter()));
    }
    second.join();
    EXPECT_TRUE(came_in);
    EXPECT_TRUE(static_cast<bool>(gate.enter()));
}

}  // namespace
}  // namespace concord::accounts
