// The statistics against the published test data of PHEindicatormethods, whose expected values were
// worked out with the spreadsheet tools of the public health observatories. Every file of the
// collection is used.
#include "numerics/limits.hpp"
#include "support/published_statistics.hpp"

namespace concord {
namespace {

using namespace support;

TEST_F(PublicHealth, LimitsOfByarAndWilson) {
    const auto rows = sheet("testdata_Byars_Wilson.xlsx", "testdata_B_W");
    ASSERT_EQ(13U, rows.size());
    for (const auto& row : rows) {
        const auto level = numerics::confidence_level(row.at("confidence") == "95%" ? 0.95 : 0.998);
        const double x = number_in(row, "x");
        if (row.at("method") == "Wilson") {
            const auto limits = numerics::wilson_limits(x, number_in(row, "n"), level);
            EXPECT_NEAR(number_in(row, "lowercl"), limits.lower, tolerance);
            EXPECT_NEAR(number_in(row, "uppercl"), limits.upper, tolerance);
            continue;
        }
        const auto lower = numerics::byar_lower(x, level);
        const double upper = number_in(row, "uppercl");
        EXPECT_NEAR(upper, numerics::byar_upper(x, level), tolerance * upper);
        ASSERT_EQ(row.at("lowercl").empty(), !lower.has_value());
        if (lower) {
            EXPECT_NEAR(number_in(row, "lowercl"), *lower, tolerance * *lower + tolerance);
        }
    }
}

// Rows by themselves at two levels for each multiplier, and groups of their sums at one.
struct CrudeCase {
    const char* statistic;
    const char* file;
    const char* sheet;
    std::size_t rows;
};

class CrudeRates : public PublicHealth, public testing::WithParamInterface<CrudeCase> {};

TEST_P(CrudeRates, OfRowsAndOfGroups) {
    const auto& of = GetParam();
    const auto rows = sheet(of.file, of.sheet);
    ASSERT_EQ(of.rows, rows.size());
    const auto file = write(rows);
    const Options columns = {{"count", "Numerator"}, {"population", "Denominator"}};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        auto options = columns;
        options["multiplier"] = rows[i].at("multiplier");
        options["confidence"] = "0.95,0.998";
        // The file's own columns of the same names stand before ours.
        Rows inputs = {{{"Area", rows[i].at("Area")},
                        {"Numerator", rows[i].at("Numerator")},
                        {"Denominator", rows[i].at("Denominator")}}};
        const auto answer = ask(of.statistic, inputs, options);
        const auto& wanted = rows[i];
        // The sheet leaves the method of a missing count open and we say it where there is a count.
        ASSERT_EQ(1U, answer.table.rows.size());
        expect_columns(answer.table, 0, wanted, two_levels);
    }
    const auto grouped = sheet(of.file, std::string(of.sheet) + "_g");
    auto options = columns;
    options["by"] = "Area";
    options["multiplier"] = grouped.front().at("multiplier");
    const auto answer = ask(of.statistic, rows, options);
    ASSERT_EQ(grouped.size(), answer.table.rows.size());
    for (const auto& row : grouped)
        expect_columns(answer.table, row_of(answer.table, row.at("Area")), row, one_level);
}

INSTANTIATE_TEST_SUITE_P(
    Published, CrudeRates,
    testing::Values(CrudeCase{"proportion", "testdata_Proportion.xlsx", "testdata_Prop", 19},
                    CrudeCase{"rate", "testdata_Rate.xlsx", "testdata_Rate", 20}));

TEST_F(PublicHealth, Means) {
    const auto rows = sheet("testdata_Mean.xlsx", "testdata_Mean");
    auto names = two_levels;
    names.insert(names.end(), {"value_sum", "value_count", "stdev"});
    Options options = {{"value", "values"}, {"confidence", "95,99.8"}, {"full", "yes"}};
    const auto whole = ask("mean", rows, options);
    options["by"] = "area";
    const auto grouped = ask("mean", rows, options);
    const auto wanted = sheet("testdata_Mean.xlsx", "testdata_Mean_results");
    ASSERT_EQ(3U, wanted.size());
    for (const auto& row : wanted) {
        const bool is_whole = row.at("area") == "No grouping";
        const auto& table = is_whole ? whole.table : grouped.table;
        expect_columns(table, is_whole ? 0 : row_of(table, row.at("area")), row, names);
    }
}

const Options direct_options = {{"count", "count"},
                                {"population", "pop"},
                                {"by", "area"},
                                {"confidence", "0.95,0.998"},
                                {"full", "yes"}};

class DirectRates : public PublicHealth {
  protected:
    // Results of the sheet for an area at a multiplier, as its statistic says it.
    Row wanted(const std::string& area, const std::string& multiplier) const {
        for (const auto& row : sheet("testdata_DSR_ISR.xlsx", "testresults_DSR")) {
            const bool is_none = row.at("value").empty();
            if (row.at("area") != area) continue;
            if (is_none || row.at("statistic") == "dsr per " + multiplier) return row;
        }
        ADD_FAILURE() << "no result for " << area;
        return {};
    }

