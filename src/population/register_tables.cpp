// What the tables of the registers hold.
#include "base/text.hpp"
#include "population/cohort_profile_table.hpp"
#include "population/population.hpp"

namespace concord::population {
namespace {

constexpr auto text = ColumnType::text;
constexpr auto whole = ColumnType::whole_number;
constexpr auto number = ColumnType::number;
constexpr auto date = ColumnType::date;
constexpr auto truth = ColumnType::truth;

const std::vector<store::TableSchema> all_schemas = {
    {"data_agreements",
     "who may use which data, for what and until when (THE-R093)",
     {{"agreement", text, "its id"},
      {"parties", text, "who agreed, separated by semicolons"},
      {"purpose", text, "what the data may be used for"},
      {"legal_basis", text, "on what basis"},
      {"dataset", text, "which data"},
      {"expires", date, "the last day; empty: not said"},
      {"notice_days", whole, "so many days before, somebody must know"},
      {"in_use", truth, "whether the data are being used"},
      {"programme", text, "under which they were first shared"},
      {"programme_ends", date, "its last day"},
      {"afterwards", text, "what becomes of the use then"}}},
    {"analysts",
     "who analyses, by team and place (THE-R096)",
     {{"team", text, "the team"},
      {"place", text, "the place it works for; empty: the whole system"},
      {"role", text, "analyst or informatics-lead"},
      {"full_time", number, "people, counted as full-time"},
      {"from", date, "in post from"},
      {"to", date, "in post to; empty: still"}}},
    {"digital_foundations",
     "common digital capabilities, arrangements and variations from a standard (FRM-R006, "
     "FRM-R325, FRM-R326)",
     {{"id", text, "its id"},
      {"kind", text, "foundation, variation or success-measure"},
      {"title", text, "what it is, or the standard that is varied"},
      {"levels", text, "where it is in use: system, place, collaborative"},
      {"bodies", text, "the bodies that take part"},
      {"capability", text, "the common capability that a variation rests on"},
      {"data_flow", text, "how its data still flow"},
      {"from", date, "in use, or published, from"}}},
};

store::RowWriter agreement_rows(const Registers& registers) {
    store::RowWriter rows(all_schemas[0]);
    for (const auto& one : registers.agreements) {
        rows.text(one.id).text(join(one.parties, "; ")).text(one.purpose).text(one.legal_basis);
        rows.text(one.dataset).date(one.expires).whole(one.notice_days).truth(one.in_use);
        rows.text(one.programme).date(one.programme_ends).text(one.afterwards).end_row();
    }
    return rows;
}

store::RowWriter analyst_rows(const Registers& registers) {
    store::RowWriter rows(all_schemas[1]);
    for (const auto& one : registers.analysts) {
        rows.text(one.team).text(one.of_place).text(one.role).number(one.full_time);
        rows.date(one.in_post.from).date(one.in_post.to).end_row();
    }
    return rows;
}

store::RowWriter digital_rows(const Registers& registers) {
    store::RowWriter rows(all_schemas[2]);
    for (const auto& one : registers.foundations) {
        auto bodies = one.nhs;
        bodies.insert(bodies.end(), one.councils.begin(), one.councils.end());
        rows.text(one.id).text("foundation").text(one.title).text(join(one.levels, "; "));
        rows.text(join(bodies, "; ")).text("").text("").date(one.from).end_row();
    }
    for (const auto& one : registers.variations) {
        rows.text(one.id).text("variation").text(one.standard).text("").text("");
        rows.text(one.capability).text(one.flow).date(std::nullopt).end_row();
    }
    if (registers.success) {
        std::size_t place = 0;
        for (const auto& measure : registers.success->measures) {
            rows.text(std::to_string(++place)).text("success-measure").text(measure).text("");
            rows.text("").text("").text("").date(registers.success->published).end_row();
        }
    }
    return rows;
}

}  // namespace

std::span<const store::TableSchema> register_schemas() {
    return all_schemas;
}

std::span<const store::TableSchema> stage_schemas() {
    static const std::vector<store::TableSchema> all = [] {
        const auto people = table_schemas();
        std::vector<store::TableSchema> both(people.begin(), people.end());
        both.push_back(cohort_profile_schema());
        both.insert(both.end(), all_schemas.begin(), all_schemas.end());
        return both;
    }();
    return all;
}

void write_registers(const PopulationData& data, store::Warehouse& warehouse) {
    const auto& registers = data.registers;
    warehouse.write(cohort_profile_rows(data.analysis, data.release));
    warehouse.write(agreement_rows(registers));
    warehouse.write(analyst_rows(registers));
    warehouse.write(digital_rows(registers));
}

}  // namespace concord::population
