// The statistics of public health on any file of rows: what is asked by named columns, grouped,
// checked and answered as a table with the column names that analysts know from
// PHEindicatormethods.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/table.hpp"

namespace concord::statistics {

enum class OptionKind {
    column,   // the header of a column of the file
    columns,  // several, separated by commas
    value,    // a number, a word or a list of them
    flag
};

// One thing that a statistic may be asked with.
struct Option {
    std::string_view name;  // "count", on the command line --count
    OptionKind kind = OptionKind::value;
    bool required = false;
    std::string_view does;
    std::string_view type;     // of a value, for help: "N"
    std::string_view choices;  // words, separated by spaces; empty: any
};

struct Statistic {
    std::string_view name;  // "dsr"
    std::string_view does;
    std::vector<Option> options;
};

// Every statistic, in the order in which they are presented.
std::span<const Statistic> all_statistics();

struct Question {
    std::string statistic;
    std::filesystem::path file;  // CSV, also gzipped, or Parquet
    std::string shown_path;
    std::filesystem::path catalogue;             // the folder with standard_populations.csv
    std::map<std::string, std::string> options;  // by name; a flag that is set holds "yes"
    int threads = 1;
};

// Something wrong in the options themselves.
struct Problem {
    std::string message;
    std::string help;
};

// An answer by columns: numbers, with NaN inside where there is none, or codes of levels.
struct AnswerColumn {
    std::string name;
    ColumnType type = ColumnType::text;
    std::vector<double> numbers;
    std::vector<std::uint32_t> codes;
    std::vector<Value> levels;

    bool has_numbers() const { return codes.empty(); }
    std::size_t size() const { return has_numbers() ? numbers.size() : codes.size(); }
    Value at(std::size_t row) const;  // empty where a number cannot be worked out
};

struct AnswerColumns {
    std::string name;
    std::vector<AnswerColumn> columns;
};
Table to_table(const AnswerColumns& answer);

struct StatisticsAnswer {
    AnswerColumns table;
    std::vector<std::string> notes;
    std::vector<Problem> problems;  // where any, there is no table
};

StatisticsAnswer answer(const Question& question, Diagnostics& diagnostics);

// The same where the columns are in memory already, as a stage of a build has them; `columns` must
// have every column that the options name. What is wrong is named by the row's number.
struct Columns;
StatisticsAnswer answer(const Question& question, const Columns& columns, Diagnostics& diagnostics);

}  // namespace concord::statistics
