// Records of a CSV file. Laws: records come in the order of their lines; every field has a place in
// the record; a record that is read without fault reads the same when it is written in quotes.
#include "files/csv_scanner.hpp"
#include "fuzz/support.hpp"

namespace {

using concord::files::CsvScanner;
using concord::files::Record;
using concord::files::RecordFault;

std::string in_quotes(const Record& record, char delimiter) {
    std::string line;
    for (const auto field : record.fields) {
        if (!line.empty()) line += delimiter;
        line += '"';
        for (const char c : field) {
            if (c == '"') line += '"';
            line += c;
        }
        line += '"';
    }
    return line + "\n";
}

void check_places(const Record& record, char delimiter) {
    std::uint32_t last_line = 0;
    for (std::size_t i = 0; i < record.fields.size(); ++i) {
        const auto place = concord::files::place_of_field(record.raw, i, delimiter);
        CONCORD_LAW(place.column >= 1 && place.line_offset >= last_line);
        last_line = place.line_offset;
    }
}

void check_round_trip(const Record& record, char delimiter) {
    const concord::fuzz::MemoryFile file(in_quotes(record, delimiter));
    CsvScanner scanner(file.path(), delimiter);
    Record again;
    CONCORD_LAW(scanner.next(again));
    CONCORD_LAW(again.fault == RecordFault::none);
    CONCORD_LAW(again.fields == record.fields);
    CONCORD_LAW(!scanner.next(again));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::string_view delimiters = ",;\t";
    const auto input = concord::fuzz::choose(data, size, delimiters.size());
    const char delimiter = delimiters[input.number];
    const concord::fuzz::MemoryFile file(input.content);
    CsvScanner scanner(file.path(), delimiter);
    Record record;
    std::uint32_t last = 0;
    int round_trips = 0;
    while (scanner.next(record)) {
        CONCORD_LAW(record.line > last);
        last = record.line;
        check_places(record, delimiter);
        const bool readable =
            record.fault == RecordFault::none || record.fault == RecordFault::stray_quote;
        CONCORD_LAW(readable == !record.fields.empty());
        if (record.fault == RecordFault::none && round_trips++ < 8) {
            check_round_trip(record, delimiter);
        }
    }
    return 0;
}
