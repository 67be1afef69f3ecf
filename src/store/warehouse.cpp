#include "store/warehouse.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

#include <duckdb.h>
#include <fmt/format.h>

#include "base/date.hpp"
#include "base/failure.hpp"
#include "base/text.hpp"
#include "store/warehouse_handles.hpp"

namespace concord::store {
namespace {

[[noreturn]] void fail(std::string_view reason, std::string_view sql) {
    const auto first_line = reason.substr(0, reason.find('\n'));
    const bool lacks_memory = reason.starts_with("Out of Memory Error");
    throw EnvironmentFailure(
        sql.empty()
            ? fmt::format("the database answered: {}", first_line)
            : fmt::format("the database answered: {} (in `{}`)", first_line, shown(sql, 160)),
        lacks_memory
            ? "give it more memory"
            : "check the space on the disk, that no other program holds the file, and its version");
}

// A query's result; destroyed even after failure.
class Result {
  public:
    Result(duckdb_connection connection, const std::string& sql) {
        failed_ = duckdb_query(connection, sql.c_str(), &result_) == DuckDBError;
    }
    ~Result() { duckdb_destroy_result(&result_); }
    Result(const Result&) = delete;
    Result& operator=(const Result&) = delete;

    bool failed() const { return failed_; }
    std::string error() {
        const char* text = duckdb_result_error(&result_);
        return text ? text : "an error without a message";
    }
    duckdb_result& get() { return result_; }

  private:
    duckdb_result result_{};
    bool failed_ = false;
};

class Chunk {
  public:
    explicit Chunk(duckdb_data_chunk chunk) : chunk_(chunk) {}
    ~Chunk() {
        if (chunk_) duckdb_destroy_data_chunk(&chunk_);
    }
    Chunk(const Chunk&) = delete;
    Chunk& operator=(const Chunk&) = delete;
    duckdb_data_chunk get() const { return chunk_; }
    explicit operator bool() const { return chunk_ != nullptr; }

  private:
    duckdb_data_chunk chunk_;
};

// Every count of pence that 64 bits hold has at most 19 digits.
constexpr std::uint8_t money_digits = 19;

class LogicalType {
  public:
    explicit LogicalType(duckdb_type type)
        : type_(type == DUCKDB_TYPE_DECIMAL ? duckdb_create_decimal_type(money_digits, 2)
                                            : duckdb_create_logical_type(type)) {}
    ~LogicalType() { duckdb_destroy_logical_type(&type_); }
    LogicalType(const LogicalType&) = delete;
    LogicalType& operator=(const LogicalType&) = delete;
    duckdb_logical_type get() const { return type_; }

  private:
    duckdb_logical_type type_;
};

struct TypeNames {
    ColumnType type;
    duckdb_type engine;
    std::string_view sql;
};

constexpr std::array<TypeNames, 6> type_names = {{
    {ColumnType::text, DUCKDB_TYPE_VARCHAR, "VARCHAR"},
    {ColumnType::whole_number, DUCKDB_TYPE_BIGINT, "BIGINT"},
    {ColumnType::number, DUCKDB_TYPE_DOUBLE, "DOUBLE"},
    {ColumnType::truth, DUCKDB_TYPE_BOOLEAN, "BOOLEAN"},
    {ColumnType::date, DUCKDB_TYPE_DATE, "DATE"},
    {ColumnType::money, DUCKDB_TYPE_DECIMAL, "DECIMAL(19, 2)"},
}};

const TypeNames& names_of(ColumnType type) {
    const auto* found = std::ranges::find(type_names, type, &TypeNames::type);
    assert(found != type_names.end());
    return *found;
}

template <typename T>
T at(const void* data, idx_t row) {
    return static_cast<const T*>(data)[row];
}

// One value of a result's vector. Types that no table of ours uses come back as text through a cast
// in the query; see `readable`.
Value value_at(duckdb_type type, const void* data, idx_t row) {
    switch (type) {
        case DUCKDB_TYPE_BOOLEAN:
            return at<bool>(data, row);
        case DUCKDB_TYPE_TINYINT:
            return std::int64_t{at<std::int8_t>(data, row)};
        case DUCKDB_TYPE_SMALLINT:
            return std::int64_t{at<std::int16_t>(data, row)};
        case DUCKDB_TYPE_INTEGER:
            return std::int64_t{at<std::int32_t>(data, row)};
        case DUCKDB_TYPE_UINTEGER:
            return std::int64_t{at<std::uint32_t>(data, row)};
        case DUCKDB_TYPE_BIGINT:
            return at<std::int64_t>(data, row);
        case DUCKDB_TYPE_HUGEINT:
            return duckdb_hugeint_to_double(at<duckdb_hugeint>(data, row));
        case DUCKDB_TYPE_FLOAT:
            return double{at<float>(data, row)};
        case DUCKDB_TYPE_DOUBLE:
            return at<double>(data, row);
        case DUCKDB_TYPE_DATE:
            return Date(1970, 1, 1).plus_days(at<duckdb_date>(data, row).days).iso();
        case DUCKDB_TYPE_VARCHAR: {
            auto text = at<duckdb_string_t>(data, row);
            return std::string(duckdb_string_t_data(&text), duckdb_string_t_length(text));
        }
        default:
            return std::monostate();
    }
}

// A decimal of a result: pounds where it has two decimals and fits, else the nearest number.
class Decimals {
  public:
    Decimals(duckdb_result& result, idx_t column)
        : type_(duckdb_column_logical_type(&result, column)),
          stored_(duckdb_decimal_internal_type(type_)),
          scale_(duckdb_decimal_scale(type_)) {}
    Decimals(const Decimals&) = delete;
    Decimals& operator=(const Decimals&) = delete;
    ~Decimals() { duckdb_destroy_logical_type(&type_); }

