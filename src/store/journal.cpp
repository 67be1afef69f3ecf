#include "store/journal.hpp"

#include <algorithm>
#include <array>
#include <condition_variable>
#include <exception>
#include <filesystem>
#include <limits>
#include <mutex>

#include <fmt/format.h>
#include <openssl/evp.h>

#include "base/date.hpp"
#include "base/failure.hpp"
#include "base/text.hpp"
#include "store/journal_engine.hpp"

namespace concord::store {
namespace {

std::string sha256(std::string_view text) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    if (EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha256(), nullptr) != 1) {
        throw EnvironmentFailure("the SHA-256 library failed", "is OpenSSL installed?");
    }
    constexpr std::string_view digits = "0123456789abcdef";
    std::string result;
    for (unsigned i = 0; i < size; ++i) {
        result += digits[digest[i] >> 4U];
        result += digits[digest[i] & 15U];
    }
    return result;
}

void put(std::string& form, std::string_view text) {
    form += fmt::format("{}:{},", text.size(), text);
}

// The form that the head of journal.hpp documents.
std::string hash_of(const JournalEntry& entry) {
    const auto& record = entry.record;
    std::string form;
    form.reserve(record.payload.size() + 512);
    put(form, "concord-journal-1");
    put(form, std::to_string(entry.sequence));
    for (const auto* part : {&record.instant, &record.stream, &record.kind, &record.actor,
                             &record.key, &record.payload, &entry.previous}) {
        put(form, *part);
    }
    return sha256(form);
}

bool same_but_for_instant(const JournalRecord& a, JournalRecord b) {
    b.instant = a.instant;
    return a == b;
}

std::string unfit_part(const JournalRecord& record) {
    if (!is_utc_instant(record.instant)) {
        return fmt::format("`{}` is no instant in UTC such as 2024-03-01T09:30:00Z",
                           shown(record.instant));
    }
    const std::array<std::pair<const char*, const std::string*>, 5> parts = {{
        {"stream", &record.stream},
        {"kind", &record.kind},
        {"actor", &record.actor},
        {"key", &record.key},
        {"payload", &record.payload},
    }};
    for (const auto& [name, text] : parts) {
        if (text->empty()) return fmt::format("an entry without a {}", name);
        if (!is_utf8(*text) || text->find('\0') != std::string::npos) {
            return fmt::format("the {} of an entry is not text in UTF-8", name);
        }
    }
    return {};
}

// One transaction: what the journal holds of the keys and streams that the group names, and what
// the group adds to it.
class Group {
  public:
    explicit Group(JournalEngine& engine) : engine_(engine) {}

    void load(const std::set<std::string>& keys, const std::set<std::string>& streams) {
        head_ = engine_.head();
        for (auto& entry : engine_.with_keys(keys))
            known_.emplace(entry.record.key, std::move(entry));
        positions_ = engine_.positions(streams);
    }

    AppendResult add(const JournalBatch& batch) {
        AppendResult result;
        for (const auto& record : batch.records) {
            result.problem = unfit_part(record);
            if (!result.problem.empty()) return result;
        }
        if (met_before(batch, result)) return result;
        for (const auto& expected : batch.expects) {
            const auto found = positions_.find(expected.stream);
            const auto last = found == positions_.end() ? 0 : found->second;
            if (last == expected.last) continue;
            result.status = AppendStatus::moved_on;
            result.problem = fmt::format(
                "`{}` has moved on since it was read: its last entry is "
                "{}, not {}",
                shown(expected.stream), last, expected.last);
            return result;
        }
        result.status = AppendStatus::appended;
        for (const auto& record : batch.records)
            result.entries.push_back(chain(record));
        return result;
    }

    std::span<const JournalEntry> added() const { return added_; }

