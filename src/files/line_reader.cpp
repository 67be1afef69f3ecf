#include "files/line_reader.hpp"

#include <array>
#include <cstring>

namespace concord::files {
namespace {

constexpr std::size_t first_buffer_bytes = std::size_t{1} << 17;

}  // namespace

LineReader::LineReader(const std::filesystem::path& path, std::optional<ByteOrder> utf16)
    : source_(path), buffer_(first_buffer_bytes) {
    if (utf16) utf16_.emplace(*utf16);
}

// Reads more bytes behind those that are there; how many.
std::size_t LineReader::read_on() {
    if (!utf16_) return source_.read({buffer_.data() + end_, buffer_.size() - end_});
    std::array<char, 1U << 16U> bytes{};
    decoded_.clear();
    while (decoded_.empty()) {
        const auto count = source_.read(bytes);
        if (count == 0) {
            utf16_->finish(decoded_);
            break;
        }
        utf16_->decode({bytes.data(), count}, decoded_);
    }
    if (buffer_.size() - end_ < decoded_.size()) buffer_.resize(end_ + decoded_.size());
    std::memcpy(buffer_.data() + end_, decoded_.data(), decoded_.size());
    return decoded_.size();
}

std::string_view LineReader::peek() {
    constexpr std::size_t enough_bytes = 1024;
    while (end_ - start_ < enough_bytes && fill()) {
    }
    return {buffer_.data() + start_, end_ - start_};
}

// Moves what is left to the front and reads on; false where there is nothing more to read. The
// buffer grows with the longest line, which has a limit.
bool LineReader::fill() {
    if (at_end_) return false;
    std::memmove(buffer_.data(), buffer_.data() + start_, end_ - start_);
    end_ -= start_;
    start_ = 0;
    if (end_ == buffer_.size()) buffer_.resize(2 * buffer_.size());
    const auto count = read_on();
    end_ += count;
    at_end_ = count == 0;
    return count > 0;
}

// The place of the first \n or \r at or after `from`, or end_.
std::size_t LineReader::find_end(std::size_t from) const {
    const char* begin = buffer_.data() + from;
    const auto length = end_ - from;
    const auto* newline = static_cast<const char*>(std::memchr(begin, '\n', length));
    const auto limit = newline ? static_cast<std::size_t>(newline - begin) : length;
    const auto* carriage = static_cast<const char*>(std::memchr(begin, '\r', limit));
    if (carriage) return from + static_cast<std::size_t>(carriage - begin);
    return from + limit;
}

// A \r that is the last byte read may be the first half of \r\n.
bool LineReader::end_is_known(std::size_t end) const {
    if (end == end_) return false;
    return buffer_[end] == '\n' || end + 1 < end_ || at_end_;
}

void LineReader::consume(std::size_t end) {
    start_ = end;
    if (start_ == end_) return;
    const bool pair = buffer_[start_] == '\r' && start_ + 1 < end_ && buffer_[start_ + 1] == '\n';
    start_ += pair ? 2 : 1;
}

bool LineReader::pass_over_rest_of_line() {
    while (true) {
        const auto end = find_end(start_);
        if (end_is_known(end)) {
            consume(end);
            return true;
        }
        start_ = end;
        if (!fill() && start_ == end_) return false;
    }
}

void LineReader::pass_over_empty_lines() {
    for (; start_ < end_ && buffer_[start_] == '\n'; ++start_)
        ++number_;
}

bool LineReader::next(Line& line) {
    std::size_t end = find_end(start_);
    while (!end_is_known(end) && end - start_ <= line_bytes_limit) {
        const auto scanned = end - start_;
        const bool more = fill();  // moves what is left to the front, also where nothing follows
        end = find_end(start_ + scanned);
        if (!more) break;
    }
    if (end == start_ && start_ == end_) return false;
    // The last line of a damaged gzip file may be half a line: better lost than wrong.
    if (end == end_ && at_end_ && source_.damaged()) return false;
    line.number = ++number_;
    line.cut = end - start_ > line_bytes_limit;
    if (line.cut) {
        cut_line_.assign(buffer_.data() + start_, line_bytes_limit);
        start_ += line_bytes_limit;
        pass_over_rest_of_line();
        line.text = cut_line_;
        return true;
    }
    line.text = {buffer_.data() + start_, end - start_};
    consume(end);
    return true;
}

}  // namespace concord::files
