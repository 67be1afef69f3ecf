#include "server/worker_pool.hpp"

namespace concord::server {
namespace {

thread_local bool turned_away = false;

}  // namespace

WorkerPool::WorkerPool(std::size_t threads, std::size_t most_waiting)
    : most_waiting_(most_waiting) {
    threads_.reserve(threads);
    for (std::size_t i = 0; i < threads; ++i)
        threads_.emplace_back([this] { serve(); });
}

WorkerPool::~WorkerPool() {
    shutdown();
}

bool WorkerPool::is_turned_away() {
    return turned_away;
}

void WorkerPool::enqueue(std::function<void()> work) {
    {
        const std::lock_guard lock(mutex_);
        if (queue_.size() < most_waiting_) {
            queue_.push_back(std::move(work));
            waiting_.store(queue_.size(), std::memory_order_relaxed);
            changed_.notify_one();
            return;
        }
    }
    turned_away = true;
    work();
    turned_away = false;
}

void WorkerPool::serve() {
    std::unique_lock lock(mutex_);
    while (true) {
        changed_.wait(lock, [this] { return ends_ || !queue_.empty(); });
        if (queue_.empty()) return;
        auto work = std::move(queue_.front());
        queue_.pop_front();
        waiting_.store(queue_.size(), std::memory_order_relaxed);
        lock.unlock();
        work();
        lock.lock();
    }
}

void WorkerPool::shutdown() {
    {
        const std::lock_guard lock(mutex_);
        ends_ = true;
    }
    changed_.notify_all();
    for (auto& thread : threads_)
        if (thread.joinable()) thread.join();
    threads_.clear();
}

}  // namespace concord::server
