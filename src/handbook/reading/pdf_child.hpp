// The process that knows poppler: it writes what it finds to a pipe and ends.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "handbook/reading/limits.hpp"

namespace concord::handbook {

// What goes through the pipe: a kind, the length of what follows, and that.
enum class PdfMessage : std::uint8_t { locked, damaged, document, page, end };

struct MessageHead {
    PdfMessage kind = PdfMessage::damaged;
    std::uint32_t bytes = 0;
};

// Plain values and texts, one after another, as both sides of one fork lay them out.
struct PageHead {
    std::uint32_t number = 0;
    float width = 0;
    float height = 0;
    std::uint32_t picture = 0;
    std::uint32_t words = 0;
};

struct WordHead {
    float left = 0;
    float top = 0;
    float right = 0;
    float bottom = 0;
    float size = 0;
    std::uint32_t bold = 0;
    std::uint32_t bytes = 0;
};

// Reads from this page on. To be called in a forked process only, which ends afterwards.
void write_pdf_pages(const std::filesystem::path& path, std::uint32_t first_page,
                     const ReadLimits& limits, int pipe);

}  // namespace concord::handbook
