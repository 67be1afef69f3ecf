// An answer's table, column by column in the order that PHEindicatormethods has.
#pragma once

#include "statistics/work.hpp"

namespace concord::statistics {

// lower95_0cl, upper99_8cl; alone lowercl and uppercl.
std::string limit_name(std::string_view side, const numerics::ConfidenceLevel& level);
std::string level_words(std::span<const numerics::ConfidenceLevel> levels);  // "95%, 99.8%"

class AnswerTable {
  public:
    explicit AnswerTable(std::string name) { answer_.name = std::move(name); }

    // Columns, first to last, each with as many values as there are rows.
    void add(std::string name, ColumnType type, std::vector<Value> values);
    void add_numbers(std::string name, std::span<const std::optional<double>> numbers);
    // The labels of each group, and of each row of the file.
    void add_groups(const Work& work, const Groups& groups, std::span<const std::size_t> slots,
                    std::span<const std::size_t> group_of_row);
    void add_text(const Work& work, std::size_t slot, std::span<const std::size_t> rows);
    void add_kept(const Frame& frame);
    // value, the limits, confidence, statistic, method.
    void add_outcomes(const Work& work, std::span<const Outcome> outcomes);
    void add_value(std::span<const Outcome> outcomes);
    void add_limits(const Work& work, std::span<const Outcome> outcomes);
    void add_metadata(const Work& work, std::span<const Outcome> outcomes);

    AnswerColumns take() { return std::move(answer_); }

  private:
    void add_codes(std::string name, std::vector<std::uint32_t> codes, const TypedColumn& levels);
    void add_numbers(std::string name, std::vector<double> numbers);

    AnswerColumns answer_;
};

}  // namespace concord::statistics
