// Progress on standard error: a bar that moves on a terminal, plain lines elsewhere.
#pragma once

#include <chrono>
#include <mutex>
#include <string>

#include "base/progress.hpp"

namespace concord::cli {

class ProgressBar final : public Progress {
  public:
    explicit ProgressBar(bool on_terminal) : on_terminal_(on_terminal) {}

    void begin(std::string_view work, std::size_t total) override;
    void advance(std::string_view step) override;
    void end() override;

  private:
    void draw(std::string_view step);

    bool on_terminal_;
    std::mutex mutex_;
    std::string work_;
    std::size_t total_ = 0;
    std::size_t done_ = 0;
    std::chrono::steady_clock::time_point started_;
    std::chrono::steady_clock::time_point drawn_;
};

}  // namespace concord::cli
