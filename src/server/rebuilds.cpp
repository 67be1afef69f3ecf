#include "server/rebuilds.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/failure.hpp"
#include "base/text.hpp"
#include "engine/render.hpp"
#include "server/body.hpp"
#include "server/operations.hpp"
#include "server/people.hpp"

namespace concord::server {
namespace {

constexpr std::size_t kept = 20;

std::string_view to_string(RebuildState state) {
    constexpr std::array words = {"running", "done", "failed", "cancelled"};
    return words[static_cast<std::size_t>(state)];
}

}  // namespace

std::string to_json(const Rebuild& rebuild) {
    nlohmann::json json = {{"id", rebuild.id},          {"state", to_string(rebuild.state)},
                           {"stage", rebuild.work},     {"step", rebuild.step},
                           {"done", rebuild.done},      {"total", rebuild.total},
                           {"seconds", rebuild.seconds}};
    json["diagnostics"] = nlohmann::json::parse(render_diagnostics_json(rebuild.diagnostics));
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

// The progress of the build, told to everybody a few times a second.
class Rebuilds::Reporting final : public Progress {
  public:
    explicit Reporting(Rebuilds& rebuilds) : rebuilds_(rebuilds) {}
    void begin(std::string_view work, std::size_t total) override {
        rebuilds_.update([&](Rebuild& rebuild) {
            rebuild.work = work;
            rebuild.step.clear();
            rebuild.done = 0;
            rebuild.total = total;
        });
    }
    void advance(std::string_view step) override {
        rebuilds_.update([&](Rebuild& rebuild) {
            rebuild.step = step;
            ++rebuild.done;
        });
    }
    void end() override {}

  private:
    Rebuilds& rebuilds_;
};

Rebuilds::Rebuilds(EngineOptions options, Events& events)
    : options_(std::move(options)), events_(events) {}

Rebuilds::~Rebuilds() {
    end();
}

void Rebuilds::end() {
    {
        const std::lock_guard lock(mutex_);
        if (cancel_) cancel_->cancel();
    }
    if (thread_.joinable()) thread_.join();
}

void Rebuilds::update(const std::function<void(Rebuild&)>& change) {
    std::string said;
    {
        const std::lock_guard lock(mutex_);
        auto& rebuild = all_.back();
        change(rebuild);
        const auto now = std::chrono::steady_clock::now();
        rebuild.seconds = std::chrono::duration<double>(now - began_).count();
        constexpr auto often = std::chrono::milliseconds(200);
        if (rebuild.state == RebuildState::running && now - told_ < often) return;
        told_ = now;
        said = to_json(rebuild);
    }
    events_.tell("progress", said);
}

std::optional<std::string> Rebuilds::begin(const BuildQuestion& question) {
    std::unique_lock lock(mutex_);
    if (!all_.empty() && all_.back().state == RebuildState::running) return std::nullopt;
    lock.unlock();
    if (thread_.joinable()) thread_.join();
    lock.lock();
    if (!all_.empty() && all_.back().state == RebuildState::running) return std::nullopt;
    const auto id = fmt::format("{}", ++count_);
    if (all_.size() >= kept) all_.erase(all_.begin());
    all_.push_back({});
    all_.back().id = id;
    cancel_ = std::make_unique<CancelToken>();
    began_ = std::chrono::steady_clock::now();
    thread_ = std::thread([this, question] { run(question); });
    return id;
}

void Rebuilds::run(const BuildQuestion& question) {
    Reporting reporting(*this);
    auto options = options_;
    options.progress = &reporting;
    options.cancel = cancel_.get();
    auto state = RebuildState::failed;
    std::vector<Diagnostic> diagnostics;
    try {
        auto answer = Engine(options).build(question);
        const bool is_done = answer.outcome == Outcome::done || answer.outcome == Outcome::findings;
        if (is_done) state = RebuildState::done;
        if (!is_done) diagnostics = std::move(answer.diagnostics);
    } catch (const Cancelled&) {
        state = RebuildState::cancelled;
    } catch (const EnvironmentFailure& failure) {
        diagnostics.push_back({"",
                               Severity::error,
                               "",
                               "",
                               "the machine could not build it",
                               {},
                               failure.help(),
                               ""});
    } catch (const std::exception&) {
        diagnostics.push_back({"",
                               Severity::error,
                               "",
                               "",
                               "the build ended with a mistake of the program",
                               {},
                               "",
                               ""});
    }
    update([&](Rebuild& rebuild) {
        rebuild.state = state;
        rebuild.diagnostics = std::move(diagnostics);
    });
}

std::optional<Rebuild> Rebuilds::find(const std::string& id) const {
    const std::lock_guard lock(mutex_);
    const auto found = std::ranges::find(all_, id, &Rebuild::id);
    return found == all_.end() ? std::nullopt : std::optional(*found);
}

bool Rebuilds::cancel(const std::string& id) {
    const std::lock_guard lock(mutex_);
    if (all_.empty() || all_.back().id != id || all_.back().state != RebuildState::running)
        return false;
    cancel_->cancel();
    return true;
}

namespace {

Operation rebuilding(Method method, std::string path, std::string id, std::string summary) {
    auto made = operation({method, std::move(path), std::move(id), std::move(summary), "builds"});
    made.answers = {"Rebuild"};
    made.right = accounts::Right::rebuild;
    made.needs_session = true;
    return made;
}

// What is no stage, with the nearest that is one.
std::optional<Response> unknown_stage(const std::vector<std::string>& stages) {
    const auto known = Engine::stages();
    for (const auto& stage : stages) {
        if (std::ranges::find(known, stage) != known.end()) continue;
        const auto nearest = closest(stage, known);
        return problem(400, fmt::format("there is no stage `{}`", shown(stage)),
                       {{"no such stage",
                         nearest ? fmt::format("did you mean `{}`?", *nearest)
                                 : "stages are " + join(known, ", "),
                         "stages"}});
    }
    return std::nullopt;
}

}  // namespace

void add_rebuilds(std::vector<Operation>& operations, Rebuilds& rebuilds, Events& events,
                  People& people) {
    auto begin = rebuilding(Method::post, "/builds", "rebuild",
                            "Builds the system again from its files, or only some stages of it");
    begin.takes = Content{"RebuildRequest"};
    begin.done = 202;
    begin.run = [&rebuilds, &people](const Call& call) {
        Body body(call.request);
        const auto stages = body.texts("stages");
        if (const auto refused = body.refusal()) return *refused;
        if (const auto refused = unknown_stage(stages)) return *refused;
        BuildQuestion question;
        question.system.folder = call.state->build->system_folder();
        question.system.shows_names_alone = true;
        question.out = call.state->build->folder();
        question.only = stages;
        question.keep = !stages.empty();
        const auto id = rebuilds.begin(question);
        if (!id) return problem(409, "it is being built already");
        people.audit(*call.session, "rebuilt",
                     fmt::format("rebuild {} of {} began", *id,
                                 stages.empty() ? "everything" : join(stages, ", ")));
        return Response::json(202, fmt::format(R"({{"id":"{}"}})", *id));
    };
    operations.push_back(begin);

    auto show = rebuilding(Method::get, "/builds/{id}", "rebuild_state", "How far a rebuild is");
    show.run = [&rebuilds](const Call& call) {
        const auto found = rebuilds.find(call.path.at("id"));
        return found ? Response::json(200, to_json(*found))
                     : problem(404, "there is no such rebuild");
    };
    operations.push_back(show);

    auto cancel = rebuilding(Method::remove, "/builds/{id}", "cancel_rebuild",
                             "Stops a rebuild; the build that is served stays");
    cancel.done = 202;
    cancel.run = [&rebuilds, &people](const Call& call) {
        const auto& id = call.path.at("id");
        if (!rebuilds.cancel(id)) return problem(409, "it is not running");
        people.audit(*call.session, "cancelled-rebuild",
                     fmt::format("rebuild {}", id.substr(0, 40)));
        return Response::json(202, fmt::format(R"({{"id":{}}})", quoted_json(id)));
    };
    operations.push_back(cancel);

    auto stream = operation(
        {Method::get, "/events", "events",
         "What happens, as it happens: the progress of a rebuild, and that a newer build is served",
         "builds"});
    stream.answers = {"Events", "text/event-stream"};
    stream.run = [&events](const Call&) { return events.stream(); };
    operations.push_back(stream);
}

}  // namespace concord::server
