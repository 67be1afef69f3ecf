#include "registry/coded_table.hpp"

#include <gtest/gtest.h>

#include "support/diagnostics.hpp"
#include "support/temporary_folder.hpp"

namespace concord::registry {
namespace {

using support::new_diagnostics;
using support::places;
using support::TemporaryFolder;

TEST(Pattern, SaysWhatACodeLooksLike) {
    EXPECT_TRUE(matches_pattern("E01000001", "E01######"));
    EXPECT_FALSE(matches_pattern("E0100001", "E01######"));
    EXPECT_FALSE(matches_pattern("E01O00001", "E01######")) << "the letter O";
    EXPECT_TRUE(matches_pattern("QW1", "@??"));
    EXPECT_TRUE(matches_pattern("anything", ""));
    EXPECT_FALSE(matches_pattern("", ""));
}

Catalogue catalogue_of_cells() {
    LayerInfo cells;
    cells.id = "cell";
    cells.small = true;
    cells.code_pattern = "E###";
    cells.scope = "E";
    LayerInfo boards;
    boards.id = "board";
    Dataset people;
    people.id = "people";
    people.kind = DatasetKind::population;
    people.path = "people.csv";
    people.areas = {{"cell", {"cell"}, {}, {}, -1}};
    people.values = {{"people", {"people"}, -1}};
    return Catalogue({cells, boards}, {people});
}

TEST(CodedTable, KeepsEachCodeOnceAndEachRowsPlace) {
    const TemporaryFolder folder;
    const auto catalogue = catalogue_of_cells();
    auto diagnostics = new_diagnostics();
    const CancelToken cancel;
    const auto path = folder.write(
        "people.csv",
        "name,cell,people\nfirst,E001,10\n\"se,cond\",E002,20\nagain,E001,30\nwelsh,W001,5\n");
    const auto table =
        read_coded_table(path, catalogue.datasets()[0], catalogue, diagnostics, cancel);
    EXPECT_EQ(table.areas[0].codes, (std::vector<std::string>{"E001", "E002"}));
    EXPECT_EQ(table.areas[0].of_row, (std::vector<std::int32_t>{0, 1, 0}));
    EXPECT_EQ(table.numbers.find("people")->second, (std::vector<double>{10, 20, 30}));
    EXPECT_EQ(to_string(table.place(1, 0)), "people.csv:3:11");
    EXPECT_EQ(table.report.rows_outside, 1) << "another country's area is no mistake";
    EXPECT_TRUE(diagnostics.all().empty());
}

TEST(CodedTable, RefusesRowsByTheirValues) {
    const TemporaryFolder folder;
    const auto catalogue = catalogue_of_cells();
    auto diagnostics = new_diagnostics();
    const CancelToken cancel;
    const auto path = folder.write(
        "people.csv", "cell,people\nE1,1\n,2\nE003,-1\nE004,\nE005,1.5\nE006,1e3\nE007,7\n");
    const auto table =
        read_coded_table(path, catalogue.datasets()[0], catalogue, diagnostics, cancel);
    EXPECT_EQ(places(diagnostics),
              (std::vector<std::string>{"REG024 people.csv:2:1", "REG025 people.csv:3:1",
                                        "REG026 people.csv:4:6", "REG025 people.csv:5:6",
                                        "REG025 people.csv:6:6"}));
    EXPECT_EQ(table.numbers.find("people")->second, (std::vector<double>{1000, 7}));
    EXPECT_EQ(table.report.rows_skipped, 5);
}

TEST(CodedTable, StopsWhenAsked) {
    const TemporaryFolder folder;
    const auto catalogue = catalogue_of_cells();
    auto diagnostics = new_diagnostics();
    CancelToken cancel;
    cancel.cancel();
    std::string text = "cell,people\n";
    for (int i = 0; i < 70'000; ++i)
        text += "E001,1\n";
    EXPECT_THROW(read_coded_table(folder.write("people.csv", text), catalogue.datasets()[0],
                                  catalogue, diagnostics, cancel),
                 Cancelled);
}

}  // namespace
}  // namespace concord::registry