  private:
    // Some keys are there already: the same batch again, or a key used for something else.
    bool met_before(const JournalBatch& batch, AppendResult& result) const {
        std::set<std::string_view> own;
        std::size_t same = 0;
        for (const auto& record : batch.records) {
            const auto found = known_.find(record.key);
            const bool is_same =
                found != known_.end() && same_but_for_instant(found->second.record, record);
            if ((found != known_.end() && !is_same) || !own.insert(record.key).second) {
                result.status = AppendStatus::key_used;
                result.problem =
                    fmt::format("the key `{}` was used for another entry", shown(record.key));
                result.entries.clear();
                return true;
            }
            if (!is_same) continue;
            ++same;
            result.entries.push_back(found->second);
        }
        if (same == 0) return false;
        result.status = AppendStatus::repeated;
        if (same == batch.records.size()) return true;
        result.status = AppendStatus::key_used;
        result.problem = "some entries of the batch are there already, and others are not";
        result.entries.clear();
        return true;
    }

    JournalEntry chain(const JournalRecord& record) {
        JournalEntry entry{head_.sequence + 1, record, head_.hash, {}};
        entry.hash = hash_of(entry);
        head_ = {entry.sequence, entry.hash};
        known_.emplace(record.key, entry);
        positions_[record.stream] = entry.sequence;
        added_.push_back(entry);
        return entry;
    }

    JournalEngine& engine_;
    JournalHead head_;
    std::map<std::string, JournalEntry, std::less<>> known_;
    std::map<std::string, std::int64_t> positions_;
    std::vector<JournalEntry> added_;
};

bool is_postgres(std::string_view address) {
    return address.starts_with("postgres://") || address.starts_with("postgresql://");
}

// Group commit stops taking more once so many records wait for one disk.
constexpr std::size_t records_per_commit = 8192;

}  // namespace

struct Journal::Waiting {
    const JournalBatch* batch = nullptr;
    AppendResult result;
    std::exception_ptr failure;
    bool done = false;
};

struct Journal::Sharing {
    std::mutex queue_mutex;
    std::condition_variable turn;
    std::vector<Waiting*> queue;
    bool leading = false;
    std::mutex connection;  // held by whoever talks to the engine
};

Journal::Journal(std::unique_ptr<JournalEngine> engine)
    : engine_(std::move(engine)), sharing_(std::make_unique<Sharing>()) {}

Journal::~Journal() = default;

std::unique_ptr<Journal> Journal::open(const std::string& address, JournalAccess access) {
    auto engine = is_postgres(address) ? open_postgres_journal(address, access)
                                       : open_sqlite_journal(address, access);
    return std::unique_ptr<Journal>(new Journal(std::move(engine)));
}

// The first of those who wait commits for all of them; the others sleep until theirs is done.
AppendResult Journal::append(const JournalBatch& batch) {
    Waiting mine;
    mine.batch = &batch;
    std::unique_lock lock(sharing_->queue_mutex);
    sharing_->queue.push_back(&mine);
    while (!mine.done) {
        if (sharing_->leading) {
            sharing_->turn.wait(lock);
            continue;
        }
        sharing_->leading = true;
        lock.unlock();
        lead();
        lock.lock();
        sharing_->leading = false;
        sharing_->turn.notify_all();
    }
    if (mine.failure) std::rethrow_exception(mine.failure);
    return std::move(mine.result);
}

void Journal::lead() {
    std::vector<Waiting*> group;
    std::set<std::string> keys;
    std::set<std::string> streams;
    {
        const std::lock_guard lock(sharing_->queue_mutex);
        std::size_t records = 0;
        auto& queue = sharing_->queue;
        while (group.size() < queue.size() && records < records_per_commit) {
            group.push_back(queue[group.size()]);
            records += group.back()->batch->records.size();
        }
        queue.erase(queue.begin(), queue.begin() + static_cast<std::ptrdiff_t>(group.size()));
    }
    for (const auto* waiting : group) {
        for (const auto& record : waiting->batch->records)
            keys.insert(record.key);
        for (const auto& expected : waiting->batch->expects)
            streams.insert(expected.stream);
    }
    std::exception_ptr failure;
    try {
        const std::lock_guard lock(sharing_->connection);
        try {
            Group transaction(*engine_);
            engine_->begin();
            transaction.load(keys, streams);
            for (auto* waiting : group)
                waiting->result = transaction.add(*waiting->batch);
            engine_->insert(transaction.added());
            engine_->commit();
        } catch (...) {
            engine_->roll_back();
            throw;
        }
    } catch (...) {
        failure = std::current_exception();
    }
    const std::lock_guard lock(sharing_->queue_mutex);
    for (auto* waiting : group) {
        waiting->failure = failure;
        waiting->done = true;
    }
}

