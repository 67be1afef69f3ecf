#include "files/csv_reader.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.hpp"

namespace concord::files {
namespace {

constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";

struct Signature {
    std::string_view bytes;
    std::string_view what;
    std::string_view help;
};

constexpr std::array<Signature, 6> signatures = {{
    {"PK\x03\x04", "a zip archive or an Excel workbook",
     "open it in a spreadsheet and save the sheet as CSV UTF-8"},
    {"\xD0\xCF\x11\xE0", "an old Excel workbook",
     "open it in a spreadsheet and save the sheet as CSV UTF-8"},
    {"\xFF\xFE", "UTF-16 text", "save it again as CSV UTF-8"},
    {"\xFE\xFF", "UTF-16 text", "save it again as CSV UTF-8"},
    {"%PDF", "a PDF document", "ask the publisher for the table behind it"},
    {"PAR1", "a Parquet file", "give it a name that ends in .parquet"},
}};

bool starts_as_web_page(std::string_view head) {
    const auto start = lower(trim(head.substr(0, 256)));
    return start.starts_with("<!doctype html") || start.starts_with("<html");
}

}  // namespace

CsvOptions hand_written(const std::string& shown_path, std::vector<std::string> required,
                        std::vector<std::string> optional) {
    CsvOptions options;
    options.shown_path = shown_path;
    options.report_unknown_headers = true;
    for (auto& header : required)
        options.columns.push_back({header, {header}, true});
    for (auto& header : optional)
        options.columns.push_back({header, {header}, false});
    return options;
}

std::optional<NotCsv> not_csv(std::string_view head) {
    for (const auto& signature : signatures) {
        if (head.starts_with(signature.bytes))
            return NotCsv{std::string(signature.what), std::string(signature.help)};
    }
    if (starts_as_web_page(head)) {
        return NotCsv{"a web page", "the download was answered with a page; fetch the file again"};
    }
    return std::nullopt;
}

CsvReader::CsvReader(const std::filesystem::path& path, CsvOptions options,
                     Diagnostics& diagnostics)
    : path_(path), options_(std::move(options)), diagnostics_(diagnostics) {
    report_.path = options_.shown_path;
    fields_.assign(options_.columns.size(), -1);
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error)) {
        find("REG001", {options_.shown_path, 0, 0},
             fmt::format("there is no file `{}`", shown(options_.shown_path, 200)));
        return;
    }
    report_.bytes = std::filesystem::file_size(path, error);
    usable_ = open() && (options_.has_header ? try_delimiters() : find_columns());
}

bool CsvReader::open() {
    scanner_ = std::make_unique<CsvScanner>(path_, delimiter_);
    const auto head = scanner_->lines().peek();
    if (!looks_like_text(head)) return false;
    byte_order_mark_ = head.starts_with(utf8_mark) ? utf8_mark.size() : 0;
    scanner_->lines().skip(byte_order_mark_);
    if (byte_order_mark_ > 0) report_.note = "byte order mark removed";
    return true;
}

bool CsvReader::looks_like_text(std::string_view head) {
    const Location whole{options_.shown_path, 0, 0};
    if (trim(head).empty()) {
        const bool damaged = scanner_->lines().source().damaged();
        find(damaged ? "REG007" : "REG010", whole,
             damaged ? "the gzip file is cut short before its first byte" : "the file is empty");
        return false;
    }
    if (const auto other = not_csv(head)) {
        find("REG009", whole, fmt::format("this is {}, not CSV", other->what), other->help);
        return false;
    }
    return true;
}

bool CsvReader::read_header() {
    if (!scanner_->next(record_)) {
        find("REG010", {options_.shown_path, 0, 0}, "the file is empty");
        return false;
    }
    header_line_ = record_.line;
    header_raw_ = std::string(record_.raw);
    headers_.clear();
    for (const auto field : record_.fields)
        headers_.emplace_back(trim(field));
    return true;
}

