// Rules on a person, as data: what must hold of age, area, conditions and use. A rule is compiled
// to an SQL condition over the facts of people; only words that are known and numbers get into it.
//
// All that a rule states must hold. `either` is a list of rules of which one must hold.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "files/toml_document.hpp"

namespace concord::population {

// Which codes mean what. A code of ICD-10 stands for all that begin with it.
struct CodeList {
    std::string id;
    std::string title;
    std::map<std::string, std::vector<std::string>, std::less<>> codes;  // by scheme

    bool holds(std::string_view scheme, std::string_view code) const;
};

// What a rule may name.
struct Vocabulary {
    std::vector<CodeList> lists;        // at most 62: each is a bit
    std::vector<std::string> measures;  // indices of deprivation that have fifths here

    std::vector<std::string> list_ids() const;
    std::int64_t bit(std::string_view list) const;  // 0 where there is no such list
};

std::vector<CodeList> read_code_lists(const std::filesystem::path& path,
                                      const std::string& shown_path, Diagnostics& diagnostics);

// A condition in the SQL of every engine (docs/internals/sql.md), never unknown, and what it rests
// on.
struct Criterion {
    std::string sql = "true";
    std::set<std::string> measures;
    bool is_local = false;          // it names a fifth of the areas here
    bool counts_providers = false;  // which costs as much as all else of a person's contacts

    // What a part of it rests on, it rests on.
    void rest_on(const Criterion& part);
};

// The column of the facts of a person with the contacts of a kind.
std::string contacts_column(std::string_view kind);
// The column with whether the person's area is in a measure's most deprived fifth.
std::string national_column(std::string_view measure);
std::string local_column(std::string_view measure);

// Reads the keys of a rule from a table; what cannot be said is reported (POP021) and gives
// nothing. The caller asks for its own keys and finishes.
std::optional<Criterion> read_criterion(files::TomlReader& table, const Vocabulary& vocabulary);

}  // namespace concord::population
