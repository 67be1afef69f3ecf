#include "server/current_build.hpp"

#include "base/failure.hpp"
#include "server/representation.hpp"

namespace concord::server {
namespace {

std::size_t size_of(const Response& response) {
    const auto* bytes = std::get_if<Bytes>(&response.body);
    if (bytes == nullptr) return 0;
    return bytes->plain->size() + (bytes->gzipped ? bytes->gzipped->size() : 0);
}

// Whoever waited gets the same bytes; a file or a stream has one reader.
bool can_be_shared(const Response& response) {
    return std::holds_alternative<Bytes>(response.body) ||
           std::holds_alternative<std::monostate>(response.body);
}

std::shared_ptr<const ServedState> open_state(const SystemQuestion& system,
                                              const EngineOptions& options, Answer& answer) {
    auto build = ServedBuild::open(system, options, answer);
    if (!build) return nullptr;
    auto state = std::make_shared<ServedState>();
    state->stamp = ServedBuild::stamp(build->folder());
    state->figures = Response::json(200, build->figures());
    compress(state->figures);
    state->build = std::move(build);
    return state;
}

}  // namespace

Response AnswerCache::answer(const std::string& asked, const std::function<Response()>& make) {
    std::promise<Response> made;
    Making others;
    {
        const std::lock_guard lock(mutex_);
        if (auto kept = find(asked)) return std::move(*kept);
        const auto found = making_.find(asked);
        if (found == making_.end())
            making_.emplace(asked, made.get_future().share());
        else
            others = found->second;
    }
    if (!others.valid()) return make_for_all(asked, make, made);
    const auto& response = others.get();
    return can_be_shared(response) ? response : make();
}

Response AnswerCache::make_for_all(const std::string& asked, const std::function<Response()>& make,
                                   std::promise<Response>& made) {
    try {
        auto response = make();
        const std::lock_guard lock(mutex_);
        if (response.status == 200) keep(asked, response);
        making_.erase(asked);
        made.set_value(response);
        return response;
    } catch (...) {
        const std::lock_guard lock(mutex_);
        making_.erase(asked);
        made.set_exception(std::current_exception());
        throw;
    }
}

// The mutex is held.
std::optional<Response> AnswerCache::find(const std::string& asked) {
    const auto found = places_.find(asked);
    if (found == places_.end()) return std::nullopt;
    kept_.splice(kept_.begin(), kept_, found->second);
    return found->second->response;
}

// The mutex is held.
void AnswerCache::keep(const std::string& asked, const Response& response) {
    const auto bytes = size_of(response) + asked.size();
    const bool is_in_memory = std::holds_alternative<Bytes>(response.body);
    if (!is_in_memory || bytes > most_bytes_ / 8 || places_.contains(asked)) return;
    kept_.push_front({asked, response, bytes});
    places_[asked] = kept_.begin();
    bytes_ += bytes;
    while (bytes_ > most_bytes_) {
        bytes_ -= kept_.back().bytes;
        places_.erase(kept_.back().asked);
        kept_.pop_back();
    }
}

CurrentBuild::CurrentBuild(SystemQuestion system, EngineOptions options, Answer& answer)
    : system_(std::move(system)), options_(std::move(options)) {
    current_ = open_state(system_, options_, answer);
}

CurrentBuild::~CurrentBuild() {
    {
        const std::lock_guard lock(looking_);
        ends_ = true;
    }
    ends_changed_.notify_all();
    if (watcher_.joinable()) watcher_.join();
}

std::shared_ptr<const ServedState> CurrentBuild::get() const {
    const std::lock_guard lock(mutex_);
    return current_;
}

bool CurrentBuild::look() {
    const auto current = get();
    const auto stamp = ServedBuild::stamp(current->build->folder());
    if (stamp.empty() || stamp == current->stamp) return false;
    Answer answer;
    std::shared_ptr<const ServedState> next;
    try {
        next = open_state(system_, options_, answer);
    } catch (const EnvironmentFailure&) {
        return false;  // between two builds: it is looked again soon
    }
    if (!next) return false;
    const std::lock_guard lock(mutex_);
    current_ = std::move(next);
    return true;
}

void CurrentBuild::watch(std::function<void(const std::string&)> landed) {
    watcher_ = std::thread([this, landed = std::move(landed)] {
        std::unique_lock lock(looking_);
        while (!ends_changed_.wait_for(lock, std::chrono::seconds(1), [this] { return ends_; })) {
            if (look()) landed(get()->build->facts().id);
        }
    });
}

}  // namespace concord::server
