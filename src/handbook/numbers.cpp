#include "handbook/numbers.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/text.hpp"

namespace concord::handbook {
namespace {

constexpr std::array<std::string_view, 21> number_words = {
    "zero",     "one",     "two",     "three",     "four",     "five",     "six",
    "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",   "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"};

}  // namespace

std::optional<std::size_t> small_number(const std::string& word) {
    const auto found = std::ranges::find(number_words, word);
    if (found != number_words.end()) return static_cast<std::size_t>(found - number_words.begin());
    const auto value = word.size() <= 2 ? parse_whole_number(word) : std::nullopt;
    if (!value || *value < 0) return std::nullopt;
    return static_cast<std::size_t>(*value);
}

}  // namespace concord::handbook
