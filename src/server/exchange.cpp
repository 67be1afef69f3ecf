#include "server/exchange.hpp"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

namespace concord::server {
namespace {

struct Reason {
    int status;
    std::string_view words;
};

constexpr auto reasons = std::to_array<Reason>({
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {204, "No Content"},
    {206, "Partial Content"},
    {302, "Found"},
    {304, "Not Modified"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {406, "Not Acceptable"},
    {409, "Conflict"},
    {411, "Length Required"},
    {413, "Content Too Large"},
    {414, "URI Too Long"},
    {415, "Unsupported Media Type"},
    {416, "Range Not Satisfiable"},
    {421, "Misdirected Request"},
    {422, "Unprocessable Content"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {503, "Service Unavailable"},
});

}  // namespace

std::string_view to_string(Method method) {
    constexpr std::array names = {"GET", "POST", "PUT", "PATCH", "DELETE", "OTHER"};
    return names[static_cast<std::size_t>(method)];
}

std::string_view reason(int status) {
    const auto* found = std::ranges::find(reasons, status, &Reason::status);
    return found == reasons.end() ? "Error" : found->words;
}

std::optional<std::string> Request::parameter(std::string_view name) const {
    const auto found = std::ranges::find(query, name, &std::pair<std::string, std::string>::first);
    return found == query.end() ? std::nullopt : std::optional(found->second);
}

std::string Request::header(std::string_view name_in_lower_case) const {
    const auto found = headers.find(std::string(name_in_lower_case));
    return found == headers.end() ? std::string() : found->second;
}

Response Response::of(int status, std::string type, std::string text) {
    Response response;
    response.status = status;
    response.type = std::move(type);
    response.body = Bytes{std::make_shared<const std::string>(std::move(text)), nullptr};
    return response;
}

Response Response::json(int status, std::string text) {
    return of(status, "application/json", std::move(text));
}

Response Response::empty(int status) {
    Response response;
    response.status = status;
    return response;
}

Response&& Response::with(std::string name, std::string value) && {
    headers.emplace_back(std::move(name), std::move(value));
    return std::move(*this);
}

Response problem(int status, std::string detail, const std::vector<RequestProblem>& errors) {
    nlohmann::json json = {{"type", "about:blank"},
                           {"title", reason(status)},
                           {"status", status},
                           {"detail", std::move(detail)},
                           {"errors", nlohmann::json::array()}};
    for (const auto& error : errors) {
        json["errors"].push_back({{"message", error.message},
                                  {"help", error.help},
                                  {"parameter", error.parameter},
                                  {"line", error.line}});
    }
    auto text = json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    return Response::of(status, "application/problem+json", std::move(text));
}

}  // namespace concord::server
