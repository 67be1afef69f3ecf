// The table of contents of Concord: the stages in the order of the data. No branches, no
// cleverness.
#include "pipeline/pipeline.hpp"

namespace concord::pipeline {

const std::vector<Stage>& stages() {
    static const std::vector<Stage> all = {
        {"registry",
         {},
         registry::table_schemas(),
         [](Context& context) {
             registry::check_registry(*context.registry, *context.diagnostics);
             registry::write_registry(*context.registry, *context.warehouse, *context.diagnostics,
                                      *context.cancel);
         }},
        {"population",
         {},
         population::stage_schemas(),
         [](Context& context) {
             population::write_population(*context.population, *context.warehouse, *context.cancel);
             population::write_registers(*context.population, *context.warehouse);
         }},
        {"need",
         {},
         need::table_schemas(),
         [](Context& context) {
             need::check_need(*context.need, *context.diagnostics);
             need::write_need(*context.need, *context.warehouse, *context.cancel);
         }},
        {"waiting",
         {},
         waiting::table_schemas(),
         [](Context& context) {
             waiting::check_waits(*context.waits, *context.diagnostics);
             waiting::write_waits(*context.waits, *context.warehouse, *context.cancel);
         }},
        {"governance",
         {},
         governance::table_schemas(),
         [](Context& context) {
             governance::check_governance(*context.governance, *context.diagnostics);
             governance::write_governance(*context.governance, *context.warehouse, *context.cancel);
         }},
        {"money",
         {},
         money::table_schemas(),
         [](Context& context) {
             money::check_money(*context.money, *context.diagnostics);
             money::write_money(*context.money, *context.warehouse, *context.cancel);
         }},
        {"spending",
         {},
         spending::table_schemas(),
         [](Context& context) {
             spending::check_spending(*context.spending, *context.diagnostics);
             spending::write_spending(*context.spending, *context.warehouse, *context.cancel);
         }},
        {"ledger",
         {},
         ledger::table_schemas(),
         [](Context& context) {
             ledger::check_ledger(*context.ledger, *context.diagnostics);
             ledger::write_ledger(*context.ledger, *context.warehouse, *context.cancel);
         }},
        {"agreements",
         {},
         agreements::table_schemas(),
         [](Context& context) {
             agreements::check_agreements(*context.agreements, *context.diagnostics);
             agreements::write_agreements(*context.agreements, *context.warehouse, *context.cancel);
         }},
    };
    return all;
}

}  // namespace concord::pipeline
