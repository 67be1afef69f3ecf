// `map`: the functions and decisions map as rows, as a picture and as a page.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "engine/draw.hpp"
#include "engine/engine.hpp"
#include "engine/located_system.hpp"
#include "governance/function_map.hpp"

namespace concord {
namespace {

using governance::Evaluator;
using governance::MapEntry;

std::string ids(const governance::Tree& tree, const std::vector<governance::NodeIndex>& nodes) {
    std::vector<std::string> words;
    for (const auto node : nodes)
        words.push_back(node == governance::root_node ? "everything" : tree.node(node).id);
    return join(words, " ");
}

Table map_table(const Evaluator& evaluator, const std::vector<MapEntry>& map) {
    const auto& ground = evaluator.ground();
    Table table;
    table.name = "map";
    for (const auto* name :
         {"function", "title", "scale", "holder", "holder_name", "from", "instrument", "acts",
          "places", "limit_low", "limit_high", "remark", "document", "clause"}) {
        table.columns.push_back({name, ColumnType::text});
    }
    for (const auto& entry : map) {
        const auto& function = ground.law->functions.node(entry.function);
        const auto* holder = entry.holder ? &ground.scheme->holders[*entry.holder] : nullptr;
        table.rows.push_back(
            {function.id, function.title,
             holder ? std::string(to_string(entry.scale)) : std::string(),
             holder ? holder->id : std::string(), holder ? holder->name : std::string(),
             entry.from ? ground.scheme->holders[*entry.from].id : std::string(), entry.instrument,
             ids(ground.law->acts, entry.acts), ids(*ground.places, entry.places),
             entry.floor ? entry.floor->pounds() : std::string(),
             entry.ceiling ? entry.ceiling->pounds() : std::string(),
             std::string(to_string(entry.remark)), entry.source.document, entry.source.clause});
    }
    return table;
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '&':
                out += "&amp;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

// A page with the picture and its table, without script, to be read, printed or mailed.
std::string map_page(const std::string& title, const std::string& svg, const Table& table) {
    auto page = fmt::format(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{0}</title>\n"
        "<style>body{{font:16px/1.5 Arial,sans-serif;margin:2rem;color:#212b32}}"
        "table{{border-collapse:collapse}}th,td{{text-align:left;vertical-align:top;"
        "padding:.25rem .75rem;border-bottom:1px solid #d8dde0}}figure{{margin:0;overflow:auto}}"
        "</style></head>\n<body><h1>{0}</h1>\n<figure role=\"img\" aria-label=\"Functions, and who "
        "holds them at which scale; the table below says the same\">{1}</figure>\n<table><thead>"
        "<tr>",
        escaped(title), svg);
    for (const auto& column : table.columns)
        page += "<th scope=\"col\">" + escaped(column.name) + "</th>";
    page += "</tr></thead><tbody>\n";
    for (const auto& row : table.rows) {
        page += "<tr>";
        for (const auto& value : row)
            page += "<td>" + escaped(std::get<std::string>(value)) + "</td>";
        page += "</tr>\n";
    }
    return page + "</tbody></table></body></html>\n";
}

// The picture shows arrangements: what law gives to each body of a kind is in the table.
std::vector<MapEntry> arrangements(const std::vector<MapEntry>& map) {
    std::vector<MapEntry> kept;
    for (const auto& entry : map) {
        if (entry.instrument != "statute") kept.push_back(entry);
    }
    return kept;
}

}  // namespace

Answer Engine::map(const MapQuestion& question) {
    Answer answer;
    const auto system = open_governance(question.system, options_, answer);
    if (!system) return answer;
    const auto& data = system->governance;
    const Evaluator evaluator({&data.law, &data.scheme, &data.places},
                              system->diagnostics->context());
    const auto map = governance::function_map(evaluator);
    answer.table = map_table(evaluator, map);
    if (question.draw) {
        answer.svg = draw_svg(governance::map_graph(evaluator, arrangements(map)));
        answer.html = map_page(fmt::format("Functions and decisions: {}", system->description.name),
                               answer.svg.substr(answer.svg.find("<svg")), answer.table);
    }
    const auto count = [&](governance::MapRemark remark) {
        return std::ranges::count(map, remark, &MapEntry::remark);
    };
    answer.notes.push_back(fmt::format(
        "{} functions that nobody holds, {} entries with another holder at the same scale",
        count(governance::MapRemark::gap), count(governance::MapRemark::duplicate)));
    return answer;
}

}  // namespace concord
