#include "engine/served_build.hpp"

#include <algorithm>
#include <chrono>

#include <fmt/chrono.h>
#include <nlohmann/json.hpp>
#include <sys/stat.h>

#include "base/failure.hpp"
#include "base/text.hpp"
#include "decisions/decisions.hpp"
#include "engine/authority_desk.hpp"
#include "engine/located_system.hpp"
#include "files/byte_source.hpp"
#include "files/digest.hpp"
#include "pipeline/pipeline.hpp"

namespace concord {
namespace {

using nlohmann::json;

std::string_view type_word(ColumnType type) {
    constexpr std::array words = {"text", "whole", "number", "truth", "date", "money"};
    return words[static_cast<std::size_t>(type)];
}

ServedTable describe(const store::TableSchema& schema, std::int64_t rows) {
    ServedTable table{schema.name, schema.meaning, rows, {}};
    for (const auto& column : schema.columns)
        table.columns.push_back({column.name, std::string(type_word(column.type)), column.meaning});
    return table;
}

std::string utc_of(const fs::path& path) {
    struct stat status {};
    if (stat(path.c_str(), &status) != 0) return {};
    return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(status.st_mtime));
}

// The rings of an area as the report holds them: the first point, then the steps, in thousandths of
// a degree.
json ring_of(const json& steps) {
    json ring = json::array();
    std::int64_t x = 0;
    std::int64_t y = 0;
    for (std::size_t i = 0; i + 1 < steps.size(); i += 2) {
        x += steps[i].get<std::int64_t>();
        y += steps[i + 1].get<std::int64_t>();
        ring.push_back({static_cast<double>(x) / 1000.0, static_cast<double>(y) / 1000.0});
    }
    return ring;
}

// The build's own shapes do not say which ring is a hole: each is a polygon of its own, and readers
// that fill by even and odd draw what the report draws.
std::string feature_collection(const json& shapes,
                               const std::map<std::string, std::string>& names) {
    json features = json::array();
    for (const auto& shape : shapes) {
        json polygons = json::array();
        for (const auto& ring : shape.at("rings"))
            polygons.push_back(json::array({ring_of(ring)}));
        const auto code = shape.at("code").get<std::string>();
        const auto name = names.find(code);
        features.push_back(
            {{"type", "Feature"},
             {"id", code},
             {"properties", {{"code", code}, {"name", name == names.end() ? code : name->second}}},
             {"geometry", {{"type", "MultiPolygon"}, {"coordinates", polygons}}}});
    }
    return json{{"type", "FeatureCollection"}, {"features", features}}.dump();
}

// What the areas of all layers are called, by their codes.
std::map<std::string, std::string> names_of(store::Warehouse& warehouse) {
    std::map<std::string, std::string> names;
    for (const auto& row : warehouse.query("SELECT DISTINCT code, name FROM system_profile").rows) {
        const auto* code = std::get_if<std::string>(&row[0]);
        const auto* name = std::get_if<std::string>(&row[1]);
        if (code && name) names[*code] = *name;
    }
    return names;
}

bool is_unchanged(const json& manifest, const fs::path& build) {
    std::error_code error;
    const auto made = fs::last_write_time(build / build_marker, error);
    return std::ranges::all_of(manifest.at("inputs"), [&](const json& input) {
        const fs::path file = input.at("file").get<std::string>();
        const auto changed = fs::last_write_time(file, error);
        return !error && changed <= made;
    });
}

}  // namespace

struct ServedBuild::Inside {
    EngineOptions options;
    SilentProgress silent;
    CancelToken never;
    std::optional<store::Warehouse> warehouse;
    std::map<std::string, std::string> areas;  // by layer

    std::mutex idle_mutex;
    std::vector<store::Warehouse> idle;  // connections that nobody uses

    std::mutex opening_mutex;
    std::mutex desks_mutex;
    std::vector<std::pair<std::string, std::shared_ptr<const AuthorityDesk>>>
        desks;  // oldest first
};

namespace {

// A connection of the build, given back when the answer is there.
class Borrowed {
  public:
    Borrowed(std::mutex& mutex, std::vector<store::Warehouse>& idle, const store::Warehouse& first)
        : mutex_(mutex), idle_(idle), warehouse_(take(first)) {}
    Borrowed(const Borrowed&) = delete;
    Borrowed& operator=(const Borrowed&) = delete;
    ~Borrowed() {
        const std::lock_guard lock(mutex_);
        idle_.push_back(std::move(warehouse_));
    }
    store::Warehouse& operator*() { return warehouse_; }

