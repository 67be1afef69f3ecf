// The façade of Concord: typed questions in, typed answers out. Command line, server and bindings
// know nothing else. A question is validated at once, every problem listed; wrong input becomes
// diagnostics in the answer; a failed environment is thrown as EnvironmentFailure and caught by the
// door.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/progress.hpp"
#include "base/table.hpp"
#include "engine/workbook_plan.hpp"

namespace concord {

namespace fs = std::filesystem;

// How a question ended; the doors translate it once (exit code, HTTP status).
enum class Outcome { done, findings, wrong_usage, input_missing, environment, refused };

// 0 done · 1 findings of severity error · 2 wrong usage · 3 input missing or unreadable · 4 the
// environment failed (also thrown as EnvironmentFailure, where nothing could be answered) · 5
// refused by a rule.
int exit_code(Outcome outcome);

// What a door gives the engine once.
struct EngineOptions {
    fs::path resources;                      // the folder with catalogue/ and examples/
    std::optional<fs::path> data;            // --data: the open data, before all else
    std::optional<fs::path> default_data;    // CONCORD_DATA, or a folder that is usually there
    std::optional<fs::path> default_system;  // CONCORD_SYSTEM: the system meant when none is named
    int threads = 1;
    std::optional<std::string> memory;
    std::string query_engine = "duckdb";  // or spark://HOST:PORT
    int cluster_cores = 0;                // of a cluster; 0: all that it has
    Progress* progress = nullptr;         // may be null: silent
    const CancelToken* cancel = nullptr;
};

// What every question may carry: the system and the date.
struct SystemQuestion {
    std::optional<fs::path> folder;      // a system folder or a build; empty: the usual one
    std::optional<std::string> as_at;    // a date; empty: the system's own, or that of the 2022 Act
    std::optional<std::string> profile;  // framework-2021, act-2022, plan-2025; empty: by the date
    // Its files are named from its folder on, not by where the folder is: for other readers than
    // who asks.
    bool shows_names_alone = false;
};

struct CheckQuestion {
    SystemQuestion system;
};

struct BuildQuestion {
    SystemQuestion system;
    std::optional<fs::path> out;    // empty: DIR/build
    std::vector<std::string> only;  // stages; empty: all
    // With `only`: the other stages' tables stay as the last build in the folder has them. Refused
    // where a build of everything would write others.
    bool keep = false;
};

struct ShowQuestion {
    SystemQuestion system;
    std::string table;  // empty: the list of tables
    std::string where;  // an SQL condition
    std::optional<std::int64_t> limit;
};

struct ProfileRequest {
    SystemQuestion system;
    std::string layer;
    std::string mode = "published";
    std::string deprivation;
    std::string population;
    std::string convert;   // "best-fit", or empty
    bool compare = false;  // the printed values beside the data's instead
};

struct LayersRequest {
    SystemQuestion system;
    std::string layer_a;
    std::string layer_b;
    std::string population;
    std::optional<double> tolerance;
    std::vector<std::string> what_ifs;  // BASE=FILE: a layer named after the file
};

struct HandbookQuestion {
    fs::path path;  // a document, a folder of documents, or a system with governance/handbook
    std::optional<std::string> as_at;  // empty: the day it was fetched, or that of the 2022 Act
    std::string board;            // the board's id in the system's bodies; empty: from its name
    std::optional<fs::path> out;  // a new folder for the drafts; empty: none are written
};

// What bodies are allocated by a rule of pace, from a file of theirs. Amounts and numbers are as
// the user wrote them.
struct PaceQuestion {
    fs::path file;
    std::optional<std::string> as_at;
    std::string body;  // columns of the file
    std::string baseline;
    std::string growth;
    std::string target;
    std::string population;
    std::string converging;
    std::string target_growth;
    std::string population_growth;
    std::vector<fs::path> rules;  // one a year; the last holds from then on
    std::string round;            // pounds; empty: to the penny
    std::string quantum;          // pounds; empty: what the rule gives
    std::string solve;            // growth, convergence, floor or cap
    std::string swing;            // a share; empty: no limit
    std::optional<int> years;
    std::string total;  // the name of a last row with the sums
};

// What places need and get, from a file of practices, small areas or councils.
struct PlaceQuestion {
    fs::path file;
    std::optional<std::string> as_at;
    std::string unit;  // columns of the file
    std::string place;
    std::string system;
    std::string population;
    std::vector<std::string> weighted;  // a stream each
    std::vector<std::string> baseline;  // one a stream; empty: none
    std::string only;                   // one system; empty: all
    std::string missing;                // the rule for gaps; empty: refuse
    bool whole_people = false;
    std::string year;
    std::vector<std::string> budget;  // pounds a stream, of the only system
    std::optional<fs::path> budgets;  // a file: system, stream, budget
    std::string growth;               // of baselines where no budget is given
    std::optional<fs::path> rule;
    std::vector<std::string> shares;  // weights of the streams together
    std::optional<fs::path> what_if;  // a file: unit, place
};

// What bodies publish they spent: files of payments, or folders of them.
struct SpendQuestion {
    std::vector<fs::path> files;
    std::optional<std::string> as_at;
    std::string rules;       // tables12-13, or a file of rules; empty: tables12-13
    std::string precedence;  // first or last of several categories that match; empty: first
    std::string summary;     // the table that is answered, without spend_; empty: spend itself
    std::string from;        // a month or a day; empty: each body's first
    std::string to;
    std::string dates;                  // day-first or month-first; empty: as each table shows
    std::string entity;                 // of files that do not name the body
    std::optional<fs::path> suppliers;  // what a person decided on suppliers
    std::optional<fs::path> out;        // a new folder for all tables
};

// The books of a system, or of plain files.
enum class BooksAction { flows, balance, audit };

struct BooksQuestion {
    BooksAction action = BooksAction::flows;
    std::vector<fs::path> paths;     // one folder: a system or a build; else files of transfers
    std::vector<fs::path> accounts;  // for files of transfers; empty: every name is an account
    std::optional<std::string> as_at;
    std::string year;                 // one financial year; empty: all
    std::string basis;                // of flows: plan or actual; empty: both
    std::string account;              // of balances: this one and what is below it
    std::optional<fs::path> against;  // of an audit: the balances that somebody holds
};

// Pooled funds and contracts: a system's folder, a folder with their files, or the files.
struct AgreementsQuestion {
    std::vector<fs::path> files;
    std::optional<std::string> as_at;
    std::string show;      // the table that is answered; empty: pools, or contract_payments
    std::string fund;      // only this fund
    std::string contract;  // only this contract
    std::string month;     // only this month
    std::string forecast;  // plan or trend: how months to come are taken; empty: plan
};

// What is counted of need, from a build where there is one; empty words mean "everything".
struct NeedQuestion {
    SystemQuestion system;
    std::string table;  // profile, fifths, gaps, trend, similar or indicators
    std::string indicator;
    std::string layer;
    std::string area;  // a code; `all` is all areas together
};

// A synthetic population: of which area, from which seed, into which new folder.
struct SynthQuestion {
    SystemQuestion system;
    std::string area;
    std::uint64_t seed = 1;
    fs::path out;
    fs::path parameters;  // empty: the catalogue's
};

// A question about an extract of people: its folder, or a system with one.
struct PeopleQuestion {
    SystemQuestion system;
    fs::path folder;
    std::string show;                  // the table that is answered; empty: the verb's first
    std::string only;                  // one cohort; empty: all
    std::string rule;                  // of disclosure; empty: 1-7-to-5
    std::vector<std::string> by = {};  // what people are counted by
    bool checked = false;              // the rows have been checked before
    bool inside = false;               // exact counts, which must not leave
};

// Extracts of several providers, to be linked into one.
struct LinkQuestion {
    std::vector<fs::path> folders;
    fs::path out;
    fs::path settings;  // empty: the catalogue's
    std::string rule;   // of disclosure, for the counts of the report; empty: 1-7-to-5
    bool inside = false;
};

// Counts of people as they may leave.
struct ReleaseQuestion {
    fs::path file;
    std::optional<std::string> as_at;
    std::string count;                 // the column with the counts
    std::vector<std::string> by;       // its other columns; levels of one as WIDE/FINE
    std::vector<std::string> margins;  // sums and details released, as COLUMN,COLUMN; none: all
    std::string rule;                  // empty: 1-7-to-5
    std::vector<fs::path> earlier;     // releases of the same counts
};

// A statistic as the doors present it.
struct StatisticsOption {
    std::string name;  // "count", on the command line --count
    std::string does;
    std::string type;     // for help: "COLUMN"
    std::string choices;  // words, separated by spaces; empty: any
    bool is_required = false;
    bool is_flag = false;
};

struct StatisticsVerb {
    std::string name;
    std::string does;
    std::vector<StatisticsOption> options;
};

// A statistic of a file of rows, each option as the user wrote it; a flag that is set holds "yes".
struct StatisticsQuestion {
    std::string statistic;
    fs::path file;  // CSV, also gzipped, or Parquet
    std::optional<std::string> as_at;
    std::map<std::string, std::string> options;
};

// Waiting lists: a file of pathways, or a system's folder. Numbers are as the user wrote them.
enum class WaitsAction { groups, queue, plan, simulate };

struct WaitsQuestion {
    WaitsAction action = WaitsAction::groups;
    std::optional<fs::path> path;  // nothing: of a simulation, the numbers below
    std::optional<std::string> as_at;
    // Headers of a file's columns, by our names of them.
    std::vector<std::pair<std::string, std::string>> columns;
    std::string by;     // "fifth,ethnicity", or "fifth+sex" crossed
    std::string weeks;  // what is too long, such as 18,52,65
    std::string rule;   // of disclosure, such as 1-7-to-5
    std::string show;   // the table that is answered
    std::optional<fs::path>
        cases;            // a file for the people of the most deprived fifth and PLUS groups
    std::string from;     // the first day of referrals and removals counted
    std::string target;   // weeks that are promised
    std::string factor;   // target mean wait = target / factor
    std::string relief;   // weeks in which a list should be brought to its target
    std::string slots;    // of a plan
    std::string most;     // share of a list's capacity that can be added in a week
    std::string horizon;  // weeks of a plan or a simulation
    std::string demand;   // of a simulation from numbers: people a week
    std::string capacity;
    std::string queue;
    std::string waited;      // weeks that those on the queue have waited at most
    std::string leaving;     // share that leaves untreated in a week
    std::string priorities;  // shares of referrals, the most urgent first
    bool random_slots = false;
    std::string runs;
    std::string seed;
};

struct DataQuestion {
    std::vector<std::string> datasets;  // ids; empty: all
    std::string from;                   // a mirror's address; empty: the publishers
    std::optional<fs::path> system;     // for a system with a catalogue of its own
};

// Who may decide. Empty words mean "everything".
struct WhoQuestion {
    SystemQuestion system;
    std::string function;
    std::string act;
    std::string service;
    std::vector<std::string> places;
    std::string people;
    std::string value;  // pounds
    std::vector<std::string> affected;
    std::string by;           // a body, committee, post or person
    bool everything = false;  // instead: all that `by` may decide
    // Instead: what those of `by`, or everybody, may decide since this date or no longer.
    std::string changed_from;
    bool chains = false;  // instead of the answer: the chains of power behind it, link by link
};

struct MapQuestion {
    SystemQuestion system;
    bool draw = false;  // the picture and the page too
    // A published map to hold it against; nothing: the system's own.
    std::optional<fs::path> published = std::nullopt;
};

struct NewQuestion {
    fs::path folder;
    std::string ods_code;
};

// What is asked of the register of decisions.
enum class DecideAction { propose, record, publish, withdraw, correct, show, open_data, verify };

struct DecideQuestion {
    SystemQuestion system;
    DecideAction action = DecideAction::show;
    std::string journal;                // a path or postgres://…; empty: the system's own file
    std::string decision;               // its id; of show, empty: all
    fs::path file;                      // what was proposed or done, as TOML
    std::string by;                     // publishing without a file: the post …
    std::string on;                     // … the day …
    std::string published_at;           // … and the address
    std::string instant;                // now, in UTC
    std::string key;                    // the same key is recorded once; empty: made of the step
    std::vector<std::string> receipts;  // of verify: kept elsewhere, NUMBER:HASH
    bool json = false;                  // open data with all its parts
};

struct Answer {
    Outcome outcome = Outcome::done;
    Table table;
    std::vector<Diagnostic> diagnostics;
    std::size_t errors = 0;
    std::size_t warnings = 0;
    std::size_t not_in_force = 0;    // findings of rules that were not in force
    std::string text;                // an answer that is no table: a script, a page
    std::string prose;               // the table said in sentences, for a person at a terminal
    std::string svg;                 // the same as a picture, where one was asked for
    std::string html;                // and as a page
    WorkbookPlan workbook;           // how cells follow from each other, for a workbook
    std::vector<std::string> notes;  // what the reader should know: vintage, source, best fit
};

struct BuildAnswer : Answer {
    fs::path folder;
    fs::path report;
    std::vector<std::pair<std::string, double>> timings;  // seconds by step
    bool has_open_data = false;
};

class Engine {
  public:
    explicit Engine(EngineOptions options);
    ~Engine();

