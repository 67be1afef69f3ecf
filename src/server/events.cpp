#include "server/events.hpp"

#include <chrono>

#include <fmt/format.h>

namespace concord::server {
namespace {

constexpr std::size_t kept = 100;
constexpr auto wait = std::chrono::seconds(1);
constexpr int quiet_seconds = 15;

}  // namespace

void Events::tell(const std::string& name, const std::string& data) {
    {
        const std::lock_guard lock(mutex_);
        latest_.push_back({++count_, fmt::format("event: {}\ndata: {}\n\n", name, data)});
        if (latest_.size() > kept) latest_.pop_front();
    }
    told_.notify_all();
}

std::optional<std::string> Events::after(std::uint64_t& seen, int& quiet) {
    std::unique_lock lock(mutex_);
    told_.wait_for(lock, wait, [&] { return ends_ || count_ > seen; });
    if (ends_) return std::nullopt;
    std::string text;
    for (const auto& event : latest_)
        if (event.number > seen) text += event.text;
    seen = count_;
    if (text.empty() && ++quiet < quiet_seconds) return text;
    quiet = 0;
    return text.empty() ? std::string(": still here\n\n") : text;
}

Response Events::stream() {
    struct Reader {
        std::uint64_t seen = 0;
        int quiet = 0;
        bool has_begun = false;
    };
    auto reader = std::make_shared<Reader>();
    {
        const std::lock_guard lock(mutex_);
        reader->seen = count_;
    }
    Response response;
    response.type = "text/event-stream";
    response.body = EventBody{[this, reader]() -> std::optional<std::string> {
        if (!std::exchange(reader->has_begun, true)) return "retry: 2000\n\n";
        return after(reader->seen, reader->quiet);
    }};
    return response;
}

void Events::end() {
    {
        const std::lock_guard lock(mutex_);
        ends_ = true;
    }
    told_.notify_all();
}

}  // namespace concord::server
