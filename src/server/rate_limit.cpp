#include "server/rate_limit.hpp"

#include <algorithm>

namespace concord::server {

bool RateLimit::takes(const std::string& address, Clock::time_point now) {
    if (per_second_ <= 0) return true;
    const std::lock_guard lock(mutex_);
    if (buckets_.size() >= most_addresses && !buckets_.contains(address)) forget_full(now);
    const auto name = buckets_.size() >= most_addresses && !buckets_.contains(address)
                          ? std::string()  // one bucket for all that came too many
                          : address;
    const auto [found, is_new] = buckets_.try_emplace(name, Bucket{burst_, now});
    auto& bucket = found->second;
    const std::chrono::duration<double> since = now - bucket.filled;
    bucket.tokens = std::min(burst_, bucket.tokens + std::max(0.0, since.count()) * per_second_);
    bucket.filled = now;
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
}

// Who has not asked for as long as a bucket takes to fill is as one who never did.
void RateLimit::forget_full(Clock::time_point now) {
    std::erase_if(buckets_, [&](const auto& held) {
        const std::chrono::duration<double> since = now - held.second.filled;
        return held.second.tokens + since.count() * per_second_ >= burst_;
    });
}

std::size_t RateLimit::addresses() const {
    const std::lock_guard lock(mutex_);
    return buckets_.size();
}

}  // namespace concord::server
