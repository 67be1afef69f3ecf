// Laws of money on generated input, and a plain twin of the solver.
#include <algorithm>
#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

#include "base/apportion.hpp"
#include "base/random.hpp"
#include "money/place_money.hpp"
#include "money/quantum.hpp"

namespace concord::money {
namespace {

const Pence penny(std::int64_t{1});

class Generated {
  public:
    explicit Generated(std::uint64_t seed) : stream_(seed, 0) {}

    double between(double low, double high) { return low + (high - low) * stream_.uniform(); }

    // A rule that falls with the distance, with a handful of knots.
    PaceRule rule() {
        const auto count = 2 + static_cast<std::size_t>(between(0, 5));
        std::vector<Knot> knots;
        double distance = -0.1;
        double convergence = between(0, 0.02);
        for (std::size_t i = 0; i < count; ++i) {
            distance += between(0.001, 0.05);
            convergence -= between(0, 0.008);
            knots.push_back({distance, convergence});
        }
        return PaceRule(std::move(knots));
    }

    std::vector<Opening> openings() {
        std::vector<Opening> result;
        const auto count = 1 + static_cast<std::size_t>(between(0, 50));
        for (std::size_t i = 0; i < count; ++i) {
            const auto target = static_cast<std::int64_t>(between(1e6, 6e11));
            const auto baseline =
                static_cast<std::int64_t>(static_cast<double>(target) * between(0.85, 1.15));
            result.push_back({"", Pence(baseline), between(-0.01, 0.08), Pence(target), {}});
        }
        return result;
    }

