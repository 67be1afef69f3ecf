// A synthetic population written as an extract: the same bytes from any number of threads.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/progress.hpp"
#include "population/synthetic/model.hpp"

namespace concord::population {

struct SynthesisRequest {
    const Model* model = nullptr;
    std::vector<std::uint32_t> areas;  // of the model's, in its order
    std::filesystem::path folder;      // that is there
    int threads = 1;
    std::optional<std::string> memory;
    Progress* progress = nullptr;
    const CancelToken* cancel = nullptr;
    // A part has so many people and the rest of its last area. Parts do not depend on threads.
    std::uint32_t part_people = 1'000'000;
};

struct Synthesised {
    std::int64_t areas = 0;
    std::int64_t people = 0;
    std::int64_t conditions = 0;
    std::int64_t contacts = 0;  // rows
    std::int64_t waits = 0;
    std::vector<std::string> files;
    double seconds = 0;
};

// Files are NAME.parquet, or NAME-001.parquet … where there are several parts.
Synthesised synthesise(const SynthesisRequest& request);

}  // namespace concord::population
