// The journal in one SQLite file: a write-ahead log that is synchronised at every commit.
#include <array>
#include <chrono>
#include <filesystem>
#include <thread>

#include <fmt/format.h>
#include <sqlite3.h>

#include "base/failure.hpp"
#include "base/text.hpp"
#include "store/journal_engine.hpp"

namespace concord::store {
namespace {

constexpr int wait_milliseconds = 30'000;  // for another writer

constexpr const char* schema = R"(
CREATE TABLE IF NOT EXISTS journal (
    sequence INTEGER PRIMARY KEY,
    instant TEXT NOT NULL,
    stream TEXT NOT NULL,
    kind TEXT NOT NULL,
    actor TEXT NOT NULL,
    payload TEXT NOT NULL,
    entry_key TEXT NOT NULL UNIQUE,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS journal_by_stream ON journal (stream, sequence);
CREATE TRIGGER IF NOT EXISTS journal_is_not_edited BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'entries of the journal are only added'); END;
CREATE TRIGGER IF NOT EXISTS journal_is_not_cut BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'entries of the journal are only added'); END;
)";

constexpr const char* columns =
    "sequence, instant, stream, kind, actor, payload, entry_key, previous, hash";

std::string help_for(int code) {
    switch (code & 0xff) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return "another program holds the journal; try again when it has ended";
        case SQLITE_FULL:
            return "make room on the disk; what was acknowledged before is safe";
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_CANTOPEN:
            return "check that the folder is there and that you may write in it";
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return "the file is damaged or no journal; take the last copy of it, and hold it "
                   "against a receipt with `verify`";
        default:
            return "check the disk; the journal needs a local one, or use PostgreSQL";
    }
}

class SqliteJournal final : public JournalEngine {
  public:
    SqliteJournal(std::string path, JournalAccess access) : path_(std::move(path)) {
        open(access);
        try {
            prepare(access);
        } catch (...) {
            close();
            throw;
        }
    }
    ~SqliteJournal() override { close(); }
    SqliteJournal(const SqliteJournal&) = delete;
    SqliteJournal& operator=(const SqliteJournal&) = delete;

    void begin() override { run("BEGIN IMMEDIATE"); }
    void commit() override { run("COMMIT"); }
    void roll_back() noexcept override {
        if (sqlite3_get_autocommit(database_) == 0) {
            sqlite3_exec(database_, "ROLLBACK", nullptr, nullptr, nullptr);
        }
    }

    JournalHead head() override {
        JournalHead head{0, std::string(first_previous)};
        Statement last(*this, "SELECT sequence, hash FROM journal ORDER BY sequence DESC LIMIT 1");
        if (last.step()) head = {last.number(0), last.text(1)};
        return head;
    }

    std::vector<JournalEntry> with_keys(const std::set<std::string>& keys) override {
        std::vector<JournalEntry> entries;
        Statement by_key(*this,
                         fmt::format("SELECT {} FROM journal WHERE entry_key = ?1", columns));
        for (const auto& key : keys) {
            by_key.bind(1, key);
            if (by_key.step()) entries.push_back(by_key.entry());
            by_key.reset();
        }
        return entries;
    }

    std::map<std::string, std::int64_t> positions(const std::set<std::string>& streams) override {
        std::map<std::string, std::int64_t> result;
        Statement last(*this, "SELECT max(sequence) FROM journal WHERE stream = ?1");
        for (const auto& stream : streams) {
            last.bind(1, stream);
            if (last.step() && !last.is_null(0)) result[stream] = last.number(0);
            last.reset();
        }
        return result;
    }

