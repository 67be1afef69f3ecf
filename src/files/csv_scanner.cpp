#include "files/csv_scanner.hpp"

#include <algorithm>

#include <csv.h>

#include "base/failure.hpp"
#include "base/text.hpp"

namespace concord::files {

// libcsv's push parser, and the fields of the record it is in.
struct CsvScanner::Parser {
    enum class State { done, open, broken };

    explicit Parser(char delimiter) : delimiter_(delimiter) {
        init(strict_, CSV_STRICT);
        init(lenient_, 0);
    }
    ~Parser() {
        csv_free(&strict_);
        csv_free(&lenient_);
    }
    Parser(const Parser&) = delete;
    Parser& operator=(const Parser&) = delete;

    void begin() {
        bytes_.clear();
        ends_.clear();
        record_done_ = false;
    }

    // Reads one line; `offset` receives the byte at which a strict reading failed.
    State feed(std::string_view line, std::size_t& offset) {
        offset = push(strict_, line);
        if (offset < line.size()) return State::broken;
        push(strict_, "\n");
        return record_done_ ? State::done : State::open;
    }

    // Reads a whole record in which a quote may stand anywhere; false where it does not end.
    bool read_leniently(std::string_view line) {
        begin();
        push(lenient_, line);
        push(lenient_, "\n");
        const bool done = record_done_;
        if (!done) reset(lenient_, 0);
        return done;
    }

    void reset_strict() { reset(strict_, CSV_STRICT); }

    void copy_fields(std::vector<std::string_view>& fields) const {
        std::size_t start = 0;
        for (const auto end : ends_) {
            fields.emplace_back(bytes_.data() + start, end - start);
            start = end;
        }
    }

  private:
    void init(csv_parser& parser, unsigned char options) const {
        if (csv_init(&parser, options) != 0) {
            throw EnvironmentFailure("cannot start the CSV parser",
                                     "is the machine out of memory?");
        }
        csv_set_delim(&parser, static_cast<unsigned char>(delimiter_));
    }

    void reset(csv_parser& parser, unsigned char options) {
        csv_free(&parser);
        init(parser, options);
    }

    std::size_t push(csv_parser& parser, std::string_view text) {
        return csv_parse(&parser, text.data(), text.size(), on_field, on_record, this);
    }

    static void on_field(void* bytes, std::size_t size, void* self) {
        auto& parser = *static_cast<Parser*>(self);
        parser.bytes_.append(static_cast<const char*>(bytes), size);
        parser.ends_.push_back(parser.bytes_.size());
    }
    static void on_record(int, void* self) { static_cast<Parser*>(self)->record_done_ = true; }

