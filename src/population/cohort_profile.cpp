#include "population/cohort_profile.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "files/toml_document.hpp"

namespace concord::population {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_bits = 62;

std::string word(files::TomlReader& table, const char* key, const std::string& usual,
                 const std::vector<std::string>& known) {
    auto given = table.text(key).value_or(usual);
    if (std::ranges::find(known, given) != known.end()) return given;
    const auto guess = closest(given, known);
    table.find("POP021", key, fmt::format("`{}` is not known", shown(given)),
               guess ? fmt::format("is it `{}`?", *guess) : "known are " + join(known, ", "));
    return usual;
}

// The bits of the rules that hold, as one sum.
template <class Rules, class Sql>
std::string bits_sql(const Rules& rules, Sql sql_of) {
    std::vector<std::string> bits = {"0"};
    std::int64_t bit = 1;
    for (const auto& rule : rules) {
        bits.push_back(fmt::format("CASE WHEN {} THEN {} ELSE 0 END", sql_of(rule), bit));
        bit *= 2;
    }
    return join(bits, " + ");
}

std::string members_sql(const Cohort& cohort) {
    std::vector<std::string> steps;
    for (const auto& step : cohort.steps)
        steps.push_back(step.criterion.sql);
    return join(steps, " AND ");
}

}  // namespace

std::vector<CohortMeasure> read_measures(const LibraryFiles& files, const Vocabulary& vocabulary,
                                         Diagnostics& diagnostics) {
    std::error_code error;
    const bool is_own =
        !files.own.empty() && fs::is_regular_file(files.own / "measures.toml", error);
    const auto path = (is_own ? files.own : files.catalogue) / "measures.toml";
    const auto shown_path = (is_own ? files.shown_own : "catalogue/people") + "/measures.toml";
    std::vector<CohortMeasure> measures;
    if (!fs::is_regular_file(path, error)) return measures;
    const auto content = files::read_toml(path, shown_path, diagnostics);
    if (!content) return measures;
    files::TomlReader reader(*content, shown_path, diagnostics);
    for (auto& table : reader.tables("measure")) {
        CohortMeasure one;
        one.id = table.required_text("id");
        one.title = table.required_text("title");
        one.aspect = word(table, "aspect", "need", {"need", "access", "experience", "outcome"});
        one.better = word(table, "better", "neither", {"higher", "lower", "neither"});
        const bool is_new =
            std::ranges::find(measures, one.id, &CohortMeasure::id) == measures.end();
        if (!is_new)
            table.find("POP021", "id", fmt::format("there are two measures `{}`", shown(one.id)),
                       "give each its own id");
        const auto criterion = read_criterion(table, vocabulary);
        table.finish();
        if (!criterion || one.id.empty() || !is_new || measures.size() >= most_bits) continue;
        one.criterion = *criterion;
        measures.push_back(std::move(one));
    }
    reader.finish();
    return measures;
}

std::string profile_sql(const Library& library, std::span<const CohortMeasure> measures) {
    const auto first =
        std::span(library.cohorts).first(std::min(library.cohorts.size(), most_bits));
    return fmt::format(
        "SELECT cohorts, measures, COUNT(*) AS people FROM (SELECT CAST({} AS BIGINT) AS cohorts, "
        "CAST({} AS BIGINT) AS measures FROM facts WHERE NOT dead AND NOT opted_out) AS bits "
        "GROUP BY cohorts, measures",
        bits_sql(first, members_sql),
        bits_sql(measures, [](const CohortMeasure& one) { return one.criterion.sql; }));
}

store::EngineQuery profile_question(const Library& library,
                                    std::span<const CohortMeasure> measures) {
    store::EngineQuery question;
    question.keys = {"cohorts", "measures"};
    question.answer = {"people_fares",
                       "",
                       {{"cohorts", ColumnType::whole_number, ""},
                        {"measures", ColumnType::whole_number, ""},
                        {"people", ColumnType::whole_number, ""}}};
    question.sql = profile_sql(library, measures);
    return question;
}

std::vector<ProfileCount> profile_counts(std::span<const ProfileGroup> groups, std::size_t cohorts,
                                         std::size_t measures) {
    std::vector<ProfileCount> counts;
    for (std::size_t c = 0; c < std::min(cohorts, most_bits); ++c) {
        for (std::size_t m = 0; m < measures; ++m) {
            ProfileCount one;
            one.cohort = c;
            one.measure = m;
            for (const auto& group : groups) {
                auto& part = (group.cohorts >> c & 1) != 0 ? one.members : one.others;
                part.people += group.people;
                if ((group.measures >> m & 1) != 0) part.with_outcome += group.people;
            }
            counts.push_back(one);
        }
    }
    return counts;
}

}  // namespace concord::population
