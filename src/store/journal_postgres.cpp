// The journal in a PostgreSQL database: one table, and one lock for whoever writes.
#include <array>
#include <charconv>
#include <utility>

#include <fmt/format.h>
#include <libpq-fe.h>

#include "base/failure.hpp"
#include "base/text.hpp"
#include "store/journal_engine.hpp"

namespace concord::store {
namespace {

constexpr const char* columns =
    "sequence, instant, stream, kind, actor, payload, entry_key, previous, hash";

// The one writer's; the number is ours alone.
constexpr const char* take_lock = "SELECT pg_advisory_xact_lock(4850913707)";

constexpr const char* schema = R"(
CREATE TABLE concord_journal (
    sequence bigint PRIMARY KEY,
    instant text NOT NULL,
    stream text COLLATE "C" NOT NULL,
    kind text NOT NULL,
    actor text NOT NULL,
    payload text NOT NULL,
    entry_key text COLLATE "C" NOT NULL UNIQUE,
    previous text NOT NULL,
    hash text NOT NULL
);
CREATE INDEX concord_journal_by_stream ON concord_journal (stream, sequence);
CREATE OR REPLACE FUNCTION concord_journal_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'entries of the journal are only added'; END $$;
CREATE TRIGGER concord_journal_is_not_edited BEFORE UPDATE OR DELETE OR TRUNCATE
ON concord_journal FOR EACH STATEMENT EXECUTE FUNCTION concord_journal_refuse();
)";

// What every session needs: no commit that does not wait for the disk, no waiting without end.
constexpr const char* session = R"(
SET client_min_messages = warning;
SELECT set_config('synchronous_commit', 'on', false)
 WHERE current_setting('synchronous_commit') IN ('off', 'local');
SET lock_timeout = '30s';
SET client_encoding = 'UTF8';
)";

// A list of texts as PostgreSQL writes arrays.
class ArrayText {
  public:
    void add(std::string_view item) {
        text_ += text_.size() > 1 ? ",\"" : "\"";
        for (const char c : item) {
            if (c == '"' || c == '\\') text_ += '\\';
            text_ += c;
        }
        text_ += '"';
    }
    std::string finish() { return text_ + "}"; }

  private:
    std::string text_ = "{";
};

class Result {
  public:
    explicit Result(PGresult* result) : result_(result) {}
    ~Result() { PQclear(result_); }
    Result(const Result&) = delete;
    Result& operator=(const Result&) = delete;
    Result(Result&& other) noexcept : result_(std::exchange(other.result_, nullptr)) {}

    bool good() const {
        const auto status = PQresultStatus(result_);
        return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
    }
    std::string state() const {
        const char* code = result_ ? PQresultErrorField(result_, PG_DIAG_SQLSTATE) : nullptr;
        return code ? code : "";
    }
    int rows() const { return PQntuples(result_); }
    bool is_null(int row, int column) const { return PQgetisnull(result_, row, column) == 1; }
    std::string text(int row, int column) const {
        return {PQgetvalue(result_, row, column),
                static_cast<std::size_t>(PQgetlength(result_, row, column))};
    }
    std::int64_t number(int row, int column) const {
        const auto digits = text(row, column);
        std::int64_t value = 0;
        std::from_chars(digits.data(), digits.data() + digits.size(), value);
        return value;
    }
    JournalEntry entry(int row) const {
        return {
            number(row, 0),
            {text(row, 1), text(row, 2), text(row, 3), text(row, 4), text(row, 5), text(row, 6)},
            text(row, 7),
            text(row, 8)};
    }

  private:
    PGresult* result_;
};

struct ConnectionDeleter {
    void operator()(PGconn* connection) const { PQfinish(connection); }
};

class PostgresJournal final : public JournalEngine {
  public:
    PostgresJournal(std::string address, JournalAccess access)
        : address_(std::move(address)), access_(access) {
        connect();
    }

