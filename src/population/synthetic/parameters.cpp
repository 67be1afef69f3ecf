#include "population/synthetic/parameters.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

#include <fmt/format.h>

#include "base/text.hpp"
#include "files/toml_document.hpp"
#include "population/schema.hpp"
#include "population/synthetic/model.hpp"

namespace concord::population {
namespace {

using files::TomlReader;

// What each data set must tell, by what it is for.
constexpr std::array<std::pair<std::string_view, std::string_view>, 10> source_roles = {{
    {"ages", "area bands"},
    {"ethnicity", "area group people"},
    {"sex", "area people females"},
    {"years", "area sex female male"},
    {"conditions", "decile code register list"},
    {"practices", "code area people"},
    {"providers", "code area share"},
    {"emergency", "area month attendances admissions"},
    {"waits", "area month waiting"},
    {"waits_by_specialty", "area month specialty all over_18 over_52"},
}};

class Reading {
  public:
    Reading(TomlReader& file, Parameters& made) : file_(file), made_(made) {}

    // False where the file cannot be used; what is wrong has been said.
    bool read() {
        made_.title = file_.required_text("title");
        made_.whole = file_.required_text("whole");
        if (const auto date = file_.date("as_at")) made_.as_at = *date;
        names("areas", {"small", "authority", "sex_authority", "board"}, made_.areas);
        names("data",
              {"ages", "ethnicity", "sex", "years", "deprivation", "conditions", "practices",
               "providers", "emergency", "waits", "waits_by_specialty"},
              made_.data);
        columns();
        made_.ethnicities = file_.text_pairs("ethnicity");
        if (made_.ethnicities.size() != ethnic_groups)
            wrong(file_, "ethnicity", fmt::format("{} groups are given", made_.ethnicities.size()),
                  fmt::format("give {} groups", ethnic_groups));
        one_share();
        frailty();
        for (auto& table : file_.tables("condition"))
            condition(table, false);
        for (auto& table : file_.tables("circumstance"))
            condition(table, true);
        for (auto& table : file_.tables("service"))
            service(table);
        if (auto table = file_.table("waits")) {
            made_.wait_weights = curve(*table, "weights");
            source(*table, "waiting lists: ages");
        }
        file_.finish();
        if (made_.services.size() > service_kinds)
            wrong(file_, "service", "there are more kinds of service than the schema has", "");
        return good_;
    }

  private:
    void wrong(TomlReader& table, std::string_view key, std::string message, std::string help) {
        table.find("POP020", key, std::move(message), std::move(help));
        good_ = false;
    }

    void names(std::string_view key, const std::vector<std::string>& wanted,
               std::map<std::string, std::string, std::less<>>& into) {
        auto table = file_.table(key);
        if (!table) {
            wrong(file_, key, fmt::format("the table [{}] is missing", key), "add it");
            return;
        }
        for (const auto& name : wanted) {
            into[name] = table->required_text(name);
            good_ = good_ && !into[name].empty();
        }
        table->finish();
    }

    void columns() {
        auto all = file_.table("columns");
        if (!all) {
            wrong(file_, "columns", "the tables [columns.…] are missing", "add them");
            return;
        }
        for (const auto& [what, roles] : source_roles) {
            auto table = all->table(what);
            if (!table) {
                wrong(*all, what, fmt::format("[columns.{}] is missing", what), "add it");
                continue;
            }
            for (const auto role : split(roles, ' ')) {
                auto& headers = made_.columns[std::string(what)][std::string(role)];
                headers = table->texts(role);
                if (headers.empty())
                    wrong(*table, role, fmt::format("no header is given for {}", role),
                          "give the header of the column");
            }
            table->finish();
        }
        all->finish();
        if (good_ && made_.columns["ages"]["bands"].size() != age_bands)
            wrong(file_, "columns", "the bands of age are not 18", "name their columns in order");
    }

    AgeCurve curve(TomlReader& table, std::string_view key) {
        AgeCurve made;
        for (const auto& point : table.number_lists(key)) {
            const bool is_pair = point.values.size() == 2;
            const bool rises = is_pair && (made.empty() || point.values[0] > made.back().first);
            if (!rises || !(point.values[1] >= 0)) {
                wrong(table, key, "a point of a curve is not [age, weight]",
                      "give points of rising ages with weights of 0 or more");
                return {};
            }
            made.emplace_back(point.values[0], point.values[1]);
        }
        if (made.empty()) wrong(table, key, "a curve has no points", "give [[age, weight], …]");
        return made;
    }

