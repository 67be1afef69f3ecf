// The verb `serve`.
#pragma once

#include <functional>

#include "cli/command_line.hpp"
#include "server/server.hpp"

namespace concord::cli {

struct ServeRequest {
    server::ServeOptions options;
    bool shows_requests = false;
};

void add_serve_verb(CommandLine& line, const std::function<void(CLI::App*)>& add_common);

// Serves until Ctrl-C, and says on standard error where and what.
Answer serve(const ServeRequest& request, const EngineOptions& engine, bool is_quiet);

}  // namespace concord::cli
