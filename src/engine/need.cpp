// `need profile`, `fifths`, `gaps`, `trend`, `similar`, `people`, `evidence`, `groups` and
// `indicators`: what is counted of need.
#include "need/need.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "engine/located_system.hpp"

namespace concord {
namespace {

// A word that must be one of a column's; the nearest is proposed.
void need_word(store::Warehouse& warehouse, const std::string& table, const std::string& column,
               const std::string& word, Answer& answer) {
    if (word.empty()) return;
    const auto found =
        warehouse.query(fmt::format("SELECT DISTINCT {0} FROM {1} ORDER BY 1",
                                    store::quoted_name(column), store::quoted_name(table)));
    std::vector<std::string> known;
    for (const auto& row : found.rows) {
        const auto* text = std::get_if<std::string>(&row[0]);
        if (text != nullptr && *text == word) return;
        if (text != nullptr) known.push_back(*text);
    }
    const auto guess = closest(word, known);
    const bool few = known.size() <= 30;
    refuse_usage(answer, fmt::format("there is no {} `{}` here", column, shown(word)),
                 guess ? fmt::format("did you mean `{}`?", *guess)
                 : few ? "there are " + join(known, ", ")
                       : "see which there are: leave the option out");
}

std::string query_for(const NeedQuestion& question, const std::string& table) {
    std::vector<std::string> conditions;
    const auto add = [&](const char* column, const std::string& word) {
        if (!word.empty())
            conditions.push_back(fmt::format("{} = {}", column, store::quoted_text(word)));
    };
    add("indicator", question.indicator);
    add("layer", question.layer);
    add("code", question.area);
    auto sql = "FROM " + store::quoted_name(table);
    if (!conditions.empty()) sql += " WHERE " + join(conditions, " AND ");
    return sql;
}

void note_what_is_missing(const OpenedSystem& system, Answer& answer) {
    std::vector<std::string> without;
    for (const auto& [indicator, counts] : system.need.indicators) {
        if (counts.by_period.empty()) without.push_back(indicator.id);
    }
    if (without.empty()) return;
    answer.notes.push_back(
        fmt::format("without figures, because their data are not here: {}", join(without, ", ")));
}

}  // namespace

Answer Engine::need(const NeedQuestion& question) {
    Answer answer;
    const auto system = open_system(question.system, options_, answer);
    if (!system) return answer;
    load_data(*system, options_, registry::Reach::measures);
    load_need(*system, options_);
    const bool is_of_groups = question.table == "groups" && system->need.groups.file;
    if (system->need.indicators.empty() && !is_of_groups) {
        finish(answer, *system->diagnostics);
        refuse_usage(answer, "this system counts nothing of need",
                     "write need/indicators.toml: catalogue = [\"england\"] and layers");
        answer.outcome = Outcome::input_missing;
        return answer;
    }
    need::check_need(system->need_stage(), *system->diagnostics);
    auto warehouse = store::Warehouse::in_memory({options_.threads, options_.memory, false});
    need::write_need(system->need_stage(), warehouse, *options_.cancel);
    const auto table = "need_" + question.table;
    need_word(warehouse, table, "indicator", question.indicator, answer);
    need_word(warehouse, table, "layer", question.layer, answer);
    need_word(warehouse, table, "code", question.area, answer);
    if (answer.outcome != Outcome::done) return answer;
    answer.table = warehouse.query(query_for(question, table), table);
    finish(answer, *system->diagnostics);
    std::erase_if(answer.diagnostics,
                  [](const Diagnostic& diagnostic) { return diagnostic.stage != "need"; });
    note_what_is_missing(*system, answer);
    return answer;
}

}  // namespace concord
