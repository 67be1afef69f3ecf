// Fetching one file over HTTP so that it arrives whole or not at all: to a part file beside its
// place, resumed where the server can, tried again after the network's usual failures, checked, and
// only then given its name.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "base/progress.hpp"

namespace concord::files {

struct FetchRequest {
    std::string address;
    std::filesystem::path target;
    std::string sha256;  // what the file must have; empty: not checked
    int attempts = 4;
    // Waits between attempts; tests give one that does not wait.
    std::function<void(int milliseconds)> sleep;
    long seconds_without_data = 30;  // after which a silent connection is given up
    long connect_seconds = 15;
};

struct FetchResult {
    bool fetched = false;
    std::string problem;  // why not, for a person
    std::string help;
    std::uint64_t bytes = 0;
    std::string sha256;
    std::uint64_t resumed_at = 0;  // bytes that were there from an earlier attempt
    int attempts = 0;
};

// Throws EnvironmentFailure where the disk fails, Cancelled where asked to stop (the part stays, to
// be resumed). A network failure is a result, not an exception.
FetchResult fetch(const FetchRequest& request, const CancelToken& cancel);

// "a b/ü.csv" with everything that an address may not hold percent-encoded; slashes stay.
std::string encode_path(const std::string& path);

}  // namespace concord::files