bool CsvReader::find_columns() {
    bool complete = true;
    for (std::size_t i = 0; i < options_.columns.size(); ++i) {
        const auto& wanted = options_.columns[i];
        fields_[i] = options_.has_header ? -1 : wanted.position;
        for (std::size_t f = 0; f < headers_.size(); ++f) {
            const auto same = [&](const std::string& header) {
                return lower(header) == lower(headers_[f]);
            };
            if (fields_[i] < 0 && std::ranges::any_of(wanted.headers, same)) {
                fields_[i] = static_cast<int>(f);
            }
        }
        complete &= fields_[i] >= 0 || !wanted.required;
    }
    return complete;
}

// Commas first; where they do not give the columns, semicolons and tabs, as spreadsheets of other
// countries write them. Whatever happens, the messages speak of the reading with commas.
bool CsvReader::try_delimiters() {
    if (!read_header()) return false;
    if (record_.fault != RecordFault::none) {
        report_fault();
        if (record_.fields.empty()) return false;
    }
    if (find_columns()) {
        report_headers();
        return true;
    }
    for (const char candidate : {';', '\t'}) {
        if (header_raw_.find(candidate) == std::string::npos) continue;
        delimiter_ = candidate;
        if (open() && read_header() && find_columns()) {
            find("REG019", {options_.shown_path, header_line_, 1},
                 fmt::format("the columns are separated by {}",
                             candidate == ';' ? "semicolons" : "tabs"));
            report_headers();
            return true;
        }
    }
    delimiter_ = ',';
    if (!open() || !read_header()) return false;
    find_columns();
    report_headers();
    return false;
}

void CsvReader::report_headers() {
    for (std::size_t i = 0; i < options_.columns.size(); ++i) {
        const auto& wanted = options_.columns[i];
        if (fields_[i] >= 0 || !wanted.required) continue;
        const auto guess = closest(wanted.headers.front(), headers_);
        find("REG002", {options_.shown_path, header_line_, 1},
             fmt::format("there is no column `{}`", wanted.headers.front()),
             guess ? fmt::format("rename the column `{}`, or add `{}`", shown(*guess),
                                 wanted.headers.front())
                   : fmt::format("the file has the columns {}",
                                 shown(fmt::format("`{}`", fmt::join(headers_, "`, `")), 200)));
    }
    for (std::size_t f = 0; f < headers_.size(); ++f) {
        const bool is_wanted = std::ranges::find(fields_, static_cast<int>(f)) != fields_.end();
        const auto first = std::ranges::find(headers_, headers_[f]) - headers_.begin();
        const auto place = place_of_field(header_raw_, f, delimiter_);
        const Location location{options_.shown_path, header_line_ + place.line_offset,
                                place.column};
        const bool repeats_wanted =
            static_cast<std::size_t>(first) < f &&
            std::ranges::find(fields_, static_cast<int>(first)) != fields_.end();
        if (repeats_wanted) {
            find("REG011", location,
                 fmt::format("the column `{}` stands twice", shown(headers_[f])));
        } else if (options_.report_unknown_headers && !is_wanted) {
            std::vector<std::string> known;
            for (const auto& column : options_.columns)
                known.push_back(column.headers.front());
            const auto guess = closest(headers_[f], known);
            find("REG012", location,
                 fmt::format("the column `{}` is not known", shown(headers_[f])),
                 guess ? fmt::format("did you mean `{}`?", *guess) : "");
        }
    }
}

bool CsvReader::next() {
    if (!usable_ || finished_) return false;
    // The caller's refusals count too.
    while (!give_up() && scanner_->next(record_)) {
        if (record_.was_windows_1252) {
            find("REG004", at_line(1), "the bytes of this line are not UTF-8");
            ++report_.rows_repaired;
        }
        if (record_.fault != RecordFault::none) report_fault();
        const bool readable =
            record_.fault == RecordFault::none || record_.fault == RecordFault::stray_quote;
        if (!readable || !fits_header()) {
            ++report_.rows_skipped;
        } else if (report_.rows_read < options_.rows_limit) {
            ++report_.rows_read;
            return true;
        } else {
            find("REG013", at_line(1),
                 fmt::format("gave up after {} rows", with_thousands(options_.rows_limit)));
            break;
        }
    }
    finish();
    return false;
}

