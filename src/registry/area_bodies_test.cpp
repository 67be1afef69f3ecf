// What areas in areas say of the bodies behind them: one relation over several vintages, ended
// where a vintage lacks it, and no more known than the vintages show.
#include "registry/area_bodies.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace concord::registry {
namespace {

LayerInfo layer(const std::string& id, const std::string& kind, Period in_force,
                const std::string& body_kind) {
    LayerInfo info;
    info.id = id;
    info.kind = kind;
    info.in_force = in_force;
    if (!body_kind.empty()) info.body_kinds = {{"", body_kind}};
    return info;
}

// Two councils in three vintages of authorities; between the second and the third, the first
// council leaves the one for the other. Councils are drawn once, in a vintage of their own.
class Authorities : public ::testing::Test {
  protected:
    Authorities() {
        add("council20", "council", {Date(2020, 1, 1), std::nullopt}, "council", {"C1", "C2"});
        add("united20", "united", {Date(2020, 6, 1), Date(2020, 12, 31)}, "united", {"U1", "U2"});
        add("united21", "united", {Date(2021, 1, 1), Date(2021, 12, 31)}, "united", {"U1", "U2"});
        add("united22", "united", {Date(2022, 1, 1), std::nullopt}, "united", {"U1", "U2"});
        link("council20", "united20", {0, 0});
        link("council20", "united21", {0, 0});
        link("council20", "united22", {1, 0});
    }

    void add(const std::string& id, const std::string& kind, Period in_force,
             const std::string& body_kind, const std::vector<std::string>& codes) {
        auto& made = geography_.ensure_layer(layer(id, kind, in_force, body_kind));
        for (const auto& code : codes)
            made.add({code, ods_of_areas_ ? "ods-" + code : "", code});
    }

    void link(const std::string& from, const std::string& to, std::vector<AreaIndex> to_of) {
        geography_.add_link({from, to, std::move(to_of), from + "-" + to, {}});
    }

    std::vector<std::string> relations(const std::vector<Body>& bodies) const {
        const std::vector<BodyLink> links = {{{"council"}, BodyRelationKind::member_of, "united"}};
        std::vector<std::string> said;
        for (const auto& relation : relations_of_areas(geography_, links, bodies)) {
            const auto day = [](const std::optional<Date>& date) {
                return date ? date->iso() : std::string("…");
            };
            said.push_back(fmt::format(
                "{} {} {} {} {} ({})", relation.from, to_string(relation.kind), relation.to,
                day(relation.period.from), day(relation.period.to), relation.source));
        }
        return said;
    }

    Geography geography_;
    bool ods_of_areas_ = false;
};

TEST_F(Authorities, HaveTheirMembersWhileAVintageShowsThem) {
    EXPECT_EQ(relations(bodies_of_areas(geography_, {})),
              (std::vector<std::string>{
                  "council:C1 member-of united:U1 … 2021-12-31 (council20-united20)",
                  "council:C1 member-of united:U2 2022-01-01 … (council20-united22)",
                  "council:C2 member-of united:U1 … … (council20-united20)"}));
}

TEST_F(Authorities, HaveNoMembersBeforeOrAfterOneOfTheTwoExists) {
    auto bodies = bodies_of_areas(geography_, {});
    for (auto& body : bodies) {
        if (body.id == "council:C2") body.existence = {Date(2020, 9, 1), Date(2021, 3, 31)};
        if (body.id == "united:U1") body.existence.from = Date(2020, 6, 1);
        if (body.id == "united:U2") body.existence = {{}, Date(2021, 6, 30)};
    }
    EXPECT_EQ(relations(bodies),
              (std::vector<std::string>{
                  "council:C1 member-of united:U1 2020-06-01 2021-12-31 (council20-united20)",
                  "council:C2 member-of united:U1 2020-09-01 2021-03-31 (council20-united20)"}));
}

TEST_F(Authorities, AreNotGuessedForAreasWithoutABodyOrALink) {
    add("ward20", "ward", {}, "", {"W1", "W2"});
    link("ward20", "united22", {0, no_area});
    const std::vector<Body> none;
    EXPECT_TRUE(relations(none).empty());
    EXPECT_EQ(relations(bodies_of_areas(geography_, {})).size(), 3U);
}

TEST_F(Authorities, MeetABodyByItsOdsCode) {
    ods_of_areas_ = true;
    add("part22", "part", {Date(2022, 1, 1), std::nullopt}, "", {"P1"});
    link("part22", "united22", {1});
    auto bodies = bodies_of_areas(geography_, {});
    Body part;
    part.id = "council:ods-P1";
    part.kind = "council";
    part.ods_code = "ods-P1";
    part.existence.from = Date(2022, 4, 1);
    bodies.push_back(part);
    const auto found = relations(bodies);
    EXPECT_EQ(std::ranges::count(
                  found, "council:ods-P1 member-of united:U2 2022-04-01 … (part22-united22)"),
              1);
}

}  // namespace
}  // namespace concord::registry
