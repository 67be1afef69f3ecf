// How often one address may ask: a bucket of tokens for each that asked lately.
#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <string>
#include <unordered_map>

namespace concord::server {

class RateLimit {
  public:
    using Clock = std::chrono::steady_clock;

    // `per_second` at length, `burst` at once; 0 per second: no limit.
    RateLimit(double per_second, double burst) : per_second_(per_second), burst_(burst) {}

    // Takes a token of the address; false where it has none left.
    bool takes(const std::string& address, Clock::time_point now);
    std::size_t addresses() const;

    // More addresses than these are not told apart: memory stays bounded whoever asks.
    static constexpr std::size_t most_addresses = 10000;

  private:
    struct Bucket {
        double tokens = 0;
        Clock::time_point filled;
    };
    void forget_full(Clock::time_point now);

    double per_second_;
    double burst_;
    mutable std::mutex mutex_;
    std::unordered_map<std::string, Bucket> buckets_;
};

}  // namespace concord::server
