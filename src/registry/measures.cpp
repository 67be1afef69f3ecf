#include "registry/measures.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <vector>

#include <fmt/format.h>

#include "base/text.hpp"

namespace concord::registry {
namespace {

// A row that was read and turns out to be of no use.
void pass_over(CodedTable& table) {
    --table.report.rows_read;
    ++table.report.rows_skipped;
}

// Each row's area in its layer; rows with an unknown code are reported and given no_area.
std::vector<AreaIndex> areas_of_rows(CodedTable& table, std::size_t column_index,
                                     const Geography& geography, Diagnostics& diagnostics) {
    const auto& column = table.areas[column_index];
    std::vector<AreaIndex> of_row(table.rows(), no_area);
    const auto* layer = geography.layer(column.layer);
    if (!layer) return of_row;
    std::vector<AreaIndex> of_code;
    for (const auto& code : column.codes) {
        of_code.push_back(column.by_ods ? layer->find_ods(code) : layer->find(code));
    }
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const auto place = column.of_row[row];
        if (place < 0) continue;
        of_row[row] = of_code[static_cast<std::size_t>(place)];
        if (of_row[row] != no_area) continue;
        pass_over(table);
        const auto& code = column.codes[static_cast<std::size_t>(place)];
        const auto* elsewhere =
            column.by_ods ? nullptr : geography.layer_of_code(code, column.layer);
        if (elsewhere) {
            diagnostics.add(
                {"REG023", table.place(row, column_index), code,
                 fmt::format("`{}` is a code of {}, and this file is read as {}", code,
                             elsewhere->info().id, column.layer),
                 fmt::format("use the file for {}, or convert it first", column.layer)});
        } else {
            diagnostics.add({"REG022", table.place(row, column_index), code,
                             fmt::format("`{}` is not an area of {}", shown(code), column.layer)});
        }
    }
    return of_row;
}

// Says once how many areas of the layer the file gives no value for.
void report_missing(const CodedTable& table, const Layer& layer, const std::vector<bool>& has_value,
                    Diagnostics& diagnostics) {
    std::int64_t missing = 0;
    std::string first;
    for (std::size_t i = 0; i < has_value.size(); ++i) {
        if (has_value[i]) continue;
        if (missing++ == 0) first = layer.areas()[i].code;
    }
    if (missing == 0) return;
    diagnostics.add({"REG031",
                     {table.report.path, 0, 0},
                     first,
                     fmt::format("{} of {} {} no value here, the first is `{}`",
                                 counted(missing, "area", "areas"), layer.info().id,
                                 missing == 1 ? "has" : "have", first)});
}

// Goes through the rows that name an area for the first time; a repeated area is reported.
template <typename Take>
std::vector<bool> each_area_once(CodedTable& table, const Geography& geography,
                                 Diagnostics& diagnostics, Take take) {
    const auto* layer = geography.layer(table.areas[0].layer);
    std::vector<bool> met(layer ? layer->size() : 0, false);
    const auto of_row = areas_of_rows(table, 0, geography, diagnostics);
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (of_row[row] == no_area) continue;
        const auto area = static_cast<std::size_t>(of_row[row]);
        if (met[area]) {
            const auto& code = layer->areas()[area].code;
            diagnostics.add({"REG020", table.place(row, 0), code,
                             fmt::format("`{}` stands twice; its first row is used", code)});
            pass_over(table);
            continue;
        }
        met[area] = true;
        take(row, area);
    }
    if (layer) report_missing(table, *layer, met, diagnostics);
    return met;
}

std::size_t layer_size(const Geography& geography, const std::string& id) {
    const auto* layer = geography.layer(id);
    return layer ? layer->size() : 0;
}

const std::string& measure_name(const CodedTable& table) {
    return table.dataset->measure.empty() ? table.dataset->id : table.dataset->measure;
}

struct RankedRow {
    std::int64_t rank;
    std::size_t row;
};

// Areas may tie, and then share the rank after those before them: 1, 2, 2, 4. So exactly r − 1
// areas come before rank r, or fewer where the file lacks some areas.
void check_ranks(const CodedTable& table, std::vector<RankedRow> ranked, std::size_t areas,
                 Diagnostics& diagnostics) {
    std::ranges::stable_sort(ranked, {}, &RankedRow::rank);
    const bool complete = ranked.size() == areas;
    std::int64_t before = 0;
    for (std::size_t i = 0; i < ranked.size(); ++i) {
        const auto [rank, row] = ranked[i];
        if (i > 0 && ranked[i - 1].rank != rank) before = static_cast<std::int64_t>(i);
        if (complete ? before == rank - 1 : before < rank) continue;
        diagnostics.add({"REG030", table.place(row, 0), table.areas[0].layer,
                         fmt::format("rank {} is given where {} before it", rank,
                                     counted(before, "area comes", "areas come"))});
    }
}

}  // namespace

