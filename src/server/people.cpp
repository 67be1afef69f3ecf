#include "server/people.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace concord::server {

People::People(std::unique_ptr<accounts::Accounts> accounts, bool secure, Now now)
    : accounts_(std::move(accounts)), secure_(secure), now_(std::move(now)) {}

namespace {

std::string cookie_of(const Request& request, const std::string& cookie_name) {
    const auto name = cookie_name + "=";
    const auto cookies = request.header("cookie");
    for (const auto part : split(cookies, ';')) {
        const auto cookie = trim(part);
        if (cookie.starts_with(name)) return std::string(cookie.substr(name.size()));
    }
    return {};
}

}  // namespace

std::string People::token_of(const Request& request) const {
    return cookie_of(request, cookie_name());
}

std::string People::attempt_of(const Request& request) const {
    return cookie_of(request, attempt_name());
}

std::string People::attempt_cookie(const std::string& sealed, std::chrono::seconds age) const {
    return fmt::format("{}={}; HttpOnly; SameSite=Lax; Path=/; Max-Age={}{}", attempt_name(),
                       sealed, age.count(), secure_ ? "; Secure" : "");
}

std::optional<accounts::Session> People::session(const std::string& token,
                                                 accounts::Activity activity) {
    if (!accounts_ || token.empty()) return std::nullopt;
    return accounts_->session(token, now_(), activity);
}

std::string People::cookie(const std::string& token) const {
    return fmt::format("{}={}; HttpOnly; SameSite=Strict; Path=/{}", cookie_name(), token,
                       secure_ ? "; Secure" : "");
}

std::string People::no_cookie() const {
    return cookie("") + "; Max-Age=0";
}

void People::audit(const accounts::Session& session, const std::string& kind,
                   const std::string& what, const std::string& key) {
    if (accounts_) accounts_->audit({kind, what, key}, {session.account, now_()});
}

}  // namespace concord::server
