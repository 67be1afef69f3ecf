// `new`: a commented skeleton of a system, filled from the open data where a board's ODS code is
// given.
#include <map>

#include <fmt/format.h>

#include "base/text.hpp"
#include "engine/engine.hpp"
#include "engine/located_system.hpp"
#include "engine/rulebook.hpp"
#include "files/output.hpp"

namespace concord {
namespace {

using registry::Assignment;
using registry::RegistryData;

// What the open data say of one board.
struct BoardFacts {
    std::string layer;
    registry::Area area;
    std::vector<registry::Area> councils;
    std::string council_layer;
    std::vector<registry::Body> trusts;
};

// The newest vintage in which an area has this ODS code.
std::optional<BoardFacts> find_board(const RegistryData& data, const std::string& ods_code) {
    std::optional<BoardFacts> found;
    std::optional<Date> newest;
    for (const auto& id : data.geography.layer_ids()) {
        const auto& layer = *data.geography.layer(id);
        const auto index = layer.find_ods(ods_code);
        const bool is_placed = index != registry::no_area && !layer.info().body_kinds.empty() &&
                               !layer.info().code_pattern.empty();
        if (!is_placed || (found && layer.info().in_force.from < newest)) continue;
        found = BoardFacts{id, layer.area(index), {}, {}, {}};
        newest = layer.info().in_force.from;
    }
    return found;
}

// The upper tier councils with enough of their small areas in the board's area.
void add_councils(const RegistryData& data, double share, BoardFacts& facts) {
    for (const auto& small : data.geography.small_layers()) {
        const auto board = assign(data.geography, facts.layer, small);
        if (!board) continue;
        const auto wanted = board->layer->find(facts.area.code);
        for (const auto& id : data.geography.layer_ids()) {
            const auto& info = data.geography.layer(id)->info();
            const auto councils =
                info.tier == "upper" ? assign(data.geography, id, small) : std::nullopt;
            if (!councils) continue;
            std::map<registry::AreaIndex, std::pair<double, double>> counts;
            for (std::size_t i = 0; i < councils->area_of.size(); ++i) {
                auto& [inside, all] = counts[councils->area_of[i]];
                all += 1;
                inside += board->area_of[i] == wanted;
            }
            facts.councils.clear();
            facts.council_layer = id;
            for (const auto& [council, count] : counts) {
                if (council >= 0 && count.first / count.second >= share) {
                    facts.councils.push_back(councils->layer->area(council));
                }
            }
        }
        return;
    }
}

void add_trusts(const RegistryData& data, const std::string& ods_code, BoardFacts& facts) {
    for (const auto& relation : data.relations) {
        const bool counted = relation.kind == registry::BodyRelationKind::counted_in &&
                             relation.to.ends_with(":" + ods_code);
        if (!counted) continue;
        for (const auto& body : data.bodies) {
            const bool is_open = !body.existence.to;
            if (body.id == relation.from && body.kind == "nhs-trust" && is_open) {
                facts.trusts.push_back(body);
            }
        }
    }
}

std::string csv_text(const std::string& text) {
    if (text.find_first_of(",\"\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text)
        quoted.append(c == '"' ? 2 : 1, c);
    return quoted + "\"";
}

std::string system_toml(const std::optional<BoardFacts>& facts, const std::string& ods_code) {
    return fmt::format(
        "# What this system is called and how it is looked at. Every key is explained in\n"
        "# docs/reference/system-toml.md.\n"
        "name = \"{}\"\n"
        "ods_code = \"{}\"\n"
        "# The rules that apply are those in force on this date.\n"
        "as_at = 2024-04-01\n"
        "financial_year = \"2024-25\"\n\n"
        "[geography]\n"
        "# The layer whose areas are the systems, and the pairs of layers to lay on each other.\n"
        "systems = \"{}\"\n"
        "overlaps = [[\"{}\", \"cauth25\"], [\"{}\", \"utla23\"]]\n"
        "changes = [[\"stp21\", \"icb22\"]]\n\n"
        "[profile]\n"
        "layers = [\"{}\"]\n",
        facts ? facts->area.name : "My system", ods_code, facts ? facts->layer : "icb24",
        facts ? facts->layer : "icb24", facts ? facts->layer : "icb24",
        facts ? facts->layer : "icb24");
}

std::string bodies_csv(const std::optional<BoardFacts>& facts) {
    std::string text = "id,name,kind,ods_code,gss_code,part_of,valid_from,valid_to,source\n";
    if (!facts) {
        return text +
               "system,My system,integrated-care-system,,,,2022-07-01,,\n"
               "board,NHS My System Integrated Care "
               "Board,integrated-care-board,,,system,2022-07-01,,\n"
               "partnership,My System Integrated Care "
               "Partnership,integrated-care-partnership,,,system,"
               "2022-07-01,,\n";
    }
    const auto& area = facts->area;
    const auto line = [&](const std::string& id, const std::string& name, const std::string& kind,
                          const std::string& codes) {
        text += fmt::format("{},{},{},{},system,2022-07-01,,\n", id, csv_text(name), kind, codes);
    };
    text += fmt::format("system,{},integrated-care-system,,,,2022-07-01,,\n", csv_text(area.name));
    line("board", area.name, "integrated-care-board",
         fmt::format("{},{}", area.ods_code, area.code));
    line("partnership", "Integrated care partnership", "integrated-care-partnership", ",");
    return text;
}

std::string places_csv(const std::optional<BoardFacts>& facts) {
    std::string text = "id,name,kind,areas,valid_from,valid_to,source,part_of,basis\n";
    if (!facts) return text;
    for (const auto& council : facts->councils) {
        text += fmt::format("{},{},place,{}:{},2022-07-01,,,system,\n", lower(council.code),
                            csv_text(council.name), facts->council_layer, council.code);
    }
    return text;
}

std::string relations_csv(const std::optional<BoardFacts>& facts) {
    std::string text = "from,relation,to,role,share,valid_from,valid_to,source\n";
    if (!facts) return text;
    for (const auto& trust : facts->trusts) {
        text += fmt::format("{},member-of,system,provider,,2022-07-01,,\n", trust.id);
    }
    return text;
}

}  // namespace

Answer Engine::new_system(const NewQuestion& question) {
    Answer answer;
    std::error_code error;
    if (fs::exists(question.folder, error) && !fs::is_empty(question.folder, error)) {
        refuse_usage(answer, fmt::format("`{}` is not empty", question.folder.string()),
                     "give a folder that does not exist yet");
        answer.outcome = Outcome::refused;
        return answer;
    }
    std::optional<BoardFacts> facts;
    if (!question.ods_code.empty()) {
        SystemQuestion usual;
        usual.folder = options_.resources / "examples" / "england";
        const auto system = open_system(usual, options_, answer);
        if (!system) return answer;
        load_data(*system, options_, true);
        facts = find_board(system->data, question.ods_code);
        if (!facts) {
            refuse_usage(answer,
                         fmt::format("no board has the ODS code `{}`{}", shown(question.ods_code),
                                     system->located.data ? "" : " in the data at hand"),
                         system->located.data ? "`concord show areas` lists them"
                                              : "say where the open data is with --data");
            answer.outcome = Outcome::input_missing;
            return answer;
        }
        add_councils(system->data, system->description.profile_settings.council_share, *facts);
        add_trusts(system->data, question.ods_code, *facts);
    }
    files::OutputFolder folder(question.folder, "system.toml");
    answer.table = {"files", {{"file"}, {"holds"}}, {}};
    const auto write = [&](const char* file, const std::string& text, const char* holds) {
        files::write_file(folder.path() / file, text);
        answer.table.rows.push_back({(question.folder / file).string(), std::string(holds)});
    };
    write("system.toml", system_toml(facts, question.ods_code), "name, dates, vintages");
    write("bodies.csv", bodies_csv(facts), "the system, its board and its partnership");
    write("places.csv", places_csv(facts), "places, one a council, to be corrected by hand");
    write("relations.csv", relations_csv(facts), "which trusts are members");
    folder.publish();
    return answer;
}

}  // namespace concord
