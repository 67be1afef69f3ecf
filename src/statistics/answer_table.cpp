#include "statistics/answer_table.hpp"

#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>
#include <unordered_map>

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

constexpr double no_number = std::numeric_limits<double>::quiet_NaN();

// Few words that stand on many rows.
struct CodedWords {
    std::vector<std::uint32_t> codes;
    std::vector<Value> levels;
    std::unordered_map<std::string_view, std::uint32_t> by_word;

    void add(std::string_view word) {
        const auto next = static_cast<std::uint32_t>(levels.size());
        const auto [at, is_new] = by_word.try_emplace(word, next);
        if (is_new) levels.push_back(word.empty() ? Value() : Value(std::string(word)));
        codes.push_back(at->second);
    }
};

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

Value AnswerColumn::at(std::size_t row) const {
    if (!has_numbers()) return levels[codes[row]];
    return std::isfinite(numbers[row]) ? Value(numbers[row]) : Value();
}

Table to_table(const AnswerColumns& answer) {
    Table table;
    table.name = answer.name;
    const auto rows = answer.columns.empty() ? 0 : answer.columns.front().size();
    table.rows.resize(rows);
    for (auto& row : table.rows)
        row.reserve(answer.columns.size());
    for (const auto& column : answer.columns) {
        assert(column.size() == rows);
        table.columns.push_back({column.name, column.type});
        for (std::size_t row = 0; row < rows; ++row)
            table.rows[row].push_back(column.at(row));
    }
    return table;
}

void AnswerTable::add(std::string name, ColumnType type, std::vector<Value> values) {
    std::vector<std::uint32_t> codes(values.size());
    std::iota(codes.begin(), codes.end(), 0U);
    add_codes(std::move(name), std::move(codes), {type, std::move(values)});
}

void AnswerTable::add_codes(std::string name, std::vector<std::uint32_t> codes,
                            const TypedColumn& levels) {
    answer_.columns.push_back({std::move(name), levels.type, {}, std::move(codes), levels.levels});
}

void AnswerTable::add_numbers(std::string name, std::vector<double> numbers) {
    answer_.columns.push_back({std::move(name), ColumnType::number, std::move(numbers), {}, {}});
}

void AnswerTable::add_numbers(std::string name, std::span<const std::optional<double>> numbers) {
    std::vector<double> values;
    values.reserve(numbers.size());
    for (const auto& number : numbers)
        values.push_back(number.value_or(no_number));
    add_numbers(std::move(name), std::move(values));
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
    std::vector<std::uint32_t> codes;
    codes.reserve(rows.size());
    for (const auto row : rows)
        codes.push_back(column.code(row));
    add_codes(work.header_of_text(slot), std::move(codes), typed(column));
}

void AnswerTable::add_kept(const Frame& frame) {
    for (std::size_t field = 0; field < frame.kept.size(); ++field)
        add_codes(frame.kept_names[field], frame.kept[field].codes(), typed(frame.kept[field]));
}

void AnswerTable::add_value(std::span<const Outcome> outcomes) {
    std::vector<double> values;
    values.reserve(outcomes.size());
    for (const auto& outcome : outcomes)
        values.push_back(outcome.value.value_or(no_number));
    add_numbers("value", std::move(values));
}

void AnswerTable::add_limits(const Work& work, std::span<const Outcome> outcomes) {
    const auto& levels = work.levels();
    for (std::size_t i = 0; i < levels.size(); ++i) {
        std::vector<double> lower;
        std::vector<double> upper;
        lower.reserve(outcomes.size());
        upper.reserve(outcomes.size());
        for (const auto& outcome : outcomes) {
            const bool has_limits = i < outcome.limits.size();
            lower.push_back(has_limits ? outcome.limits[i].lower : no_number);
            upper.push_back(has_limits ? outcome.limits[i].upper : no_number);
        }
        const bool is_alone = levels.size() == 1;
        add_numbers(is_alone ? "lowercl" : limit_name("lower", levels[i]), std::move(lower));
        add_numbers(is_alone ? "uppercl" : limit_name("upper", levels[i]), std::move(upper));
    }
}

void AnswerTable::add_metadata(const Work& work, std::span<const Outcome> outcomes) {
    const std::vector<std::uint32_t> all_alike(outcomes.size(), 0);
    add_codes("confidence", all_alike, {ColumnType::text, {level_words(work.levels())}});
    CodedWords statistics;
    CodedWords methods;
    for (const auto& outcome : outcomes) {
        statistics.add(outcome.statistic);
        methods.add(outcome.method);
    }
    add_codes("statistic", std::move(statistics.codes), {ColumnType::text, statistics.levels});
    add_codes("method", std::move(methods.codes), {ColumnType::text, methods.levels});
}

void AnswerTable::add_outcomes(const Work& work, std::span<const Outcome> outcomes) {
    add_value(outcomes);
    add_limits(work, outcomes);
    add_metadata(work, outcomes);
}

}  // namespace concord::statistics
