#include "store/column_data.hpp"

#include <cassert>
#include <type_traits>

namespace concord::store {

RowWriter::RowWriter(const TableSchema& schema) : schema_(schema), columns_(schema.columns.size()) {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        switch (schema_.columns[i].type) {
            case ColumnType::text:
                columns_[i].values = std::vector<std::string>();
                break;
            case ColumnType::number:
                columns_[i].values = std::vector<double>();
                break;
            case ColumnType::truth:
                columns_[i].values = std::vector<bool>();
                break;
            case ColumnType::whole_number:
            case ColumnType::date:
            case ColumnType::money:
                columns_[i].values = std::vector<std::int64_t>();
                break;
        }
    }
}

template <typename T>
void RowWriter::put(T value, bool present, [[maybe_unused]] ColumnType expected) {
    assert(at_ < columns_.size() && "a row has no more values than its schema");
    assert(schema_.columns[at_].type == expected && "a value has its column's type");
    auto& column = columns_[at_++];
    std::get<std::vector<T>>(column.values).push_back(std::move(value));
    column.present.push_back(present);
}

RowWriter& RowWriter::text(std::string_view value) {
    put(std::string(value), !value.empty(), ColumnType::text);
    return *this;
}

RowWriter& RowWriter::whole(std::int64_t value) {
    put(value, true, ColumnType::whole_number);
    return *this;
}

RowWriter& RowWriter::whole(const std::optional<std::int64_t>& value) {
    return value ? whole(*value) : gap();
}

RowWriter& RowWriter::number(double value) {
    put(value, true, ColumnType::number);
    return *this;
}

RowWriter& RowWriter::number(const std::optional<double>& value) {
    return value ? number(*value) : gap();
}

RowWriter& RowWriter::truth(bool value) {
    put(value, true, ColumnType::truth);
    return *this;
}

RowWriter& RowWriter::date(const std::optional<Date>& value) {
    if (!value) return gap();
    put(std::int64_t{value->days_since_epoch()}, true, ColumnType::date);
    return *this;
}

RowWriter& RowWriter::money(Pence value) {
    put(value.count(), true, ColumnType::money);
    return *this;
}

RowWriter& RowWriter::money(const std::optional<Pence>& value) {
    return value ? money(*value) : gap();
}

RowWriter& RowWriter::gap() {
    assert(at_ < columns_.size() && "a row has no more values than its schema");
    auto& column = columns_[at_++];
    std::visit(
        [](auto& values) {
            values.push_back(typename std::decay_t<decltype(values)>::value_type());
        },
        column.values);
    column.present.push_back(false);
    return *this;
}

void RowWriter::end_row() {
    assert(at_ == columns_.size() && "a row has a value for every column");
    at_ = 0;
    ++rows_;
}

namespace {

Value value_at(const ColumnValues& column, ColumnType type, std::size_t row) {
    if (!column.present[row]) return std::monostate();
    switch (type) {
        case ColumnType::text:
            return std::get<std::vector<std::string>>(column.values)[row];
        case ColumnType::number:
            return std::get<std::vector<double>>(column.values)[row];
        case ColumnType::truth:
            return static_cast<bool>(std::get<std::vector<bool>>(column.values)[row]);
        case ColumnType::whole_number:
            return std::get<std::vector<std::int64_t>>(column.values)[row];
        case ColumnType::money:
            return Pence(std::get<std::vector<std::int64_t>>(column.values)[row]);
        case ColumnType::date: {
            const auto days = std::get<std::vector<std::int64_t>>(column.values)[row];
            return Date(1970, 1, 1).plus_days(static_cast<int>(days)).iso();
        }
    }
    return std::monostate();
}

}  // namespace

Table to_table(const RowWriter& rows) {
    Table table;
    table.name = rows.schema().name;
    for (const auto& column : rows.schema().columns) {
        table.columns.push_back({column.name, column.type});
    }
    for (std::size_t r = 0; r < rows.rows(); ++r) {
        auto& row = table.rows.emplace_back();
        for (std::size_t c = 0; c < table.columns.size(); ++c) {
            row.push_back(value_at(rows.columns()[c], table.columns[c].type, r));
        }
    }
    return table;
}

}  // namespace concord::store
