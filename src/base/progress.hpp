// How long work tells its caller what it is doing, and how the caller tells it to stop. The library
// reports; only a door draws.
#pragma once

#include <atomic>
#include <string_view>

#include "base/failure.hpp"

namespace concord {

class Progress {
  public:
    virtual ~Progress() = default;
    // A named piece of work begins; `total` is the number of steps it will report, 0 if unknown.
    virtual void begin(std::string_view work, std::size_t total) = 0;
    virtual void advance(std::string_view step) = 0;  // may be called from several threads
    virtual void end() = 0;
};

// Says nothing: for tests, bindings and --quiet.
class SilentProgress final : public Progress {
  public:
    void begin(std::string_view, std::size_t) override {}
    void advance(std::string_view) override {}
    void end() override {}
};

// Set from a signal handler; looked at between steps.
class CancelToken {
  public:
    void cancel() { cancelled_.store(true, std::memory_order_relaxed); }
    bool is_cancelled() const { return cancelled_.load(std::memory_order_relaxed); }
    void check() const {
        if (is_cancelled()) throw Cancelled();
    }

  private:
    std::atomic<bool> cancelled_{false};
};

}  // namespace concord
