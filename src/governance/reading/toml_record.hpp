// One table of a TOML file of records, read with its problems reported: words that are none of
// those allowed, holders, functions and places that nobody knows, dates that cannot be read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "files/toml_document.hpp"
#include "governance/reading/scheme_files.hpp"

namespace concord::governance {

using AllowedWords = std::vector<std::string>;

class TomlRecord {
  public:
    TomlRecord(files::TomlReader table, References& references)
        : table_(std::move(table)), references_(references) {}

    std::string text(std::string_view key) { return table_.text(key).value_or(""); }
    std::vector<std::string> texts(std::string_view key) { return table_.texts(key); }
    std::optional<bool> truth(std::string_view key) { return table_.truth(key); }
    std::optional<Date> date(std::string_view key) { return table_.date(key); }
    // GOV013 below nothing.
    std::int64_t count(std::string_view key);
    std::optional<double> amount(std::string_view key);
    // GOV012 where it is crossed. What cannot be read leaves no day.
    Period period(std::string_view subject);
    // GOV002 where it is missing.
    std::string required(std::string_view key);
    // GOV013 where it is none of those allowed.
    std::string word(std::string_view key, const AllowedWords& allowed);
    std::vector<std::string> words(std::string_view key, const AllowedWords& allowed);
    std::vector<std::pair<std::string, std::string>> pairs(std::string_view key,
                                                           const AllowedWords& allowed);
    // GOV003, GOV004, GOV007: what is not known is left out.
    std::string holder(std::string_view key);
    std::vector<std::string> holders(std::string_view key);
    std::vector<std::string> functions(std::string_view key);
    std::vector<std::string> places(std::string_view key);

    Location place(std::string_view key) const { return table_.place(key); }
    // Whether every key that must be there was, and could be read.
    bool complete() const { return complete_; }
    void finish() { table_.finish(); }

  private:
    bool is_allowed(std::string_view key, const std::string& word, const AllowedWords& allowed);
    bool has(std::string_view key) const { return table_.place(key) != table_.place(""); }

    files::TomlReader table_;
    References& references_;
    bool complete_ = true;
};

// A file of tables of records. Where it is absent, or is no TOML, there are no tables to read.
class RecordFile {
  public:
    RecordFile(GovernanceFolder& folder, const std::string& file, References& references,
               Diagnostics& diagnostics);

    explicit operator bool() const { return top_.has_value(); }
    const Location& place() const { return place_; }
    // The tables `[[key]]`, each by `reader(TomlRecord&)`; what is incomplete is left out.
    template <class Item, class Reader>
    void read(std::string_view key, std::vector<Item>& list, Reader reader) {
        for (auto& table : top_->tables(key)) {
            TomlRecord record(std::move(table), references_);
            auto item = reader(record);
            record.finish();
            if (record.complete()) list.push_back(std::move(item));
        }
    }
    // Reports the keys that nobody asked for.
    void finish() { top_->finish(); }

  private:
    References& references_;
    Location place_;
    std::optional<files::TomlValue> document_;
    std::optional<files::TomlReader> top_;
};

}  // namespace concord::governance
