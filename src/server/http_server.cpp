#include "server/http_server.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <memory>

#include <fmt/format.h>
#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/failure.hpp"
#include "base/text.hpp"
#include "server/socket_stream.hpp"
#include "server/worker_pool.hpp"

namespace concord::server {
namespace {

constexpr std::size_t piece_bytes = std::size_t{64} << 10U;

// The connection that this thread serves.
thread_local SocketStream* current_stream = nullptr;
// Set where bytes of a request were left unread: they must not be taken for the next one.
thread_local bool must_close = false;

Method method_of(const std::string& name) {
    if (name == "GET" || name == "HEAD") return Method::get;
    if (name == "POST") return Method::post;
    if (name == "PUT") return Method::put;
    if (name == "PATCH") return Method::patch;
    if (name == "DELETE") return Method::remove;
    return Method::other;
}

// A word that could be a method, and is none of ours.
bool is_unknown_method(const std::string& name) {
    const auto is_letter = [](char c) { return c >= 'A' && c <= 'Z'; };
    return !name.empty() && std::ranges::all_of(name, is_letter) &&
           method_of(name) == Method::other;
}

Request request_of(const httplib::Request& given) {
    Request request;
    request.method = method_of(given.method);
    request.path = given.path;
    request.query.assign(given.params.begin(), given.params.end());
    for (const auto& [name, value] : given.headers)
        request.headers.emplace(lower(name), value);
    request.body = given.body;
    request.address = given.remote_addr;
    return request;
}

// Whether the list of a header names the word, with a quality that is not nought.
bool accepts(const std::string& header, std::string_view word) {
    for (const auto part : split(header, ',')) {
        const auto pieces = split(part, ';');
        if (lower(trim(pieces[0])) != word) continue;
        const bool is_refused = pieces.size() > 1 && trim(pieces[1]) == "q=0";
        return !is_refused;
    }
    return false;
}

void send_bytes(const Bytes& bytes, const std::string& type, const httplib::Request& request,
                httplib::Response& response) {
    auto text = bytes.plain;
    if (bytes.gzipped) {
        response.set_header("Vary", "Accept-Encoding");
        const bool is_whole = request.ranges.empty();
        if (is_whole && accepts(request.get_header_value("Accept-Encoding"), "gzip")) {
            response.set_header("Content-Encoding", "gzip");
            text = bytes.gzipped;
        }
    }
    if (text->empty()) {
        response.set_content("", type);
        return;
    }
    response.set_content_provider(
        text->size(), type,
        [text](std::size_t offset, std::size_t length, httplib::DataSink& sink) {
            return sink.write(text->data() + offset, std::min(length, piece_bytes));
        });
}

std::size_t size_of(const Response& response) {
    if (const auto* bytes = std::get_if<Bytes>(&response.body)) return bytes->plain->size();
    const auto* file = std::get_if<FileBody>(&response.body);
    return file ? static_cast<std::size_t>(file->size) : 0;
}

// The library cuts whatever is answered to the ranges that were asked for, problems too. The
// request is its own, and not constant where it was made.
void forget_ranges(const httplib::Request& request) {
    const_cast<httplib::Request&>(request).ranges.clear();
}

bool is_beyond(const httplib::Range& range, const Response& response) {
    return range.first >= 0 && static_cast<std::size_t>(range.first) >= size_of(response);
}

void send_file(const FileBody& body, const std::string& type, httplib::Response& response) {
    if (body.size == 0) {
        response.set_content("", type);
        return;
    }
    response.set_content_provider(
        static_cast<std::size_t>(body.size), type,
        [file = body.file](std::size_t offset, std::size_t length, httplib::DataSink& sink) {
            std::array<char, piece_bytes> piece{};
            file->clear();
            file->seekg(static_cast<std::streamoff>(offset));
            file->read(piece.data(), static_cast<std::streamsize>(std::min(length, piece.size())));
            const auto count = file->gcount();
            return count > 0 && sink.write(piece.data(), static_cast<std::size_t>(count));
        });
}

}  // namespace

class HttpServer::Library final : public httplib::Server {
  public:
    Library(const Limits& limits, HttpServer::Handler handle, Log log)
        : limits_(limits), handle_(std::move(handle)), log_(std::move(log)) {
        new_task_queue = [this] { return new WorkerPool(limits_.connections, limits_.waiting); };
        set_payload_max_length(limits_.body_bytes);
        set_keep_alive_max_count(limits_.requests_per_connection);
        set_keep_alive_timeout(
            std::chrono::duration_cast<std::chrono::seconds>(limits_.idle_time).count());
        set_tcp_nodelay(true);
        // The library would share the port with whoever has it.
        set_socket_options([](socket_t socket) {
            const int yes = 1;
            setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
        });
        set_pre_routing_handler(
            [this](const httplib::Request& request, httplib::Response& response) {
                if (current_stream) current_stream->head_is_read();
                if (is_refused(request, response)) return HandlerResponse::Handled;
                // A request without a body is answered before the library matches patterns to its
                // path.
                if (method_of(request.method) != Method::get) return HandlerResponse::Unhandled;
                answer(request, response);
                return HandlerResponse::Handled;
            });
        const auto handler = [this](const httplib::Request& request, httplib::Response& response) {
            answer(request, response);
        };
        Post(any_path, handler).Put(any_path, handler).Patch(any_path, handler);
        Delete(any_path, handler);
        set_error_handler([this](const httplib::Request& request, httplib::Response& response) {
            explain_error(request, response);
        });
        set_exception_handler([](const httplib::Request&, httplib::Response& response,
                                 const std::exception_ptr&) { response.status = 500; });
    }

