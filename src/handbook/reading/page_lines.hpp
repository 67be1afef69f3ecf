// The lines of a page and the pieces that a wide gap cuts a line into, from the words' places.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "handbook/reading/pdf_pages.hpp"

namespace concord::handbook {

struct Piece {
    float left = 0;
    float right = 0;
    std::string text;
};

struct Line {
    float top = 0;
    float bottom = 0;
    float size = 0;             // of most of its letters
    bool bold = false;          // all of it
    std::vector<Piece> pieces;  // from left to right

    float left() const { return pieces.front().left; }
    float right() const { return pieces.back().right; }
    std::string text() const;  // the pieces with a space between
};

struct PageLines {
    std::uint32_t number = 0;
    float width = 0;
    float height = 0;
    bool picture = false;
    std::vector<Line> lines;  // from the top down
    std::string across;       // letters set large and apart over the page: a watermark
};

PageLines lines_of(const PdfPage& page);

}  // namespace concord::handbook