    // The lock is nobody's table, so that a role with no rights but to read and add is enough. What
    // is asked after it sees what the writers before have committed.
    void begin() override {
        start("BEGIN ISOLATION LEVEL READ COMMITTED");
        is_writing_ = true;
        run(take_lock);
    }
    void commit() override {
        run("COMMIT");
        is_writing_ = false;
    }
    void roll_back() noexcept override {
        is_writing_ = false;
        if (connection_ && PQtransactionStatus(connection_.get()) != PQTRANS_IDLE) {
            PQclear(PQexec(connection_.get(), "ROLLBACK"));
        }
    }

    JournalHead head() override {
        constexpr const char* sql =
            "SELECT sequence, hash FROM concord_journal ORDER BY sequence DESC LIMIT 1";
        if (!is_writing_) {
            const Result last(PQexec(connection_.get(), sql));
            if (last.good()) return head_of(last);
            connect();  // the server may have gone and come back since it was last asked
        }
        return head_of(ask(sql));
    }

    std::vector<JournalEntry> with_keys(const std::set<std::string>& keys) override {
        std::vector<JournalEntry> entries;
        ArrayText list;
        for (const auto& key : keys)
            list.add(key);
        const auto found = ask(fmt::format("SELECT {} FROM concord_journal WHERE entry_key = ANY "
                                           "($1::text[])",
                                           columns),
                               {list.finish()});
        entries.reserve(static_cast<std::size_t>(found.rows()));
        for (int row = 0; row < found.rows(); ++row)
            entries.push_back(found.entry(row));
        return entries;
    }

    std::map<std::string, std::int64_t> positions(const std::set<std::string>& streams) override {
        std::map<std::string, std::int64_t> result;
        if (streams.empty()) return result;
        ArrayText list;
        for (const auto& stream : streams)
            list.add(stream);
        const auto found =
            ask("SELECT stream, max(sequence) FROM concord_journal WHERE stream = ANY ($1::text[]) "
                "GROUP BY stream",
                {list.finish()});
        for (int row = 0; row < found.rows(); ++row)
            result[found.text(row, 0)] = found.number(row, 1);
        return result;
    }

    void insert(std::span<const JournalEntry> entries) override {
        if (entries.empty()) return;
        std::array<ArrayText, 9> lists;
        for (const auto& entry : entries) {
            const auto& record = entry.record;
            lists[0].add(std::to_string(entry.sequence));
            std::size_t at = 1;
            for (const auto* part : {&record.instant, &record.stream, &record.kind, &record.actor,
                                     &record.payload, &record.key, &entry.previous, &entry.hash}) {
                lists[at++].add(*part);
            }
        }
        std::vector<std::string> values;
        values.reserve(lists.size());
        for (auto& list : lists)
            values.push_back(list.finish());
        ask(fmt::format("INSERT INTO concord_journal ({}) SELECT * FROM unnest($1::bigint[], "
                        "$2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], "
                        "$8::text[], $9::text[])",
                        columns),
            values);
    }

