// People with accounts: who they are, what they may do, that they are signed in, and what they did.
//
// Everything stands in a journal of its own (store/journal.hpp): accounts are what its entries make
// of them. Several programs may use one journal; each sees what the others did before it answers.
//
// Laws:
//  1. Whatever changes an account, every sign-in that succeeds or not, and whatever the doors
//     report with audit() is an entry of a chain in which nothing can be changed unseen.
//  2. No entry holds a password, the token of a session or a name that no account has. Digests of
//     passwords and secrets of one-time codes stand there only encrypted under the server's key.
//  3. Who may not sign in learns nothing from it: an unknown name, a wrong password, a wrong code
//     and a disabled account get the same answer after the same work, and unknown names are locked
//     out as others are.
//  4. A one-time code is taken once, a session ends on every server at once, and five wrong
//     passwords are five, however many servers and threads ask at the same time.
//  5. No right shows a person's row (accounts/rights.hpp).
//  6. One identity of a provider belongs to one account, whoever links it where at the same time,
//  and
//     no name or address that a provider gives leads to an account: its issuer and subject do.
//
// Nothing here reads the clock: `now` is the caller's. All of it may be used from several threads.
// EnvironmentFailure is thrown where the journal or the key fails; whatever a user gives wrong is
// a Refusal, whose texts may be shown to that user.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/instant.hpp"
#include "accounts/rights.hpp"
#include "store/journal.hpp"

namespace concord::accounts {

// What Argon2id costs: passes over so many bytes.
struct PasswordCost {
    std::uint64_t passes = 3;
    std::size_t memory_bytes = std::size_t{256} << 20U;

    // Breakable. Tests that sign in a thousand times give it; no door does.
    static PasswordCost for_tests();
};

// After `failures` wrong attempts within `window` a name is locked for `first`, then for twice as
// long each time, to at most `longest`, until somebody signs in. After `in_all` wrong attempts
// without a right one between them only an administrator unlocks it.
struct LockoutLimits {
    int failures = 5;
    std::chrono::seconds window = std::chrono::minutes(15);
    std::chrono::seconds first = std::chrono::minutes(5);
    std::chrono::seconds longest = std::chrono::hours(24);
    int in_all = 100;
};

struct SessionLimits {
    std::chrono::seconds idle = std::chrono::minutes(30);
    std::chrono::seconds absolute = std::chrono::hours(12);
};

struct AccountsOptions {
    std::string journal;        // an SQLite file, or postgres://…
    std::filesystem::path key;  // the server's key: 32 bytes that only its user may read. Made
                                // where neither it nor an entry of the journal is there yet; all
                                // servers of one journal have the same.
    std::string issuer = "Concord";  // what an authenticator shows beside the codes
    PasswordCost cost;
    LockoutLimits lockout;
    SessionLimits sessions;
    int hashes_at_once = 2;   // each holds the memory that `cost` says
    int hashes_waiting = 16;  // more are told that the server is busy
};

// DIR/access/journal.sqlite and DIR/access/key, where nothing else is asked for.
AccountsOptions default_options(const std::filesystem::path& system_folder);

// Why something was not done, in words for whoever asked.
enum class RefusalKind {
    wrong,       // what was given cannot be taken (400)
    unknown,     // there is no such account (404)
    exists,      // there is one already (409)
    refused,     // the password or code given with it is wrong (403)
    locked_out,  // too many wrong ones (429)
    busy         // too many at once (503)
};

struct Refusal {
    RefusalKind kind = RefusalKind::wrong;
    std::string message;  // lower case, no full stop, the user's words in backticks
    std::string help;
    std::string parameter;  // which part of what was given: name, full_name, roles, password, code
    std::chrono::seconds retry_after{0};

