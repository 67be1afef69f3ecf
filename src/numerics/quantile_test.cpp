#include "numerics/quantile.hpp"

#include <array>

#include <gtest/gtest.h>

namespace concord::numerics {
namespace {

// Expected values by hand from the definition: position (n − 1)p between order statistics.
TEST(Quantile, InterpolatesBetweenOrderStatistics) {
    const std::array values = {40.0, 10.0, 30.0, 20.0};
    EXPECT_DOUBLE_EQ(quantile_type_7(values, 0.0), 10.0);
    EXPECT_DOUBLE_EQ(quantile_type_7(values, 1.0), 40.0);
    EXPECT_DOUBLE_EQ(quantile_type_7(values, 0.5), 25.0);
    EXPECT_DOUBLE_EQ(quantile_type_7(values, 1.0 / 3.0), 20.0);
    EXPECT_DOUBLE_EQ(quantile_type_7(values, 0.25), 17.5);
}

TEST(Quantile, OfOneValueIsThatValue) {
    const std::array values = {7.0};
    EXPECT_DOUBLE_EQ(quantile_type_7(values, 0.3), 7.0);
}

// By the formula h = (n − 1)p + 1 that R documents for its default type: h(0.25) = 3, h(0.1) = 1.8.
TEST(Quantile, AgreesWithTheDefaultOfR) {
    const std::array values = {1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0};
    EXPECT_DOUBLE_EQ(quantile_type_7(values, 0.25), 3.0);
    EXPECT_DOUBLE_EQ(quantile_type_7(values, 0.1), 1.8);
}

}  // namespace
}  // namespace concord::numerics
