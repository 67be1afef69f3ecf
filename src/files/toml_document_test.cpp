#include "files/toml_document.hpp"

#include <gtest/gtest.h>
#include <zlib.h>

#include "support/diagnostics.hpp"
#include "support/temporary_folder.hpp"

namespace concord::files {
namespace {

using support::new_diagnostics;
using support::places;
using support::TemporaryFolder;
using Findings = std::vector<std::string>;

TEST(TomlReader, ReadsEveryType) {
    auto diagnostics = new_diagnostics();
    const auto document = parse_toml(
        "t = \"a\"\nn = 1\nd = 1.5\nb = true\nday = 2022-07-01\nlist = [\"x\", \"y\"]\n"
        "pairs = [[\"p\", \"q\"]]\ntable = { k = \"v\" }\n[[item]]\nid = \"1\"\n[[item]]\nid = "
        "\"2\"\n",
        "s.toml", diagnostics);
    ASSERT_TRUE(document);
    TomlReader root(*document, "s.toml", diagnostics);
    EXPECT_EQ(root.text("t"), "a");
    EXPECT_EQ(root.whole_number("n"), 1);
    EXPECT_EQ(root.number("n"), 1.0) << "a whole number is a number";
    EXPECT_EQ(root.number("d"), 1.5);
    EXPECT_EQ(root.truth("b"), true);
    EXPECT_EQ(root.date("day"), Date(2022, 7, 1));
    EXPECT_EQ(root.texts("list"), (std::vector<std::string>{"x", "y"}));
    EXPECT_EQ(root.texts("t"), (std::vector<std::string>{"a"}));
    EXPECT_EQ(root.text_lists("pairs"), (std::vector<std::vector<std::string>>{{"p", "q"}}));
    EXPECT_EQ(root.text_pairs("table"),
              (std::vector<std::pair<std::string, std::string>>{{"k", "v"}}));
    EXPECT_EQ(root.tables("item").size(), 2U);
    root.finish();
    EXPECT_TRUE(diagnostics.all().empty());
}

TEST(TomlReader, ReportsEveryProblemWithItsPlace) {
    auto diagnostics = new_diagnostics();
    const auto document =
        parse_toml("a = 1\nb = \"x\"\nlist = [1]\ndya = 2022-07-01\n", "s.toml", diagnostics);
    TomlReader root(*document, "s.toml", diagnostics);
    EXPECT_EQ(root.text("a"), std::nullopt);
    EXPECT_EQ(root.whole_number("b"), std::nullopt);
    EXPECT_TRUE(root.texts("list").empty());
    EXPECT_EQ(root.date("day"), std::nullopt);
    EXPECT_EQ(root.required_text("name"), "");
    root.finish();
    EXPECT_EQ(places(diagnostics),
              (Findings{"REG016 s.toml:1:5", "REG016 s.toml:2:5", "REG016 s.toml:3:8",
                        "REG017 s.toml:1:1", "REG015 s.toml:4:7"}));
    EXPECT_EQ(diagnostics.all().back().help, "did you mean `day`?");
}

TEST(TomlReader, KeepsPathsBelowTheirFolder) {
    auto diagnostics = new_diagnostics();
    const auto document = parse_toml(
        "a = \"data/x.csv\"\nb = \"data/../x.csv\"\nc = \"../x.csv\"\nd = \"/etc/x.csv\"\n"
        "e = \"data/../../x.csv\"\n",
        "s.toml", diagnostics);
    TomlReader root(*document, "s.toml", diagnostics);
    EXPECT_EQ(root.path_below("a"), "data/x.csv");
    EXPECT_EQ(root.path_below("b"), "data/../x.csv");
    EXPECT_EQ(root.path_below("none"), "");
    EXPECT_TRUE(diagnostics.all().empty());
    for (const auto* key : {"c", "d", "e"})
        EXPECT_EQ(root.path_below(key), "") << key;
    EXPECT_EQ(places(diagnostics),
              (Findings{"REG016 s.toml:3:5", "REG016 s.toml:4:5", "REG016 s.toml:5:5"}));
}

TEST(TomlReader, ReportsSyntaxErrors) {
    for (const auto* text :
         {"a = ", "a = 1\na = 2", "[a", "a = \"\xff\"", "= 1", "a = 1979-13-01"}) {
        auto diagnostics = new_diagnostics();
        EXPECT_FALSE(parse_toml(text, "s.toml", diagnostics)) << text;
        EXPECT_EQ(diagnostics.all().size(), 1U) << text;
        EXPECT_GT(diagnostics.all()[0].location.line, 0U) << text;
    }
}

TEST(TomlReader, GivesUpAFileThatUnpacksWithoutEnd) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "system.toml";
    gzFile file = gzopen(path.c_str(), "wb9");
    const std::string line = "#" + std::string((1 << 20) - 2, 'a') + "\n";
    for (int i = 0; i < 5; ++i)
        gzwrite(file, line.data(), static_cast<unsigned>(line.size()));
    gzclose(file);
    ASSERT_LT(std::filesystem::file_size(path), 20'000U)
        << "a few kilobytes that hold five mebibytes";
    auto diagnostics = new_diagnostics();
    EXPECT_FALSE(read_toml(path, "system.toml", diagnostics));
    EXPECT_EQ(places(diagnostics), (Findings{"REG013 system.toml"}));
}

}  // namespace
}  // namespace concord::files
