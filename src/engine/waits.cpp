// `need waits`, `need queue`, `need plan` and `need simulate`: from a file of pathways, from a
// system's folder, or, of a simulation, from numbers.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "engine/located_system.hpp"
#include "engine/money_question.hpp"
#include "engine/render.hpp"
#include "engine/waits_options.hpp"
#include "files/output.hpp"

namespace concord {
namespace {

using waiting::Pathways;
using waiting::WaitsData;

// People by name of their pathway: for those who treat them, in a file of the asker's, never shown.
void write_cases(const Pathways& pathways, std::int32_t day, const fs::path& file, Answer& answer) {
    Table table{
        "cases",
        {{"pathway"}, {"specialty"}, {"weeks_waited", ColumnType::number}, {"group"}, {"action"}},
        {}};
    for (std::size_t i = 0; i < pathways.size(); ++i) {
        if (!pathways.is_waiting(i, day)) continue;
        const auto fifth = pathways.group(waiting::Split::fifth, i);
        const bool is_core = pathways.of(waiting::Split::fifth).name(fifth) == "1";
        const bool has_plus = pathways.knows_plus && !pathways.plus[i].empty();
        if (!is_core && !has_plus) continue;
        const auto list = pathways.group(waiting::Split::specialty, i);
        std::vector<std::string> groups;
        if (is_core) groups.emplace_back("fifth 1");
        if (has_plus) groups.push_back(pathways.plus[i]);
        table.rows.push_back({pathways.id[i], pathways.of(waiting::Split::specialty).name(list),
                              pathways.weeks_waited(i, day), join(groups, "; "),
                              pathways.action[i]});
    }
    files::write_file(file, render_csv(table));
    answer.notes.push_back(fmt::format(
        "`{}` names the pathways of people: it is for those who treat them", file.string()));
}

class Asking {
  public:
    Asking(const WaitsQuestion& question, const EngineOptions& options, Answer& answer)
        : question_(question),
          options_(options),
          answer_(answer),
          asked_(waits_options(question, answer)) {}

    void run() {
        table_ = table_asked();
        if (answer_.outcome != Outcome::done) return;
        if (!question_.path) {
            simulate_numbers();
            return;
        }
        std::error_code error;
        if (fs::is_directory(*question_.path, error)) {
            from_system();
        } else if (is_there(*question_.path, answer_)) {
            from_file();
        }
    }

  private:
    // The table that is answered, by its name without `waiting_`.
    std::string table_asked() {
        if (question_.action == WaitsAction::plan && question_.slots.empty()) {
            refuse_usage(answer_, "how many extra slots there are is not said",
                         "give their number with --slots");
        }
        if (question_.action == WaitsAction::queue) return "waiting_queue";
        if (question_.action == WaitsAction::plan) return "waiting_plan";
        if (question_.show.empty()) return {};
        const std::vector<std::string> known = {"lists", "groups", "months", "treated", "cases"};
        if (std::ranges::find(known, question_.show) == known.end()) {
            refuse_usage(answer_,
                         fmt::format("--show: there is no table `{}` here", shown(question_.show)),
                         "tables are " + join(known, ", "));
        }
        return "waiting_" + question_.show;
    }

