// The thesis's Tables 2-4, recomputed from open data: what agrees, what the print has wrong, and
// the rule behind the bands.
#include <fstream>
#include <map>

#include <gtest/gtest.h>

#include "base/text.hpp"
#include "engine/engine.hpp"
#include "support/open_data.hpp"

namespace concord {
namespace {

using Row = std::map<std::string, std::string>;

std::map<std::string, Row> read_csv(const fs::path& path) {
    std::ifstream file(path);
    std::string line;
    std::getline(file, line);
    const auto header_line = line;
    const auto headers = split(header_line, ',');
    std::map<std::string, Row> rows;
    while (std::getline(file, line)) {
        // Names may hold a comma inside quotes; these columns are not compared.
        std::vector<std::string> fields;
        std::string field;
        bool quoted = false;
        for (const char c : line) {
            if (c == '"')
                quoted = !quoted;
            else if (c == ',' && !quoted)
                fields.push_back(std::exchange(field, ""));
            else
                field += c;
        }
        fields.push_back(field);
        Row row;
        for (std::size_t i = 0; i < headers.size(); ++i)
            row[std::string(headers[i])] = fields[i];
        rows[fields[0]] = row;
    }
    return rows;
}

std::string text_of(const Value& value) {
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return std::to_string(*whole);
    if (const auto* number = std::get_if<double>(&value)) {
        return *number == static_cast<double>(static_cast<std::int64_t>(*number))
                   ? std::to_string(static_cast<std::int64_t>(*number))
                   : std::to_string(*number);
    }
    return "";
}

std::map<std::string, Row> by_code(const Table& table) {
    std::map<std::string, Row> rows;
    for (const auto& values : table.rows) {
        Row row;
        for (std::size_t i = 0; i < values.size(); ++i) {
            row[table.columns[i].name] = text_of(values[i]);
        }
        rows[row["code"]] = row;
    }
    return rows;
}

class ThesisTables : public testing::Test {
  protected:
    static Answer ask(const std::string& layer, const std::string& mode, bool compare = false) {
        EngineOptions options;
        options.resources = CONCORD_SOURCE;
        options.data = support::open_data();
        options.threads = 2;
        ProfileRequest request;
        request.system.folder = fs::path(CONCORD_SOURCE) / "examples/england";
        request.layer = layer;
        request.mode = mode;
        request.compare = compare;
        return Engine(options).profile(request);
    }
    static std::map<std::string, Row> printed() {
        return read_csv(fs::path(CONCORD_SOURCE) / "examples/england/reference/systems.csv");
    }
};

TEST_F(ThesisTables, CountsOfSmallAreasAreThoseOfTheIndependentComputation) {
    CONCORD_NEEDS_OPEN_DATA();
    const auto rows = by_code(ask("stp21", "exact").table);
    const auto expected = read_csv(fs::path(CONCORD_SOURCE) / "tests/oracle/thesis_counts.csv");
    ASSERT_EQ(expected.size(), 42U);
    for (const auto& [code, counts] : expected) {
        for (const auto* column : {"lsoas", "lsoas_urban", "lsoas_most_deprived_quintile"}) {
            EXPECT_EQ(rows.at(code).at(column), counts.at(column)) << code << " " << column;
        }
    }
}

// How many of the 42 printed values of each column the data reproduce (THE-R098 to THE-R103).
TEST_F(ThesisTables, ThePrintedValuesAgreeWithTheDataWhereTheyShould) {
    CONCORD_NEEDS_OPEN_DATA();
    const auto answer = ask("stp21", "published", true);
    std::map<std::string, int> agreeing;
    std::map<std::string, std::string> disagreeing;
    for (const auto& row : answer.table.rows) {
        const auto column = text_of(row[2]);
        const bool agrees = std::get<bool>(row[5]);
        agreeing[column] += agrees;
        if (!agrees) disagreeing[column] += text_of(row[1]) + " ";
    }
    EXPECT_EQ(agreeing["pct_most_deprived_quintile"], 42);
    EXPECT_EQ(agreeing["la_tiers"], 42);
    EXPECT_EQ(agreeing["region"], 42);
    EXPECT_EQ(agreeing["population"], 42);
    EXPECT_EQ(agreeing["pct_urban"], 41);
    EXPECT_EQ(disagreeing["pct_urban"], "E54000026 ") << "printed 100%, 594 of 705 is 84.26%";
    EXPECT_EQ(agreeing["utlas"], 41);
    EXPECT_EQ(disagreeing["utlas"], "E54000050 ") << "printed 14, at least a twentieth gives 13";
    EXPECT_EQ(agreeing["trusts"], 34) << "one system a trust; the print counts sites";
}

TEST_F(ThesisTables, All210PrintedBandsComeOutOfTheRule) {
    CONCORD_NEEDS_OPEN_DATA();
    const auto rows = by_code(ask("stp21", "published").table);
    int agreeing = 0;
    for (const auto& [code, row] : printed()) {
        for (const auto* band :
             {"urban_band", "size_band", "utla_band", "trust_band", "deprivation_band"}) {
            EXPECT_EQ(rows.at(code).at(band), row.at(band)) << code << " " << band;
            agreeing += rows.at(code).at(band) == row.at(band);
        }
    }
    EXPECT_EQ(agreeing, 210);
}

TEST_F(ThesisTables, APrintedValueIsShownAsPrintedAndFlagged) {
    CONCORD_NEEDS_OPEN_DATA();
    const auto row = by_code(ask("stp21", "published").table).at("E54000026");
    EXPECT_EQ(row.at("pct_urban"), "100");
    EXPECT_NE(row.at("flags").find("pct_urban: printed 100, data give 84 (594 of 705)"),
              std::string::npos);
    const auto exact = by_code(ask("stp21", "exact").table).at("E54000026");
    EXPECT_EQ(exact.at("pct_urban").substr(0, 5), "84.25") << "84.255… and never 100";
}

// Mode exact moves exactly three bands of deprivation and rurality (oracle O05).
TEST_F(ThesisTables, ExactModeMovesThreeBands) {
    CONCORD_NEEDS_OPEN_DATA();
    const auto rows = by_code(ask("stp21", "exact").table);
    std::map<std::string, std::string> moved;
    for (const auto& [code, row] : printed()) {
        for (const auto* band : {"urban_band", "deprivation_band"}) {
            if (rows.at(code).at(band) != row.at(band))
                moved[code + " " + band] = rows.at(code).at(band);
        }
    }
    EXPECT_EQ(moved, (std::map<std::string, std::string>{{"E54000021 deprivation_band", "low"},
                                                         {"E54000026 urban_band", "mixed"},
                                                         {"E54000052 urban_band", "more urban"}}));
}

// The tables without open data: as printed, with the same bands.
TEST_F(ThesisTables, StandWithoutOpenData) {
    EngineOptions options;
    options.resources = CONCORD_SOURCE;
    options.data = fs::path(CONCORD_SOURCE) / "examples/england";  // a folder without data
    ProfileRequest request;
    request.system.folder = fs::path(CONCORD_SOURCE) / "examples/england";
    request.layer = "stp21";
    const auto rows = by_code(Engine(options).profile(request).table);
    ASSERT_EQ(rows.size(), 42U);
    for (const auto& [code, row] : printed()) {
        for (const auto* column : {"urban_band", "size_band", "utla_band", "trust_band",
                                   "deprivation_band", "population", "pct_urban", "la_tiers"}) {
            EXPECT_EQ(rows.at(code).at(column), row.at(column)) << code << " " << column;
        }
    }
}

// What the printed tables say about themselves (oracles O10 to O19).
TEST_F(ThesisTables, ThePrintedTablesAreTranscribedWhole) {
    const auto rows = printed();
    std::map<std::string, int> regions;
    std::map<std::string, int> tiers;
    std::map<std::string, long> sums;
    std::map<std::string, int> waves;
    for (const auto& [code, row] : rows) {
        ++regions[row.at("region")];
        ++tiers[row.at("la_tiers")];
        ++waves[row.at("ics_wave")];
        for (const auto* column : {"population", "utlas", "trusts", "vanguards", "pioneers"}) {
            sums[column] += std::stol(row.at(column));
        }
    }
    EXPECT_EQ(regions, (std::map<std::string, int>{{"Midlands", 11},
                                                   {"South West", 7},
                                                   {"East of England", 6},
                                                   {"South East", 6},
                                                   {"London", 5},
                                                   {"North East and Yorkshire", 4},
                                                   {"North West", 3}}));
    EXPECT_EQ(tiers, (std::map<std::string, int>{{"Single", 16}, {"Mixed", 19}, {"Two-tier", 7}}));
    EXPECT_EQ(sums["population"], 61498824);
    EXPECT_EQ(sums["utlas"], 161);
    EXPECT_EQ(sums["trusts"], 215);
    EXPECT_EQ(sums["vanguards"], 29);
    EXPECT_EQ(sums["pioneers"], 25);
    EXPECT_EQ(waves, (std::map<std::string, int>{
                         {"1", 9}, {"2", 4}, {"3", 1}, {"4", 4}, {"5", 11}, {"6", 13}}));
}

}  // namespace
}  // namespace concord
