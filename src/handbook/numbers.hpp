// Small numbers as people write them: "five", "5".
#pragma once

#include <cstddef>
#include <optional>
#include <string>

namespace concord::handbook {

// A number up to twenty in words, or one of at most two digits.
std::optional<std::size_t> small_number(const std::string& word);

}  // namespace concord::handbook
