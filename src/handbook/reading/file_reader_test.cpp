#include "handbook/reading/file_reader.hpp"

#include <gtest/gtest.h>

#include "handbook/handbook.hpp"
#include "handbook/reading/content_kind.hpp"
#include "support/diagnostics.hpp"
#include "support/small_docx.hpp"
#include "support/small_pdf.hpp"
#include "support/temporary_folder.hpp"

namespace concord::handbook {
namespace {

using support::pdf_text;
using support::small_pdf;

class FileReader : public testing::Test {
  protected:
    ReadResult read(const std::string& name, std::string_view bytes) {
        return read_file(folder.write(name, bytes), limits, never);
    }
    std::string failure(const std::string& name, std::string_view bytes) {
        const auto result = read(name, bytes);
        EXPECT_FALSE(result.document.has_value());
        return result.failure ? result.failure->message : "";
    }
    static std::string loss(const ReadResult& result) {
        return result.losses.empty() ? "" : result.losses.front().message;
    }

    support::TemporaryFolder folder;
    ReadLimits limits;
    CancelToken never;
};

TEST_F(FileReader, SaysWhatCannotBeRead) {
    EXPECT_EQ(failure("a.pdf", ""), "is empty");
    EXPECT_EQ(failure("a.pdf", "%PDF-1.7\nnothing that follows"),
              "is damaged: no page of this PDF can be read");
    EXPECT_EQ(failure("a.docx", "PK\x03\x04 cut"), "is damaged: it cannot be unpacked");
    EXPECT_EQ(failure("a.doc", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
              "is encrypted, or of an old office format that is not read");
    EXPECT_EQ(failure("a.docx", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
              "is encrypted, or of an old office format that is not read; it is an old or "
              "encrypted office file, not a packed file as its name says");
    EXPECT_EQ(failure("a.rtf", "{\\rtf1 text}"), "is rich text, which is not read");
    EXPECT_EQ(failure("a.png", "\x89PNG\r\n\x1a\n"), "is a picture: its text is not read");
    EXPECT_EQ(failure("a.bin", std::string_view("\x01\x02\x00\x03", 4)),
              "is no document that is read");
    EXPECT_EQ(failure("a.txt", " \n\n"), "holds no text");
}

TEST_F(FileReader, SaysThatAFileIsMissing) {
    const auto result = read_file(folder.path() / "absent.pdf", limits, never);
    EXPECT_EQ(result.failure->message, "cannot be opened");
}

TEST_F(FileReader, ReadsAPackedFileThatIsNoDocumentAsNothing) {
    const auto path = folder.path() / "a.zip";
    support::write_packed(path, {{"notes.txt", "hello"}});
    EXPECT_EQ(read_file(path, limits, never).failure->message,
              "is a packed file, but no word processor's document");
}

TEST_F(FileReader, ReadsAFileAsWhatItIsAndSaysSo) {
    const auto page = read("scheme.pdf", "<!DOCTYPE html><html><body><h1>Moved</h1></body></html>");
    ASSERT_TRUE(page.document);
    EXPECT_EQ(page.document->format, Format::html);
    EXPECT_EQ(loss(page), "is a web page, not a PDF as its name says; it was read as what it is");
    const auto pdf = read("scheme.html", small_pdf({pdf_text(72, 700, 12, "Scheme")}));
    ASSERT_TRUE(pdf.document);
    EXPECT_EQ(pdf.document->format, Format::pdf);
    EXPECT_EQ(loss(pdf), "is a PDF, not a web page as its name says; it was read as what it is");
}

TEST_F(FileReader, ReadsTextInAnyEncoding) {
    const std::string_view utf16("\xFF\xFEQ\0u\0o\0r\0u\0m\0", 14);
    EXPECT_EQ(read("a.txt", utf16).document->blocks.front().text, "Quorum");
    EXPECT_EQ(read("b.txt", "limit of \xA3 5").document->blocks.front().text, "limit of £ 5");
}

// A page description that unpacks to hundreds of times its size stalls its reader, and costs that
// page only.
TEST_F(FileReader, LosesOnlyThePageOfABomb) {
    std::string bomb;
    for (int i = 0; i < 400'000; ++i)
        bomb += "BT /F1 9 Tf 72 700 Td (words without end and more of them) Tj ET\n";
    limits.page_seconds = 5;
    const auto path = folder.write(
        "a.pdf", small_pdf({pdf_text(72, 700, 12, "First"), bomb, pdf_text(72, 700, 12, "Third")},
                           {.packed = true}));
    const auto result = read_file(path, limits, never);
    ASSERT_TRUE(result.document);
    EXPECT_EQ(result.document->blocks.front().text, "First");
    EXPECT_EQ(result.document->blocks.back().text, "Third");
    EXPECT_EQ(loss(result), "page 2 could not be read");
}

TEST_F(FileReader, ReadsTenThousandPagesAndNamesWhatLiesBeyondTheLimit) {
    const std::vector<std::string> pages(10'000, pdf_text(72, 700, 12, "A page among many"));
    const auto path = folder.write("a.pdf", small_pdf(pages));
    auto result = read_file(path, limits, never);
    ASSERT_TRUE(result.document);
    EXPECT_EQ(result.document->pages, 10'000U);
    EXPECT_EQ(result.document->blocks.size(), 10'000U);
    EXPECT_EQ(result.document->blocks.back().spot.page, 10'000U);
    limits.pages = 50;
    result = read_file(path, limits, never);
    EXPECT_EQ(result.document->blocks.size(), 50U);
    EXPECT_EQ(loss(result), "reading stopped after page 50 of 10000");
}

TEST_F(FileReader, StopsAtTheTextThatItMayHold) {
    limits.text_bytes = 100;
    const auto result = read("a.txt", std::string(150, 'x'));
    EXPECT_EQ(result.document->blocks.front().text.size(), 100U);
    EXPECT_EQ(loss(result), "has 0 million bytes; the first 0 million were read");
}

TEST_F(FileReader, UnpacksNoMoreThanTheLimit) {
    limits.unpacked_bytes = 2'000;
    std::string body;
    for (int i = 0; i < 100'000; ++i)
        body += support::docx_paragraph("again");
    const auto path = folder.path() / "a.docx";
    support::write_packed(path, {{"word/document.xml", support::docx_body(body)}});
    const auto result = read_file(path, limits, never);
    ASSERT_TRUE(result.document);
    EXPECT_LT(result.document->blocks.size(), 100U);
    EXPECT_GT(result.document->blocks.size(), 5U);
    EXPECT_EQ(loss(result), "unpacks to more than 0 million bytes; the rest was not read");
}

TEST_F(FileReader, StopsWhenAsked) {
    const std::vector<std::string> pages(2'000, pdf_text(72, 700, 12, "A page"));
    const auto path = folder.write("a.pdf", small_pdf(pages));
    CancelToken cancelled;
    cancelled.cancel();
    EXPECT_THROW(read_file(path, limits, cancelled), Cancelled);
}

// Only what lies in the handbook counts: pages that it links to do not (PIR-R059). What gives a web
// page its looks is left out and counted.
TEST_F(FileReader, ReadsAFolderAndNothingThatItLinksTo) {
    folder.write("outside.html", "<p>outside</p>");
    folder.write("book/index.html", "<p>inside <a href='../outside.html'>more</a></p>");
    folder.write("book/site.css", "p {}");
    folder.write("book/handbook.toml",
                 "board = \"NHS Oldmere Integrated Care Board\"\n"
                 "retrieved = 2024-04-01\naddress = \"web\"\n");
    auto diagnostics = support::new_diagnostics();
    SilentProgress silent;
    const auto handbook =
        read_handbook({folder.path() / "book", "book", limits, &silent, &never}, diagnostics);
    ASSERT_EQ(handbook.documents.size(), 1U);
    EXPECT_EQ(handbook.documents[0].name, "index.html");
    EXPECT_EQ(handbook.left_out, 1U);
    EXPECT_EQ(handbook.board, "NHS Oldmere Integrated Care Board");
    EXPECT_EQ(handbook.retrieved->iso(), "2024-04-01");
    EXPECT_TRUE(diagnostics.all().empty());
    EXPECT_EQ(handbooks_at(folder.path()),
              (std::vector<std::filesystem::path>{folder.path() / "book"}));
}

TEST(ContentKindTest, BytesDecideBeforeNames) {
    EXPECT_EQ(kind_of_content("%PDF-1.4", "txt"), ContentKind::pdf);
    EXPECT_EQ(kind_of_content("<p>words</p>", "html"), ContentKind::html);
    EXPECT_EQ(kind_of_content("# words", "md"), ContentKind::markdown);
    EXPECT_EQ(kind_of_content("# words", "txt"), ContentKind::text);
    EXPECT_EQ(kind_of_content("  <!DOCTYPE HTML><html>", "pdf"), ContentKind::html);
}

}  // namespace
}  // namespace concord::handbook
