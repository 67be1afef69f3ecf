// Signing in and out, sessions, and what one does to one's own account with one's password.
#include <algorithm>

#include <fmt/format.h>

#include "accounts/implementation.hpp"
#include "accounts/totp.hpp"
#include "base/text.hpp"

namespace concord::accounts {
namespace {

constexpr std::size_t most_password_bytes = most_password_characters * 4 + 1;
constexpr std::size_t most_name_bytes = 256;

std::string csrf_of(std::string_view token) {
    return keyed_digest(token, "concord csrf 1");
}

std::string session_id(const std::string& digest) {
    constexpr std::size_t enough = 16;
    return digest.substr(0, enough);
}

Done refusal_of(const AttemptResult& result) {
    switch (result.status) {
        case AttemptStatus::done:
            return std::nullopt;
        case AttemptStatus::locked_out:
            return Refusal{RefusalKind::locked_out, "there were too many wrong attempts",
                           "wait, or ask an administrator", "password", result.retry_after};
        case AttemptStatus::busy:
            return Refusal{RefusalKind::busy, "too many passwords are being checked", "try again",
                           "password", result.retry_after};
        case AttemptStatus::refused:
            break;
    }
    return Refusal{
        RefusalKind::refused, "the password is not the account's", "give it again", "password", {}};
}

}  // namespace

bool csrf_holds(const Session& session, std::string_view given) {
    return same_secret(session.csrf, given);
}

bool may(const Session& session, Right right) {
    return may(session.roles, right);
}

SignInAnswer Accounts::sign_in(const SignIn& given, Instant now) {
    auto& parts = *implementation_;
    const Attempt attempt{lower(std::string_view(given.name).substr(0, most_name_bytes)),
                          given.password.substr(0, most_password_bytes), given.from, true, now};
    const auto token = random_token();
    const auto digest = sha256_hex(token);
    const auto& limits = parts.options().sessions;
    std::optional<std::string> dearer;  // a hash that costs what is asked for now
    SignInAnswer answer;
    const auto judge = [&](const KnownAccount& known) -> Verdict {
        answer.code_required = false;
        if (known.account.disabled || known.password.empty()) return {{}, "disabled", true};
        auto begins = parts.draft_for(known, "signed-in", attempt.name);
        if (!attempt.from.empty()) begins.payload["from"] = shown(attempt.from);
        if (known.account.has_code) {
            answer.code_required = true;
            if (given.code.empty()) {
                begins.kind = "code-asked";
                begins.actor = "-";
                return {{begins}, "", false};
            }
            const auto secret = parts.opened_secret(attempt.name, known.code);
            const auto step = accepted_step(secret, given.code, now, known.code_step);
            if (!step) return {{}, "code", true};
            begins.payload["step"] = *step;
        }
        begins.payload["session"] = digest;
        begins.payload["until"] = to_text(now + limits.absolute);
        begins.payload["idle"] = limits.idle.count();
        if (!dearer && is_cheaper(parts.opened_password(known), parts.options().cost)) {
            dearer = parts.hash(attempt.password).value;
        }
        if (!dearer) return {{begins}, "", true};
        auto rehashed = parts.draft_for(known, "password-rehashed", attempt.name, 1);
        rehashed.payload["password"] = parts.sealed_password(attempt.name, *dearer);
        return {{begins, rehashed}, "", true};
    };
    const auto result = parts.attempt(attempt, judge);
    switch (result.status) {
        case AttemptStatus::done:
            // Where the account was changed in this very moment it ended at once.
            if (auto begun = session(token, now)) {
                return {SignInStatus::signed_in, false, token, std::move(begun), {}};
            }
            break;
        case AttemptStatus::locked_out:
            return {SignInStatus::locked_out, false, {}, std::nullopt, result.retry_after};
        case AttemptStatus::busy:
            return {SignInStatus::busy, false, {}, std::nullopt, result.retry_after};
        case AttemptStatus::refused:
            break;
    }
    const bool is_asked = result.status == AttemptStatus::refused && answer.code_required;
    return {SignInStatus::refused, is_asked, {}, std::nullopt, {}};
}

std::optional<Session> Accounts::session(std::string_view token, Instant now, Activity activity) {
    auto& parts = *implementation_;
    const auto digest = sha256_hex(token);
    Instant written;
    std::chrono::seconds idle{0};
    auto session = parts.look([&](const State& state) -> std::optional<Session> {
        const auto* known = state.session(digest);
        const auto* account = known ? state.find(known->account) : nullptr;
        if (!account || account->account.disabled || now >= known->until) return std::nullopt;
        written = known->seen;
        idle = known->idle;
        return Session{account->account.name,
                       account->account.full_name,
                       account->account.roles,
                       csrf_of(token),
                       known->until,
                       session_id(digest),
                       !account->password.empty()};
    });
    if (!session) return std::nullopt;
    auto seen = std::max(written, parts.last_seen_here(digest).value_or(written));
    if (now >= seen + idle) return std::nullopt;
    if (activity == Activity::by_person) {
        seen = std::max(seen, now);
        parts.saw(digest, now);
        // Other servers learn of it, but not of every request.
        constexpr int parts_of_limit = 3;
        if (now >= written + idle / parts_of_limit) parts.write_seen(digest, session->account, now);
    }
    session->expires = std::min<Instant>(session->expires, seen + idle);
    return session;
}

void Accounts::sign_out(std::string_view token, Instant now) {
    auto& parts = *implementation_;
    const auto digest = sha256_hex(token);
    const auto account = parts.look([&](const State& state) {
        const auto* known = state.session(digest);
        return known ? known->account : std::string();
    });
    if (account.empty()) return;
    const Draft draft{session_stream(digest), "signed-out", account, "signed-out:" + digest,
                      Json::object()};
    parts.append({draft}, {}, now);
}

Done Accounts::change_password(const std::string& name, const std::string& old_password,
                               const std::string& new_password, Instant now) {
    auto& parts = *implementation_;
    if (!find(name)) return no_such_account(name);
    if (auto refused = refusal_of_password(new_password, name)) return refused;
    const auto hash = parts.hash(new_password);
    if (!hash.value) return hash.refusal;
    const auto sealed = parts.sealed_password(name, *hash.value);
    const Attempt attempt{name, old_password.substr(0, most_password_bytes), {}, false, now};
    return refusal_of(parts.attempt(attempt, [&](const KnownAccount& known) -> Verdict {
        auto draft = parts.draft_for(known, "password-changed", name);
        draft.payload["password"] = sealed;
        return {{draft}, "", true};
    }));
}

Done Accounts::remove_code(const std::string& name, const std::string& password, Instant now) {
    auto& parts = *implementation_;
    if (!find(name)) return no_such_account(name);
    const Attempt attempt{name, password.substr(0, most_password_bytes), {}, false, now};
    return refusal_of(parts.attempt(attempt, [&](const KnownAccount& known) -> Verdict {
        return {{parts.draft_for(known, "code-removed", name)}, "", true};
    }));
}

}  // namespace concord::accounts
