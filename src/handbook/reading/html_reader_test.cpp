#include "handbook/reading/html_reader.hpp"

#include <gtest/gtest.h>

namespace concord::handbook {
namespace {

std::vector<std::string> texts(const ReadResult& result) {
    std::vector<std::string> found;
    for (const auto& block : result.document->blocks)
        found.push_back(block.text);
    return found;
}

TEST(HtmlReaderTest, ReadsThePageWithoutTheSiteAroundIt) {
    const auto result = read_html(
        "<html><head><title>Scheme</title><style>p{}</style></head><body>"
        "<nav><ul><li>Home</li></ul></nav><div class='site-menu'>Menu</div>"
        "<main><h1 id='top'>Scheme</h1><p>One <b>two</b>.</p><ul><li>three</li></ul></main>"
        "<footer>Contact</footer></body></html>",
        {});
    EXPECT_EQ(result.document->title, "Scheme");
    EXPECT_EQ(texts(result), (std::vector<std::string>{"Scheme", "One two.", "three"}));
    EXPECT_EQ(result.document->blocks[0].kind, BlockKind::heading);
    EXPECT_EQ(result.document->blocks[2].kind, BlockKind::item);
    EXPECT_EQ(to_string(result.document->blocks[1].spot), "#top");
}

TEST(HtmlReaderTest, LaysMergedCellsOut) {
    const auto result = read_html(
        "<table><tr><th>Body</th><th>Act</th><th>Limit</th></tr>"
        "<tr><td rowspan=2>Place Committee</td><td>spend</td><td>£5m</td></tr>"
        "<tr><td>tender</td><td>£1m</td></tr>"
        "<tr><td colspan=3>Officers</td></tr></table>",
        {});
    const auto& blocks = result.document->blocks;
    ASSERT_EQ(blocks.size(), 4U);
    EXPECT_TRUE(blocks[0].names_columns);
    EXPECT_EQ(blocks[2].cells, (std::vector<std::string>{"Place Committee", "tender", "£1m"}));
    EXPECT_EQ(blocks[3].cells, (std::vector<std::string>{"Officers", "", ""}));
}

TEST(HtmlReaderTest, WhatOpensASectionIsItsHeading) {
    const auto result =
        read_html("<details id='sord'><summary>Scheme</summary><p>Words</p></details>", {});
    EXPECT_EQ(result.document->blocks[0].kind, BlockKind::heading);
    EXPECT_EQ(to_string(result.document->blocks[1].spot), "#sord");
}

TEST(HtmlReaderTest, ALayoutTableIsNoTable) {
    const auto result =
        read_html("<table><tr><td><h2>Terms</h2><p>Words</p></td></tr></table>", {});
    EXPECT_EQ(result.document->blocks[0].kind, BlockKind::heading);
    EXPECT_EQ(result.document->blocks[1].kind, BlockKind::paragraph);
}

TEST(HtmlReaderTest, ADiagramIsAPictureAndAnIconIsNot) {
    const auto result = read_html(
        "<main><h1>Map</h1><img src='i.png' width='16'><img src='map.png' alt='who "
        "decides'></main>",
        {});
    ASSERT_EQ(result.document->blocks.size(), 2U);
    EXPECT_EQ(result.document->blocks[1].kind, BlockKind::picture);
    EXPECT_EQ(result.document->blocks[1].text, "who decides");
}

// Half a million open elements: no recursion, no end without an end.
TEST(HtmlReaderTest, SurvivesDeepNesting) {
    std::string page = "<html><body><p>before</p>";
    for (int i = 0; i < 20'000; ++i)
        page += "<div>";
    page += "deep";
    const auto result = read_html(page, {});
    ASSERT_TRUE(result.document || result.failure);
    if (result.document) {
        EXPECT_EQ(result.document->blocks.front().text, "before");
    }
}

TEST(HtmlReaderTest, SurvivesWhatIsNoMarkup) {
    for (const auto* page : {"<", "<<<>>>", "<p", "<table><tr><td colspan=99999999>x",
                             "&#0;&#x110000;", "<td rowspan=-1>y</td>"}) {
        const auto result = read_html(page, {});
        EXPECT_TRUE(result.document || result.failure) << page;
    }
}

}  // namespace
}  // namespace concord::handbook
