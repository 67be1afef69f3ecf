// Slopes and funnels against the published test data of PHEindicatormethods.
#include <algorithm>

#include "support/published_statistics.hpp"

namespace concord {
namespace {

using namespace support;

// ── the slope index ──

// Least squares on the columns √a and b √a, solved from their normal equations as published.
double slope_of(const Rows& rows, const std::string& people, const std::string& value) {
    double total = 0;
    for (const auto& row : rows)
        total += number_in(row, people);
    double before = 0;
    double s11 = 0;
    double s12 = 0;
    double s22 = 0;
    double t1 = 0;
    double t2 = 0;
    for (const auto& row : rows) {
        const double a = number_in(row, people) / total;
        const double x1 = std::sqrt(a);
        const double x2 = (before + a / 2) * x1;
        const double y = number_in(row, value) * x1;
        before += a;
        s11 += x1 * x1;
        s12 += x1 * x2;
        s22 += x2 * x2;
        t1 += x1 * y;
        t2 += x2 * y;
    }
    return (s11 * t2 - s12 * t1) / (s11 * s22 - s12 * s12);
}

TEST_F(PublicHealth, SlopesOfLifeExpectancy) {
    const auto answer = ask("sii", folder_ / "LE_data.csv",
                            {{"quantile", "Decile"},
                             {"population", "Pop"},
                             {"value", "LifeExp"},
                             {"se", "SE"},
                             {"by", "Sex,GeoCode"},
                             {"repetitions", "1000"}});
    std::map<std::string, Rows> groups;
    for (auto& row : csv("LE_data.csv"))
        groups[row.at("Sex") + row.at("GeoCode")].push_back(row);
    ASSERT_EQ(groups.size(), answer.table.rows.size());
    std::size_t without = 0;
    for (const auto& row : answer.table.rows) {
        const auto& group = groups.at(text_of(row[0]) + text_of(row[1]));
        if (group.size() != 10) {
            // The package's vignette: E06000053 has not every decile, and no slope.
            EXPECT_EQ("E06000053", text_of(row[1]));
            EXPECT_EQ(Value(), row[2]);
            ++without;
            continue;
        }
        EXPECT_NEAR(slope_of(group, "Pop", "LifeExp"), *number_of(row[2]), 1e-9);
    }
    EXPECT_EQ(2U, without);
}

TEST_F(PublicHealth, SlopesOfStandardisedRates) {
    const auto rows = csv("DSR_data.csv");
    EXPECT_EQ(rows, csv("DSR_testdata.csv"));
    const auto answer = ask("sii", folder_ / "DSR_data.csv",
                            {{"quantile", "Quintile"},
                             {"population", "total_pop"},
                             {"value", "value"},
                             {"lower", "lowercl"},
                             {"upper", "uppercl"},
                             {"value-type", "1"},
                             {"by", "Period"},
                             {"repetitions", "10000"},
                             {"rii", "yes"}});
    ASSERT_EQ(6U, answer.table.rows.size());
    for (std::size_t i = 0; i < 6; ++i) {
        const Rows group(rows.begin() + static_cast<std::ptrdiff_t>(5 * i),
                         rows.begin() + static_cast<std::ptrdiff_t>(5 * i + 5));
        const auto& row = answer.table.rows[i];
        const double slope = *number_of(row[column(answer.table, "sii")]);
        EXPECT_NEAR(slope_of(group, "total_pop", "value"), slope, 1e-9);
        EXPECT_LT(*number_of(row[column(answer.table, "lowercl")]), slope);
        EXPECT_GT(*number_of(row[column(answer.table, "uppercl")]), slope);
    }
}

// ── funnels ──

TEST_F(PublicHealth, FunnelsOfProportions) {
    const auto inputs = csv("testdata_funnel_prop_inputs.csv");
    const Options options = {
        {"kind", "proportion"}, {"count", "numerator"}, {"population", "denominator"}};
    const auto answer =
        ask("funnel", folder_ / "testdata_funnel_prop_inputs.csv",
            {{"kind", "proportion"}, {"count", "numerator"}, {"population", "denominator"}});
    ASSERT_EQ(303U, inputs.size());
    ASSERT_EQ(inputs.size(), answer.table.rows.size());
    for (std::size_t i = 0; i < inputs.size(); ++i)
        EXPECT_EQ(inputs[i].at("significance"), text_of(answer.table.rows[i].back())) << i;
    auto of_limits = options;
    of_limits["show"] = "limits";
    const std::map<std::string, std::string> names = {
        {"Population", "Population"},           {"Lower2s0025limit", "lower_2s_limit"},
        {"Upper2s0025limit", "upper_2s_limit"}, {"Lower3s0001limit", "lower_3s_limit"},
        {"Upper3s0001limit", "upper_3s_limit"}, {"Baseline", "baseline"}};
    const auto check = [&](const Rows& of, const std::string& file) {
        const auto limits = ask("funnel", of, of_limits).table;
        const auto wanted = csv(file);
        ASSERT_EQ(100U, wanted.size());
        ASSERT_EQ(100U, limits.rows.size());
        for (std::size_t i = 0; i < wanted.size(); ++i)
            for (const auto& [theirs, ours] : names)
                expect_cell(limits.rows[i][column(limits, ours)], wanted[i].at(theirs),
                            fmt::format("{} of {}", ours, i), 1e-6);
    };
    check(inputs, "testdata_funnel_prop_outputs.csv");
    Rows small;
    for (const auto& row : inputs)
        if (number_in(row, "denominator") < 31'000) small.push_back(row);
    check(small, "testdata_funnel_prop_outputs_with_axis_variation.csv");
}

TEST_F(PublicHealth, FunnelsOfRates) {
    const auto all = csv("testdata_funnel_rate_dsr_inputs.csv");
    ASSERT_EQ(40U, all.size());
    for (const std::string type : {"dsr", "crude"}) {
        for (const std::string per : {"100000", "100"}) {
            for (const bool with_none : {true, false}) {
                Rows rows;
                for (const auto& row : all)
                    if (with_none || row.at("count") != "0") rows.push_back(row);
                const auto rate = type == "dsr" ? std::string("rate_dsr") : "rate_crude_per_" + per;
                const auto table = ask("funnel", rows,
                                       {{"kind", "rate"},
                                        {"rate-type", type},
                                        {"count", "count"},
                                        {"population", "pop"},
                                        {"rate", rate},
                                        {"multiplier", per}})
                                       .table;
                const auto wanted = type + "_per_" + per + (with_none ? "_with_0" : "_without_0");
                for (std::size_t i = 0; i < rows.size(); ++i)
                    EXPECT_EQ(rows[i].at(wanted), text_of(table.rows[i].back()))
                        << wanted << " " << i;
            }
        }
    }
}

TEST_F(PublicHealth, FunnelsOfRatios) {
    const auto rows = csv("testdata_funnel_ratio_inputs.csv");
    ASSERT_EQ(300U, rows.size());
    const auto table = ask("funnel", folder_ / "testdata_funnel_ratio_inputs.csv",
                           {{"kind", "ratio"}, {"count", "obs"}, {"expected", "expected"}})
                           .table;
    for (std::size_t i = 0; i < rows.size(); ++i)
        EXPECT_EQ(rows[i].at("significance"), text_of(table.rows[i].back())) << i;
}

TEST_F(PublicHealth, PointsOfRates) {
    const auto given = csv("testdata_funnel_rate_input_funnels.csv");
    ASSERT_EQ(50U, given.size());
    double most = 0;
    for (const auto& row : given)
        most = std::max(most, number_in(row, "ev"));
    struct Case {
        const char* type;
        const char* years;
        const char* replacement;  // of the greatest number of events; nothing: left as it is
        const char* suffix;
    };
    for (const Case of : {Case{"dsr", "3", "5", ""}, Case{"crude", "3", nullptr, "_crude"},
                          Case{"crude", "5", "0", "_crude_with_denom"}}) {
        Rows rows;
        for (const auto& row : given) {
            rows.push_back(
                {{"ev", row.at("ev")}, {"rate", row.at("rate")}, {"pop", row.at("pop")}});
            if (of.replacement && number_in(row, "ev") == most) rows.back()["ev"] = of.replacement;
        }
        const auto table = ask("funnel", rows,
                               {{"kind", "rate"},
                                {"show", "points"},
                                {"rate-type", of.type},
                                {"count", "ev"},
                                {"population", "pop"},
                                {"rate", "rate"},
                                {"years", of.years}})
                               .table;
        for (std::size_t i = 0; i < given.size(); ++i) {
            const auto where = fmt::format("{} row {}", of.suffix, i);
            const auto empty_or = [](const std::string& text) {
                return text == "NA" ? std::string() : text;
            };
            expect_cell(table.rows[i][column(table, "rate_chart")],
                        empty_or(given[i].at(std::string("rate_chart") + of.suffix)), where);
            expect_cell(table.rows[i][column(table, "denominator_derived")],
                        empty_or(given[i].at(std::string("denominator_derived") + of.suffix)),
                        where);
        }
    }
}

// Every file of the collection is read by a test.
TEST_F(PublicHealth, EveryFileIsUsed) {
    std::string text;
    for (const auto* name : {"public_health_test.cpp", "public_health_inequality_test.cpp"}) {
        std::ifstream source(fs::path(CONCORD_SOURCE) / "tests/oracle" / name);
        text += std::string((std::istreambuf_iterator<char>(source)), {});
    }
    for (const auto& entry : fs::directory_iterator(folder_)) {
        const auto name = entry.path().filename().string();
        EXPECT_NE(std::string::npos, text.find('"' + name + '"')) << name;
    }
}

}  // namespace
}  // namespace concord
