#include "store/row_block.hpp"

#include <exception>
#include <memory>
#include <span>

#include <fmt/format.h>

#include "base/failure.hpp"
#include "store/warehouse.hpp"
#include "store/warehouse_handles.hpp"

namespace concord::store {
namespace {

duckdb_vector vector_of(void* handle) {
    return static_cast<duckdb_vector>(handle);
}

// What the engine calls while it writes. It must not see an exception: one is kept until the end.
struct Making {
    const TableSchema* schema = nullptr;
    const FillRows* fill = nullptr;
    std::exception_ptr problem;
};

duckdb_logical_type type_of(ColumnType type) {
    constexpr std::uint8_t digits = 18;  // the most that 64 bits hold, and then they are enough
    switch (type) {
        case ColumnType::text:
            return duckdb_create_logical_type(DUCKDB_TYPE_VARCHAR);
        case ColumnType::whole_number:
            return duckdb_create_logical_type(DUCKDB_TYPE_BIGINT);
        case ColumnType::number:
            return duckdb_create_logical_type(DUCKDB_TYPE_DOUBLE);
        case ColumnType::truth:
            return duckdb_create_logical_type(DUCKDB_TYPE_BOOLEAN);
        case ColumnType::date:
            return duckdb_create_logical_type(DUCKDB_TYPE_DATE);
        case ColumnType::money:
            return duckdb_create_decimal_type(digits, 2);
    }
    return nullptr;
}

void bind(duckdb_bind_info info) {
    const auto* making = static_cast<const Making*>(duckdb_bind_get_extra_info(info));
    for (const auto& column : making->schema->columns) {
        auto type = type_of(column.type);
        duckdb_bind_add_result_column(info, column.name.c_str(), type);
        duckdb_destroy_logical_type(&type);
    }
}

void begin(duckdb_init_info info) {
    duckdb_init_set_max_threads(info, 1);  // rows keep their order
}

void make_rows(duckdb_function_info info, duckdb_data_chunk chunk) {
    auto* making = static_cast<Making*>(duckdb_function_get_extra_info(info));
    std::size_t rows = 0;
    try {
        RowBlock block(chunk, making->schema->columns.size());
        rows = (*making->fill)(block);
    } catch (...) {
        making->problem = std::current_exception();
        duckdb_function_set_error(info, "the rows could not be made");
    }
    duckdb_data_chunk_set_size(chunk, rows);
}

void make_known(duckdb_connection connection, const std::string& name, Making& making) {
    auto function = duckdb_create_table_function();
    duckdb_table_function_set_name(function, name.c_str());
    duckdb_table_function_set_extra_info(function, &making, nullptr);
    duckdb_table_function_set_bind(function, bind);
    duckdb_table_function_set_init(function, begin);
    duckdb_table_function_set_function(function, make_rows);
    const auto state = duckdb_register_table_function(connection, function);
    duckdb_destroy_table_function(&function);
    if (state == DuckDBError) {
        throw EnvironmentFailure("the database takes no rows that are made",
                                 "use the version of DuckDB that Concord is built with");
    }
}

}  // namespace

RowBlock::RowBlock(void* chunk, std::size_t columns) {
    for (std::size_t c = 0; c < columns; ++c) {
        auto* vector = duckdb_data_chunk_get_vector(static_cast<duckdb_data_chunk>(chunk), c);
        vectors_.push_back(vector);
        data_.push_back(duckdb_vector_get_data(vector));
    }
}

std::size_t RowBlock::capacity() {
    return duckdb_vector_size();
}

void RowBlock::text(std::size_t column, std::size_t row, std::string_view value) {
    duckdb_vector_assign_string_element_len(vector_of(vectors_[column]), row, value.data(),
                                            value.size());
}

void RowBlock::gap(std::size_t column, std::size_t row) {
    auto* vector = vector_of(vectors_[column]);
    duckdb_vector_ensure_validity_writable(vector);
    duckdb_validity_set_row_invalid(duckdb_vector_get_validity(vector), row);
}

void Warehouse::write_parquet(const TableSchema& schema, const FillRows& fill,
                              const std::filesystem::path& parquet) {
    Making making{&schema, &fill, nullptr};
    // A function that is known stays known: each gets a name of its own.
    const auto name = fmt::format("made_rows_{}", ++handles_->made_rows);
    make_known(handles_->connection, name, making);
    try {
        run(fmt::format("COPY (FROM {}()) TO {} (FORMAT parquet)", name,
                        quoted_text(parquet.string())));
    } catch (const EnvironmentFailure&) {
        if (making.problem) std::rethrow_exception(making.problem);
        throw;
    }
}

}  // namespace concord::store
