// A small table as an answer: named, typed columns and rows of values. For figures that are shown
// or written out, not for data at scale: that stays in the warehouse.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "base/money.hpp"

namespace concord {

enum class ColumnType { text, whole_number, number, truth, date, money };

struct Column {
    std::string name;
    ColumnType type = ColumnType::text;
};

// Nothing, a text (dates are ISO text), a whole number, a number, a truth value or money.
using Value = std::variant<std::monostate, std::string, std::int64_t, double, bool, Pence>;

struct Table {
    std::string name;
    std::vector<Column> columns;
    std::vector<std::vector<Value>> rows;
};

}  // namespace concord
