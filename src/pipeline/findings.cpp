#include "pipeline/pipeline.hpp"

namespace concord::pipeline {

const store::TableSchema& findings_schema() {
    static const store::TableSchema schema = {
        "findings",
        "everything that is wrong or worth knowing in what was given",
        {{"id", ColumnType::text, "the rule"},
         {"severity", ColumnType::text, "error, warning or information"},
         {"stage", ColumnType::text, "the stage that found it"},
         {"subject", ColumnType::text, "what it is about"},
         {"message", ColumnType::text, "what was found"},
         {"file", ColumnType::text, "where"},
         {"line", ColumnType::whole_number, "line, from 1"},
         {"column", ColumnType::whole_number, "column in characters, from 1"},
         {"help", ColumnType::text, "what to do about it"},
         {"authority", ColumnType::text, "the law, guidance or standard behind the rule"}}};
    return schema;
}

void write_findings(const Diagnostics& diagnostics, store::Warehouse& warehouse) {
    store::RowWriter rows(findings_schema());
    const auto or_gap = [&](std::uint32_t count) {
        count == 0 ? rows.gap() : rows.whole(std::int64_t{count});
    };
    for (const auto& finding : diagnostics.all()) {
        rows.text(finding.id).text(to_string(finding.severity)).text(finding.stage);
        rows.text(finding.subject).text(finding.message).text(finding.location.file);
        or_gap(finding.location.line);
        or_gap(finding.location.column);
        rows.text(finding.help).text(finding.authority);
        rows.end_row();
    }
    warehouse.write(rows);
}

std::vector<store::TableSchema> all_schemas() {
    std::vector<store::TableSchema> schemas;
    for (const auto& stage : stages()) {
        schemas.insert(schemas.end(), stage.writes.begin(), stage.writes.end());
    }
    schemas.push_back(findings_schema());
    return schemas;
}

}  // namespace concord::pipeline
