#include "population/analysis.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

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

auto order_of(const PeopleCell& cell) {
    return std::tuple(cell.area, cell.age_band, cell.sex, cell.ethnicity);
}

class Analysing {
  public:
    Analysing(const AnalysisRequest& request, store::Warehouse& warehouse,
              store::QueryEngineOnDemand& engine, Diagnostics& diagnostics)
        : request_(request),
          warehouse_(warehouse),
          engine_(engine),
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
        made_.areas.assign(here.begin(), here.end());
        prepare(here);
        for (const auto& part : request_.extract->parts) {
            request_.cancel->check();
            if (reader_.open(part)) add_part();
        }
        made_.engine = engine_.name();
        sort_cells();
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
            "CREATE TABLE people_of_areas (code VARCHAR, vintage VARCHAR, people BIGINT); "
            "CREATE TABLE codes_seen (scheme VARCHAR, code VARCHAR)");
        for (const auto& part : request_.extract->parts) {
            request_.cancel->check();
            made_.usable = reader_.open(part) || made_.usable;
            for (auto& tally : reader_.tally()) {
                if (tally.table == "people") made_.base.people += tally.good;
                made_.tallies.push_back(std::move(tally));
            }
            warehouse_.run(
                "INSERT INTO people_of_areas SELECT lsoa, lsoa_vintage, count(*) FROM "
                "people GROUP BY ALL; INSERT INTO codes_seen SELECT DISTINCT scheme, code FROM "
                "conditions");
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

    // What the questions rest on beside the people themselves.
    void prepare(const std::set<std::string>& here) {
        const auto& library = made_.library;
        for (const auto& cohort : library.cohorts)
            made_.kept.emplace_back(cohort.steps.size(), 0);
        made_.segments.assign(library.segments.size(), {});
        made_.strata.assign(library.risk.strata.size(), {});
        offer(area_facts(here, made_.fifths));
        offer(code_bits(
            library.vocabulary,
            warehouse_.query("SELECT DISTINCT scheme, code FROM codes_seen ORDER BY ALL")));
    }

    void offer(const store::RowWriter& rows) {
        warehouse_.write(rows);
        engine_.get().offer_table(rows.schema());
    }

    void add_part() {
        auto& engine = engine_.get();
        const auto& library = made_.library;
        for (const auto& table : extract_tables())
            engine.offer_table(table.schema());
        const auto as_at = request_.extract->as_at.value_or(request_.as_at);
        engine.define("facts", facts_sql(library, made_.fifths, as_at));
        ask(groups_question(library));
        add_groups();
        add_risks();
        if (!made_.measures.empty()) {
            ask(profile_question(library, made_.measures));
            add_fares();
        }
        ask(cells_question());
        add_cells();
    }

    void ask(const store::EngineQuery& question) {
        request_.cancel->check();
        warehouse_.run("DROP TABLE IF EXISTS " + store::quoted_name(question.answer.name));
        engine_.get().answer(question);
    }

    // The groups by what the tables of cohorts and segments show.
    void add_groups() {
        std::string sums;
        for (std::size_t c = 0; c < made_.kept.size(); ++c)
            for (std::size_t s = 0; s < made_.kept[c].size(); ++s)
                sums += fmt::format(", CAST(sum({}) AS BIGINT)", step_column(c, s));
        const auto groups = warehouse_.query(
            "SELECT opted_out, dead, segment, CAST(sum(people) AS BIGINT), sum(cost), "
            "CAST(sum(contacts) AS BIGINT)" +
            sums + " FROM people_groups GROUP BY ALL ORDER BY ALL");
        for (const auto& row : groups.rows)
            add_group(row);
    }

    void add_group(const std::vector<Value>& row) {
        const auto people = whole_of(row[3]);
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
        segment.contacts += whole_of(row[5]);
        segment.cost = Pence::add(segment.cost, pence_of(row[4])).value_or(segment.cost);
        std::size_t column = 6;
        for (auto& cohort : made_.kept)
            for (auto& kept : cohort)
                kept += whole_of(row[column++]);
    }

    // The chance is worked out here, once for all people of one age with the same lists: engines do
    // not agree on the last digit of an exponential.
    void add_risks() {
        const auto& library = made_.library;
        const auto groups = warehouse_.query(
            "SELECT age, risk_codes, CAST(sum(people) AS BIGINT), CAST(coalesce(sum(people) FILTER "
            "(with_outcome), 0) AS BIGINT) FROM people_groups WHERE NOT dead AND NOT opted_out "
            "GROUP BY ALL ORDER BY ALL");
        for (const auto& row : groups.rows) {
            const auto chance =
                library.risk.chance(whole_of(row[0]), whole_of(row[1]), library.vocabulary);
            auto& stratum = made_.strata[library.risk.stratum(chance)];
            stratum.people += whole_of(row[2]);
            stratum.with_outcome += whole_of(row[3]);
            stratum.expected_millionths += std::llround(chance * millionths) * whole_of(row[2]);
        }
    }

    void add_fares() {
        const auto columns = warehouse_.query_whole_numbers(
            "SELECT cohorts, measures, people FROM people_fares ORDER BY ALL", 0);
        for (std::size_t i = 0; i < columns[0].size(); ++i)
            made_.fares.push_back({columns[0][i], columns[1][i], columns[2][i]});
    }

    void add_cells() {
        const auto columns = warehouse_.query_whole_numbers(
            "SELECT area, age_band, sex, ethnicity, people FROM people_cells", 0);
        for (std::size_t i = 0; i < columns[0].size(); ++i)
            made_.cells.push_back({static_cast<std::uint32_t>(columns[0][i]),
                                   static_cast<std::uint8_t>(columns[1][i]),
                                   static_cast<std::uint8_t>(columns[2][i]),
                                   static_cast<std::uint8_t>(columns[3][i]), columns[4][i]});
    }

    // Parts of an extract may share areas.
    void sort_cells() {
        auto& cells = made_.cells;
        std::ranges::sort(cells, {}, order_of);
        std::size_t kept = 0;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (kept > 0 && order_of(cells[kept - 1]) == order_of(cells[i]))
                cells[kept - 1].people += cells[i].people;
            else
                cells[kept++] = cells[i];
        }
        cells.resize(kept);
        cells.shrink_to_fit();
    }

    const AnalysisRequest& request_;
    store::Warehouse& warehouse_;
    store::QueryEngineOnDemand& engine_;
    Diagnostics& diagnostics_;
    ExtractReader reader_;
    Analysis made_;
};

}  // namespace

Analysis analyse(const AnalysisRequest& request, store::Warehouse& warehouse,
                 store::QueryEngineOnDemand& engine, Diagnostics& diagnostics) {
    if (request.extract->empty()) return {};
    know_areas(request.areas, warehouse);
    return Analysing(request, warehouse, engine, diagnostics).work();
}

}  // namespace concord::population