void CsvReader::report_fault() {
    const auto location = at_line(record_.fault_column);
    switch (record_.fault) {
        case RecordFault::stray_quote:
            find("REG006", location, "a quote stands inside a field that is not quoted");
            ++report_.rows_repaired;
            break;
        case RecordFault::unclosed_quote:
            find("REG005", location, "a quote is opened here and never closed");
            break;
        case RecordFault::line_too_long:
            find("REG008", location,
                 fmt::format("the line is longer than {} bytes",
                             with_thousands(LineReader::line_bytes_limit)));
            break;
        case RecordFault::not_text:
            find("REG009", location, "the line holds bytes that are not text");
            break;
        case RecordFault::none:
            break;
    }
}

// True where the record has the header's number of fields. Empty fields too many are cut:
// spreadsheets add them.
bool CsvReader::fits_header() {
    const auto wanted = options_.has_header
                            ? headers_.size()
                            : static_cast<std::size_t>(*std::ranges::max_element(fields_)) + 1;
    const auto found = record_.fields.size();
    if (found == wanted || (!options_.has_header && found > wanted)) return true;
    const auto is_empty = [](std::string_view field) { return field.empty(); };
    if (found > wanted) {
        const auto extra = record_.fields.begin() + static_cast<std::ptrdiff_t>(wanted);
        if (std::all_of(extra, record_.fields.end(), is_empty)) {
            record_.fields.resize(wanted);
            return true;
        }
    }
    const auto last = place_of_field(record_.raw, std::min(found, wanted), delimiter_);
    const auto column = found > wanted ? last.column : column_at(record_.raw, record_.raw.size());
    find("REG003", at_line(column),
         fmt::format("the row has {} where the header has {}",
                     counted(static_cast<std::int64_t>(found), "field", "fields"), wanted));
    return false;
}

bool CsvReader::give_up() {
    const bool hopeless =
        report_.rows_skipped >= damaged_rows_limit && report_.rows_skipped > report_.rows_read;
    if (hopeless) {
        find("REG013", at_line(1),
             fmt::format("gave up after {} damaged rows", with_thousands(report_.rows_skipped)));
    }
    return hopeless;
}

void CsvReader::finish() {
    finished_ = true;
    if (scanner_->lines().source().damaged()) {
        find("REG007", at_line(0),
             fmt::format(
                 "the gzip file is cut short or damaged after this line; {} before it {} used",
                 counted(report_.rows_read, "row", "rows"), report_.rows_read == 1 ? "is" : "are"));
    }
    const bool may_be_begun = options_.report_unknown_headers;
    const auto rows = report_.rows_read + report_.rows_skipped + report_.rows_outside;
    if (rows == 0 && !may_be_begun) {
        find("REG010", {options_.shown_path, 0, 0}, "the file has a header and no rows");
    }
}

std::string_view CsvReader::value(std::size_t wanted) const {
    const auto field = fields_[wanted];
    return field < 0 ? std::string_view() : trim(record_.fields[static_cast<std::size_t>(field)]);
}

std::string CsvReader::text(std::size_t wanted) const {
    return std::string(trim(value(wanted)));
}

CsvReader::Spot CsvReader::spot(std::size_t wanted) const {
    const auto index = static_cast<std::size_t>(std::max(0, fields_[wanted]));
    const auto place = place_of_field(record_.raw, index, delimiter_);
    return {record_.line + place.line_offset, place.column};
}

Location CsvReader::place(std::size_t wanted) const {
    const auto where = spot(wanted);
    return {options_.shown_path, where.line, where.column};
}

Location CsvReader::header_place(std::size_t wanted) const {
    const auto index = static_cast<std::size_t>(std::max(0, fields_[wanted]));
    const auto place = place_of_field(header_raw_, index, delimiter_);
    return {options_.shown_path, header_line_ + place.line_offset, place.column};
}

void CsvReader::skip_row() {
    --report_.rows_read;
    ++report_.rows_skipped;
}

void CsvReader::repair_row() {
    ++report_.rows_repaired;
}

void CsvReader::leave_outside() {
    --report_.rows_read;
    ++report_.rows_outside;
}

Location CsvReader::at_line(std::uint32_t column) const {
    return {options_.shown_path, record_.line, column};
}

void CsvReader::find(std::string_view rule, const Location& location, std::string message,
                     std::string help) {
    diagnostics_.add({rule, location, {}, std::move(message), std::move(help)});
}

}  // namespace concord::files