    bool operator==(const Refusal&) const = default;
};

using Done = std::optional<Refusal>;  // nothing: it is done

// Who does it and when: the name of an account, or `@name` for somebody at the command line.
struct Acting {
    std::string actor;
    Instant now;
};

// Somebody known to an identity provider outside: who the provider is, and what it calls them.
struct ExternalIdentity {
    std::string issuer;   // at most 2048 characters of ASCII
    std::string subject;  // at most 255

    bool operator==(const ExternalIdentity&) const = default;
};

struct Account {
    std::string name;       // a to z, 0 to 9, `.`, `-`, `_`, `@`; at most 64; begins with a letter
    std::string full_name;  // as people write it; may be empty
    Roles roles;
    bool disabled = false;
    bool has_code = false;  // a one-time code is asked for
    std::optional<ExternalIdentity> external;
    Instant created;
    std::optional<Instant> signed_in;     // the last time
    std::optional<Instant> locked_until;  // where it was locked; may have passed
};

struct NewAccount {
    std::string name;
    std::string full_name;
    Roles roles;
    std::string password;  // may be empty where there is an identity: they sign in by it alone
    std::optional<ExternalIdentity> external;
};

// Why an account cannot be made, whatever accounts there are: its name, roles or password.
Done refusal_of(const NewAccount& account);

// ── sessions ──

struct SignIn {
    std::string name;  // upper case is taken for lower case
    std::string password;
    std::string code;  // of the authenticator; empty where none is given
    std::string from;  // the address of the client, for the audit; may be empty
};

struct Session {
    std::string account;
    std::string full_name;
    Roles roles;               // as they are now, not as they were at the beginning
    std::string csrf;          // what a write of this session carries; follows from the token alone
    Instant expires;           // without further activity
    std::string id;            // names the session in the audit; opens nothing
    bool has_password = true;  // of the account: else a provider alone signs them in
};

enum class SignInStatus { signed_in, refused, locked_out, busy };

struct SignInAnswer {
    SignInStatus status = SignInStatus::refused;
    // Only after the right password of an account with a one-time code: the code was missing (which
    // counts for nothing), wrong or used before (which counts as a failure).
    bool code_required = false;
    std::string token;               // 43 characters for the cookie; kept nowhere. Where signed in
    std::optional<Session> session;  // where signed in
    std::chrono::seconds retry_after{0};  // where locked out or busy
};

// A request that a person made, or one that the page makes of itself (events, polling), which does
// not keep a session alive.
enum class Activity { by_person, by_page };

// Somebody for whom a provider vouches, whose word was verified. The provider asked for what it
// asks for: no password and no one-time code of ours is.
struct OutsideSignIn {
    ExternalIdentity identity;
    std::string once;  // names this act: under the same words nobody signs in again
    std::string from;  // as with a password
    // What follows from the provider's groups, which the account then has. Nothing: roles are not
    // the provider's business, and only who was linked signs in. None: they may not sign in.
    std::optional<Roles> roles;
    std::string name;       // proposed for a new account; another where it is taken
    std::string full_name;  // likewise
};

enum class OutsideStatus { signed_in, not_linked, no_role, disabled, used };

struct OutsideAnswer {
    OutsideStatus status = OutsideStatus::not_linked;
    std::string token;               // as with a password
    std::optional<Session> session;  // where signed in
};

// Whether the text is the session's, in a time that does not depend on where they differ.
bool csrf_holds(const Session& session, std::string_view given);

bool may(const Session& session, Right right);

// ── one-time codes ──

struct CodeSetUp {
    std::string secret;  // base32, for typing in
    std::string uri;     // otpauth://totp/…, for a QR code
};

template <typename T>
struct Result {
    std::optional<T> value;
    Done refusal;  // where there is no value
};

// ── the audit ──

// What a door reports: every look at results about single people, and every write elsewhere.
struct AuditRecord {
    std::string kind;  // lower-case words with `-`: looked-at-people, proposed, rebuilt
    std::string what;  // a sentence without secrets and without details of a person; what is longer
                       // than 4,000 characters is cut, and control characters are shown as `?`
    std::string key;   // the same key is recorded once; empty: recorded anyhow
};

struct AuditEntry {
    std::int64_t sequence = 0;
    std::string instant;
    std::string actor;  // an account, `@name` at the command line, `-` for who did not sign in
    std::string kind;
    std::string what;
    std::string hash;
};

struct AuditPage {
    std::vector<AuditEntry> entries;  // the newest first
    std::int64_t total = 0;
    store::JournalHead head;
};

// ──

class Accounts {
  public:
    // Reading opens what is there and needs no right to write: list, find, audit_page and verify
    // then work, and nothing else may be asked. `now` stands in the first entry of a new journal.
    static std::unique_ptr<Accounts> open(const AccountsOptions& options,
                                          store::JournalAccess access, Instant now);
    ~Accounts();
    Accounts(const Accounts&) = delete;
    Accounts& operator=(const Accounts&) = delete;

