// The journal: entries that are only ever added, each bound to the one before it by its hash, so
// that nothing can be changed, removed, moved or slipped in without being seen. SQLite by default,
// PostgreSQL behind the same interface; only this room knows either.
//
// Laws:
//  1. What was acknowledged is on the disk: append() returns after the commit, and the commit waits
//     for the disk.
//  2. A batch is there whole or not at all.
//  3. One writer at a time, whatever the number of threads, processes and machines: one chain.
//  4. An entry's key is used once: asking again after a lost acknowledgement adds nothing.
//
// The hash of an entry is the SHA-256, in 64 lower-case hexadecimal digits, of these nine texts,
// each written as its length in bytes in decimal digits, `:`, the text, `,`:
//
//     concord-journal-1  sequence  instant  stream  kind  actor  key  payload  previous
//
// Sequences count from 1 without a gap. The first entry's previous hash is 64 noughts.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace concord::store {

// What a caller adds. All are UTF-8 without the character U+0000.
struct JournalRecord {
    std::string instant;  // when, in UTC: 2024-03-01T09:30:00Z, also with fractions of a second
    std::string stream;   // what it belongs to: the id of a decision
    std::string kind;
    std::string actor;    // the post that did it
    std::string payload;  // canonical JSON
    std::string key;      // of this act of adding; the same key is never added twice

    bool operator==(const JournalRecord&) const = default;
};

struct JournalEntry {
    std::int64_t sequence = 0;
    JournalRecord record;
    std::string previous;
    std::string hash;

    bool operator==(const JournalEntry&) const = default;
};

// The last entry; of an empty journal, sequence 0 and 64 noughts. Kept elsewhere it is a receipt:
// verify() then also finds that the end was cut off.
struct JournalHead {
    std::int64_t sequence = 0;
    std::string hash;

    bool operator==(const JournalHead&) const = default;
};

std::string to_string(const JournalHead& head);  // "17:9f86d0…"
std::optional<JournalHead> parse_journal_head(std::string_view text);

// Where a stream stands: its last entry, or 0 where it has none.
struct StreamPosition {
    std::string stream;
    std::int64_t last = 0;
};

// Added whole, if every stream named in `expects` stands where it is said to.
struct JournalBatch {
    std::vector<JournalRecord> records;
    std::vector<StreamPosition> expects;
};

enum class AppendStatus {
    appended,
    repeated,  // these very records, but for their instants, are there already under these keys
    moved_on,  // a stream has another last entry than expected: read again and decide again
    key_used,  // a key is there with something else
    unfit      // a record cannot be kept: no instant, not UTF-8, an empty part
};

struct AppendResult {
    AppendStatus status = AppendStatus::unfit;
    std::vector<JournalEntry> entries;  // as they are in the journal: appended or repeated
    std::string problem;                // for a person, where nothing was added
};

// The first entry that is broken, and how.
struct JournalBreach {
    std::int64_t sequence = 0;
    std::string problem;
};

struct JournalVerification {
    std::int64_t entries = 0;  // that hold, from the first on
    JournalHead head;          // of those
    std::optional<JournalBreach> breach;
};

enum class JournalAccess { read, write };  // writing makes the journal where there is none

class JournalEngine;

// May be used from several threads: appends that wait for one another are committed together.
class Journal {
  public:
    // A path is an SQLite file, `postgres://…` or `postgresql://…` a PostgreSQL database. Throws
    // EnvironmentFailure where it cannot be opened, as do all that follow where the engine fails.
    static std::unique_ptr<Journal> open(const std::string& address, JournalAccess access);
    ~Journal();
    Journal(const Journal&) = delete;
    Journal& operator=(const Journal&) = delete;

    AppendResult append(const JournalBatch& batch);

    JournalHead head();
    std::vector<JournalEntry> read(std::int64_t first, std::int64_t last);  // both included
    std::vector<JournalEntry> read_stream(const std::string& stream);
    // Every entry in order, as of one moment, in bounded memory.
    void scan(const std::function<void(const JournalEntry&)>& take);

    // Re-derives the whole chain from its first entry, with code of its own, and holds it against
    // the receipts.
    JournalVerification verify(std::span<const JournalHead> receipts = {});

  private:
    struct Waiting;
    struct Sharing;
    explicit Journal(std::unique_ptr<JournalEngine> engine);
    void lead();

    std::unique_ptr<JournalEngine> engine_;
    std::unique_ptr<Sharing> sharing_;
};

// Whether there is a journal at the address; of a database only whether the address names one.
bool journal_exists(const std::string& address);

// The address without a password, for messages.
std::string shown_journal_address(const std::string& address);

// 2024-03-01T09:30:00Z, with any number of digits after the second.
bool is_utc_instant(std::string_view text);

}  // namespace concord::store
