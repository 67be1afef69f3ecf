#include "registry/banding.hpp"

#include <gtest/gtest.h>

namespace concord::registry {
namespace {

TEST(Banding, PutsAValueOnACutInTheMiddle) {
    // Ten values, so that the cuts fall on the values 4 and 7 themselves.
    const std::vector<double> values = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    const auto cuts = band_cuts(values);
    EXPECT_DOUBLE_EQ(cuts.lower, 4);
    EXPECT_DOUBLE_EQ(cuts.upper, 7);
    EXPECT_EQ(band_of(3, cuts), Band::low);
    EXPECT_EQ(band_of(4, cuts), Band::middle);
    EXPECT_EQ(band_of(7, cuts), Band::middle);
    EXPECT_EQ(band_of(8, cuts), Band::high);
}

TEST(Banding, LeavesGapsAsGaps) {
    const std::vector<std::optional<double>> values = {1.0, std::nullopt, 2.0, 3.0};
    const auto found = bands(values);
    EXPECT_EQ(found[0], Band::low);
    EXPECT_EQ(found[1], std::nullopt);
    EXPECT_EQ(found[3], Band::high);
}

TEST(Banding, OfEqualValuesIsTheMiddle) {
    const std::vector<std::optional<double>> values(5, 12.0);
    for (const auto& band : bands(values))
        EXPECT_EQ(band, Band::middle);
}

TEST(RoundedHalfUp, RoundsAsPrintDoes) {
    EXPECT_EQ(rounded_half_up(84.255), 84);
    EXPECT_EQ(rounded_half_up(84.5), 85);
    EXPECT_EQ(rounded_half_up(2.5), 3) << "not to the even number";
}

}  // namespace
}  // namespace concord::registry