JournalHead Journal::head() {
    const std::lock_guard lock(sharing_->connection);
    return engine_->head();
}

std::vector<JournalEntry> Journal::read(std::int64_t first, std::int64_t last) {
    const std::lock_guard lock(sharing_->connection);
    std::vector<JournalEntry> entries;
    engine_->scan({first, last, {}}, [&](const JournalEntry& entry) { entries.push_back(entry); });
    return entries;
}

std::vector<JournalEntry> Journal::read_stream(const std::string& stream) {
    const std::lock_guard lock(sharing_->connection);
    std::vector<JournalEntry> entries;
    engine_->scan({0, std::numeric_limits<std::int64_t>::max(), stream},
                  [&](const JournalEntry& entry) { entries.push_back(entry); });
    return entries;
}

void Journal::scan(const std::function<void(const JournalEntry&)>& take) {
    const std::lock_guard lock(sharing_->connection);
    engine_->scan({0, std::numeric_limits<std::int64_t>::max(), {}}, take);
}

JournalVerification Journal::verify(std::span<const JournalHead> receipts) {
    const std::lock_guard lock(sharing_->connection);
    return verify_chain(*engine_, receipts);
}

std::string to_string(const JournalHead& head) {
    return fmt::format("{}:{}", head.sequence, head.hash);
}

std::optional<JournalHead> parse_journal_head(std::string_view text) {
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const auto sequence = text.substr(0, colon);
    const auto hash = text.substr(colon + 1);
    const auto number = parse_whole_number(sequence);
    if (!number || *number < 0 || std::to_string(*number) != sequence) return std::nullopt;
    const bool is_hash =
        hash.size() == 64 && hash.find_first_not_of("0123456789abcdef") == std::string_view::npos;
    if (!is_hash) return std::nullopt;
    return JournalHead{*number, std::string(hash)};
}

bool journal_exists(const std::string& address) {
    std::error_code error;
    return is_postgres(address) || std::filesystem::exists(address, error);
}

std::string shown_journal_address(const std::string& address) {
    if (!is_postgres(address)) return address;
    auto shown_address = address;
    const auto host = shown_address.find("://") + 3;
    const auto path = std::min(shown_address.find_first_of("/?", host), shown_address.size());
    const auto at = shown_address.rfind('@', path);
    if (at != std::string::npos && at >= host) shown_address.erase(host, at + 1 - host);
    // Whatever follows the name of the database may hold secrets.
    return shown_address.substr(0, shown_address.find('?'));
}

bool is_utc_instant(std::string_view text) {
    constexpr std::string_view form = "0000-00-00T00:00:00";
    if (text.size() <= form.size() || text.back() != 'Z') return false;
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    for (std::size_t i = 0; i < form.size(); ++i) {
        if (form[i] == '0' ? !is_digit(text[i]) : text[i] != form[i]) return false;
    }
    const auto fraction = text.substr(form.size(), text.size() - form.size() - 1);
    const bool fraction_fits = fraction.empty() || (fraction.front() == '.' && fraction.size() > 1);
    return fraction_fits &&
           std::ranges::all_of(fraction.substr(fraction.empty() ? 0 : 1), is_digit) &&
           Date::parse(text.substr(0, 10)) && text.substr(11, 2) < "24" &&
           text.substr(14, 2) < "60" && text.substr(17, 2) <= "60";
}

}  // namespace concord::store
