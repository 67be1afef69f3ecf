#include "statistics/answer_table.hpp"

#include <cassert>
#include <cmath>

#include <fmt/format.h>

#include "base/text.hpp"

namespace concord::statistics {
namespace {

// 95_0, 99_8, 99_99: in per cent, with one decimal at least.
std::string level_digits(const numerics::ConfidenceLevel& level) {
    // A level is given in decimals; ten digits are more than anybody writes.
    auto digits = fmt::format("{:.10f}", level.confidence * 100);
    while (digits.ends_with('0') && digits[digits.size() - 2] != '.')
        digits.pop_back();
    return digits;
}

}  // namespace

std::string limit_name(std::string_view side, const numerics::ConfidenceLevel& level) {
    auto digits = level_digits(level);
    digits[digits.find('.')] = '_';
    return fmt::format("{}{}cl", side, digits);
}

std::string level_words(std::span<const numerics::ConfidenceLevel> levels) {
    std::vector<std::string> parts;
    for (const auto& level : levels) {
        auto digits = level_digits(level);
        if (digits.ends_with(".0")) digits.resize(digits.size() - 2);
        parts.push_back(digits + "%");
    }
    return join(parts, ", ");
}

Value number_value(const std::optional<double>& number) {
    if (!number || !std::isfinite(*number)) return {};
    return *number;
}

void AnswerTable::add(std::string name, ColumnType type, std::vector<Value> values) {
    if (table_.columns.empty()) {
        constexpr std::size_t usual_columns = 16;
        table_.rows.resize(values.size());
        for (auto& row : table_.rows)
            row.reserve(usual_columns);
    }
    assert(values.size() == table_.rows.size());
    table_.columns.push_back({std::move(name), type});
    for (std::size_t row = 0; row < values.size(); ++row)
        table_.rows[row].push_back(std::move(values[row]));
}

void AnswerTable::add_numbers(std::string name, std::span<const std::optional<double>> numbers) {
    std::vector<Value> values;
    for (const auto& number : numbers)
        values.push_back(number_value(number));
    add(std::move(name), ColumnType::number, std::move(values));
}

void AnswerTable::add_groups(const Work& work, const Groups& groups,
                             std::span<const std::size_t> slots,
                             std::span<const std::size_t> group_of_row) {
    std::vector<std::size_t> rows;
    for (const auto group : group_of_row)
        rows.push_back(groups.rows(group).front());
    for (const auto slot : slots)
        add_text(work, slot, rows);
}

void AnswerTable::add_text(const Work& work, std::size_t slot, std::span<const std::size_t> rows) {
    const auto& column = work.frame().texts[slot];
    const auto shown_as = typed(column);
    std::vector<Value> values;
    for (const auto row : rows)
        values.push_back(shown_as.levels[column.code(row)]);
    add(work.header_of_text(slot), shown_as.type, std::move(values));
}

void AnswerTable::add_kept(const Frame& frame) {
    for (std::size_t field = 0; field < frame.kept.size(); ++field) {
        const auto& column = frame.kept[field];
        const auto shown_as = typed(column);
        std::vector<Value> values;
        for (std::size_t row = 0; row < column.size(); ++row)
            values.push_back(shown_as.levels[column.code(row)]);
        add(frame.kept_names[field], shown_as.type, std::move(values));
    }
}

void AnswerTable::add_value(std::span<const Outcome> outcomes) {
    std::vector<Value> values;
    for (const auto& outcome : outcomes)
        values.push_back(number_value(outcome.value));
    add("value", ColumnType::number, std::move(values));
}

void AnswerTable::add_limits(const Work& work, std::span<const Outcome> outcomes) {
    const auto& levels = work.levels();
    for (std::size_t i = 0; i < levels.size(); ++i) {
        std::vector<Value> lower;
        std::vector<Value> upper;
        for (const auto& outcome : outcomes) {
            const bool has_limits = i < outcome.limits.size() && outcome.limits[i];
            lower.push_back(has_limits ? number_value(outcome.limits[i]->lower) : Value());
            upper.push_back(has_limits ? number_value(outcome.limits[i]->upper) : Value());
        }
        const bool is_alone = levels.size() == 1;
        add(is_alone ? "lowercl" : limit_name("lower", levels[i]), ColumnType::number,
            std::move(lower));
        add(is_alone ? "uppercl" : limit_name("upper", levels[i]), ColumnType::number,
            std::move(upper));
    }
}

void AnswerTable::add_metadata(const Work& work, std::span<const Outcome> outcomes) {
    std::vector<Value> confidence;
    std::vector<Value> statistic;
    std::vector<Value> method;
    const auto words = level_words(work.levels());
    for (const auto& outcome : outcomes) {
        confidence.emplace_back(words);
        statistic.emplace_back(outcome.statistic);
        method.push_back(outcome.method.empty() ? Value() : Value(outcome.method));
    }
    add("confidence", ColumnType::text, std::move(confidence));
    add("statistic", ColumnType::text, std::move(statistic));
    add("method", ColumnType::text, std::move(method));
}

void AnswerTable::add_outcomes(const Work& work, std::span<const Outcome> outcomes) {
    add_value(outcomes);
    add_limits(work, outcomes);
    add_metadata(work, outcomes);
}

}  // namespace concord::statistics