    // ── accounts; the caller has asked may() ──

    std::vector<Account> list();  // by name
    std::optional<Account> find(std::string_view name);

    Done create(const NewAccount& account, const Acting& acting);
    // Roles, password and disabling end all sessions of the account. The last administrator that is
    // not disabled stays one. Nobody sets their own password or code anew without the old password:
    // who finds a session open must not take the account.
    Done set_roles(const std::string& name, const Roles& roles, const Acting& acting);
    Done set_password(const std::string& name, const std::string& password, const Acting& acting);
    Done set_disabled(const std::string& name, bool disabled, const Acting& acting);
    Done unlock(const std::string& name, const Acting& acting);
    Done reset_code(const std::string& name, const Acting& acting);  // a lost telephone
    // Who signs in to the account by a provider; nothing: nobody. Ends its sessions.
    Done set_external(const std::string& name, const std::optional<ExternalIdentity>& identity,
                      const Acting& acting);

    // ── one's own; a wrong password counts as a failed sign-in ──

    // Ends all sessions, the one that asks too: the person signs in again.
    Done change_password(const std::string& name, const std::string& old_password,
                         const std::string& new_password, Instant now);
    // A secret that is asked for only once a code of it has been given.
    Result<CodeSetUp> set_up_code(const std::string& name, Instant now);
    Done confirm_code(const std::string& name, const std::string& code, Instant now);
    Done remove_code(const std::string& name, const std::string& password, Instant now);

    // ── sessions ──

    SignInAnswer sign_in(const SignIn& given, Instant now);
    // Makes the account where roles follow from groups and there is none yet. The last
    // administrator keeps their roles, whatever the groups say.
    OutsideAnswer sign_in_outside(const OutsideSignIn& given, Instant now);
    // The session of a token: nothing where there is none, or it has ended.
    std::optional<Session> session(std::string_view token, Instant now,
                                   Activity activity = Activity::by_person);
    void sign_out(std::string_view token, Instant now);  // a token of no session does nothing

    // What a door gives out and takes back, and nobody else can read or make: under the server's
    // key, so that every server of the journal can. Opened for another purpose it is nothing.
    std::string seal(std::string_view clear, std::string_view purpose) const;
    std::optional<std::string> unseal(std::string_view sealed, std::string_view purpose) const;

    // ── the audit ──

    // Returns after the entry is on the disk. Throws std::invalid_argument for a kind that the
    // header forbids or that accounts use themselves (signed-in, created): a mistake of the door.
    store::JournalHead audit(const AuditRecord& record, const Acting& acting);
    AuditPage audit_page(std::int64_t limit, std::int64_t offset);
    // Re-derives the chain, and holds each entry to have been written by who has the key.
    store::JournalVerification verify(std::span<const store::JournalHead> receipts = {});

    class Implementation;  // known to this room alone

  private:
    explicit Accounts(std::unique_ptr<Implementation> implementation);
    std::unique_ptr<Implementation> implementation_;
};

// The roles that words name, or why not, with the nearest role proposed.
Result<Roles> parse_roles(std::span<const std::string> words);

}  // namespace concord::accounts
