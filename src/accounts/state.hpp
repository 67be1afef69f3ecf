// What the entries of the journal make of accounts and sessions: the one place where they are
// understood. The same entries give the same state on every server.
//
// Streams: `account:NAME` carries all that is known of an account, `session:DIGEST` that a session
// goes on or has ended, `unknown:DIGEST` wrong names, `key` the fingerprint of the server's key,
// `audit` what the doors report. A payload is a JSON object in the order of its keys:
//   mac   the signature of the entry, under the server's key
//   n     how many entries the account's stream had before, so that none can be put in again
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "accounts/accounts.hpp"
#include "accounts/lockout.hpp"
#include "accounts/secrets.hpp"

namespace concord::accounts {

using Json = nlohmann::json;

struct KnownAccount {
    Account account;
    std::string password;         // sealed hash; empty where there is none
    std::string code;             // sealed secret that has been confirmed
    std::string pending_code;     // sealed secret that has not
    std::int64_t code_step = -1;  // the last that was taken
    Failures failures;
    std::int64_t last = 0;     // the sequence of its last entry
    std::int64_t entries = 0;  // of its stream
};

struct KnownSession {
    std::string account;
    Instant seen;   // as the journal has it
    Instant until;  // whatever happens
    std::chrono::seconds idle{0};
};

// Names that no account has, by their digest under the server's key.
struct KnownStranger {
    Failures failures;
    std::int64_t last = 0;
};

// Somebody of a provider: the account that has them, and how often they were linked to one.
struct KnownIdentity {
    std::string account;  // empty: none any more
    std::int64_t links = 0;
};

// A record before it is signed.
struct Draft {
    std::string stream;
    std::string kind;
    std::string actor;
    std::string key;
    Json payload = Json::object();
};

std::string account_stream(std::string_view name);
std::string session_stream(std::string_view digest);
std::string stranger_stream(std::string_view digest);

// The record of a draft, signed under the server's key.
store::JournalRecord signed_record(const Draft& draft, const ServerKey& key, Instant now);

// What is wrong with an entry, or nothing.
using Fault = std::optional<std::string>;

class State {
  public:
    // Takes the next entry, or says why it is none of ours.
    Fault apply(const store::JournalEntry& entry, const ServerKey& key);

    const KnownAccount* find(std::string_view name) const;
    const std::map<std::string, KnownAccount, std::less<>>& accounts() const { return accounts_; }

    const KnownSession* session(const std::string& digest) const;
    const KnownStranger* stranger(const std::string& digest) const;
    const KnownIdentity* identity(const ExternalIdentity& identity) const;
    std::string holder_of(const ExternalIdentity& identity) const;  // empty: nobody
    bool has_key() const { return has_key_; }
    const store::JournalHead& head() const { return head_; }

  private:
    Fault apply_account(const store::JournalEntry& entry, const Json& payload);
    void apply_session(const store::JournalEntry& entry);
    void apply_stranger(const store::JournalEntry& entry, const Json& payload);
    void apply_external(KnownAccount& known, const std::string& kind, const Json& payload);
    void end_sessions(std::string_view account);
    void forget_old(Instant now);

    std::map<std::string, KnownAccount, std::less<>> accounts_;
    std::map<std::string, KnownSession, std::less<>> sessions_;
    std::map<std::string, KnownStranger, std::less<>> strangers_;
    std::map<std::pair<std::string, std::string>, KnownIdentity> identities_;
    store::JournalHead head_;
    bool has_key_ = false;
    std::int64_t since_forgetting_ = 0;
};

// The kinds of entries that accounts themselves write; no door may report one.
bool is_own_kind(std::string_view kind);

// An entry in words, for the audit.
std::string described(const store::JournalEntry& entry);

}  // namespace concord::accounts