  private:
    store::Warehouse take(const store::Warehouse& first) {
        const std::lock_guard lock(mutex_);
        if (idle_.empty()) return first.connect();
        auto taken = std::move(idle_.back());
        idle_.pop_back();
        return taken;
    }

    std::mutex& mutex_;
    std::vector<store::Warehouse>& idle_;
    store::Warehouse warehouse_;
};

// Refuses a column that the table has not, with the nearest that it has.
bool has_column(const ServedTable& table, const std::string& name, Answer& answer) {
    std::vector<std::string> names;
    for (const auto& column : table.columns)
        names.push_back(column.name);
    if (std::ranges::find(names, name) != names.end()) return true;
    const auto guess = closest(name, names);
    refuse_usage(answer, fmt::format("`{}` has no column `{}`", table.name, shown(name)),
                 guess ? fmt::format("did you mean `{}`?", *guess)
                       : fmt::format("its columns are {}", join(names, ", ")));
    return false;
}

// `(a IN ('x') ) AND (b IN ('y', 'z') OR b IS NULL)`; empty where nothing is asked for.
std::string condition_of(const RowsQuestion& question) {
    std::vector<std::string> order;
    std::map<std::string, std::vector<std::string>> values;
    for (const auto& [column, value] : question.equal) {
        if (!values.contains(column)) order.push_back(column);
        values[column].push_back(value);
    }
    std::vector<std::string> conditions;
    for (const auto& column : order) {
        const auto name = store::quoted_name(column);
        std::vector<std::string> texts;
        bool empty = false;
        for (const auto& value : values[column]) {
            empty = empty || value.empty();
            texts.push_back(store::quoted_text(value));
        }
        auto one = fmt::format("CAST({} AS VARCHAR) IN ({})", name, join(texts, ", "));
        if (empty) one += fmt::format(" OR {} IS NULL", name);
        conditions.push_back("(" + one + ")");
    }
    return conditions.empty() ? std::string() : " WHERE " + join(conditions, " AND ");
}

std::string order_of(const RowsQuestion& question) {
    if (question.order.empty()) return {};
    const bool falls = question.order.starts_with('-');
    return fmt::format(" ORDER BY {} {} NULLS LAST",
                       store::quoted_name(question.order.substr(falls ? 1 : 0)),
                       falls ? "DESC" : "ASC");
}

bool is_askable(const RowsQuestion& question, const ServedTable& table, Answer& answer) {
    for (const auto& [column, value] : question.equal) {
        if (!has_column(table, column, answer)) return false;
        if (is_utf8(value)) continue;
        refuse_usage(answer, "a value is not UTF-8", "encode it as UTF-8");
        return false;
    }
    if (question.order.empty()) return true;
    return has_column(table, question.order.substr(question.order.starts_with('-') ? 1 : 0),
                      answer);
}

}  // namespace

ServedBuild::ServedBuild() : inside_(std::make_unique<Inside>()) {}
ServedBuild::~ServedBuild() = default;

std::string ServedBuild::stamp(const fs::path& build) {
    struct stat status {};
    if (stat((build / build_marker).c_str(), &status) != 0) return {};
    return fmt::format("{}:{}.{}:{}", status.st_ino, status.st_mtim.tv_sec, status.st_mtim.tv_nsec,
                       status.st_size);
}

std::unique_ptr<const ServedBuild> ServedBuild::open(const SystemQuestion& question,
                                                     const EngineOptions& options, Answer& answer) {
    const auto located = locate(question, options, answer);
    if (!located) return nullptr;
    if (!located->build) {
        refuse_usage(answer, fmt::format("`{}` has not been built", located->folder.string()),
                     fmt::format("run `concord build {}`", located->folder.string()));
        answer.outcome = Outcome::input_missing;
        return nullptr;
    }
    const auto& folder = *located->build;
    const auto before = stamp(folder);
    const auto text = files::read_all(folder / build_marker);
    const auto manifest = json::parse(text, nullptr, false);
    std::unique_ptr<ServedBuild> build(new ServedBuild());
    auto& inside = *build->inside_;
    build->folder_ = folder;
    build->system_folder_ = located->folder;
    inside.options = options;
    inside.options.progress = &inside.silent;
    inside.options.cancel = &inside.never;
    try {
        build->facts_ = {files::sha256_of_text(text).substr(0, 16),
                         manifest.at("system").get<std::string>(),
                         manifest.at("as_at").get<std::string>(),
                         manifest.at("profile").get<std::string>(),
                         utc_of(folder / build_marker),
                         is_unchanged(manifest, folder)};
        auto schemas = pipeline::all_schemas();
        schemas.push_back(decisions::decisions_schema());
        for (const auto& schema : schemas) {
            const auto rows = manifest.at("tables").find(schema.name);
            std::error_code error;
            const bool is_written = fs::exists(folder / "tables" / (schema.name + ".csv"), error);
            if (is_written && rows != manifest.at("tables").end())
                build->tables_.push_back(describe(schema, rows->get<std::int64_t>()));
        }
        build->figures_ = files::read_all(folder / "report" / "data.json");
        const auto figures = json::parse(build->figures_);
        inside.warehouse = store::Warehouse::open(folder / "concord.duckdb",
                                                  {options.threads, options.memory, true});
        const auto names = build->table("system_profile") ? names_of(*inside.warehouse)
                                                          : std::map<std::string, std::string>();
        for (const auto& [layer, shapes] : figures.at("shapes").items())
            inside.areas[layer] = feature_collection(shapes, names);
    } catch (const json::exception&) {
        refuse_usage(answer, fmt::format("the build in `{}` is not whole", folder.string()),
                     fmt::format("run `concord build {}` again", located->folder.string()));
        answer.outcome = Outcome::input_missing;
        return nullptr;
    }
    if (stamp(folder) == before) return build;
    return open(question, options, answer);  // another build landed while this one was opened
}

