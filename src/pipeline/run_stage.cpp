#include <algorithm>
#include <cassert>
#include <chrono>

#include "pipeline/pipeline.hpp"

namespace concord::pipeline {
namespace {

bool holds(const std::vector<std::string>& names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

// INVARIANT: after a stage, exactly the tables it declares are new, with exactly the columns it
// declares.
void verify_writes(const Stage& stage, const std::vector<std::string>& before,
                   store::Warehouse& warehouse) {
    const auto after = warehouse.table_names();
    for (const auto& schema : stage.writes) {
        assert(!holds(before, schema.name) && "one stage writes a table");
        assert(holds(after, schema.name) && "a stage writes every table it declares");
        std::vector<std::string> columns;
        for (const auto& column : schema.columns)
            columns.push_back(column.name);
        assert(warehouse.column_names(schema.name) == columns && "with the columns it declares");
    }
}

}  // namespace

bool CyclePlan::runs(std::string_view stage) const {
    return only.empty() || std::ranges::find(only, stage) != only.end();
}

StageTiming run_stage(const Stage& stage, Context& context, const CyclePlan& plan) {
    context.cancel->check();
    const auto before = context.warehouse->table_names();
    for ([[maybe_unused]] const auto& table : stage.reads) {
        assert(holds(before, table) && "a stage runs after the stages whose tables it reads");
    }
    context.progress->begin(stage.name, 0);
    const auto start = std::chrono::steady_clock::now();
    if (std::ranges::find(plan.as_found, stage.name) == plan.as_found.end()) stage.check(context);
    if (plan.runs(stage.name))
        stage.write(context);
    else
        plan.keep(stage, *context.warehouse);
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
    verify_writes(stage, before, *context.warehouse);
    context.progress->end();
    return {stage.name, elapsed.count()};
}

std::vector<StageTiming> run_cycle(Context& context, const CyclePlan& plan) {
    std::vector<StageTiming> timings;
    for (const auto& stage : stages()) {
        if (plan.runs(stage.name) || plan.keep) timings.push_back(run_stage(stage, context, plan));
    }
    write_findings(*context.diagnostics, *context.warehouse);
    return timings;
}

}  // namespace concord::pipeline
