// The words that tables of payments are written in: headers by what they mean, totals, what stands
// for a withheld name, words of organisations. Data in catalogue/spending, no words in the code.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "base/diagnostic.hpp"

namespace concord::spending {

enum class Field { entity, date, expense_type, expense_area, supplier, reference, amount };
inline constexpr std::size_t field_count = 7;
std::string_view to_string(Field field);

struct HeaderMeaning {
    std::optional<Field> field;  // nothing: known, and not read
    int rank = 0;                // of several columns for a field, the lowest is taken
};

struct Vocabulary {
    std::map<std::string, HeaderMeaning, std::less<>> headers;  // by their plain words
    std::set<std::string, std::less<>> totals;
    std::set<std::string, std::less<>> withheld;
    std::set<std::string, std::less<>> titles;         // of people: "dr"
    std::set<std::string, std::less<>> organisations;  // words that only organisations bear
    std::map<std::string, std::string, std::less<>> spellings;  // "fdtn" is "foundation"

    // Kinds of organisation whose names repeat up and down the country.
    std::set<std::string, std::less<>> repeating_kinds;

    const HeaderMeaning* meaning_of(std::string_view header) const;
    bool is_total(std::string_view text) const;  // "Total", "Grand total for April 2020:"
    bool is_withheld(std::string_view supplier) const;
};

// Reads headers.csv and words.csv of the folder catalogue/spending.
Vocabulary read_vocabulary(const std::filesystem::path& folder, Diagnostics& diagnostics);

// Lower case, with one space between words and nothing else: "Amount (£)" is "amount".
std::string plain_words(std::string_view text);

}  // namespace concord::spending
