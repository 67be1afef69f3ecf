// One thing that the API does: its address, what it takes, who may ask, and the function that
// answers. The list of all operations is the API; its description is written from the same list.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "accounts/accounts.hpp"
#include "server/current_build.hpp"
#include "server/question.hpp"
#include "server/representation.hpp"

namespace concord::server {

struct Call {
    const Request& request;
    std::map<std::string, std::string> path;  // what stands in the address: {"table", "findings"}
    std::shared_ptr<const ServedState> state;
    std::optional<accounts::Session> session;
    std::string token;  // of the session
};

// What a body holds, for the description: the name of a schema, and its media type.
struct Content {
    std::string schema;
    std::string type = "application/json";
};

struct Operation {
    Method method = Method::get;
    std::string path;  // under /api/v1: "/tables/{table}"
    std::string id;
    std::string summary;
    std::string group;
    std::vector<Parameter> parameters = {};
    std::vector<Form> forms = {Form::json};
    Content answers = {"Answer"};
    std::optional<Content> takes = std::nullopt;
    int done = 200;
    std::optional<accounts::Right> right =
        accounts::Right::read;   // nothing: also who did not sign in
    bool needs_session = false;  // whatever the mode
    bool is_of_build =
        false;  // the same question has the same answer as long as the build is served
    bool takes_any_parameter = false;
    std::function<Response(const Call&)> run = {};
};

// An operation with what every one has; what else it has is set where it differs from the usual.
struct Name {
    Method method = Method::get;
    std::string path;
    std::string id;
    std::string summary;
    std::string group;
};
Operation operation(Name name);

// The parts of an address where the operation is meant: nothing where it is another.
std::optional<std::map<std::string, std::string>> match(const std::string& pattern,
                                                        const std::string& path);

}  // namespace concord::server
