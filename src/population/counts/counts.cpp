#include "population/counts/counts.hpp"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "base/text.hpp"
#include "population/counts/opened_parts.hpp"

namespace concord::population {
namespace {

// A column by which people are counted: what is grouped by, and how it is shown afterwards, so that
// labels are made of groups and not of rows.
struct CountColumn {
    std::string_view name;
    std::string_view key;
    std::string_view label;
};

constexpr std::array<CountColumn, 5> columns = {{
    {"lsoa", "lsoa", "lsoa"},
    {"practice", "practice", "coalesce(practice, 'unknown')"},
    {"age_band", "CAST(least(age // 5, 17) AS TINYINT)",
     "['00-04', '05-09', '10-14', '15-19', '20-24', '25-29', '30-34', '35-39', '40-44', '45-49', "
     "'50-54', '55-59', '60-64', '65-69', '70-74', '75-79', '80-84', '85+'][age_band + 1]"},
    {"sex", "sex", "sex"},
    {"ethnicity", "ethnicity", "coalesce(ethnicity, 'unknown')"},
}};

constexpr std::array<std::string_view, 5> names = {"lsoa", "practice", "age_band", "sex",
                                                   "ethnicity"};

struct CountSql {
    std::string keys;
    std::string labels;
    std::string names;
};

CountSql sql_of(std::span<const std::string> by) {
    std::vector<std::string> keys;
    std::vector<std::string> labels;
    for (const auto& name : by) {
        const auto* column = std::ranges::find(columns, name, &CountColumn::name);
        keys.push_back(fmt::format("{} AS {}", column->key, column->name));
        labels.push_back(fmt::format("{} AS {}", column->label, column->name));
    }
    return {join(keys, ", "), join(labels, ", "), join({by.begin(), by.end()}, ", ")};
}

}  // namespace

std::span<const std::string_view> count_columns() {
    return names;
}

Table count_people(const CountsRequest& request, std::span<const std::string> by,
                   store::Warehouse& warehouse, Diagnostics& diagnostics) {
    const auto sql = sql_of(by);
    OpenedParts parts(request, warehouse, diagnostics);
    std::string from;
    if (parts.is_one_view()) {
        from = fmt::format(
            "(SELECT {}, count(*) AS people FROM people WHERE death IS NULL GROUP BY ALL)",
            sql.keys);
    } else {
        warehouse.run("DROP TABLE IF EXISTS counted_people");
        std::string verb = "CREATE TABLE counted_people AS";
        while (parts.next()) {
            warehouse.run(fmt::format(
                "{} SELECT {}, count(*) AS people FROM people WHERE death IS NULL GROUP BY ALL",
                verb, sql.keys));
            verb = "INSERT INTO counted_people";
        }
        if (verb.starts_with("CREATE")) return {};
        from = fmt::format(
            "(SELECT {}, CAST(sum(people) AS BIGINT) AS people FROM counted_people GROUP BY ALL)",
            sql.names);
    }
    return warehouse.query(fmt::format("SELECT {}, people FROM {} ORDER BY ALL", sql.labels, from),
                           "people_counts");
}

std::int64_t release_counts(Table& counts, const ReleaseRule& rule) {
    if (!rule.rule || counts.rows.empty()) return 0;
    using disclosure::Dimension;
    using disclosure::Node;
    const auto by = counts.columns.size() - 1;
    const auto word = [](const Value& value) {
        const auto* text = std::get_if<std::string>(&value);
        return text ? *text : std::string("unknown");
    };
    std::vector<Dimension> dimensions;
    for (std::size_t d = 0; d < by; ++d) {
        std::set<std::vector<std::string>> paths;
        for (const auto& row : counts.rows)
            paths.insert({word(row[d])});
        dimensions.emplace_back(counts.columns[d].name,
                                std::vector<std::vector<std::string>>(paths.begin(), paths.end()));
    }
    disclosure::Cube cube(dimensions);
    std::vector<std::size_t> cells;
    for (const auto& row : counts.rows) {
        std::vector<Node> nodes;
        for (std::size_t d = 0; d < by; ++d)
            nodes.push_back(cube.dimensions()[d].find({word(row[d])}));
        cells.push_back(cube.at(nodes));
        cube.add(cells.back(), std::get<std::int64_t>(row.back()));
    }
    cube.add_up();
    for (const auto cell : cells)
        cube.set_state(cell, disclosure::State::shown);
    const auto protection = disclosure::protect(cube, *rule.rule);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const auto leaves = disclosure::released(cube, cells[i], *rule.rule);
        counts.rows[i].back() = leaves ? Value(*leaves) : Value(std::monostate());
    }
    return protection.small + protection.beside;
}

}  // namespace concord::population
