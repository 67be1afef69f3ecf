#include "population/facts.hpp"

#include <set>

#include <fmt/format.h>

#include "base/text.hpp"
#include "population/schema.hpp"

namespace concord::population {
namespace {

using store::quoted_name;
using store::quoted_text;

void put(store::RowWriter& rows, const std::optional<bool>& value) {
    value ? rows.truth(*value) : rows.gap();
}

// The bits of every code that the open part has, and that any list holds.
void write_code_bits(const Vocabulary& vocabulary, store::Warehouse& warehouse) {
    const auto codes = warehouse.query("SELECT DISTINCT scheme, code FROM conditions ORDER BY ALL");
    store::RowWriter rows({"code_bits",
                           "",
                           {{"scheme", ColumnType::text, ""},
                            {"code", ColumnType::text, ""},
                            {"bits", ColumnType::whole_number, ""}}});
    for (const auto& row : codes.rows) {
        const auto& scheme = std::get<std::string>(row[0]);
        const auto& code = std::get<std::string>(row[1]);
        std::int64_t bits = 0;
        for (std::size_t i = 0; i < vocabulary.lists.size(); ++i)
            if (vocabulary.lists[i].holds(scheme, code)) bits |= std::int64_t{1} << i;
        if (bits == 0) continue;
        rows.text(scheme).text(code).whole(bits).end_row();
    }
    warehouse.run("DROP TABLE IF EXISTS code_bits");
    warehouse.write(rows);
}

std::string use_columns() {
    std::vector<std::string> columns;
    for (const auto& kind : extract_table("contacts").column("kind")->values)
        columns.push_back(
            fmt::format("coalesce(sum(coalesce(contacts, 1)) FILTER (kind = {}), 0) AS {}",
                        quoted_text(kind), quoted_name("contacts_" + kind)));
    return join(columns, ", ");
}

std::string use_of_nobody() {
    std::vector<std::string> columns;
    for (const auto& kind : extract_table("contacts").column("kind")->values)
        columns.push_back(
            fmt::format("coalesce(u.{0}, 0) AS {0}", quoted_name("contacts_" + kind)));
    return join(columns, ", ");
}

}  // namespace

void write_area_facts(std::span<const Fifths> fifths, store::Warehouse& warehouse) {
    store::TableSchema schema{
        "area_facts", "", {{"code", ColumnType::text, ""}, {"area_known", ColumnType::truth, ""}}};
    std::set<std::string> codes;
    for (const auto& one : fifths) {
        schema.columns.push_back({"national_" + one.measure, ColumnType::truth, ""});
        schema.columns.push_back({"local_" + one.measure, ColumnType::truth, ""});
        for (const auto& [code, area] : one.areas)
            codes.insert(code);
    }
    store::RowWriter rows(schema);
    for (const auto& code : codes) {
        rows.text(code).truth(true);
        for (const auto& one : fifths) {
            const auto area = one.areas.find(code);
            put(rows, area == one.areas.end() ? std::nullopt : area->second.national);
            put(rows, area == one.areas.end() ? std::nullopt : area->second.local);
        }
        rows.end_row();
    }
    warehouse.write(rows);
}

void make_facts(const Vocabulary& vocabulary, Date as_at, store::Warehouse& warehouse) {
    write_code_bits(vocabulary, warehouse);
    const auto day = quoted_text(as_at.iso());
    warehouse.run(fmt::format(
        "CREATE OR REPLACE VIEW facts AS SELECT p.person, p.lsoa, p.age, p.sex, p.ethnicity, "
        "coalesce(p.opt_out, false) AS opted_out, p.death IS NOT NULL AS dead, "
        "a.* EXCLUDE (code), coalesce(c.codes, 0) AS codes, coalesce(c.recent_codes, 0) AS "
        "recent_codes, {0}, coalesce(u.kinds, 0) AS kinds, coalesce(u.providers, 0) AS providers, "
        "coalesce(u.cost, 0) AS cost, w.longest_wait "
        "FROM people AS p LEFT JOIN area_facts AS a ON a.code = p.lsoa "
        "LEFT JOIN (SELECT person, bit_or(bits) AS codes, bit_or(CASE WHEN onset > DATE {1} - 365 "
        "THEN bits ELSE 0 END) AS recent_codes FROM conditions JOIN code_bits USING (scheme, code) "
        "GROUP BY person) AS c ON c.person = p.person "
        "LEFT JOIN (SELECT person, {2}, count(DISTINCT kind) AS kinds, count(DISTINCT provider) AS "
        "providers, sum(cost) AS cost FROM contacts WHERE date > DATE {1} - 366 AND date <= DATE "
        "{1} "
        "GROUP BY person) AS u ON u.person = p.person "
        "LEFT JOIN (SELECT person, max(date_diff('day', clock_start, DATE {1})) AS longest_wait "
        "FROM "
        "waiting_list WHERE clock_stop IS NULL GROUP BY person) AS w ON w.person = p.person",
        use_of_nobody(), day, use_columns()));
}

}  // namespace concord::population
