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

}  // namespace
}  // namespace concord::spending
