#include "numerics/queue.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <vector>

namespace concord::numerics {

std::optional<double> queue_load(double demand, double capacity) {
    if (!(capacity > 0)) return std::nullopt;
    return demand / capacity;
}

double target_mean_wait(double target_wait, double factor) {
    assert(factor > 0);
    return target_wait / factor;
}

double target_queue_size(double demand, double target_wait, double factor) {
    return demand * target_mean_wait(target_wait, factor);
}

double target_capacity(double demand, double target_wait, double factor, double cv_demand,
                       double cv_capacity) {
    assert(target_wait > 0);
    const double variation = (cv_demand * cv_demand + cv_capacity * cv_capacity) / 2;
    return demand + variation * factor / target_wait;
}

double relief_capacity(double demand, double queue, double target_queue, double weeks) {
    assert(weeks > 0);
    return demand + (queue - target_queue) / weeks;
}

double waiting_list_pressure(double mean_wait, double target_wait) {
    assert(target_wait > 0);
    return 2 * mean_wait / target_wait;
}

std::optional<double> coefficient_of_variation(std::span<const double> values) {
    if (values.size() < 2) return std::nullopt;
    const auto n = static_cast<double>(values.size());
    double sum = 0;
    for (const double value : values)
        sum += value;
    const double mean = sum / n;
    if (mean == 0) return std::nullopt;
    double squares = 0;
    for (const double value : values)
        squares += (value - mean) * (value - mean);
    return std::sqrt(squares / (n - 1)) / mean;
}

namespace {

// The stretches of days on which nobody waits when the day ends, as their first and last days.
struct Idle {
    std::int32_t first;
    std::int32_t last;
};

std::vector<Idle> idle_days(std::span<const std::int32_t> referrals,
                            std::span<const std::int32_t> removals, std::int32_t first,
                            std::int32_t last) {
    std::vector<Idle> idle;
    std::size_t in = 0;
    std::size_t out = 0;
    // Between two events nothing changes, so that only the days of events are looked at.
    for (std::int32_t day = first; day <= last;) {
        while (in < referrals.size() && referrals[in] <= day)
            ++in;
        while (out < removals.size() && removals[out] <= day)
            ++out;
        std::int32_t next = last + 1;
        if (in < referrals.size()) next = std::min(next, referrals[in]);
        if (out < removals.size()) next = std::min(next, removals[out]);
        if (in == out) idle.push_back({day, next - 1});
        day = next;
    }
    return idle;
}

// Days from one removal to the next, from the last idle day where there was one between.
std::vector<double> busy_gaps(std::span<const std::int32_t> removals, std::span<const Idle> idle,
                              std::int32_t first, std::int32_t last) {
    std::vector<double> gaps;
    std::size_t at = 0;
    std::int32_t before = first;
    const auto add = [&](std::int32_t day) {
        while (at < idle.size() && idle[at].last < day)
            ++at;
        std::int32_t since = before;
        if (at > 0) since = std::max(since, idle[at - 1].last);
        if (at < idle.size() && idle[at].first < day) since = std::max(since, day - 1);
        gaps.push_back(static_cast<double>(day - since));
        before = day;
    };
    for (const auto day : removals) {
        if (day >= first && day <= last) add(day);
    }
    add(last);
    return gaps;
}

double weekly(std::span<const double> gaps) {
    double days = 0;
    for (const double gap : gaps)
        days += gap;
    return days > 0 ? 7 * static_cast<double>(gaps.size()) / days : 0;
}

std::vector<double> gaps_between(std::span<const std::int32_t> sorted, std::int32_t first,
                                 std::int32_t last) {
    std::vector<double> gaps;
    std::int32_t before = first;
    for (const auto day : sorted) {
        if (day < first || day > last) continue;
        gaps.push_back(static_cast<double>(day - before));
        before = day;
    }
    gaps.push_back(static_cast<double>(last - before));
    return gaps;
}

}  // namespace

ListFlow list_flow(std::span<const Stay> stays, std::int32_t first, std::int32_t last) {
    assert(first <= last);
    std::vector<std::int32_t> referrals;
    std::vector<std::int32_t> removals;
    ListFlow flow;
    double waited = 0;
    for (const auto& stay : stays) {
        if (stay.referral > last) continue;
        referrals.push_back(stay.referral);
        if (stay.referral >= first) ++flow.referrals;
        if (stay.removal && *stay.removal <= last) {
            removals.push_back(*stay.removal);
            if (*stay.removal >= first) ++flow.removals;
        } else {
            ++flow.queue;
            waited += static_cast<double>(last - stay.referral) / 7;
        }
    }
    std::sort(referrals.begin(), referrals.end());
    std::sort(removals.begin(), removals.end());
    const auto between = gaps_between(referrals, first, last);
    flow.demand = weekly(between);
    flow.cv_demand = coefficient_of_variation(between);
    if (flow.removals > 0) {
        const auto gaps =
            busy_gaps(removals, idle_days(referrals, removals, first, last), first, last);
        const double capacity = weekly(gaps);
        if (capacity > 0) flow.capacity = capacity;
        flow.cv_capacity = coefficient_of_variation(gaps);
    }
    if (flow.queue > 0) flow.mean_wait = waited / static_cast<double>(flow.queue);
    return flow;
}

}  // namespace concord::numerics