    int take_port(const std::string& host, int port) {
        const int taken =
            port == 0 ? bind_to_any_port(host) : (bind_to_port(host, port) ? port : -1);
        if (taken > 0) ::listen(svr_sock_, backlog);
        return taken;
    }

    void end() {
        ends_ = true;
        stop();
    }

  private:
    static constexpr const char* any_path = R"(/[^\n]*)";
    static constexpr int backlog = 1024;

    bool process_and_close_socket(socket_t socket) override {
        SocketStream stream(socket, limits_);
        current_stream = &stream;
        must_close = false;
        if (WorkerPool::is_turned_away()) {
            stream.write(
                "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 0\r\n"
                "Connection: close\r\n\r\n");
        } else {
            serve(stream);
        }
        current_stream = nullptr;
        shutdown(socket, SHUT_RDWR);
        close(socket);
        return true;
    }

    void serve(SocketStream& stream) {
        auto left = limits_.requests_per_connection;
        while (left > 0 && svr_sock_ != INVALID_SOCKET && !ends_ && waits(stream)) {
            stream.begin_request();
            bool is_closed = false;
            const bool is_served = process_request(stream, left == 1, is_closed, nullptr);
            if (!is_served || is_closed || must_close) break;
            --left;
        }
    }

    // In short steps, so that a connection that says nothing gives its thread to one that waits,
    // and to the end.
    bool waits(const SocketStream& stream) const {
        constexpr std::chrono::milliseconds step(200);
        for (auto waited = step; waited <= limits_.idle_time; waited += step) {
            if (stream.wait_for_request(step)) return true;
            if (ends_) return false;
        }
        return false;
    }

    // What is not served to anybody. Bytes of a body that was not read end the connection.
    bool is_refused(const httplib::Request& request, httplib::Response& response) const {
        const auto refuse = [&](int status, std::string_view why) {
            must_close = true;
            put(problem(status, std::string(why)), request, response);
            return true;
        };
        const auto method = method_of(request.method);
        const bool has_length = request.has_header("Content-Length");
        if (request.path.size() > limits_.path_bytes) return refuse(414, "the address is too long");
        if (request.has_header("Transfer-Encoding"))
            return refuse(411, "send the body with its Content-Length");
        if (request.get_header_value_count("Content-Length") > 1 ||
            request.get_header_value_count("Host") > 1)
            return refuse(400, "a header stands twice");
        if (request.has_header("Content-Encoding") || request.is_multipart_form_data())
            return refuse(415, "send the body plain, as application/json or application/toml");
        const bool has_body = has_length && request.get_header_value("Content-Length") != "0";
        if (method == Method::get && has_body) return refuse_body(request, response);
        if (method == Method::other) return answer_other(request, response);
        if (request.ranges.size() > 1) return refuse(416, "ask for one range at a time");
        return false;
    }

    // A GET has no body; where the address is not asked by GET, that is what is wrong.
    bool refuse_body(const httplib::Request& given, httplib::Response& response) const {
        must_close = true;
        auto answered = handle_(request_of(given));
        if (answered.status != 405) answered = problem(400, "a GET has no body");
        put(answered, given, response);
        return true;
    }

    // The handler says by which methods the address is asked; no body is read for another.
    bool answer_other(const httplib::Request& given, httplib::Response& response) const {
        must_close = true;
        auto request = request_of(given);
        request.method = Method::other;
        // Of a method that the library does not know, it has not read the address.
        if (request.path.empty()) request.path = given.target.substr(0, given.target.find('?'));
        put(handle_(request), given, response);
        return true;
    }

