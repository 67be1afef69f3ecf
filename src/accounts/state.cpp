#include "accounts/state.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.hpp"

namespace concord::accounts {
namespace {

constexpr std::string_view account_prefix = "account:";
constexpr std::string_view session_prefix = "session:";
constexpr std::string_view stranger_prefix = "unknown:";

std::string canonical(const Json& value) {
    return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// All of an entry but its instant and its place: the same act asked for again has the same.
std::string signature(const Draft& draft, const ServerKey& key) {
    std::string form;
    for (const auto& part :
         {draft.stream, draft.kind, draft.actor, draft.key, canonical(draft.payload)}) {
        form += fmt::format("{}:{},", part.size(), part);
    }
    return key.digest("entry", form);
}

std::string text_of(const Json& object, const char* key) {
    const auto found = object.find(key);
    return found == object.end() ? std::string() : found->get<std::string>();
}

Roles roles_of(const Json& payload) {
    Roles roles;
    for (const auto& word : payload.at("roles")) {
        const auto role = parse_role(word.get<std::string>());
        if (role) roles.insert(*role);
    }
    return roles;
}

Instant instant_of(const Json& payload, const char* key) {
    return parse_instant(payload.at(key).get<std::string>()).value_or(Instant{});
}

Instant when(const store::JournalEntry& entry) {
    return parse_instant(entry.record.instant).value_or(Instant{});
}

void apply_failure(Failures& failures, const store::JournalEntry& entry, const Json& payload) {
    if (entry.record.kind == "locked-out") {
        failures.lock(instant_of(payload, "until"));
    } else if (entry.record.kind == "sign-in-refused") {
        if (text_of(payload, "why") == "locked-out") {
            failures.noted = when(entry);
        } else {
            failures.add(when(entry));
        }
    }
}

void apply_created(KnownAccount& known, const store::JournalEntry& entry, const Json& payload) {
    known.account.name = entry.record.stream.substr(account_prefix.size());
    known.account.full_name = text_of(payload, "full_name");
    known.account.roles = roles_of(payload);
    known.account.created = when(entry);
    known.password = text_of(payload, "password");
}

void apply_code(KnownAccount& known, const std::string& kind, const Json& payload) {
    if (kind == "code-set-up") {
        known.pending_code = text_of(payload, "secret");
    } else if (kind == "code-confirmed") {
        known.code = std::move(known.pending_code);
        known.pending_code.clear();
        known.code_step = payload.at("step").get<std::int64_t>();
    } else {
        known.code.clear();
        known.pending_code.clear();
    }
    known.account.has_code = !known.code.empty();
}

using Kinds = std::array<std::string_view, 21>;
constexpr Kinds own_kinds = {
    "server-key",      "created",    "roles-changed",  "password-changed", "password-rehashed",
    "disabled",        "enabled",    "unlocked",       "code-set-up",      "code-confirmed",
    "code-removed",    "signed-in",  "code-asked",     "sign-in-refused",  "locked-out",
    "session-seen",    "signed-out", "sessions-ended", "linked",           "unlinked",
    "provider-refused"};

}  // namespace

std::string account_stream(std::string_view name) {
    return fmt::format("{}{}", account_prefix, name);
}

std::string session_stream(std::string_view digest) {
    return fmt::format("{}{}", session_prefix, digest);
}

std::string stranger_stream(std::string_view digest) {
    return fmt::format("{}{}", stranger_prefix, digest);
}

store::JournalRecord signed_record(const Draft& draft, const ServerKey& key, Instant now) {
    auto payload = draft.payload;
    payload["mac"] = signature(draft, key);
    return {to_text(now), draft.stream, draft.kind, draft.actor, canonical(payload), draft.key};
}

bool is_own_kind(std::string_view kind) {
    return std::ranges::find(own_kinds, kind) != own_kinds.end();
}

Fault State::apply(const store::JournalEntry& entry, const ServerKey& key) {
    const auto& record = entry.record;
    if (entry.previous != head_.hash && head_.sequence > 0) {
        return "it does not follow the entry before it";
    }
    try {
        auto payload = Json::parse(record.payload);
        if (record.stream == "key" && record.kind == "server-key" &&
            text_of(payload, "key") != key.fingerprint()) {
            return "the journal was begun under another key";
        }
        const auto mac = text_of(payload, "mac");
        payload.erase("mac");
        const Draft draft{record.stream, record.kind, record.actor, record.key, payload};
        if (!same_secret(signature(draft, key), mac)) {
            return "it was not written by a holder of the server's key";
        }
        if (record.stream == "key") has_key_ = true;
        if (record.stream.starts_with(account_prefix)) {
            if (auto fault = apply_account(entry, payload)) return fault;
        } else if (record.stream.starts_with(session_prefix)) {
            apply_session(entry);
        } else if (record.stream.starts_with(stranger_prefix)) {
            apply_stranger(entry, payload);
        }
    } catch (const Json::exception&) {
        return "it cannot be read";
    }
    head_ = {entry.sequence, entry.hash};
    constexpr std::int64_t entries_between = 1000;
    if (++since_forgetting_ >= entries_between) forget_old(when(entry));
    return std::nullopt;
}

Fault State::apply_account(const store::JournalEntry& entry, const Json& payload) {
    const auto& kind = entry.record.kind;
    const auto name = entry.record.stream.substr(account_prefix.size());
    auto found = accounts_.find(name);
    if ((found == accounts_.end()) != (kind == "created")) return "it is out of its order";
    if (found == accounts_.end()) found = accounts_.emplace(name, KnownAccount()).first;
    auto& known = found->second;
    if (payload.at("n").get<std::int64_t>() != known.entries) return "it is out of its order";
    ++known.entries;
    known.last = entry.sequence;
    if (kind == "created") {
        apply_created(known, entry, payload);
        if (payload.contains("external")) apply_external(known, kind, payload);
    } else if (kind == "linked" || kind == "unlinked") {
        apply_external(known, kind, payload);
        end_sessions(name);
    } else if (kind == "roles-changed") {
        known.account.roles = roles_of(payload);
        end_sessions(name);
    } else if (kind == "password-changed" || kind == "password-rehashed") {
        known.password = text_of(payload, "password");
        if (kind == "password-changed") {
            known.failures = {};
            end_sessions(name);
        }
    } else if (kind == "disabled" || kind == "enabled") {
        known.account.disabled = kind == "disabled";
        end_sessions(name);
    } else if (kind == "unlocked") {
        known.failures = {};
    } else if (kind.starts_with("code-") && kind != "code-asked") {
        apply_code(known, kind, payload);
    } else if (kind == "signed-in") {
        known.failures = {};
        known.account.signed_in = when(entry);
        if (payload.contains("step")) known.code_step = payload["step"].get<std::int64_t>();
        sessions_[text_of(payload, "session")] = {
            name, when(entry), instant_of(payload, "until"),
            std::chrono::seconds(payload.at("idle").get<std::int64_t>())};
    } else {
        apply_failure(known.failures, entry, payload);
    }
    known.account.locked_until = known.failures.locked_until;
    return std::nullopt;
}

// An identity is the account's that had it first. Entries that give it to another are not made;
// if there were one, it would be nobody's way in.
void State::apply_external(KnownAccount& known, const std::string& kind, const Json& payload) {
    auto& external = known.account.external;
    if (external) {
        auto& before = identities_[{external->issuer, external->subject}];
        if (before.account == known.account.name) before.account.clear();
        external.reset();
    }
    if (kind == "unlinked") return;
    const auto& given = payload.at("external");
    external = ExternalIdentity{text_of(given, "issuer"), text_of(given, "subject")};
    auto& identity = identities_[{external->issuer, external->subject}];
    ++identity.links;
    if (identity.account.empty()) identity.account = known.account.name;
}

void State::apply_session(const store::JournalEntry& entry) {
    const auto found = sessions_.find(entry.record.stream.substr(session_prefix.size()));
    if (found == sessions_.end()) return;
    if (entry.record.kind == "signed-out") {
        sessions_.erase(found);
    } else {
        found->second.seen = std::max(found->second.seen, when(entry));
    }
}

void State::apply_stranger(const store::JournalEntry& entry, const Json& payload) {
    auto& stranger = strangers_[entry.record.stream.substr(stranger_prefix.size())];
    stranger.last = entry.sequence;
    apply_failure(stranger.failures, entry, payload);
}

void State::end_sessions(std::string_view account) {
    std::erase_if(sessions_, [&](const auto& item) { return item.second.account == account; });
}

// Memory does not grow with what is over: sessions that have ended, and names of nobody that were
// not tried for a week, or for a day where there are very many.
void State::forget_old(Instant now) {
    since_forgetting_ = 0;
    std::erase_if(sessions_, [&](const auto& item) { return item.second.until < now; });
    constexpr std::size_t very_many = 100'000;
    const auto before =
        now - (strangers_.size() > very_many ? std::chrono::hours(24) : std::chrono::hours(24 * 7));
    std::erase_if(strangers_, [&](const auto& item) {
        const auto& failures = item.second.failures;
        return failures.last < before && !is_locked(failures, now);
    });
}

const KnownAccount* State::find(std::string_view name) const {
    const auto found = accounts_.find(name);
    return found == accounts_.end() ? nullptr : &found->second;
}

const KnownIdentity* State::identity(const ExternalIdentity& identity) const {
    const auto found = identities_.find({identity.issuer, identity.subject});
    return found == identities_.end() ? nullptr : &found->second;
}

std::string State::holder_of(const ExternalIdentity& identity) const {
    const auto* known = this->identity(identity);
    return known ? known->account : std::string();
}

const KnownSession* State::session(const std::string& digest) const {
    const auto found = sessions_.find(digest);
    return found == sessions_.end() ? nullptr : &found->second;
}

const KnownStranger* State::stranger(const std::string& digest) const {
    const auto found = strangers_.find(digest);
    return found == strangers_.end() ? nullptr : &found->second;
}

}  // namespace concord::accounts
