// Who asks: the session that a request carries, and what is written down of what people did.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "accounts/accounts.hpp"
#include "server/exchange.hpp"

namespace concord::server {

using Now = std::function<accounts::Instant()>;

class People {
  public:
    // Without accounts nobody can sign in. `secure`: the cookie is sent over TLS alone.
    People(std::unique_ptr<accounts::Accounts> accounts, bool secure, Now now);

    bool has_accounts() const { return accounts_ != nullptr; }
    accounts::Accounts& accounts() { return *accounts_; }
    accounts::Instant now() const { return now_(); }

    std::string token_of(const Request& request) const;  // empty where it carries none
    std::optional<accounts::Session> session(const std::string& token, accounts::Activity activity);

    // The value of Set-Cookie that gives the token, or takes it away.
    std::string cookie(const std::string& token) const;
    std::string no_cookie() const;

    // An attempt to sign in by a provider, which comes back from another site: Lax, and for a
    // while.
    std::string attempt_of(const Request& request) const;
    std::string attempt_cookie(const std::string& sealed, std::chrono::seconds age) const;

    // Written down after it was done; does nothing where there are no accounts.
    void audit(const accounts::Session& session, const std::string& kind, const std::string& what,
               const std::string& key = {});

  private:
    std::string cookie_name() const { return secure_ ? "__Host-concord" : "concord"; }
    std::string attempt_name() const { return cookie_name() + "-openid"; }

    std::unique_ptr<accounts::Accounts> accounts_;
    bool secure_;
    Now now_;
};

}  // namespace concord::server
