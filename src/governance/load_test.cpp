// Reading the little country's governance, whole and damaged. What must be found stands in the spec
// files; here is what is made of it.
#include <algorithm>
#include <fstream>

#include <gtest/gtest.h>

#include "engine/rulebook.hpp"
#include "governance/governance.hpp"
#include "governance/holders.hpp"
#include "governance/rules/rules.hpp"

namespace concord::governance {
namespace {

namespace fs = std::filesystem;

class LoadTest : public ::testing::Test {
  protected:
    LoadTest() {
        folder_ = fs::path(::testing::TempDir()) / "concord-governance";
        fs::remove_all(folder_);
        fs::copy(source_ / "tests/spec/country", folder_, fs::copy_options::recursive);
        kinds_ = registry::read_body_kinds(source_ / "catalogue/body_kinds.csv", "", diagnostics_);
    }
    ~LoadTest() override { fs::remove_all(folder_); }

    void write(const std::string& file, const std::string& text) const {
        std::ofstream(folder_ / file, std::ios::binary) << text;
    }

    // The country's bodies and places without its open data, then its governance.
    const GovernanceData& load() {
        registry::LoadRequest request;
        description_ = registry::read_system_description(folder_, diagnostics_).value();
        const registry::Catalogue catalogue({}, {});
        request.catalogue = &catalogue;
        request.system = &description_;
        request.kinds = kinds_;
        SilentProgress progress;
        CancelToken cancel;
        registry_ = registry::load_registry(request, diagnostics_, progress, cancel);
        return load_again();
    }
    const GovernanceData& load_again() {
        data_ = load_governance(
            {source_ / "catalogue/governance", &description_, &registry_, kinds_}, diagnostics_);
        return data_;
    }

    const Holder& holder(std::string_view id) const {
        const auto found = std::ranges::find(data_.scheme.holders, id, &Holder::id);
        EXPECT_NE(found, data_.scheme.holders.end()) << id;
        return *found;
    }
    const Grant* grant(std::string_view id) const {
        const auto found = std::ranges::find(data_.scheme.grants, id, &Grant::id);
        return found == data_.scheme.grants.end() ? nullptr : &*found;
    }
    std::vector<std::string> rules_found() const {
        std::vector<std::string> ids;
        for (const auto& diagnostic : diagnostics_.all())
            ids.push_back(diagnostic.id);
        return ids;
    }

