// A TOML file as a tree of values that know where they stand, and a reader over it that collects
// every problem: wrong types, missing keys, keys nobody knows.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/date.hpp"
#include "base/diagnostic.hpp"

namespace concord::files {

struct TomlValue;
using TomlArray = std::vector<TomlValue>;
using TomlTable = std::map<std::string, TomlValue, std::less<>>;

struct TomlValue {
    std::variant<std::string, std::int64_t, double, bool, Date, TomlArray, TomlTable> content =
        std::string();
    std::uint32_t line = 0;
    std::uint32_t column = 0;
};

// Reads a file of at most 4 MiB; a syntax error is reported as REG014 with its place, and gives
// nothing.
std::optional<TomlValue> read_toml(const std::filesystem::path& path, const std::string& shown_path,
                                   Diagnostics& diagnostics);
// The same for text that is already in memory.
std::optional<TomlValue> parse_toml(std::string_view text, const std::string& shown_path,
                                    Diagnostics& diagnostics);

// A list of numbers that stands in a list, with its place.
struct TomlNumbers {
    std::vector<double> values;
    Location place;
};

// Reads one table by its known keys. Ask for every key the table may have, then call finish(): what
// was never asked for is reported with the nearest known key.
class TomlReader {
  public:
    TomlReader(const TomlValue& table, std::string shown_path, Diagnostics& diagnostics);

    std::optional<std::string> text(std::string_view key);
    std::optional<std::int64_t> whole_number(std::string_view key);
    std::optional<double> number(std::string_view key);  // a whole number counts
    std::optional<bool> truth(std::string_view key);
    std::optional<Date> date(std::string_view key);        // a TOML date or an ISO text
    std::vector<std::string> texts(std::string_view key);  // an array of texts, or one text
    std::optional<TomlReader> table(std::string_view key);
    std::vector<TomlReader> tables(std::string_view key);
    std::vector<std::vector<std::string>> text_lists(std::string_view key);  // [["a","b"], …]
    std::vector<TomlNumbers> number_lists(std::string_view key);             // [[1, 0.5], …]
    // The keys of a free table ({E06 = "single"}), in order, with their texts.
    std::vector<std::pair<std::string, std::string>> text_pairs(std::string_view key);

    std::string required_text(std::string_view key);  // reported and empty where it is missing

    // A path that stays below the folder it is meant from: what somebody else wrote names no file
    // of the reader's. Another is reported; then, and where there is none, empty.
    std::string path_below(std::string_view key);

    Location place(std::string_view key) const;  // of the key's value, or of the table
    void finish();

    void find(std::string_view rule, std::string_view key, std::string message,
              std::string help = {});

  private:
    const TomlValue* look_up(std::string_view key);
    void wrong_type(std::string_view key, std::string_view expected);

    const TomlValue* value_;
    const TomlTable* table_;
    std::string shown_path_;
    Diagnostics* diagnostics_;
    std::set<std::string, std::less<>> asked_;
};

}  // namespace concord::files
