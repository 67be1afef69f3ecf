// The description of the API, written from its operations.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.hpp"
#include "server/api.hpp"
#include "server/schemas.hpp"

namespace concord::server {
namespace {

using nlohmann::json;

std::string lower_method(Method method) {
    return lower(to_string(method));
}

json parameter_json(const Parameter& parameter) {
    json schema = {{"type", parameter.type}};
    if (!parameter.choices.empty()) schema["enum"] = parameter.choices;
    if (parameter.type == "integer") schema["minimum"] = 0;
    if (parameter.repeats) schema = {{"type", "array"}, {"items", schema}};
    json described = {{"name", parameter.name},
                      {"in", "query"},
                      {"description", parameter.about},
                      {"required", parameter.is_required},
                      {"schema", schema}};
    if (!parameter.example.empty()) described["example"] = parameter.example;
    return described;
}

std::string form_name(Form form) {
    constexpr std::array names = {"json", "csv", "parquet", "geojson"};
    return names[static_cast<std::size_t>(form)];
}

json parameters_of(const Operation& operation) {
    json parameters = json::array();
    for (const auto part : split(operation.path, '/')) {
        if (!part.starts_with('{')) continue;
        parameters.push_back({{"name", part.substr(1, part.size() - 2)},
                              {"in", "path"},
                              {"required", true},
                              {"schema", {{"type", "string"}}}});
    }
    for (const auto& parameter : operation.parameters)
        parameters.push_back(parameter_json(parameter));
    if (operation.forms.size() > 1) {
        std::vector<std::string> names;
        std::ranges::transform(operation.forms, std::back_inserter(names), form_name);
        parameters.push_back(parameter_json(
            {"format", "Stands for the header Accept, for links", "string", false, false, names}));
    }
    if (operation.group == "decisions" && operation.takes) {
        parameters.push_back(
            {{"name", "Idempotency-Key"},
             {"in", "header"},
             {"required", true},
             {"description", "A new one for each step, the same when it is sent again"},
             {"schema", {{"type", "string"}}}});
    }
    const bool is_write = operation.method != Method::get && operation.needs_session;
    if (is_write) {
        parameters.push_back({{"name", "X-CSRF-Token"},
                              {"in", "header"},
                              {"required", true},
                              {"description", "As GET /session has it"},
                              {"schema", {{"type", "string"}}}});
    }
    return parameters;
}

json content_of(const Operation& operation) {
    json content = json::object();
    content[operation.answers.type] = {
        {"schema", {{"$ref", "#/components/schemas/" + operation.answers.schema}}}};
    for (const auto form : operation.forms) {
        const auto type = media_type(form);
        const auto plain = type.substr(0, type.find(';'));
        if (content.contains(plain)) continue;
        if (form == Form::csv) content[plain] = {{"schema", {{"type", "string"}}}};
        if (form == Form::parquet) content[plain] = {{"schema", json::object()}};
    }
    return content;
}

json problem_response(std::string_view about) {
    return {
        {"description", about},
        {"content",
         {{"application/problem+json", {{"schema", {{"$ref", "#/components/schemas/Problem"}}}}}}}};
}

json responses_of(const Operation& operation) {
    json responses = json::object();
    json done = {{"description", reason(operation.done)}};
    const bool leads_on = operation.done == 302;
    if (operation.done != 204 && !leads_on) done["content"] = content_of(operation);
    if (leads_on) {
        done["headers"]["Location"] = {{"required", true}, {"schema", {{"type", "string"}}}};
    }
    responses[fmt::format("{}", operation.done)] = done;
    if (operation.is_of_build) responses["304"] = {{"description", "As the client has it"}};
    if (operation.path == "/tables/{table}") {
        responses["206"] = {{"description", "The range of the file that was asked for"},
                            {"content", content_of(operation)}};
    }
    // Which of the problems can come depends on the server's mode and on who asks.
    for (const int status :
         {400, 401, 403, 404, 405, 406, 409, 411, 413, 414, 415, 416, 421, 422, 429, 431, 500, 503})
        responses[fmt::format("{}", status)] = problem_response(reason(status));
    return responses;
}

json operation_json(const Operation& operation) {
    json described = {{"operationId", operation.id},
                      {"summary", operation.summary},
                      {"tags", {operation.group}},
                      {"parameters", parameters_of(operation)},
                      {"responses", responses_of(operation)}};
    if (operation.takes) {
        described["requestBody"] = {
            {"required", true},
            {"content",
             {{operation.takes->type,
               {{"schema", {{"$ref", "#/components/schemas/" + operation.takes->schema}}}}}}}};
    }
    if (operation.needs_session)
        described["security"] = json::array({{{"session", json::array()}}});
    return described;
}

}  // namespace

std::string describe(const std::vector<Operation>& operations, const std::string& version) {
    json paths = json::object();
    for (const auto& operation : operations) {
        const auto path = operation.path.empty() ? std::string("/") : operation.path;
        paths[path][lower_method(operation.method)] = operation_json(operation);
    }
    const json document = {
        {"openapi", "3.1.0"},
        {"info",
         {{"title", "Concord"},
          {"version", version},
          {"description",
           "An integrated care system: who decides, what is needed, where the money goes. Every "
           "answer is of one "
           "build, which its ETag names."}}},
        {"servers", {{{"url", "/api/v1"}}}},
        {"paths", paths},
        {"components",
         {{"schemas", schemas()},
          {"securitySchemes",
           {{"session", {{"type", "apiKey"}, {"in", "cookie"}, {"name", "concord"}}}}}}}};
    return document.dump();
}

}  // namespace concord::server
