#include "numerics/queue_simulation.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

#include "base/random.hpp"

namespace concord::numerics {
namespace {

constexpr double never = std::numeric_limits<double>::infinity();

// Streams of one list: what happens to referrals does not depend on how many slots there are.
enum Purpose : std::uint64_t { referrals, slots, priorities, patience, purposes };

RandomStream stream_of(const QueueModel& model, Purpose purpose) {
    return {model.seed, model.stream * purposes + purpose};
}

double exponential(RandomStream& stream, double rate) {
    return -std::log1p(-stream.uniform()) / rate;
}

std::uint16_t draw_priority(RandomStream& stream, std::span<const double> shares) {
    double total = 0;
    for (const double share : shares)
        total += share;
    double rest = stream.uniform() * total;
    std::uint16_t priority = 0;
    while (priority + 1U < shares.size() && rest >= shares[priority])
        rest -= shares[priority++];
    return priority;
}

class Simulation {
  public:
    explicit Simulation(const QueueModel& model) : model_(model) {}

    std::vector<QueueStay> run(std::span<const QueuePerson> start) {
        refer(start);
        give_slots();
        close();
        return std::move(stays_);
    }

  private:
    void refer(std::span<const QueuePerson> start) {
        const double horizon = model_.days;
        const double rate = model_.demand / 7;
        stays_.reserve(start.size() + static_cast<std::size_t>(rate * horizon * 1.1) + 16);
        for (const auto& person : start)
            stays_.push_back({person.referred, horizon, person.priority, QueueEnd::waiting});
        auto times = stream_of(model_, referrals);
        auto ranks = stream_of(model_, priorities);
        if (rate > 0) {
            double at = exponential(times, rate);
            while (at < horizon) {
                stays_.push_back(
                    {at, horizon, draw_priority(ranks, model_.priority_shares), QueueEnd::waiting});
                at += exponential(times, rate);
            }
        }
        set_patience();
    }

    // When each would leave untreated. Those of the start have waited already: from now on.
    void set_patience() {
        if (!(model_.leaving > 0)) return;
        const double rate = -std::log1p(-std::min(model_.leaving, 0.999999)) / 7;
        auto stream = stream_of(model_, patience);
        leaves_.reserve(stays_.size());
        for (const auto& stay : stays_)
            leaves_.push_back(std::max(stay.referred, 0.0) + exponential(stream, rate));
    }

    double leaves(std::uint32_t person) const { return leaves_.empty() ? never : leaves_[person]; }

    // One line of people a priority; each is in the order of referral.
    void line_up() {
        const std::size_t lines = model_.by_priority ? count_priorities() : 1;
        lines_.assign(lines, {});
        heads_.assign(lines, 0);
        for (std::uint32_t person = 0; person < stays_.size(); ++person)
            lines_[model_.by_priority ? stays_[person].priority : 0].push_back(person);
    }

    std::size_t count_priorities() const {
        std::size_t count = model_.priority_shares.size();
        for (const auto& stay : stays_)
            count = std::max<std::size_t>(count, stay.priority + 1U);
        return count;
    }

    void give_slots() {
        line_up();
        const double rate = model_.capacity / 7;
        if (!(rate > 0)) return;
        auto stream = stream_of(model_, slots);
        double at = 0;
        for (std::uint64_t slot = 1;; ++slot) {
            at = model_.regular_slots ? static_cast<double>(slot) / rate
                                      : at + exponential(stream, rate);
            if (at > model_.days) return;
            treat_next(at);
        }
    }

    void treat_next(double at) {
        for (std::size_t line = 0; line < lines_.size(); ++line) {
            auto& head = heads_[line];
            const auto& people = lines_[line];
            while (head < people.size() && leaves(people[head]) <= at)
                ++head;  // they have left, or are not even there: a head that is not is never left
            if (head == people.size() || stays_[people[head]].referred > at) continue;
            auto& stay = stays_[people[head++]];
            stay.ended = at;
            stay.end = QueueEnd::treated;
            return;
        }
    }

    void close() {
        for (std::uint32_t person = 0; person < stays_.size(); ++person) {
            auto& stay = stays_[person];
            if (stay.end == QueueEnd::treated || leaves(person) > model_.days) continue;
            stay.ended = leaves(person);
            stay.end = QueueEnd::left;
        }
    }

    const QueueModel& model_;
    std::vector<QueueStay> stays_;
    std::vector<double> leaves_;
    std::vector<std::vector<std::uint32_t>> lines_;
    std::vector<std::size_t> heads_;
};

// The first week whose end is not before the moment.
std::size_t week_of(double days) {
    return static_cast<std::size_t>(std::max(0.0, std::ceil(days / 7)));
}

void add_up(std::vector<std::int64_t>& changes) {
    for (std::size_t week = 1; week < changes.size(); ++week)
        changes[week] += changes[week - 1];
    changes.pop_back();
}

}  // namespace

std::vector<QueueStay> simulate_queue(const QueueModel& model, std::span<const QueuePerson> start) {
    assert(!model.priority_shares.empty() && model.days >= 0);
    return Simulation(model).run(start);
}

QueueWeeks count_by_week(std::span<const QueueStay> stays, int weeks,
                         std::span<const double> thresholds) {
    assert(weeks >= 0);
    const auto last = static_cast<std::size_t>(weeks);
    const std::vector<std::int64_t> none(last + 2, 0);
    QueueWeeks counts{none, none, none, none, {thresholds.size(), none}};
    // Changes at the weeks where a person is first counted and first no longer; summed at the end.
    const auto count_stay = [&](std::vector<std::int64_t>& changes, std::size_t from,
                                std::size_t to) {
        if (from >= to) return;
        ++changes[std::min(from, last + 1)];
        --changes[std::min(to, last + 1)];
    };
    for (const auto& stay : stays) {
        const auto end = stay.end == QueueEnd::waiting ? last + 1 : week_of(stay.ended);
        const auto begin = week_of(stay.referred);
        count_stay(counts.waiting, begin, end);
        if (stay.referred > 0 && begin <= last) ++counts.referred[begin];
        if (stay.end == QueueEnd::treated && end <= last) ++counts.treated[end];
        if (stay.end == QueueEnd::left && end <= last) ++counts.left[end];
        for (std::size_t k = 0; k < thresholds.size(); ++k) {
            // More than the threshold: at its very moment not yet.
            const double passed = (stay.referred + 7 * thresholds[k]) / 7;
            const auto from = passed < 0 ? 0 : static_cast<std::size_t>(std::floor(passed)) + 1;
            count_stay(counts.over[k], from, end);
        }
    }
    for (auto* series : {&counts.referred, &counts.treated, &counts.left})
        series->pop_back();
    add_up(counts.waiting);
    for (auto& series : counts.over)
        add_up(series);
    return counts;
}

}  // namespace concord::numerics
