#include "store/query/shared_sql.hpp"

#include <algorithm>
#include <array>
#include <cassert>

#include <fmt/format.h>

#include "base/failure.hpp"
#include "base/text.hpp"
#include "store/warehouse.hpp"

namespace concord::store {
namespace {

constexpr std::array<SharedFunction, 3> functions = {{
    {"days_between(a, b) AS CAST(CAST(b AS DATE) - CAST(a AS DATE) AS BIGINT)",
     "days_between(a DATE, b DATE) RETURNS BIGINT RETURN CAST(datediff(b, a) AS BIGINT)"},
    {"whole_quotient(a, b) AS CAST(a AS BIGINT) // nullif(CAST(b AS BIGINT), 0)",
     "whole_quotient(a BIGINT, b BIGINT) RETURNS BIGINT RETURN a div nullif(b, 0)"},
    {"begins_with(a, b) AS starts_with(a, b)",
     "begins_with(a STRING, b STRING) RETURNS BOOLEAN RETURN startswith(a, b)"},
}};

// Types under names that both engines know.
std::string_view type_name(ColumnType type) {
    switch (type) {
        case ColumnType::text:
            return "STRING";
        case ColumnType::whole_number:
            return "BIGINT";
        case ColumnType::number:
            return "DOUBLE";
        case ColumnType::truth:
            return "BOOLEAN";
        case ColumnType::date:
            return "DATE";
        case ColumnType::money:
            return "DECIMAL(19, 2)";
    }
    assert(false);
    return {};
}

// The end of what is quoted from `first` on; a doubled quote is inside it.
std::size_t end_of_quoted(std::string_view sql, std::size_t first) {
    for (auto at = first + 1; at < sql.size(); ++at) {
        if (sql[at] != sql[first]) continue;
        if (at + 1 < sql.size() && sql[at + 1] == sql[first])
            ++at;
        else
            return at + 1;
    }
    return sql.size();
}

std::string spark_text(std::string_view quoted) {
    std::string made = "'";
    for (std::size_t at = 1; at + 1 < quoted.size(); ++at) {
        const char c = quoted[at];
        if (c == '\'') ++at;
        if (c == '\'' || c == '\\') made += '\\';
        made += c;
    }
    return made + '\'';
}

struct MemoryUnit {
    std::string_view name;
    double bytes;
};

constexpr std::array<MemoryUnit, 6> memory_units = {
    {{"mb", 1e6}, {"gb", 1e9}, {"tb", 1e12}, {"mib", 0x1p20}, {"gib", 0x1p30}, {"tib", 0x1p40}}};

}  // namespace

std::span<const SharedFunction> shared_functions() {
    return functions;
}

std::string typed_columns(const TableSchema& schema) {
    std::vector<std::string> columns;
    for (const auto& column : schema.columns) {
        const auto name = quoted_name(column.name);
        columns.push_back(fmt::format("CAST({0} AS {1}) AS {0}", name, type_name(column.type)));
    }
    return join(columns, ", ");
}

std::string typed_select(const TableSchema& schema, std::string_view sql) {
    return fmt::format("SELECT {} FROM ({}) AS asked", typed_columns(schema), sql);
}

std::string order_of(const TableSchema& schema, std::span<const std::string> keys) {
    std::vector<std::string> names(keys.begin(), keys.end());
    for (const auto& column : schema.columns) {
        if (std::ranges::find(keys, column.name) == keys.end()) names.push_back(column.name);
    }
    for (auto& name : names)
        name = quoted_name(name) + " NULLS FIRST";
    return join(names, ", ");
}

std::string as_spark_reads(std::string_view sql) {
    std::string made;
    for (std::size_t at = 0; at < sql.size();) {
        if (sql.substr(at, 2) == "--") {  // a remark, in which a quote is a letter
            at = std::min(sql.find('\n', at), sql.size());
            continue;
        }
        if (sql[at] != '\'' && sql[at] != '"') {
            made += sql[at++];
            continue;
        }
        const auto end = end_of_quoted(sql, at);
        const auto quoted = sql.substr(at, end - at);
        if (sql[at] == '"')
            made += quoted;
        else
            made += spark_text(quoted);
        at = end;
    }
    return made;
}

std::string spark_memory(std::string_view amount) {
    const auto text = lower(trim(amount));
    for (const auto& unit : memory_units) {
        if (!text.ends_with(unit.name)) continue;
        const auto number = parse_number(text.substr(0, text.size() - unit.name.size()));
        if (!number) continue;
        const auto mebibytes = *number * unit.bytes / 0x1p20;
        if (mebibytes < 1 || mebibytes > 1e9) break;
        return fmt::format("{}m", static_cast<std::int64_t>(mebibytes));
    }
    throw EnvironmentFailure(fmt::format("the cluster does not take `{}` as memory", shown(amount)),
                             "give the memory as a number with a unit, such as 4GB");
}

}  // namespace concord::store
