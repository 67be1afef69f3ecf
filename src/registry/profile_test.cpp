#include "registry/profile.hpp"

#include <gtest/gtest.h>

#include "support/small_geography.hpp"

namespace concord::registry {
namespace {

using support::add_layer;
using support::add_small;

// Six small areas in two systems: A holds four of them, B two.
class SmallCountry {
  public:
    SmallCountry() {
        add_small(geography_, "cell11", 2011, 6);
        add_layer(geography_, "system21", 2021, "cell11", {"A", "A", "A", "A", "B", "B"});
        add_layer(geography_, "council21", 2021, "cell11", {"K", "K", "K", "L", "L", "M"});
        add_layer(geography_, "district21", 2021, "cell11", {"U1", "U1", "D1", "D1", "D1", "D1"});
        auto info = geography_.layer("district21")->info();
        info.tiers = {{"U", "single"}, {"D", "two"}};
        districts_ = Layer(info);
        for (const auto& area : geography_.layer("district21")->areas())
            districts_.add(area);
        systems_ = *assign(geography_, "system21", "cell11");
        councils_ = *assign(geography_, "council21", "cell11");
        tiers_ = *assign(geography_, "district21", "cell11");
        tiers_.layer = &districts_;
        deprivation_.small_layer = rural_.small_layer = people_.small_layer = "cell11";
        deprivation_.rank = {1, 2, 3, 4, 5, 6};
        deprivation_.ranked = 6;
        rural_.of_area = {Rurality::urban,   Rurality::urban, Rurality::rural,
                          Rurality::unknown, Rurality::rural, Rurality::rural};
        people_.name = "census";
        people_.people = {1, 2, 3, 4, 5, 6};
        inputs_.assignment = &systems_;
        inputs_.upper_tier = &councils_;
        inputs_.lower_tier = &tiers_;
        inputs_.deprivation = &deprivation_;
        inputs_.rural_urban = &rural_;
        inputs_.residents = &people_;
    }

    ProfileInputs& inputs() { return inputs_; }
    Profile profile(ProfileMode mode) const { return make_profile(inputs_, mode, {}); }

  private:
    Geography geography_;
    Layer districts_{LayerInfo()};
    Assignment systems_;
    Assignment councils_;
    Assignment tiers_;
    Deprivation deprivation_;
    RuralUrban rural_;
    Population people_;
    ProfileInputs inputs_;
};

TEST(Profile, CountsSmallAreas) {
    SmallCountry country;
    const auto rows = country.profile(ProfileMode::exact).rows;
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].small_areas, 4);
    EXPECT_EQ(rows[0].small_areas_urban, 2);
    EXPECT_EQ(rows[0].pct_urban, 50.0) << "of all its small areas, the unknown among them";
    EXPECT_EQ(rows[0].small_areas_most_deprived, 1) << "a fifth of six, rounded down, is one";
    EXPECT_EQ(rows[0].pct_most_deprived, 25.0);
    EXPECT_EQ(rows[0].population, 10.0);
    EXPECT_EQ(rows[0].population_source, "resident: census");
    EXPECT_EQ(rows[0].la_tiers, "Mixed");
    EXPECT_EQ(rows[1].la_tiers, "Two-tier");
}

TEST(Profile, CountsACouncilWhereEnoughOfItLies) {
    SmallCountry country;
    const auto rows = country.profile(ProfileMode::exact).rows;
    EXPECT_EQ(rows[0].utlas, 2) << "K whole and half of L";
    EXPECT_EQ(rows[1].utlas, 2) << "half of L and M whole";
    const auto strict = make_profile(country.inputs(), ProfileMode::exact, {0.02, 0.6}).rows;
    EXPECT_EQ(strict[0].utlas, 1);
}

TEST(Profile, RoundsAsPrintedInModePublished) {
    SmallCountry country;
    Deprivation third;
    third.small_layer = "cell11";
    third.rank = {0, 0, 0, 0, 1, 2};
    third.ranked = 5;
    country.inputs().deprivation = &third;
    EXPECT_EQ(country.profile(ProfileMode::exact).rows[1].pct_most_deprived, 50.0);
    EXPECT_EQ(country.profile(ProfileMode::published).rows[0].pct_urban, 50.0);
}

TEST(Profile, ShowsAPrintedValueAsPrintedAndFlagsIt) {
    SmallCountry country;
    PublishedProfile published;
    published.rows.resize(1);
    published.rows[0].code = "A";
    published.rows[0].name = "A as printed";
    published.rows[0].pct_urban = 100;
    published.rows[0].pct_most_deprived_quintile = 25;
    country.inputs().published = &published;
    const auto printed = country.profile(ProfileMode::published);
    EXPECT_EQ(printed.rows[0].pct_urban, 100.0);
    EXPECT_EQ(printed.rows[0].name, "A as printed");
    EXPECT_EQ(printed.rows[0].flags, "pct_urban: printed 100, data give 50 (2 of 4)");
    const auto exact = country.profile(ProfileMode::exact);
    EXPECT_EQ(exact.rows[0].pct_urban, 50.0) << "the data are never bent to the print";
    EXPECT_EQ(exact.rows[0].flags, "");
}

TEST(Profile, OfPrintAloneSaysSo) {
    PublishedProfile published;
    published.rows.resize(2);
    published.rows[0].code = "B";
    published.rows[0].utlas = 3;
    published.rows[1].code = "A";
    ProfileInputs inputs;
    inputs.published = &published;
    const auto profile = make_profile(inputs, ProfileMode::published, {});
    ASSERT_EQ(profile.rows.size(), 2U);
    EXPECT_EQ(profile.rows[0].code, "A");
    EXPECT_EQ(profile.rows[1].utlas, 3);
    EXPECT_EQ(profile.rows[1].flags, "as printed; no data to compare it with");
    EXPECT_TRUE(make_profile(inputs, ProfileMode::exact, {}).rows.empty());
}

}  // namespace
}  // namespace concord::registry
