#include <fmt/format.h>

#include "base/apportion.hpp"
#include "base/text.hpp"
#include "money/explanation.hpp"
#include "money/place.hpp"

namespace concord::money {
namespace {

class Rows {
  public:
    Rows(const UnitFile& units, const PlaceRequest& request, Diagnostics& diagnostics)
        : units_(units),
          input_(units.input),
          request_(request),
          diagnostics_(diagnostics),
          need_(work_out_need(units.input, request.need)) {}

    std::vector<PlaceRow> run() {
        for (std::uint32_t system = 0; system < input_.systems.size(); ++system)
            add_system(system);
        return std::move(rows_);
    }

  private:
    void add_system(std::uint32_t system) {
        std::vector<Sharing> sharings;
        std::vector<double> weights = request_.shares;
        bool is_weighed = !weights.empty();
        for (std::size_t stream = 0; stream < input_.streams.size(); ++stream) {
            const auto money = money_of(system, stream);
            sharings.push_back(share_out(input_, need_[stream], system, money));
            report(sharings.back().fault, system, stream);
            add_rows(sharings.back().places, input_.streams[stream]);
            if (!request_.shares.empty()) continue;
            weights.push_back(money.budget ? money.budget->nearest_pounds() : 0);
            is_weighed = money.budget.has_value() && (stream == 0 || is_weighed);
        }
        if (input_.streams.size() > 1 && is_weighed) {
            add_rows(together(sharings, weights), "together");
        }
    }

    SystemMoney money_of(std::uint32_t system, std::size_t stream) {
        SystemMoney money;
        money.baselines = baselines_of(system, stream);
        money.rule = request_.rule ? &*request_.rule : nullptr;
        const auto given = request_.budgets.find({input_.systems[system], input_.streams[stream]});
        if (given != request_.budgets.end()) {
            money.budget = given->second;
        } else if (stream < request_.budget_of_streams.size()) {
            money.budget = request_.budget_of_streams[stream];
        } else if (!money.baselines.empty()) {
            const auto before = total_of(money.baselines);
            const double factor = 1 + request_.growth.value_or(0);
            if (before) {
                money.budget = before->times(factor, Pence(std::int64_t{1}), Rounding::half_away);
            }
            if (!money.budget) report(SharingFault::too_large, system, stream);
        }
        return money;
    }

    std::vector<Pence> baselines_of(std::uint32_t system, std::size_t stream) {
        if (stream >= units_.baselines.size()) return {};
        std::vector<Pence> by_place(input_.places.size());
        for (std::size_t u = 0; u < input_.units.size(); ++u) {
            const auto& unit = input_.units[u];
            if (unit.system != system) continue;
            const auto sum = Pence::add(by_place[unit.place], units_.baselines[stream][u]);
            if (!sum) {
                report(SharingFault::too_large, system, stream);
                return {};
            }
            by_place[unit.place] = *sum;
        }
        std::vector<Pence> result;
        for (std::size_t place = 0; place < by_place.size(); ++place)
            if (input_.places[place].system == system) result.push_back(by_place[place]);
        return result;
    }

    void report(SharingFault fault, std::uint32_t system, std::size_t stream) {
        if (fault == SharingFault::none) return;
        const auto& name = input_.systems[system];
        if (fault == SharingFault::too_large) {
            diagnostics_.add({"MON013",
                              {request_.units.shown_path, 0, 0},
                              name,
                              fmt::format("the amounts of `{}` are larger than any that are "
                                          "reckoned with",
                                          shown(name))});
            return;
        }
        diagnostics_.add({"MON029",
                          {request_.units.shown_path, 0, 0},
                          name,
                          fmt::format("`{}` has no weighted people in `{}` to share its budget by",
                                      shown(name), shown(input_.streams[stream]))});
    }

    void add_rows(const std::vector<PlaceMoney>& places, const std::string& stream) {
        for (const auto& one : places) {
            rows_.push_back({input_.systems[one.system], input_.places[one.place].name, stream, one,
                             explain(one)});
        }
    }

    const UnitFile& units_;
    const NeedInput& input_;
    const PlaceRequest& request_;
    Diagnostics& diagnostics_;
    std::vector<StreamNeed> need_;
    std::vector<PlaceRow> rows_;
};

}  // namespace

std::vector<PlaceRow> place_rows(const UnitFile& units, const PlaceRequest& request,
                                 Diagnostics& diagnostics) {
    return Rows(units, request, diagnostics).run();
}

const store::TableSchema& place_budgets_schema() {
    constexpr auto number = ColumnType::number;
    constexpr auto money = ColumnType::money;
    static const store::TableSchema schema = {
        "place_budgets",
        "what each place needs and gets, stream by stream and together",
        {{"year", ColumnType::text, "the financial year"},
         {"body", ColumnType::text, "the body whose money is shared out"},
         {"place", ColumnType::text, "the place"},
         {"stream", ColumnType::text, "the stream of money, or `together`"},
         {"population", number, "people"},
         {"weighted_population", number, "people weighted by need"},
         {"need_index", number, "need a head over that of the body, which is 1"},
         {"target", money, "the fair share of the body's budget, in pounds"},
         {"baseline", money, "the earlier budget, in pounds"},
         {"convergence", number, "the share by which the way to the fair share moves the budget"},
         {"budget", money, "the budget, in pounds; the places' make up the body's to the penny"},
         {"per_head", money, "the budget a head, in pounds"},
         {"change", number, "the budget over the baseline, less 1"},
         {"explanation", ColumnType::text, "why, in a sentence whose parts add up to the penny"},
         {"fair_share", number, "the target as a share of the body's budget"},
         {"current_share", number, "the baseline as a share of the body's baselines"},
         {"distance", number, "the baseline, grown with the whole, over the target, less 1"}}};
    return schema;
}

void add_place_row(const PlaceRow& row, const std::string& year, store::RowWriter& rows) {
    const auto& one = row.money;
    const auto penny = Pence(std::int64_t{1});
    std::optional<Pence> per_head;
    if (one.budget && one.population > 0) {
        per_head = one.budget->times(1 / one.population, penny, Rounding::half_away);
    }
    std::optional<double> change;
    if (one.budget && one.baseline && *one.baseline > Pence()) {
        change = one.budget->nearest_pounds() / one.baseline->nearest_pounds() - 1;
    }
    rows.text(year).text(row.system).text(row.place).text(row.stream).number(one.population);
    rows.number(one.weighted).number(one.index).money(one.target).money(one.baseline);
    rows.number(one.convergence).money(one.budget).money(per_head).number(change);
    rows.text(row.explanation).number(one.fair_share).number(one.current_share);
    rows.number(one.distance);
}

}  // namespace concord::money
