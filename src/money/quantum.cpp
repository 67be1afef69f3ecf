#include "money/quantum.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/apportion.hpp"

namespace concord::money {
namespace {

constexpr std::array<std::pair<SolveFor, std::string_view>, 4> names = {
    {{SolveFor::growth, "growth"},
     {SolveFor::convergence, "convergence"},
     {SolveFor::floor, "floor"},
     {SolveFor::cap, "cap"}}};

struct Bounds {
    double low = 0;
    double high = 0;
};

class Solver {
  public:
    explicit Solver(const QuantumQuestion& question) : question_(question) {}

    // The values between which the variable is looked for: wide enough for anything that was ever
    // allocated, and short of taking a whole allocation away.
    Bounds bounds() const {
        double least_growth = 1;
        for (const auto& opening : question_.openings)
            least_growth = std::min(least_growth, opening.growth);
        double low = 1;
        double high = -1;
        for (const auto& knot : question_.rule->knots()) {
            low = std::min(low, knot.convergence);
            high = std::max(high, knot.convergence);
        }
        constexpr double short_of_everything = 1e-9;
        switch (question_.variable) {
            case SolveFor::growth:
                return {-1 - least_growth + short_of_everything, 10};
            case SolveFor::convergence:
                return {-1 - low + short_of_everything, 10};
            case SolveFor::floor:
                return {low, std::min(high, question_.rule->cap().value_or(high))};
            default:
                return {std::max(low, question_.rule->floor().value_or(low)), high};
        }
    }

    PaceRule rule_at(double value) const {
        if (question_.variable == SolveFor::floor) return question_.rule->with_floor(value);
        if (question_.variable == SolveFor::cap) return question_.rule->with_cap(value);
        return *question_.rule;
    }

    Allocated body_at(const Opening& opening, const PaceRule& rule, double value) const {
        const bool grows = question_.variable == SolveFor::growth;
        const bool converges = question_.variable == SolveFor::convergence;
        return at_pace(opening, rule, opening.growth + (grows ? value : 0), converges ? value : 0);
    }

    // The exact sum at a value of the variable, in pence.
    double sum_at(double value) const {
        const auto rule = rule_at(value);
        double sum = 0;
        double lost = 0;  // what the addition before lost (Neumaier): the sum is good to the penny
        for (const auto& opening : question_.openings) {
            const auto body = body_at(opening, rule, value);
            const double term = static_cast<double>(opening.baseline.count()) *
                                ((1 + body.growth) * (1 + body.convergence));
            const double next = sum + term;
            lost += std::abs(sum) >= std::abs(term) ? (sum - next) + term : (term - next) + sum;
            sum = next;
        }
        return sum + lost;
    }

    std::optional<double> find() const {
        auto [low, high] = bounds();
        const auto wanted = static_cast<double>(question_.quantum.count());
        // A few units may be lost to rounding; those are handed out afterwards.
        const auto near = static_cast<double>(question_.unit.count());
        if (sum_at(low) > wanted + near || sum_at(high) < wanted - near) return std::nullopt;
        for (int i = 0; i < 200 && low < high; ++i) {
            const double middle = low + (high - low) / 2;
            if (middle <= low || middle >= high) break;
            (sum_at(middle) < wanted ? low : high) = middle;
        }
        return std::abs(sum_at(low) - wanted) < std::abs(sum_at(high) - wanted) ? low : high;
    }

  private:
    const QuantumQuestion& question_;
};

// Whole units for everybody in proportion to what is exactly theirs; the sum is the quantum.
bool settle(const QuantumQuestion& question, const Solver& solver, Solved& solved) {
    std::vector<double> exact;
    const Pence penny(std::int64_t{1});
    for (const auto& opening : question.openings) {
        auto body = solver.body_at(opening, solved.rule, solved.value);
        const auto without = opening.baseline.times(1 + body.growth, penny, Rounding::half_away);
        if (!without) return false;
        body.without_pace = *without;
        exact.push_back(static_cast<double>(opening.baseline.count()) *
                        ((1 + body.growth) * (1 + body.convergence)));
        solved.allocation.bodies.push_back(body);
    }
    const auto parts = apportion(question.quantum, exact, question.unit);
    if (!parts) return false;
    for (std::size_t i = 0; i < parts->size(); ++i) {
        auto& body = solved.allocation.bodies[i];
        body.allocation = (*parts)[i];
        body.distance_after =
            body.allocation.nearest_pounds() / question.openings[i].target.nearest_pounds() - 1;
    }
    solved.allocation.total = question.quantum;
    return true;
}

Pence nearest(double pence) {
    return Pence::from_pounds_half_away(pence / 100).value_or(Pence());
}

}  // namespace

std::string_view to_string(SolveFor variable) {
    const auto* found = std::ranges::find(names, variable, &decltype(names)::value_type::first);
    return found->second;
}

std::optional<SolveFor> parse_solve_for(std::string_view text) {
    const auto* found = std::ranges::find(names, text, &decltype(names)::value_type::second);
    return found == names.end() ? std::nullopt : std::optional(found->first);
}

std::optional<Solved> solve(const QuantumQuestion& question, Unreachable& why) {
    const auto plain = allocate(question.openings, *question.rule, question.unit);
    if (plain.fault != AllocationFault::none) {
        why.fault = plain.fault;
        why.at = plain.at;
        return std::nullopt;
    }
    const Solver solver(question);
    const auto value = solver.find();
    if (value) {
        Solved solved{{}, solver.rule_at(*value), *value};
        if (settle(question, solver, solved)) return solved;
    }
    const auto [low, high] = solver.bounds();
    why.least = nearest(solver.sum_at(low));
    why.most = nearest(solver.sum_at(high));
    return std::nullopt;
}

}  // namespace concord::money
