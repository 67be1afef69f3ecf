// The words of a PDF with their places on the page, through poppler.
//
// A PDF is a program from a stranger. It is read in a process of its own, which is watched: one
// that crashes, stalls or takes too much memory loses the page it was at and no other.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "base/progress.hpp"
#include "handbook/reading/limits.hpp"

namespace concord::handbook {

// In points from the top left corner of the page.
struct Word {
    float left = 0;
    float top = 0;
    float right = 0;
    float bottom = 0;
    float size = 0;  // of the font
    bool bold = false;
    std::string text;
};

struct PdfPage {
    std::uint32_t number = 0;  // from 1
    float width = 0;
    float height = 0;
    bool picture = false;  // hardly any text, and something drawn beside it
    std::vector<Word> words;
};

enum class PdfOutcome { read, locked, damaged };

struct PdfReading {
    PdfOutcome outcome = PdfOutcome::damaged;
    std::uint32_t pages = 0;
    std::string title;
    std::vector<std::uint32_t> lost;  // pages that could not be read
    std::uint32_t read_up_to = 0;     // the last page looked at; less than `pages` at a limit
};

// Gives each page in order. Throws Cancelled, and EnvironmentFailure where no process can be
// started.
PdfReading read_pdf_pages(const std::filesystem::path& path, const ReadLimits& limits,
                          const std::function<void(PdfPage)>& on_page, const CancelToken& cancel);

}  // namespace concord::handbook
