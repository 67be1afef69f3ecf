#include "money/place_money.hpp"

#include <algorithm>

#include "base/apportion.hpp"
#include "money/quantum.hpp"

namespace concord::money {
namespace {

const Pence penny(std::int64_t{1});

std::optional<double> ratio(const std::optional<Pence>& of, const std::optional<Pence>& by) {
    if (!of || !by || *by <= Pence()) return std::nullopt;
    return of->nearest_pounds() / by->nearest_pounds();
}

class Sharer {
  public:
    Sharer(const NeedInput& input, const StreamNeed& need, std::uint32_t system,
           const SystemMoney& money)
        : input_(input), need_(need), system_(system), money_(money) {}

    Sharing run() {
        for (std::uint32_t place = 0; place < input_.places.size(); ++place)
            if (input_.places[place].system == system_) add(place);
        if (money_.budget && !need_.refused[system_]) set_money();
        return std::move(result_);
    }

  private:
    void add(std::uint32_t place) {
        PlaceMoney one;
        one.place = place;
        one.system = system_;
        one.population = need_.places[place].population;
        if (!need_.refused[system_]) one.weighted = need_.places[place].weighted;
        one.index = need_.index(place, system_);
        one.fair_share = need_.fair_share(place, system_);
        if (!money_.baselines.empty()) one.baseline = money_.baselines[result_.places.size()];
        result_.places.push_back(one);
    }

    void set_money() {
        std::vector<double> weights;
        for (const auto& one : result_.places)
            weights.push_back(one.weighted.value_or(0));
        const auto targets = apportion(*money_.budget, weights, penny);
        if (!targets) {
            result_.fault = SharingFault::no_need;
            return;
        }
        for (std::size_t i = 0; i < targets->size(); ++i) {
            result_.places[i].target = (*targets)[i];
            result_.places[i].budget = (*targets)[i];
        }
        if (!money_.baselines.empty()) set_distances();
    }

    void set_distances() {
        const auto before = total_of(money_.baselines);
        if (!before) {
            result_.fault = SharingFault::too_large;
            return;
        }
        const auto grown = ratio(money_.budget, before);
        if (!grown) return;
        for (auto& one : result_.places) {
            one.growth = *grown - 1;
            one.current_share = ratio(one.baseline, before);
            one.grown = one.baseline->times(*grown, penny, Rounding::half_away);
            const auto beside = ratio(one.baseline, one.target);
            if (beside) one.distance = *beside * *grown - 1;
        }
        if (money_.rule) set_pace(*grown - 1);
    }

    // The growth is solved for, so that what one place gives up the others gain.
    void set_pace(double growth) {
        std::vector<Opening> openings;
        for (const auto& one : result_.places) {
            openings.push_back({{}, *one.baseline, growth, *one.target, {}});
            // A place without need has no target to converge to: its baseline is all it has.
            if (openings.back().target <= Pence()) openings.back().target = penny;
        }
        Unreachable why;
        const auto solved =
            solve({openings, money_.rule, *money_.budget, SolveFor::growth, penny}, why);
        if (!solved) {
            result_.fault = SharingFault::too_large;
            return;
        }
        for (std::size_t i = 0; i < openings.size(); ++i) {
            auto& one = result_.places[i];
            one.budget = solved->allocation.bodies[i].allocation;
            const auto moved = ratio(one.budget, one.grown);
            if (moved) one.convergence = *moved - 1;
        }
    }

    const NeedInput& input_;
    const StreamNeed& need_;
    std::uint32_t system_;
    const SystemMoney& money_;
    Sharing result_;
};

// Adds what both know; what one does not know is not known together.
void add_up(std::optional<Pence>& sum, const std::optional<Pence>& part) {
    sum = sum && part ? Pence::add(*sum, *part) : std::nullopt;
}

struct Totals {
    std::optional<Pence> budget = Pence();
    std::optional<Pence> baseline = Pence();
    std::optional<Pence> grown = Pence();
};

void set_shares(std::vector<PlaceMoney>& places, const Totals& sums) {
    double all = 0;
    double people = 0;
    for (const auto& one : places) {
        all += one.weighted.value_or(0);
        people += one.population;
    }
    for (auto& one : places) {
        if (one.weighted && all > 0) one.fair_share = *one.weighted / all;
        // With money the target says what is fair; it is the streams' fair shares added up.
        if (one.target && sums.budget) one.fair_share = ratio(one.target, sums.budget);
        if (one.weighted && one.population > 0 && all > 0) {
            one.index = (*one.weighted / one.population) / (all / people);
        }
        one.current_share = ratio(one.baseline, sums.baseline);
        const auto grown = ratio(sums.budget, sums.baseline);
        if (grown) one.growth = *grown - 1;
        const auto beside = ratio(one.grown, one.target);
        if (beside) one.distance = *beside - 1;
        const auto moved = ratio(one.budget, one.grown);
        if (moved) one.convergence = *moved - 1;
    }
}

}  // namespace

Sharing share_out(const NeedInput& input, const StreamNeed& need, std::uint32_t system,
                  const SystemMoney& money) {
    return Sharer(input, need, system, money).run();
}

std::vector<PlaceMoney> together(const std::vector<Sharing>& streams,
                                 const std::vector<double>& weights) {
    std::vector<PlaceMoney> result;
    double total_weight = 0;
    for (const double weight : weights)
        total_weight += weight;
    Totals sums;
    for (std::size_t i = 0; i < streams.front().places.size(); ++i) {
        const auto& first = streams.front().places[i];
        PlaceMoney one;
        one.place = first.place;
        one.system = first.system;
        one.target = one.budget = one.baseline = one.grown = Pence();
        std::optional<double> index = 0;
        for (std::size_t s = 0; s < streams.size(); ++s) {
            const auto& part = streams[s].places[i];
            one.population = std::max(one.population, part.population);
            index = index && part.index && total_weight > 0
                        ? std::optional(*index + weights[s] / total_weight * *part.index)
                        : std::nullopt;
            add_up(one.target, part.target);
            add_up(one.baseline, part.baseline);
            add_up(one.grown, part.grown);
            add_up(one.budget, part.budget);
        }
        if (index) one.weighted = *index * one.population;
        add_up(sums.budget, one.budget);
        add_up(sums.baseline, one.baseline);
        result.push_back(one);
    }
    set_shares(result, sums);
    return result;
}

}  // namespace concord::money
