#include "base/text.hpp"

#include <gtest/gtest.h>

namespace concord {
namespace {

TEST(Text, SplitsAndTrimsEachPart) {
    EXPECT_EQ(split(" a; b ;;c", ';'), (std::vector<std::string_view>{"a", "b", "", "c"}));
    EXPECT_TRUE(split("", ';').empty());
}

TEST(Text, KnowsWellFormedUtf8) {
    EXPECT_TRUE(is_utf8("plain"));
    EXPECT_TRUE(is_utf8("café – €"));
    EXPECT_TRUE(is_utf8("\xF0\x9F\x98\x80"));
    EXPECT_FALSE(is_utf8("caf\xe9"));
    EXPECT_FALSE(is_utf8("\xC0\xAF")) << "overlong";
    EXPECT_FALSE(is_utf8("\xED\xA0\x80")) << "surrogate";
    EXPECT_FALSE(is_utf8("\xF4\x90\x80\x80")) << "beyond Unicode";
    EXPECT_FALSE(is_utf8("abcdefgh\xe2\x82")) << "cut at the end";
}

TEST(Text, ReadsWindows1252) {
    EXPECT_EQ(from_windows_1252("\xa3"
                                "5 \x96 caf\xe9 \x80"),
              "£5 – café €");
    EXPECT_EQ(from_windows_1252("\x81"), "\xEF\xBF\xBD") << "a byte that the page leaves empty";
}

TEST(Text, CountsColumnsInCharacters) {
    EXPECT_EQ(column_at("a,b", 2), 3U);
    EXPECT_EQ(column_at("é,b", 3), 3U) << "two bytes, one character";
    EXPECT_EQ(column_at("éééééé,b", 13), 8U) << "longer than a word of the machine";
}

TEST(Text, GuessesTheNearestWord) {
    const std::vector<std::string> words = {"population", "people", "rank"};
    EXPECT_EQ(closest("poeple", words), "people") << "a swap is one edit";
    EXPECT_EQ(closest("RANK", words), "rank");
    EXPECT_EQ(closest("zebra", words), std::nullopt);
}

TEST(Text, ShowsHostileTextSafely) {
    EXPECT_EQ(shown("a\x1b[31mb\n"), "a?[31mb?");
    EXPECT_EQ(shown("a\xC2\x9B"
                    "31mb\xC2\xA3"),
              "a?31mb£")
        << "the other way to begin a sequence";
    EXPECT_EQ(shown("abcdef", 3), "abc…");
    EXPECT_EQ(shown("ééé", 3), "ééé") << "the limit counts characters";
}

TEST(Text, WritesThousands) {
    EXPECT_EQ(with_thousands(0), "0");
    EXPECT_EQ(with_thousands(999), "999");
    EXPECT_EQ(with_thousands(56550138), "56,550,138");
    EXPECT_EQ(with_thousands(-1234), "-1,234");
}

TEST(Text, ReadsNumbersStrictly) {
    EXPECT_EQ(parse_number(" -1.5 "), -1.5);
    EXPECT_EQ(parse_number("2e3"), 2000);
    for (const auto* text : {"", "..", "1,000", "nan", "inf", "1e999", "12a", "0x10"}) {
        EXPECT_EQ(parse_number(text), std::nullopt) << text;
    }
}

TEST(Text, ReadsWholeNumbersWithoutLoss) {
    EXPECT_EQ(parse_whole_number("12.0"), 12);
    EXPECT_EQ(parse_whole_number("9223372036854775807"), 9223372036854775807);
    for (const auto* text : {"12.5", "9223372036854775808", "1e300", ""}) {
        EXPECT_EQ(parse_whole_number(text), std::nullopt) << text;
    }
}

}  // namespace
}  // namespace concord
