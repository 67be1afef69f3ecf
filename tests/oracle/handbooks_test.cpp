// The handbooks of April 2024, counted by the rules, against the figures that the interim report on
// the Health and Care Act prints (tests/oracle/handbook_counts.csv). A record that breaks a
// counting rule must change the count that the rule is about.
#include <fstream>
#include <map>

#include <gtest/gtest.h>

#include "engine/engine.hpp"
#include "support/temporary_folder.hpp"

namespace concord {
namespace {

const fs::path source = CONCORD_SOURCE;

using Counts = std::map<std::string, std::int64_t>;

Counts counted(const fs::path& system, const fs::path& out) {
    EngineOptions options;
    options.resources = source;
    options.data = out.parent_path();  // no open data is needed
    Engine engine(options);
    const auto built = engine.build({{system, std::nullopt, std::nullopt}, out, {}});
    EXPECT_NE(built.outcome, Outcome::environment);
    const auto shown = engine.show({{out, std::nullopt, std::nullopt}, "handbook_counts", "", {}});
    Counts counts;
    for (const auto& row : shown.table.rows) {
        counts[std::get<std::string>(row[0]) + " " + std::get<std::string>(row[1])] =
            std::get<std::int64_t>(row[2]);
    }
    return counts;
}

// "PIR-T012,"of these, committees",9" as key and count.
Counts published() {
    Counts counts;
    std::ifstream file(source / "tests/oracle/handbook_counts.csv");
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
        const auto first = line.find(',');
        const auto last = line.rfind(',');
        auto meaning = line.substr(first + 1, last - first - 1);
        std::erase(meaning, '"');
        counts[line.substr(0, first) + " " + meaning] = std::stoll(line.substr(last + 1));
    }
    return counts;
}

class Handbooks : public ::testing::Test {
  protected:
    void SetUp() override {
        fs::create_directories(folder_.path() / "none");
        fs::copy(source / "examples/handbooks-2024", system(), fs::copy_options::recursive);
        fs::remove_all(system() / "build");
    }
    fs::path system() const { return folder_.path() / "handbooks"; }
    Counts count() const { return counted(system(), folder_.path() / "none" / "build"); }

    void replace(const std::string& file, const std::string& old, const std::string& now) const {
        std::ifstream in(system() / file);
        std::string text((std::istreambuf_iterator<char>(in)), {});
        in.close();
        const auto at = text.find(old);
        ASSERT_NE(at, std::string::npos);
        text.replace(at, old.size(), now);
        std::ofstream(system() / file) << text;
    }

    support::TemporaryFolder folder_;
};

TEST_F(Handbooks, CountAsPublished) {
    const auto counts = count();
    for (const auto& [figure, number] : published()) {
        const auto found = counts.find(figure);
        ASSERT_NE(found, counts.end()) << figure;
        EXPECT_EQ(found->second, number) << figure;
    }
    EXPECT_EQ(counts.size(), published().size());
}

// PIR-R051: no terms of reference, no committee.
TEST_F(Handbooks, ACommitteeWithoutTermsIsClaimedOnly) {
    replace("governance/committees.toml", "terms_of_reference = \"tor-wy-place\"\n", "");
    auto counts = count();
    EXPECT_EQ(counts["PIR-T012 with place committees or sub-committees"], 10);
    EXPECT_EQ(counts["PIR-T016 of these, in full"], 1);
}

// PIR-R053: what the scheme does not record is no delegation.
TEST_F(Handbooks, AFunctionOutsideTheSchemeDoesNotCount) {
    replace("governance/delegations.csv", "sy-scheme", "sy-handbook");
    auto counts = count();
    EXPECT_EQ(counts["PIR-T014 place committees with a function in the scheme"], 7);
}

}  // namespace
}  // namespace concord
