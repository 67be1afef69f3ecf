#include "registry/registry_data.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "files/digest.hpp"
#include "files/json_document.hpp"
#include "registry/coded_table.hpp"
#include "registry/geography_builder.hpp"
#include "registry/open_bodies.hpp"

namespace concord::registry {
namespace {

namespace fs = std::filesystem;

bool is_read_here(const Dataset& dataset, const LoadRequest& request) {
    switch (dataset.kind) {
        case DatasetKind::other:
        case DatasetKind::boundaries:
            return false;
        case DatasetKind::organisations:
        case DatasetKind::successions:
        case DatasetKind::flows:
            return request.with_bodies;
        default:
            return true;
    }
}

bool is_chosen(const Dataset& dataset, const LoadRequest& request) {
    if (!request.system || request.system->use.empty()) return true;
    const auto& use = request.system->use;
    return std::ranges::find(use, dataset.id) != use.end();
}

// One data set on its way: read on any thread, joined on one.
struct Reading {
    const Dataset* dataset = nullptr;
    fs::path path;
    CodedTable table;
    std::optional<nlohmann::json> json;
    std::unique_ptr<Diagnostics> diagnostics;
    std::exception_ptr failure;
};

void read_one(Reading& reading, const Catalogue& catalogue, const CancelToken& cancel) {
    if (reading.dataset->kind == DatasetKind::mergers) {
        reading.json = files::read_json(reading.path, reading.dataset->path, *reading.diagnostics);
        reading.table.dataset = reading.dataset;
        reading.table.report.dataset = reading.dataset->id;
        reading.table.report.path = reading.dataset->path;
        reading.table.report.bytes = fs::file_size(reading.path);
        if (reading.json) {
            reading.table.report.rows_read = static_cast<std::int64_t>(reading.json->size());
        }
    } else {
        reading.table = read_coded_table(reading.path, *reading.dataset, catalogue,
                                         *reading.diagnostics, cancel);
    }
    reading.table.report.sha256 = files::sha256_of_file(reading.path);
}

// Reads all on a few threads. The largest files start first; the order of joining stays the
// catalogue's.
void read_all(std::vector<Reading>& readings, const LoadRequest& request, Progress& progress,
              const CancelToken& cancel) {
    std::vector<std::size_t> order(readings.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    const auto size_of = [&](std::size_t i) { return fs::file_size(readings[i].path); };
    std::ranges::stable_sort(order, [&](auto a, auto b) { return size_of(a) > size_of(b); });
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        while (true) {
            const auto turn = next.fetch_add(1);
            if (turn >= order.size()) return;
            auto& reading = readings[order[turn]];
            try {
                cancel.check();
                read_one(reading, *request.catalogue, cancel);
            } catch (...) {
                reading.failure = std::current_exception();
            }
            progress.advance(reading.dataset->path);
        }
    };
    {
        std::vector<std::jthread> threads;
        for (int i = 1; i < request.threads; ++i)
            threads.emplace_back(work);
        work();
    }
    for (auto& reading : readings) {
        if (reading.failure) std::rethrow_exception(reading.failure);
    }
}

std::vector<Reading> find_files(const LoadRequest& request, const Diagnostics& diagnostics) {
    std::vector<Reading> readings;
    if (request.data_folder.empty()) return readings;
    for (const auto& dataset : request.catalogue->datasets()) {
        if (!is_read_here(dataset, request) || !is_chosen(dataset, request)) continue;
        const auto path = request.data_folder / dataset.path;
        std::error_code error;
        if (!fs::is_regular_file(path, error)) continue;
        auto& reading = readings.emplace_back();
        reading.dataset = &dataset;
        reading.path = path;
        reading.diagnostics = std::make_unique<Diagnostics>(diagnostics.child());
    }
    return readings;
}

// A data set that the system asks for by name and that is not there is a finding; one that is
// merely in the catalogue is not.
void report_missing(const LoadRequest& request, Diagnostics& diagnostics) {
    if (!request.system) return;
    for (const auto& id : request.system->use) {
        const auto* dataset = request.catalogue->dataset(id);
        const Location place{shown_path(*request.system, "system.toml"), 0, 0};
        std::error_code error;
        if (!dataset) {
            std::vector<std::string> known;
            for (const auto& item : request.catalogue->datasets())
                known.push_back(item.id);
            const auto guess = closest(id, known);
            diagnostics.add({"REG042", place, id,
                             fmt::format("there is no data set `{}`", shown(id)),
                             guess ? fmt::format("did you mean `{}`?", *guess) : ""});
        } else if (!request.data_folder.empty() &&
                   !fs::is_regular_file(request.data_folder / dataset->path, error)) {
            diagnostics.add(
                {"REG001",
                 {dataset->path, 0, 0},
                 id,
                 fmt::format("there is no file `{}` in the data folder", dataset->path),
                 fmt::format("`concord data fetch {}` gets it from the publisher", id)});
        }
    }
}

class Joining {
  public:
    Joining(const LoadRequest& request, Diagnostics& diagnostics)
        : request_(request), diagnostics_(diagnostics) {}

