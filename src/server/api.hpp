// From a request to its response: whom it comes from, whether they may, what is meant, and what was
// answered before.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "server/events.hpp"
#include "server/operations.hpp"
#include "server/people.hpp"
#include "server/rate_limit.hpp"
#include "server/rebuilds.hpp"

namespace concord::server {

struct ApiOptions {
    bool is_private = false;         // reading needs a session
    std::vector<std::string> hosts;  // names that the server answers to; empty: any
    std::string decisions_journal;   // empty: the system's own
    double requests_per_second = 0;  // of one address; 0: any number
    double sign_ins_per_second = 0;
};

// What the operations work with; all outlive the API.
struct Services {
    CurrentBuild& build;
    EngineDesk& engines;
    People& people;
    Rebuilds& rebuilds;
    Events& events;
    openid::Provider* provider = nullptr;  // by whom people sign in, besides passwords
};

class Api {
  public:
    Api(ApiOptions options, const Services& services);

    // Never throws: what fails inside is a 500 or 503 without a word of why, and is told to
    // `trouble`.
    Response answer(const Request& request);
    std::function<void(const std::string&)> trouble;

    const std::vector<Operation>& operations() const { return operations_; }
    const std::string& description() const { return description_; }

  private:
    Response dispatch(const Request& request);
    Response by_address(const Request& request);
    Response page(const Request& request) const;
    Response under_api(const Request& request, const std::string& path);
    Response run(const Operation& operation, const Call& call);
    Response from_build(const Operation& operation, const Call& call);
    std::optional<Response> refused(const Operation& operation, const Call& call) const;
    std::optional<Response> is_forged(const Operation& operation, const Call& call) const;
    void forget_paths(Response& response, const ServedState& state) const;
    bool is_ours(const std::string& host) const;
    nlohmann::json index(const Call& call) const;
    void add_index();

    ApiOptions options_;
    CurrentBuild& build_;
    People& people_;
    openid::Provider* provider_;
    RateLimit requests_;
    RateLimit sign_ins_;
    std::vector<Operation> operations_;
    std::string description_;
};

// OpenAPI 3.1 of the operations.
std::string describe(const std::vector<Operation>& operations, const std::string& version);

}  // namespace concord::server
