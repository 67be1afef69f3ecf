// What a handbook says, one sentence, item or row of a table at a time, each with what is needed to
// understand it: the sentence that leads a list, the headings of columns, whose terms it stands in.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "handbook/bodies.hpp"
#include "handbook/document.hpp"
#include "handbook/parts.hpp"
#include "handbook/words.hpp"

namespace concord::handbook {

struct Cell {
    std::string heading;  // of its column; empty: none
    std::string text;
    Words words;
    std::vector<BodyMention> bodies;
};

struct Statement {
    std::uint32_t document = 0;
    std::uint32_t block = 0;
    BlockKind kind = BlockKind::paragraph;
    std::string text;
    Words words;
    std::vector<BodyMention> bodies;
    std::string lead;     // of an item: the sentence that its list follows
    std::string heading;  // the nearest
    std::vector<Cell> cells;
    const Part* part = nullptr;
};

// `parts` must outlive the statements.
std::vector<Statement> make_statements(const std::vector<Document>& documents, const Parts& parts,
                                       const Bodies& bodies);

// The sentences of a paragraph, and what stands between semicolons.
std::vector<std::string> sentences_of(const std::string& text);

}  // namespace concord::handbook
