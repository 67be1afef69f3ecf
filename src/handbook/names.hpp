// Names of bodies and posts in running text: capitalised words that end with a committee, a board,
// a director. Which body a name is, `bodies` decides.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "handbook/vocabulary.hpp"

namespace concord::handbook {

struct NameMention {
    std::string name;       // as it stands
    std::size_t begin = 0;  // in the text
    std::size_t end = 0;
    bool post = false;
};

std::vector<NameMention> names_in(std::string_view text, const Vocabulary& vocabulary);

}  // namespace concord::handbook
