#include "spending/spend.hpp"

#include <map>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/random.hpp"

namespace concord::spending {
namespace {

TEST(Texts, AreEachKeptOnceUnderOneNumber) {
    Texts texts;
    EXPECT_EQ(texts.id(""), 0U);
    const auto first = texts.id("RENT");
    EXPECT_EQ(texts.id("RENT"), first);
    EXPECT_NE(texts.id("Rent"), first);
    EXPECT_NE(texts.id(std::string("RENT\0", 5)), first);
    EXPECT_EQ(texts[first], "RENT");
    EXPECT_EQ(texts.size(), 4U);
}

// A tree of texts is the plain twin.
TEST(Texts, AgreeWithATree) {
    Texts texts;
    std::map<std::string, Texts::Id> twin = {{"", 0}};
    RandomStream random(1, 1);
    for (int i = 0; i < 50'000; ++i) {
        const auto text = fmt::format("{:x}", random.below(20'000));
        const auto [entry, is_new] = twin.emplace(text, twin.size());
        ASSERT_EQ(texts.id(text), entry->second) << text;
        ASSERT_EQ(texts.size(), twin.size());
    }
    for (const auto& [text, id] : twin)
        ASSERT_EQ(texts[id], text);
}

TEST(References, AreKeptAsTheyComeAndOnceWhereTheyFollowEachOther) {
    References references;
    EXPECT_EQ(references.add(""), 0U);
    EXPECT_EQ(references[0], "");
    const auto first = references.add("17");
    EXPECT_EQ(references.add("17"), first);
    const auto second = references.add("178");
    EXPECT_NE(second, first);
    EXPECT_EQ(references.add(""), 0U);
    const auto third = references.add("17");
    EXPECT_EQ(references[first], "17");
    EXPECT_EQ(references[second], "178");
    EXPECT_EQ(references[third], "17");
}

}  // namespace
}  // namespace concord::spending
