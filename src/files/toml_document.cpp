#include "files/toml_document.hpp"

#define TOML_HEADER_ONLY 0
#include <sstream>

#include <fmt/format.h>
#include <toml++/toml.h>

#include "base/text.hpp"
#include "files/byte_source.hpp"

namespace concord::files {
namespace {

TomlValue convert(const toml::node& node);

TomlTable convert_table(const toml::table& table) {
    TomlTable result;
    for (const auto& [key, value] : table)
        result.emplace(std::string(key.str()), convert(value));
    return result;
}

TomlArray convert_array(const toml::array& array) {
    TomlArray result;
    for (const auto& value : array)
        result.push_back(convert(value));
    return result;
}

// Dates keep their day; times of day, which no file of ours uses, become their text.
TomlValue convert(const toml::node& node) {
    TomlValue result;
    result.line = node.source().begin.line;
    result.column = node.source().begin.column;
    if (const auto* table = node.as_table()) {
        result.content = convert_table(*table);
    } else if (const auto* array = node.as_array()) {
        result.content = convert_array(*array);
    } else if (const auto* text = node.as_string()) {
        result.content = text->get();
    } else if (const auto* whole = node.as_integer()) {
        result.content = whole->get();
    } else if (const auto* number = node.as_floating_point()) {
        result.content = number->get();
    } else if (const auto* truth = node.as_boolean()) {
        result.content = truth->get();
    } else if (const auto* date = node.as_date()) {
        result.content = Date(date->get().year, date->get().month, date->get().day);
    } else if (const auto* moment = node.as_date_time()) {
        const auto& day = moment->get().date;
        result.content = Date(day.year, day.month, day.day);
    } else {
        std::ostringstream out;
        out << toml::node_view<const toml::node>(node);
        result.content = out.str();
    }
    return result;
}

std::string first_lower(std::string_view text) {
    std::string result(text);
    const bool word = result.size() > 1 && result[1] >= 'a' && result[1] <= 'z';
    if (word) result[0] = lower(result.substr(0, 1))[0];
    while (!result.empty() && result.back() == '.')
        result.pop_back();
    return result;
}

}  // namespace

std::optional<TomlValue> parse_toml(std::string_view text, const std::string& shown_path,
                                    Diagnostics& diagnostics) {
    try {
        return convert(toml::parse(text));
    } catch (const toml::parse_error& error) {
        const auto& begin = error.source().begin;
        diagnostics.add({"REG014",
                         {shown_path, begin.line, begin.column},
                         "",
                         first_lower(shown(error.description(), 200))});
        return std::nullopt;
    }
}

std::optional<TomlValue> read_toml(const std::filesystem::path& path, const std::string& shown_path,
                                   Diagnostics& diagnostics) {
    constexpr std::size_t limit_mib = 4;
    const auto text = read_document({path, shown_path, limit_mib}, diagnostics);
    return text ? parse_toml(*text, shown_path, diagnostics) : std::nullopt;
}

TomlReader::TomlReader(const TomlValue& table, std::string shown_path, Diagnostics& diagnostics)
    : value_(&table),
      table_(&std::get<TomlTable>(table.content)),
      shown_path_(std::move(shown_path)),
      diagnostics_(&diagnostics) {}

const TomlValue* TomlReader::look_up(std::string_view key) {
    asked_.emplace(key);
    const auto found = table_->find(key);
    return found == table_->end() ? nullptr : &found->second;
}

Location TomlReader::place(std::string_view key) const {
    const auto found = table_->find(key);
    const TomlValue& value = found == table_->end() ? *value_ : found->second;
    return {shown_path_, value.line, value.column};
}

void TomlReader::find(std::string_view rule, std::string_view key, std::string message,
                      std::string help) {
    diagnostics_->add({rule, place(key), std::string(key), std::move(message), std::move(help)});
}

void TomlReader::wrong_type(std::string_view key, std::string_view expected) {
    find("REG016", key, fmt::format("`{}` is not {}", key, expected),
         fmt::format("give `{}` as {}", key, expected));
}

std::optional<std::string> TomlReader::text(std::string_view key) {
    const auto* value = look_up(key);
    if (!value) return std::nullopt;
    if (const auto* text = std::get_if<std::string>(&value->content)) return *text;
    wrong_type(key, "a text in quotes");
    return std::nullopt;
}

std::string TomlReader::path_below(std::string_view key) {
    auto given = text(key).value_or("");
    const auto normal = std::filesystem::path(given).lexically_normal();
    const bool leaves = normal.is_absolute() || (!normal.empty() && *normal.begin() == "..");
    if (!leaves) return given;
    find("REG016", key, fmt::format("`{}` leads out of its folder: `{}`", key, shown(given)),
         "put the file below the folder, and give its path from there");
    return {};
}

std::string TomlReader::required_text(std::string_view key) {
    if (table_->find(key) == table_->end()) {
        asked_.emplace(key);
        find("REG017", key, fmt::format("`{}` is missing", key),
             fmt::format("add a line `{} = \"…\"`", key));
        return {};
    }
    return text(key).value_or("");
}

std::optional<std::int64_t> TomlReader::whole_number(std::string_view key) {
    const auto* value = look_up(key);
    if (!value) return std::nullopt;
    if (const auto* whole = std::get_if<std::int64_t>(&value->content)) return *whole;
    wrong_type(key, "a whole number");
    return std::nullopt;
}

std::optional<double> TomlReader::number(std::string_view key) {
    const auto* value = look_up(key);
    if (!value) return std::nullopt;
    if (const auto* number = std::get_if<double>(&value->content)) return *number;
    if (const auto* whole = std::get_if<std::int64_t>(&value->content)) {
        return static_cast<double>(*whole);
    }
    wrong_type(key, "a number");
    return std::nullopt;
}

std::optional<bool> TomlReader::truth(std::string_view key) {
    const auto* value = look_up(key);
    if (!value) return std::nullopt;
    if (const auto* truth = std::get_if<bool>(&value->content)) return *truth;
    wrong_type(key, "`true` or `false`");
    return std::nullopt;
}

std::optional<Date> TomlReader::date(std::string_view key) {
    const auto* value = look_up(key);
    if (!value) return std::nullopt;
    if (const auto* date = std::get_if<Date>(&value->content)) return *date;
    if (const auto* text = std::get_if<std::string>(&value->content)) {
        if (const auto parsed = Date::parse(*text)) return parsed;
    }
    wrong_type(key, "a date such as 2022-07-01");
    return std::nullopt;
}

std::vector<std::string> TomlReader::texts(std::string_view key) {
    const auto* value = look_up(key);
    std::vector<std::string> result;
    if (!value) return result;
    if (const auto* text = std::get_if<std::string>(&value->content)) return {*text};
    const auto* array = std::get_if<TomlArray>(&value->content);
    if (!array) {
        wrong_type(key, "a list of texts");
        return result;
    }
    for (const auto& item : *array) {
        if (const auto* text = std::get_if<std::string>(&item.content)) {
            result.push_back(*text);
        } else {
            wrong_type(key, "a list of texts");
        }
    }
    return result;
}

std::optional<TomlReader> TomlReader::table(std::string_view key) {
    const auto* value = look_up(key);
    if (!value) return std::nullopt;
    if (!std::holds_alternative<TomlTable>(value->content)) {
        wrong_type(key, fmt::format("a table (`[{}]`)", key));
        return std::nullopt;
    }
    return TomlReader(*value, shown_path_, *diagnostics_);
}

std::vector<TomlReader> TomlReader::tables(std::string_view key) {
    std::vector<TomlReader> result;
    const auto* value = look_up(key);
    if (!value) return result;
    const auto* array = std::get_if<TomlArray>(&value->content);
    if (!array) {
        wrong_type(key, fmt::format("a list of tables (`[[{}]]`)", key));
        return result;
    }
    for (const auto& item : *array) {
        if (std::holds_alternative<TomlTable>(item.content)) {
            result.emplace_back(item, shown_path_, *diagnostics_);
        } else {
            wrong_type(key, fmt::format("a list of tables (`[[{}]]`)", key));
        }
    }
    return result;
}

std::vector<std::vector<std::string>> TomlReader::text_lists(std::string_view key) {
    std::vector<std::vector<std::string>> result;
    const auto* value = look_up(key);
    if (!value) return result;
    const auto* rows = std::get_if<TomlArray>(&value->content);
    if (!rows) {
        wrong_type(key, "a list of lists of texts");
        return result;
    }
    for (const auto& row : *rows) {
        std::vector<std::string> texts;
        const auto* items = std::get_if<TomlArray>(&row.content);
        for (std::size_t i = 0; items && i < items->size(); ++i) {
            if (const auto* text = std::get_if<std::string>(&(*items)[i].content)) {
                texts.push_back(*text);
            }
        }
        if (!items || texts.size() != items->size()) wrong_type(key, "a list of lists of texts");
        result.push_back(std::move(texts));
    }
    return result;
}

std::vector<TomlNumbers> TomlReader::number_lists(std::string_view key) {
    std::vector<TomlNumbers> result;
    const auto* value = look_up(key);
    if (!value) return result;
    const auto* rows = std::get_if<TomlArray>(&value->content);
    if (!rows) {
        wrong_type(key, "a list of lists of numbers");
        return result;
    }
    for (const auto& row : *rows) {
        TomlNumbers numbers;
        numbers.place = {shown_path_, row.line, row.column};
        const auto* items = std::get_if<TomlArray>(&row.content);
        for (std::size_t i = 0; items && i < items->size(); ++i) {
            const auto& content = (*items)[i].content;
            if (const auto* number = std::get_if<double>(&content)) {
                numbers.values.push_back(*number);
            } else if (const auto* whole = std::get_if<std::int64_t>(&content)) {
                numbers.values.push_back(static_cast<double>(*whole));
            }
        }
        const bool complete = items && numbers.values.size() == items->size();
        if (!complete) wrong_type(key, "a list of lists of numbers");
        if (complete) result.push_back(std::move(numbers));
    }
    return result;
}

std::vector<std::pair<std::string, std::string>> TomlReader::text_pairs(std::string_view key) {
    std::vector<std::pair<std::string, std::string>> result;
    const auto* value = look_up(key);
    if (!value) return result;
    const auto* table = std::get_if<TomlTable>(&value->content);
    if (!table) {
        wrong_type(key, fmt::format("a table (`[{}]`)", key));
        return result;
    }
    for (const auto& [name, item] : *table) {
        if (const auto* text = std::get_if<std::string>(&item.content)) {
            result.emplace_back(name, *text);
        } else {
            wrong_type(key, "a table of texts");
        }
    }
    return result;
}

void TomlReader::finish() {
    const std::vector<std::string> known(asked_.begin(), asked_.end());
    for (const auto& [key, value] : *table_) {
        if (asked_.contains(key)) continue;
        const auto guess = closest(key, known);
        diagnostics_->add({"REG015",
                           {shown_path_, value.line, value.column},
                           key,
                           fmt::format("the key `{}` is not known here", shown(key)),
                           guess ? fmt::format("did you mean `{}`?", *guess)
                                 : fmt::format("known keys are {}",
                                               fmt::format("`{}`", fmt::join(known, "`, `")))});
    }
}

}  // namespace concord::files
