// The rows of the tables of people: one writer a table. Every count about people comes from
// release.hpp.
#include "population/tables.hpp"

#include <array>
#include <cmath>

#include <fmt/format.h>

#include "population/population.hpp"

namespace concord::population {
namespace {

using store::RowWriter;

// The last digits of a quotient are noise.
std::optional<double> rounded(double value) {
    constexpr double digits = 1e6;
    if (!std::isfinite(value)) return std::nullopt;
    return std::round(value * digits) / digits;
}

std::optional<double> share_of(const Count& part, const Count& whole) {
    if (!part || !whole || *whole == 0) return std::nullopt;
    return rounded(static_cast<double>(*part) / static_cast<double>(*whole));
}

void write_rows(const PopulationData& data, RowWriter& rows) {
    const auto row = [&rows](const RowTally& tally, std::string_view outcome, std::string_view rule,
                             std::int64_t count) {
        rows.text(tally.table).text(tally.file.shown_path).whole(tally.rows);
        rows.text(outcome).text(rule).whole(count).end_row();
    };
    for (const auto& tally : data.analysis.tallies) {
        row(tally, "kept", "", tally.good);
        for (const auto& left : tally.left_out)
            row(tally, "left out", left.rule, left.rows);
        for (const auto& mended : tally.mended)
            row(tally, "taken as unknown", mended.rule, mended.rows);
    }
}

void write_people(const PopulationData& data, RowWriter& rows) {
    for (const auto& cell :
         release_people(data.analysis.areas, data.analysis.cells, data.release)) {
        rows.text(data.analysis.vintage).text(cell.area).text(cell.age_band);
        rows.text(cell.sex).text(cell.ethnicity).whole(cell.people);
        rows.text(data.release.words()).end_row();
    }
}

void write_cohorts(const PopulationData& data, RowWriter& rows) {
    const auto& analysis = data.analysis;
    for (std::size_t c = 0; c < analysis.kept.size(); ++c) {
        const auto& cohort = analysis.library.cohorts[c];
        const auto steps = release_steps(analysis.base.asked_about, analysis.kept[c], data.release);
        rows.text(cohort.id).text(cohort.title).text(cohort.group);
        rows.whole(steps.back().kept).whole(steps.front().before);
        rows.number(share_of(steps.back().kept, steps.front().before));
        rows.text(cohort.source).text(cohort.note).text(data.release.words()).end_row();
    }
}

void write_steps(const PopulationData& data, RowWriter& rows) {
    const auto& analysis = data.analysis;
    for (std::size_t c = 0; c < analysis.kept.size(); ++c) {
        const auto& cohort = analysis.library.cohorts[c];
        const auto steps = release_steps(analysis.base.asked_about, analysis.kept[c], data.release);
        for (std::size_t s = 0; s < steps.size(); ++s) {
            rows.text(cohort.id).whole(static_cast<std::int64_t>(s) + 1).text(cohort.steps[s].say);
            rows.whole(steps[s].before).whole(steps[s].kept).whole(steps[s].lost);
            rows.text(data.release.words()).end_row();
        }
    }
}

void write_segments(const PopulationData& data, RowWriter& rows) {
    const auto& analysis = data.analysis;
    std::vector<std::int64_t> counts;
    SegmentCount all;
    for (const auto& segment : analysis.segments) {
        counts.push_back(segment.people);
        all.people += segment.people;
        all.contacts += segment.contacts;
        all.cost = Pence::add(all.cost, segment.cost).value_or(all.cost);
    }
    const auto released = release_parts(counts, data.release);
    const auto row = [&](const std::string& id, const std::string& title, const SegmentCount& exact,
                         const Count& people) {
        rows.text(id).text(title).whole(people).number(share_of(people, released.back()));
        const auto mean = [&](double sum) -> std::optional<double> {
            if (!people || exact.people == 0) return std::nullopt;
            return std::round(sum / static_cast<double>(exact.people) * 100) / 100;
        };
        rows.number(mean(static_cast<double>(exact.contacts)));
        rows.number(exact.cost.count() == 0 ? std::nullopt
                                            : mean(static_cast<double>(exact.cost.count()) / 100));
        rows.text(data.release.words()).end_row();
    };
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const auto& segment = analysis.library.segments[i];
        row(segment.id, segment.title, analysis.segments[i], released[i]);
    }
    if (!counts.empty()) row("all", "Everybody", all, released.back());
}

void write_calibration(const std::optional<ShareInterval>& observed,
                       const std::optional<double>& expected, RowWriter& rows) {
    if (!observed) {
        rows.gap().gap().gap().number(expected).gap();
        return;
    }
    rows.number(rounded(observed->share)).number(rounded(observed->low));
    rows.number(rounded(observed->high)).number(expected);
    rows.number(expected && *expected > 0 ? rounded(observed->share / *expected) : std::nullopt);
}

void write_strata(const PopulationData& data, RowWriter& rows) {
    const auto& risk = data.analysis.library.risk;
    const auto released = release_pairs(data.analysis.strata, data.release);
    for (std::size_t i = 0; i < released.size(); ++i) {
        const auto& pair = released[i];
        const auto& exact = data.analysis.strata[i];
        rows.text(risk.strata[i].id).number(risk.strata[i].up_to).whole(pair.all).whole(pair.yes);
        const auto observed = pair.all && pair.yes ? wilson(*pair.yes, *pair.all) : std::nullopt;
        const auto expected = pair.all && exact.people > 0
                                  ? rounded(exact.expected() / static_cast<double>(exact.people))
                                  : std::nullopt;
        write_calibration(observed, expected, rows);
        rows.text(fmt::format("{} ({})", risk.title, risk.source)).text(data.release.words());
        rows.end_row();
    }
}

void write_fifths(const PopulationData& data, RowWriter& rows) {
    for (const auto& one : data.analysis.fifths) {
        std::int64_t national = 0;
        std::int64_t unknown = 0;
        for (const auto& [code, area] : one.areas) {
            national += area.national == true ? 1 : 0;
            unknown += area.national ? 0 : 1;
        }
        rows.text(one.measure).text(data.analysis.vintage).whole(one.last_rank).whole(one.ranked);
        rows.whole(static_cast<std::int64_t>(one.areas.size())).whole(national).whole(unknown);
        rows.whole(one.local_areas).whole(one.local_not_national).whole(one.national_not_local);
        rows.end_row();
    }
}

using WriteRows = void (*)(const PopulationData&, RowWriter&);
constexpr std::array<std::pair<std::string_view, WriteRows>, 7> writers = {{
    {"people_rows", write_rows},
    {"population_counts", write_people},
    {"cohorts", write_cohorts},
    {"cohort_steps", write_steps},
    {"segments", write_segments},
    {"risk_strata", write_strata},
    {"deprived_fifths", write_fifths},
}};

}  // namespace

store::RowWriter rows_of(const PopulationData& data, std::string_view table) {
    RowWriter rows(schema_of(table));
    for (const auto& [name, write] : writers)
        if (name == table) write(data, rows);
    return rows;
}

void write_population(const PopulationData& data, store::Warehouse& warehouse,
                      const CancelToken& cancel) {
    for (const auto& schema : table_schemas()) {
        cancel.check();
        warehouse.write(rows_of(data, schema.name));
    }
}

}  // namespace concord::population
