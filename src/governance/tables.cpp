// The tables of governance, in the order in which they are written.
#include "governance/authority_table.hpp"
#include "governance/governance_tables.hpp"
#include "governance/map_table.hpp"
#include "governance/question_tables.hpp"

namespace concord::governance {
namespace {

// The map, the questions with their answers, and the words for them. Of a system that writes
// nothing down there is nothing to show: they are empty.
void write_answers(const GovernanceData& data, const Evaluator& evaluator,
                   store::Warehouse& warehouse) {
    if (!data.describes()) {
        for (const auto* name : {"functions_map", "questions", "question_answers", "question_links",
                                 "governance_terms"}) {
            warehouse.write(store::RowWriter(schema_of(name)));
        }
        return;
    }
    warehouse.write(map_rows(evaluator, compared_map(evaluator, data.published), data.published));
    for (const auto& rows : question_rows(evaluator, data.questions))
        warehouse.write(rows);
    warehouse.write(terms_rows(evaluator));
}

}  // namespace

void write_governance(const GovernanceStage& stage, store::Warehouse& warehouse,
                      const CancelToken& cancel) {
    cancel.check();
    write_committees(stage, warehouse);
    write_delegations(stage, warehouse);
    write_handbook_tables(stage, warehouse);
    write_registers(stage, warehouse);
    cancel.check();
    const auto& data = *stage.data;
    const Evaluator evaluator({&data.law, &data.scheme, &data.places}, stage.context);
    warehouse.write(authority_rows(evaluator));
    cancel.check();
    write_answers(data, evaluator, warehouse);
}

}  // namespace concord::governance
