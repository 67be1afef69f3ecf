// Amounts of money as people write them in tables: "1234.50", "1,234.50", "(1,234.50)", "£1.2m".
// What could be meant in two ways is not guessed at.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/money.hpp"

namespace concord {

enum class AmountProblem {
    none,
    empty,
    two_meanings,    // "1.234,50", "1,23": a comma that may be a decimal point
    other_currency,  // "$5"
    too_large,       // more than 64 bits of pence
    no_amount,       // "n/a", "12 apples", "--5", "(5"
};

struct AmountReading {
    std::optional<Pence> value;
    AmountProblem problem = AmountProblem::none;
    // Digits beyond the penny were there and not zero; the value is rounded half away from zero.
    bool is_finer_than_a_penny = false;
};

// Pounds with a dot for the decimals, commas between groups of three digits, a sign before or
// behind or brackets for what is owed, and k, m, bn, thousand, million, billion.
AmountReading parse_amount(std::string_view text);

// The most usual manner alone: a minus or none, digits with commas between all groups of three or
// none at all, and two decimals or none. Nothing for every other text; never another value than
// that of `parse_amount`.
std::optional<Pence> parse_plain_amount(std::string_view text);

// What is wrong, as the end of a message ("`1.234,50` may be two different amounts"), and how it is
// mended.
std::string said_of(AmountProblem problem, std::string_view text);
std::string help_for(AmountProblem problem);

}  // namespace concord