    using Ids = std::vector<std::string>;
    fs::path source_ = CONCORD_SOURCE;
    fs::path folder_;
    Diagnostics diagnostics_{built_rule_book(), {Date(2022, 7, 1), RuleProfile::act_2022}};
    std::vector<registry::BodyKind> kinds_;
    registry::SystemDescription description_;
    registry::RegistryData registry_;
    GovernanceData data_;
};

TEST_F(LoadTest, BodiesCommitteesAndPostsAreHolders) {
    load();
    EXPECT_EQ(rules_found(), Ids());
    const auto& board = holder("west-board");
    EXPECT_EQ(board.kind, HolderKind::body);
    EXPECT_EQ(board.body_kind, "integrated-care-board");
    EXPECT_EQ(board.name, "West board");
    EXPECT_EQ(board.area, Ids({"west"}));
    EXPECT_EQ(board.members.size(), 12U);
    ASSERT_TRUE(board.quorum);
    EXPECT_EQ(board.quorum->members, 6);
    EXPECT_EQ(board.period.from, Date(2022, 7, 1));
    EXPECT_EQ(holder("east-board").area, Ids({"east"}));
    EXPECT_TRUE(holder("east-board").members.empty());
    const auto& place = holder("first-place");
    EXPECT_EQ(place.kind, HolderKind::committee);
    EXPECT_EQ(place.scale, Scale::place);
    EXPECT_EQ(place.area, Ids({"first"}));
    EXPECT_EQ(place.of, Ids({"west-board"}));
    EXPECT_EQ(holder("place-director-of-first").members.at(0).id, "director-of-first");
}

TEST_F(LoadTest, WhereBodiesAct) {
    write("bodies.csv",
          "id,name,kind,gss_code,part_of,valid_from\n"
          "west,West,integrated-care-system,,,2022-07-01\n"
          "board,Board,integrated-care-board,,west,2022-07-01\n"
          "england,NHS England,nhs-england,,,2013-04-01\n"
          "region,Region,nhs-region,,,2013-04-01\n"
          "trust,Trust,nhs-trust,,west,2010-04-01\n"
          "council,Council,unitary-authority,E06000001,,2009-04-01\n"
          "wellbeing,Wellbeing,health-and-wellbeing-board,,council,2013-04-01\n"
          "far,Far council,unitary-authority,,,2009-04-01\n"
          "alone,Board of its own,integrated-care-board,,,2022-07-01\n");
    write("relations.csv", "from,relation,to\n");
    write("places.csv",
          "id,name,kind,areas,part_of\n"
          "town,Town,place,utla23:E06000001,west\n"
          "street,Street,neighbourhood,lsoa11:E01000001,town\n");
    fs::remove_all(folder_ / "governance");
    const auto& data = load();
    EXPECT_EQ(holder("board").area, Ids({"west"}));
    EXPECT_EQ(holder("england").area, Ids());  // everywhere
    EXPECT_EQ(holder("trust").area, Ids());    // people reach it from everywhere
    EXPECT_EQ(holder("council").area, Ids({"town"}));
    EXPECT_EQ(holder("wellbeing").area, Ids({"town"}));
    EXPECT_EQ(holder("far").area, Ids({std::string(nowhere)}));
    EXPECT_EQ(holder("alone").area, Ids({"alone"}));
    const auto at = [&](const char* id) { return data.places.find(id).value(); };
    EXPECT_TRUE(data.places.covers(at("west"), at("street")));
    EXPECT_FALSE(data.places.covers(at("alone"), at("town")));
    EXPECT_EQ(data.places.node(at("street")).kind, "neighbourhood");
    EXPECT_FALSE(data.places.find(nowhere));
}

TEST_F(LoadTest, ACommitteeWithoutAScaleHasThatOfItsPlaceOrItsBody) {
    write("governance/committees.toml", R"(
[[committee]]
id = "a"
kind = "committee"
of = ["west-board"]
area = ["first"]
[[committee]]
id = "b"
kind = "committee"
of = ["west-board"]
[[committee]]
id = "c"
kind = "joint-committee"
of = ["nhs-england", "west-board"]
)");
    load();
    EXPECT_EQ(holder("a").scale, Scale::place);
    EXPECT_EQ(holder("b").scale, Scale::system);
    EXPECT_EQ(holder("c").scale, Scale::national);
}

TEST_F(LoadTest, AGrantThatCannotBeReadGivesNothing) {
    write("governance/delegations.csv",
          "id,from,to,instrument,functions,ceiling,made_on\n"
          "good,west-board,west-audit,internal-committee,audit,,2022-07-01\n"
          "words,west-board,west-audit,internal-committee,audit,five million,2022-07-01\n"
          "comma,west-board,west-audit,internal-committee,audit,\"5,000\",2022-07-01\n"
          "half,west-board,west-audit,internal-committee,audit;adit,,2022-07-01\n"
          "day,west-board,west-audit,internal-committee,audit,,2022-02-30\n"
          "last,west-board,west-audit,internal-committee,all,5000.00,2022-07-01\n");
    load();
    EXPECT_TRUE(grant("good"));
    for (const auto* id : {"words", "comma", "half", "day"})
        EXPECT_FALSE(grant(id)) << id;
    ASSERT_TRUE(grant("last"));
    EXPECT_TRUE(grant("last")->scope.functions.empty());  // "all" is everything
    EXPECT_EQ(grant("last")->ceiling, Pence(std::int64_t{500000}));
}

TEST_F(LoadTest, ALimitThatCannotBeReadAllowsNothingAndAReservationHoldsForMore) {
    write("governance/limits.csv",
          "id,holder,acts,ceiling,valid_from\n"
          "words,first-place,sign-contract,two million,2022-07-01\n"
          "act,first-place,sing-contract,100.00,2022-07-01\n"
          "day,first-place,award-contract,100.00,soon\n");
    write("governance/reservations.csv",
          "id,holder,functions,acts,low,high,valid_from,valid_to\n"
          "word,west-board,plan,aprove-plan,,,2022-07-01,\n"
          "value,west-board,plan,approve-plan,much,,2022-07-01,\n"
          "crossed,west-board,plan,approve-plan,,,2022-07-01,2021-07-01\n"
          "none,west-board,plan,approve-plan,10.00,5.00,2022-07-01,\n");
    const auto& scheme = load().scheme;
    ASSERT_EQ(scheme.limits.size(), 3U);
    EXPECT_EQ(scheme.limits[0].ceiling, Pence());
    EXPECT_EQ(scheme.limits[0].scope.acts, Ids({"sign-contract"}));
    EXPECT_EQ(scheme.limits[1].ceiling, Pence(std::int64_t{10000}));
    EXPECT_TRUE(scheme.limits[1].scope.acts.empty());
    EXPECT_FALSE(scheme.limits[2].period.from);
    ASSERT_EQ(scheme.reservations.size(), 5U);
    EXPECT_TRUE(scheme.reservations[0].scope.acts.empty());
    EXPECT_FALSE(scheme.reservations[1].low);
    EXPECT_FALSE(scheme.reservations[2].period.crossed());
    EXPECT_FALSE(scheme.reservations[3].low || scheme.reservations[3].high);
}

TEST_F(LoadTest, WhatThePassesOnIsOfTheInstrumentWhereTheGrantDoesNotSay) {
    write("governance/delegations.csv",
          "id,from,to,instrument,functions,may_pass_on,made_on\n"
          "a,nhs-england,west-board,nhs-england-delegation,dental-services,,2022-07-01\n"
          "b,nhs-england,west-board,nhs-england-delegation,dental-services,no,2022-07-01\n"
          "c,west-board,west-audit,internal-committee,audit,,2022-07-01\n"
          "d,west-board,west-audit,internal-committee,audit,yes,2022-07-01\n");
    load();
    EXPECT_TRUE(grant("a")->may_pass_on);
    EXPECT_FALSE(grant("b")->may_pass_on);
    EXPECT_FALSE(grant("c")->may_pass_on);
    EXPECT_TRUE(grant("d")->may_pass_on);
}

TEST_F(LoadTest, ACommitteeWithAnUnknownParentBelongsToNobody) {
    write("governance/committees.toml", R"(
[[committee]]
id = "joint"
kind = "joint-committee"
of = ["west-board", "first-counsel"]
[[committee]]
id = "strange"
kind = "comittee"
of = ["west-board"]
[[committee]]
id = "dated"
kind = "committee"
of = ["west-board"]
from = "soon"
)");
    load();
    EXPECT_TRUE(holder("joint").of.empty());
    EXPECT_EQ(holder("strange").kind, HolderKind::forum);  // without powers
    EXPECT_FALSE(holder("dated").period.contains(Date(2022, 7, 1)));
}

TEST_F(LoadTest, ACircleOfAThousandCommitteesIsFound) {
    std::string text;
    for (int i = 0; i < 1000; ++i) {
        text += "[[committee]]\nid = \"c" + std::to_string(i) +
                "\"\nkind = \"sub-committee\"\nof = [\"c" + std::to_string((i + 1) % 1000) +
                "\"]\n";
    }
    write("governance/committees.toml", text);
    load();
    const auto found = rules_found();
    EXPECT_GT(std::ranges::count(found, "GOV020"), 0);
    const HolderIndex holders(data_.scheme);
    EXPECT_TRUE(holders.bodies(holders.find("c500").value()).empty());
}

TEST_F(LoadTest, BytesThatAreNotUtf8AreSaidAndTheRestIsRead) {
    write("governance/limits.csv",
          "id,holder,acts,ceiling,document\n"
          "a,west-board,sign-contract,100.00,caf\xE9\n"
          "b,west-board,award-contract,100.00,west-limits\n");
    write("governance/committees.toml", "[[committee]]\nid = \"caf\xE9\"\n");
    load();
    const auto found = rules_found();
    EXPECT_EQ(std::ranges::count(found, "REG004"), 1);
    EXPECT_EQ(std::ranges::count(found, "REG014"), 1);
    ASSERT_FALSE(data_.scheme.limits.empty());
    EXPECT_EQ(data_.scheme.limits.back().id, "b");
}

TEST_F(LoadTest, LocalFunctionsHangBelowTheLaw) {
    write("governance/functions.csv",
          "id,parent,title,kind\n"
          "lower,upper,Lower,\n"
          "upper,service-transformation,Upper,ancillary\n"
          "round,about,Round,\nabout,round,About,\n"
          "plan,arrange-services,Another plan,\n");
    const auto& law = load().law;
    const auto lower = law.functions.find("lower").value();
    EXPECT_TRUE(law.functions.covers(law.functions.find("arrange-services").value(), lower));
    EXPECT_EQ(law.functions.node(lower).kind, "ancillary");  // of what it hangs below
    EXPECT_FALSE(law.functions.find("round"));
    EXPECT_EQ(law.functions.parent(law.functions.find("plan").value()), root_node);
    EXPECT_EQ(rules_found(), Ids({"GOV001", "GOV004", "GOV004"}));
}

TEST_F(LoadTest, ASystemWithoutAFolderHasItsBodiesAndTheLaw) {
    fs::remove_all(folder_ / "governance");
    const auto& data = load();
    EXPECT_EQ(rules_found(), Ids());
    EXPECT_TRUE(data.scheme.grants.empty());
    EXPECT_TRUE(data.inputs.empty());
    EXPECT_EQ(holder("west-board").kind, HolderKind::body);
}

TEST_F(LoadTest, EveryFileIsRecorded) {
    const auto& data = load();
    EXPECT_EQ(data.inputs.size(), 20U);
    for (const auto& input : data.inputs)
        EXPECT_EQ(input.sha256.size(), 64U) << input.dataset;
}

TEST_F(LoadTest, TheTablesSayRouteCategoryAndWhoStaysAccountable) {
    load();
    const registry::RegistryStage registry{&registry_, &description_, kinds_};
    auto warehouse = store::Warehouse::in_memory({1, std::nullopt, false});
    CancelToken cancel;
    write_governance({&registry, &data_, diagnostics_.context()}, warehouse, cancel);
    const auto rows = warehouse.query(
        "SELECT id, route, categories, accountable, lawful FROM delegations ORDER BY id");
    const auto text = [&](std::size_t row, std::size_t column) {
        return std::get<std::string>(rows.rows.at(row).at(column));
    };
    ASSERT_EQ(rows.rows.size(), 6U);
    EXPECT_EQ(text(0, 0), "audit");
    EXPECT_EQ(text(0, 2), "corporate");
    EXPECT_EQ(text(1, 0), "care");  // to a person: an internal route of its own
    EXPECT_EQ(text(1, 1), "internal");
    EXPECT_EQ(text(1, 2), "commissioning");
    EXPECT_EQ(text(1, 3), "west-board");
    EXPECT_EQ(text(2, 2), "ancillary;corporate");  // emergency planning and government
    EXPECT_EQ(text(5, 0), "practices");
    EXPECT_EQ(text(5, 1), "delegated");
    EXPECT_EQ(text(5, 3), "nhs-england");
    for (const auto& row : rows.rows)
        EXPECT_EQ(row.at(4), Value(true));
}

}  // namespace
}  // namespace concord::governance
