// What every statistic does alike: say which columns it needs, have them read and checked row by
// row, and put an answer together.
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "statistics/frame.hpp"
#include "statistics/options.hpp"
#include "statistics/row_source.hpp"

namespace concord::statistics {

// What a number must be; what is not is said, and its row is damaged.
enum class NumberKind {
    any,               // an empty one is a gap
    value,             // any, never empty
    count,             // 0 or above; an empty one is a gap
    people,            // above 0, never empty
    people_or_nobody,  // 0 or above, never empty
    people_or_gap,     // 0 or above; an empty one is a gap
    weight,            // 0 or above, never empty
    frequency          // a whole number from 1 on, never empty
};

// Where an option names no column there is no slot.
inline constexpr std::size_t no_slot = static_cast<std::size_t>(-1);

// Limits of an estimate, one a level of confidence; two need no memory of their own.
class LimitList {
  public:
    void push_back(const numerics::Limits& limits) {
        if (size_ < few_.size())
            few_[size_] = limits;
        else
            more_.push_back(limits);
        ++size_;
    }
    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    const numerics::Limits& operator[](std::size_t i) const {
        return i < few_.size() ? few_[i] : more_[i - few_.size()];
    }

  private:
    std::array<numerics::Limits, 2> few_{};
    std::vector<numerics::Limits> more_;
    std::size_t size_ = 0;
};

// One estimate of an answer; what it is and how its limits were found must outlive it.
struct Outcome {
    std::optional<double> value;
    LimitList limits;  // NaN where there is none
    std::string_view statistic;
    std::string_view method;
};

class Work {
  public:
    // Reads the question's file, or takes what a caller has in memory.
    Work(const Question& question, Diagnostics& diagnostics, const Columns* columns = nullptr);

    Options& options() { return options_; }
    const std::vector<numerics::ConfidenceLevel>& levels() const { return levels_; }
    bool is_full() const { return options_.has("full"); }
    double multiplier(double otherwise);
    const Question& question() const { return question_; }

    // The column that an option names, to be read as numbers or as text.
    std::size_t number(const std::string& option, NumberKind kind);
    std::size_t text(const std::string& option);
    // The columns of --by, or of another option that names several.
    std::vector<std::size_t> texts(const std::string& option);
    // A number that must not lie above another of its row; `rule` says so.
    void at_most(std::size_t low, std::size_t high, std::string_view rule);
    void keep_columns() { keeps_columns_ = true; }
    // What becomes of rows that cannot be used, where it is not their whole group that has no
    // value.
    void say_of_damage(std::string words) { damage_words_ = std::move(words); }

    // Whether the file has a column of this name; nothing is said.
    bool has_column(const std::string& header) const;
    // For files that are ours: what is wrong in them is no finding.
    Diagnostics quiet_diagnostics() const { return diagnostics_.child(); }

    // Reads and checks. False where nothing can be answered: problems or diagnostics say why.
    bool read();

    const Frame& frame() const { return frame_; }
    std::span<const double> numbers(std::size_t slot) const {
        return columns_ ? taken_[slot] : std::span<const double>(frame_.numbers[slot]);
    }
    const std::string& header_of_text(std::size_t slot) const { return wanted_texts_[slot]; }
    void find(std::string_view rule, std::size_t row, std::string subject, std::string message,
              std::string help = {});
    void note(std::string text) { answer_.notes.push_back(std::move(text)); }

    StatisticsAnswer& answer() { return answer_; }
    StatisticsAnswer finish();

  private:
    struct WantedNumber {
        std::string option;
        std::string header;
        NumberKind kind = NumberKind::any;
    };
    struct Bound {
        std::size_t low = 0;
        std::size_t high = 0;
        std::string_view rule;
    };

    std::vector<std::string> wanted_headers() const;
    std::vector<std::string> options_of_headers() const;
    void read_row(RowSource& rows);
    bool read_number(RowSource& rows, std::size_t slot);
    // What is wrong with a number of its kind, or of a row; nothing where it is sound.
    struct Fault {
        std::string_view rule;
        std::string message;
        std::string help;
        std::size_t slot = 0;
        bool is_gap = false;  // it is said, and the row is sound
    };
    std::optional<Fault> fault_of(std::size_t slot, double number) const;
    std::optional<Fault> fault_of_gap(std::size_t slot) const;
    std::optional<Fault> fault_of_bounds(std::size_t row) const;
    void say(RowSource& rows, Fault fault);
    bool take_columns();
    void take_row(std::size_t row);
    void note_damage();
    void drop_doubles();
    void note_overflow();

    Question question_;
    Diagnostics& diagnostics_;
    const Columns* columns_;
    Options options_;
    std::vector<numerics::ConfidenceLevel> levels_;
    std::vector<WantedNumber> wanted_numbers_;
    std::vector<std::string> wanted_texts_;
    std::vector<std::string> options_of_texts_;  // of each, the option that names it
    std::vector<Bound> bounds_;
    bool keeps_columns_ = false;
    std::string damage_words_ = "no group with such a row has a value";
    Frame frame_;
    std::vector<std::span<const double>> taken_;  // of columns in memory, where they lie
    StatisticsAnswer answer_;
};

// The number of a cell: digits with a dot, or with commas between groups of three; nothing else.
std::optional<double> cell_number(std::string_view text);

}  // namespace concord::statistics
