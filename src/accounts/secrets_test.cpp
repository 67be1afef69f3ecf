#include "accounts/secrets.hpp"

#include <filesystem>
#include <set>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "base/failure.hpp"
#include "support/temporary_folder.hpp"

namespace concord::accounts {
namespace {

namespace fs = std::filesystem;
using support::TemporaryFolder;

TEST(AToken, Has256BitsInWhatACookieTakes) {
    std::set<std::string> tokens;
    for (int i = 0; i < 1000; ++i) {
        const auto token = random_token();
        EXPECT_EQ(token.size(), 43U);
        EXPECT_EQ(token.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                          "0123456789-_"),
                  std::string::npos);
        tokens.insert(token);
    }
    EXPECT_EQ(tokens.size(), 1000U);
}

// FIPS 180-4: the digest of "abc".
TEST(ADigest, IsSha256) {
    EXPECT_EQ(sha256_hex("abc"),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Secrets, AreComparedWhole) {
    EXPECT_TRUE(same_secret("abc", "abc"));
    EXPECT_FALSE(same_secret("abc", "abd"));
    EXPECT_FALSE(same_secret("abc", "ab"));
    EXPECT_TRUE(same_secret("", ""));
}

TEST(TheKey, IsMadeOnceForItsUserAlone) {
    const TemporaryFolder folder;
    const auto file = folder.path() / "access" / "key";
    const auto key = ServerKey::read_or_make(file);
    EXPECT_EQ(fs::file_size(file), 32U);
    EXPECT_EQ(fs::status(file).permissions(), fs::perms::owner_read | fs::perms::owner_write);
    EXPECT_EQ(fs::status(file.parent_path()).permissions(), fs::perms::owner_all);
    EXPECT_EQ(ServerKey::read_or_make(file).fingerprint(), key.fingerprint());
    EXPECT_EQ(ServerKey::read(file).fingerprint(), key.fingerprint());
    EXPECT_EQ(std::distance(fs::directory_iterator(file.parent_path()), {}), 1);
}

TEST(TheKey, IsOneForAllThatMakeItAtOnce) {
    const TemporaryFolder folder;
    std::vector<std::string> prints(8);
    std::vector<std::thread> threads;
    for (auto& print : prints) {
        threads.emplace_back([&print, file = folder.path() / "key"] {
            print = ServerKey::read_or_make(file).fingerprint();
        });
    }
    for (auto& thread : threads)
        thread.join();
    EXPECT_EQ(std::set(prints.begin(), prints.end()).size(), 1U);
}

TEST(TheKey, IsRefusedWhereOthersReadItOrItIsNoKey) {
    const TemporaryFolder folder;
    const auto open = folder.write("open", std::string(32, 'k'));
    fs::permissions(open, fs::perms::owner_read | fs::perms::group_read);
    EXPECT_THROW(ServerKey::read(open), EnvironmentFailure);
    for (const std::size_t size : {0U, 31U, 33U}) {
        const auto other = folder.write("other", std::string(size, 'k'));
        fs::permissions(other, fs::perms::owner_read | fs::perms::owner_write);
        EXPECT_THROW(ServerKey::read(other), EnvironmentFailure) << size;
    }
    EXPECT_THROW(ServerKey::read(folder.path() / "none"), EnvironmentFailure);
    EXPECT_THROW(ServerKey::read(folder.path()), EnvironmentFailure);
}

TEST(ASealedSecret, OpensForItsKeyAndPurposeAlone) {
    const TemporaryFolder folder;
    const auto key = ServerKey::read_or_make(folder.path() / "key");
    const auto other = ServerKey::read_or_make(folder.path() / "other");
    const auto sealed = key.seal("a secret", "code of mary");
    EXPECT_EQ(sealed.find("secret"), std::string::npos);
    EXPECT_NE(sealed, key.seal("a secret", "code of mary"));
    EXPECT_EQ(key.open(sealed, "code of mary"), "a secret");
    EXPECT_FALSE(key.open(sealed, "code of john"));
    EXPECT_FALSE(other.open(sealed, "code of mary"));
    for (std::size_t i = 0; i < sealed.size(); ++i) {
        auto changed = sealed;
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        EXPECT_FALSE(key.open(changed, "code of mary")) << i;
    }
    for (const std::string rubbish : {"", "x", "====", "not base64 at all"})
        EXPECT_FALSE(key.open(rubbish, "code of mary"));
    EXPECT_EQ(key.open(key.seal("", "p"), "p"), "");
}

TEST(AKeyedDigest, DependsOnKeyPurposeAndText) {
    const TemporaryFolder folder;
    const auto key = ServerKey::read_or_make(folder.path() / "key");
    const auto other = ServerKey::read_or_make(folder.path() / "other");
    EXPECT_EQ(key.digest("name", "mary"), key.digest("name", "mary"));
    EXPECT_NE(key.digest("name", "mary"), key.digest("name", "john"));
    EXPECT_NE(key.digest("name", "mary"), key.digest("entry", "mary"));
    EXPECT_NE(key.digest("name", "mary"), other.digest("name", "mary"));
    EXPECT_NE(keyed_digest("a", "text"), keyed_digest("b", "text"));
}

}  // namespace
}  // namespace concord::accounts
