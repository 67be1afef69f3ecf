// A request and its response as the rest of this room sees them: nothing here knows sockets or the
// library that speaks HTTP, so that every answer can be tried without a network.
#pragma once

#include <cstdint>
#include <functional>
#include <istream>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace concord::server {

enum class Method { get, post, put, patch, remove, other };

std::string_view to_string(Method method);  // "GET"; `remove` is DELETE

struct Request {
    Method method = Method::get;
    std::string path;                                        // decoded, without the query
    std::vector<std::pair<std::string, std::string>> query;  // decoded, in the order of the address
    std::map<std::string, std::string> headers;  // names in lower case; the first of each
    std::string body;
    std::string address;  // of the client

    // The first value; nothing where the parameter is absent.
    std::optional<std::string> parameter(std::string_view name) const;
    std::string header(std::string_view name_in_lower_case) const;  // empty where absent
};

// A body that is in memory, with a gzipped twin where one was made.
struct Bytes {
    std::shared_ptr<const std::string> plain;
    std::shared_ptr<const std::string> gzipped;  // null: none
};

// An open file that is sent as it is read.
struct FileBody {
    std::shared_ptr<std::istream> file;
    std::uint64_t size = 0;
};

// Events that come as they happen: each call waits for the next piece of text; an empty piece says
// that there is none yet, nothing ends the stream.
struct EventBody {
    std::function<std::optional<std::string>()> next;
};

struct Response {
    int status = 200;
    std::string type;  // of the body: "application/json"; empty where there is no body
    std::vector<std::pair<std::string, std::string>> headers;
    std::variant<std::monostate, Bytes, FileBody, EventBody> body;

    static Response json(int status, std::string text);
    static Response of(int status, std::string type, std::string text);
    static Response empty(int status);
    Response&& with(std::string name, std::string value) &&;
};

// One thing that is wrong in a request.
struct RequestProblem {
    std::string message;
    std::string help = {};
    std::string parameter = {};
    std::uint32_t line = 0;  // of the body that was sent; 0: of none
};

// RFC 9457: what was wrong, for a program and for a person. Nothing of the inside of the program is
// in it.
Response problem(int status, std::string detail, const std::vector<RequestProblem>& errors = {});

// The standard words of a status: "Not Found".
std::string_view reason(int status);

}  // namespace concord::server
