// HTTP/1.1 on a socket: requests come in as Request, answers go out as Response, and no client can
// hold more of the machine than the limits allow.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "server/exchange.hpp"
#include "server/limits.hpp"

namespace concord::server {

// What is told of each request after it was answered; neither the query nor any header is in it.
struct Served {
    Method method = Method::other;
    std::string path;
    std::string address;
    int status = 0;
    double milliseconds = 0;
};

class HttpServer {
  public:
    using Handler = std::function<Response(const Request&)>;
    using Log = std::function<void(const Served&)>;

    // `handle` is called from many threads at once. `log` may be empty.
    HttpServer(const Limits& limits, Handler handle, Log log);
    ~HttpServer();

    // Takes the port, or any free one for 0, and returns it. Throws EnvironmentFailure where it is
    // taken.
    int bind(const std::string& host, int port);
    // Serves until stop() is called from another thread.
    void run();
    // Takes no more connections and ends those that wait; what is being answered is answered.
    void stop();

  private:
    class Library;
    std::unique_ptr<Library> library_;
};

}  // namespace concord::server
