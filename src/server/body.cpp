#include "server/body.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"

namespace concord::server {
namespace {

// Deep nesting costs a reader its stack: what we take is one level deep.
nlohmann::json read_object(const std::string& text) {
    constexpr int deepest = 4;
    auto json = nlohmann::json::parse(
        text,
        [](int depth, nlohmann::json::parse_event_t, nlohmann::json&) { return depth <= deepest; },
        false);
    return json;
}

}  // namespace

Body::Body(const Request& request) {
    json_ = read_object(request.body.empty() ? "{}" : request.body);
    if (json_.is_object()) return;
    problems_.push_back(
        {"the body is not a JSON object", "send an object such as {\"name\": \"…\"}", {}});
    json_ = nlohmann::json::object();
}

const nlohmann::json* Body::find(const std::string& name) {
    known_.push_back(name);
    const auto found = json_.find(name);
    return found == json_.end() || found->is_null() ? nullptr : &*found;
}

bool Body::has(const std::string& name) const {
    return json_.contains(name);
}

std::string Body::optional_text(const std::string& name) {
    const auto* held = find(name);
    if (held == nullptr) return {};
    if (held->is_string()) return held->get<std::string>();
    problems_.push_back({fmt::format("`{}` is not a text", name), {}, name});
    return {};
}

std::string Body::text(const std::string& name) {
    const auto* held = find(name);
    if (held != nullptr) return optional_text(name);
    problems_.push_back({fmt::format("`{}` is missing", name), {}, name});
    return {};
}

std::optional<bool> Body::truth(const std::string& name) {
    const auto* held = find(name);
    if (held == nullptr) return std::nullopt;
    if (held->is_boolean()) return held->get<bool>();
    problems_.push_back({fmt::format("`{}` is true or false", name), {}, name});
    return std::nullopt;
}

std::vector<std::string> Body::texts(const std::string& name) {
    const auto* held = find(name);
    std::vector<std::string> texts;
    if (held == nullptr) return texts;
    const bool is_list = held->is_array() && std::ranges::all_of(*held, [](const auto& one) {
                             return one.is_string();
                         });
    if (is_list) return held->get<std::vector<std::string>>();
    problems_.push_back({fmt::format("`{}` is a list of texts", name), {}, name});
    return texts;
}

std::optional<Response> Body::refusal() {
    for (const auto& [name, value] : json_.items()) {
        if (std::ranges::find(known_, name) != known_.end()) continue;
        const auto guess = closest(name, known_);
        problems_.push_back({fmt::format("`{}` is not known here", shown(name)),
                             guess ? fmt::format("did you mean `{}`?", *guess) : std::string(),
                             shown(name)});
    }
    if (problems_.empty()) return std::nullopt;
    return problem(400, problems_.front().message, problems_);
}

Response refusal(const accounts::Refusal& refused) {
    using accounts::RefusalKind;
    const auto status = [&] {
        switch (refused.kind) {
            case RefusalKind::wrong:
                return 400;
            case RefusalKind::unknown:
                return 404;
            case RefusalKind::exists:
                return 409;
            case RefusalKind::refused:
                return 403;
            case RefusalKind::locked_out:
                return 429;
            case RefusalKind::busy:
                return 503;
        }
        return 400;
    }();
    auto response =
        problem(status, refused.message, {{refused.message, refused.help, refused.parameter}});
    if (refused.retry_after.count() > 0)
        response.headers.emplace_back("Retry-After",
                                      fmt::format("{}", refused.retry_after.count()));
    return response;
}

Response done_or(const accounts::Done& done) {
    return done ? refusal(*done) : Response::empty(204);
}

}  // namespace concord::server
