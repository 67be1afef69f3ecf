#include "agreements/tables.hpp"

#include <cassert>

namespace concord::agreements {

std::span<const store::TableSchema> table_schemas() {
    static const auto schemas = [] {
        auto all = pool_schemas();
        all.insert(all.end(), contract_schemas().begin(), contract_schemas().end());
        return all;
    }();
    return schemas;
}

store::RowWriter rows_of(const AgreementsData& data, const std::string& table,
                         const RowsWanted& wanted) {
    using Writer = store::RowWriter (*)(const AgreementsData&, const RowsWanted&);
    static const std::map<std::string, Writer> writers = {
        {"pools", pool_rows},           {"pool_contributions", contribution_rows},
        {"pool_schemes", scheme_rows},  {"pool_shares", share_rows},
        {"contracts", contract_rows},   {"contract_payments", payment_rows},
        {"funding_lines", funding_rows}};
    const auto found = writers.find(table);
    assert(found != writers.end() && "a table of agreements");
    return found->second(data, wanted);
}

void write_agreements(const AgreementsStage& stage, store::Warehouse& warehouse,
                      const CancelToken& cancel) {
    RowsWanted wanted;
    wanted.nhs_bodies = nhs_bodies_of(stage.registry);
    for (const auto& schema : table_schemas()) {
        cancel.check();
        warehouse.write(rows_of(*stage.data, schema.name, wanted));
    }
}

}  // namespace concord::agreements