    void insert(std::span<const JournalEntry> entries) override {
        Statement add(*this, fmt::format("INSERT INTO journal ({}) VALUES "
                                         "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                                         columns));
        for (const auto& entry : entries) {
            add.bind(1, entry.sequence);
            const auto& record = entry.record;
            int at = 2;
            for (const auto* part : {&record.instant, &record.stream, &record.kind, &record.actor,
                                     &record.payload, &record.key, &entry.previous, &entry.hash}) {
                add.bind(at++, *part);
            }
            add.step();
            add.reset();
        }
    }

    void scan(const Range& range, const Take& take) override {
        Statement rows(*this, fmt::format("SELECT {} FROM journal WHERE sequence BETWEEN ?1 AND ?2 "
                                          "{} ORDER BY sequence",
                                          columns, range.stream.empty() ? "" : "AND stream = ?3"));
        rows.bind(1, range.first);
        rows.bind(2, range.last);
        if (!range.stream.empty()) rows.bind(3, range.stream);
        while (rows.step())
            take(rows.entry());
    }

  private:
    // A prepared statement; the database keeps no lock for it once it is gone.
    class Statement {
      public:
        Statement(SqliteJournal& journal, const std::string& sql) : journal_(journal) {
            journal.require(sqlite3_prepare_v2(journal.database_, sql.c_str(),
                                               static_cast<int>(sql.size()), &handle_, nullptr));
        }
        ~Statement() { sqlite3_finalize(handle_); }
        Statement(const Statement&) = delete;
        Statement& operator=(const Statement&) = delete;

        void bind(int at, std::int64_t value) {
            journal_.require(sqlite3_bind_int64(handle_, at, value));
        }
        // The text must outlive the step.
        void bind(int at, const std::string& value) {
            journal_.require(sqlite3_bind_text(handle_, at, value.data(),
                                               static_cast<int>(value.size()), SQLITE_STATIC));
        }
        bool step() {
            const int code = sqlite3_step(handle_);
            if (code != SQLITE_ROW && code != SQLITE_DONE) journal_.fail(code);
            return code == SQLITE_ROW;
        }
        void reset() { sqlite3_reset(handle_); }
        bool is_null(int column) const {
            return sqlite3_column_type(handle_, column) == SQLITE_NULL;
        }
        std::int64_t number(int column) const { return sqlite3_column_int64(handle_, column); }
        std::string text(int column) const {
            const void* bytes = sqlite3_column_blob(handle_, column);
            const auto size = static_cast<std::size_t>(sqlite3_column_bytes(handle_, column));
            return bytes ? std::string(static_cast<const char*>(bytes), size) : std::string();
        }
        JournalEntry entry() const {
            return {number(0),
                    {text(1), text(2), text(3), text(4), text(5), text(6)},
                    text(7),
                    text(8)};
        }

      private:
        SqliteJournal& journal_;
        sqlite3_stmt* handle_ = nullptr;
    };

    void open(JournalAccess access) {
        const int flags = access == JournalAccess::write
                              ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                              : SQLITE_OPEN_READWRITE;
        if (sqlite3_open_v2(path_.c_str(), &database_, flags, nullptr) == SQLITE_OK) return;
        const int code = database_ ? sqlite3_extended_errcode(database_) : SQLITE_NOMEM;
        const std::string reason = sqlite3_errstr(code);
        close();
        throw EnvironmentFailure(fmt::format("cannot open the journal `{}`: {}", path_, reason),
                                 help_for(code));
    }

    void close() noexcept {
        sqlite3_close(database_);
        database_ = nullptr;
    }

    void prepare(JournalAccess access) {
        sqlite3_busy_timeout(database_, wait_milliseconds);
        if (access == JournalAccess::read) {
            open_for_reading();
            return;
        }
        refuse_stranger();
        use_write_ahead_log();
        run("PRAGMA synchronous = FULL");
        if (has_table()) return;
        run("BEGIN IMMEDIATE");
        run(schema);
        run("COMMIT");
    }

    // A file that takes no writes, with no log beside it, is read as it stands.
    void open_for_reading() {
        std::error_code error;
        const bool has_log = std::filesystem::exists(path_ + "-wal", error);
        if (sqlite3_db_readonly(database_, "main") == 1 && !has_log) {
            close();
            const auto uri = fmt::format("file:{}?immutable=1", encoded(path_));
            const int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI;
            require(sqlite3_open_v2(uri.c_str(), &database_, flags, nullptr));
        }
        run("PRAGMA query_only = ON");
        if (has_table()) return;
        throw EnvironmentFailure(fmt::format("`{}` is no journal", path_), help_for(SQLITE_NOTADB));
    }

    static std::string encoded(std::string_view path) {
        std::string result;
        for (const char c : path) {
            if (c == '%' || c == '?' || c == '#') {
                result += fmt::format("%{:02X}", static_cast<unsigned char>(c));
            } else {
                result += c;
            }
        }
        return result;
    }

    bool has_table() {
        Statement table(*this,
                        "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'journal'");
        return table.step();
    }

    // A database that holds other tables is not ours to write in.
    void refuse_stranger() {
        Statement others(*this,
                         "SELECT 1 FROM sqlite_schema WHERE "
                         "tbl_name <> 'journal' AND tbl_name NOT LIKE 'sqlite_%'");
        if (!others.step()) return;
        throw EnvironmentFailure(fmt::format("`{}` is another database, no journal", path_),
                                 "give the journal a file of its own");
    }

    // Two programs that make the same journal at once may find each other in the way here, where
    // SQLite does not wait of itself.
    void use_write_ahead_log() {
        constexpr std::chrono::milliseconds pause(20);
        const auto deadline =
            std::chrono::steady_clock::now() + std::chrono::milliseconds(wait_milliseconds);
        while (true) {
            const int code =
                sqlite3_exec(database_, "PRAGMA journal_mode = WAL", nullptr, nullptr, nullptr);
            if (code == SQLITE_OK) break;
            const bool busy = (code & 0xff) == SQLITE_BUSY || (code & 0xff) == SQLITE_LOCKED;
            if (!busy || std::chrono::steady_clock::now() > deadline) fail(code);
            std::this_thread::sleep_for(pause);
        }
        Statement mode(*this, "PRAGMA journal_mode");
        if (mode.step() && mode.text(0) == "wal") return;
        throw EnvironmentFailure(
            fmt::format("the journal `{}` cannot have a write-ahead log there", path_),
            "put it on a local disk, or use PostgreSQL");
    }

    void run(const char* sql) {
        const int code = sqlite3_exec(database_, sql, nullptr, nullptr, nullptr);
        if (code != SQLITE_OK) fail(code);
    }
    void require(int code) {
        if (code != SQLITE_OK) fail(code);
    }
    [[noreturn]] void fail(int code) {
        throw EnvironmentFailure(
            fmt::format("the journal `{}` failed: {}", path_,
                        database_ ? sqlite3_errmsg(database_) : sqlite3_errstr(code)),
            help_for(code));
    }

    std::string path_;
    sqlite3* database_ = nullptr;
};

}  // namespace

std::unique_ptr<JournalEngine> open_sqlite_journal(const std::string& path, JournalAccess access) {
    return std::make_unique<SqliteJournal>(path, access);
}

}  // namespace concord::store
