#include "pipeline/report.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <unordered_map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "files/csv_reader.hpp"

namespace concord::pipeline {
namespace {

using nlohmann::json;

// The tables a page shows whole. The others are in the warehouse.
constexpr std::array shown_tables = std::to_array<std::string_view>({"system_profile",
                                                                     "profile_published",
                                                                     "coterminosity",
                                                                     "area_overlap",
                                                                     "boundary_changes",
                                                                     "findings",
                                                                     "inputs",
                                                                     "area_layers",
                                                                     "layer_fits",
                                                                     "places",
                                                                     "functions_map",
                                                                     "questions",
                                                                     "question_answers",
                                                                     "question_links",
                                                                     "authority",
                                                                     "committees",
                                                                     "governance_terms",
                                                                     "allocations",
                                                                     "place_budgets",
                                                                     "money_methods",
                                                                     "inequality_money",
                                                                     "prevention_spending",
                                                                     "settlements",
                                                                     "flows",
                                                                     "spend_files",
                                                                     "spend_months",
                                                                     "spend_entities",
                                                                     "spend_conflicts",
                                                                     "spend_shares",
                                                                     "spend_outliers",
                                                                     "spend_suppliers",
                                                                     "waiting_lists",
                                                                     "waiting_groups",
                                                                     "waiting_queue",
                                                                     "waiting_cases",
                                                                     "waiting_months",
                                                                     "need_indicators",
                                                                     "need_profile",
                                                                     "need_fifths",
                                                                     "need_gaps",
                                                                     "need_trend",
                                                                     "need_similar",
                                                                     "need_people",
                                                                     "need_evidence",
                                                                     "need_groups",
                                                                     "population_counts",
                                                                     "cohorts",
                                                                     "cohort_steps",
                                                                     "cohort_profile",
                                                                     "segments",
                                                                     "risk_strata",
                                                                     "deprived_fifths",
                                                                     "pool_contributions",
                                                                     "pool_schemes",
                                                                     "pool_shares",
                                                                     "contracts",
                                                                     "contract_payments",
                                                                     "formula",
                                                                     "council_spending",
                                                                     "place_resources",
                                                                     "practice_groups",
                                                                     "running_costs"});

std::string_view type_name(ColumnType type) {
    switch (type) {
        case ColumnType::text:
            return "text";
        case ColumnType::whole_number:
            return "whole";
        case ColumnType::number:
            return "number";
        case ColumnType::truth:
            return "truth";
        case ColumnType::date:
            return "date";
        case ColumnType::money:
            return "money";
    }
    return "text";
}

json to_json(const Value& value) {
    return std::visit(
        [](const auto& held) -> json {
            using Held = std::decay_t<decltype(held)>;
            if constexpr (std::is_same_v<Held, std::monostate>)
                return nullptr;
            else if constexpr (std::is_same_v<Held, Pence>)
                return held.nearest_pounds();
            else
                return held;
        },
        value);
}

// Of the published months the whole lists alone, and need in layers with few areas: every specialty
// for years, and every council, would make a page that no browser opens fast. The tables of the
// build have them all.
std::string which_rows(const std::string& table) {
    if (table == "waiting_months") return " WHERE list = 'all'";
    // Of people one by one, all areas together: each small area's ages are in the tables.
    if (table == "population_counts") return " WHERE code IS NULL";
    const bool has_layers =
        table.starts_with("need_") && table != "need_indicators" && table != "need_groups";
    if (!has_layers) return "";
    return " WHERE layer IN (SELECT layer FROM need_profile GROUP BY layer HAVING count(DISTINCT "
           "code) <= 61)";
}

// The words of a column that says the same ones over and over; its cells then hold their places.
// Few words, or few rows, are written as they stand.
class WordsOf {
  public:
    WordsOf(const std::vector<std::vector<Value>>& rows, std::size_t column) {
        constexpr std::size_t few_rows = 100;
        if (rows.size() < few_rows) return;
        for (const auto& row : rows) {
            const auto* text = std::get_if<std::string>(&row[column]);
            if (text == nullptr) continue;
            const auto [at, is_new] = places_.emplace(*text, places_.size());
            if (is_new) words_.push_back(*text);
            if (places_.size() * 2 > rows.size()) break;
        }
        if (places_.size() * 2 <= rows.size()) return;
        places_.clear();
        words_.clear();
    }

