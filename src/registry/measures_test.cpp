#include "registry/measures.hpp"

#include <gtest/gtest.h>

#include "support/diagnostics.hpp"
#include "support/small_geography.hpp"
#include "support/temporary_folder.hpp"

namespace concord::registry {
namespace {

using support::add_layer;
using support::add_small;
using support::new_diagnostics;
using support::places;
using support::TemporaryFolder;
using Findings = std::vector<std::string>;

// Three cells in two boards, and a table about them read from text.
class Cells {
  public:
    Cells() {
        add_small(geography, "cell11", 2011, 3);
        add_small(geography, "cell21", 2021, 4);
        geography.layer("cell21")->add({"new", {}, {}});
        add_layer(geography, "board22", 2022, "cell11", {"S1", "S1", "S2"});
    }

    CodedTable read(DatasetKind kind, const std::string& key,
                    const std::vector<std::string>& values, const std::string& text) {
        dataset_.kind = kind;
        dataset_.id = dataset_.measure = "table";
        dataset_.path = "table.csv";
        dataset_.areas = {{key, {"code"}, {}, {}, -1}};
        for (const auto& role : values)
            dataset_.values.push_back({role, {role}, -1});
        const Catalogue catalogue({}, {dataset_});
        const CancelToken cancel;
        return read_coded_table(folder_.write("table.csv", text), dataset_, catalogue, diagnostics,
                                cancel);
    }

    Geography geography;
    Diagnostics diagnostics = new_diagnostics();

  private:
    TemporaryFolder folder_;
    Dataset dataset_;
};

TEST(Measures, KnowACodeOfAnotherVintage) {
    Cells cells;
    auto table = cells.read(DatasetKind::population, "cell11", {"people"},
                            "code,people\ncell11-0,1\nnew,2\nnonsense,3\n");
    const auto population = to_population(table, cells.geography, cells.diagnostics);
    EXPECT_EQ(population.people, (std::vector<std::int64_t>{1, 0, 0}));
    EXPECT_EQ(places(cells.diagnostics),
              (Findings{"REG023 table.csv:3:1", "REG022 table.csv:4:1", "REG031 table.csv"}));
    EXPECT_EQ(table.report.rows_read, 1);
    EXPECT_EQ(table.report.rows_skipped, 2);
}

TEST(Measures, TakeTiesAsRanksAndSlipsAsSlips) {
    Cells tied;
    auto ties = tied.read(DatasetKind::deprivation, "cell11", {"rank"},
                          "code,rank\ncell11-0,1\ncell11-1,1\ncell11-2,3\n");
    EXPECT_EQ(to_deprivation(ties, tied.geography, tied.diagnostics).ranked, 3);
    EXPECT_TRUE(tied.diagnostics.all().empty());
    Cells slipped;
    auto slips = slipped.read(DatasetKind::deprivation, "cell11", {"rank"},
                              "code,rank\ncell11-0,1\ncell11-1,3\ncell11-2,3\n");
    to_deprivation(slips, slipped.geography, slipped.diagnostics);
    EXPECT_EQ(places(slipped.diagnostics),
              (Findings{"REG030 table.csv:3:1", "REG030 table.csv:4:1"}));
}

// A trust with sites in two systems counts in each, and once in each (THE-R103).
TEST(Measures, CountATrustInEachSystemOfItsSites) {
    Cells cells;
    auto table = cells.read(DatasetKind::attachments, "board22", {"organisation"},
                            "code,organisation\nS1,RWA\nS2,RWA\nS1,RWA\nS1,RWB\n,RWC\n");
    const auto trusts = to_attachments(table, cells.geography, cells.diagnostics);
    EXPECT_EQ(trusts.organisations, (std::vector<std::int64_t>{2, 1}));
    EXPECT_EQ(table.report.rows_outside, 1) << "counted nowhere, and no mistake";
}

TEST(Measures, ReadUrbanAndRuralInTheWordsOfTheFile) {
    Cells cells;
    auto table = cells.read(DatasetKind::rural_urban, "cell11", {"class"},
                            "code,class\ncell11-0,URBAN\ncell11-1,Rural\ncell11-2,Town\n");
    const auto classes = to_rural_urban(table, cells.geography, cells.diagnostics);
    EXPECT_EQ(classes.of_area, (std::vector{Rurality::urban, Rurality::rural, Rurality::unknown}));
    EXPECT_EQ(places(cells.diagnostics), (Findings{"REG029 table.csv:4:1"}));
}

}  // namespace
}  // namespace concord::registry
