#include <fmt/format.h>

#include "base/amount.hpp"
#include "base/text.hpp"
#include "files/toml_document.hpp"
#include "money/folder.hpp"
#include "money/open_allocations.hpp"

namespace concord::money {
namespace {

const std::string plan_file = "allocation.toml";

class PlanReader {
  public:
    PlanReader(MoneyFolder& folder, const std::filesystem::path& catalogue,
               Diagnostics& diagnostics)
        : folder_(folder), catalogue_(catalogue), diagnostics_(diagnostics) {}

    AllocationPlan read() {
        const auto document =
            files::read_toml(folder_.path(plan_file), folder_.shown(plan_file), diagnostics_);
        files::FileReport report;
        if (document) {
            files::TomlReader reader(*document, folder_.shown(plan_file), diagnostics_);
            const auto year = reader.text("year").value_or("");
            for (auto& table : reader.tables("stream"))
                plan_.streams.push_back(stream_of(table, year));
            if (auto table = reader.table("places")) plan_.places = places_of(*table, year);
            plan_.prevention_goal = reader.number("prevention_goal");
            reader.finish();
            report.rows_read = static_cast<std::int64_t>(plan_.streams.size());
        }
        folder_.record(plan_file, report);
        return std::move(plan_);
    }

  private:
    StreamPlan stream_of(files::TomlReader& table, const std::string& year) {
        StreamPlan stream;
        const auto errors = diagnostics_.count(Severity::error);
        stream.name = table.required_text("name");
        stream.year = table.text("year").value_or(year);
        stream.covers = table.texts("covers");
        stream.need = table.text("need").value_or("");
        stream.inequalities = table.text("inequalities").value_or("");
        stream.advice = table.text("advice").value_or("");
        stream.place = table.place("name");
        stream.swing = table.number("swing");
        const auto unit = amount(table, "round");
        if (unit && *unit > Pence()) stream.unit = *unit;
        stream.quantum = amount(table, "quantum");
        if (const auto word = table.text("solve")) {
            const auto variable = parse_solve_for(*word);
            if (variable) stream.variable = *variable;
            if (!variable) {
                table.find("REG016", "solve",
                           fmt::format("`{}` cannot be solved for", shown(*word)),
                           "it is growth, convergence, floor or cap");
            }
        }
        stream.rule = rule_of(table, &stream);
        if (auto open = table.table("open_data"))
            stream.open = read_open_stream(*open, diagnostics_);
        table.finish();
        stream.is_broken = diagnostics_.count(Severity::error) > errors || rule_failed_;
        return stream;
    }

    std::optional<Pence> amount(files::TomlReader& table, std::string_view key) {
        const auto text = table.text(key);
        if (!text) return std::nullopt;
        const auto reading = parse_amount(*text);
        if (!reading.value) {
            table.find("MON001", key, said_of(reading.problem, *text), help_for(reading.problem));
        }
        return reading.value;
    }

    // A rule of the system's own, or one that the catalogue carries.
    std::optional<PaceRule> rule_of(files::TomlReader& table, StreamPlan* stream = nullptr) {
        const auto file = table.path_below("rule");
        const auto known = table.path_below("catalogue_rule");
        rule_failed_ = false;
        if (!file.empty() && !known.empty()) {
            table.find("REG016", "catalogue_rule", "two rules of pace are named",
                       "keep `rule` or `catalogue_rule`");
        }
        if (file.empty() && known.empty()) return std::nullopt;
        const auto name = known + ".toml";
        const auto rule =
            file.empty()
                ? read_pace_rule(catalogue_ / name, "catalogue/money/" + name, diagnostics_)
                : read_pace_rule(folder_.path(file), folder_.shown(file), diagnostics_);
        if (!file.empty()) folder_.record(file, {});
        rule_failed_ = !rule;
        if (rule && stream) {
            stream->rule_title = rule->title;
            stream->evidence = rule->evidence;
        }
        return rule ? std::optional(rule->rule) : std::nullopt;
    }

    std::optional<PlaceRequest> places_of(files::TomlReader& table, const std::string& year) {
        const auto errors = diagnostics_.count(Severity::error);
        PlaceRequest request;
        const auto file = table.path_below("file");
        plan_.dataset_of_places = table.text("dataset").value_or("");
        plan_.streams_of_places = table.texts("streams");
        plan_.note_on_places = table.text("note").value_or("");
        plan_.place_of_places = table.place("dataset");
        if (file.empty() == plan_.dataset_of_places.empty()) {
            table.find("REG016", "file",
                       file.empty() ? "no file says what places need"
                                    : "a file and a data set both say what places need",
                       "give `file`, or `dataset` for open data");
        }
        auto& units = request.units;
        units.file = folder_.path(file);
        units.shown_path = folder_.shown(file);
        units.columns.unit = table.text("unit").value_or("");
        units.columns.place = table.required_text("place");
        units.columns.system = table.required_text("body");
        units.columns.population = table.required_text("population");
        units.columns.weighted = table.texts("weighted");
        units.columns.baseline = table.texts("baseline");
        request.year = table.text("year").value_or(year);
        request.need.whole_people = table.truth("whole_people").value_or(false);
        const auto word = table.text("missing").value_or("refuse");
        const auto gaps = parse_gap_rule(word);
        if (!gaps) {
            table.find("REG016", "missing",
                       fmt::format("`{}` is no rule for missing weights", shown(word)),
                       "rules are " + join(gap_rule_names(), ", "));
        }
        request.need.gaps = units.gaps = gaps.value_or(GapRule::refuse);
        request.rule = rule_of(table);
        const auto streams = units.columns.weighted.size();
        const auto baselines = units.columns.baseline.size();
        if (streams == 0 || (baselines != 0 && baselines != streams)) {
            table.find("REG016", streams == 0 ? "weighted" : "baseline",
                       streams == 0 ? std::string("no column of weighted people is named")
                                    : fmt::format("{} baselines are given for {} streams",
                                                  baselines, streams),
                       "name a column for each stream, called as the stream is");
        }
        if (!plan_.streams_of_places.empty() && plan_.streams_of_places.size() != streams) {
            table.find("REG016", "streams",
                       fmt::format("{} streams are named for {} columns of weighted people",
                                   plan_.streams_of_places.size(), streams),
                       "name a stream for each column, in the same order, or none");
        }
        table.finish();
        const bool is_broken = diagnostics_.count(Severity::error) > errors || rule_failed_;
        if (is_broken) return std::nullopt;
        if (!file.empty()) folder_.record(file, {});
        return request;
    }

    MoneyFolder& folder_;
    const std::filesystem::path& catalogue_;
    Diagnostics& diagnostics_;
    AllocationPlan plan_;
    bool rule_failed_ = false;  // the last rule that was named could not be used
};

}  // namespace

AllocationPlan read_plan(MoneyFolder& folder, const std::filesystem::path& catalogue,
                         Diagnostics& diagnostics) {
    if (!folder.has(plan_file)) return {};
    return PlanReader(folder, catalogue, diagnostics).read();
}

}  // namespace concord::money
