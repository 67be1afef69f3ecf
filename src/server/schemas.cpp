// What the bodies of the API hold, as JSON Schema.
#include "server/schemas.hpp"

#include <algorithm>

#include "engine/engine.hpp"

namespace concord::server {
namespace {

using nlohmann::json;

json text(const char* about = nullptr) {
    json schema = {{"type", "string"}};
    if (about != nullptr) schema["description"] = about;
    return schema;
}

json nullable(json schema) {
    schema["type"] = json::array({schema["type"], "null"});
    return schema;
}

json whole(std::int64_t least = 0) {
    return {{"type", "integer"}, {"minimum", least}};
}

json truth() {
    return {{"type", "boolean"}};
}

json list(json items) {
    return {{"type", "array"}, {"items", std::move(items)}};
}

json named(const char* schema) {
    return {{"$ref", std::string("#/components/schemas/") + schema}};
}

// Every property is there but those that are named.
json object(json properties, const std::vector<std::string>& optional = {}) {
    json required = json::array();
    for (const auto& [name, schema] : properties.items())
        if (std::ranges::find(optional, name) == optional.end()) required.push_back(name);
    return {{"type", "object"},
            {"properties", std::move(properties)},
            {"required", std::move(required)},
            {"additionalProperties", false}};
}

json column_type() {
    return {{"type", "string"}, {"enum", {"text", "whole", "number", "truth", "date", "money"}}};
}

json cell() {
    return {{"type", {"string", "number", "boolean", "null"}},
            {"description", "Money is a text of pounds with two decimals, a date is an ISO text"}};
}

json roles() {
    json words = json::array();
    for (const auto role : accounts::every_role())
        words.push_back(accounts::to_string(role));
    return list({{"type", "string"}, {"enum", words}});
}

json diagnostic() {
    return object(
        {{"id", text()},
         {"severity", {{"type", "string"}, {"enum", {"error", "warning", "information"}}}},
         {"message", text()},
         {"file", text()},
         {"line", whole()},
         {"column", whole()},
         {"subject", text()},
         {"help", text()},
         {"authority", text()}});
}

json problem_schema() {
    return object(
        {{"type", text()},
         {"title", text()},
         {"status", whole(400)},
         {"detail", text()},
         {"errors",
          list(object(
              {{"message", text()}, {"help", text()}, {"parameter", text()}, {"line", whole()}}))},
         {"code_required", truth()}},
        {"code_required"});
}

void add_answers(json& schemas) {
    schemas["Column"] = object({{"name", text()}, {"type", column_type()}});
    schemas["Diagnostic"] = diagnostic();
    schemas["Problem"] = problem_schema();
    schemas["Answer"] =
        object({{"table", text()},
                {"columns", list(named("Column"))},
                {"rows", list(list(cell()))},
                {"notes", list(text())},
                {"prose", text("The answer in sentences; empty where it is a table alone")},
                {"diagnostics", list(named("Diagnostic"))}});
    schemas["Rows"] = object({{"table", text()},
                              {"columns", list(named("Column"))},
                              {"rows", list(list(cell()))},
                              {"total", whole()},
                              {"offset", whole()},
                              {"limit", whole()}});
    const auto about = object({{"name", text()}, {"type", column_type()}, {"about", text()}});
    schemas["Tables"] = object({{"tables", list(object({{"name", text()},
                                                        {"about", text()},
                                                        {"rows", whole()},
                                                        {"columns", list(about)}}))}});
    schemas["Report"] = {{"type", "object"}, {"required", {"version", "system", "tables"}}};
    schemas["Description"] = {{"type", "object"}, {"required", {"openapi", "info", "paths"}}};
    schemas["Index"] = object(
        {{"name", text()},
         {"version", text()},
         {"system", text()},
         {"as_at", text()},
         {"profile", text()},
         {"build", text()},
         {"built_at", text()},
         {"is_current", truth()},
         {"mode", {{"type", "string"}, {"enum", {"public", "private"}}}},
         {"accounts", truth()},
         {"stages", list(text("A stage of a build"))},
         {"openid",
          nullable(object({{"label", text("What the button says")}, {"signs_out", truth()}}))}},
        {"system", "as_at", "profile", "build", "built_at", "is_current"});
    schemas["FeatureCollection"] = object(
        {{"type", {{"const", "FeatureCollection"}}}, {"features", list({{"type", "object"}})}});
}

void add_people(json& schemas) {
    schemas["Session"] =
        object({{"signed_in", truth()},
                {"name", text()},
                {"full_name", text()},
                {"roles", roles()},
                {"rights", list(text())},
                {"csrf", text("Goes into the header X-CSRF-Token of every write")},
                {"has_password", truth()},
                {"expires", text()}},
               {"name", "full_name", "roles", "rights", "csrf", "has_password", "expires"});
    schemas["SignIn"] =
        object({{"name", text()}, {"password", text()}, {"code", text()}}, {"code"});
    schemas["PasswordChange"] = object({{"old", text()}, {"new", text()}});
    schemas["Password"] = object({{"password", text()}});
    schemas["CodeSetUp"] = object({{"secret", text()}, {"uri", text()}});
    schemas["CodeConfirmation"] = object({{"code", text()}});
    schemas["Account"] =
        object({{"name", text()},
                {"full_name", text()},
                {"roles", roles()},
                {"disabled", truth()},
                {"has_code", truth()},
                {"external", nullable(object({{"issuer", text()}, {"subject", text()}}))},
                {"created", text()},
                {"signed_in", nullable(text())},
                {"locked_until", nullable(text())}});
    schemas["Accounts"] = object({{"accounts", list(named("Account"))}});
    schemas["NewAccount"] =
        object({{"name", text()}, {"full_name", text()}, {"roles", roles()}, {"password", text()}},
               {"full_name", "roles"});
    schemas["AccountChange"] = object({{"roles", roles()},
                                       {"password", text()},
                                       {"disabled", truth()},
                                       {"unlock", truth()},
                                       {"reset_code", truth()}},
                                      {"roles", "password", "disabled", "unlock", "reset_code"});
    schemas["Audit"] = object(
        {{"entries", list(object({{"sequence", whole(1)},
                                  {"instant", text()},
                                  {"actor", text()},
                                  {"kind", text()},
                                  {"what", text()},
                                  {"hash", text()}}))},
         {"total", whole()},
         {"head", text("The number and hash of the last entry: a receipt, if kept elsewhere")}});
    schemas["Verification"] = object({{"entries", whole()},
                                      {"head", text()},
                                      {"holds", truth()},
                                      {"broken_entry", nullable(whole(1))}});
}

void add_builds(json& schemas) {
    schemas["RebuildRequest"] = object(
        {{"stages", list({{"type", "string"},
                          {"enum", Engine::stages()},
                          {"description", "None: everything. The tables of the others stay"}})}},
        {"stages"});
    schemas["Rebuild"] = object(
        {{"id", text()},
         {"state", {{"type", "string"}, {"enum", {"running", "done", "failed", "cancelled"}}}},
         {"stage", text()},
         {"step", text()},
         {"done", whole()},
         {"total", whole()},
         {"seconds", {{"type", "number"}}},
         {"diagnostics", list(named("Diagnostic"))}},
        {"state", "stage", "step", "done", "total", "seconds", "diagnostics"});
    schemas["Step"] = text("TOML, as the files of `concord decide`");
    schemas["Events"] = text("Server-sent events: progress and landed");
}

}  // namespace

json schemas() {
    json all = json::object();
    add_answers(all);
    add_people(all);
    add_builds(all);
    return all;
}

}  // namespace concord::server