    Answer check(const CheckQuestion& question);
    BuildAnswer build(const BuildQuestion& question);
    Answer show(const ShowQuestion& question);
    Answer profile(const ProfileRequest& question);
    Answer overlap(const LayersRequest& question);
    Answer coterminosity(const LayersRequest& question);
    Answer changes(const LayersRequest& question);
    Answer who(const WhoQuestion& question);
    Answer map(const MapQuestion& question);
    Answer money_pace(const PaceQuestion& question);
    Answer money_place(const PlaceQuestion& question);
    Answer money_books(const BooksQuestion& question);
    Answer handbook(const HandbookQuestion& question);
    Answer spend(const SpendQuestion& question);
    Answer money_pools(const AgreementsQuestion& question);
    Answer money_contracts(const AgreementsQuestion& question);
    Answer need(const NeedQuestion& question);
    Answer people_synth(const SynthQuestion& question);
    Answer people_check(const PeopleQuestion& question);
    Answer people_cohorts(const PeopleQuestion& question);
    Answer people_segments(const PeopleQuestion& question);
    Answer people_counts(const PeopleQuestion& question);
    Answer people_prevalence(const PeopleQuestion& question);
    Answer people_link(const LinkQuestion& question);
    static Answer people_schema();
    Answer need_release(const ReleaseQuestion& question);
    Answer statistics(const StatisticsQuestion& question);
    Answer waits(const WaitsQuestion& question);
    Answer new_system(const NewQuestion& question);
    Answer decide(const DecideQuestion& question);
    Answer data_list(const DataQuestion& question);
    Answer data_verify(const DataQuestion& question);
    Answer data_fetch(const DataQuestion& question);

    // The rules, and one of them with its examples.
    static Answer rules();
    static Answer explain(const std::string& rule);
    // Every table with its columns and their meaning.
    static Answer tables();
    // The statistics that can be asked for, in the order in which they are presented.
    static std::vector<StatisticsVerb> statistics_verbs();
    static const RuleBook& rule_book();

    // Writes a text to a file at once, whole or not at all. Throws EnvironmentFailure.
    static void save_text(const fs::path& path, const std::string& text);

    const EngineOptions& options() const { return options_; }

    static std::string version();
    static std::string release_date();
    static std::string warehouse_version();
    static std::vector<std::string> stages();  // of a build, in the order of the data

  private:
    EngineOptions options_;
    SilentProgress silent_;
    CancelToken never_;
};

}  // namespace concord
