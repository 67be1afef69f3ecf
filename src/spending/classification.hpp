// Payments by type of purchase and area of expenditure, by rules that are data
// (catalogue/spending/tables12-13.csv). PIR-M08: the words are matched as they are printed, capital
// letters and all; the type comes first, since one area depends on it; where several categories
// match, the first in the order of the table is taken and all are recorded.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "spending/spend.hpp"

namespace concord::spending {

enum class Precedence { first, last };  // which of several matching categories is taken

// What a payment says of itself.
struct Words {
    std::string_view expense_type;
    std::string_view expense_area;
};

struct Category {
    std::string name;                  // empty: nothing is known to judge by
    std::vector<std::string> matches;  // every category that matches, in the table's order
};

struct Classified {
    Category type;
    Category area;
};

enum class Part { expense_type, expense_area, type_category };
enum class Test { contains, equals, category };

struct Condition {
    Part part = Part::expense_type;
    Test test = Test::contains;
    std::string text;
};

// All of its conditions hold.
struct CategoryRule {
    std::vector<Condition> conditions;
};

// Any of its rules holds; without rules, what none before it matches.
struct CategoryRules {
    std::string name;
    std::vector<CategoryRule> rules;
};

struct ClassificationRules {
    std::string name;  // "tables12-13"
    std::vector<CategoryRules> types;
    std::vector<CategoryRules> areas;
    std::string other_type;
    std::string other_area;
    Precedence precedence = Precedence::first;
};

// Reads the rules; nothing where the file holds none.
std::optional<ClassificationRules> read_classification(const std::filesystem::path& path,
                                                       const std::string& shown_path,
                                                       Diagnostics& diagnostics);

// A payment without a type has no category of type; one with neither type nor area has none at all:
// that it is "other" cannot be known.
Classified classify(const ClassificationRules& rules, const Words& words);

// What is worth a second look in how words were matched.
enum class ConflictKind {
    several,       // more than one category matches
    capitals,      // another category would match but for capital letters
    part_of_word,  // the match stands inside a longer word: MENTAL in ENVIRONMENTAL
};
std::string_view to_string(ConflictKind kind);

struct Conflict {
    ConflictKind kind = ConflictKind::several;
    bool of_type = false;  // or of area
    std::string expense_type;
    std::string expense_area;
    std::string taken;
    std::vector<std::string> others;
};

std::vector<Conflict> conflicts_of(const ClassificationRules& rules, const Words& words);

// All payments, in their order: each different pair of type and area is judged once.
struct Classification {
    std::vector<Classified> pairs;
    std::vector<Words> words;               // of each pair
    std::vector<std::uint32_t> of_payment;  // the pair of each payment

    const Classified& of(std::size_t payment) const { return pairs[of_payment[payment]]; }
};
Classification classify_all(const ClassificationRules& rules, const Spending& spending);

}  // namespace concord::spending