    bool empty() const { return words_.empty(); }
    const std::vector<std::string>& words() const { return words_; }
    json place_of(const Value& value) const {
        const auto* text = std::get_if<std::string>(&value);
        return text == nullptr ? to_json(value) : json(places_.at(*text));
    }

  private:
    std::unordered_map<std::string, std::size_t> places_;
    std::vector<std::string> words_;
};

json table_json(store::Warehouse& warehouse, const store::TableSchema& schema) {
    const auto table =
        warehouse.query("FROM " + store::quoted_name(schema.name) + which_rows(schema.name));
    json columns = json::array();
    std::vector<WordsOf> words;
    for (const auto& column : schema.columns) {
        columns.push_back(
            {{"name", column.name}, {"type", type_name(column.type)}, {"meaning", column.meaning}});
        words.emplace_back(table.rows, words.size());
        if (!words.back().empty()) columns.back()["words"] = words.back().words();
    }
    json rows = json::array();
    for (const auto& row : table.rows) {
        json cells = json::array();
        for (std::size_t i = 0; i < row.size(); ++i)
            cells.push_back(words[i].empty() ? to_json(row[i]) : words[i].place_of(row[i]));
        rows.push_back(std::move(cells));
    }
    return {{"meaning", schema.meaning}, {"columns", columns}, {"rows", rows}};
}

// A ring as one list: its first point, and the steps from each to the next.
json steps_of(const json& ring) {
    json steps = json::array();
    std::int64_t x = 0;
    std::int64_t y = 0;
    for (const auto& point : ring) {
        const auto next_x = point[0].get<std::int64_t>();
        const auto next_y = point[1].get<std::int64_t>();
        steps.push_back(next_x - x);
        steps.push_back(next_y - y);
        x = next_x;
        y = next_y;
    }
    return steps;
}

json shapes_json(const std::string& text) {
    auto shapes = json::parse(text);
    for (auto& shape : shapes)
        for (auto& ring : shape["rings"])
            ring = steps_of(ring);
    return shapes;
}

json source_json(const registry::Dataset& dataset) {
    return {{"id", dataset.id},           {"measure", dataset.measure},
            {"title", dataset.title},     {"publisher", dataset.publisher},
            {"licence", dataset.licence}, {"date", dataset.date ? dataset.date->iso() : ""},
            {"address", dataset.address}, {"path", dataset.path},
            {"note", dataset.note}};
}

bool is_read(const ReportInputs& inputs, const registry::Dataset& dataset) {
    if (dataset.kind == registry::DatasetKind::boundaries) {
        const auto layer = dataset.setting("layer");
        return std::ranges::any_of(inputs.shapes,
                                   [&](const auto& shapes) { return shapes.first == layer; });
    }
    return std::ranges::any_of(inputs.data->inputs,
                               [&](const auto& input) { return input.dataset == dataset.id; });
}

bool is_asked_for(const ReportInputs& inputs, const registry::Dataset& dataset) {
    const auto& use = inputs.system->use;
    if (std::ranges::find(inputs.asked_for, dataset.id) != inputs.asked_for.end()) return true;
    return dataset.kind != registry::DatasetKind::other &&
           (use.empty() || std::ranges::find(use, dataset.id) != use.end());
}

// The open data that was read, and the open data that a build would have read had it been there.
void add_sources(const ReportInputs& inputs, json& data) {
    data["sources"] = json::array();
    data["absent"] = json::array();
    data["outlines"] = json::object();
    for (const auto& dataset : inputs.catalogue->datasets()) {
        const bool read = is_read(inputs, dataset);
        if (read) data["sources"].push_back(source_json(dataset));
        if (!read && is_asked_for(inputs, dataset)) data["absent"].push_back(source_json(dataset));
        if (read && dataset.kind == registry::DatasetKind::boundaries)
            data["outlines"][dataset.setting("layer")] = dataset.id;
    }
}

// What layers are called, also where no data of them were read.
json layer_titles_json(const ReportInputs& inputs) {
    json titles = json::object();
    for (const auto& layer : inputs.catalogue->layers())
        titles[layer.id] = layer.title;
    for (const auto& layer : inputs.system->layers)
        titles[layer.name] = layer.title;
    return titles;
}

// What the bodies and places that tables of money name by their ids are called.
json names_json(const ReportInputs& inputs, store::Warehouse& warehouse,
                const std::vector<std::string>& written) {
    const std::vector<std::pair<std::string, std::string>> named = {
        {"allocations", "body"},
        {"place_budgets", "body"},
        {"place_budgets", "place"},
        {"flows", "from"},
        {"flows", "to"},
        {"pool_contributions", "contributor"},
        {"pool_schemes", "lead"},
        {"pool_shares", "to"},
        {"contracts", "commissioner"},
        {"contracts", "provider"},
        {"contract_payments", "payer"},
        {"contract_payments", "payee"},
        {"formula", "body"},
        {"council_spending", "council"},
        {"place_resources", "place"},
        {"running_costs", "body"}};
    std::set<std::string> ids;
    for (const auto& [table, column] : named) {
        if (std::ranges::find(written, table) == written.end()) continue;
        const auto found = warehouse.query(fmt::format(
            "SELECT DISTINCT {} FROM {}", store::quoted_name(column), store::quoted_name(table)));
        for (const auto& row : found.rows)
            if (const auto* id = std::get_if<std::string>(&row[0])) ids.insert(*id);
    }
    json names = json::object();
    for (const auto& body : inputs.data->bodies)
        if (ids.contains(body.id) && !body.name.empty()) names[body.id] = body.name;
    const std::string accounts = "accounts";
    if (std::ranges::find(written, accounts) != written.end()) {
        for (const auto& row : warehouse.query("SELECT id, name FROM accounts").rows) {
            const auto* id = std::get_if<std::string>(&row[0]);
            const auto* name = std::get_if<std::string>(&row[1]);
            if (id && name && ids.contains(*id) && !name->empty()) names[*id] = *name;
        }
    }
    for (const auto& place : inputs.data->places)
        if (ids.contains(place.id) && !place.name.empty()) names[place.id] = place.name;
    return names;
}

json pairs_json(const std::vector<registry::LayerPair>& pairs) {
    json result = json::array();
    for (const auto& pair : pairs)
        result.push_back({pair.a, pair.b});
    return result;
}

json not_in_force_json(const Diagnostics& diagnostics) {
    json rules = json::array();
    for (const auto& [id, count] : diagnostics.not_in_force()) {
        const auto* rule = diagnostics.book().find(id);
        rules.push_back({{"id", id}, {"title", rule ? rule->title : ""}, {"findings", count}});
    }
    return rules;
}

// The rules that were broken, so that a finding can be explained on the page.
json rules_json(const Diagnostics& diagnostics) {
    json rules = json::object();
    for (const auto& finding : diagnostics.all()) {
        const auto* rule = diagnostics.book().find(finding.id);
        rules[rule->id] = {{"title", rule->title},
                           {"explanation", rule->explanation},
                           {"requirements", rule->requirements}};
    }
    return rules;
}

json system_json(const ReportInputs& inputs) {
    const auto& system = *inputs.system;
    const auto& context = inputs.diagnostics->context();
    json published = json::array();
    for (const auto& table : system.published) {
        published.push_back({{"layer", table.layer}, {"source", table.source}});
    }
    return {{"name", system.name},
            {"financial_year", system.financial_year},
            {"as_at", context.as_at.iso()},
            {"profile", to_string(context.profile)},
            {"system_layer", system.system_layer},
            {"authority_layer", system.authority_layer},
            {"overlaps", pairs_json(system.overlaps)},
            {"changes", pairs_json(system.changes)},
            {"note", system.note},
            {"has_open_data", inputs.has_open_data},
            {"profiles", system.profiles},
            {"published", published},
            {"tolerance", system.coterminosity_tolerance}};
}

}  // namespace

std::vector<Tile> read_tiles(const std::filesystem::path& path, const std::string& shown_path,
                             Diagnostics& diagnostics) {
    files::CsvOptions options;
    options.shown_path = shown_path;
    options.report_unknown_headers = true;
    options.columns = {
        {"code", {"code"}}, {"label", {"label"}}, {"column", {"column"}}, {"row", {"row"}}};
    files::CsvReader reader(path, options, diagnostics);
    std::vector<Tile> tiles;
    std::set<std::pair<std::int64_t, std::int64_t>> taken;
    while (reader.next()) {
        const auto column = parse_whole_number(reader.value(2));
        const auto row = parse_whole_number(reader.value(3));
        if (!column || !row) {
            diagnostics.add(
                {"REG025", reader.place(column ? 3 : 2), std::string(reader.value(0)),
                 fmt::format("`{}` is not a whole number", shown(reader.value(column ? 3 : 2)))});
            reader.skip_row();
        } else if (!taken.emplace(*column, *row).second) {
            diagnostics.add({"REG020", reader.place(2), std::string(reader.value(0)),
                             fmt::format("two tiles stand at column {} of row {}", *column, *row)});
            reader.skip_row();
        } else {
            tiles.push_back(
                {std::string(reader.value(0)), std::string(reader.value(1)), *column, *row});
        }
    }
    return tiles;
}

std::string report_data(const ReportInputs& inputs, store::Warehouse& warehouse) {
    json data;
    data["version"] = inputs.version;
    data["system"] = system_json(inputs);
    // A build of some stages has the tables of those alone.
    const auto written = warehouse.table_names();
    for (const auto& schema : all_schemas()) {
        if (std::ranges::find(shown_tables, schema.name) == shown_tables.end()) continue;
        if (std::ranges::find(written, schema.name) == written.end()) continue;
        data["tables"][schema.name] = table_json(warehouse, schema);
    }
    add_sources(inputs, data);
    data["names"] = names_json(inputs, warehouse, written);
    data["layer_titles"] = layer_titles_json(inputs);
    data["rules"] = rules_json(*inputs.diagnostics);
    data["not_in_force"] = not_in_force_json(*inputs.diagnostics);
    data["tiles"] = json::array();
    for (const auto& tile : inputs.tiles) {
        data["tiles"].push_back({{"code", tile.code},
                                 {"label", tile.label},
                                 {"column", tile.column},
                                 {"row", tile.row}});
    }
    data["shapes"] = json::object();
    for (const auto& [layer, shapes] : inputs.shapes)
        data["shapes"][layer] = shapes_json(shapes);
    data["small_areas"] = json::parse(inputs.small_areas);
    return data.dump();
}

std::string report_page(std::string_view bundle, std::string_view data, std::string_view title) {
    std::string safe_data;
    safe_data.reserve(data.size() + data.size() / 16);
    for (const char c : data)
        safe_data += c == '<' ? std::string("\\u003c") : std::string(1, c);
    std::string safe_title;
    for (const char c : title) {
        safe_title += c == '<'   ? "&lt;"
                      : c == '>' ? "&gt;"
                      : c == '&' ? "&amp;"
                                 : std::string(1, c);
    }
    std::string page(bundle);
    const auto put = [&](std::string_view mark, const std::string& text) {
        const auto at = page.find(mark);
        if (at != std::string::npos) page.replace(at, mark.size(), text);
    };
    put(title_mark, safe_title);
    put(data_mark, fmt::format("<script type=\"application/json\" id=\"concord-data\">{}</script>",
                               safe_data));
    return page;
}

}  // namespace concord::pipeline
