#include "population/analysis.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "base/text.hpp"
#include "population/facts.hpp"
#include "population/quality.hpp"
#include "population/rules/rules.hpp"

namespace concord::population {
namespace {

constexpr double millionths = 1e6;

std::int64_t whole_of(const Value& value) {
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return *whole;
    if (const auto* number = std::get_if<double>(&value)) return std::llround(*number);
    return 0;
}

Pence pence_of(const Value& value) {
    if (const auto* pence = std::get_if<Pence>(&value)) return *pence;
    return Pence(std::int64_t{whole_of(value)} * 100);
}

std::string age_band_sql() {
    return "CASE WHEN age >= 85 THEN '85+' ELSE printf('%02d-%02d', age // 5 * 5, age // 5 * 5 + "
           "4) "
           "END";
}

class Analysing {
  public:
    Analysing(const AnalysisRequest& request, store::Warehouse& warehouse, Diagnostics& diagnostics)
        : request_(request),
          warehouse_(warehouse),
          diagnostics_(diagnostics),
          reader_(*request.extract, warehouse, diagnostics) {}

    Analysis work() {
        made_.as_at = request_.extract->as_at;
        reader_.find_repeated();
        const auto here = first_pass();
        made_.reports = reader_.reports();
        rules::check_rows(made_.tallies, diagnostics_);
        rules::check_areas(overfull_areas(warehouse_), place(), diagnostics_);
        made_.fifths = fifths_of(*request_.registry, made_.vintage, here);
        made_.library = read_library(request_.library, measures(), diagnostics_);
        made_.measures = read_measures(request_.library, made_.library.vocabulary, diagnostics_);
        if (!made_.usable || request_.is_check) return std::move(made_);
        write_area_facts(made_.fifths, warehouse_);
        prepare();
        for (const auto& part : request_.extract->parts) {
            request_.cancel->check();
            if (reader_.open(part)) add_part();
        }
        read_cells();
        rules::check_local(made_.library.cohorts, made_.fifths, diagnostics_);
        rules::check_calibration(made_.library.risk, made_.strata, diagnostics_);
        return std::move(made_);
    }

  private:
    Location place() const {
        const auto& parts = request_.extract->parts;
        return {parts.empty() ? std::string() : parts.front().files.begin()->second.shown_path, 0,
                0};
    }

    std::vector<std::string> measures() const {
        std::vector<std::string> names;
        for (const auto& one : made_.fifths)
            names.push_back(one.measure);
        return names;
    }

    // What became of every row, and which areas people live in.
    std::set<std::string> first_pass() {
        warehouse_.run(
            "CREATE TABLE people_of_areas (code VARCHAR, vintage VARCHAR, people BIGINT)");
        for (const auto& part : request_.extract->parts) {
            request_.cancel->check();
            made_.usable = reader_.open(part) || made_.usable;
            for (auto& tally : reader_.tally()) {
                if (tally.table == "people") made_.base.people += tally.good;
                made_.tallies.push_back(std::move(tally));
            }
            warehouse_.run(
                "INSERT INTO people_of_areas SELECT lsoa, lsoa_vintage, count(*) FROM "
                "people GROUP BY ALL");
        }
        std::set<std::string> here;
        std::map<std::string, std::int64_t> vintages;
        for (const auto& row : warehouse_.query("FROM people_of_areas").rows) {
            here.insert(std::get<std::string>(row[0]));
            vintages[std::get<std::string>(row[1])] += whole_of(row[2]);
        }
        std::int64_t most = 0;
        for (const auto& [vintage, people] : vintages) {
            if (people > most) made_.vintage = vintage;
            most = std::max(most, people);
        }
        return here;
    }

    // One query over the facts: groups are segments and strata, columns the sums of everything.
    void prepare() {
        const auto& library = made_.library;
        std::vector<std::string> sums = {
            "count(*)", "sum(cost)", "CAST(sum(contacts) AS BIGINT)", "count(*) FILTER (outcome)",
            fmt::format("CAST(sum(round(chance * {})) AS BIGINT)", millionths)};
        for (const auto& cohort : library.cohorts) {
            made_.kept.emplace_back(cohort.steps.size(), 0);
            std::string held = "true";
            for (const auto& step : cohort.steps) {
                held += " AND " + step.criterion.sql;
                sums.push_back(fmt::format("count(*) FILTER ({})", held));
            }
        }
        made_.segments.assign(library.segments.size(), {});
        made_.strata.assign(library.risk.strata.size(), {});
        query_ = fmt::format(
            "SELECT opted_out, dead, segment, stratum, {} FROM (SELECT *, {} AS segment, {} AS "
            "stratum FROM (SELECT *, {} AS chance, {} AS outcome, {} AS contacts FROM facts)) "
            "GROUP BY "
            "ALL ORDER BY ALL",
            join(sums, ", "), segment_sql(), stratum_sql(),
            library.risk.chance_sql(library.vocabulary), outcome_sql(), contacts_sql());
        warehouse_.run(
            "CREATE TABLE people_cells (area VARCHAR, age_band VARCHAR, sex VARCHAR, "
            "ethnicity VARCHAR, people BIGINT)");
    }

