#include "files/utf16.hpp"

#include <gtest/gtest.h>

#include "files/csv_scanner.hpp"
#include "support/temporary_folder.hpp"

namespace concord::files {
namespace {

// Characters of one to four bytes of UTF-8, by hand from the tables of Unicode.
const std::u16string words = u"A\u00A3\u20AC\U0001F600";
const std::string in_utf8 = "A\xC2\xA3\xE2\x82\xAC\xF0\x9F\x98\x80";

std::string bytes_of(const std::u16string& text, ByteOrder order) {
    std::string bytes;
    for (const char16_t unit : text) {
        const char low = static_cast<char>(unit & 0xFF);
        const char high = static_cast<char>(unit >> 8);
        bytes += order == ByteOrder::big_first ? std::string{high, low} : std::string{low, high};
    }
    return bytes;
}

TEST(Utf16, IsReadInBothOrdersInPiecesOfAnyLength) {
    for (const auto order : {ByteOrder::little_first, ByteOrder::big_first}) {
        const auto bytes = bytes_of(words, order);
        for (std::size_t piece = 1; piece <= bytes.size(); ++piece) {
            Utf16Decoder decoder(order);
            std::string out;
            for (std::size_t at = 0; at < bytes.size(); at += piece)
                decoder.decode(std::string_view(bytes).substr(at, piece), out);
            decoder.finish(out);
            EXPECT_EQ(out, in_utf8) << piece;
        }
    }
}

TEST(Utf16, GivesAMarkForHalvesWithoutTheirOtherHalf) {
    const auto read = [](const std::u16string& text, const std::string& behind = "") {
        Utf16Decoder decoder(ByteOrder::little_first);
        std::string out;
        decoder.decode(bytes_of(text, ByteOrder::little_first) + behind, out);
        decoder.finish(out);
        return out;
    };
    const std::string mark = "\xEF\xBF\xBD";
    EXPECT_EQ(read({0xD83D, u'a'}), mark + "a");
    EXPECT_EQ(read({0xDE00, u'a'}), mark + "a");
    EXPECT_EQ(read({u'a', 0xD83D}), "a" + mark);
    EXPECT_EQ(read({u'a'}, "b"), "a" + mark);
}

TEST(Utf16, IsReadByTheScannerLineByLine) {
    const support::TemporaryFolder folder;
    std::u16string text = u"\uFEFFa,b\r\n";
    for (int i = 0; i < 40'000; ++i)
        text += u"\u00A35,\"x\ny\"\r\n";
    for (const auto order : {ByteOrder::little_first, ByteOrder::big_first}) {
        CsvScanner scanner(folder.write("a.csv", bytes_of(text, order)), ',', order);
        Record record;
        ASSERT_TRUE(scanner.next(record));
        EXPECT_EQ(record.raw,
                  "\xEF\xBB\xBF"
                  "a,b");
        int rows = 0;
        for (; scanner.next(record); ++rows) {
            ASSERT_EQ(record.fields.size(), 2U);
            ASSERT_EQ(record.fields[0],
                      "\xC2\xA3"
                      "5");
            ASSERT_EQ(record.fields[1], "x\ny");
            ASSERT_EQ(record.line, 2 + 2 * static_cast<std::uint32_t>(rows));
        }
        EXPECT_EQ(rows, 40'000);
    }
}

}  // namespace
}  // namespace concord::files