    // A cursor, so that a long journal never stands in memory; it sees one moment.
    void scan(const Range& range, const Take& take) override {
        start("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
        try {
            const std::vector<std::string> values = {std::to_string(range.first),
                                                     std::to_string(range.last), range.stream};
            ask(fmt::format("DECLARE entries NO SCROLL CURSOR FOR SELECT {} FROM concord_journal "
                            "WHERE sequence BETWEEN $1::bigint AND $2::bigint "
                            "AND ($3::text = '' OR stream = $3::text) ORDER BY sequence",
                            columns),
                values);
            while (true) {
                const auto page = ask("FETCH 1000 FROM entries");
                for (int row = 0; row < page.rows(); ++row)
                    take(page.entry(row));
                if (page.rows() == 0) break;
            }
            run("COMMIT");
        } catch (...) {
            roll_back();
            throw;
        }
    }

  private:
    void connect() {
        const std::array<const char*, 4> names = {"connect_timeout", "application_name", "dbname",
                                                  nullptr};
        const std::array<const char*, 4> values = {"10", "concord", address_.c_str(), nullptr};
        connection_.reset(PQconnectdbParams(names.data(), values.data(), 1));
        if (PQstatus(connection_.get()) != CONNECTION_OK) {
            const auto reason = message();
            connection_.reset();
            throw EnvironmentFailure(
                fmt::format("cannot open the journal `{}`: {}", shown_journal_address(address_),
                            reason),
                "check that the server runs, the address and the password (~/.pgpass)");
        }
        // What the server remarks goes nowhere: the library does not print.
        PQsetNoticeProcessor(
            connection_.get(), [](void*, const char*) {}, nullptr);
        run(session);
        if (access_ == JournalAccess::write) make_table();
        if (!has_table()) {
            throw EnvironmentFailure(
                fmt::format("there is no journal in `{}`", shown_journal_address(address_)),
                "record a first decision there, or check the address");
        }
        if (access_ == JournalAccess::read) run("SET default_transaction_read_only = on");
    }

    static JournalHead head_of(const Result& last) {
        if (last.rows() == 0) return {0, std::string(first_previous)};
        return {last.number(0, 0), last.text(0, 1)};
    }

    // A server that went since it was last asked is looked for once more: nothing was said yet.
    void start(const char* sql) {
        const bool started = PQstatus(connection_.get()) == CONNECTION_OK &&
                             Result(PQexec(connection_.get(), sql)).good();
        if (started) return;
        connect();
        run(sql);
    }

    // Asked of the catalogue's table: to_regclass() may remember that there was none.
    bool has_table() {
        return ask("SELECT 1 FROM pg_catalog.pg_class WHERE relname = 'concord_journal' "
                   "AND pg_catalog.pg_table_is_visible(oid)")
                   .rows() > 0;
    }

    // Under the writer's lock, so that of two who find no table one makes it.
    void make_table() {
        if (has_table()) return;
        begin();
        try {
            if (!has_table()) run(schema);
            commit();
        } catch (...) {
            roll_back();
            throw;
        }
    }

    std::string message() const {
        std::string_view text = connection_ ? PQerrorMessage(connection_.get()) : "no memory";
        text = trim(text);
        return shown(text.substr(0, text.find('\n')), 300);
    }

    void run(const char* sql) { check(Result(PQexec(connection_.get(), sql))); }

    Result ask(const std::string& sql, const std::vector<std::string>& values = {}) {
        std::vector<const char*> pointers;
        pointers.reserve(values.size());
        for (const auto& value : values)
            pointers.push_back(value.c_str());
        return check(
            Result(PQexecParams(connection_.get(), sql.c_str(), static_cast<int>(values.size()),
                                nullptr, pointers.data(), nullptr, nullptr, 0)));
    }

    Result check(Result result) {
        if (result.good()) return result;
        const auto state = result.state();
        std::string help = "check the server and its log; what was acknowledged before is safe";
        if (state == "55P03")
            help = "another program holds the journal; try again when it has ended";
        if (state == "42501") help = "this user may not use the table `concord_journal`";
        if (state == "53100")
            help = "make room on the server's disk; what was acknowledged is safe";
        throw EnvironmentFailure(
            fmt::format("the journal `{}` failed: {}", shown_journal_address(address_), message()),
            help);
    }

    std::string address_;
    JournalAccess access_;
    bool is_writing_ = false;  // within a transaction, whose loss must be seen
    std::unique_ptr<PGconn, ConnectionDeleter> connection_;
};

}  // namespace

std::unique_ptr<JournalEngine> open_postgres_journal(const std::string& address,
                                                     JournalAccess access) {
    return std::make_unique<PostgresJournal>(address, access);
}

}  // namespace concord::store
