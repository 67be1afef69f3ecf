// Rows that are made while they are written: for tables too large to be kept.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

namespace concord::store {

// One block of rows by column. Money here is pence, a date is days since 1970-01-01; the column's
// type in the schema says which of these it is.
class RowBlock {
  public:
    // Where the values of a column stand, as many as `capacity`.
    std::int64_t* wholes(std::size_t column) { return static_cast<std::int64_t*>(data(column)); }
    std::int32_t* days(std::size_t column) { return static_cast<std::int32_t*>(data(column)); }
    std::int64_t* pence(std::size_t column) { return static_cast<std::int64_t*>(data(column)); }
    double* numbers(std::size_t column) { return static_cast<double*>(data(column)); }
    bool* truths(std::size_t column) { return static_cast<bool*>(data(column)); }
    void text(std::size_t column, std::size_t row, std::string_view value);
    void gap(std::size_t column, std::size_t row);

    static std::size_t capacity();

    // Made by the warehouse, of one of the engine's chunks.
    explicit RowBlock(void* chunk, std::size_t columns);

  private:
    void* data(std::size_t column) const { return data_[column]; }

    std::vector<void*> vectors_;
    std::vector<void*> data_;
};

// Fills at most `capacity` rows and says how many; 0 is the end.
using FillRows = std::function<std::size_t(RowBlock&)>;

}  // namespace concord::store
