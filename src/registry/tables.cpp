// The registry's tables, in the order in which they are written.
#include "registry/table_writer.hpp"

namespace concord::registry {

void write_registry(const RegistryStage& stage, store::Warehouse& warehouse,
                    Diagnostics& diagnostics, const CancelToken& cancel) {
    write_area_tables(stage, warehouse, cancel);
    write_body_tables(stage, warehouse, cancel);
    write_answer_tables(stage, warehouse, diagnostics, cancel);
}

}  // namespace concord::registry
