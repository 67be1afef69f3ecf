// `money pace`: allocations from a file and a rule.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "engine/located_system.hpp"
#include "engine/money_question.hpp"
#include "money/pace.hpp"
#include "money/pace_rule_file.hpp"

namespace concord {
namespace {

constexpr int most_years = 100;

bool set_numbers(const PaceQuestion& question, money::PaceRequest& request, Answer& answer) {
    if (!question.round.empty()) {
        const auto unit = amount_of("--round", question.round, answer);
        if (unit) request.unit = *unit;
        if (unit && *unit <= Pence()) {
            refuse_usage(answer,
                         fmt::format("--round: `{}` is not above nothing", shown(question.round)),
                         "give pounds such as 1000");
        }
    }
    if (!question.quantum.empty()) {
        request.quantum = amount_of("--quantum", question.quantum, answer);
    }
    if (!question.swing.empty()) request.swing = share_of("--swing", question.swing, answer);
    if (question.years && (*question.years < 1 || *question.years > most_years)) {
        refuse_usage(answer, fmt::format("`{}` is no number of years", *question.years),
                     fmt::format("give a number from 1 to {}", most_years));
    }
    request.years = question.years;
    return answer.outcome == Outcome::done;
}

// What fits together: what is solved for, a quantum of whole units, growth said once.
bool set_solving(const PaceQuestion& question, money::PaceRequest& request, Answer& answer) {
    const auto variable =
        money::parse_solve_for(question.solve.empty() ? "growth" : question.solve);
    if (!variable) {
        refuse_usage(answer, fmt::format("`{}` cannot be solved for", shown(question.solve)),
                     "it is growth, convergence, floor or cap");
    } else if (!question.solve.empty() && !request.quantum) {
        refuse_usage(answer, "--solve needs a sum to be met", "give the sum with --quantum");
    } else if (request.quantum && request.quantum->count() % request.unit.count() != 0) {
        refuse_usage(answer,
                     fmt::format("{} is no multiple of the {} of --round", request.quantum->words(),
                                 request.unit.words()),
                     "allocations of whole units make up a sum of whole units only");
    } else if (!question.target_growth.empty() && !question.population_growth.empty()) {
        refuse_usage(answer, "--target-growth and --population-growth both say how targets grow",
                     "give one of the two");
    } else {
        request.variable = *variable;
    }
    return answer.outcome == Outcome::done;
}

// Blocks of years, each with its total as the last row where one was asked for.
void plan_totals(const Table& table, const std::string& name, WorkbookPlan& plan) {
    const auto& columns = table.columns;
    const auto is_year = [](const Column& column) { return column.name == "year"; };
    const auto year = std::ranges::find_if(columns, is_year) - columns.begin();
    std::size_t first = 0;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const auto at = static_cast<std::size_t>(year);
        const bool is_last =
            row + 1 == table.rows.size() ||
            (at < columns.size() && table.rows[row][at] != table.rows[row + 1][at]);
        if (!is_last) continue;
        if (row > first && table.rows[row][0] == Value(name))
            plan.totals.push_back({row, first, row - 1});
        first = row + 1;
    }
}

// The rounding of an amount to whole units, as a formula says it.
std::string rounded(const std::string& amount, Pence unit) {
    int digits = 2;
    std::int64_t rest = unit.count();
    while (rest % 10 == 0) {
        rest /= 10;
        --digits;
    }
    if (rest == 1) return fmt::format("ROUND({},{})", amount, digits);
    return fmt::format("ROUND(({})/{},0)*{}", amount, unit.pounds(), unit.pounds());
}

void plan_workbook(const money::PaceRequest& request, const fs::path& file, Answer& answer) {
    auto& plan = answer.workbook;
    const std::string grown = "{baseline}*(1+{growth})";
    plan.percents = {"growth", "distance_before", "convergence", "distance_after"};
    plan.formulas = {{"distance_before", grown + "/{target}-1"},
                     {"distance_after", "{allocation}/{target}-1"},
                     {"gain", "{allocation}-ROUND(" + grown + ",2)"}};
    if (!request.quantum) {
        plan.formulas.push_back(
            {"allocation", rounded(grown + "*(1+{convergence})", request.unit)});
    } else {
        plan.method.emplace_back(
            "allocations were solved for, so that they make up a sum to the penny: what is left "
            "over by rounding goes to the largest rests, which no formula of one row can say");
    }
    plan.formulas_of_totals = {{"distance_after", "{allocation}/{target}-1"}};
    plan.summed = {"baseline", "target", "allocation", "gain"};
    plan.meanings = {{"body", "the body, as the file names it"},
                     {"baseline", "what it starts from, in pounds"},
                     {"growth", "the share that is added to every baseline alike"},
                     {"target", "its fair share of the whole, in pounds"},
                     {"distance_before", "the grown baseline over the target, less 1"},
                     {"convergence", "the share by which the rule of pace moves it"},
                     {"allocation", "what it is allocated, in pounds"},
                     {"distance_after", "the allocation over the target, less 1"},
                     {"gain", "over the baseline with its growth alone, in pounds"}};
    plan.method.push_back(source_of(file));
    if (!request.total.empty()) plan_totals(answer.table, request.total, plan);
    if (plan.totals.empty()) plan.summed.clear();
}

bool read_rules(const PaceQuestion& question, money::PaceRequest& request, Answer& answer,
                Diagnostics& diagnostics) {
    for (const auto& path : question.rules) {
        if (!is_there(path, answer)) return false;
        const auto rule = money::read_pace_rule(path, path.string(), diagnostics);
        if (!rule) return false;
        request.rules.push_back(rule->rule);
        if (!rule->title.empty()) answer.notes.push_back("rule: " + shown(rule->title, 200));
    }
    return true;
}

}  // namespace

Answer Engine::money_pace(const PaceQuestion& question) {
    Answer answer;
    const auto context = money_context(question.as_at, answer);
    money::PaceRequest request;
    request.file = question.file;
    request.shown_path = question.file.string();
    request.columns = {question.body,          question.baseline,         question.growth,
                       question.target,        question.population,       question.converging,
                       question.target_growth, question.population_growth};
    request.total = question.total;
    if (!context || !set_numbers(question, request, answer)) return answer;
    if (!set_solving(question, request, answer) || !is_there(question.file, answer)) return answer;
    Diagnostics diagnostics(rule_book(), *context);
    const bool is_read = read_rules(question, request, answer, diagnostics);
    if (is_read) {
        auto paced = money::answer_pace(request, diagnostics);
        answer.table = std::move(paced.table);
        for (auto& note : paced.notes)
            answer.notes.push_back(std::move(note));
        plan_workbook(request, question.file, answer);
    }
    finish_money(answer, diagnostics);
    // A rule with a key that nobody knows is only warned of, and is not applied.
    if (!is_read && answer.outcome == Outcome::done) answer.outcome = Outcome::input_missing;
    return answer;
}

}  // namespace concord