const ServedTable* ServedBuild::table(const std::string& name) const {
    const auto found = std::ranges::find(tables_, name, &ServedTable::name);
    return found == tables_.end() ? nullptr : &*found;
}

fs::path ServedBuild::table_file(const std::string& name, const std::string& extension) const {
    if (table(name) == nullptr) return {};
    auto path = folder_ / "tables" / (name + "." + extension);
    std::error_code error;
    return fs::is_regular_file(path, error) ? path : fs::path();
}

std::optional<std::string> ServedBuild::areas(const std::string& layer) const {
    const auto found = inside_->areas.find(layer);
    return found == inside_->areas.end() ? std::nullopt : std::optional(found->second);
}

std::vector<std::string> ServedBuild::layers_with_areas() const {
    std::vector<std::string> layers;
    for (const auto& [layer, areas] : inside_->areas)
        layers.push_back(layer);
    return layers;
}

RowsAnswer ServedBuild::rows(const RowsQuestion& question) const {
    RowsAnswer answer;
    const auto* asked = table(question.table);
    if (asked == nullptr) {
        std::vector<std::string> names;
        for (const auto& one : tables_)
            names.push_back(one.name);
        const auto guess = closest(question.table, names);
        refuse_usage(
            answer, fmt::format("there is no table `{}`", shown(question.table)),
            guess ? fmt::format("did you mean `{}`?", *guess) : "`/api/v1/tables` lists them");
        answer.outcome = Outcome::input_missing;
        return answer;
    }
    if (!is_askable(question, *asked, answer)) return answer;
    const auto from = "FROM " + store::quoted_name(question.table) + condition_of(question);
    Borrowed warehouse(inside_->idle_mutex, inside_->idle, *inside_->warehouse);
    const auto counted = (*warehouse).query("SELECT count(*) " + from);
    answer.total = std::get<std::int64_t>(counted.rows.at(0).at(0));
    answer.table = (*warehouse)
                       .query(fmt::format("{}{} LIMIT {} OFFSET {}", from, order_of(question),
                                          question.limit, question.offset),
                              question.table);
    return answer;
}

std::shared_ptr<const AuthorityDesk> ServedBuild::find_desk(const std::string& key) const {
    const std::lock_guard lock(inside_->desks_mutex);
    for (const auto& [kept, desk] : inside_->desks)
        if (kept == key) return desk;
    return nullptr;
}

Answer ServedBuild::who(const WhoQuestion& question) const {
    const auto key =
        question.system.as_at.value_or("") + "\n" + question.system.profile.value_or("");
    if (const auto desk = find_desk(key)) return desk->who(question);
    // One date at a time is opened, beside those that are asked about dates that are open.
    const std::lock_guard opening(inside_->opening_mutex);
    if (const auto desk = find_desk(key)) return desk->who(question);
    Answer answer;
    auto system = question.system;
    system.folder = system_folder_;
    system.shows_names_alone = true;
    const std::shared_ptr<const AuthorityDesk> desk =
        AuthorityDesk::open(system, inside_->options, answer);
    if (!desk) return answer;
    {
        constexpr std::size_t most = 8;
        const std::lock_guard lock(inside_->desks_mutex);
        if (inside_->desks.size() >= most) inside_->desks.erase(inside_->desks.begin());
        inside_->desks.emplace_back(key, desk);
    }
    return desk->who(question);
}

}  // namespace concord