    bool is_money() const { return scale_ == 2; }
    Value at_row(const void* data, idx_t row) const {
        if (stored_ == DUCKDB_TYPE_HUGEINT) {
            const auto wide = at<duckdb_hugeint>(data, row);
            const auto low = static_cast<std::int64_t>(wide.lower);
            const bool fits = wide.upper == (low < 0 ? -1 : 0);
            return fits ? value_of(low) : value_of(duckdb_hugeint_to_double(wide));
        }
        const auto narrow = value_at(stored_, data, row);
        return value_of(std::get<std::int64_t>(narrow));
    }

  private:
    Value value_of(std::int64_t digits) const {
        if (is_money()) return Pence(digits);
        return value_of(static_cast<double>(digits));
    }
    Value value_of(double digits) const { return digits / std::pow(10.0, scale_); }

    duckdb_logical_type type_;
    duckdb_type stored_;
    std::uint8_t scale_;
};

ColumnType column_type(duckdb_type type) {
    switch (type) {
        case DUCKDB_TYPE_BOOLEAN:
            return ColumnType::truth;
        case DUCKDB_TYPE_FLOAT:
        case DUCKDB_TYPE_DOUBLE:
        case DUCKDB_TYPE_HUGEINT:
            return ColumnType::number;
        case DUCKDB_TYPE_DATE:
            return ColumnType::date;
        case DUCKDB_TYPE_VARCHAR:
            return ColumnType::text;
        default:
            return ColumnType::whole_number;
    }
}

Table to_table(Result& result, const std::string& name) {
    Table table;
    table.name = name;
    const auto columns = duckdb_column_count(&result.get());
    std::vector<std::unique_ptr<Decimals>> decimals(columns);
    for (idx_t c = 0; c < columns; ++c) {
        const auto type = duckdb_column_type(&result.get(), c);
        auto& column = table.columns.emplace_back(
            Column{duckdb_column_name(&result.get(), c), column_type(type)});
        if (type != DUCKDB_TYPE_DECIMAL) continue;
        decimals[c] = std::make_unique<Decimals>(result.get(), c);
        column.type = decimals[c]->is_money() ? ColumnType::money : ColumnType::number;
    }
    while (const Chunk chunk{duckdb_fetch_chunk(result.get())}) {
        const auto rows = duckdb_data_chunk_get_size(chunk.get());
        const auto first = table.rows.size();
        table.rows.resize(first + rows, std::vector<Value>(columns));
        for (idx_t c = 0; c < columns; ++c) {
            auto* vector = duckdb_data_chunk_get_vector(chunk.get(), c);
            const void* data = duckdb_vector_get_data(vector);
            auto* validity = duckdb_vector_get_validity(vector);
            const auto type = duckdb_column_type(&result.get(), c);
            for (idx_t r = 0; r < rows; ++r) {
                if (validity && !duckdb_validity_row_is_valid(validity, r)) continue;
                table.rows[first + r][c] =
                    decimals[c] ? decimals[c]->at_row(data, r) : value_at(type, data, r);
            }
        }
    }
    return table;
}

// Copies rows [first, first + count) of one column into a vector of a chunk.
void fill_vector(duckdb_vector vector, const ColumnValues& column, ColumnType type,
                 std::size_t first, std::size_t count) {
    duckdb_vector_ensure_validity_writable(vector);
    auto* validity = duckdb_vector_get_validity(vector);
    void* data = duckdb_vector_get_data(vector);
    for (std::size_t i = 0; i < count; ++i) {
        const auto row = first + i;
        duckdb_validity_set_row_validity(validity, i, column.present[row]);
        if (!column.present[row]) continue;
        switch (type) {
            case ColumnType::text: {
                const auto& text = std::get<std::vector<std::string>>(column.values)[row];
                duckdb_vector_assign_string_element_len(vector, i, text.data(), text.size());
                break;
            }
            case ColumnType::whole_number:
                static_cast<std::int64_t*>(data)[i] =
                    std::get<std::vector<std::int64_t>>(column.values)[row];
                break;
            case ColumnType::number:
                static_cast<double*>(data)[i] = std::get<std::vector<double>>(column.values)[row];
                break;
            case ColumnType::truth:
                static_cast<bool*>(data)[i] = std::get<std::vector<bool>>(column.values)[row];
                break;
            case ColumnType::money: {
                const auto pence = std::get<std::vector<std::int64_t>>(column.values)[row];
                static_cast<duckdb_hugeint*>(data)[i] = {static_cast<std::uint64_t>(pence),
                                                         pence < 0 ? -1 : 0};
                break;
            }
            case ColumnType::date:
                static_cast<duckdb_date*>(data)[i].days = static_cast<std::int32_t>(
                    std::get<std::vector<std::int64_t>>(column.values)[row]);
                break;
        }
    }
}

// How many statements a text holds; 0 where it cannot be read, as the query itself will say.
idx_t statements_in(duckdb_connection connection, const std::string& sql) {
    duckdb_extracted_statements statements = nullptr;
    const auto count = duckdb_extract_statements(connection, sql.c_str(), &statements);
    duckdb_destroy_extracted(&statements);
    return count;
}

class Appender {
  public:
    Appender(duckdb_connection connection, const std::string& table) {
        if (duckdb_appender_create(connection, nullptr, table.c_str(), &appender_) == DuckDBError) {
            require(false);
        }
    }
    ~Appender() { duckdb_appender_destroy(&appender_); }
    Appender(const Appender&) = delete;
    Appender& operator=(const Appender&) = delete;

