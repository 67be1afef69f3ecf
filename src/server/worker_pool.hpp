// Threads that serve connections, and a bounded queue of those that wait for one.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "server/http_library.hpp"

namespace concord::server {

class WorkerPool final : public httplib::TaskQueue {
  public:
    WorkerPool(std::size_t threads, std::size_t most_waiting);
    ~WorkerPool() override;
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    // Where too many wait already, the work is done at once by the calling thread with
    // is_turned_away() true, so that the connection is refused and closed instead of kept.
    void enqueue(std::function<void()> work) override;
    void shutdown() override;

    std::size_t waiting() const { return waiting_.load(std::memory_order_relaxed); }
    static bool is_turned_away();

  private:
    void serve();

    std::size_t most_waiting_;
    std::atomic<std::size_t> waiting_{0};
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::function<void()>> queue_;
    bool ends_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace concord::server
