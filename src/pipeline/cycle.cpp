// The table of contents of Concord: the stages in the order of the data. No branches, no
// cleverness.
#include "pipeline/pipeline.hpp"

namespace concord::pipeline {
namespace {

void check_nothing(Context&) {}

void check_registry(Context& context) {
    registry::check_registry(*context.registry, *context.diagnostics);
}
void write_registry(Context& context) {
    registry::write_registry(*context.registry, *context.warehouse, *context.diagnostics,
                             *context.cancel);
}

void write_population(Context& context) {
    population::write_population(*context.population, *context.warehouse, *context.cancel);
    population::write_registers(*context.population, *context.warehouse);
}

void check_need(Context& context) {
    need::check_need(*context.need, *context.diagnostics);
}
void write_need(Context& context) {
    need::write_need(*context.need, *context.warehouse, *context.cancel);
}

void check_waiting(Context& context) {
    waiting::check_waits(*context.waits, *context.diagnostics);
}
void write_waiting(Context& context) {
    waiting::write_waits(*context.waits, *context.warehouse, *context.cancel);
}

void check_governance(Context& context) {
    governance::check_governance(*context.governance, *context.diagnostics);
}
void write_governance(Context& context) {
    governance::write_governance(*context.governance, *context.warehouse, *context.cancel);
}

void check_money(Context& context) {
    money::check_money(*context.money, *context.diagnostics);
}
void write_money(Context& context) {
    money::write_money(*context.money, *context.warehouse, *context.cancel);
}

void check_spending(Context& context) {
    spending::check_spending(*context.spending, *context.diagnostics);
}
void write_spending(Context& context) {
    spending::write_spending(*context.spending, *context.warehouse, *context.cancel);
}

void check_ledger(Context& context) {
    ledger::check_ledger(*context.ledger, *context.diagnostics);
}
void write_ledger(Context& context) {
    ledger::write_ledger(*context.ledger, *context.warehouse, *context.cancel);
}

void check_agreements(Context& context) {
    agreements::check_agreements(*context.agreements, *context.diagnostics);
}
void write_agreements(Context& context) {
    agreements::write_agreements(*context.agreements, *context.warehouse, *context.cancel);
}

}  // namespace

const std::vector<Stage>& stages() {
    static const std::vector<Stage> all = {
        {"registry", {}, registry::table_schemas(), check_registry, write_registry},
        {"population", {}, population::stage_schemas(), check_nothing, write_population},
        {"need", {}, need::table_schemas(), check_need, write_need},
        {"waiting", {}, waiting::table_schemas(), check_waiting, write_waiting},
        {"governance", {}, governance::table_schemas(), check_governance, write_governance},
        {"money", {}, money::table_schemas(), check_money, write_money},
        {"spending", {}, spending::table_schemas(), check_spending, write_spending},
        {"ledger", {}, ledger::table_schemas(), check_ledger, write_ledger},
        {"agreements", {}, agreements::table_schemas(), check_agreements, write_agreements},
    };
    return all;
}

}  // namespace concord::pipeline
