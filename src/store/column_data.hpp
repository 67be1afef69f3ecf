// Rows on their way into the warehouse, kept by column.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/date.hpp"
#include "store/schema.hpp"

namespace concord::store {

// One column's values with their gaps. Dates are days since 1970-01-01, money is pence.
struct ColumnValues {
    std::variant<std::vector<std::string>, std::vector<std::int64_t>, std::vector<double>,
                 std::vector<bool>>
        values;
    std::vector<bool> present;
};

// A row is built by one call per column, in the schema's order, and ended. The order and the types
// are asserted: a wrong row is a programmer's mistake.
class RowWriter {
  public:
    explicit RowWriter(const TableSchema& schema);

    RowWriter& text(std::string_view value);  // "" is a gap
    RowWriter& whole(std::int64_t value);
    RowWriter& whole(const std::optional<std::int64_t>& value);
    RowWriter& number(double value);
    RowWriter& number(const std::optional<double>& value);
    RowWriter& truth(bool value);
    RowWriter& date(const std::optional<Date>& value);
    RowWriter& money(Pence value);
    RowWriter& money(const std::optional<Pence>& value);
    RowWriter& gap();
    void end_row();

    const TableSchema& schema() const { return schema_; }
    const std::vector<ColumnValues>& columns() const { return columns_; }
    std::size_t rows() const { return rows_; }

  private:
    template <typename T>
    void put(T value, bool present, ColumnType expected);

    TableSchema schema_;
    std::vector<ColumnValues> columns_;
    std::size_t at_ = 0;
    std::size_t rows_ = 0;
};

// The same rows as a table, for an answer.
Table to_table(const RowWriter& rows);

}  // namespace concord::store
