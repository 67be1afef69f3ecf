#include "handbook/reading/docx_reader.hpp"

#include <gtest/gtest.h>

#include "support/small_docx.hpp"
#include "support/temporary_folder.hpp"

namespace concord::handbook {
namespace {

using support::docx_body;
using support::docx_paragraph;

class Docx : public testing::Test {
  protected:
    Document read(const std::string& body, std::map<std::string, std::string> more = {}) {
        more["word/document.xml"] = docx_body(body);
        const auto path = folder.path() / "a.docx";
        support::write_packed(path, more);
        const files::PackedFile file(path);
        auto result = read_docx(file, {});
        losses = result.losses;
        return result.document ? std::move(*result.document) : Document();
    }

    support::TemporaryFolder folder;
    std::vector<ReadProblem> losses;
};

std::string cell(const std::string& properties, const std::string& text) {
    return "<w:tc><w:tcPr>" + properties + "</w:tcPr>" + docx_paragraph(text) + "</w:tc>";
}

TEST_F(Docx, ReadsHeadingsByTheirStyle) {
    const auto document = read(
        docx_paragraph("Scheme", "Ueberschrift1") + docx_paragraph("Words."),
        {{"word/styles.xml",
          "<w:styles xmlns:w=\"x\"><w:style w:styleId=\"Ueberschrift1\"><w:name w:val=\"heading "
          "1\"/></w:style></w:styles>"}});
    ASSERT_EQ(document.blocks.size(), 2U);
    EXPECT_EQ(document.blocks[0].kind, BlockKind::heading);
    EXPECT_EQ(document.blocks[0].level, 1);
    EXPECT_EQ(to_string(document.blocks[1].spot), "#Scheme");
}

TEST_F(Docx, LaysMergedCellsOut) {
    const auto document = read(
        "<w:tbl>"
        "<w:tr>" +
        cell("", "Body") + cell("<w:gridSpan w:val=\"2\"/>", "Limits") +
        "</w:tr>"
        "<w:tr>" +
        cell("<w:vMerge w:val=\"restart\"/>", "Place Committee") + cell("", "spend") +
        cell("", "£5m") +
        "</w:tr>"
        "<w:tr>" +
        cell("<w:vMerge/>", "") + cell("", "tender") + cell("", "£1m") + "</w:tr></w:tbl>");
    ASSERT_EQ(document.blocks.size(), 3U);
    EXPECT_EQ(document.blocks[0].cells, (std::vector<std::string>{"Body", "Limits", "Limits"}));
    EXPECT_EQ(document.blocks[2].cells,
              (std::vector<std::string>{"Place Committee", "tender", "£1m"}));
}

TEST_F(Docx, PrintsAsIfChangesWereAcceptedAndSaysThatTheyAreThere) {
    const auto document = read(
        "<w:p><w:r><w:t>up to </w:t></w:r><w:del><w:r><w:delText>£1m</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>£2m</w:t></w:r></w:ins></w:p>");
    EXPECT_EQ(document.blocks.front().text, "up to £2m");
    EXPECT_TRUE(document.has_tracked_changes);
}

TEST_F(Docx, CountsPagesWhereTheLayoutKeptThem) {
    const auto document = read(docx_paragraph("one") +
                               "<w:p><w:r><w:lastRenderedPageBreak/><w:t>two</w:t></w:r></w:p>" +
                               docx_paragraph("also two"));
    EXPECT_EQ(document.blocks[0].spot.page, 1U);
    EXPECT_EQ(document.blocks[1].spot.page, 2U);
    EXPECT_EQ(document.blocks[2].spot.page, 2U);
}

TEST_F(Docx, FindsTheWatermark) {
    const auto document =
        read(docx_paragraph("text"),
             {{"word/header1.xml",
               "<w:hdr xmlns:w=\"x\" xmlns:v=\"y\"><w:p><w:r><w:pict><v:shape><v:textpath "
               "string=\"DRAFT\"/></v:shape></w:pict></w:r></w:p></w:hdr>"}});
    ASSERT_EQ(document.running.size(), 1U);
    EXPECT_EQ(document.running[0].text, "DRAFT");
}

TEST_F(Docx, KeepsWhatStandsBeforeDamage) {
    const auto path = folder.path() / "a.docx";
    support::write_packed(
        path, {{"word/document.xml", docx_body(docx_paragraph("kept") + "<w:p><w:r>")}});
    const files::PackedFile file(path);
    const auto result = read_docx(file, {});
    ASSERT_TRUE(result.document);
    ASSERT_EQ(result.losses.size(), 1U);
    EXPECT_EQ(result.losses[0].message, "is damaged: the text after this place could not be read");
}

// Entities that multiply are not expanded.
TEST_F(Docx, IgnoresEntities) {
    const auto path = folder.path() / "a.docx";
    std::string xml =
        "<?xml version=\"1.0\"?><!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b "
        "\"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>";
    xml += docx_body("<w:p><w:r><w:t>&c;</w:t></w:r></w:p>").substr(21);
    support::write_packed(path, {{"word/document.xml", xml}});
    const files::PackedFile file(path);
    const auto result = read_docx(file, {});
    ASSERT_TRUE(result.document);
    for (const auto& block : result.document->blocks)
        EXPECT_LT(block.text.size(), 700U);
}

}  // namespace
}  // namespace concord::handbook
