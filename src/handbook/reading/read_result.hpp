// What became of one file.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "handbook/document.hpp"

namespace concord::handbook {

// A file that cannot be read, or only in part, with what the reader should do about it.
struct ReadProblem {
    std::string message;
    std::string help;
    Spot spot;
};

struct ReadResult {
    std::optional<Document> document;
    std::optional<ReadProblem> failure;  // why there is no document
    std::vector<ReadProblem> losses;     // what of the document could not be read
};

inline ReadResult unreadable(std::string message, std::string help) {
    return {std::nullopt, ReadProblem{std::move(message), std::move(help), {}}, {}};
}

}  // namespace concord::handbook
