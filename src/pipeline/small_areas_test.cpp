#include "pipeline/small_areas.hpp"

#include <gtest/gtest.h>

namespace concord::pipeline {
namespace {

// Counted by hand: the alphabet begins at `#` and leaves out `<` and `\`, so that `;` is its 24th
// letter and `=` its 25th.
TEST(Packed, IsTwoLettersOfAnAlphabetOfNinety) {
    EXPECT_EQ(packed(0), "##");
    EXPECT_EQ(packed(1), "#$");
    EXPECT_EQ(packed(24), "#;");
    EXPECT_EQ(packed(25), "#=");
    EXPECT_EQ(packed(89), "#~");
    EXPECT_EQ(packed(90), "$#");
    EXPECT_EQ(packed(8098), "~}");
}

TEST(Packed, SaysWhatIsNotKnownInItsLastWord) {
    EXPECT_EQ(packed(-1), "~~");
    EXPECT_EQ(packed(8100), "~~");
}

}  // namespace
}  // namespace concord::pipeline