    void check(const Rows& rows, const std::string& area, Options options) const {
        auto names = two_levels;
        names.insert(names.end(), {"total_count", "total_pop"});
        for (const auto* multiplier : {"10000", "100000"}) {
            if (area.starts_with("testdata_nonind") && std::string(multiplier) == "10000") continue;
            options["multiplier"] = multiplier;
            auto row = wanted(area, multiplier);
            if (area == "testdata_1976") {
                // The sheet's 99.8% limits of this one are ten times too high: its value lies below
                // them.
                for (const auto* name : {"lower99_8cl", "upper99_8cl"})
                    row[name] = fmt::format("{}", number_in(row, name) / 10);
            }
            const auto answer = ask("dsr", rows, options);
            const auto at = row_of(answer.table, area);
            expect_columns(answer.table, at, row, names);
        }
    }
};

TEST_F(DirectRates, OfAreasWithTheStandardOf2013) {
    auto options = direct_options;
    options["standard"] = "esp2013";
    const auto rows = sheet("testdata_DSR_ISR.xlsx", "testdata_multiarea");
    ASSERT_EQ(57U, rows.size());
    for (const auto* area : {"testdata_big", "testdata_small", "testdata_tiny"})
        check(rows, area, options);
}

TEST_F(DirectRates, WithTheStandardOf1976AsAColumn) {
    auto rows = sheet("testdata_DSR_ISR.xlsx", "testdata_1976");
    for (auto& row : rows)
        row["area"] = "testdata_1976";
    auto options = direct_options;
    options["standard"] = "esp1976";
    options["age-band"] = "Age Band";
    check(rows, "testdata_1976", options);
}

TEST_F(DirectRates, OfEventsThatAreNotIndependent) {
    Rows rows;
    for (const auto& row : sheet("testdata_DSR_ISR.xlsx", "testdata_nonindepe")) {
        for (const auto* times : {"1", "2", "3", "4"})
            rows.push_back({{"area", row.at("area")},
                            {"ageband", row.at("ageband")},
                            {"pop", row.at("pop")},
                            {"times", times},
                            {"count", row.at(std::string("f") + times)}});
    }
    ASSERT_EQ(4U * 76, rows.size());
    auto options = direct_options;
    options["standard"] = "esp2013";
    options["age-band"] = "ageband";
    options["events"] = "times";
    // The sheet calls 55-59 by 55-69, once for all areas.
    for (auto& row : rows)
        if (row["ageband"] == "55-69") row["ageband"] = "55-59";
    for (const auto* area : {"testdata_nonind_big", "testdata_nonind_dummy",
                             "testdata_nonind_small", "testdata_nonind_tiny"})
        check(rows, area, options);
}

TEST_F(DirectRates, RefusesWhatItsSheetsOfErrorsHold) {
    const std::map<std::string, std::string> rules = {{"testdata_err1", "NED002"},
                                                      {"testdata_err2", "NED003"},
                                                      {"testdata_err3", "NED003"},
                                                      {"testdata_err4", "NED007"}};
    for (const auto& [name, rule] : rules) {
        auto rows = sheet("testdata_DSR_ISR.xlsx", name);
        for (auto& row : rows)
            row.emplace("area", "Area1");
        auto options = direct_options;
        options["standard"] = rows.front().contains("stdpop") ? "stdpop" : "esp2013";
        const auto answer = ask("dsr", rows, options);
        ASSERT_FALSE(answer.diagnostics.empty()) << name;
        EXPECT_EQ(rule, answer.diagnostics.front().id) << name;
        const auto at = row_of(answer.table, "Area1");
        EXPECT_EQ(Value(), answer.table.rows[at][column(answer.table, "value")]) << name;
        EXPECT_EQ(Outcome::findings, answer.outcome) << name;
    }
}

TEST_F(PublicHealth, TheCarriedStandardIsThePublishedOne) {
    const auto standard = csv("esp2013.csv");
    ASSERT_EQ(19U, standard.size());
    Rows rows;
    for (const auto& row : standard)
        rows.push_back(
            {{"weight", row.at("esp2013")}, {"count", row.at("ageband")}, {"pop", "1000"}});
    Options options = {{"count", "count"}, {"population", "pop"}, {"standard", "esp2013"}};
    const auto carried = ask("dsr", rows, options);
    options["standard"] = "weight";
    const auto given = ask("dsr", rows, options);
    // The bands' numbers as events tell the weights apart.
    EXPECT_EQ(carried.table.rows, given.table.rows);
    ASSERT_EQ(1U, given.table.rows.size());
}

class IndirectRates : public PublicHealth {
  protected:
    void check(const Rows& inputs, const std::string& area, const Row& wanted,
               std::vector<std::string> names) const {
        const auto& statistic = wanted.at("statistic");
        const bool is_ratio = statistic.find("ratio") != std::string::npos;
        Options options = {{"count", "count"},
                           {"population", "pop"},
                           {"ref-count", "refcount"},
                           {"ref-population", "refpop"},
                           {"by", "area"},
                           {"full", "yes"},
                           {"type", is_ratio ? "ratio" : "rate"},
                           {"multiplier", statistic.substr(statistic.rfind(' ') + 1)}};
        if (names.front() == "lower95_0cl") options["confidence"] = "0.95,0.998";
        names.insert(names.end(), {"observed", "expected", "value", "statistic", "method"});
        if (!is_ratio) names.emplace_back("ref_rate");
        const auto answer = ask("isr", inputs, options);
        expect_columns(answer.table, row_of(answer.table, area), wanted, names);
    }
};

TEST_F(IndirectRates, RatesAndRatios) {
    const auto inputs = sheet("testdata_DSR_ISR.xlsx", "testdata_multiarea_isr");
    const auto reference = sheet("testdata_DSR_ISR.xlsx", "refdata");
    ASSERT_EQ(19U, reference.size());
    auto of_errors = sheet("testdata_DSR_ISR.xlsx", "testdata_err2");
    for (std::size_t i = 0; i < of_errors.size(); ++i) {
        of_errors[i]["refcount"] = reference[i % 19].at("refcount");
        of_errors[i]["refpop"] = reference[i % 19].at("refpop");
    }
    const auto wanted = sheet("testdata_DSR_ISR.xlsx", "testresults_ISR");
    ASSERT_EQ(16U, wanted.size());
    for (const auto& row : wanted) {
        const bool has_two = !row.at("lower99_8cl").empty();
        auto of_row = row;
        of_row["lowercl"] = row.at("lower95_0cl");
        of_row["uppercl"] = row.at("upper95_0cl");
        const std::vector<std::string> names =
            has_two ? std::vector<std::string>{"lower95_0cl", "upper95_0cl", "lower99_8cl",
                                               "upper99_8cl"}
                    : std::vector<std::string>{"lowercl", "uppercl"};
        check(has_two ? inputs : of_errors, row.at("area"), of_row, names);
    }
}

TEST_F(IndirectRates, ObservedSumsAreThoseOfTheLookup) {
    const auto inputs = sheet("testdata_DSR_ISR.xlsx", "testdata_multiarea_isr");
    const auto answer = ask("isr", inputs,
                            {{"count", "count"},
                             {"population", "pop"},
                             {"ref-count", "refcount"},
                             {"ref-population", "refpop"},
                             {"by", "area"},
                             {"full", "yes"}});
    for (const auto& row : sheet("testdata_DSR_ISR.xlsx", "testdata_multiarea_lookup"))
        expect_cell(answer.table.rows[row_of(answer.table, row.at("area"))]
                                     [column(answer.table, "observed")],
                    row.at("total_count"), row.at("area"));
}

TEST_F(PublicHealth, PrevalenceHasWilsonsLimits) {
    const auto answer =
        ask("proportion", folder_ / "prevalence_data.csv",
            {{"count", "Count"}, {"population", "Measured"}, {"multiplier", "100"}});
    const auto rows = csv("prevalence_data.csv");
    ASSERT_EQ(240U, rows.size());
    ASSERT_EQ(rows.size(), answer.table.rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto& row = answer.table.rows[i];
        expect_cell(row[column(answer.table, "value")], rows[i].at("Rate"), "value");
        // The publisher's deviate was 1.96 to fewer digits.
        expect_cell(row[column(answer.table, "lowercl")], rows[i].at("LCL"), "lowercl", 1e-5);
        expect_cell(row[column(answer.table, "uppercl")], rows[i].at("UCL"), "uppercl", 1e-5);
    }
}

}  // namespace
}  // namespace concord
