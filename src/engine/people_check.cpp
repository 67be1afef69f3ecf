// `people check`, `people cohorts`, `people segments` and `people schema`: questions about an
// extract.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "engine/people.hpp"

namespace concord {
namespace {

namespace people = population;

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

class Asking {
  public:
    Asking(const PeopleQuestion& question, const EngineOptions& options, Answer& answer)
        : question_(question), options_(options), answer_(answer) {}

    // The people asked about; nothing where there are none, and `answer` says why.
    std::unique_ptr<OpenedSystem> read(PeopleReading reading) {
        if (!is_engine(options_, answer_)) return nullptr;
        std::error_code error;
        if (!fs::is_directory(question_.folder, error)) {
            return missing(
                fmt::format("there is no folder `{}`", shown(question_.folder.string(), 200)),
                "give the folder of an extract, or of a system with one");
        }
        auto asked = question_.system;
        const bool is_system = fs::is_regular_file(question_.folder / "system.toml", error);
        if (is_system) asked.folder = question_.folder;
        auto system = open_system(asked, options_, answer_);
        if (!system) return nullptr;
        load_data(*system, options_, registry::Reach::measures);
        // What is wrong with the areas is for `check`; here, what is wrong with the people.
        *system->diagnostics = system->diagnostics->child();
        const auto rule = question_.rule.empty() ? disclosure::usual_rule()
                                                 : disclosure::parse_rule(question_.rule);
        if (!rule) {
            refuse_usage(answer_,
                         fmt::format("--disclosure: `{}` is no rule", shown(question_.rule)),
                         "rules are 1-7-to-5, 1-5-to-5, 1-4-exact and the like");
            return nullptr;
        }
        const PeoplePlace place = is_system
                                      ? people_of(*system)
                                      : PeoplePlace{question_.folder, question_.folder.string()};
        load_people_from(*system, options_, place, reading);
        if (system->people.release.rule) system->people.release.rule = rule;
        finish(answer_, *system->diagnostics);
        if (system->people.analysis.usable) return system;
        if (answer_.errors > 0) {
            answer_.outcome = Outcome::input_missing;
            return nullptr;
        }
        return missing(fmt::format("`{}` holds no people.parquet, people.csv or synthetic.toml",
                                   shown(place.shown_folder, 200)),
                       "`concord people synth` makes an extract; `concord people schema` prints "
                       "what one holds");
    }

    // The table of the answer: the first where none is asked for.
    std::string table(const std::vector<std::string>& known) {
        if (question_.show.empty()) return known.front();
        if (std::ranges::find(known, question_.show) != known.end()) return question_.show;
        refuse_usage(answer_,
                     fmt::format("--show: there is no table `{}` here", shown(question_.show)),
                     "tables are " + join(known, ", "));
        return {};
    }

  private:
    std::unique_ptr<OpenedSystem> missing(std::string message, std::string help) {
        refuse_usage(answer_, std::move(message), std::move(help));
        answer_.outcome = Outcome::input_missing;
        return nullptr;
    }

    const PeopleQuestion& question_;
    const EngineOptions& options_;
    Answer& answer_;
};

void note_base(const people::PopulationData& data, Answer& answer) {
    const auto base = people::release_parts(
        {data.analysis.base.asked_about, data.analysis.base.opted_out, data.analysis.base.dead},
        data.release);
    const auto word = [](const people::Count& count) {
        return count ? with_thousands(*count) : std::string("few");
    };
    answer.notes.push_back(fmt::format("{} people asked about; {} opted out and {} dead left out",
                                       word(base[0]), word(base[1]), word(base[2])));
    if (data.analysis.engine.starts_with("Spark"))
        answer.notes.push_back("counted by " + data.analysis.engine);
    answer.notes.push_back("counts left by the rule " + data.release.words());
}

Answer ask(const PeopleQuestion& question, const EngineOptions& options,
           const std::vector<std::string>& tables) {
    Answer answer;
    Asking asking(question, options, answer);
    const auto table = asking.table(tables);
    if (answer.outcome != Outcome::done) return answer;
    const auto system = asking.read(PeopleReading::everything);
    if (!system) return answer;
    answer.table = store::to_table(people::rows_of(system->people, table));
    note_base(system->people, answer);
    if (question.only.empty()) return answer;
    std::vector<std::string> known;
    for (const auto& cohort : system->people.analysis.library.cohorts)
        known.push_back(cohort.id);
    if (std::ranges::find(known, question.only) == known.end()) {
        const auto guess = closest(question.only, known);
        refuse_usage(answer, fmt::format("--cohort: there is no `{}`", shown(question.only)),
                     guess ? fmt::format("did you mean `{}`?", *guess) : join(known, ", "));
        answer.table = {};
        return answer;
    }
    std::erase_if(answer.table.rows, [&](const std::vector<Value>& row) {
        return row.front() != Value(question.only);
    });
    return answer;
}

}  // namespace

std::vector<people::KnownArea> known_areas(const registry::RegistryData& data) {
    std::vector<people::KnownArea> known;
    for (const auto& layer_id : data.geography.small_layers()) {
        const auto& layer = *data.geography.layer(layer_id);
        const auto* population = data.newest_population(layer_id);
        for (std::size_t i = 0; i < layer.size(); ++i) {
            const bool is_counted = population && i < population->people.size();
            known.push_back({layer.area(static_cast<int>(i)).code, layer_id,
                             is_counted ? population->people[i] : -1});
        }
    }
    return known;
}

Answer Engine::people_check(const PeopleQuestion& question) {
    Answer answer;
    Asking asking(question, options_, answer);
    const auto system = asking.read(PeopleReading::rows);
    if (!system) return answer;
    answer.table = store::to_table(people::rows_of(system->people, "people_rows"));
    answer.notes.push_back(fmt::format(
        "{} kept", counted(system->people.analysis.base.people, "person is", "people are")));
    if (system->data.geography.small_layers().empty())
        answer.notes.push_back("no small areas are known here: areas were not looked up");
    return answer;
}

Answer Engine::people_cohorts(const PeopleQuestion& question) {
    return ask(question, options_,
               question.only.empty()
                   ? std::vector<std::string>{"cohorts", "cohort_steps", "deprived_fifths"}
                   : std::vector<std::string>{"cohort_steps", "cohorts"});
}

Answer Engine::people_segments(const PeopleQuestion& question) {
    return ask(question, options_, {"segments", "risk_strata", "population_counts"});
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
