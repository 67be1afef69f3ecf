// A file's columns in memory: numbers as numbers, texts as codes into their levels, and where each
// row stood.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/table.hpp"

namespace concord::statistics {

// Texts that repeat, each kept once.
class TextColumn {
  public:
    void add(std::string_view text);
    std::uint32_t code(std::size_t row) const { return codes_[row]; }
    const std::string& text(std::size_t row) const { return words_->levels[codes_[row]]; }
    const std::vector<std::uint32_t>& codes() const { return codes_; }
    const std::vector<std::string>& levels() const { return words_->levels; }
    std::size_t size() const { return codes_.size(); }

  private:
    struct Words {
        std::vector<std::string> levels;
        std::unordered_map<std::string, std::uint32_t> by_text;
    };

    std::vector<std::uint32_t> codes_;
    // Copies share their words; a copy that is added to gets its own.
    std::shared_ptr<Words> words_ = std::make_shared<Words>();
};

// Columns of a caller's own, by their names, all as long as each other.
struct Columns {
    std::map<std::string, std::vector<double>> numbers;  // NaN where there is none
    std::map<std::string, TextColumn> texts;
};

struct Frame {
    std::string shown_path;
    bool has_lines = true;                       // CSV: else `numbers_of_rows` are those of records
    std::vector<std::uint32_t> numbers_of_rows;  // lines, or records from 1
    std::vector<std::vector<double>> numbers;    // by slot; NaN where a cell is empty
    std::vector<TextColumn> texts;               // by slot
    std::vector<TextColumn> kept;                // every column of the file, where asked for
    std::vector<std::string> kept_names;
    std::vector<bool> is_damaged;  // a number of the row cannot be used; it has been said

    std::size_t size() const { return is_damaged.size(); }
    Location place(std::size_t row) const;
    // "line 7" or "row 7".
    std::string row_words(std::size_t row) const;
};

// Rows of the same group, in the order of the file; groups in the order of their first rows.
class Groups {
  public:
    // By the text columns in `slots`; without any, all rows are one group.
    Groups(const Frame& frame, std::span<const std::size_t> slots);

    std::size_t size() const { return starts_.size() - 1; }
    std::span<const std::uint32_t> rows(std::size_t group) const {
        return std::span(order_).subspan(starts_[group], starts_[group + 1] - starts_[group]);
    }
    std::uint32_t group_of(std::size_t row) const { return of_row_[row]; }
    // "`E06000001`, `1`": how a group is named in messages.
    std::string words(std::size_t group) const;
    // The same without the file's other groups in mind: what makes its random numbers its own.
    std::string key(std::size_t group) const;

  private:
    const Frame* frame_;
    std::vector<std::size_t> slots_;
    std::vector<std::uint32_t> of_row_;
    std::vector<std::uint32_t> order_;
    std::vector<std::uint32_t> starts_;
};

// The column as an answer shows it: numbers as numbers where every text is one.
struct TypedColumn {
    ColumnType type = ColumnType::text;
    std::vector<Value> levels;  // by code
};
TypedColumn typed(const TextColumn& column);

}  // namespace concord::statistics
