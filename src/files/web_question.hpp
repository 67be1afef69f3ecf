// One question to a server on the web, answered whole and in memory, within limits: no redirect is
// followed, the other side's certificate is verified, and nothing but https is spoken, except to
// this machine itself.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace concord::files {

// An address of the web in its parts; as it is meant for people's eyes, not decoded.
struct WebAddress {
    bool is_protected = false;  // https
    std::string host;           // in lower case; of IPv6 with its brackets
    std::string port;           // empty: the usual one
    std::string path;           // "/" where none is given
    std::string query;
    bool has_fragment = false;
};

// Nothing where the text is no address of http or https, holds a name and password, or characters
// that no address has.
std::optional<WebAddress> parse_web_address(std::string_view text);

// localhost, 127.0.0.0/8 and ::1.
bool is_loopback(const WebAddress& address);

// Whether what is sent there is read by nobody on the way: https, or this machine.
bool is_safe(const WebAddress& address);

// A value as it may stand in a query or a form: all but letters, digits and `-._~` encoded.
std::string encode_value(std::string_view text);

struct WebQuestion {
    std::string address;
    std::optional<std::string> form = std::nullopt;  // sent by POST, encoded by the caller
    std::string authorization = {};                  // the header's value; empty: none
    std::string certificates = {};                   // a file of authorities; empty: the machine's
    std::size_t most_bytes = std::size_t{1} << 20U;
    std::chrono::seconds connect_time{5};
    std::chrono::seconds time{10};  // for all of it
};

struct WebAnswer {
    long status = 0;  // 0: there was none
    std::string body;
    std::string problem;  // why there is no answer, for whoever runs the program
};

// A network failure is an answer with a problem, not an exception.
WebAnswer ask_web(const WebQuestion& question);

}  // namespace concord::files
