// The build that is served now. A newer one takes its place whole, once it is open; who asked
// before keeps the old one until the answer is sent.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <future>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <unordered_map>

#include "engine/served_build.hpp"
#include "server/exchange.hpp"

namespace concord::server {

// Answers that were given already, by what was asked: a build does not change, so they hold as long
// as it is served.
class AnswerCache {
  public:
    explicit AnswerCache(std::size_t most_bytes) : most_bytes_(most_bytes) {}

    // The answer that was given before; else that of `make`, which is asked once however many ask
    // the same at the same time: the others wait for it. Answers of 200 whose body is in memory are
    // kept; what is read from a file as it is sent is made for each. What `make` throws, all who
    // waited are thrown.
    Response answer(const std::string& asked, const std::function<Response()>& make);

  private:
    using Making = std::shared_future<Response>;
    std::optional<Response> find(const std::string& asked);
    void keep(const std::string& asked, const Response& response);
    Response make_for_all(const std::string& asked, const std::function<Response()>& make,
                          std::promise<Response>& made);

    struct Kept {
        std::string asked;
        Response response;
        std::size_t bytes = 0;
    };
    std::size_t most_bytes_;
    std::size_t bytes_ = 0;
    std::mutex mutex_;
    std::list<Kept> kept_;  // the latest asked first
    std::unordered_map<std::string, std::list<Kept>::iterator> places_;
    std::unordered_map<std::string, Making> making_;
};

// A build with what belongs to it alone.
struct ServedState {
    std::unique_ptr<const ServedBuild> build;
    std::string stamp;
    Response figures;  // of the report, compressed once
    mutable AnswerCache answers{64U << 20U};
};

class CurrentBuild {
  public:
    // Opens the last build. Throws EnvironmentFailure; `answer` says why there is none.
    CurrentBuild(SystemQuestion system, EngineOptions options, Answer& answer);
    ~CurrentBuild();

    bool is_open() const { return get() != nullptr; }
    std::shared_ptr<const ServedState> get() const;
    // Looks whether another build has landed, and opens it. Whether one was taken.
    bool look();
    // Looks every second until the end; `landed` is told the new build's id.
    void watch(std::function<void(const std::string&)> landed);

  private:
    SystemQuestion system_;
    EngineOptions options_;
    mutable std::mutex mutex_;
    std::shared_ptr<const ServedState> current_;
    std::mutex looking_;
    std::condition_variable ends_changed_;
    bool ends_ = false;
    std::thread watcher_;
};

}  // namespace concord::server
