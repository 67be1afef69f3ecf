#include "need/indicator_file.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "files/toml_document.hpp"

namespace concord::need {
namespace {

class IndicatorReader {
  public:
    IndicatorReader(files::TomlReader& table, Diagnostics& diagnostics)
        : table_(table), diagnostics_(diagnostics) {}

    std::optional<Indicator> read() {
        Indicator one;
        one.id = table_.required_text("id");
        one.title = table_.required_text("title");
        one.place = table_.place("id");
        read_meaning(one);
        read_source(one);
        read_columns(one);
        one.topic = table_.text("topic").value_or("");
        one.note = table_.text("note").value_or("");
        table_.finish();
        check(one);
        if (!sound_ || one.id.empty()) return std::nullopt;
        return one;
    }

  private:
    void read_meaning(Indicator& one) {
        const auto aspect = word("aspect", "need");
        if (const auto known = parse_aspect(aspect)) {
            one.aspect = *known;
        } else {
            refuse("aspect", fmt::format("`{}` is no aspect", shown(aspect)),
                   "aspects are need, access, experience and outcome");
        }
        const auto better = word("better", "neither");
        if (const auto known = parse_better(better)) {
            one.better = *known;
        } else {
            refuse("better", fmt::format("`{}` is no direction", shown(better)),
                   "higher, lower or neither is better");
        }
        read_use(one);
        one.is_trait = table_.truth("trait").value_or(false);
    }

    // What a figure is for must be said, not assumed (THE-R094).
    void read_use(Indicator& one) {
        const auto text = table_.text("use");
        const auto known = text ? parse_use(*text) : std::nullopt;
        if (known) {
            one.use = *known;
            return;
        }
        diagnostics_.add({"NED105", table_.place(text ? "use" : "id"), one.id,
                          text ? fmt::format("`{}` is no use of a figure", shown(*text))
                               : fmt::format("it is not said what `{}` is for", shown(one.id))});
        sound_ = false;
    }

    void read_source(Indicator& one) {
        one.dataset = table_.text("dataset").value_or("");
        one.file = table_.path_below("file");
        one.layer = table_.required_text("layer");
        one.deprivation = table_.text("most_deprived_fifth").value_or("");
        one.unit_column = table_.text("unit").value_or("");
        one.period = table_.text("period").value_or("");
        one.period_column = table_.text("period_column").value_or("");
        one.through = through("through");
        one.fifths = through("fifths");
        one.fifth_of_least = table_.truth("first_fifth_is_least_deprived").value_or(false);
    }

    std::optional<Through> through(const char* key) {
        auto table = table_.table(key);
        if (!table) return std::nullopt;
        Through path;
        path.dataset = table->required_text("dataset");
        path.key = table->required_text("key");
        path.value = table->required_text("value");
        table->finish();
        return path;
    }

    void read_columns(Indicator& one) {
        for (const auto& [column, value] : table_.text_pairs("where"))
            one.where.emplace_back(column, value);
        one.count = table_.texts("count");
        one.share_percent = table_.text("share_percent").value_or("");
        one.population = table_.text("population").value_or("");
    }

    void check(const Indicator& one) {
        const bool is_measure = !one.deprivation.empty();
        const int sources = (one.dataset.empty() ? 0 : 1) + (one.file.empty() ? 0 : 1);
        if (sources + (is_measure ? 1 : 0) != 1) {
            refuse("id", fmt::format("`{}` has not one source", shown(one.id)),
                   "give one of dataset, file and most_deprived_fifth");
            return;
        }
        if (one.period.empty() == one.period_column.empty())
            refuse("id", fmt::format("`{}` has not one period", shown(one.id)),
                   "give period, or period_column where the rows say it");
        if (is_measure) return;
        if (one.unit_column.empty() || one.population.empty())
            refuse("id", fmt::format("`{}` lacks a column", shown(one.id)),
                   "give unit and population, the columns with the area and its people");
        if (one.count.empty() == one.share_percent.empty())
            refuse("id", fmt::format("`{}` has not one way to count", shown(one.id)),
                   "give count, the columns to add up, or share_percent");
    }

    std::string word(const char* key, const char* usual) {
        return table_.text(key).value_or(usual);
    }

    void refuse(const char* key, std::string message, std::string help) {
        diagnostics_.add({"NED100", table_.place(key), "", std::move(message), std::move(help)});
        sound_ = false;
    }

    files::TomlReader& table_;
    Diagnostics& diagnostics_;
    bool sound_ = true;
};

class PlanReader {
  public:
    PlanReader(const PlanFile& file, Diagnostics& diagnostics)
        : file_(file), diagnostics_(diagnostics) {}

    std::optional<NeedPlan> read() {
        const auto document = files::read_toml(file_.path, file_.shown_path, diagnostics_);
        if (!document) return std::nullopt;
        files::TomlReader table(*document, file_.shown_path, diagnostics_);
        plan_.layers = table.texts("layers");
        if (const auto similar = table.whole_number("similar"))
            plan_.similar = std::clamp<std::int64_t>(*similar, 0, 100);
        for (const auto& list : table.texts("catalogue"))
            read_list(list, table.place("catalogue"));
        read_indicators(table);
        read_people(table);
        table.finish();
        read_evidence();
        return std::move(plan_);
    }