    RegistryData run(std::vector<Reading>& readings) {
        join_geography(readings);
        join_measures(readings);
        if (request_.with_bodies) join_bodies(readings);
        for (auto& reading : readings)
            data_.inputs.push_back(reading.table.report);
        if (request_.system) read_own_files();
        return std::move(data_);
    }

  private:
    void join_geography(std::vector<Reading>& readings);
    void join_mergers(GeographyBuilder& builder, const std::vector<Reading>& readings);
    void join_measures(const std::vector<Reading>& readings);
    void join_bodies(std::vector<Reading>& readings);
    void read_own_files();
    bool has_own(const std::string& file) const;
    void add_places();

    const LoadRequest& request_;
    Diagnostics& diagnostics_;
    RegistryData data_;
};

void Joining::join_geography(std::vector<Reading>& readings) {
    GeographyBuilder builder(*request_.catalogue, diagnostics_);
    for (auto& reading : readings) {
        diagnostics_.merge(std::move(*reading.diagnostics));
        builder.add(reading.table);
    }
    join_mergers(builder, readings);
    builder.add_derived_layers();
    data_.geography = builder.take();
}

// Pairs of (where an organisation was counted before, where it is now), by ODS code.
void Joining::join_mergers(GeographyBuilder& builder, const std::vector<Reading>& readings) {
    for (const auto& reading : readings) {
        if (!reading.json) continue;
        const auto* before = [&]() -> const CodedTable* {
            for (const auto& other : readings) {
                if (other.dataset->id == reading.dataset->setting("attached_by"))
                    return &other.table;
            }
            return nullptr;
        }();
        if (!before) continue;
        std::vector<std::pair<std::string, std::string>> members;
        const auto field = reading.dataset->setting("now", "icb_code");
        for (std::size_t row = 0; row < before->rows(); ++row) {
            const auto& code = before->texts.find("organisation")->second[row];
            const auto found = reading.json->find(code);
            if (found == reading.json->end() || !found->is_object()) continue;
            const auto now = found->find(field);
            if (now == found->end() || !now->is_string()) continue;
            const auto place = before->areas[0].of_row[row];
            if (place < 0) continue;
            members.emplace_back(before->areas[0].codes[static_cast<std::size_t>(place)],
                                 now->get<std::string>());
        }
        builder.add_mergers(members, *reading.dataset);
    }
}

void Joining::join_measures(const std::vector<Reading>& readings) {
    for (const auto& reading : readings) {
        const auto& table = reading.table;
        // A table without rows has said already why it has none.
        if (table.rows() == 0) continue;
        switch (reading.dataset->kind) {
            case DatasetKind::population:
                data_.populations.push_back(to_population(table, data_.geography, diagnostics_));
                break;
            case DatasetKind::deprivation:
                data_.deprivations.push_back(to_deprivation(table, data_.geography, diagnostics_));
                break;
            case DatasetKind::rural_urban:
                data_.rural_urbans.push_back(to_rural_urban(table, data_.geography, diagnostics_));
                break;
            case DatasetKind::registered:
                data_.registered.push_back(to_registered(table, data_.geography, diagnostics_));
                break;
            case DatasetKind::attachments:
                data_.attachments.push_back(to_attachments(table, data_.geography, diagnostics_));
                break;
            default:
                break;
        }
    }
}

void Joining::join_bodies(std::vector<Reading>& readings) {
    data_.bodies = bodies_of_areas(data_.geography);
    for (auto& reading : readings) {
        if (reading.dataset->kind != DatasetKind::organisations) continue;
        for (auto& body : bodies_of_register(reading.table, diagnostics_)) {
            data_.bodies.push_back(std::move(body));
        }
    }
    const auto append = [&](std::vector<BodyRelation> relations) {
        for (auto& relation : relations)
            data_.relations.push_back(std::move(relation));
    };
    append(handed_on_codes(data_.bodies));
    for (auto& reading : readings) {
        if (reading.dataset->kind == DatasetKind::organisations) {
            append(parents_of_register(reading.table, data_.bodies));
        } else if (reading.dataset->kind == DatasetKind::successions) {
            append(successions(reading.table, data_.bodies, diagnostics_));
        } else if (reading.dataset->kind == DatasetKind::flows) {
            append(flows(reading.table, data_.geography, data_.bodies));
        }
    }
}

bool Joining::has_own(const std::string& file) const {
    std::error_code error;
    return fs::exists(request_.system->folder / file, error);
}

void Joining::read_own_files() {
    const auto& system = *request_.system;
    const auto path_of = [&](const std::string& file) { return system.folder / file; };
    const auto record = [&](files::FileReport report, const std::string& file) {
        report.dataset = file;
        std::error_code error;
        if (fs::is_regular_file(path_of(file), error)) {
            report.sha256 = files::sha256_of_file(path_of(file));
        }
        data_.inputs.push_back(std::move(report));
    };
    files::FileReport report;
    if (request_.with_bodies && has_own("bodies.csv")) {
        for (auto& body : read_bodies(path_of("bodies.csv"), shown_path(system, "bodies.csv"),
                                      request_.kinds, diagnostics_, report)) {
            data_.bodies.push_back(std::move(body));
        }
        record(report, "bodies.csv");
    }
    if (request_.with_bodies && has_own("relations.csv")) {
        for (auto& relation :
             read_relations(path_of("relations.csv"), shown_path(system, "relations.csv"),
                            diagnostics_, report)) {
            data_.relations.push_back(std::move(relation));
        }
        record(report, "relations.csv");
    }
    const bool has_data = !data_.geography.small_layers().empty();
    for (const auto& layer : system.layers) {
        if (!has_data) break;  // there is nothing to make a layer of
        if (!layer.union_of.empty()) {
            add_union_layer(data_.geography, layer, diagnostics_);
        } else if (!layer.reassignments.empty()) {
            record(add_what_if_layer(data_.geography, layer, path_of(layer.reassignments),
                                     shown_path(system, layer.reassignments), diagnostics_),
                   layer.reassignments);
        }
    }
    if (has_own("places.csv")) {
        data_.places = read_places(path_of("places.csv"), shown_path(system, "places.csv"),
                                   diagnostics_, report);
        record(report, "places.csv");
        if (has_data) add_places();
    }
    if (has_own("boundary_reasons.csv")) {
        data_.boundary_reasons =
            read_boundary_reasons(path_of("boundary_reasons.csv"),
                                  shown_path(system, "boundary_reasons.csv"), diagnostics_, report);
        record(report, "boundary_reasons.csv");
    }
    for (const auto& table : system.published) {
        auto published = read_published_profile(path_of(table.file), shown_path(system, table.file),
                                                diagnostics_, report);
        published.layer = table.layer;
        published.source = table.source;
        record(report, table.file);
        data_.published.push_back(std::move(published));
    }
}

// Places and neighbourhoods become layers of their own, so that they can be compared like any
// other.
void Joining::add_places() {
    for (const std::string kind : {"place", "neighbourhood"}) {
        std::vector<CompositeArea> areas;
        for (const auto& place : data_.places) {
            if (place.kind != kind) continue;
            areas.push_back({{place.id, {}, place.name}, place.areas, place.where});
        }
        if (areas.empty()) continue;
        LayerInfo info;
        info.id = kind;
        info.kind = kind;
        info.title = kind == "place" ? "Places" : "Neighbourhoods";
        add_composite_layer(data_.geography, info, areas, diagnostics_);
    }
}

}  // namespace

const Population* RegistryData::population(std::string_view name) const {
    const auto found = std::ranges::find(populations, name, &Population::name);
    return found == populations.end() ? nullptr : &*found;
}

const Deprivation* RegistryData::deprivation(std::string_view name) const {
    const auto found = std::ranges::find(deprivations, name, &Deprivation::name);
    return found == deprivations.end() ? nullptr : &*found;
}

const PublishedProfile* RegistryData::published_of(std::string_view layer) const {
    const auto found = std::ranges::find(published, layer, &PublishedProfile::layer);
    return found == published.end() ? nullptr : &*found;
}

RegistryData load_registry(const LoadRequest& request, Diagnostics& diagnostics, Progress& progress,
                           const CancelToken& cancel) {
    report_missing(request, diagnostics);
    auto readings = find_files(request, diagnostics);
    progress.begin("reading open data", readings.size());
    read_all(readings, request, progress, cancel);
    progress.end();
    return Joining(request, diagnostics).run(readings);
}

}  // namespace concord::registry
