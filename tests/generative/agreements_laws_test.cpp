// Laws of agreements on generated input, and a plain twin of what a month pays.
#include <algorithm>
#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

#include "agreements/payment.hpp"
#include "agreements/risk_share.hpp"
#include "base/apportion.hpp"
#include "base/random.hpp"

namespace concord::agreements {
namespace {

constexpr std::uint64_t cases = 2'000;

class Generated {
  public:
    explicit Generated(std::uint64_t seed) : stream_(seed, 0) {}

    std::int64_t between(std::int64_t low, std::int64_t high) {
        const auto span = static_cast<double>(high - low + 1);
        return std::min(high, low + static_cast<std::int64_t>(span * stream_.uniform()));
    }
    bool flip() { return between(0, 1) == 1; }

    std::vector<RatePiece> pieces() {
        std::vector<RatePiece> result;
        std::int64_t from = 0;
        for (auto count = between(0, 4); count > 0; --count) {
            const auto to = from + between(1, 8'000);
            result.push_back({from, to, between(0, 15'000), {}});
            from = to;
        }
        result.push_back({from, {}, between(0, 15'000), {}});
        return result;
    }

    Element element() {
        Element result;
        result.kind = flip() ? ElementKind::aligned : ElementKind::cost_and_volume;
        if (result.kind == ElementKind::aligned) result.fixed = Pence(between(0, 500'000'000));
        result.planned = between(1, 5'000'000);
        result.price = between(0, 900'000'000);
        result.pieces = pieces();
        for (auto& weight : result.phasing)
            weight = static_cast<std::uint64_t>(between(0, 5));
        result.phasing[0] = 1;
        constexpr Rounding roundings[] = {Rounding::half_away, Rounding::half_even,
                                          Rounding::toward_zero, Rounding::down};
        result.rounding = roundings[between(0, 3)];
        if (flip()) result.cap = Pence(between(0, 900'000'000));
        if (flip()) result.collar = Pence(between(0, result.cap ? result.cap->count() : 90'000));
        return result;
    }

    MonthActivity activity() {
        MonthActivity result(12);
        for (auto& month : result)
            if (between(0, 9) > 0) month = between(0, 1'000'000);
        return result;
    }

  private:
    RandomStream stream_;
};

std::vector<Month> months() {
    return months_within({2025}, {Date(2025, 4, 1), Date(2026, 3, 31)});
}

TEST(Payments, LieBetweenCollarAndCapAndAddUp) {
    std::size_t held = 0;
    std::size_t gaps = 0;
    for (std::uint64_t seed = 0; seed < cases; ++seed) {
        Generated generated(seed);
        auto element = generated.element();
        element.to_date = generated.flip();
        const auto all = months();
        const auto paid = pay_year(element, all, generated.activity());
        ASSERT_TRUE(paid) << seed;
        std::vector<Pence> caps;
        std::vector<Pence> collars;
        if (element.cap) caps = sum_by_month(element, all, *element.cap);
        if (element.collar) collars = sum_by_month(element, all, *element.collar);
        std::int64_t sum = 0;
        for (std::size_t i = 0; i < paid->size(); ++i) {
            const auto& month = (*paid)[i];
            if (!month.payment) {
                ++gaps;
                ASSERT_FALSE(month.to_date) << seed;
                break;
            }
            ASSERT_EQ(month.fixed.count() + month.variable->count() + month.held->count(),
                      month.payment->count())
                << seed;
            sum += month.payment->count();
            ASSERT_EQ(month.to_date->count(), sum) << seed;
            held += *month.held != Pence() ? 1U : 0U;
            if (element.to_date) continue;
            if (!caps.empty()) {
                ASSERT_LE(*month.payment, caps[i]) << seed;
            }
            if (!collars.empty()) {
                const auto least = caps.empty() ? collars[i] : std::min(collars[i], caps[i]);
                ASSERT_GE(*month.payment, least) << seed;
            }
        }
    }
    EXPECT_GT(held, cases);
    EXPECT_GT(gaps, cases / 4);
}

TEST(Payments, NeverFallWithMoreActivity) {
    for (std::uint64_t seed = 0; seed < cases; ++seed) {
        Generated generated(seed + 1'000'000);
        const auto element = generated.element();
        MonthActivity less(12);
        MonthActivity more(12);
        for (std::size_t i = 0; i < 12; ++i) {
            less[i] = generated.between(0, 1'000'000);
            more[i] = *less[i] + generated.between(0, 300'000);
        }
        const auto low = pay_year(element, months(), less).value();
        const auto high = pay_year(element, months(), more).value();
        for (std::size_t i = 0; i < 12; ++i)
            ASSERT_LE(*low[i].payment, *high[i].payment) << seed;
    }
}

// The twin walks over the activity in floating point, a small step at a time.
double walked(const Element& element, double planned, double activity) {
    const auto rate_at = [&](double units) {
        const double share = planned > 0 ? units / planned * 10'000 : 1e18;
        for (const auto& piece : element.pieces)
            if (!piece.to || share < static_cast<double>(*piece.to))
                return static_cast<double>(piece.rate) / 10'000;
        return 0.0;
    };
    const double from = element.kind == ElementKind::aligned ? planned : 0;
    constexpr int steps = 20'000;
    const double step = (activity - from) / steps;
    double pay = 0;
    for (int i = 0; i < steps; ++i)
        pay += rate_at(from + step * (i + 0.5)) * step;
    return pay * static_cast<double>(element.price) / 10'000;  // pence
}

TEST(Payments, AgreeWithTheirPlainTwin) {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        Generated generated(seed + 2'000'000);
        auto element = generated.element();
        element.cap.reset();
        element.collar.reset();
        const auto activity = generated.activity();
        const auto paid = pay_year(element, months(), activity).value();
        for (std::size_t i = 0; i < 12; ++i) {
            if (!activity[i]) continue;
            const double planned = static_cast<double>(paid[i].planned) / 1000;
            const double done = static_cast<double>(*activity[i]) / 1000;
            const auto twin = walked(element, planned, done);
            // A step across a bound may be taken at the wrong one of two rates.
            const double slack =
                std::abs(done - planned) / 20'000 * 6 * 1.5 * static_cast<double>(element.price) /
                    10'000 +
                std::abs(done) / 20'000 * 6 * 1.5 * static_cast<double>(element.price) / 10'000 + 2;
            ASSERT_NEAR(static_cast<double>(paid[i].variable->count()), twin, slack) << seed;
        }
    }
}

TEST(RiskShares, MakeUpTheDifferenceToThePenny) {
    std::size_t shared = 0;
    for (std::uint64_t seed = 0; seed < cases; ++seed) {
        Generated generated(seed + 3'000'000);
        RiskCase risk;
        RiskRule rule;
        std::int64_t left = 10'000;
        const auto partners = generated.between(1, 6);
        for (std::int64_t i = 0; i < partners; ++i) {
            risk.partners.push_back("partner-" + std::to_string(i));
            risk.contributions.emplace_back(generated.between(i == 0 ? 1 : 0, 900'000'000'000));
            risk.own.emplace_back(generated.between(-90'000'000, 90'000'000));
            const auto share = i + 1 == partners ? left : generated.between(0, left);
            left -= share;
            rule.shares.emplace_back(risk.partners.back(), Share(share, 10'000));
        }
        constexpr RiskForm forms[] = {RiskForm::by_contribution, RiskForm::fixed_shares,
                                      RiskForm::own_schemes, RiskForm::host_bears,
                                      RiskForm::capped};
        rule.form = forms[seed % 5];
        rule.within = generated.flip() ? RiskForm::fixed_shares : RiskForm::by_contribution;
        rule.first = Share(generated.between(0, 2'000), 10'000);
        rule.beyond = risk.partners.back();
        risk.host = risk.partners.front();
        risk.plan = Pence(generated.between(0, 4'000'000'000));
        risk.difference = rule.form == RiskForm::own_schemes
                              ? *total_of(risk.own)
                              : Pence(generated.between(-900'000'000, 900'000'000));
        const auto parts = share_risk(rule, risk);
        ASSERT_TRUE(parts) << seed;
        ASSERT_EQ(total_of(*parts), risk.difference) << seed;
        if (rule.form == RiskForm::own_schemes) continue;
        for (const auto& part : *parts)  // nobody gains from an overspend, nor loses by the rest
            ASSERT_TRUE(part == Pence() || (part < Pence()) == (risk.difference < Pence())) << seed;
        ++shared;
    }
    EXPECT_EQ(shared, cases - cases / 5);
}

}  // namespace
}  // namespace concord::agreements
