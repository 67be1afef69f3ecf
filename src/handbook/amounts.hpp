// Amounts of money as people write them, and whether they are a ceiling or a floor.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/money.hpp"

namespace concord::handbook {

enum class Bound { ceiling, floor, plain };  // "up to", "and over", or neither

struct Amount {
    Pence value;
    Bound bound = Bound::plain;
    bool inclusive = true;  // "below £1m" and "more than £1m" leave the amount itself out
    std::size_t begin = 0;  // of the words, with those that bound it
    std::size_t end = 0;
};

// "£1,000,000", "£1m", "£1.5 million", "£500k", "£25,000.50", "£1m+", "1 million pounds". Two in a
// row ("£100k to £500k", "between £1m and £5m") are a floor and a ceiling.
std::vector<Amount> amounts_in(std::string_view text);

}  // namespace concord::handbook
