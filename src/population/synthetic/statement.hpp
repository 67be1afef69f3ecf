// What a synthetic population is faithful to, and what it is not: said on screen and beside the
// output.
#pragma once

#include <string>

#include "population/synthetic/make_model.hpp"
#include "population/synthetic/synthesise.hpp"

namespace concord::population {

struct StatementInputs {
    const Parameters* parameters = nullptr;
    const Model* model = nullptr;
    const MarginReport* margins = nullptr;
    const Sources* sources = nullptr;
    std::string area;  // as asked
};

// A page of Markdown. It does not name the time: the same question gives the same bytes.
std::string statement(const StatementInputs& inputs, const Synthesised& made);

// extract.toml beside the files: version, day, that it is synthetic, seed and area.
std::string extract_description(const StatementInputs& inputs);

}  // namespace concord::population
