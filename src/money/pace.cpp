#include "money/pace.hpp"

#include <cmath>

#include <fmt/format.h>

#include "base/text.hpp"
#include "store/column_data.hpp"

namespace concord::money {
namespace {

constexpr auto number = ColumnType::number;
constexpr auto money = ColumnType::money;

struct Totals {
    Pence baseline;
    Pence grown;
    Pence target;
    Pence allocation;
    double population = 0;
};

class Pacing {
  public:
    Pacing(const PaceRequest& request, Diagnostics& diagnostics)
        : request_(request),
          diagnostics_(diagnostics),
          file_(read_openings(request.file, request.shown_path, request.columns, diagnostics)),
          projects_(request.years.value_or(1) > 1),
          rows_(columns()) {}

    PaceAnswer answer() {
        if (!file_.openings.empty() && solve_first_year()) pace();
        answer_.table = store::to_table(rows_);
        return std::move(answer_);
    }

  private:
    void pace() {
        ProjectionPlan plan{request_.years.value_or(1), rules_, request_.unit, {}, solved_};
        plan.target_growth = file_.target_growth;
        if (plan.target_growth.empty() && !file_.population_growth.empty()) {
            plan.target_growth = target_growth_of(file_.openings, file_.population_growth);
        }
        const auto projection = project(file_.openings, plan);
        for (std::size_t year = 0; year < projection.years.size(); ++year) {
            if (!write_year(year, projection, plan)) break;
        }
        say_who_gains(projection);
    }

    store::TableSchema columns() const {
        store::TableSchema schema = {"pace",
                                     "",
                                     {{"body", ColumnType::text, ""},
                                      {"baseline", money, ""},
                                      {"growth", number, ""},
                                      {"target", money, ""},
                                      {"distance_before", number, ""},
                                      {"convergence", number, ""},
                                      {"allocation", money, ""},
                                      {"distance_after", number, ""},
                                      {"gain", money, ""}}};
        const auto add = [&](const char* name, ColumnType type) {
            schema.columns.push_back({name, type, ""});
        };
        if (shows_heads()) add("per_head", money);
        if (projects_) add("year", ColumnType::whole_number);
        if (projects_) add("reaches_target", ColumnType::whole_number);
        return schema;
    }

    bool shows_heads() const { return !request_.columns.population.empty(); }

    // Growth or convergence that was solved for is then part of what is projected.
    bool solve_first_year() {
        rules_ = request_.rules;
        if (!request_.quantum) return true;
        Unreachable why;
        const auto solved = solve(
            {file_.openings, &rules_.front(), *request_.quantum, request_.variable, request_.unit},
            why);
        if (!solved) {
            report_unreachable(why);
            return false;
        }
        answer_.notes.push_back(fmt::format(
            "solved by {}: {} {} meets {} to the penny", to_string(request_.variable),
            solved_words(), fmt::format("{:.10g}", solved->value), request_.quantum->words()));
        solved_ = solved->allocation;
        rules_.front() = solved->rule;
        return true;
    }

    const char* solved_words() const {
        switch (request_.variable) {
            case SolveFor::growth:
                return "added to everybody's base growth";
            case SolveFor::convergence:
                return "added to everybody's convergence";
            case SolveFor::floor:
                return "as the lowest convergence";
            default:
                return "as the highest convergence";
        }
    }

    void report_unreachable(const Unreachable& why) {
        if (why.fault != AllocationFault::none) {
            report_fault(why.fault, file_.places[why.at], file_.openings[why.at].body,
                         diagnostics_);
            return;
        }
        diagnostics_.add({"MON011",
                          {request_.shown_path, 0, 0},
                          {},
                          fmt::format("no {} makes the allocations {}: they can be {} to {}",
                                      to_string(request_.variable), request_.quantum->words(),
                                      why.least.words(), why.most.words())});
    }

    bool write_year(std::size_t year, const Projection& projection, const ProjectionPlan& plan) {
        const auto& allocation = projection.years[year];
        if (allocation.fault != AllocationFault::none) {
            report_fault(allocation.fault, file_.places[allocation.at],
                         file_.openings[allocation.at].body, diagnostics_);
            return false;
        }
        if (year > 0) move_openings(projection.years[year - 1], plan);
        if (request_.swing) {
            check_swing(file_.openings, allocation, *request_.swing, file_.places, diagnostics_);
        }
        Totals totals;
        for (std::size_t i = 0; i < file_.openings.size(); ++i) {
            add_row(file_.openings[i], allocation.bodies[i], year, projection.reached[i]);
            if (!add_to(totals, file_.openings[i], allocation.bodies[i])) {
                report_fault(AllocationFault::too_large, file_.places[i], file_.openings[i].body,
                             diagnostics_);
                return false;
            }
        }
        if (!request_.total.empty()) add_total(totals, year);
        return true;
    }

    void move_openings(const Allocation& before, const ProjectionPlan& plan) {
        const Pence penny(std::int64_t{1});
        for (std::size_t i = 0; i < file_.openings.size(); ++i) {
            auto& opening = file_.openings[i];
            opening.baseline = before.bodies[i].allocation;
            const double by = plan.target_growth.empty() ? opening.growth : plan.target_growth[i];
            // It fitted when the projection was made.
            opening.target = *opening.target.times(1 + by, penny, Rounding::half_away);
        }
    }