    void from_system() {
        const auto system =
            open_system({question_.path, question_.as_at, std::nullopt}, options_, answer_);
        if (!system) return;
        const auto& description = system->description;
        const auto place = waiting::pathways_of(description);
        const auto as_at =
            question_.as_at ? system->diagnostics->context().as_at : day_of_people(*system);
        // Fifths of deprivation come from where people live.
        if (!place.people.empty()) load_data(*system, options_, registry::Reach::measures);
        if (needs_rows()) {
            if (place.empty()) {
                refuse_usage(answer_, "this system has no rows a pathway",
                             "put them into people/waiting_list.csv or .parquet, or give a file");
                answer_.outcome = Outcome::input_missing;
                return;
            }
            std::vector<files::FileReport> reports;
            if (!set_flow(as_at)) return;
            const auto pathways =
                waiting::read_joined(place, {{}, {}, question_.columns, as_at}, &system->data,
                                     reports, *system->diagnostics);
            answer_pathways(pathways, place.list.front().shown_path, as_at, *system->diagnostics);
            return;
        }
        if (!set_flow(as_at)) return;
        const auto data = waiting::load_waits(
            {&description, &system->catalogue, system->located.data.value_or(fs::path()), as_at,
             asked_.asked, question_.columns, &system->data},
            *system->diagnostics);
        if (data.empty()) {
            finish(answer_, *system->diagnostics);
            refuse_usage(answer_, "nothing is known of this system's waiting lists",
                         "put rows into people/waiting_list.csv or .parquet; `--data DIR` says "
                         "where the open data is");
            answer_.outcome = Outcome::input_missing;
            return;
        }
        show(data, *system->diagnostics);
    }

    void from_file() {
        const auto path = question_.path->string();
        std::optional<Date> as_at;
        if (question_.as_at) {
            as_at = Date::parse(*question_.as_at);
            if (!as_at) {
                refuse_usage(answer_, fmt::format("`{}` is not a date", shown(*question_.as_at)),
                             "give the day on which the list is counted, such as 2024-12-31");
                return;
            }
        }
        const Date day = as_at.value_or(Date(2022, 7, 1));
        Diagnostics diagnostics(Engine::rule_book(), {day, profile_in_force(day)});
        if (as_at) {
            answer_rows({path, path, question_.columns, as_at}, diagnostics);
        } else {
            ask_for_day({path, path, question_.columns, {}}, diagnostics);
        }
    }

    // A wait has no length without a day, and the latest in a file may be a slip.
    void ask_for_day(const waiting::PathwayFile& file, Diagnostics& diagnostics) {
        const auto latest = waiting::latest_day(waiting::read_pathways(file, diagnostics));
        finish(answer_, diagnostics);
        if (latest) {
            refuse_usage(answer_, "the day on which the list is counted is not said",
                         fmt::format("give it with --as-at; the latest day in the file is {}",
                                     latest->iso()));
        } else {
            answer_.outcome = Outcome::input_missing;
        }
    }

    bool needs_rows() const {
        return question_.action == WaitsAction::plan || question_.action == WaitsAction::simulate ||
               question_.cases;
    }

    // The days in which referrals and removals are counted.
    bool set_flow(Date as_at) {
        asked_.asked.day = as_at.days_since_epoch();
        if (!asked_.from) return true;
        asked_.asked.days_of_flow = asked_.asked.day - asked_.from->days_since_epoch() + 1;
        if (asked_.asked.days_of_flow >= 7) return true;
        refuse_usage(answer_,
                     "--from: less than a week before the day on which the list is counted",
                     "give an earlier day");
        return false;
    }

    void answer_rows(const waiting::PathwayFile& file, Diagnostics& diagnostics) {
        if (!set_flow(*file.as_at)) return;
        answer_pathways(waiting::read_pathways(file, diagnostics), file.shown_path, *file.as_at,
                        diagnostics);
    }

    void answer_pathways(const Pathways& pathways, const std::string& shown_path, Date day,
                         Diagnostics& diagnostics) {
        if (pathways.size() == 0) {
            finish(answer_, diagnostics);
            answer_.outcome = Outcome::input_missing;
            return;
        }
        WaitsData data;
        waiting::answer_pathways(pathways, asked_.asked, {shown_path}, data, diagnostics);
        if (question_.cases) write_cases(pathways, asked_.asked.day, *question_.cases, answer_);
        const auto& report = pathways.report;
        answer_.notes.push_back(fmt::format("{} read, {} left out; counted on {}",
                                            counted(report.rows_read, "row", "rows"),
                                            with_thousands(report.rows_skipped), day.iso()));
        if (question_.action == WaitsAction::simulate) {
            simulate_rows(pathways, data, diagnostics);
        } else {
            show(data, diagnostics);
        }
    }

