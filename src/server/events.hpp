// What the server tells its readers as it happens: the progress of a rebuild, and that a newer
// build is served.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <string>

#include "server/exchange.hpp"

namespace concord::server {

class Events {
  public:
    // `data` is JSON on one line.
    void tell(const std::string& name, const std::string& data);
    // A stream from now on: what is told, and a comment now and then that keeps the connection
    // open. A reader that is far behind misses what is older than the last hundred.
    Response stream();
    void end();

  private:
    struct Event {
        std::uint64_t number = 0;
        std::string text;
    };
    std::optional<std::string> after(std::uint64_t& seen, int& quiet);

    std::mutex mutex_;
    std::condition_variable told_;
    std::deque<Event> latest_;
    std::uint64_t count_ = 0;
    bool ends_ = false;
};

}  // namespace concord::server
