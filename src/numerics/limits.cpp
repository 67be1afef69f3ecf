#include "numerics/limits.hpp"

#include <cassert>
#include <cmath>

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/gamma.hpp>

namespace concord::numerics {

double normal_quantile(double p) {
    assert(p > 0 && p < 1);
    return boost::math::quantile(boost::math::normal(), p);
}

double gamma_quantile(double shape, double p) {
    constexpr double most_exact = 1e6;
    if (shape <= most_exact) return boost::math::gamma_p_inv(shape, p);
    const double root = 1 - 1 / (9 * shape) + normal_quantile(p) / (3 * std::sqrt(shape));
    return shape * root * root * root;
}

ConfidenceLevel confidence_level(double confidence) {
    assert(confidence > 0 && confidence < 1);
    return {confidence, normal_quantile(confidence + (1 - confidence) / 2)};
}

Limits wilson_limits(double count, double population, const ConfidenceLevel& level) {
    assert(count >= 0 && count <= population && population > 0);
    const double z = level.deviate;
    const double middle = 2 * count + z * z;
    const double half = z * std::sqrt(z * z + 4 * count * (1 - count / population));
    const double whole = 2 * (population + z * z);
    return {(middle - half) / whole, (middle + half) / whole};
}

std::optional<double> byar_lower(double count, const ConfidenceLevel& level) {
    assert(count >= 0);
    if (count == 0) return 0;
    const double root = 1 - 1 / (9 * count) - level.deviate / (3 * std::sqrt(count));
    if (root < 0) return std::nullopt;
    return count * root * root * root;
}

double byar_upper(double count, const ConfidenceLevel& level) {
    assert(count >= 0);
    const double next = count + 1;
    const double root = 1 - 1 / (9 * next) + level.deviate / (3 * std::sqrt(next));
    return next * root * root * root;
}

Limits exact_limits(double count, const ConfidenceLevel& level) {
    assert(count >= 0);
    const double beyond = (1 - level.confidence) / 2;
    const auto half_chi_squared = [](double p, double degrees) {
        return boost::math::quantile(boost::math::chi_squared(degrees), p) / 2;
    };
    return {count == 0 ? 0 : half_chi_squared(beyond, 2 * count),
            half_chi_squared(1 - beyond, 2 * count + 2)};
}

Limits count_limits(double count, const ConfidenceLevel& level) {
    if (count < few_events) return exact_limits(count, level);
    // No level below 1 takes Byar's lower limit of ten events or more below nothing.
    return {byar_lower(count, level).value_or(0), byar_upper(count, level)};
}

CountLimits::CountLimits(std::span<const ConfidenceLevel> levels) : levels_(levels) {
    for (const auto& level : levels) {
        for (int count = 0; count < static_cast<int>(few_events); ++count)
            few_.push_back(exact_limits(count, level));
    }
}

Limits CountLimits::of(double count, std::size_t level) const {
    const bool is_kept = count >= 0 && count < few_events && std::floor(count) == count;
    if (!is_kept) return count_limits(count, levels_[level]);
    constexpr auto counts = static_cast<std::size_t>(few_events);
    return few_[level * counts + static_cast<std::size_t>(count)];
}

Moments moments(std::span<const double> values) {
    Moments result;
    result.count = static_cast<double>(values.size());
    for (const double value : values)
        result.sum += value;
    if (values.empty()) return result;
    result.mean = result.sum / result.count;
    double squares = 0;
    for (const double value : values)
        squares += (value - result.mean) * (value - result.mean);
    if (values.size() > 1) result.deviation = std::sqrt(squares / (result.count - 1));
    return result;
}

Limits mean_limits(const Moments& moments, const ConfidenceLevel& level) {
    assert(moments.count >= 2);
    const boost::math::students_t student(moments.count - 1);
    const double t = boost::math::quantile(student, 1 - (1 - level.confidence) / 2);
    const double half = t * moments.deviation / std::sqrt(moments.count);
    return {moments.mean - half, moments.mean + half};
}

}  // namespace concord::numerics