    void show(const WaitsData& data, Diagnostics& diagnostics) {
        waiting::check_waits(data, diagnostics);
        finish(answer_, diagnostics);
        if (table_.empty()) table_ = data.has_pathways ? "waiting_groups" : "waiting_lists";
        answer_.table = store::to_table(waiting::rows_of(data, table_));
        answer_.workbook.percents = {"value", "lowercl", "uppercl", "expected"};
        if (data.has_pathways) {
            if (data.groups.empty()) answer_.outcome = Outcome::refused;
            answer_.notes.push_back(fmt::format(
                "counts of people are as the rule {} lets them leave: {} held back, the others to "
                "the nearest {}",
                asked_.asked.rule.name, with_thousands(data.held_back),
                asked_.asked.rule.rounding));
        }
        if (question_.action == WaitsAction::plan) {
            answer_.notes.push_back(
                fmt::format("{} given, {} left over: nobody waits for them, or no list can "
                            "take more in a week (--most)",
                            counted(data.plan.given, "slot is", "slots are"),
                            with_thousands(data.plan.left_over)));
            say_lists_left_out("planned", data.not_planned);
        }
    }

    void say_lists_left_out(const char* what, const std::vector<std::string>& lists) {
        if (lists.empty()) return;
        answer_.notes.push_back(fmt::format(
            "not {}, for their counts are held back, or referrals or removals are not known: {}",
            what, shown(join(lists, ", "), 200)));
    }

    void simulate_numbers() {
        if (question_.demand.empty() || question_.capacity.empty()) {
            refuse_usage(answer_, "neither a file nor demand and capacity are given",
                         "give a file of pathways, or --demand and --capacity a week");
            return;
        }
        waiting::SimulatedList list{"list", asked_.model, {}};
        // Those on the queue have waited evenly from nothing up to `waited` weeks.
        for (std::int64_t i = 0; i < asked_.queue; ++i) {
            const double share = static_cast<double>(asked_.queue - i) /
                                 static_cast<double>(std::max<std::int64_t>(1, asked_.queue));
            list.start.push_back({-7 * asked_.waited * share, 0});
        }
        simulate({list}, nullptr);
    }

    void simulate_rows(const Pathways& pathways, const WaitsData& data, Diagnostics& diagnostics) {
        finish(answer_, diagnostics);
        const auto open = waiting::open_lists(pathways, data.queues, asked_.asked.day);
        std::vector<waiting::SimulatedList> lists;
        for (const auto& one : open.lists) {
            waiting::SimulatedList list{one.name, asked_.model, {}};
            list.model.demand = question_.demand.empty() ? one.demand : asked_.model.demand;
            list.model.capacity = question_.capacity.empty() ? one.capacity : asked_.model.capacity;
            auto days = one.days_waited;
            std::ranges::sort(days, std::greater<>());
            for (const auto waited : days)
                list.start.push_back({-static_cast<double>(waited), 0});
            lists.push_back(std::move(list));
        }
        say_lists_left_out("simulated", open.held_back);
        simulate(lists, &asked_.asked.rule);
    }

    void simulate(const std::vector<waiting::SimulatedList>& lists, const disclosure::Rule* rule) {
        auto& simulate = asked_.simulate;
        simulate.threads = std::max(1, options_.threads);
        simulate.cancel = options_.cancel;
        const auto weeks = waiting::simulate_lists(lists, simulate);
        answer_.table = store::to_table(waiting::simulation_rows(weeks, simulate, rule));
        answer_.notes.push_back(
            fmt::format("{} with seed {}; low and high: nine of ten runs lie between",
                        counted(simulate.runs, "run", "runs"), simulate.seed));
    }

    const WaitsQuestion& question_;
    const EngineOptions& options_;
    Answer& answer_;
    WaitsOptions asked_;
    std::string table_;
};

}  // namespace

Answer Engine::waits(const WaitsQuestion& question) {
    Answer answer;
    Asking(question, options_, answer).run();
    return answer;
}

}  // namespace concord