Population to_population(CodedTable& table, const Geography& geography, Diagnostics& diagnostics) {
    Population result;
    result.name = measure_name(table);
    result.small_layer = table.areas[0].layer;
    result.date = table.dataset->date;
    result.dataset = table.dataset->id;
    result.people.assign(layer_size(geography, result.small_layer), 0);
    const auto& people = table.numbers.find("people")->second;
    each_area_once(table, geography, diagnostics, [&](std::size_t row, std::size_t area) {
        result.people[area] = std::llround(people[row]);
    });
    return result;
}

Deprivation to_deprivation(CodedTable& table, const Geography& geography,
                           Diagnostics& diagnostics) {
    Deprivation result;
    result.name = measure_name(table);
    result.small_layer = table.areas[0].layer;
    result.dataset = table.dataset->id;
    result.rank.assign(layer_size(geography, result.small_layer), 0);
    const auto& ranks = table.numbers.find("rank")->second;
    std::vector<RankedRow> ranked;
    each_area_once(table, geography, diagnostics, [&](std::size_t row, std::size_t area) {
        const auto rank = static_cast<std::int64_t>(ranks[row]);
        if (rank > static_cast<std::int64_t>(result.rank.size())) {
            diagnostics.add({"REG030", table.place(row, 0), result.small_layer,
                             fmt::format("rank {} is beyond the {} areas of {}", rank,
                                         result.rank.size(), result.small_layer)});
            return;
        }
        result.rank[area] = static_cast<std::int32_t>(rank);
        ++result.ranked;
        ranked.push_back({rank, row});
    });
    check_ranks(table, std::move(ranked), result.rank.size(), diagnostics);
    return result;
}

RuralUrban to_rural_urban(CodedTable& table, const Geography& geography, Diagnostics& diagnostics) {
    RuralUrban result;
    result.name = measure_name(table);
    result.small_layer = table.areas[0].layer;
    result.dataset = table.dataset->id;
    result.of_area.assign(layer_size(geography, result.small_layer), Rurality::unknown);
    const auto urban = lower(table.dataset->setting("urban", "urban"));
    const auto rural = lower(table.dataset->setting("rural", "rural"));
    const auto& classes = table.texts.find("class")->second;
    each_area_once(table, geography, diagnostics, [&](std::size_t row, std::size_t area) {
        const auto value = lower(classes[row]);
        if (value == urban) {
            result.of_area[area] = Rurality::urban;
        } else if (value == rural) {
            result.of_area[area] = Rurality::rural;
        } else {
            diagnostics.add(
                {"REG029", table.place(row, 0), value,
                 fmt::format("`{}` is neither `{}` nor `{}`", shown(classes[row]), urban, rural)});
        }
    });
    return result;
}

RegisteredPopulation to_registered(CodedTable& table, const Geography& geography,
                                   Diagnostics& diagnostics) {
    RegisteredPopulation result;
    result.name = measure_name(table);
    result.layer = table.areas[0].layer;
    result.dataset = table.dataset->id;
    result.people.assign(layer_size(geography, result.layer), 0);
    const auto of_row = areas_of_rows(table, 0, geography, diagnostics);
    const auto& people = table.numbers.find("people")->second;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (of_row[row] != no_area)
            result.people[static_cast<std::size_t>(of_row[row])] += people[row];
    }
    return result;
}

Attachments to_attachments(CodedTable& table, const Geography& geography,
                           Diagnostics& diagnostics) {
    Attachments result;
    result.name = measure_name(table);
    result.layer = table.areas[0].layer;
    result.dataset = table.dataset->id;
    result.organisations.assign(layer_size(geography, result.layer), 0);
    const auto of_row = areas_of_rows(table, 0, geography, diagnostics);
    const auto& codes = table.texts.find("organisation")->second;
    const auto date_of = [&](const char* role, std::size_t row) -> std::optional<Date> {
        const auto found = table.texts.find(role);
        return found == table.texts.end() ? std::nullopt : Date::parse(found->second[row]);
    };
    std::set<std::pair<AreaIndex, std::string>> met;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const Period open{date_of("opened", row), date_of("closed", row)};
        const bool counts = !table.dataset->date || open.contains(*table.dataset->date);
        if (of_row[row] == no_area || !counts) continue;
        if (met.emplace(of_row[row], codes[row]).second) {
            ++result.organisations[static_cast<std::size_t>(of_row[row])];
        }
    }
    return result;
}

}  // namespace concord::registry