    static bool add_to(Totals& totals, const Opening& opening, const Allocated& body) {
        const auto add = [](Pence& sum, Pence part) {
            const auto next = Pence::add(sum, part);
            if (next) sum = *next;
            return next.has_value();
        };
        totals.population += opening.population.value_or(0);
        return add(totals.baseline, opening.baseline) && add(totals.grown, body.without_pace) &&
               add(totals.target, opening.target) && add(totals.allocation, body.allocation);
    }

    void add_row(const Opening& opening, const Allocated& body, std::size_t year,
                 std::optional<int> reached) {
        rows_.text(opening.body).money(opening.baseline).number(body.growth);
        rows_.money(opening.target).number(body.distance_before).number(body.convergence);
        rows_.money(body.allocation).number(body.distance_after);
        rows_.money(Pence::subtract(body.allocation, body.without_pace));
        add_extras(body.allocation, opening.population, year);
        if (projects_ && reached) {
            rows_.whole(std::int64_t{*reached} + 1);
        } else if (projects_) {
            rows_.gap();
        }
        rows_.end_row();
    }

    // The growth and the distances of the sums.
    void add_total(const Totals& totals, std::size_t year) {
        const auto share = [](Pence of, Pence by) {
            const double whole = by.nearest_pounds();
            return whole > 0 ? std::optional(of.nearest_pounds() / whole - 1) : std::nullopt;
        };
        rows_.text(request_.total).money(totals.baseline);
        rows_.number(share(totals.grown, totals.baseline)).money(totals.target);
        rows_.number(share(totals.grown, totals.target));
        rows_.number(share(totals.allocation, totals.grown)).money(totals.allocation);
        rows_.number(share(totals.allocation, totals.target));
        rows_.money(Pence::subtract(totals.allocation, totals.grown));
        add_extras(totals.allocation, totals.population, year);
        if (projects_) rows_.gap();
        rows_.end_row();
    }

    void add_extras(Pence allocation, std::optional<double> population, std::size_t year) {
        const double people = population.value_or(0);
        const Pence penny(std::int64_t{1});
        if (shows_heads() && people > 0) {
            rows_.money(allocation.times(1 / people, penny, Rounding::half_away));
        } else if (shows_heads()) {
            rows_.gap();
        }
        if (projects_) rows_.whole(static_cast<std::int64_t>(year) + 1);
    }

    void say_who_gains(const Projection& projection) {
        if (projection.years.front().fault != AllocationFault::none) return;
        std::int64_t gain = 0;
        std::int64_t lose = 0;
        for (const auto& body : projection.years.front().bodies) {
            gain += body.convergence > 0 ? 1 : 0;
            lose += body.convergence < 0 ? 1 : 0;
        }
        answer_.notes.push_back(fmt::format(
            "{} gain and {} lose by the convergence{}; the allocations make {}",
            counted(gain, "body", "bodies"), lose, projects_ ? " of the first year" : "",
            projection.years.front().total.words()));
        if (!projects_) return;
        const auto& plan_source = file_.target_growth;
        answer_.notes.push_back(
            !plan_source.empty() ? "targets grow as their column says"
            : !file_.population_growth.empty()
                ? "targets grow as baselines do, moved by how each population grows beside all"
                : "targets grow as baselines do: give --target-growth or --population-growth for "
                  "others");
        answer_.notes.push_back(
            "reaches_target is the first year that ends within 0.05 % of the target");
    }

    const PaceRequest& request_;
    Diagnostics& diagnostics_;
    OpeningFile file_;
    bool projects_;
    store::RowWriter rows_;
    std::vector<PaceRule> rules_;
    std::optional<Allocation> solved_;
    PaceAnswer answer_;
};

}  // namespace

void report_fault(AllocationFault fault, const Location& place, const std::string& body,
                  Diagnostics& diagnostics) {
    if (fault == AllocationFault::none) return;
    diagnostics.add(
        {"MON013", place, body,
         fmt::format("the amounts up to `{}` are larger than any that are reckoned with",
                     shown(body))});
}

void check_swing(std::span<const Opening> openings, const Allocation& allocation, double limit,
                 std::span<const Location> places, Diagnostics& diagnostics) {
    for (std::size_t i = 0; i < openings.size(); ++i) {
        const auto& opening = openings[i];
        const auto allocated = allocation.bodies[i].allocation;
        const auto moved = Pence::subtract(allocated, opening.baseline);
        const auto allowed =
            opening.baseline.times(limit, Pence(std::int64_t{1}), Rounding::half_away);
        // In pence, so that a change of just the limit is within it.
        const bool is_within = moved && (!allowed || (*moved <= *allowed && -*moved <= *allowed));
        if (is_within || opening.baseline == Pence()) continue;
        const double change = allocated.nearest_pounds() / opening.baseline.nearest_pounds() - 1;
        diagnostics.add({"MON012", places[i], opening.body,
                         fmt::format("the allocation of `{}` differs from its baseline by {:+.2f} "
                                     "per cent, and {:.2f} are the limit",
                                     shown(opening.body), change * 100, limit * 100)});
    }
}

PaceAnswer answer_pace(const PaceRequest& request, Diagnostics& diagnostics) {
    return Pacing(request, diagnostics).answer();
}

}  // namespace concord::money
