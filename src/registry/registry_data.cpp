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
#include "registry/area_bodies.hpp"
#include "registry/coded_table.hpp"
#include "registry/geography_builder.hpp"
#include "registry/open_bodies.hpp"
#include "registry/own_files.hpp"

namespace concord::registry {
namespace {

namespace fs = std::filesystem;

bool is_read_here(const Dataset& dataset, const LoadRequest& request) {
    switch (dataset.kind) {
        case DatasetKind::other:
        case DatasetKind::boundaries:
        case DatasetKind::waits:
            return false;
        case DatasetKind::organisations:
        case DatasetKind::successions:
        case DatasetKind::flows:
            return request.reach == Reach::everything;
        case DatasetKind::deprivation:
        case DatasetKind::rural_urban:
        case DatasetKind::registered:
            return request.reach >= Reach::measures;
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

void read_one(Reading& reading, const LoadRequest& request, const CancelToken& cancel) {
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
        reading.table = read_coded_table(reading.path, *reading.dataset, *request.catalogue,
                                         *reading.diagnostics, cancel);
    }
    // What a build records; a question needs no digests.
    if (request.reach == Reach::everything) {
        reading.table.report.sha256 = files::sha256_of_file(reading.path);
    }
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
                read_one(reading, request, cancel);
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
    for (const auto& dataset : request.catalogue->datasets()) {
        if (!is_read_here(dataset, request) || !is_chosen(dataset, request)) continue;
        const auto path = dataset.file_in(request.data_folder);
        std::error_code error;
        if (path.empty() || !fs::is_regular_file(path, error)) continue;
        auto& reading = readings.emplace_back();
        reading.dataset = &dataset;
        reading.path = path;
        reading.diagnostics = std::make_unique<Diagnostics>(diagnostics.child());
    }
    return readings;
}

void report_missing_file(const Dataset& dataset, Diagnostics& diagnostics) {
    diagnostics.add(
        {"REG001",
         {dataset.path, 0, 0},
         dataset.id,
         fmt::format("there is no file `{}` in the {} folder", dataset.path,
                     dataset.folder.empty() ? "data" : "system's"),
         dataset.expected
             ? ""
             : fmt::format("`concord data fetch {}` gets it from the publisher", dataset.id)});
}

void report_unknown_choice(const LoadRequest& request, const std::string& id,
                           Diagnostics& diagnostics) {
    std::vector<std::string> known;
    for (const auto& item : request.catalogue->datasets())
        known.push_back(item.id);
    const auto guess = closest(id, known);
    diagnostics.add({"REG042",
                     {shown_path(*request.system, "system.toml"), 0, 0},
                     id,
                     fmt::format("there is no data set `{}`", shown(id)),
                     guess ? fmt::format("did you mean `{}`?", *guess) : ""});
}

// A data set that the system asks for by name, or that stands in its own catalogue, and that is not
// there is a finding; one that is merely in Concord's catalogue is not.
void report_missing(const LoadRequest& request, Diagnostics& diagnostics) {
    if (!request.system) return;
    const auto& use = request.system->use;
    for (const auto& id : use) {
        if (!request.catalogue->dataset(id)) report_unknown_choice(request, id, diagnostics);
    }
    for (const auto& dataset : request.catalogue->datasets()) {
        const bool is_named = std::ranges::find(use, dataset.id) != use.end();
        const bool is_wanted = is_named || (dataset.expected && is_chosen(dataset, request));
        std::error_code error;
        const auto path = dataset.file_in(request.data_folder);
        if (is_wanted && !path.empty() && !fs::is_regular_file(path, error))
            report_missing_file(dataset, diagnostics);
    }
}

class Joining {
  public:
    Joining(const LoadRequest& request, Diagnostics& diagnostics)
        : request_(request), diagnostics_(diagnostics) {}

    RegistryData run(std::vector<Reading>& readings) {
        join_geography(readings);
        join_measures(readings);
        if (request_.reach == Reach::everything) {
            join_bodies(readings);
            join_own_bodies();
            join_relations(readings);
        }
        for (auto& reading : readings) {
            data_.inputs.push_back(reading.table.report);
        }
        for (auto& report : own_.inputs) {
            data_.inputs.push_back(std::move(report));
        }
        if (request_.system) read_own_geography(*request_.system, data_, diagnostics_);
        return std::move(data_);
    }

  private:
    void join_geography(std::vector<Reading>& readings);
    void join_mergers(GeographyBuilder& builder, const std::vector<Reading>& readings);
    void join_measures(std::vector<Reading>& readings);
    void join_bodies(std::vector<Reading>& readings);
    void join_own_bodies();
    void join_relations(std::vector<Reading>& readings);

    const LoadRequest& request_;
    Diagnostics& diagnostics_;
    RegistryData data_;
    RegistryData own_;  // what the system's own files say of bodies
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
        if (!before || before->dataset->kind != DatasetKind::attachments) continue;
        std::vector<Merged> members;
        const auto name_field = reading.dataset->setting("name");
        const auto field = reading.dataset->setting("now", "icb_code");
        for (std::size_t row = 0; row < before->rows(); ++row) {
            const auto& code = before->texts.find("organisation")->second[row];
            const auto found = reading.json->find(code);
            if (found == reading.json->end() || !found->is_object()) continue;
            const auto now = found->find(field);
            if (now == found->end() || !now->is_string()) continue;
            const auto place = before->areas[0].of_row[row];
            if (place < 0) continue;
            const auto name = found->find(name_field);
            const bool is_named = name != found->end() && name->is_string();
            members.push_back({before->areas[0].codes[static_cast<std::size_t>(place)],
                               now->get<std::string>(),
                               is_named ? name->get<std::string>() : std::string()});
        }
        builder.add_mergers(members, *reading.dataset);
    }
}

void Joining::join_measures(std::vector<Reading>& readings) {
    for (auto& reading : readings) {
        auto& table = reading.table;
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
    data_.bodies = bodies_of_areas(data_.geography, request_.kinds);
    for (auto& reading : readings) {
        if (reading.dataset->kind != DatasetKind::organisations) continue;
        for (auto& body : bodies_of_register(reading.table, diagnostics_)) {
            data_.bodies.push_back(std::move(body));
        }
    }
}

void Joining::join_own_bodies() {
    if (!request_.system) return;
    read_own_bodies(*request_.system, request_.kinds, own_, diagnostics_);
    for (auto& body : own_.bodies) {
        data_.bodies.push_back(std::move(body));
    }
    for (auto& relation : own_.relations) {
        data_.relations.push_back(std::move(relation));
    }
}

// After the system's own bodies are known, so that a register's organisation finds its parent
// there.
void Joining::join_relations(std::vector<Reading>& readings) {
    const auto append = [&](std::vector<BodyRelation> relations) {
        for (auto& relation : relations)
            data_.relations.push_back(std::move(relation));
    };
    append(handed_on_codes(data_.bodies));
    append(relations_of_areas(data_.geography, request_.catalogue->body_links(), data_.bodies));
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

}  // namespace

const Population* RegistryData::population(std::string_view name) const {
    const auto found = std::ranges::find(populations, name, &Population::name);
    return found == populations.end() ? nullptr : &*found;
}

const Population* RegistryData::newest_population(std::string_view small_layer) const {
    const Population* best = nullptr;
    for (const auto& candidate : populations) {
        if (candidate.small_layer != small_layer) continue;
        if (!best || candidate.date > best->date) best = &candidate;
    }
    return best;
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
