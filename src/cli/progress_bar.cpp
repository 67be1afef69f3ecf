#include "cli/progress_bar.hpp"

#include <fmt/format.h>

#include "cli/streams.hpp"

namespace concord::cli {

void ProgressBar::begin(std::string_view work, std::size_t total) {
    const std::lock_guard lock(mutex_);
    work_ = work;
    total_ = total;
    done_ = 0;
    started_ = std::chrono::steady_clock::now();
    drawn_ = {};
    draw("");
}

void ProgressBar::advance(std::string_view step) {
    const std::lock_guard lock(mutex_);
    ++done_;
    draw(step);
}

void ProgressBar::end() {
    const std::lock_guard lock(mutex_);
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - started_;
    say(fmt::format("{}{}: {:.1f} s\n", on_terminal_ ? "\r\x1b[K" : "", work_, elapsed.count()));
}

// At most twenty times a second, so that drawing costs nothing.
void ProgressBar::draw(std::string_view step) {
    const auto now = std::chrono::steady_clock::now();
    if (!on_terminal_ || now - drawn_ < std::chrono::milliseconds(50)) return;
    drawn_ = now;
    constexpr std::size_t cells = 24;
    const auto filled = total_ == 0 ? 0 : cells * done_ / total_;
    say(fmt::format("\r\x1b[K{} [{}{}] {}/{} {}", work_, std::string(filled, '#'),
                    std::string(cells - filled, '.'), done_, total_, step));
}

}  // namespace concord::cli