    void answer(const httplib::Request& given, httplib::Response& response) const {
        const auto began = std::chrono::steady_clock::now();
        auto request = request_of(given);
        put(handle_(request), given, response);
        if (!log_) return;
        const std::chrono::duration<double, std::milli> spent =
            std::chrono::steady_clock::now() - began;
        log_({request.method, request.path, request.address, response.status, spent.count()});
    }

    void put(const Response& answered, const httplib::Request& request,
             httplib::Response& response) const {
        // A range of a whole answer is 206, which the library says where nothing else was said.
        const bool is_part = answered.status == 200 && !request.ranges.empty();
        if (is_part && is_beyond(request.ranges.front(), answered)) {
            put(problem(416, "the range begins behind the end"), request, response);
            return;
        }
        response.status = is_part ? -1 : answered.status;
        if (!is_part) forget_ranges(request);
        for (const auto& [name, value] : answered.headers)
            response.set_header(name, value);
        if (const auto* bytes = std::get_if<Bytes>(&answered.body)) {
            send_bytes(*bytes, answered.type, request, response);
        } else if (const auto* file = std::get_if<FileBody>(&answered.body)) {
            send_file(*file, answered.type, response);
        } else if (const auto* events = std::get_if<EventBody>(&answered.body)) {
            send_events(*events, answered.type, response);
        }
    }

    void send_events(const EventBody& body, const std::string& type,
                     httplib::Response& response) const {
        auto place = std::make_shared<EventPlace>(event_streams_);
        if (place->number > limits_.event_streams) {
            response.status = 503;
            return;
        }
        response.set_chunked_content_provider(
            type, [this, place, next = body.next](std::size_t, httplib::DataSink& sink) {
                const auto text = next();
                if (!text || ends_) {
                    sink.done();
                    return true;
                }
                if (text->empty()) return is_connected();
                return sink.write(text->data(), text->size());
            });
    }

    // One of the streams of events that are open.
    struct EventPlace {
        explicit EventPlace(std::atomic<std::size_t>& open) : all(open), number(++open) {}
        EventPlace(const EventPlace&) = delete;
        EventPlace& operator=(const EventPlace&) = delete;
        ~EventPlace() { --all; }
        std::atomic<std::size_t>& all;
        std::size_t number;
    };

    static bool is_connected() {
        char byte = 0;
        const auto count = recv(current_stream->socket(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
        return count != 0;
    }

    // Errors that the library itself answers come without a word.
    void explain_error(const httplib::Request& request, httplib::Response& response) const {
        if (!response.body.empty() || response.content_provider_) return;
        must_close = true;
        if (response.status == 400 && is_unknown_method(request.method)) {
            answer_other(request, response);
            return;
        }
        if (current_stream && current_stream->head_was_too_large()) response.status = 431;
        const auto said = problem(response.status, std::string(lower(reason(response.status))));
        response.set_content(*std::get<Bytes>(said.body).plain, said.type);
        response.set_header("X-Content-Type-Options", "nosniff");
    }

    const Limits limits_;
    HttpServer::Handler handle_;
    Log log_;
    std::atomic<bool> ends_{false};
    mutable std::atomic<std::size_t> event_streams_{0};
};

HttpServer::HttpServer(const Limits& limits, Handler handle, Log log)
    : library_(std::make_unique<Library>(limits, std::move(handle), std::move(log))) {}

HttpServer::~HttpServer() = default;

namespace {

// Whether the text is an address at all, or a name that has one.
bool is_address(const std::string& host) {
    addrinfo* found = nullptr;
    if (getaddrinfo(host.c_str(), nullptr, nullptr, &found) != 0) return false;
    freeaddrinfo(found);
    return true;
}

}  // namespace

int HttpServer::bind(const std::string& host, int port) {
    const int taken = library_->take_port(host, port);
    if (taken > 0) return taken;
    if (!is_address(host))
        throw EnvironmentFailure(
            fmt::format("cannot listen on `{}`: it is no address", shown(host, 100)),
            "give one with --bind, such as 127.0.0.1 for this machine alone or 0.0.0.0 for all");
    throw EnvironmentFailure(fmt::format("cannot listen on {} port {}", host, port),
                             "is the address one of this machine? is the port taken, or below 1024 "
                             "and the administrator's? give another with --port, or 0 for any that "
                             "is free");
}

void HttpServer::run() {
    library_->listen_after_bind();
}

void HttpServer::stop() {
    library_->end();
}

}  // namespace concord::server
