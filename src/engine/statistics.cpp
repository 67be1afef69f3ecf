// `stats`: the statistics of public health on any file.
#include "statistics/statistics.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "engine/located_system.hpp"
#include "engine/money_question.hpp"

namespace concord {
namespace {

StatisticsOption described(const statistics::Option& option) {
    StatisticsOption result;
    result.name = option.name;
    result.does = option.does;
    result.type = option.type;
    result.choices = option.choices;
    result.is_required = option.required;
    result.is_flag = option.kind == statistics::OptionKind::flag;
    if (result.type.empty() && option.kind == statistics::OptionKind::column)
        result.type = "COLUMN";
    if (option.kind == statistics::OptionKind::columns) result.type = "COLUMN,…";
    return result;
}

void plan_workbook(const StatisticsQuestion& question, Answer& answer) {
    auto& plan = answer.workbook;
    plan.meanings = {{"value", "the figure, times the multiplier"},
                     {"lowercl", "the lower limit at the level of confidence"},
                     {"uppercl", "the upper limit at the level of confidence"},
                     {"confidence", "the level of confidence, or the levels"},
                     {"statistic", "what the value is"},
                     {"method", "how the limits were worked out"}};
    plan.method.push_back(source_of(question.file));
}

}  // namespace

std::vector<StatisticsVerb> Engine::statistics_verbs() {
    std::vector<StatisticsVerb> verbs;
    for (const auto& statistic : statistics::all_statistics()) {
        StatisticsVerb verb{std::string(statistic.name), std::string(statistic.does), {}};
        for (const auto& option : statistic.options)
            verb.options.push_back(described(option));
        verbs.push_back(std::move(verb));
    }
    return verbs;
}

Answer Engine::statistics(const StatisticsQuestion& question) {
    Answer answer;
    const auto context = money_context(question.as_at, answer);
    if (!context || !is_there(question.file, answer)) return answer;
    Diagnostics diagnostics(rule_book(), *context);
    auto answered = statistics::answer(
        {question.statistic, question.file, question.file.string(),
         options_.resources / "catalogue" / "statistics", question.options, options_.threads},
        diagnostics);
    for (const auto& problem : answered.problems)
        refuse_usage(answer, problem.message, problem.help);
    if (!answered.problems.empty()) return answer;
    answer.table = statistics::to_table(answered.table);
    answer.notes = std::move(answered.notes);
    plan_workbook(question, answer);
    finish_money(answer, diagnostics);
    return answer;
}

}  // namespace concord
