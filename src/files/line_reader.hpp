// Physical lines of a text file, with their numbers. A line end is \n, \r\n or a lone \r (old
// Macintosh exports). A line longer than the limit is cut there and marked, so that a file without
// line ends cannot fill the memory.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "files/byte_source.hpp"
#include "files/utf16.hpp"

namespace concord::files {

struct Line {
    std::string_view text;  // without its line end; valid until the next call
    std::uint32_t number = 0;
    bool cut = false;  // it was longer than the limit; the rest was passed over
};

class LineReader {
  public:
    // Of a file in UTF-16 the lines are given in UTF-8, and so is its byte order mark.
    explicit LineReader(const std::filesystem::path& path,
                        std::optional<ByteOrder> utf16 = std::nullopt);

    bool next(Line& line);

    // Goes on to the next line that is not empty, as far as it has been read from the file: a file
    // of nothing but line ends then costs little more than reading it.
    void pass_over_empty_lines();

    // The first bytes of the file as they stand, without moving on.
    std::string_view peek();
    // Leaves out bytes at the very start (a byte order mark).
    void skip(std::size_t bytes) { start_ += bytes; }

    const ByteSource& source() const { return source_; }

    static constexpr std::size_t line_bytes_limit = std::size_t{1} << 20;

  private:
    bool fill();
    std::size_t read_on();
    std::size_t find_end(std::size_t from) const;
    bool end_is_known(std::size_t end) const;
    bool pass_over_rest_of_line();
    void consume(std::size_t end);

    ByteSource source_;
    std::optional<Utf16Decoder> utf16_;
    std::string decoded_;
    std::vector<char> buffer_;
    std::string cut_line_;
    std::size_t start_ = 0;
    std::size_t end_ = 0;
    bool at_end_ = false;
    std::uint32_t number_ = 0;
};

}  // namespace concord::files