  private:
    void read_list(const std::string& list, const Location& place) {
        const auto name = list + ".toml";
        const auto path = file_.catalogue / name;
        std::error_code error;
        const bool is_plain = list.find('/') == std::string::npos;
        if (!is_plain || !std::filesystem::is_regular_file(path, error)) {
            diagnostics_.add(
                {"NED101", place, list,
                 fmt::format("the catalogue has no list of indicators `{}`", shown(list))});
            return;
        }
        const auto document = files::read_toml(path, "catalogue/need/" + name, diagnostics_);
        if (!document) return;
        files::TomlReader table(*document, "catalogue/need/" + name, diagnostics_);
        read_indicators(table);
        read_people(table);
        table.finish();
    }

    void read_people(files::TomlReader& document) {
        auto table = document.table("people");
        if (!table) return;
        PeopleSource source;
        source.dataset = table->required_text("dataset");
        source.layer = table->required_text("layer");
        source.unit_column = table->required_text("unit");
        source.period = table->required_text("period");
        source.bands = table->text_pairs("bands");
        source.place = table->place("dataset");
        source.note = table->text("note").value_or("");
        if (auto sexes = table->table("sexes")) {
            source.sexes = sexes->required_text("dataset");
            source.sexes_layer = sexes->required_text("layer");
            source.sexes_unit = sexes->required_text("unit");
            source.sex_column = sexes->required_text("column");
            source.female = sexes->required_text("female");
            source.male = sexes->required_text("male");
            sexes->finish();
        }
        table->finish();
        if (!source.bands.empty()) plan_.people = std::move(source);
    }

    // What evidence must hold: the system's own list where it has one, else the shipped.
    void read_evidence() {
        auto path = file_.path.parent_path() / "evidence.toml";
        auto shown_path = std::filesystem::path(file_.shown_path).parent_path() / "evidence.toml";
        std::error_code error;
        plan_.has_own_evidence = std::filesystem::is_regular_file(path, error);
        if (!plan_.has_own_evidence) {
            path = file_.catalogue / "evidence.toml";
            shown_path = "catalogue/need/evidence.toml";
        }
        const auto document = files::read_toml(path, shown_path.string(), diagnostics_);
        if (!document) return;
        files::TomlReader table(*document, shown_path.string(), diagnostics_);
        for (auto& one : table.tables("item")) {
            EvidenceItem item;
            item.id = one.required_text("id");
            item.title = one.required_text("title");
            item.topics = one.texts("topics");
            item.aspect = one.text("aspect").value_or("");
            item.part = one.text("part").value_or("");
            item.place = one.place("id");
            check_item(item, one);
            one.finish();
            if (!item.id.empty()) plan_.evidence.push_back(std::move(item));
        }
        table.finish();
    }

    static void check_item(const EvidenceItem& item, files::TomlReader& table) {
        const std::vector<std::string> parts = {"people", "gaps", "trend", "similar", "groups"};
        const bool knows_part =
            item.part.empty() || std::ranges::find(parts, item.part) != parts.end();
        if (!knows_part)
            table.find("NED100", "part", fmt::format("`{}` is no part", shown(item.part)),
                       "parts are " + join(parts, ", "));
        if (!item.aspect.empty() && !parse_aspect(item.aspect))
            table.find("NED100", "aspect", fmt::format("`{}` is no aspect", shown(item.aspect)),
                       "aspects are need, access, experience and outcome");
        const int ways = (item.topics.empty() ? 0 : 1) + (item.aspect.empty() ? 0 : 1) +
                         (item.part.empty() ? 0 : 1);
        if (ways != 1)
            table.find("NED100", "id",
                       fmt::format("`{}` is not answered in one way", shown(item.id)),
                       "give one of topics, aspect and part");
    }

    void read_indicators(files::TomlReader& table) {
        for (auto& one : table.tables("indicator")) {
            auto indicator = IndicatorReader(one, diagnostics_).read();
            if (!indicator) continue;
            const bool is_known = std::ranges::any_of(
                plan_.indicators,
                [&](const Indicator& other) { return other.id == indicator->id; });
            if (is_known) {
                diagnostics_.add(
                    {"NED100", indicator->place, indicator->id,
                     fmt::format("there are two indicators `{}`", shown(indicator->id)),
                     "give each its own id"});
                continue;
            }
            plan_.indicators.push_back(std::move(*indicator));
        }
    }

    const PlanFile& file_;
    Diagnostics& diagnostics_;
    NeedPlan plan_;
};

}  // namespace

std::optional<NeedPlan> read_plan(const PlanFile& file, Diagnostics& diagnostics) {
    return PlanReader(file, diagnostics).read();
}

}  // namespace concord::need
