// What the writers of the registry's tables share: the stage they write for, and how a table is
// begun and written.
#pragma once

#include <string_view>

#include "registry/registry.hpp"

namespace concord::registry {

class TableWriter {
  public:
    TableWriter(const RegistryStage& stage, store::Warehouse& warehouse, const CancelToken& cancel)
        : data_(*stage.data), stage_(stage), warehouse_(warehouse), cancel_(cancel) {}

  protected:
    static store::RowWriter rows(std::string_view table) {
        return store::RowWriter(schema_of(table));
    }
    void write(const store::RowWriter& rows) {
        cancel_.check();
        warehouse_.write(rows);
    }

    const RegistryData& data_;
    const RegistryStage& stage_;
    store::Warehouse& warehouse_;
    const CancelToken& cancel_;
};

// Layers, areas, memberships, populations and places.
void write_area_tables(const RegistryStage& stage, store::Warehouse& warehouse,
                       const CancelToken& cancel);

// Bodies, their kinds, roles and relations, and the files that were read.
void write_body_tables(const RegistryStage& stage, store::Warehouse& warehouse,
                       const CancelToken& cancel);

// What system.toml asks: profiles, overlaps, coterminosity and changes.
void write_answer_tables(const RegistryStage& stage, store::Warehouse& warehouse,
                         Diagnostics& diagnostics, const CancelToken& cancel);

}  // namespace concord::registry
