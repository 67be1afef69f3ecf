// The body of a request as a JSON object, read field by field with every problem listed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "accounts/accounts.hpp"
#include "server/exchange.hpp"

namespace concord::server {

class Body {
  public:
    explicit Body(const Request& request);

    std::string text(const std::string& name);           // must be there
    std::string optional_text(const std::string& name);  // empty where it is not
    bool has(const std::string& name) const;
    std::optional<bool> truth(const std::string& name);
    std::vector<std::string> texts(const std::string& name);

    // What is wrong with the body, once its fields have been read; a field that nobody read is
    // wrong too.
    std::optional<Response> refusal();

  private:
    const nlohmann::json* find(const std::string& name);

    nlohmann::json json_;
    std::vector<std::string> known_;
    std::vector<RequestProblem> problems_;
};

// What accounts refuse, as a response; and 204 where nothing was refused.
Response refusal(const accounts::Refusal& refused);
Response done_or(const accounts::Done& done);

}  // namespace concord::server
