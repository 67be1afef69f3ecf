#include "handbook/words.hpp"

#include <gtest/gtest.h>

#include "handbook/dates.hpp"
#include "handbook/statements.hpp"

namespace concord::handbook {
namespace {

bool finds(const char* pattern, const char* text) {
    return Phrase(pattern).find(Words(text)).has_value();
}

TEST(PhraseTest, HyphensCaseAndPossessivesDoNotMatter) {
    for (const auto* text : {"a Sub-Committee of the Board", "sub committee of the board",
                             "subcommittee of the Board's"}) {
        EXPECT_TRUE(finds("subcommittee of the board", text)) << text;
    }
}

TEST(PhraseTest, AlternativesEndingsOptionsAndGaps) {
    EXPECT_TRUE(finds("report|reports to the? board", "it reports to Board"));
    EXPECT_TRUE(finds("delegat* ... to", "delegates the approval of plans to"));
    EXPECT_FALSE(finds("delegat* ... to", "delegates. It answers to"));
    EXPECT_FALSE(finds("delegat* ... to", "delegated one two three four five six seven to"));
    EXPECT_FALSE(finds("place", "workplace"));
}

TEST(PhraseTest, TheLongestOfThoseThatBeginFirstCounts) {
    const auto set = phrases({"financial scheme", "financial scheme of delegation", "scheme"});
    const auto found = set.find(Words("the financial scheme of delegation"));
    ASSERT_TRUE(found);
    EXPECT_EQ(found->first, 1U);
    EXPECT_EQ(found->count, 4U);
}

TEST(PhraseTest, UnlessSaysThatItIsNotMeant) {
    const auto set = phrases({"inequalities"}, {"regard to ... inequalities"});
    EXPECT_TRUE(set.in(Words("responsible for reducing inequalities")));
    EXPECT_FALSE(set.in(Words("have regard to the need to reduce inequalities")));
}

TEST(SentencesTest, EndWhereSentencesDo) {
    EXPECT_EQ(
        sentences_of("3. The Board decides, e.g. Monday. It meets on 1 July 2022. Then rests"),
        (std::vector<std::string>{"3. The Board decides, e.g. Monday.", "It meets on 1 July 2022.",
                                  "Then rests"}));
}

TEST(DatesTest, AsDocumentsWriteThem) {
    EXPECT_EQ(date_in("next review: 1st July 2026.")->iso(), "2026-07-01");
    EXPECT_EQ(date_in("due by 30/06/2023")->iso(), "2023-06-30");
    EXPECT_EQ(date_in("on 2024-02-29 again")->iso(), "2024-02-29");
    EXPECT_EQ(date_in("March 2026")->iso(), "2026-03-31");
    EXPECT_EQ(date_in("Feb 2024")->iso(), "2024-02-29");
    EXPECT_FALSE(date_in("in due course"));
    EXPECT_FALSE(date_in("31 February 2024"));
}

}  // namespace
}  // namespace concord::handbook
