#include "accounts/implementation.hpp"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "base/failure.hpp"
#include "base/text.hpp"

namespace concord::accounts {
namespace {

constexpr int attempts_under_contention = 1000;

[[noreturn]] void fail_for_contention() {
    throw EnvironmentFailure("others keep changing the same account at the same time", "try again");
}

}  // namespace

Refusal no_such_account(std::string_view name) {
    return {RefusalKind::unknown,
            fmt::format("there is no account `{}`", shown(name)),
            "the list of accounts shows them all",
            "name",
            {}};
}

Done refusal_for_last_administrator(const State& state, const KnownAccount& known) {
    const auto administers = [](const Account& account) {
        return !account.disabled && may(account.roles, Right::manage_accounts);
    };
    if (!administers(known.account)) return std::nullopt;
    for (const auto& [name, other] : state.accounts()) {
        if (name != known.account.name && administers(other.account)) return std::nullopt;
    }
    return Refusal{RefusalKind::wrong,
                   fmt::format("`{}` is the last administrator", known.account.name),
                   "make another account an administrator first",
                   "name",
                   {}};
}

Json words_of(const Roles& roles) {
    Json words = Json::array();
    for (const auto role : roles)
        words.push_back(std::string(to_string(role)));
    return words;
}

Json words_of(const ExternalIdentity& identity) {
    return {{"issuer", identity.issuer}, {"subject", identity.subject}};
}

std::vector<store::StreamPosition> positions_for_roles(const State& state, std::string_view name) {
    std::vector<store::StreamPosition> positions;
    for (const auto& [other, account] : state.accounts()) {
        if (other == name || account.account.roles.contains(Role::administrator))
            positions.push_back({account_stream(other), account.last});
    }
    return positions;
}

std::string link_key(const State& state, const ExternalIdentity& identity, const ServerKey& key) {
    const auto* known = state.identity(identity);
    const auto text =
        fmt::format("{}:{},{}", identity.issuer.size(), identity.issuer, identity.subject);
    return fmt::format("identity:{}:{}", key.digest("identity", text).substr(0, 32),
                       known ? known->links : 0);
}

Accounts::Implementation::Implementation(const AccountsOptions& options,
                                         store::JournalAccess access, Instant now)
    : options_(options), gate_(options.hashes_at_once, options.hashes_waiting) {
    start_sodium();
    nobody_ = hash_of_nobody(options_.cost);
    begin_journal(access, now);
}

// A journal without entries begins with the fingerprint of the key; one with entries needs the key
// that it began with.
void Accounts::Implementation::begin_journal(store::JournalAccess access, Instant now) {
    const bool is_file = options_.journal.find("://") == std::string::npos;
    if (is_file && access == store::JournalAccess::write) {
        make_private_folder(std::filesystem::path(options_.journal).parent_path());
    }
    journal_ = store::Journal::open(options_.journal, access);
    const bool is_new = journal_->head().sequence == 0;
    const bool may_make = is_new && access == store::JournalAccess::write;
    key_ = may_make ? ServerKey::read_or_make(options_.key) : ServerKey::read(options_.key);
    if (!may_make) return;
    Draft begins{"key", "server-key", "-", "server-key", Json::object()};
    begins.payload["key"] = key_->fingerprint();
    const auto result = append({begins}, {{"key", 0}}, now);
    // Where another server came first, its entry is met, and judged, on reading.
    if (result.status == store::AppendStatus::unfit) {
        throw EnvironmentFailure(fmt::format("the journal cannot begin: {}", result.problem),
                                 "is it a journal?");
    }
}

void Accounts::Implementation::refresh() {
    const auto head = journal_->head();
    if (head == state_.head()) return;
    if (head.sequence <= state_.head().sequence) {
        throw EnvironmentFailure("entries of the journal of accounts are gone",
                                 "take it from the backup, and ask who may write there");
    }
    const auto take = [this](const store::JournalEntry& entry) {
        const auto fault = state_.apply(entry, *key_);
        if (!fault) return;
        throw EnvironmentFailure(
            fmt::format("entry {} of the journal of accounts does not hold: {}", entry.sequence,
                        *fault),
            "`concord accounts DIR verify` says more; nobody signs in meanwhile");
    };
    if (state_.head().sequence == 0) {
        journal_->scan(take);
        return;
    }
    for (const auto& entry : journal_->read(state_.head().sequence + 1, head.sequence))
        take(entry);
}

store::AppendResult Accounts::Implementation::append(
    const std::vector<Draft>& drafts, const std::vector<store::StreamPosition>& expects,
    Instant now) {
    store::JournalBatch batch;
    for (const auto& draft : drafts)
        batch.records.push_back(signed_record(draft, *key_, now));
    batch.expects = expects;
    return journal_->append(batch);
}

Draft Accounts::Implementation::draft_for(const KnownAccount& known, std::string kind,
                                          std::string actor, std::int64_t ahead) const {
    Draft draft{account_stream(known.account.name), std::move(kind), std::move(actor), random_key(),
                Json::object()};
    draft.payload["n"] = known.entries + ahead;
    return draft;
}

Done Accounts::Implementation::change(const std::string& name, Instant now, const Decide& decide) {
    for (int i = 0; i < attempts_under_contention; ++i) {
        std::vector<Draft> drafts;
        std::vector<store::StreamPosition> expects;
        const auto refused = look([&](const State& state) -> Done {
            const auto* known = state.find(name);
            if (!known) return no_such_account(name);
            expects = positions_for_roles(state, name);
            return decide(state, *known, drafts);
        });
        if (refused || drafts.empty()) return refused;
        const auto result = append(drafts, expects, now);
        if (result.status == store::AppendStatus::moved_on) continue;
        if (result.status == store::AppendStatus::key_used) continue;  // an identity was linked
        if (result.entries.empty()) {
            throw EnvironmentFailure(
                fmt::format("the journal of accounts does not take it: {}", result.problem),
                "try again");
        }
        return std::nullopt;
    }
    fail_for_contention();
}

Result<std::string> Accounts::Implementation::hash(const std::string& password) {
    const auto pass = gate_.enter();
    if (!pass) {
        return {std::nullopt, Refusal{RefusalKind::busy, "too many passwords are being checked",
                                      "try again", "password", std::chrono::seconds(1)}};
    }
    return {password_hash(password, options_.cost), std::nullopt};
}

std::string Accounts::Implementation::sealed_secret(const std::string& name,
                                                    std::string_view secret) const {
    return key_->seal(secret, fmt::format("code of {}", name));
}

std::string Accounts::Implementation::sealed_password(std::string_view name,
                                                      const std::string& hash) const {
    return key_->seal(hash, fmt::format("password of {}", name));
}

std::string Accounts::Implementation::opened_password(const KnownAccount& known) const {
    if (known.password.empty()) return nobody_;
    auto hash = key_->open(known.password, fmt::format("password of {}", known.account.name));
    if (!hash) {
        throw EnvironmentFailure("a password in the journal is not under this server's key",
                                 "`concord accounts DIR verify` says more");
    }
    return *hash;
}

std::string Accounts::Implementation::opened_secret(const std::string& name,
                                                    const std::string& sealed) const {
    auto secret = key_->open(sealed, fmt::format("code of {}", name));
    if (!secret) {
        throw EnvironmentFailure("a code in the journal is not under this server's key",
                                 "`concord accounts DIR verify` says more");
    }
    return *secret;
}

// ── a password tried ──

// Who is tried: an account, or a name of nobody, which is treated alike.
struct Accounts::Implementation::Subject {
    std::optional<KnownAccount> account;
    std::string stream;
    std::string hash;
    Failures failures;
    std::int64_t last = 0;
};

Accounts::Implementation::Subject Accounts::Implementation::subject(const State& state,
                                                                    const Attempt& attempt) {
    Subject subject;
    if (const auto* known = state.find(attempt.name)) {
        subject.account = *known;
        subject.stream = account_stream(attempt.name);
        subject.hash = opened_password(*known);
        subject.failures = known->failures;
        subject.last = known->last;
        return subject;
    }
    const auto digest = key_->digest("name", attempt.name).substr(0, 32);
    subject.stream = stranger_stream(digest);
    subject.hash = nobody_;
    if (const auto* stranger = state.stranger(digest)) {
        subject.failures = stranger->failures;
        subject.last = stranger->last;
    } else if (const auto before = journal_->read_stream(subject.stream); !before.empty()) {
        subject.last = before.back().sequence;  // it was forgotten, or came a moment ago
    }
    return subject;
}

std::vector<Draft> Accounts::Implementation::failure_of(const Subject& subject,
                                                        const Attempt& attempt,
                                                        const std::string& why) const {
    const auto draft = [&](const char* kind, std::int64_t ahead) {
        if (subject.account) return draft_for(*subject.account, kind, "-", ahead);
        return Draft{subject.stream, kind, "-", random_key(), Json::object()};
    };
    std::vector<Draft> drafts = {draft("sign-in-refused", 0)};
    drafts[0].payload["why"] = why;
    if (!attempt.from.empty()) drafts[0].payload["from"] = shown(attempt.from);
    if (const auto until = lock_after_another(subject.failures, options_.lockout, attempt.now)) {
        drafts.push_back(draft("locked-out", 1));
        drafts[1].payload["until"] = to_text(*until);
    }
    return drafts;
}

// That attempts go on while a name is locked is written down, but not each of them.
void Accounts::Implementation::note_locked_attempt(const Subject& subject, const Attempt& attempt) {
    const auto& noted = subject.failures.noted;
    if (noted && attempt.now < *noted + std::chrono::minutes(1)) return;
    auto drafts = failure_of(subject, attempt, "locked-out");
    drafts.resize(1);
    append(drafts, {{subject.stream, subject.last}}, attempt.now);
}

// With the password judged, what follows, as the account stands now.
AttemptResult Accounts::Implementation::settle(const Attempt& attempt, const Subject& before,
                                               bool is_right, const Judge& judge, bool& again) {
    for (int i = 0; i < attempts_under_contention; ++i) {
        const auto now = look([&](const State& state) { return subject(state, attempt); });
        again = now.hash != before.hash;  // the password is another since
        if (again) return {};
        if (is_locked(now.failures, attempt.now)) {
            return {AttemptStatus::locked_out, wait_until(*now.failures.locked_until, attempt.now)};
        }
        Verdict verdict{{}, now.account ? "password" : "unknown", true};
        if (!attempt.signs_in) verdict.refused = "own-password";
        if (is_right && now.account) {
            verdict = judge(*now.account);
        }
        const auto drafts = verdict.refused.empty() ? std::move(verdict.drafts)
                                                    : failure_of(now, attempt, verdict.refused);
        const auto result = append(drafts, {{now.stream, now.last}}, attempt.now);
        if (result.status == store::AppendStatus::moved_on) continue;
        if (result.entries.empty()) {
            throw EnvironmentFailure(
                fmt::format("the journal of accounts does not take it: {}", result.problem),
                "try again");
        }
        const bool is_done = verdict.refused.empty() && verdict.is_done;
        return {is_done ? AttemptStatus::done : AttemptStatus::refused, {}};
    }
    fail_for_contention();
}

AttemptResult Accounts::Implementation::attempt(const Attempt& attempt, const Judge& judge) {
    constexpr int changes_of_password = 5;
    for (int i = 0; i < changes_of_password; ++i) {
        const auto before = look([&](const State& state) { return subject(state, attempt); });
        if (is_locked(before.failures, attempt.now)) {
            note_locked_attempt(before, attempt);
            return {AttemptStatus::locked_out,
                    wait_until(*before.failures.locked_until, attempt.now)};
        }
        bool is_right = false;
        {
            const auto pass = gate_.enter();
            if (!pass) return {AttemptStatus::busy, std::chrono::seconds(1)};
            is_right = is_password(attempt.password, before.hash);
        }
        bool again = false;
        const auto result = settle(attempt, before, is_right, judge, again);
        if (!again) return result;
    }
    fail_for_contention();
}

// ── what this server saw ──

// Where two servers write in the same minute, the second finds it written.
void Accounts::Implementation::write_seen(const std::string& session, const std::string& account,
                                          Instant now) {
    const auto minute = std::chrono::floor<std::chrono::minutes>(now).time_since_epoch().count();
    const Draft draft{session_stream(session), "session-seen", account,
                      fmt::format("session-seen:{}:{}", session, minute), Json::object()};
    append({draft}, {}, now);
}

void Accounts::Implementation::saw(const std::string& session, Instant now) {
    const std::lock_guard lock(seen_mutex_);
    constexpr std::size_t very_many = 100'000;
    if (seen_.size() >= very_many) seen_.clear();  // the journal has it, to a third of the limit
    auto& seen = seen_[session];
    seen = std::max(seen, now);
}

std::optional<Instant> Accounts::Implementation::last_seen_here(const std::string& session) {
    const std::lock_guard lock(seen_mutex_);
    const auto found = seen_.find(session);
    return found == seen_.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace concord::accounts
