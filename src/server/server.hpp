// `concord serve`: the web application and the API over the last build of a system.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/engine.hpp"
#include "server/limits.hpp"

namespace concord::server {

struct ServeOptions {
    SystemQuestion system;
    std::string host = "127.0.0.1";
    int port = 8080;                 // 0: any that is free
    std::vector<std::string> names;  // by which the server is known, besides loopback's own
    bool is_private = false;         // nothing is read without signing in
    bool secure_cookies = false;     // TLS stands in front
    std::string accounts_journal;    // empty: DIR/access/journal.sqlite, where there is one
    std::string accounts_key;        // empty: DIR/access/key
    std::string decisions_journal;   // empty: the system's own
    std::string openid;  // a file about the provider by which people sign in; empty: none
    Limits limits;
};

// A line for who runs the server: a request that was answered, or trouble.
struct LogLine {
    bool is_request = false;
    std::string text;
};

class Server {
  public:
    // Opens the build and takes the port. Throws EnvironmentFailure; nothing where `answer` says
    // what is missing.
    static std::unique_ptr<Server> open(const ServeOptions& options, const EngineOptions& engine,
                                        Answer& answer);
    ~Server();

    int port() const;
    std::string address() const;  // "http://127.0.0.1:8080/"
    bool has_accounts() const;
    std::string provider() const;  // by whom people sign in too; empty: nobody

    std::string system() const;  // its name

    // Serves until stop(). `log` is called from several threads.
    void run(const std::function<void(const LogLine&)>& log);
    void stop();  // from any thread

  private:
    struct Inside;
    explicit Server(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

}  // namespace concord::server
