// Building again from the page: one at a time, seen by everybody, stopped by who may start it.
#pragma once

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "engine/engine.hpp"
#include "server/events.hpp"

namespace concord::server {

enum class RebuildState { running, done, failed, cancelled };

struct Rebuild {
    std::string id;
    RebuildState state = RebuildState::running;
    std::string work;  // what is being done: "tables"
    std::string step;
    std::size_t done = 0;
    std::size_t total = 0;
    double seconds = 0;
    std::vector<Diagnostic> diagnostics;  // where it failed
};

std::string to_json(const Rebuild& rebuild);

class Rebuilds {
  public:
    Rebuilds(EngineOptions options, Events& events);
    ~Rebuilds();

    // Begins to build; nothing where one is running already.
    std::optional<std::string> begin(const BuildQuestion& question);
    std::optional<Rebuild> find(const std::string& id) const;
    bool cancel(const std::string& id);  // whether it was running
    void end();

  private:
    class Reporting;
    void run(const BuildQuestion& question);
    void update(const std::function<void(Rebuild&)>& change);

    EngineOptions options_;
    Events& events_;
    mutable std::mutex mutex_;
    std::vector<Rebuild> all_;  // the latest last
    std::unique_ptr<CancelToken> cancel_;
    std::chrono::steady_clock::time_point began_;
    std::chrono::steady_clock::time_point told_;
    std::thread thread_;
    std::uint64_t count_ = 0;
};

}  // namespace concord::server
