// The allocations of a system's streams, each by its plan.
#include <map>

#include <fmt/format.h>

#include "base/text.hpp"
#include "money/folder.hpp"
#include "money/pace.hpp"

namespace concord::money {
namespace {

class Allocator {
  public:
    explicit Allocator(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

    void add(const StreamPlan& stream, const std::vector<const BaselineRow*>& rows) {
        if (stream.is_broken || rows.empty()) return;
        if (stream.rule) {
            by_rule(stream, rows);
        } else {
            by_growth(stream, rows);
        }
    }

    std::vector<AllocationRow> take() { return std::move(result_); }

  private:
    // Without a target nothing converges: the baseline grows.
    void by_growth(const StreamPlan& stream, const std::vector<const BaselineRow*>& rows) {
        for (const auto* row : rows) {
            const auto grown =
                row->baseline.times(1 + row->growth, stream.unit, Rounding::half_away);
            if (!grown)
                report_fault(AllocationFault::too_large, row->place, row->body, diagnostics_);
            if (grown) result_.push_back({row, {}, {}, *grown, {}, {}});
        }
    }

    void by_rule(const StreamPlan& stream, const std::vector<const BaselineRow*>& rows) {
        std::vector<Opening> openings;
        std::vector<const BaselineRow*> kept;
        std::vector<Location> places;
        for (const auto* row : rows) {
            if (!row->target || *row->target <= Pence()) {
                diagnostics_.add({"MON004", row->target_place, row->body,
                                  fmt::format("the target of `{}` is {}", shown(row->body),
                                              row->target ? row->target->words() : "missing")});
                continue;
            }
            openings.push_back(
                {row->body, row->baseline, row->growth, *row->target, {}, row->converging});
            kept.push_back(row);
            places.push_back(row->place);
        }
        // A sum that is to be met by some is not met by fewer.
        if (openings.empty() || (stream.quantum && kept.size() < rows.size())) return;
        const auto allocation = allocation_of(stream, openings, places);
        if (!allocation) return;
        if (stream.swing) check_swing(openings, *allocation, *stream.swing, places, diagnostics_);
        for (std::size_t i = 0; i < kept.size(); ++i) {
            const auto& body = allocation->bodies[i];
            result_.push_back({kept[i], body.distance_before, body.convergence, body.allocation,
                               body.distance_after,
                               Pence::subtract(body.allocation, body.without_pace)});
        }
    }

    std::optional<Allocation> allocation_of(const StreamPlan& stream,
                                            const std::vector<Opening>& openings,
                                            const std::vector<Location>& places) {
        if (!stream.quantum) {
            auto plain = allocate(openings, *stream.rule, stream.unit);
            if (plain.fault == AllocationFault::none) return plain;
            report_fault(plain.fault, places[plain.at], openings[plain.at].body, diagnostics_);
            return std::nullopt;
        }
        Unreachable why;
        const auto solved =
            solve({openings, &*stream.rule, *stream.quantum, stream.variable, stream.unit}, why);
        if (solved) return solved->allocation;
        if (why.fault != AllocationFault::none) {
            report_fault(why.fault, places[why.at], openings[why.at].body, diagnostics_);
        } else {
            diagnostics_.add({"MON011", stream.place, stream.name,
                              fmt::format("no {} makes the allocations {}: they can be {} to {}",
                                          to_string(stream.variable), stream.quantum->words(),
                                          why.least.words(), why.most.words())});
        }
        return std::nullopt;
    }

    Diagnostics& diagnostics_;
    std::vector<AllocationRow> result_;
};

}  // namespace

std::vector<AllocationRow> allocate_streams(const std::vector<StreamPlan>& streams,
                                            const std::vector<BaselineRow>& baselines,
                                            Diagnostics& diagnostics) {
    std::map<std::pair<std::string, std::string>, std::vector<const BaselineRow*>> rows;
    for (const auto& row : baselines)
        rows[{row.year, row.stream}].push_back(&row);
    Allocator allocator(diagnostics);
    for (const auto& stream : streams) {
        const auto found = rows.find({stream.year, stream.name});
        if (found == rows.end()) continue;
        allocator.add(stream, found->second);
        rows.erase(found);
    }
    for (const auto& [key, left] : rows) {
        diagnostics.add({"MON030", left.front()->place, left.front()->body,
                         fmt::format("the stream `{}` of `{}` has no plan in allocation.toml",
                                     shown(key.second), shown(key.first))});
    }
    return allocator.take();
}

}  // namespace concord::money
