// Rows of a CSV file by the columns somebody wants. Laws: every row is counted once; every value
// that is given has a place inside the file; what is wrong is said with a place.
#include "base/text.hpp"
#include "files/csv_reader.hpp"
#include "fuzz/support.hpp"

namespace {

using concord::files::CsvOptions;
using concord::files::CsvReader;

CsvOptions options_for(unsigned variant) {
    CsvOptions options;
    options.shown_path = "input.csv";
    options.columns = {{"id", {"id", "code"}, true, 0},
                       {"name", {"name"}, false, 1},
                       {"people", {"people", "population"}, true, 3}};
    options.has_header = variant != 2;
    options.report_unknown_headers = variant == 1;
    if (variant == 3) options.columns.clear();
    return options;
}

// What callers do with a row.
void use(CsvReader& reader, std::size_t columns, std::int64_t row) {
    for (std::size_t i = 0; i < columns; ++i) {
        const auto value = reader.value(i);
        CONCORD_LAW(reader.has(i) || value.empty());
        CONCORD_LAW(reader.place(i).line >= 1 && reader.place(i).column >= 1);
        CONCORD_LAW(concord::is_utf8(value));
    }
    if (row % 5 == 1) reader.skip_row();
    if (row % 5 == 2) reader.leave_outside();
    if (row % 5 == 3) reader.repair_row();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto input = concord::fuzz::choose(data, size, 4);
    const concord::fuzz::MemoryFile file(input.content);
    const auto options = options_for(input.number);
    auto diagnostics = concord::support::new_diagnostics();
    CsvReader reader(file.path(), options, diagnostics);
    std::int64_t rows = 0;
    while (reader.next())
        use(reader, options.columns.size(), rows++);
    const auto& report = reader.report();
    CONCORD_LAW(report.rows_read >= 0 && report.rows_outside >= 0);
    CONCORD_LAW(report.rows_read + report.rows_outside <= rows);
    CONCORD_LAW(report.rows_read + report.rows_outside + report.rows_skipped >= rows);
    CONCORD_LAW(rows > 0 || !diagnostics.all().empty());
    for (const auto& item : diagnostics.all())
        CONCORD_LAW(!item.message.empty() && !item.id.empty());
    return 0;
}
