// `map`: the functions and decisions map as rows, as a picture and as a page, and held against a
// published map.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "engine/draw.hpp"
#include "engine/engine.hpp"
#include "engine/located_system.hpp"
#include "engine/render.hpp"
#include "governance/map_table.hpp"

namespace concord {
namespace {

using governance::Evaluator;
using governance::MapEntry;
using governance::Publication;

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
std::string map_page(const std::string& title, const std::string& svg, const Table& table,
                     const std::vector<std::string>& notes) {
    auto page = fmt::format(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{0}</title>\n"
        "<style>body{{font:16px/1.5 Arial,sans-serif;margin:2rem;color:#212b32}}"
        "table{{border-collapse:collapse}}th,td{{text-align:left;vertical-align:top;"
        "padding:.25rem .75rem;border-bottom:1px solid #d8dde0}}figure{{margin:0;overflow:auto}}"
        "</style></head>\n<body><h1>{0}</h1>\n",
        escaped(title));
    for (const auto& note : notes)
        page += "<p>" + escaped(note) + "</p>\n";
    page +=
        "<figure role=\"img\" aria-label=\"Functions, and who holds them at which scale; the "
        "table below says the same\">" +
        svg + "</figure>\n<table><thead><tr>";
    for (const auto& column : table.columns)
        page += "<th scope=\"col\">" + escaped(column.name) + "</th>";
    page += "</tr></thead><tbody>\n";
    for (const auto& row : table.rows) {
        page += "<tr>";
        for (const auto& value : row)
            page += "<td>" + escaped(render_cell(value)) + "</td>";
        page += "</tr>\n";
    }
    return page + "</tbody></table></body></html>\n";
}

// The picture shows arrangements, and where a published map differs: what law gives to each body of
// a kind is in the table.
std::vector<MapEntry> arrangements(const std::vector<MapEntry>& map) {
    std::vector<MapEntry> kept;
    for (const auto& entry : map) {
        if (entry.instrument != "statute" || entry.publication != Publication::none) {
            kept.push_back(entry);
        }
    }
    return kept;
}

std::vector<std::string> map_notes(const std::vector<MapEntry>& map, std::size_t published) {
    const auto count = [&](governance::MapRemark remark) {
        return std::ranges::count(map, remark, &MapEntry::remark);
    };
    std::vector<std::string> notes = {fmt::format(
        "{} functions that nobody holds, {} entries with another holder at the same scale",
        count(governance::MapRemark::gap), count(governance::MapRemark::duplicate))};
    if (published == 0) return notes;
    const auto stands = [&](Publication publication) {
        return std::ranges::count(map, publication, &MapEntry::publication);
    };
    notes.push_back(fmt::format(
        "against the published map: {} entries agree, {} are held only in part, {} at another "
        "scale, "
        "{} are claimed without authority, {} are held and not published",
        stands(Publication::agrees), stands(Publication::in_part), stands(Publication::other_scale),
        stands(Publication::unsupported), stands(Publication::unpublished)));
    return notes;
}

}  // namespace

Answer Engine::map(const MapQuestion& question) {
    Answer answer;
    fs::path published;
    if (question.published) {
        published = fs::absolute(*question.published).lexically_normal();
        std::error_code error;
        if (!fs::is_regular_file(published, error)) {
            refuse_usage(answer,
                         fmt::format("there is no file `{}`", shown(question.published->string())),
                         "give a published map as CSV with the columns function and body");
            answer.outcome = Outcome::input_missing;
            return answer;
        }
    }
    const auto system = open_governance(question.system, options_, answer, published);
    if (!system) return answer;
    const auto& data = system->governance;
    const Evaluator evaluator({&data.law, &data.scheme, &data.places},
                              system->diagnostics->context());
    const auto map = governance::compared_map(evaluator, data.published);
    answer.table = store::to_table(governance::map_rows(evaluator, map, data.published));
    answer.table.name = "map";
    answer.notes = map_notes(map, data.published.size());
    if (question.published && data.published.empty()) {
        answer.notes.emplace_back("nothing of the published map could be read");
    }
    if (question.draw) {
        answer.svg = draw_svg(governance::map_graph(evaluator, arrangements(map)));
        answer.html =
            map_page(fmt::format("Functions and decisions: {}", system->description.name),
                     answer.svg.substr(answer.svg.find("<svg")), answer.table, answer.notes);
    }
    return answer;
}

}  // namespace concord
