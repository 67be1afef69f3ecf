// The CSV scanner against DuckDB's reader on generated well-formed files, and against damage that
// is planted at known places.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/random.hpp"
#include "base/text.hpp"
#include "files/csv_scanner.hpp"
#include "store/warehouse.hpp"
#include "support/temporary_folder.hpp"

namespace concord::files {
namespace {

using support::TemporaryFolder;
using Rows = std::vector<std::vector<std::string>>;

std::string generate_value(RandomStream& random) {
    static const std::vector<std::string> pieces = {"a", "Z9", " ",  ",", "\"", "\n", "é",
                                                    "€", "-1", "..", "'", ";",  "\t", "0"};
    std::string value;
    const auto length = random.below(6);
    for (std::uint64_t i = 0; i < length; ++i)
        value += pieces[random.below(pieces.size())];
    return value;
}

std::string written(const std::string& value, RandomStream& random) {
    const bool needs_quotes =
        value.find_first_of(",\"\n ") != std::string::npos || value.find('\t') != std::string::npos;
    if (!needs_quotes && random.below(3) > 0) return value;
    std::string quoted = "\"";
    for (const char c : value)
        quoted.append(c == '"' ? 2 : 1, c);
    return quoted + "\"";
}

bool has_line_break(const Rows& rows) {
    for (const auto& row : rows) {
        for (const auto& value : row) {
            if (value.find('\n') != std::string::npos) return true;
        }
    }
    return false;
}

Rows scan(const std::filesystem::path& path) {
    CsvScanner scanner(path, ',');
    Rows rows;
    Record record;
    while (scanner.next(record)) {
        EXPECT_EQ(record.fault, RecordFault::none);
        rows.emplace_back(record.fields.begin(), record.fields.end());
    }
    return rows;
}

Rows read_with_warehouse(const std::filesystem::path& path) {
    auto warehouse = store::Warehouse::in_memory({1, std::nullopt, false});
    const auto table = warehouse.query(fmt::format(
        "FROM read_csv({}, header = false, all_varchar = true, delim = ',', quote = '\"', "
        "escape = '\"', auto_detect = false, columns = {{'a': 'VARCHAR', 'b': 'VARCHAR', 'c': "
        "'VARCHAR', 'd': 'VARCHAR'}}, nullstr = 'no text is a gap here', parallel = false)",
        store::quoted_text(path.string())));
    Rows rows;
    for (const auto& row : table.rows) {
        auto& values = rows.emplace_back();
        for (const auto& value : row)
            values.push_back(std::get<std::string>(value));
    }
    return rows;
}

TEST(CsvTwin, ReadsWhatDuckDbReads) {
    const TemporaryFolder folder;
    int compared = 0;
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        RandomStream random(seed, 1);
        const auto line_end = random.below(2) == 0 ? "\n" : "\r\n";
        std::string text;
        Rows expected;
        const auto count = 1 + random.below(40);
        for (std::uint64_t r = 0; r < count; ++r) {
            auto& row = expected.emplace_back();
            for (int c = 0; c < 4; ++c) {
                // The first value is never empty: a line without any value is a blank line.
                row.push_back(c == 0 ? "r" + std::to_string(r) : generate_value(random));
                text += (c ? "," : "") + written(row.back(), random);
            }
            text += line_end;
        }
        const auto path = folder.write("a.csv", text);
        ASSERT_EQ(scan(path), expected) << "seed " << seed << "\n" << text;
        // DuckDB does not read a bare \n inside quotes in a file whose lines end in \r\n.
        const bool mixed = std::string_view(line_end) == "\r\n" && has_line_break(expected);
        if (mixed) continue;
        ASSERT_EQ(read_with_warehouse(path), expected) << "seed " << seed << "\n" << text;
        ++compared;
    }
    EXPECT_GT(compared, 30);
}

// What is cut at once must be what libcsv reads: a doubled quote in a last field more leads every
// line through libcsv, which then gives the same fields before it.
TEST(CsvTwin, CutsPlainLinesAsLibcsvReadsThem) {
    const TemporaryFolder folder;
    RandomStream random(1, 3);
    const std::vector<std::string> pieces = {"a", "Z9", " ",     "\t", ",",
                                             ",", "\"", "\",\"", "é",  "-1"};
    std::string text;
    std::vector<std::string> plain;
    for (int i = 0; i < 60'000; ++i) {
        std::string line;
        for (auto n = random.below(9); n > 0; --n)
            line += pieces[random.below(pieces.size())];
        Record cut;
        if (!cut_plain_line(line, ',', cut)) continue;
        plain.push_back(line);
        text += line + ",\"x\"\"y\"\n";
    }
    ASSERT_GT(plain.size(), 20'000U);
    CsvScanner scanner(folder.write("a.csv", text), ',');
    Record record;
    for (const auto& line : plain) {
        Record cut;
        cut_plain_line(line, ',', cut);
        ASSERT_TRUE(scanner.next(record));
        ASSERT_EQ(record.fault, RecordFault::none) << line;
        ASSERT_TRUE(record.starts.empty()) << "libcsv reads a doubled quote";
        cut.fields.push_back("x\"y");
        ASSERT_EQ(record.fields, cut.fields) << line;
        std::vector<std::uint32_t> columns;
        columns_of_fields(record, ',', columns);
        cut.raw = line;
        std::vector<std::uint32_t> cut_columns;
        columns_of_fields(cut, ',', cut_columns);
        ASSERT_EQ(columns.size(), cut_columns.size() + 1);
        for (std::size_t i = 0; i < cut_columns.size(); ++i) {
            ASSERT_EQ(cut_columns[i], place_of_field(line, i, ',').column) << line;
            ASSERT_EQ(columns[i], cut_columns[i]) << line;
        }
    }
    EXPECT_FALSE(scanner.next(record));
}

TEST(CsvTwin, LosesOnlyThePlantedDamage) {
    const TemporaryFolder folder;
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        RandomStream random(seed, 2);
        std::string text;
        std::vector<std::string> good;
        const auto count = 2 + random.below(50);
        const auto damaged = random.below(count);
        for (std::uint64_t r = 0; r < count; ++r) {
            const auto value = "r" + std::to_string(r);
            if (r == damaged) {
                text += value + ",\"opened and never closed\n";
            } else {
                text += value + ",\"x, y\",z\n";
                good.push_back(value);
            }
        }
        CsvScanner scanner(folder.write("a.csv", text), ',');
        Record record;
        std::vector<std::string> read;
        std::vector<std::uint32_t> faults;
        while (scanner.next(record)) {
            if (record.fault == RecordFault::none) {
                read.emplace_back(record.fields[0]);
            } else {
                faults.push_back(record.line);
            }
        }
        ASSERT_EQ(read, good) << "seed " << seed;
        ASSERT_EQ(faults, (std::vector<std::uint32_t>{static_cast<std::uint32_t>(damaged) + 1}));
    }
}

}  // namespace
}  // namespace concord::files
