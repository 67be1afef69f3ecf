// The documents of a handbook within its files: where the scheme of delegation begins and ends, and
// whose terms of reference a section is. Headings decide, then titles and file names.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "handbook/bodies.hpp"
#include "handbook/document.hpp"
#include "handbook/vocabulary.hpp"

namespace concord::handbook {

struct Part {
    std::string kind;  // an id of the catalogue's documents; empty: nothing that is looked for
    BodyNumber owner = no_body;  // of terms of reference
    std::uint32_t document = 0;
    std::uint32_t first = 0;  // block: its heading, or the first of the document
    std::uint32_t end = 0;
    std::size_t words = 0;  // without headings, its own and those of parts within it
    std::size_t pictures = 0;
    bool announced_only = false;  // "to follow" is all that it says

    // Enough for a reader to learn something from.
    bool has_text() const { return words >= 12 && !announced_only; }
};

// Where each block of a document belongs.
struct DocumentParts {
    std::vector<std::uint32_t> part_of_block;  // into Parts::parts
};

struct Parts {
    std::vector<Part> parts;
    std::vector<DocumentParts> documents;

    const Part& of(std::uint32_t document, std::uint32_t block) const {
        return parts[documents[document].part_of_block[block]];
    }
};

Parts find_parts(const std::vector<Document>& documents, Bodies& bodies,
                 const Vocabulary& vocabulary);

}  // namespace concord::handbook
