#include "population/facts.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "population/schema.hpp"

namespace concord::population {
namespace {

using store::quoted_name;
using store::quoted_text;

constexpr int days_of_year = 365;

const std::vector<std::string>& kinds() {
    return extract_table("contacts").column("kind")->values;
}

std::string day_literal(Date day) {
    return "DATE " + quoted_text(day.iso());
}

void put(store::RowWriter& rows, const std::optional<bool>& value) {
    value ? rows.truth(*value) : rows.gap();
}

// What follows for every kind of contact, by a pattern in which {0} is the column and {1} the word.
std::string of_kinds(const std::string& pattern) {
    std::vector<std::string> parts;
    for (const auto& kind : kinds())
        parts.push_back(fmt::format(fmt::runtime(pattern), quoted_name(contacts_column(kind)),
                                    quoted_text(kind)));
    return join(parts, ", ");
}

std::string kind_bit() {
    std::string sql = "CASE c.kind";
    for (std::size_t i = 0; i < kinds().size(); ++i)
        sql += fmt::format(" WHEN {} THEN {}", quoted_text(kinds()[i]), 1 << i);
    return sql + " ELSE 0 END";
}

// Contacts of the year, the day itself among them.
std::string in_the_year(Date as_at) {
    return fmt::format(R"(c."date" > {} AND c."date" <= {})",
                       day_literal(as_at.plus_days(-days_of_year - 1)), day_literal(as_at));
}

std::string use_sql(Date as_at) {
    return fmt::format(
        "SELECT c.person AS person, {}, CAST(SUM(COALESCE(c.contacts, 1)) AS BIGINT) AS contacts, "
        "BIT_OR({}) AS kinds, SUM(c.cost) AS cost FROM contacts AS c WHERE {} GROUP BY c.person",
        of_kinds("CAST(SUM(CASE WHEN c.kind = {1} THEN COALESCE(c.contacts, 1) ELSE 0 END) AS "
                 "BIGINT) AS {0}"),
        kind_bit(), in_the_year(as_at));
}

// Beside the use and not within it: distinct values are counted far faster on their own.
std::string providers_sql(Date as_at) {
    return fmt::format(
        "SELECT d.person AS person, COUNT(*) AS providers FROM (SELECT DISTINCT c.person AS "
        "person, c.provider AS provider FROM contacts AS c WHERE c.provider IS NOT NULL AND {}) AS "
        "d GROUP BY d.person",
        in_the_year(as_at));
}

std::string codes_sql(Date as_at) {
    return fmt::format(
        "SELECT r.person AS person, BIT_OR(b.bits) AS codes, BIT_OR(CASE WHEN r.onset > {} THEN "
        "b.bits ELSE 0 END) AS recent_codes FROM conditions AS r JOIN code_bits AS b ON b.scheme = "
        "r.scheme AND b.code = r.code GROUP BY r.person",
        day_literal(as_at.plus_days(-days_of_year)));
}

std::string waits_sql(Date as_at) {
    return fmt::format(
        "SELECT q.person AS person, days_between(MIN(q.clock_start), {}) AS longest_wait FROM "
        "waiting_list AS q WHERE q.clock_stop IS NULL GROUP BY q.person",
        day_literal(as_at));
}

std::string segment_sql(const Library& library) {
    std::string sql = "CASE";
    for (std::size_t i = 0; i < library.segments.size(); ++i)
        sql += fmt::format(" WHEN {} THEN {}", library.segments[i].criterion.sql, i);
    return sql + " END";
}

std::string outcome_sql(const RiskModel& risk) {
    std::vector<std::string> parts;
    for (const auto& kind : risk.outcome)
        parts.push_back(quoted_name(contacts_column(kind)) + " > 0");
    return parts.empty() ? "FALSE" : "(" + join(parts, " OR ") + ")";
}

std::vector<std::string> sorted_words(std::string_view column) {
    auto words = extract_table("people").column(column)->values;
    std::ranges::sort(words);
    return words;
}

// The place of a word; the reader lets no other word through.
std::string place_of(std::string_view column, std::span<const std::string> words) {
    std::string sql = fmt::format("CASE p.{}", column);
    for (std::size_t i = 0; i < words.size(); ++i)
        sql += fmt::format(" WHEN {} THEN {}", quoted_text(words[i]), i);
    return sql + " END";
}

}  // namespace

store::RowWriter area_facts(const std::set<std::string>& here, std::span<const Fifths> fifths) {
    store::TableSchema schema{
        "area_facts", "", {{"code", ColumnType::text, ""}, {"area", ColumnType::whole_number, ""}}};
    for (const auto& one : fifths) {
        schema.columns.push_back({national_column(one.measure), ColumnType::truth, ""});
        schema.columns.push_back({local_column(one.measure), ColumnType::truth, ""});
    }
    store::RowWriter rows(schema);
    std::int64_t number = 0;
    for (const auto& code : here) {
        rows.text(code).whole(number++);
        for (const auto& one : fifths) {
            const auto area = one.areas.find(code);
            put(rows, area == one.areas.end() ? std::nullopt : area->second.national);
            put(rows, area == one.areas.end() ? std::nullopt : area->second.local);
        }
        rows.end_row();
    }
    return rows;
}

store::RowWriter code_bits(const Vocabulary& vocabulary, const Table& codes) {
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
    return rows;
}

std::string facts_sql(const Library& library, std::span<const Fifths> fifths, Date as_at) {
    std::string areas;
    for (const auto& one : fifths)
        areas +=
            fmt::format("a.{0} AS {0}, a.{1} AS {1}, ", quoted_name(national_column(one.measure)),
                        quoted_name(local_column(one.measure)));
    const bool counts = library.counts_providers();
    return fmt::format(
        "SELECT p.person AS person, p.age AS age, p.sex AS sex, p.ethnicity AS ethnicity, "
        "COALESCE(p.opt_out, FALSE) AS opted_out, p.death IS NOT NULL AS dead, {}"
        "COALESCE(c.codes, 0) AS codes, COALESCE(c.recent_codes, 0) AS recent_codes, {}, "
        "COALESCE(u.contacts, 0) AS contacts, BIT_COUNT(COALESCE(u.kinds, 0)) AS kinds, "
        "{} AS providers, COALESCE(u.cost, 0) AS cost, w.longest_wait AS longest_wait "
        "FROM people AS p LEFT JOIN area_facts AS a ON a.code = p.lsoa "
        "LEFT JOIN ({}) AS c ON c.person = p.person LEFT JOIN ({}) AS u ON u.person = p.person {}"
        "LEFT JOIN ({}) AS w ON w.person = p.person",
        areas, of_kinds("COALESCE(u.{0}, 0) AS {0}"), counts ? "COALESCE(v.providers, 0)" : "0",
        codes_sql(as_at), use_sql(as_at),
        counts ? fmt::format("LEFT JOIN ({}) AS v ON v.person = p.person ", providers_sql(as_at))
               : std::string(),
        waits_sql(as_at));
}

std::string step_column(std::size_t cohort, std::size_t step) {
    return fmt::format("cohort_{}_step_{}", cohort, step);
}

store::EngineQuery groups_question(const Library& library) {
    const std::vector<std::string> keys = {"opted_out", "dead",       "segment",
                                           "age",       "risk_codes", "with_outcome"};
    store::EngineQuery question;
    question.keys = keys;
    question.answer = {"people_groups",
                       "",
                       {{"opted_out", ColumnType::truth, ""},
                        {"dead", ColumnType::truth, ""},
                        {"segment", ColumnType::whole_number, ""},
                        {"age", ColumnType::whole_number, ""},
                        {"risk_codes", ColumnType::whole_number, ""},
                        {"with_outcome", ColumnType::truth, ""},
                        {"people", ColumnType::whole_number, ""},
                        {"contacts", ColumnType::whole_number, ""},
                        {"cost", ColumnType::money, ""}}};
    std::string steps;
    for (std::size_t c = 0; c < library.cohorts.size(); ++c) {
        std::string held;
        for (std::size_t s = 0; s < library.cohorts[c].steps.size(); ++s) {
            held += (held.empty() ? "" : " AND ") + library.cohorts[c].steps[s].criterion.sql;
            steps += fmt::format(", COUNT(CASE WHEN {} THEN 1 END) AS {}", held, step_column(c, s));
            question.answer.columns.push_back({step_column(c, s), ColumnType::whole_number, ""});
        }
    }
    question.sql = fmt::format(
        "SELECT {0}, COUNT(*) AS people, SUM(contacts) AS contacts, SUM(cost) AS cost{1} FROM "
        "(SELECT *, {2} AS segment, codes & {3} AS risk_codes, {4} AS with_outcome FROM facts) AS "
        "f GROUP BY {0}",
        join(keys, ", "), steps, segment_sql(library), library.risk.codes(library.vocabulary),
        outcome_sql(library.risk));
    return question;
}

std::span<const std::string> cell_sexes() {
    static const auto words = sorted_words("sex");
    return words;
}

std::span<const std::string> cell_ethnicities() {
    static const auto words = sorted_words("ethnicity");
    return words;
}

std::string age_band_name(std::size_t band) {
    const auto from = band * 5;
    return band + 1 >= age_band_count ? fmt::format("{}+", from)
                                      : fmt::format("{:02}-{:02}", from, from + 4);
}

store::EngineQuery cells_question() {
    store::EngineQuery question;
    question.keys = {"area", "age_band", "sex", "ethnicity"};
    question.answer = {"people_cells", "", {}};
    for (const auto& key : question.keys)
        question.answer.columns.push_back({key, ColumnType::whole_number, ""});
    question.answer.columns.push_back({"people", ColumnType::whole_number, ""});
    question.sql = fmt::format(
        "SELECT area, age_band, sex, ethnicity, COUNT(*) AS people FROM (SELECT a.area AS area, "
        "LEAST(whole_quotient(p.age, 5), {}) AS age_band, {} AS sex, {} AS ethnicity FROM people "
        "AS p JOIN area_facts AS a ON a.code = p.lsoa WHERE p.death IS NULL) AS cells GROUP BY "
        "area, age_band, sex, ethnicity",
        age_band_count - 1, place_of("sex", cell_sexes()),
        place_of("ethnicity", cell_ethnicities()));
    return question;
}

}  // namespace concord::population