    void append(const Chunk& chunk) {
        require(duckdb_append_data_chunk(appender_, chunk.get()) == DuckDBSuccess);
    }
    void close() { require(duckdb_appender_close(appender_) == DuckDBSuccess); }

  private:
    void require(bool done) {
        if (done) return;
        const char* text = duckdb_appender_error(appender_);
        fail(text ? text : "an error without a message", "append");
    }
    duckdb_appender appender_ = nullptr;
};

}  // namespace

Warehouse::Warehouse(std::unique_ptr<Handles> handles) : handles_(std::move(handles)) {}
Warehouse::~Warehouse() = default;
Warehouse::Warehouse(Warehouse&&) noexcept = default;
Warehouse& Warehouse::operator=(Warehouse&&) noexcept = default;

Warehouse Warehouse::open(const std::filesystem::path& path, const WarehouseOptions& options) {
    duckdb_config config = nullptr;
    if (duckdb_create_config(&config) == DuckDBError) fail("cannot make a configuration", "");
    const auto set = [&](const char* key, const std::string& value) {
        if (duckdb_set_config(config, key, value.c_str()) == DuckDBError) {
            duckdb_destroy_config(&config);
            throw EnvironmentFailure(
                fmt::format("the database does not take `{}` as {}", shown(value), key),
                "give the memory as a number with a unit, such as 4GB");
        }
    };
    if (options.threads > 0) set("threads", fmt::format("{}", options.threads));
    if (options.memory) set("max_memory", *options.memory);
    if (!options.spill.empty()) set("temp_directory", options.spill.string());
    if (options.read_only) {
        set("access_mode", "READ_ONLY");
        // A condition that a user writes, or a view in a database from elsewhere, reads no other
        // file and writes none, and loads nothing from the network.
        set("enable_external_access", "false");
    }
    set("autoinstall_known_extensions", "false");
    auto database = std::make_shared<Database>();
    char* error = nullptr;
    const auto status =
        duckdb_open_ext(path.empty() ? nullptr : path.c_str(), &database->handle, config, &error);
    duckdb_destroy_config(&config);
    if (status == DuckDBError) {
        const std::string reason = error ? error : "cannot open the database";
        duckdb_free(error);
        database->handle = nullptr;
        fail(reason, "");
    }
    return Warehouse(connected(std::move(database)));
}

Warehouse Warehouse::connect() const {
    return Warehouse(connected(handles_->database));
}

std::unique_ptr<Warehouse::Handles> Warehouse::connected(std::shared_ptr<Database> database) {
    auto handles = std::make_unique<Handles>(std::move(database));
    if (!handles->connection) fail("cannot connect to the database", "");
    return handles;
}

Warehouse Warehouse::in_memory(const WarehouseOptions& options) {
    return open({}, options);
}

void Warehouse::run(const std::string& sql) {
    Result result(handles_->connection, sql);
    if (result.failed()) fail(result.error(), sql);
}

Table Warehouse::query(const std::string& sql, const std::string& name) {
    Result result(handles_->connection, sql);
    if (result.failed()) fail(result.error(), sql);
    return to_table(result, name);
}

std::optional<Table> Warehouse::try_query(const std::string& sql, std::string& problem) {
    if (statements_in(handles_->connection, sql) > 1) {
        problem = "it holds more than one statement";
        return std::nullopt;
    }
    Result result(handles_->connection, sql);
    if (!result.failed()) return to_table(result, {});
    const auto text = result.error();
    problem = text.substr(0, text.find('\n'));
    return std::nullopt;
}

std::vector<std::vector<std::int64_t>> Warehouse::query_whole_numbers(const std::string& sql,
                                                                      std::int64_t gap) {
    Result result(handles_->connection, sql);
    if (result.failed()) fail(result.error(), sql);
    const auto columns = duckdb_column_count(&result.get());
    std::vector<std::vector<std::int64_t>> values(columns);
    while (const Chunk chunk{duckdb_fetch_chunk(result.get())}) {
        const auto rows = duckdb_data_chunk_get_size(chunk.get());
        for (idx_t c = 0; c < columns; ++c) {
            assert(duckdb_column_type(&result.get(), c) == DUCKDB_TYPE_BIGINT);
            auto* vector = duckdb_data_chunk_get_vector(chunk.get(), c);
            const auto* data = static_cast<const std::int64_t*>(duckdb_vector_get_data(vector));
            auto* validity = duckdb_vector_get_validity(vector);
            for (idx_t r = 0; r < rows; ++r) {
                const bool present = !validity || duckdb_validity_row_is_valid(validity, r);
                values[c].push_back(present ? data[r] : gap);
            }
        }
    }
    return values;
}

void Warehouse::write(const RowWriter& rows) {
    const auto& schema = rows.schema();
    std::vector<std::string> definitions;
    std::vector<std::unique_ptr<LogicalType>> types;
    std::vector<duckdb_logical_type> handles;
    for (const auto& column : schema.columns) {
        const auto& names = names_of(column.type);
        definitions.push_back(fmt::format("{} {}", quoted_name(column.name), names.sql));
        types.push_back(std::make_unique<LogicalType>(names.engine));
        handles.push_back(types.back()->get());
    }
    run(fmt::format("CREATE TABLE {} ({})", quoted_name(schema.name), join(definitions, ", ")));
    Appender appender(handles_->connection, schema.name);
    const std::size_t chunk_rows = duckdb_vector_size();
    for (std::size_t first = 0; first < rows.rows(); first += chunk_rows) {
        const auto count = std::min(chunk_rows, rows.rows() - first);
        const Chunk chunk(duckdb_create_data_chunk(handles.data(), handles.size()));
        for (std::size_t c = 0; c < handles.size(); ++c) {
            fill_vector(duckdb_data_chunk_get_vector(chunk.get(), c), rows.columns()[c],
                        schema.columns[c].type, first, count);
        }
        duckdb_data_chunk_set_size(chunk.get(), count);
        appender.append(chunk);
    }
    appender.close();
}

void Warehouse::export_table(const std::string& table, const std::filesystem::path& csv,
                             const std::filesystem::path& parquet) {
    run(fmt::format("COPY {} TO {} (FORMAT csv, HEADER true)", quoted_name(table),
                    quoted_text(csv.string())));
    run(fmt::format("COPY {} TO {} (FORMAT parquet, COMPRESSION zstd)", quoted_name(table),
                    quoted_text(parquet.string())));
}

std::vector<std::string> Warehouse::table_names() {
    std::vector<std::string> names;
    const auto table = query(
        "SELECT table_name FROM information_schema.tables WHERE table_schema = 'main' AND "
        "table_catalog = current_database() ORDER BY 1");
    for (const auto& row : table.rows)
        names.push_back(std::get<std::string>(row[0]));
    return names;
}

std::vector<std::string> Warehouse::column_names(const std::string& table) {
    std::vector<std::string> names;
    const auto columns = query(
        fmt::format("SELECT column_name FROM information_schema.columns WHERE table_name = {} AND "
                    "table_catalog = current_database() ORDER BY ordinal_position",
                    quoted_text(table)));
    for (const auto& row : columns.rows)
        names.push_back(std::get<std::string>(row[0]));
    return names;
}

std::string Warehouse::engine_version() {
    return duckdb_library_version();
}

std::string quoted_name(std::string_view name) {
    std::string result = "\"";
    for (const char c : name)
        result.append(c == '"' ? 2 : 1, c);
    return result + "\"";
}

std::string quoted_text(std::string_view text) {
    std::string result = "'";
    for (const char c : text)
        result.append(c == '\'' ? 2 : 1, c);
    return result + "'";
}

}  // namespace concord::store
