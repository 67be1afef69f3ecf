#include "handbook/reading/text_reader.hpp"

#include <array>

#include <gtest/gtest.h>

#include "handbook/reading/clean_text.hpp"
#include "handbook/reading/markdown_reader.hpp"

namespace concord::handbook {
namespace {

std::string outline(const Document& document) {
    const std::array<const char*, 5> kinds = {"#", "", "* ", "| ", "?"};
    std::string out;
    for (const auto& block : document.blocks) {
        out += std::to_string(block.spot.line) + " " + kinds[static_cast<std::size_t>(block.kind)];
        out += block.kind == BlockKind::heading ? std::to_string(block.level) + " " : "";
        out += block.text + "\n";
    }
    return out;
}

TEST(TextReaderTest, FindsHeadingsItemsAndTables) {
    const auto document = read_plain_text(
        "GOVERNANCE HANDBOOK\n"
        "\n"
        "Limits\n"
        "======\n"
        "These limits hold\n"
        "until they change.\n"
        "\n"
        "(a) spend\n"
        "(b) sign\n"
        "\n"
        "Post              Limit\n"
        "-----------------------\n"
        "Director          £50k\n"
        "Chief Executive   £5m\n"
        "\n"
        "2.1 Banking\n"
        "\n"
        "Bank accounts.\n");
    EXPECT_EQ(outline(document),
              "1 #2 GOVERNANCE HANDBOOK\n"
              "3 #1 Limits\n"
              "5 These limits hold until they change.\n"
              "8 * (a) spend\n"
              "9 * (b) sign\n"
              "11 | Post | Limit\n"
              "13 | Director | £50k\n"
              "14 | Chief Executive | £5m\n"
              "16 #4 2.1 Banking\n"
              "18 Bank accounts.\n");
    EXPECT_TRUE(document.blocks[5].names_columns);
}

// A header without a first column stands over the others.
TEST(TextReaderTest, PutsCellsUnderTheirColumns) {
    const auto document = read_plain_text(
        "                    Spending     Awards\n"
        "                    --------     ------\n"
        "Place Directors     £300k        £100k\n"
        "Heads of service                 £10k\n");
    ASSERT_EQ(document.blocks.size(), 3U);
    EXPECT_EQ(document.blocks[0].cells, (std::vector<std::string>{"", "Spending", "Awards"}));
    EXPECT_EQ(document.blocks[2].cells, (std::vector<std::string>{"Heads of service", "", "£10k"}));
}

TEST(MarkdownReaderTest, ReadsTablesListsAndPictures) {
    const auto document = read_markdown(
        "# Scheme\n\nThe *Board* keeps:\n\n- plans\n- pay\n\n| A | B |\n|---|---|\n| 1 | **2** "
        "|\n\n"
        "![map](map.png)\n");
    EXPECT_EQ(
        outline(document),
        "1 #1 Scheme\n3 The Board keeps:\n5 * plans\n6 * pay\n8 | A | B\n10 | 1 | 2\n12 ?map\n");
    EXPECT_TRUE(document.blocks[4].names_columns);
}

TEST(CleanTextTest, MakesTypesettingPlain) {
    EXPECT_EQ(clean_text(" \u201CICB\u2019s\u00A0of\uFB01ce\u201D \u2013 ok\u00AD "),
              "\"ICB's office\" - ok");
    EXPECT_EQ(clean_text("\uF0B7 one \u2714"), "• one ✓");
    EXPECT_EQ(clean_text("a\xFF"), "a");
}

TEST(CleanTextTest, KnowsMarkers) {
    for (const auto* marker : {"•", "(a)", "1.", "3.2", "(iv)", "b)", "2.1.3"})
        EXPECT_TRUE(is_marker(marker)) << marker;
    for (const auto* word : {"Audit", "2024", "a", "of", "£5m", ""})
        EXPECT_FALSE(is_marker(word)) << word;
}

}  // namespace
}  // namespace concord::handbook
