// The operations of the API, group by group.
#pragma once

#include <condition_variable>
#include <mutex>
#include <vector>

#include "base/failure.hpp"
#include "openid/openid.hpp"
#include "server/operation.hpp"

namespace concord::server {

// Engines for questions that read files: only so many at once, each with its own, and only so many
// that wait for one.
class EngineDesk {
  public:
    static constexpr std::size_t most_waiting = 32;

    EngineDesk(EngineOptions options, std::size_t at_once)
        : options_(std::move(options)), free_(at_once) {
        options_.progress = &silent_;
    }
    template <typename Ask>
    auto ask(Ask&& question) {
        const Place place(*this);
        Engine engine(options_);
        return question(engine);
    }
    const EngineOptions& options() const { return options_; }

  private:
    struct Place {
        explicit Place(EngineDesk& engines) : desk(engines) {
            std::unique_lock lock(desk.mutex_);
            if (desk.free_ == 0 && desk.waiting_ >= most_waiting)
                throw EnvironmentFailure("too many questions wait for an engine", "ask again");
            ++desk.waiting_;
            desk.freed_.wait(lock, [&] { return desk.free_ > 0; });
            --desk.waiting_;
            --desk.free_;
        }
        Place(const Place&) = delete;
        Place& operator=(const Place&) = delete;
        ~Place() {
            const std::lock_guard lock(desk.mutex_);
            ++desk.free_;
            desk.freed_.notify_one();
        }
        EngineDesk& desk;
    };

    EngineOptions options_;
    SilentProgress silent_;
    std::mutex mutex_;
    std::condition_variable freed_;
    std::size_t free_;
    std::size_t waiting_ = 0;
};

class Events;
class Rebuilds;
class People;

void add_questions(std::vector<Operation>& operations, EngineDesk& engines);
void add_tables(std::vector<Operation>& operations);
void add_decisions(std::vector<Operation>& operations, EngineDesk& engines, People& people,
                   const std::string& journal);
void add_sessions(std::vector<Operation>& operations, People& people);

// The organisation's own provider: null where there is none. `log` is for who runs the server.
struct OutsideDoor {
    openid::Provider* provider = nullptr;
    std::function<void(const std::string&)> log;
};
void add_openid(std::vector<Operation>& operations, People& people, const OutsideDoor& door);
// To the page for signing in, with the word that says why nobody was.
Response turned_back(std::string_view word);

void add_accounts(std::vector<Operation>& operations, People& people);
void add_rebuilds(std::vector<Operation>& operations, Rebuilds& rebuilds, Events& events,
                  People& people);

}  // namespace concord::server