  private:
    RandomStream stream_;
};

constexpr std::uint64_t cases = 500;

TEST(MoneyLaws, TheQuantumIsMetToThePenny) {
    std::size_t met = 0;
    for (std::uint64_t seed = 0; seed < cases; ++seed) {
        Generated generated(seed);
        const auto rule = generated.rule();
        const auto openings = generated.openings();
        const auto plain = allocate(openings, rule, penny);
        const Pence unit(seed % 2 == 0 ? std::int64_t{1} : std::int64_t{100'000});
        const auto quantum =
            *plain.total.times(generated.between(0.9, 1.2), unit, Rounding::half_away);
        for (const auto variable : {SolveFor::growth, SolveFor::convergence}) {
            Unreachable why;
            const auto solved = solve({openings, &rule, quantum, variable, unit}, why);
            ASSERT_TRUE(solved) << seed;
            std::vector<Pence> parts;
            for (const auto& body : solved->allocation.bodies) {
                parts.push_back(body.allocation);
                ASSERT_EQ(body.allocation.count() % unit.count(), 0) << seed;
            }
            ASSERT_EQ(total_of(parts), quantum) << seed;
            ++met;
        }
    }
    EXPECT_EQ(met, 2 * cases);
}

// The plain way to the same variable: walk towards the sum in steps that are halved at each turn.
double walked(const std::vector<Opening>& openings, const PaceRule& rule, double quantum) {
    const auto sum = [&](double added) {
        long double total = 0;
        for (const auto& opening : openings) {
            const auto baseline = static_cast<long double>(opening.baseline.count());
            const auto target = static_cast<long double>(opening.target.count());
            const long double grown = baseline * (1 + opening.growth + added);
            const auto distance = static_cast<double>(grown / target - 1);
            total += grown * (1 + rule.convergence(distance));
        }
        return static_cast<double>(total);
    };
    double at = 0;
    double step = 0.25;
    bool was_short = sum(at) < quantum;
    for (int i = 0; i < 400; ++i) {
        const bool is_short = sum(at) < quantum;
        if (is_short != was_short) step /= 2;
        was_short = is_short;
        at += is_short ? step : -step;
    }
    return at;
}

TEST(MoneyLaws, TheSolverFindsWhatItsPlainTwinFinds) {
    for (std::uint64_t seed = 0; seed < cases; ++seed) {
        Generated generated(seed + 7'000'000);
        const auto rule = generated.rule();
        const auto openings = generated.openings();
        const auto quantum =
            *allocate(openings, rule, penny)
                 .total.times(generated.between(0.95, 1.1), penny, Rounding::half_away);
        Unreachable why;
        const auto solved = solve({openings, &rule, quantum, SolveFor::growth, penny}, why);
        ASSERT_TRUE(solved) << seed;
        const auto twin = walked(openings, rule, static_cast<double>(quantum.count()));
        EXPECT_NEAR(solved->value, twin, 1e-9) << seed;
    }
}

// Of two bodies with one baseline and growth, the one further above its target gets no more.
TEST(MoneyLaws, NobodyFurtherAboveTheTargetGetsMore) {
    for (std::uint64_t seed = 0; seed < cases; ++seed) {
        Generated generated(seed + 13'000'000);
        const auto rule = generated.rule();
        std::vector<Opening> openings;
        for (int i = 0; i < 20; ++i) {
            const auto target = static_cast<std::int64_t>(generated.between(8e8, 1.2e9));
            openings.push_back({"", Pence(std::int64_t{1'000'000'000}), 0.04, Pence(target), {}});
        }
        std::ranges::sort(openings, std::ranges::greater{}, &Opening::target);
        const auto plain = allocate(openings, rule, penny);
        Unreachable why;
        const auto solved = solve({openings, &rule, plain.total, SolveFor::growth, penny}, why);
        ASSERT_TRUE(solved) << seed;
        for (const auto* bodies : {&plain.bodies, &solved->allocation.bodies}) {
            for (std::size_t i = 1; i < bodies->size(); ++i) {
                ASSERT_LE((*bodies)[i - 1].distance_before, (*bodies)[i].distance_before);
                ASSERT_GE((*bodies)[i - 1].allocation, (*bodies)[i].allocation) << seed;
            }
        }
    }
}

// A place that is split keeps, in its two parts, its people, its weight and, but for the pennies of
// the rests, its money; nobody else's share is touched.
TEST(MoneyLaws, SplittingAPlaceKeepsTheUnion) {
    for (std::uint64_t seed = 0; seed < cases; ++seed) {
        Generated generated(seed + 29'000'000);
        NeedInput whole = {{"need"}, {"west"}, {{"a", 0}, {"b", 0}}, {}};
        for (int i = 0; i < 30; ++i) {
            const auto people = std::floor(generated.between(1, 20000));
            const auto weight = std::floor(people * generated.between(0.5, 1.5)) + 1;
            whole.units.push_back({"", 0, i < 15 ? 0U : 1U, people, {weight}});
        }
        auto split = whole;
        split.places.push_back({"c", 0});
        for (std::size_t i = 0; i < 7; ++i)
            split.units[i].place = 2;
        const auto before = work_out_need(whole, {}).front();
        const auto after = work_out_need(split, {}).front();
        EXPECT_EQ(after.places[0].population + after.places[2].population,
                  before.places[0].population);
        EXPECT_EQ(after.places[0].weighted + after.places[2].weighted, before.places[0].weighted);
        EXPECT_EQ(after.fair_share(1, 0), before.fair_share(1, 0));
        const Pence budget(static_cast<std::int64_t>(generated.between(1e6, 1e12)));
        const auto one = share_out(whole, before, 0, {budget, {}, nullptr});
        const auto two = share_out(split, after, 0, {budget, {}, nullptr});
        const auto parts = *two.places[0].budget;
        const auto joined = *Pence::add(parts, *two.places[2].budget);
        EXPECT_LE(std::abs(joined.count() - one.places[0].budget->count()), 1) << seed;
        std::vector<Pence> all;
        for (const auto& place : two.places)
            all.push_back(*place.budget);
        EXPECT_EQ(total_of(all), budget) << seed;
    }
}

}  // namespace
}  // namespace concord::money
