#include "waiting/list_queue.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace concord::waiting {
namespace {

using disclosure::Dimension;
using numerics::ListFlow;

std::optional<double> rounded(std::optional<double> value, double steps) {
    if (!value) return value;
    return std::round(*value * steps) / steps;
}

// Counts of lists with their sum, each kind of count in a cube of its own.
class Counts {
  public:
    Counts(const std::vector<std::string>& lists, const disclosure::Rule& rule)
        : rule_(rule), cube_({Dimension("list", paths_of(lists))}) {}

    void add(const std::string& list, std::int64_t count) { cube_.add(cell(list), count); }

    void protect() {
        cube_.add_up();
        for (std::size_t i = 0; i < cube_.size(); ++i)
            cube_.set_state(i, disclosure::State::shown);
        disclosure::protect(cube_, rule_);
    }

    // Of a list, or of all where it is empty.
    std::optional<std::int64_t> released(const std::string& list) const {
        return disclosure::released(cube_, list.empty() ? 0 : cell(list), rule_);
    }

  private:
    static std::vector<std::vector<std::string>> paths_of(const std::vector<std::string>& lists) {
        std::vector<std::vector<std::string>> paths;
        for (const auto& list : lists)
            paths.push_back({list});
        return paths;
    }
    std::size_t cell(const std::string& list) const { return cube_.dimensions()[0].find({list}); }

    disclosure::Rule rule_;
    disclosure::Cube cube_;
};

// A rate that gives away no more than the released count does: over the same days.
std::optional<double> rate_of(std::optional<double> exact, std::int64_t count,
                              std::optional<std::int64_t> released) {
    if (!exact || !released) return std::nullopt;
    return *exact * static_cast<double>(*released + 1) / static_cast<double>(count + 1);
}

class Working {
  public:
    Working(const Pathways& pathways, const QueueAsked& asked, bool has_stops)
        : pathways_(pathways), asked_(asked), has_stops_(has_stops) {}

    std::vector<ListQueue> run() {
        const auto stays = stays_by_list(pathways_);
        std::vector<std::string> names;
        std::vector<ListFlow> flows;
        std::vector<numerics::Stay> all;
        for (std::uint32_t list = 0; list < stays.size(); ++list) {
            if (stays[list].empty()) continue;
            names.push_back(pathways_.of(Split::specialty).name(list));
            flows.push_back(numerics::list_flow(stays[list], asked_.from, asked_.to));
            all.insert(all.end(), stays[list].begin(), stays[list].end());
        }
        if (names.empty()) return {};
        const auto referrals = count(names, flows, &ListFlow::referrals);
        const auto removals = count(names, flows, &ListFlow::removals);
        const auto queue = count(names, flows, &ListFlow::queue);
        std::vector<ListQueue> result;
        const auto add = [&](const std::string& name, const ListFlow& flow) {
            result.push_back(row(name, flow, referrals.released(name), removals.released(name),
                                 queue.released(name)));
        };
        for (std::size_t i = 0; i < names.size(); ++i)
            add(names[i], flows[i]);
        std::ranges::sort(result, {}, &ListQueue::list);
        add("", numerics::list_flow(all, asked_.from, asked_.to));
        result.back().list = "all";
        return result;
    }

  private:
    Counts count(const std::vector<std::string>& names, const std::vector<ListFlow>& flows,
                 std::int64_t ListFlow::*what) const {
        Counts counts(names, asked_.rule);
        for (std::size_t i = 0; i < names.size(); ++i)
            counts.add(names[i], flows[i].*what);
        counts.protect();
        return counts;
    }

    ListQueue row(const std::string& name, const ListFlow& flow,
                  std::optional<std::int64_t> referrals, std::optional<std::int64_t> removals,
                  std::optional<std::int64_t> queue) const {
        ListQueue list;
        list.source = "pathways";
        list.list = name;
        list.from = asked_.from;
        list.to = asked_.to;
        list.referrals = referrals;
        list.removals = removals;
        list.queue = queue;
        if (queue) list.mean_wait = rounded(flow.mean_wait, 10);
        if (has_stops_) {
            list.demand = rounded(rate_of(flow.demand, flow.referrals, referrals), 1000);
            list.capacity = rounded(rate_of(flow.capacity, flow.removals, removals), 1000);
            if (referrals) list.cv_demand = rounded(flow.cv_demand, 1000);
            if (removals) list.cv_capacity = rounded(flow.cv_capacity, 1000);
        }
        list.basis = "days of referral and removal";
        work_out(list, asked_);
        return list;
    }

    const Pathways& pathways_;
    const QueueAsked& asked_;
    bool has_stops_;
};

}  // namespace

void work_out(ListQueue& list, const QueueAsked& asked) {
    list.target_mean_wait = numerics::target_mean_wait(asked.target_weeks, asked.factor);
    if (list.mean_wait)
        list.pressure = numerics::waiting_list_pressure(*list.mean_wait, asked.target_weeks);
    if (!list.demand) return;
    if (list.capacity) list.load = numerics::queue_load(*list.demand, *list.capacity);
    list.target_queue = numerics::target_queue_size(*list.demand, asked.target_weeks, asked.factor);
    // What is not known varies as events at random do, as the paper takes it.
    list.target_capacity =
        numerics::target_capacity(*list.demand, asked.target_weeks, asked.factor,
                                  list.cv_demand.value_or(1), list.cv_capacity.value_or(1));
    if (!list.queue) return;
    const auto queue = static_cast<double>(*list.queue);
    const bool is_long = queue > 2 * *list.target_queue;
    if (is_long) {
        list.relief_capacity =
            numerics::relief_capacity(*list.demand, queue, *list.target_queue, asked.relief_weeks);
    }
    if (!list.load) return;
    list.state = *list.load >= 1 ? "grows" : is_long ? "relief" : "holds";
}

std::vector<std::vector<numerics::Stay>> stays_by_list(const Pathways& pathways) {
    std::vector<std::vector<numerics::Stay>> stays(pathways.of(Split::specialty).size());
    for (std::size_t i = 0; i < pathways.size(); ++i) {
        numerics::Stay stay{pathways.start[i], std::nullopt};
        if (pathways.stop[i] != Pathways::still_open) stay.removal = pathways.stop[i];
        stays[pathways.group(Split::specialty, i)].push_back(stay);
    }
    return stays;
}

std::vector<ListQueue> queues_of(const Pathways& pathways, const QueueAsked& asked,
                                 const Location& place, Diagnostics& diagnostics) {
    const bool has_stops = std::ranges::any_of(
        pathways.stop, [](std::int32_t stop) { return stop != Pathways::still_open; });
    if (!has_stops && pathways.size() > 0) {
        diagnostics.add({"NED311", place, "stop",
                         "no clock stops: how many were referred and treated cannot be told from "
                         "those who still wait"});
    }
    return Working(pathways, asked, has_stops).run();
}

}  // namespace concord::waiting
