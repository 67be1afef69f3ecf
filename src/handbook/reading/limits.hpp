// How much of somebody else's file is read. A document that passes a limit is read up to it, and
// the reader says what it left out.
#pragma once

#include <cstdint>

namespace concord::handbook {

struct ReadLimits {
    std::uint64_t file_bytes = std::uint64_t{1} << 30;      // larger files are not opened
    std::uint64_t unpacked_bytes = std::uint64_t{1} << 26;  // of one part of a packed file
    std::uint64_t text_bytes = std::uint64_t{1} << 27;      // of one document
    std::uint32_t pages = 50'000;
    std::uint32_t pictures_looked_for = 400;  // pages drawn to see whether they hold a picture
    std::uint32_t files = 5'000;              // of one handbook
    std::uint32_t depth = 200;                // of nested elements
    double page_seconds = 30;                 // without a further page
    double document_seconds = 1'200;
    std::uint64_t memory_bytes = std::uint64_t{3} << 29;  // of the process that reads a PDF
};

}  // namespace concord::handbook
