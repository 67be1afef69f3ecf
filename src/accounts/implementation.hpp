// What the parts of the front door share: the state as of now, and records added to the journal
// only where nothing has moved meanwhile.
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "accounts/accounts.hpp"
#include "accounts/passwords.hpp"
#include "accounts/secrets.hpp"
#include "accounts/state.hpp"

namespace concord::accounts {

// What a wrong or right password is tried for.
struct Attempt {
    std::string name;  // in lower case
    std::string password;
    std::string from;
    bool signs_in = true;  // else somebody who is signed in gives his password again
    Instant now;
};

enum class AttemptStatus { done, refused, locked_out, busy };

struct AttemptResult {
    AttemptStatus status = AttemptStatus::refused;
    std::chrono::seconds retry_after{0};
};

// What follows from a right password: records that are to be added, or a reason why it is refused
// all the same, which counts as a failure.
struct Verdict {
    std::vector<Draft> drafts;
    std::string refused;
    bool is_done = true;
};

class Accounts::Implementation {
  public:
    Implementation(const AccountsOptions& options, store::JournalAccess access, Instant now);

    const AccountsOptions& options() const { return options_; }
    store::Journal& journal() { return *journal_; }
    const ServerKey& key() const { return *key_; }

    // Runs with the state as the journal has it now, which nobody changes meanwhile.
    template <typename Look>
    auto look(Look look) {
        const std::lock_guard lock(mutex_);
        refresh();
        return look(static_cast<const State&>(state_));
    }

    // Signs the drafts and adds them whole, where the streams stand as expected.
    store::AppendResult append(const std::vector<Draft>& drafts,
                               const std::vector<store::StreamPosition>& expects, Instant now);

    // A change of one account, decided again as often as others come before it.
    using Decide =
        std::function<Done(const State&, const KnownAccount&, std::vector<Draft>& drafts)>;
    Done change(const std::string& name, Instant now, const Decide& decide);

    // A password tried: the lock, the hash, the count, and what follows, in one.
    using Judge = std::function<Verdict(const KnownAccount&)>;
    AttemptResult attempt(const Attempt& attempt, const Judge& judge);

    // A draft for the stream of an account, in its order after `ahead` others of one batch.
    Draft draft_for(const KnownAccount& known, std::string kind, std::string actor,
                    std::int64_t ahead = 0) const;

    // The hash of a new password, in its turn.
    Result<std::string> hash(const std::string& password);
    std::string sealed_password(std::string_view name, const std::string& hash) const;
    std::string sealed_secret(const std::string& name, std::string_view secret) const;
    std::string opened_password(const KnownAccount& known) const;
    std::string opened_secret(const std::string& name, const std::string& sealed) const;

    // The activity that this server saw, and what it writes down of it for the others.
    void write_seen(const std::string& session, const std::string& account, Instant now);
    void saw(const std::string& session, Instant now);
    std::optional<Instant> last_seen_here(const std::string& session);

  private:
    struct Subject;
    void refresh();
    void begin_journal(store::JournalAccess access, Instant now);
    Subject subject(const State& state, const Attempt& attempt);
    AttemptResult settle(const Attempt& attempt, const Subject& before, bool is_right,
                         const Judge& judge, bool& again);
    void note_locked_attempt(const Subject& subject, const Attempt& attempt);
    std::vector<Draft> failure_of(const Subject& subject, const Attempt& attempt,
                                  const std::string& why) const;

    AccountsOptions options_;
    std::optional<ServerKey> key_;
    std::unique_ptr<store::Journal> journal_;
    std::string nobody_;  // a hash that no password has
    HashGate gate_;
    std::mutex mutex_;
    State state_;
    std::mutex seen_mutex_;
    std::map<std::string, Instant, std::less<>> seen_;
};

Refusal no_such_account(std::string_view name);

// Why the administrator's right cannot be taken from the account: no other has it.
Done refusal_for_last_administrator(const State& state, const KnownAccount& known);

Json words_of(const Roles& roles);
Json words_of(const ExternalIdentity& identity);

// Of an account, and of every administrator's: whether somebody is the last depends on all of them.
std::vector<store::StreamPosition> positions_for_roles(const State& state, std::string_view name);

// What is to be said of an identity, or of a full name, that cannot be.
Done refusal_of(const ExternalIdentity& identity);
Done refusal_of_full_name(std::string_view text);

// The key of an entry that links an identity: two that link it at the same time have the same, and
// the journal takes one of them.
std::string link_key(const State& state, const ExternalIdentity& identity, const ServerKey& key);

}  // namespace concord::accounts
