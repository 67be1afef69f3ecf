// Bodies and what became of each file: the one writer of these tables.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "registry/table_writer.hpp"

namespace concord::registry {
namespace {

using store::RowWriter;

class BodyTables : TableWriter {
  public:
    using TableWriter::TableWriter;

    void run() {
        write_bodies();
        write_body_kinds();
        write_body_relations();
        write_body_roles();
        write_inputs();
    }

  private:
    void write_bodies();
    void write_body_kinds();
    void write_body_relations();
    void write_body_roles();
    void write_inputs();
};

void BodyTables::write_bodies() {
    auto out = rows("bodies");
    for (const auto& body : data_.bodies) {
        const auto* kind = find_kind(stage_.kinds, body.kind);
        out.text(body.id).text(body.name).text(body.kind).text(body.ods_code).text(body.gss_code);
        out.text(body.part_of).text(kind ? kind->level : "");
        kind ? out.truth(kind->statutory).truth(kind->legal_person) : out.gap().gap();
        out.date(body.existence.from).date(body.existence.to).text(body.source);
        out.text(body.basis);
        out.end_row();
    }
    write(out);
}

void BodyTables::write_body_kinds() {
    auto out = rows("body_kinds");
    for (const auto& kind : stage_.kinds) {
        out.text(kind.id).text(kind.name).text(kind.level).truth(kind.statutory);
        out.truth(kind.legal_person).date(kind.existence.from).date(kind.existence.to);
        out.text(kind.authority).text(join(kind.requirements, " "));
        out.end_row();
    }
    write(out);
}

void BodyTables::write_body_relations() {
    auto out = rows("body_relations");
    const auto put = [&](const BodyRelation& relation) {
        out.text(relation.from).text(to_string(relation.kind)).text(relation.to);
        out.text(relation.role).number(relation.share);
        out.date(relation.period.from).date(relation.period.to).text(relation.source);
        out.end_row();
    };
    for (const auto& body : data_.bodies) {
        if (body.part_of.empty()) continue;
        BodyRelation relation;
        relation.from = body.id;
        relation.to = body.part_of;
        relation.period = body.existence;
        relation.source = body.source;
        put(relation);
    }
    for (const auto& relation : data_.relations)
        put(relation);
    write(out);
}

void BodyTables::write_body_roles() {
    auto out = rows("body_roles");
    std::vector<const Body*> held;
    for (const auto& body : data_.bodies) {
        if (!body.ods_code.empty()) held.push_back(&body);
    }
    std::ranges::stable_sort(held, [](const Body* a, const Body* b) {
        return std::tie(a->ods_code, a->existence.from) < std::tie(b->ods_code, b->existence.from);
    });
    for (const auto* body : held) {
        out.text(body->ods_code).text(body->kind).text(body->id);
        out.date(body->existence.from).date(body->existence.to).text(body->source);
        out.end_row();
    }
    write(out);
}

void BodyTables::write_inputs() {
    auto out = rows("inputs");
    for (const auto& input : data_.inputs) {
        out.text(input.dataset).text(input.path).whole(static_cast<std::int64_t>(input.bytes));
        out.text(input.sha256).whole(input.rows_read).whole(input.rows_skipped);
        out.whole(input.rows_repaired).whole(input.rows_outside).text(input.note);
        out.end_row();
    }
    write(out);
}

}  // namespace

void write_body_tables(const RegistryStage& stage, store::Warehouse& warehouse,
                       const CancelToken& cancel) {
    BodyTables(stage, warehouse, cancel).run();
}

}  // namespace concord::registry
