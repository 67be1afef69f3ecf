// Conditions by area, in one pass over each part.
#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

#include "base/text.hpp"
#include "numerics/limits.hpp"
#include "population/counts/counts.hpp"
#include "population/counts/opened_parts.hpp"
#include "population/facts.hpp"
#include "store/column_data.hpp"

namespace concord::population {
namespace {

// People asked about in an area, then those with each condition, as the vocabulary has them.
using AreaCounts = std::vector<std::int64_t>;
using Areas = std::map<std::string, AreaCounts, std::less<>>;

store::TableSchema schema() {
    using enum ColumnType;
    return {"prevalence",
            "conditions by area",
            {{"condition", text, "as the code lists name it"},
             {"area", text, "where people live; all for everybody"},
             {"people", whole_number, "asked about: alive and not opted out"},
             {"with_condition", whole_number, "of those; empty where it is held back"},
             {"value", number, "with_condition / people, of the counts as shown"},
             {"lowercl", number, "lower limit of its interval"},
             {"uppercl", number, "upper limit"},
             {"confidence", number, "of the interval"},
             {"method", text, "of the interval"}}};
}

// The bits of every code of the open part that a list holds.
void write_bits(const Vocabulary& vocabulary, store::Warehouse& warehouse) {
    const auto codes = warehouse.query("SELECT DISTINCT scheme, code FROM conditions ORDER BY ALL");
    warehouse.run("DROP TABLE IF EXISTS code_bits");
    warehouse.write(code_bits(vocabulary, codes));
}

std::string question(std::size_t lists) {
    std::string sql = "SELECT lsoa, count(*)";
    for (std::size_t i = 0; i < lists; ++i)
        sql += fmt::format(", count(*) FILTER (codes & {} <> 0)", std::int64_t{1} << i);
    return sql +
           " FROM people LEFT JOIN (SELECT person, bit_or(bits) AS codes FROM conditions JOIN "
           "code_bits USING (scheme, code) GROUP BY person) AS had USING (person) WHERE death "
           "IS NULL AND opt_out IS DISTINCT FROM true GROUP BY lsoa";
}

Areas count_areas(OpenedParts& parts, const Vocabulary& vocabulary, store::Warehouse& warehouse) {
    const auto lists = vocabulary.lists.size();
    Areas areas;
    while (parts.next()) {
        write_bits(vocabulary, warehouse);
        for (const auto& row : warehouse.query(question(lists)).rows) {
            const auto* name = std::get_if<std::string>(&row[0]);
            auto& area = areas[name ? *name : "unknown"];
            area.resize(lists + 1);
            for (std::size_t c = 0; c <= lists; ++c)
                area[c] += std::get<std::int64_t>(row[c + 1]);
        }
    }
    return areas;
}

using Pairs = std::vector<ReleasedPair>;

Pairs exact(const Areas& areas, std::size_t list) {
    Pairs pairs;
    std::int64_t people = 0;
    std::int64_t had = 0;
    for (const auto& [area, counts] : areas) {
        pairs.push_back({counts[0], counts[list + 1]});
        people += counts[0];
        had += counts[list + 1];
    }
    pairs.push_back({people, had});
    return pairs;
}

// A condition of every area and, last, of all, as it leaves: one cube a condition, of which those
// without it are not shown.
Pairs released(const Areas& areas, std::size_t list, const ReleaseRule& rule) {
    auto pairs = exact(areas, list);
    if (!rule.rule) return pairs;
    using disclosure::Dimension;
    using Path = std::vector<std::string>;
    std::vector<Path> paths;
    for (const auto& [area, counts] : areas)
        paths.push_back({area});
    disclosure::Cube cube({Dimension("area", paths), Dimension("condition", {{"no"}, {"yes"}})});
    const auto cell = [&cube](const Path& area, const Path& condition) {
        const std::array nodes = {cube.dimensions()[0].find(area),
                                  cube.dimensions()[1].find(condition)};
        return cube.at(nodes);
    };
    for (std::size_t a = 0; a < paths.size(); ++a) {
        cube.add(cell(paths[a], {"yes"}), *pairs[a].yes);
        cube.add(cell(paths[a], {"no"}), *pairs[a].all - *pairs[a].yes);
    }
    cube.add_up();
    paths.emplace_back();  // all areas
    for (const auto& path : paths)
        for (const auto& condition : {Path{"yes"}, Path{}})
            cube.set_state(cell(path, condition), disclosure::State::shown);
    disclosure::protect(cube, *rule.rule);
    for (std::size_t a = 0; a < paths.size(); ++a)
        pairs[a] = {disclosure::released(cube, cell(paths[a], {}), *rule.rule),
                    disclosure::released(cube, cell(paths[a], {"yes"}), *rule.rule)};
    return pairs;
}

void write_pair(const std::string& condition, const std::string& area, const ReleasedPair& pair,
                store::RowWriter& rows) {
    static const auto level = numerics::confidence_level(0.95);
    rows.text(condition).text(area).whole(pair.all).whole(pair.yes);
    if (!pair.all || !pair.yes || *pair.all <= 0 || *pair.yes > *pair.all) {
        rows.gap().gap().gap().gap().gap().end_row();
        return;
    }
    const auto count = static_cast<double>(*pair.yes);
    const auto people = static_cast<double>(*pair.all);
    const auto limits = numerics::wilson_limits(count, people, level);
    rows.number(count / people).number(limits.lower).number(limits.upper);
    rows.number(level.confidence).text("Wilson").end_row();
}

}  // namespace

Table prevalence(const CountsRequest& request, const Vocabulary& vocabulary,
                 const ReleaseRule& rule, store::Warehouse& warehouse, Diagnostics& diagnostics) {
    OpenedParts parts(request, warehouse, diagnostics);
    const auto areas = count_areas(parts, vocabulary, warehouse);
    store::RowWriter rows(schema());
    if (areas.empty()) return store::to_table(rows);
    std::vector<std::vector<ReleasedPair>> pairs;
    // How many live in an area is shown where no condition asks that it be held back: shown beside
    // one and not beside another it would give the other away.
    std::vector<bool> may_show(areas.size() + 1, true);
    for (std::size_t list = 0; list < vocabulary.lists.size(); ++list) {
        request.cancel->check();
        pairs.push_back(released(areas, list, rule));
        for (std::size_t a = 0; a + 1 < may_show.size(); ++a)
            may_show[a] = may_show[a] && pairs.back()[a].all.has_value();
    }
    for (std::size_t list = 0; list < pairs.size(); ++list) {
        const auto& condition = vocabulary.lists[list].id;
        std::size_t a = 0;
        for (const auto& [area, counts] : areas) {
            auto& pair = pairs[list][a];
            if (!may_show[a++]) pair.all.reset();
            write_pair(condition, area, pair, rows);
        }
        write_pair(condition, "all", pairs[list].back(), rows);
    }
    return store::to_table(rows);
}

}  // namespace concord::population
