#include "engine/render.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "support/diagnostics.hpp"

namespace concord {
namespace {

const Table table = {
    "t",
    {{"name", ColumnType::text}, {"n", ColumnType::whole_number}, {"x", ColumnType::number}},
    {{std::string("a,\"b\"\nc"), std::int64_t{1234567}, 0.1 + 0.2}, {Value(), Value(), Value()}}};

TEST(Render, WritesMoneyWithItsPence) {
    const Table prices = {"t",
                          {{"a", ColumnType::money}},
                          {{Pence(std::int64_t{-5})}, {Pence(std::int64_t{123456700})}}};
    EXPECT_EQ(render_csv(prices), "a\n-0.05\n1234567.00\n");
    EXPECT_NE(render_text(prices).find("1,234,567.00"), std::string::npos);
    EXPECT_NE(render_text(prices).find("-0.05"), std::string::npos);
    EXPECT_NE(render_json(prices).find("1234567.0"), std::string::npos);
}

TEST(RenderCsv, QuotesAndKeepsEveryDigit) {
    EXPECT_EQ(render_csv(table), "name,n,x\n\"a,\"\"b\"\"\nc\",1234567,0.30000000000000004\n,,\n");
}

TEST(RenderJson, KeepsTypesAndGaps) {
    const auto rows = nlohmann::json::parse(render_json(table));
    EXPECT_EQ(rows[0]["n"], 1234567);
    EXPECT_EQ(rows[0]["x"].get<double>(), 0.1 + 0.2);
    EXPECT_TRUE(rows[1]["name"].is_null());
}

TEST(RenderMarkdown, EscapesBarsAndAlignsNumbers) {
    const Table bars = {
        "t", {{"a"}, {"n", ColumnType::whole_number}}, {{std::string("x|y"), std::int64_t{1000}}}};
    EXPECT_EQ(render_markdown(bars), "| a | n |\n| --- | ---: |\n| x\\|y | 1,000 |\n");
}

TEST(RenderText, AlignsColumnsByCharacters) {
    const Table plain = {
        "t",
        {{"name"}, {"n", ColumnType::whole_number}},
        {{std::string("né"), std::int64_t{5}}, {std::string("abc"), std::int64_t{1000}}}};
    EXPECT_EQ(render_text(plain), "name      n\n----  -----\nné        5\nabc   1,000\n");
}

TEST(RenderDiagnostic, FollowsTheContract) {
    const Diagnostic diagnostic{"REG021",      Severity::error, "registry", "A",
                                "lies in two", {"a.csv", 3, 4}, "keep one", "an Act"};
    EXPECT_EQ(render_diagnostic(diagnostic, false),
              "a.csv:3:4: error[REG021]: lies in two\n    help: keep one\n    authority: an Act\n");
    const auto json = nlohmann::json::parse(render_diagnostics_json(std::vector{diagnostic}));
    EXPECT_EQ(json[0], (nlohmann::json{{"id", "REG021"},
                                       {"severity", "error"},
                                       {"message", "lies in two"},
                                       {"file", "a.csv"},
                                       {"line", 3},
                                       {"column", 4},
                                       {"subject", "A"},
                                       {"help", "keep one"},
                                       {"authority", "an Act"}}));
}

TEST(RenderDiagnostic, LetsNoTextDriveTheTerminal) {
    const Diagnostic diagnostic{"REG021",      Severity::error,    "registry", "A",
                                "\x1b[2Jgone", {"\x1b.csv", 3, 4}, "\x07",     "\x1b[31m"};
    EXPECT_EQ(render_diagnostic(diagnostic, false),
              "?.csv:3:4: error[REG021]: ?[2Jgone\n    help: ?\n    authority: ?[31m\n");
}

TEST(RenderText, LetsNoTextDriveTheTerminal) {
    const Table wide = {
        "t", {{"a"}, {"b"}, {"c"}}, {{std::string("x\n\x1b[2J"), Value(), Value()}}};
    EXPECT_EQ(render_text(wide), "a       b  c\n------  -  -\nx??[2J\n");
    const Table explained = {
        "t", {{"part"}, {"text"}}, {{std::string("why"), std::string("x\n\x1b[2J")}}};
    EXPECT_EQ(render_text(explained), "why:\n    x\n    ?[2J\n");
}

TEST(RenderSarif, NamesEveryRuleThatIsFound) {
    auto diagnostics = support::new_diagnostics();
    diagnostics.add({"REG021", {"a.csv", 3, 4}, "A", "lies in two"});
    diagnostics.add({"REG031", {"b.csv", 0, 0}, "A", "has no value"});
    const auto sarif =
        nlohmann::json::parse(render_sarif(diagnostics.all(), diagnostics.book(), "1.2.3"));
    EXPECT_EQ(sarif["version"], "2.1.0");
    const auto& run = sarif["runs"][0];
    EXPECT_EQ(run["tool"]["driver"]["version"], "1.2.3");
    EXPECT_EQ(run["tool"]["driver"]["rules"].size(), diagnostics.book().rules().size());
    EXPECT_EQ(run["results"][0]["ruleId"], "REG021");
    EXPECT_EQ(run["results"][0]["level"], "error");
    EXPECT_EQ(run["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"], 3);
    EXPECT_EQ(run["results"][1]["level"], "warning");
    EXPECT_FALSE(run["results"][1]["locations"][0]["physicalLocation"].contains("region"));
}

TEST(RenderSarif, WritesPathsAsAddressesAndCountsCharacters) {
    auto diagnostics = support::new_diagnostics();
    diagnostics.add({"REG021", {"my system/a#1.csv", 3, 4}, "A", "lies in two"});
    diagnostics.add({"REG021", {"/data/a.csv", 3, 4}, "A", "lies in two"});
    const auto sarif =
        nlohmann::json::parse(render_sarif(diagnostics.all(), diagnostics.book(), "1.2.3"));
    const auto& run = sarif["runs"][0];
    const auto uri = [&](std::size_t result) {
        return run["results"][result]["locations"][0]["physicalLocation"]["artifactLocation"]
                  ["uri"];
    };
    EXPECT_EQ(uri(0), "my%20system/a%231.csv");
    EXPECT_EQ(uri(1), "file:///data/a.csv");
    EXPECT_EQ(run["columnKind"], "unicodeCodePoints");
}

TEST(FindingsTable, HasTheColumnsOfTheTableOfFindings) {
    auto diagnostics = support::new_diagnostics();
    diagnostics.add({"REG021", {"a.csv", 3, 0}, "A", "lies in two", "keep one"});
    const auto text = render_csv(findings_table(diagnostics.all()));
    EXPECT_TRUE(
        text.starts_with("id,severity,stage,subject,message,file,line,column,help,authority\n"
                         "REG021,error,registry,A,lies in two,a.csv,3,,keep one,"))
        << text;
}

}  // namespace
}  // namespace concord
