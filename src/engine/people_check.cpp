// `people check` and `people schema`: an extract of people, read whole, with what is wrong with it.
#include <fmt/format.h>

#include "base/text.hpp"
#include "engine/people.hpp"
#include "engine/rulebook.hpp"

namespace concord {
namespace {

namespace people = population;

// The small areas of every vintage, with the people that are published of them.
std::vector<people::KnownArea> areas_known(const registry::RegistryData& data) {
    std::vector<people::KnownArea> known;
    for (const auto& layer_id : data.geography.small_layers()) {
        const auto& layer = *data.geography.layer(layer_id);
        const auto* population = data.newest_population(layer_id);
        for (std::size_t i = 0; i < layer.size(); ++i) {
            const auto people = population && i < population->people.size() ? population->people[i]
                                                                            : std::int64_t{-1};
            known.push_back({layer.area(static_cast<int>(i)).code, layer_id, people});
        }
    }
    return known;
}

std::string type_of(ColumnType type) {
    switch (type) {
        case ColumnType::whole_number:
            return "whole number";
        case ColumnType::number:
            return "number";
        case ColumnType::truth:
            return "true or false";
        case ColumnType::date:
            return "date";
        case ColumnType::money:
            return "pounds";
        default:
            return "text";
    }
}

}  // namespace

std::vector<people::KnownArea> known_areas(const registry::RegistryData& data) {
    return areas_known(data);
}

fs::path people_folder(const fs::path& folder) {
    std::error_code error;
    const bool is_system = fs::is_regular_file(folder / "system.toml", error);
    return is_system ? folder / "people" : folder;
}

Answer Engine::people_check(const PeopleQuestion& question) {
    Answer answer;
    std::error_code error;
    if (!fs::is_directory(question.folder, error)) {
        refuse_usage(answer,
                     fmt::format("there is no folder `{}`", shown(question.folder.string(), 200)),
                     "give the folder of an extract, or of a system with one");
        answer.outcome = Outcome::input_missing;
        return answer;
    }
    auto asked = question.system;
    if (fs::is_regular_file(question.folder / "system.toml", error)) asked.folder = question.folder;
    auto system = open_system(asked, options_, answer);
    if (!system) return answer;
    load_data(*system, options_, registry::Reach::measures);
    Diagnostics diagnostics(rule_book(), system->diagnostics->context());
    const auto folder = people_folder(question.folder);
    const auto extract = people::find_extract(folder, folder.string(), diagnostics);
    auto warehouse = store::Warehouse::in_memory({options_.threads, options_.memory, false});
    const auto areas = known_areas(system->data);
    const auto checked =
        people::check_extract(extract, areas, warehouse, *options_.cancel, diagnostics);
    finish(answer, diagnostics);
    if (!checked.usable) {
        if (answer.errors == 0)
            refuse_usage(answer,
                         fmt::format("`{}` holds no people.parquet and no people.csv",
                                     shown(folder.string(), 200)),
                         "`concord people synth` makes an extract; `concord people schema` prints "
                         "what one holds");
        answer.outcome = Outcome::input_missing;
        return answer;
    }
    answer.table = store::to_table(people::rows_of_tallies(checked.tallies));
    answer.notes.push_back(
        fmt::format("{} kept", counted(checked.people, "person is", "people are")));
    if (areas.empty())
        answer.notes.push_back("no small areas are known here: areas were not looked up");
    return answer;
}

Answer Engine::people_schema() {
    store::RowWriter rows(people::schema_of_schema());
    for (const auto& table : people::extract_tables()) {
        rows.text(table.name).gap().gap().truth(table.required).gap().text(table.meaning).end_row();
        for (const auto& column : table.columns) {
            rows.text(table.name).text(column.name).text(type_of(column.type));
            rows.truth(column.required).text(join(column.values, ", ")).text(column.meaning);
            rows.end_row();
        }
    }
    Answer answer;
    answer.table = store::to_table(rows);
    answer.notes.push_back(fmt::format("version {} of the schema", people::extract_version));
    return answer;
}

}  // namespace concord
