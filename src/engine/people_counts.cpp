// `people counts` and `people prevalence`: the plain counts of an extract.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "engine/people.hpp"
#include "population/counts/counts.hpp"

namespace concord {
namespace {

namespace people = population;

class Counting {
  public:
    Counting(const PeopleQuestion& question, const EngineOptions& options, Answer& answer)
        : question_(question), options_(options), answer_(answer) {}

    // Opens the extract; false, and `answer` says why, where there is none.
    bool open() {
        if (!read_rule()) return false;
        std::error_code error;
        if (!fs::is_directory(question_.folder, error))
            return missing(
                fmt::format("there is no folder `{}`", shown(question_.folder.string(), 200)),
                "give the folder of an extract, or of a system with one");
        auto asked = question_.system;
        const bool is_system = fs::is_regular_file(question_.folder / "system.toml", error);
        if (is_system) asked.folder = question_.folder;
        system_ = open_system(asked, options_, answer_);
        if (!system_) return false;
        // Areas are looked up where rows are judged.
        if (!question_.checked) load_data(*system_, options_, registry::Reach::measures);
        *system_->diagnostics = system_->diagnostics->child();
        place_ = is_system ? people_of(*system_)
                           : PeoplePlace{question_.folder, question_.folder.string()};
        extract_ = people::find_extract(place_.folder, place_.shown_folder, *system_->diagnostics);
        if (!extract_.empty()) return true;
        finish(answer_, *system_->diagnostics);
        return missing(fmt::format("`{}` holds no people.parquet or people.csv",
                                   shown(place_.shown_folder, 200)),
                       "`concord people synth` makes an extract; `concord people schema` prints "
                       "what one holds");
    }

    void count() {
        const auto by = columns();
        if (by.empty()) return;
        areas_ = known_areas(system_->data);
        auto warehouse = store::Warehouse::in_memory({options_.threads, options_.memory, false});
        answer_.table = people::count_people(request(), by, warehouse, *system_->diagnostics);
        const auto held = people::release_counts(answer_.table, rule_);
        close();
        if (rule_.rule)
            answer_.notes.push_back(
                fmt::format("{} held back", counted(held, "count is", "counts are")));
    }

    void prevalence() {
        areas_ = known_areas(system_->data);
        auto warehouse = store::Warehouse::in_memory({options_.threads, options_.memory, false});
        auto vocabulary = people::Vocabulary();
        std::error_code error;
        const auto own = place_.folder / "code_lists.toml";
        const bool has_own = fs::is_regular_file(own, error);
        vocabulary.lists = people::read_code_lists(
            has_own ? own : options_.resources / "catalogue" / "people" / "code_lists.toml",
            has_own ? place_.shown_folder + "/code_lists.toml" : "catalogue/people/code_lists.toml",
            *system_->diagnostics);
        answer_.table =
            people::prevalence(request(), vocabulary, rule_, warehouse, *system_->diagnostics);
        answer_.workbook.percents = {"value", "lowercl", "uppercl"};
        close();
    }

  private:
    people::CountsRequest request() const {
        return {&extract_, areas_, question_.checked, options_.cancel};
    }

    bool missing(std::string message, std::string help) {
        refuse_usage(answer_, std::move(message), std::move(help));
        answer_.outcome = Outcome::input_missing;
        return false;
    }

    bool read_rule() {
        if (question_.inside && !question_.rule.empty()) {
            refuse_usage(answer_, "--inside gives exact counts, and --disclosure a rule for them",
                         "give one of the two");
            return false;
        }
        if (question_.inside) return true;
        rule_.rule = question_.rule.empty() ? disclosure::usual_rule()
                                            : disclosure::parse_rule(question_.rule);
        if (rule_.rule) return true;
        refuse_usage(answer_, fmt::format("--disclosure: `{}` is no rule", shown(question_.rule)),
                     "rules are 1-7-to-5, 1-5-to-5, 1-4-exact and the like");
        return false;
    }

    // The columns asked for, each once; none where one is not known.
    std::vector<std::string> columns() {
        std::vector<std::string> known(people::count_columns().begin(),
                                       people::count_columns().end());
        std::vector<std::string> by;
        for (const auto& word : question_.by) {
            for (const auto part : split(word, ',')) {
                const auto name = std::string(trim(part));
                if (std::ranges::find(known, name) == known.end()) {
                    const auto guess = closest(name, known);
                    refuse_usage(
                        answer_, fmt::format("--by: there is no `{}`", shown(name)),
                        guess ? fmt::format("did you mean `{}`?", *guess) : join(known, ", "));
                    return {};
                }
                if (std::ranges::find(by, name) == by.end()) by.push_back(name);
            }
        }
        return by.empty() ? std::vector<std::string>{"lsoa", "age_band"} : by;
    }

    void close() {
        finish(answer_, *system_->diagnostics);
        if (answer_.table.rows.empty() && answer_.errors > 0) {
            answer_.outcome = Outcome::input_missing;
        }
        answer_.notes.push_back(rule_.rule ? "counts left by the rule " + rule_.rule->name
                                           : "exact counts: for use inside, not to be passed on");
        if (question_.checked)
            answer_.notes.push_back(
                "rows of Parquet are taken as they stand, for they have been checked");
    }

    const PeopleQuestion& question_;
    const EngineOptions& options_;
    Answer& answer_;
    std::unique_ptr<OpenedSystem> system_;
    PeoplePlace place_;
    people::Extract extract_;
    people::ReleaseRule rule_;
    std::vector<people::KnownArea> areas_;
};

}  // namespace

Answer Engine::people_counts(const PeopleQuestion& question) {
    Answer answer;
    Counting counting(question, options_, answer);
    if (counting.open()) counting.count();
    return answer;
}

Answer Engine::people_prevalence(const PeopleQuestion& question) {
    Answer answer;
    Counting counting(question, options_, answer);
    if (counting.open()) counting.prevalence();
    return answer;
}

}  // namespace concord