    csv_parser strict_{};
    csv_parser lenient_{};
    char delimiter_;
    std::string bytes_;
    std::vector<std::size_t> ends_;
    bool record_done_ = false;
};

CsvScanner::CsvScanner(const std::filesystem::path& path, char delimiter,
                       std::optional<ByteOrder> utf16)
    : lines_(path, utf16), delimiter_(delimiter), parser_(std::make_unique<Parser>(delimiter)) {}

CsvScanner::~CsvScanner() = default;

bool CsvScanner::next_line(BufferedLine& line) {
    if (!waiting_.empty()) {
        line = std::move(waiting_.front());
        waiting_.pop_front();
        return true;
    }
    Line read;
    if (!lines_.next(read)) return false;
    line.number = read.number;
    line.cut = read.cut;
    line.converted = !is_utf8(read.text);
    if (line.converted) {
        line.text = from_windows_1252(read.text);
    } else {
        line.text.assign(read.text);
    }
    return true;
}

bool CsvScanner::next(Record& record) {
    if (gathered_.empty()) gathered_.resize(1);
    do {
        if (waiting_.empty()) lines_.pass_over_empty_lines();
        if (!next_line(gathered_[0])) return false;
    } while (trim(gathered_[0].text).empty());
    gathered_count_ = 1;
    record.fault = RecordFault::none;
    record.fault_column = 0;
    const auto& first = gathered_[0];
    if (first.cut || !cut_plain_line(first.text, delimiter_, record)) {
        record.fields.clear();
        record.starts.clear();
        read_fields(record);
    }
    record.line = gathered_[0].number;
    record.was_windows_1252 = false;
    for (std::size_t i = 0; i < gathered_count_; ++i) {
        record.was_windows_1252 |= gathered_[i].converted;
    }
    record.raw = gathered_[0].text;
    if (gathered_count_ > 1) {
        raw_.clear();
        for (std::size_t i = 0; i < gathered_count_; ++i) {
            raw_.append(gathered_[i].text).push_back('\n');
        }
        record.raw = raw_;
    }
    return true;
}

void CsvScanner::read_fields(Record& record) {
    const auto& first = gathered_[0];
    if (first.cut || first.text.find('\0') != std::string::npos) {
        record.fault = first.cut ? RecordFault::line_too_long : RecordFault::not_text;
        record.fault_column = 1;
        return;
    }
    std::size_t offset = 0;
    parser_->begin();
    auto state = parser_->feed(first.text, offset);
    while (state == Parser::State::open && gathered_count_ < lines_per_record_limit) {
        if (gathered_.size() == gathered_count_) gathered_.emplace_back();
        auto& line = gathered_[gathered_count_];
        if (!next_line(line)) break;
        ++gathered_count_;
        state = parser_->feed(line.text, offset);
    }
    if (state == Parser::State::done) {
        parser_->copy_fields(record.fields);
        return;
    }
    parser_->reset_strict();
    if (state == Parser::State::broken && gathered_count_ == 1) {
        mend_stray_quote(record, offset);
        return;
    }
    give_back_all_but_first();
    record.fault = RecordFault::unclosed_quote;
    record.fault_column = column_at(gathered_[0].text, gathered_[0].text.rfind('"'));
}

void CsvScanner::mend_stray_quote(Record& record, std::size_t offset) {
    record.fault = RecordFault::stray_quote;
    record.fault_column = column_at(gathered_[0].text, offset);
    if (parser_->read_leniently(gathered_[0].text)) {
        parser_->copy_fields(record.fields);
    } else {
        record.fault = RecordFault::unclosed_quote;
    }
}

void CsvScanner::give_back_all_but_first() {
    for (std::size_t i = gathered_count_; i > 1; --i) {
        waiting_.push_front(std::move(gathered_[i - 1]));
    }
    gathered_.resize(1);
    gathered_count_ = 1;
}

FieldPlace place_of_field(std::string_view raw, std::size_t index, char delimiter) {
    FieldPlace place;
    std::size_t line_start = 0;
    std::size_t start = 0;  // of the field
    std::size_t field = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < raw.size() && field < index; ++i) {
        if (raw[i] == '"') quoted = !quoted;
        if (raw[i] == '\n') {
            ++place.line_offset;
            line_start = i + 1;
        }
        if (raw[i] == delimiter && !quoted) {
            ++field;
            start = i + 1;
        }
    }
    place.column = column_at(raw.substr(line_start), start < line_start ? 0 : start - line_start);
    return place;
}

void columns_of_fields(const Record& record, char delimiter, std::vector<std::uint32_t>& columns) {
    columns.clear();
    if (!record.starts.empty()) {
        std::size_t counted_to = 0;
        std::uint32_t column = 1;
        for (const auto start : record.starts) {
            column += column_at(record.raw.substr(counted_to), start - counted_to) - 1;
            counted_to = start;
            columns.push_back(column);
        }
        return;
    }
    std::uint32_t column = 1;
    bool quoted = false;
    columns.push_back(column);
    for (const char c : record.raw) {
        if (c == '"') quoted = !quoted;
        column =
            c == '\n' ? 1 : column + ((static_cast<unsigned char>(c) & 0xC0U) == 0x80U ? 0 : 1);
        if (c == delimiter && !quoted) columns.push_back(column);
    }
}

namespace {

bool is_padding(char c, char delimiter) {
    return (c == ' ' || c == '\t') && c != delimiter;
}

// As libcsv does where nothing is quoted: spaces and tabs around a value are no part of it.
std::string_view without_padding(std::string_view field, char delimiter) {
    while (!field.empty() && is_padding(field.front(), delimiter))
        field.remove_prefix(1);
    while (!field.empty() && is_padding(field.back(), delimiter))
        field.remove_suffix(1);
    return field;
}

}  // namespace

bool cut_plain_line(std::string_view line, char delimiter, Record& record) {
    record.fields.clear();
    record.starts.clear();
    if (line.find('\0') != std::string_view::npos) return false;
    auto next_quote = line.find('"');
    std::size_t start = 0;
    while (true) {
        record.starts.push_back(static_cast<std::uint32_t>(start));
        auto end = std::string_view::npos;
        if (next_quote == start) {
            const auto closing = line.find('"', start + 1);
            if (closing == std::string_view::npos) return false;
            end = closing + 1;
            if (end < line.size() && line[end] != delimiter) return false;
            record.fields.push_back(line.substr(start + 1, closing - start - 1));
            next_quote = line.find('"', end);
        } else {
            end = std::min(line.find(delimiter, start), line.size());
            if (next_quote < end) return false;
            record.fields.push_back(without_padding(line.substr(start, end - start), delimiter));
        }
        if (end >= line.size()) return true;
        start = end + 1;
    }
}

}  // namespace concord::files
