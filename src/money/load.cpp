// Reading a system's money, and working out what follows from it.
#include "money/folder.hpp"

namespace concord::money {
namespace {

// The money that places share is what their body was allocated in the stream.
Budgets budgets_of(const std::vector<AllocationRow>& allocations, const std::string& year) {
    Budgets budgets;
    for (const auto& row : allocations) {
        if (row.opening->year != year) continue;
        budgets[{row.opening->body, row.opening->stream}] = row.allocation;
    }
    return budgets;
}

}  // namespace

MoneyData load_money(const LoadMoney& request, Diagnostics& diagnostics) {
    MoneyData data;
    MoneyFolder folder(*request.system);
    data.kinds = read_kinds(request.catalogue / "kinds.csv", diagnostics);
    auto plan = read_plan(folder, diagnostics);
    data.streams = std::move(plan.streams);
    data.baselines = read_baselines(folder, diagnostics);
    data.lines = read_lines(folder, diagnostics);
    data.allocations = allocate_streams(data.streams, data.baselines, diagnostics);
    if (plan.places) {
        data.has_method = true;
        data.year_of_places = plan.places->year;
        plan.places->budgets = budgets_of(data.allocations, data.year_of_places);
        const auto units = read_units(plan.places->units, diagnostics);
        data.places = place_rows(units, *plan.places, diagnostics);
    }
    data.inputs = folder.take_reports();
    return data;
}

}  // namespace concord::money
