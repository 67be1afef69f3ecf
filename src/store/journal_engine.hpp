// What a database must be able to do to carry a journal. One connection, used by one thread at a
// time; the chain, the keys and the groups are the journal's own business.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "store/journal.hpp"

namespace concord::store {

class JournalEngine {
  public:
    virtual ~JournalEngine() = default;

    // Begins a transaction that alone may write, waiting for others to end theirs.
    virtual void begin() = 0;
    // Returns after the disk has it.
    virtual void commit() = 0;
    virtual void roll_back() noexcept = 0;

    virtual JournalHead head() = 0;
    virtual std::vector<JournalEntry> with_keys(const std::set<std::string>& keys) = 0;
    // The last entry of each of these streams that has one.
    virtual std::map<std::string, std::int64_t> positions(const std::set<std::string>& streams) = 0;
    virtual void insert(std::span<const JournalEntry> entries) = 0;

    struct Range {
        std::int64_t first = 0;
        std::int64_t last = 0;
        std::string stream;  // empty: of every stream
    };
    using Take = std::function<void(const JournalEntry&)>;
    // In the order of the sequence, as of one moment.
    virtual void scan(const Range& range, const Take& take) = 0;
};

std::unique_ptr<JournalEngine> open_sqlite_journal(const std::string& path, JournalAccess access);
std::unique_ptr<JournalEngine> open_postgres_journal(const std::string& address,
                                                     JournalAccess access);

inline constexpr std::string_view first_previous =
    "0000000000000000000000000000000000000000000000000000000000000000";

JournalVerification verify_chain(JournalEngine& engine, std::span<const JournalHead> receipts);

}  // namespace concord::store
