// England from open data against national figures and recorded changes.
#include <algorithm>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "engine/engine.hpp"
#include "registry/comparison.hpp"
#include "support/diagnostics.hpp"
#include "support/open_data.hpp"

namespace concord {
namespace {

registry::RegistryData load(registry::Reach reach) {
    static auto diagnostics = support::new_diagnostics();
    const auto catalogue = registry::Catalogue::read(
        fs::path(CONCORD_SOURCE) / "catalogue/england.toml", "catalogue", diagnostics);
    registry::LoadRequest request;
    request.catalogue = &catalogue;
    request.data_folder = *support::open_data();
    request.reach = reach;
    request.threads = 2;
    SilentProgress progress;
    const CancelToken cancel;
    return load_registry(request, diagnostics, progress, cancel);
}

const registry::RegistryData& england() {
    static const auto data = load(registry::Reach::measures);
    return data;
}

std::int64_t urban_areas(const registry::RuralUrban& classification) {
    return std::ranges::count(classification.of_area, registry::Rurality::urban);
}

TEST(England, HasTheNationalTotals) {
    CONCORD_NEEDS_OPEN_DATA();
    const auto& data = england();
    EXPECT_EQ(data.geography.layer("lsoa11")->size(), 32844U);
    EXPECT_EQ(data.geography.layer("lsoa21")->size(), 33755U);
    EXPECT_EQ(data.geography.layer("msoa11")->size(), 6791U);
    EXPECT_EQ(data.deprivation("imd2019")->last_rank_of_most_deprived_fifth(), 6568);
    EXPECT_EQ(data.population("mid2020")->total(), 56550138);
    EXPECT_EQ(urban_areas(data.rural_urbans[0]), 27246);
}

TEST(England, HasItsLayers) {
    CONCORD_NEEDS_OPEN_DATA();
    const std::map<std::string, std::size_t> sizes = {
        {"ccg21", 106},  {"stp21", 42},   {"sicbl22", 106}, {"icb22", 42},   {"icb24", 42},
        {"icb26", 36},   {"ltla21", 309}, {"ltla22", 309},  {"ltla23", 296}, {"ltla24", 296},
        {"ltla25", 296}, {"utla21", 152}, {"utla23", 153},  {"cauth23", 10}, {"cauth24", 11},
        {"cauth25", 15}, {"region24", 9}, {"nhser21", 7},   {"nhser24", 7}};
    for (const auto& [id, size] : sizes) {
        const auto* layer = england().geography.layer(id);
        ASSERT_NE(layer, nullptr) << id;
        EXPECT_EQ(layer->size(), size) << id;
    }
}

// With its bodies, which the tests of areas do without.
const registry::RegistryData& england_with_bodies() {
    static const auto data = load(registry::Reach::everything);
    return data;
}

std::set<std::string> members_on(const std::string& authority, Date day) {
    std::set<std::string> members;
    for (const auto& relation : england_with_bodies().relations) {
        const bool is_member = relation.kind == registry::BodyRelationKind::member_of &&
                               relation.to == "combined-authority:" + authority;
        if (is_member && relation.period.contains(day)) members.insert(relation.from);
    }
    return members;
}

// Greater Manchester's order of 2011 names ten councils. The North East's of 2024 joined two
// authorities on 7 May of that year: seven councils, of which four had been members of the one and
// three of the other.
TEST(England, HasTheMembersOfItsCombinedAuthorities) {
    CONCORD_NEEDS_OPEN_DATA();
    const Date before(2024, 5, 6);
    const Date after(2024, 5, 7);
    EXPECT_EQ(members_on("E47000001", before).size(), 10U);
    EXPECT_EQ(members_on("E47000001", after), members_on("E47000001", before));
    EXPECT_EQ(members_on("E47000010", before).size(), 4U);
    EXPECT_EQ(members_on("E47000010", after).size(), 0U);
    EXPECT_EQ(members_on("E47000014", before).size(), 0U);
    EXPECT_EQ(members_on("E47000014", after).size(), 7U);
}

// THE-R001: every small area lies in exactly one system.
TEST(England, IsCoveredByItsSystems) {
    CONCORD_NEEDS_OPEN_DATA();
    for (const auto& [layer, small] : std::map<std::string, std::string>{{"stp21", "lsoa11"},
                                                                         {"icb22", "lsoa11"},
                                                                         {"icb24", "lsoa21"},
                                                                         {"ltla24", "lsoa21"},
                                                                         {"nhser24", "lsoa21"},
                                                                         {"region24", "lsoa21"}}) {
        const auto found = registry::assign(england().geography, layer, small);
        ASSERT_TRUE(found) << layer;
        EXPECT_EQ(found->fit.unplaced_areas, 0) << layer;
    }
}

// 192 small areas moved in four flows between April 2021 and July 2022 (oracle O08).
TEST(England, MovedInFourFlowsBetween2021And2022) {
    CONCORD_NEEDS_OPEN_DATA();
    const auto answer = registry::compare_layers(england(), "stp21", "icb22", "");
    ASSERT_TRUE(answer.comparison);
    const auto& comparison = *answer.comparison;
    const auto table = overlap(comparison.a, comparison.b, comparison.population->people);
    std::map<std::string, std::int64_t> flows;
    for (const auto& move : moves(comparison.a, comparison.b, table)) {
        flows[comparison.a.layer->area(move.from).code + " > " +
              comparison.b.layer->area(move.to).code] = move.small_areas;
    }
    EXPECT_EQ(flows, (std::map<std::string, std::int64_t>{{"E54000016 > E54000055", 92},
                                                          {"E54000009 > E54000060", 70},
                                                          {"E54000007 > E54000058", 21},
                                                          {"E54000021 > E54000059", 9}}));
}

// The most deprived fifth on the boundaries of July 2022, for the eight areas that changed.
TEST(England, HasTheDeprivationOfTheChangedBoards) {
    CONCORD_NEEDS_OPEN_DATA();
    registry::ProfileQuestion question;
    question.layer = "icb22";
    question.mode = registry::ProfileMode::exact;
    const auto answer = registry::profile_layer(england(), question);
    const std::map<std::string, std::pair<std::int64_t, std::int64_t>> expected = {
        {"E54000055", {382, 773}}, {"E54000056", {62, 498}}, {"E54000057", {634, 1673}},
        {"E54000058", {115, 642}}, {"E54000059", {62, 422}}, {"E54000060", {183, 679}},
        {"E54000061", {313, 853}}, {"E54000062", {325, 712}}};
    std::size_t met = 0;
    for (const auto& row : answer.profile->rows) {
        const auto found = expected.find(row.code);
        if (found == expected.end()) continue;
        EXPECT_EQ(row.small_areas_most_deprived, found->second.first) << row.code;
        EXPECT_EQ(row.small_areas, found->second.second) << row.code;
        ++met;
    }
    EXPECT_EQ(met, expected.size());
}

TEST(England, RefusesAnIndexOfAnotherVintage) {
    CONCORD_NEEDS_OPEN_DATA();
    registry::ProfileQuestion question;
    question.layer = "icb24";
    question.deprivation = "imd2019";
    const auto refused = registry::profile_layer(england(), question);
    ASSERT_TRUE(refused.refusal);
    EXPECT_EQ(refused.refusal->rule, "REG040");
    EXPECT_NE(refused.refusal->help.find("use imd2025 instead"), std::string::npos);
    EXPECT_NE(refused.refusal->help.find("best-fit"), std::string::npos);
    question.convert = true;
    const auto converted = registry::profile_layer(england(), question);
    ASSERT_TRUE(converted.profile);
    ASSERT_TRUE(converted.deprivation_fit);
    EXPECT_GT(converted.deprivation_fit->best_fit_areas, 0);
}

// The merged boards of April 2026, as far as the trusts show them.
TEST(England, KnowsTheMergersThatTheTrustsShow) {
    CONCORD_NEEDS_OPEN_DATA();
    const auto answer = registry::compare_layers(england(), "icb24", "icb26", "");
    ASSERT_TRUE(answer.comparison);
    const auto& comparison = *answer.comparison;
    const auto table = overlap(comparison.a, comparison.b, comparison.population->people);
    std::map<std::string, std::string> fate;
    for (const auto& part : table.parts) {
        fate[comparison.a.layer->area(part.a).ods_code] +=
            comparison.b.layer->area(part.b).ods_code;
    }
    EXPECT_EQ(fate["QRV"], "Z9B2Z");
    EXPECT_EQ(fate["QMJ"], "Z9B2Z");
    EXPECT_EQ(fate["QOP"], "QOP") << "unchanged";
    const auto& merged = comparison.b.layer->area(comparison.b.layer->find_ods("Z9B2Z"));
    EXPECT_EQ(merged.name, "NHS West and North London Integrated Care Board")
        << "the organisation register prints it in capitals";
    EXPECT_EQ(fate.count("QM7"), 0U) << "its trusts are counted in two boards";
    EXPECT_EQ(fate.size(), 39U) << "three of the 42 cannot be placed";
}

// The two NHS codes of one area must not hide a change of boundary.
TEST(England, TheSameOdsCodeDoesNotMeanTheSameArea) {
    CONCORD_NEEDS_OPEN_DATA();
    const auto* before = england().geography.layer("stp21");
    const auto* after = england().geography.layer("icb22");
    const auto& old_area = before->area(before->find_ods("QUA"));
    const auto& new_area = after->area(after->find_ods("QUA"));
    EXPECT_NE(old_area.code, new_area.code);
}

}  // namespace
}  // namespace concord