    std::string segment_sql() const {
        std::string sql = "CASE";
        for (std::size_t i = 0; i < made_.library.segments.size(); ++i)
            sql += fmt::format(" WHEN {} THEN {}", made_.library.segments[i].criterion.sql, i);
        return sql + " END";
    }

    std::string stratum_sql() const {
        std::string sql = "CASE";
        const auto& strata = made_.library.risk.strata;
        for (std::size_t i = 0; i + 1 < strata.size(); ++i)
            sql += fmt::format(" WHEN chance <= {} THEN {}", strata[i].up_to, i);
        return sql + fmt::format(" WHEN true THEN {} END", strata.size() - 1);
    }

    std::string outcome_sql() const {
        std::vector<std::string> parts;
        for (const auto& kind : made_.library.risk.outcome)
            parts.push_back(store::quoted_name("contacts_" + kind) + " > 0");
        return parts.empty() ? "false" : "(" + join(parts, " OR ") + ")";
    }

    static std::string contacts_sql() {
        std::vector<std::string> parts;
        for (const auto& kind : extract_table("contacts").column("kind")->values)
            parts.push_back(store::quoted_name("contacts_" + kind));
        return join(parts, " + ");
    }

    void add_part() {
        const auto as_at = request_.extract->as_at.value_or(request_.as_at);
        make_facts(made_.library.vocabulary, as_at, warehouse_);
        for (const auto& row : warehouse_.query(query_).rows)
            add_group(row);
        const auto fares = profile_sql(made_.library, made_.measures);
        for (const auto& row : warehouse_.query(fares).rows)
            made_.fares.push_back({whole_of(row[0]), whole_of(row[1]), whole_of(row[2])});
        warehouse_.run(
            fmt::format("INSERT INTO people_cells SELECT lsoa, {}, sex, ethnicity, "
                        "count(*) FROM people WHERE death IS NULL GROUP BY ALL",
                        age_band_sql()));
    }

    void add_group(const std::vector<Value>& row) {
        const auto people = whole_of(row[4]);
        if (std::get<bool>(row[1])) {
            made_.base.dead += people;
            return;
        }
        if (std::get<bool>(row[0])) {
            made_.base.opted_out += people;
            return;
        }
        made_.base.asked_about += people;
        auto& segment = made_.segments[static_cast<std::size_t>(whole_of(row[2]))];
        segment.people += people;
        segment.contacts += whole_of(row[6]);
        segment.cost = Pence::add(segment.cost, pence_of(row[5])).value_or(segment.cost);
        auto& stratum = made_.strata[static_cast<std::size_t>(whole_of(row[3]))];
        stratum.people += people;
        stratum.with_outcome += whole_of(row[7]);
        stratum.expected += static_cast<double>(whole_of(row[8])) / millionths;
        std::size_t column = 9;
        for (auto& cohort : made_.kept)
            for (auto& kept : cohort)
                kept += whole_of(row[column++]);
    }

    void read_cells() {
        const auto cells = warehouse_.query(
            "SELECT area, age_band, sex, ethnicity, CAST(sum(people) AS BIGINT) FROM people_cells "
            "GROUP BY ALL ORDER BY ALL");
        for (const auto& row : cells.rows)
            made_.cells.push_back({std::get<std::string>(row[0]), std::get<std::string>(row[1]),
                                   std::get<std::string>(row[2]), std::get<std::string>(row[3]),
                                   whole_of(row[4])});
    }

    const AnalysisRequest& request_;
    store::Warehouse& warehouse_;
    Diagnostics& diagnostics_;
    ExtractReader reader_;
    std::string query_;
    Analysis made_;
};

}  // namespace

Analysis analyse(const AnalysisRequest& request, store::Warehouse& warehouse,
                 Diagnostics& diagnostics) {
    if (request.extract->empty()) return {};
    know_areas(request.areas, warehouse);
    return Analysing(request, warehouse, diagnostics).work();
}

}  // namespace concord::population
