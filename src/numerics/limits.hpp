// Confidence limits of counts, shares and means, as public health publishes them.
#pragma once

#include <optional>
#include <span>
#include <vector>

namespace concord::numerics {

struct Limits {
    double lower = 0;
    double upper = 0;
};

// A level of confidence with the standard normal deviate that it asks for on either side.
struct ConfidenceLevel {
    double confidence = 0.95;
    double deviate = 0;
};

// The level for a confidence between 0 and 1: its deviate is Φ⁻¹(1 − (1 − confidence) / 2).
ConfidenceLevel confidence_level(double confidence);

// Φ⁻¹(p) for p in (0, 1).
double normal_quantile(double p);

// The quantile at p of a gamma distribution of scale 1: exact up to a shape of a million, beyond by
// Wilson and Hilferty (1931), k (1 − 1/9k + z/3√k)³, whose relative error is then below 1e-8.
double gamma_quantile(double shape, double p);

// Limits of a share x / n by the score method: (2x + z² ± z √(z² + 4x(1 − x/n))) / 2(n + z²).
// Wilson (1927); Newcombe and Altman (2000). Asks for 0 ≤ x ≤ n and n > 0.
Limits wilson_limits(double count, double population, const ConfidenceLevel& level);

// Limits of a count by Byar's approximation (Breslow and Day 1987):
// x (1 − 1/9x − z/3√x)³ and (x + 1)(1 − 1/9(x + 1) + z/3√(x + 1))³. Of few events at a high level
// the lower one would fall below nothing: then there is none.
std::optional<double> byar_lower(double count, const ConfidenceLevel& level);
double byar_upper(double count, const ConfidenceLevel& level);

// Limits of a count that is Poisson, exactly: χ²(α/2; 2x) / 2 and χ²(1 − α/2; 2x + 2) / 2
// (Garwood 1936). Of no events the lower limit is 0.
Limits exact_limits(double count, const ConfidenceLevel& level);

// Below this many events a count has exact limits, from it on Byar's; and below it no rate is
// standardised directly.
inline constexpr double few_events = 10;
Limits count_limits(double count, const ConfidenceLevel& level);

// Exact limits of the whole counts below ten at some levels, worked out once: files have many of
// them.
class CountLimits {
  public:
    explicit CountLimits(std::span<const ConfidenceLevel> levels);
    // As count_limits, of the level at that place.
    Limits of(double count, std::size_t level) const;

  private:
    std::span<const ConfidenceLevel> levels_;
    std::vector<Limits> few_;  // by level and count
};

// What a mean rests on. The standard deviation is that of a sample, over n − 1.
struct Moments {
    double sum = 0;
    double count = 0;
    double mean = 0;
    double deviation = 0;  // 0 of one value
};
Moments moments(std::span<const double> values);

// Limits of a mean by Student's t: x̄ ± t(1 − α/2; n − 1) s / √n (Student 1908). Asks for two
// values.
Limits mean_limits(const Moments& moments, const ConfidenceLevel& level);

}  // namespace concord::numerics