    double positive(TomlReader& table, std::string_view key, double otherwise) {
        const auto value = table.number(key);
        if (!value) return otherwise;
        if (*value > 0 && std::isfinite(*value)) return *value;
        wrong(table, key, fmt::format("{} is not above 0", *value), "give a number above 0");
        return otherwise;
    }

    void source(TomlReader& table, const std::string& of) {
        made_.sources.emplace_back(of, table.required_text("source"));
    }

    void one_share() {
        auto table = file_.table("opt_out");
        if (!table) return;
        made_.opt_out = std::min(1.0, table->number("share").value_or(0));
        source(*table, "opt-outs");
        table->finish();
    }

    void frailty() {
        auto table = file_.table("frailty");
        if (!table) {
            made_.frailty = {{1, 1}};
            return;
        }
        made_.frailty = curve(*table, "factors");
        double people = 0;
        double sum = 0;
        for (const auto& [factor, share] : made_.frailty) {
            people += share;
            sum += factor * share;
        }
        constexpr double near = 1e-6;
        if (std::abs(people - 1) > near || std::abs(sum - 1) > near)
            wrong(*table, "factors",
                  fmt::format("the shares make {} and the mean factor {}", people, sum),
                  "both must be 1, else levels would not come out as given");
        source(*table, "frailty");
        table->finish();
    }

    std::string scheme(TomlReader& table, const char* otherwise) {
        const auto& known = extract_table("conditions").column("scheme")->values;
        auto given = table.text("scheme").value_or(otherwise);
        if (std::ranges::find(known, given) == known.end())
            wrong(table, "scheme", fmt::format("there is no scheme `{}`", shown(given)),
                  "schemes are " + join(known, ", "));
        return given;
    }

    void condition(TomlReader& table, bool needs_level) {
        ConditionParameters made;
        made.scheme = scheme(table, needs_level ? "concord" : "qof");
        made.code = table.required_text("code");
        made.name = table.required_text("name");
        made.from_age = static_cast<int>(table.whole_number("from_age").value_or(0));
        made.to_age = static_cast<int>(table.whole_number("to_age").value_or(200));
        made.female = positive(table, "female", 1);
        made.weights = curve(table, "weights");
        if (needs_level) {
            made.level = positive(table, "level", 0.001);
            made.gradient = positive(table, "gradient", 1);
        }
        source(table, made.name);
        made.source = made_.sources.back().second;
        table.finish();
        made_.conditions.push_back(std::move(made));
    }

    void service(TomlReader& table) {
        ServiceParameters made;
        made.kind = table.required_text("kind");
        made.from_data = table.text("from_data").value_or("");
        if (made.from_data.empty()) made.level = positive(table, "level", 1);
        made.at_practice = table.truth("at_practice").value_or(false);
        made.bundled = table.truth("bundled").value_or(false);
        made.cost = positive(table, "cost", 1);
        made.female = positive(table, "female", 1);
        made.weights = curve(table, "weights");
        made.gradient = positive(table, "gradient", 1);
        source(table, "contacts: " + made.kind);
        made.source = made_.sources.back().second;
        table.finish();
        made_.services.push_back(std::move(made));
    }

    TomlReader& file_;
    Parameters& made_;
    bool good_ = true;
};

}  // namespace

double at_age(const AgeCurve& curve, double age) {
    if (curve.empty()) return 0;
    if (age <= curve.front().first) return curve.front().second;
    for (std::size_t i = 1; i < curve.size(); ++i) {
        if (age > curve[i].first) continue;
        const auto& [from, low] = curve[i - 1];
        const auto& [to, high] = curve[i];
        return low + (high - low) * (age - from) / (to - from);
    }
    return curve.back().second;
}

std::optional<Parameters> read_parameters(const std::filesystem::path& path,
                                          const std::string& shown_path, Diagnostics& diagnostics) {
    const auto content = files::read_toml(path, shown_path, diagnostics);
    if (!content) return std::nullopt;
    TomlReader file(*content, shown_path, diagnostics);
    Parameters made;
    if (!Reading(file, made).read()) return std::nullopt;
    return made;
}

}  // namespace concord::population
