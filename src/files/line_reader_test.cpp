#include "files/line_reader.hpp"

#include <gtest/gtest.h>
#include <zlib.h>

#include "support/temporary_folder.hpp"

namespace concord::files {
namespace {

using support::TemporaryFolder;

std::vector<std::string> lines_of(const std::filesystem::path& path) {
    LineReader reader(path);
    std::vector<std::string> lines;
    Line line;
    while (reader.next(line)) {
        EXPECT_EQ(line.number, lines.size() + 1);
        lines.emplace_back(line.text);
    }
    return lines;
}

std::string gzip(const std::string& text) {
    std::string packed(compressBound(text.size()) + 64, '\0');
    z_stream stream{};
    deflateInit2(&stream, 9, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
    std::string input = text;
    stream.next_in = reinterpret_cast<Bytef*>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    deflate(&stream, Z_FINISH);
    packed.resize(packed.size() - stream.avail_out);
    deflateEnd(&stream);
    return packed;
}

using Lines = std::vector<std::string>;

TEST(LineReader, EndsLinesInEveryWay) {
    const TemporaryFolder folder;
    EXPECT_EQ(lines_of(folder.write("a", "one\ntwo\r\nthree\rfour")),
              (Lines{"one", "two", "three", "four"}));
    EXPECT_EQ(lines_of(folder.write("b", "one\n\ntwo\n")), (Lines{"one", "", "two"}));
    EXPECT_EQ(lines_of(folder.write("c", "one\r")), (Lines{"one"}));
    EXPECT_TRUE(lines_of(folder.write("d", "")).empty());
}

TEST(LineReader, ReadsPairsThatFallOnTheBuffersEdge) {
    const TemporaryFolder folder;
    // The buffer is a little over a mebibyte: lines of every length near it, with two-byte ends.
    std::string text;
    Lines expected;
    for (std::size_t length = 0; length < 3000; ++length) {
        expected.emplace_back(length, 'x');
        text += expected.back() + "\r\n";
    }
    EXPECT_EQ(lines_of(folder.write("a", text)), expected);
}

TEST(LineReader, CutsALineWithoutEnd) {
    const TemporaryFolder folder;
    const auto path = folder.write("a", std::string(5'000'000, 'x') + "\nnext\n");
    LineReader reader(path);
    Line line;
    ASSERT_TRUE(reader.next(line));
    EXPECT_TRUE(line.cut);
    EXPECT_EQ(line.text.size(), LineReader::line_bytes_limit);
    ASSERT_TRUE(reader.next(line));
    EXPECT_EQ(line.text, "next");
    EXPECT_FALSE(line.cut);
    EXPECT_EQ(line.number, 2U);
}

TEST(LineReader, ReadsGzipWhateverItsName) {
    const TemporaryFolder folder;
    EXPECT_EQ(lines_of(folder.write("plain.csv", gzip("one\ntwo\n"))), (Lines{"one", "two"}));
    EXPECT_EQ(lines_of(folder.write("two", gzip("one\n") + gzip("two\n"))), (Lines{"one", "two"}))
        << "two members";
}

TEST(LineReader, DropsTheHalfLineOfACutGzip) {
    const TemporaryFolder folder;
    std::string text;
    for (int i = 0; i < 20000; ++i)
        text += "line " + std::to_string(i * 7919 % 20000) + "\n";
    const auto packed = gzip(text);
    const auto path = folder.write("a", packed.substr(0, packed.size() / 2));
    const auto lines = lines_of(path);
    ASSERT_FALSE(lines.empty());
    ASSERT_LT(lines.size(), 20000U);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        ASSERT_EQ(lines[i], "line " + std::to_string(i * 7919 % 20000));
    }
}

TEST(LineReader, PeeksWithoutMoving) {
    const TemporaryFolder folder;
    LineReader reader(folder.write("a", "\xEF\xBB\xBFone\ntwo\n"));
    EXPECT_TRUE(reader.peek().starts_with("\xEF\xBB\xBFone"));
    reader.skip(3);
    Line line;
    ASSERT_TRUE(reader.next(line));
    EXPECT_EQ(line.text, "one");
}

}  // namespace
}  // namespace concord::files
