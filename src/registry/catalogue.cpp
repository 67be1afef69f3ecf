#include "registry/catalogue.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.hpp"
#include "files/toml_document.hpp"

namespace concord::registry {
namespace {

using files::TomlReader;

constexpr std::array<std::pair<DatasetKind, std::string_view>, 16> kind_names = {{
    {DatasetKind::lookup, "lookup"},
    {DatasetKind::change, "change"},
    {DatasetKind::chain, "chain"},
    {DatasetKind::codes, "codes"},
    {DatasetKind::deprivation, "deprivation"},
    {DatasetKind::rural_urban, "rural-urban"},
    {DatasetKind::population, "population"},
    {DatasetKind::registered, "registered"},
    {DatasetKind::organisations, "organisations"},
    {DatasetKind::attachments, "attachments"},
    {DatasetKind::successions, "successions"},
    {DatasetKind::flows, "flows"},
    {DatasetKind::mergers, "mergers"},
    {DatasetKind::boundaries, "boundaries"},
    {DatasetKind::waits, "waits"},
    {DatasetKind::other, "other"},
}};

std::optional<DatasetKind> parse_kind(std::string_view text) {
    for (const auto& [kind, name] : kind_names) {
        if (name == text) return kind;
    }
    return std::nullopt;
}

std::map<std::string, std::string> to_map(
    const std::vector<std::pair<std::string, std::string>>& pairs) {
    return {pairs.begin(), pairs.end()};
}

LayerInfo read_layer(TomlReader& reader) {
    LayerInfo layer;
    layer.id = reader.required_text("id");
    layer.kind = reader.required_text("kind");
    layer.title = reader.required_text("title");
    layer.in_force = {reader.date("from"), reader.date("to")};
    layer.small = reader.truth("small").value_or(false);
    layer.code_pattern = reader.text("code_pattern").value_or("");
    layer.scope = reader.text("scope").value_or("");
    layer.body_kinds = to_map(reader.text_pairs("body_kinds"));
    layer.tier = reader.text("tier").value_or("");
    layer.region_kind = reader.text("region_kind").value_or("");
    layer.tiers = to_map(reader.text_pairs("tiers"));
    layer.not_counted = reader.texts("not_counted");
    layer.codes_of = reader.text("codes_of").value_or("");
    layer.based_on = reader.text("based_on").value_or("");
    layer.recoded = to_map(reader.text_pairs("recoded"));
    reader.finish();
    return layer;
}

// Where a column stands in a file without a header row; -1 where it is not said.
int read_position(TomlReader& reader) {
    constexpr std::int64_t limit = 10'000;
    const auto position = reader.whole_number("position");
    if (!position) return -1;
    if (*position >= 0 && *position < limit) return static_cast<int>(*position);
    reader.find("REG016", "position", fmt::format("`position` is {}", *position),
                "count the columns from 0");
    return -1;
}

AreaColumn read_area_column(TomlReader& reader) {
    AreaColumn column;
    column.layer = reader.required_text("layer");
    column.code = reader.texts("code");
    column.ods = reader.texts("ods");
    column.name = reader.texts("name");
    column.position = read_position(reader);
    reader.finish();
    return column;
}

ValueColumn read_value_column(TomlReader& reader) {
    ValueColumn column;
    column.role = reader.required_text("role");
    column.headers = reader.texts("header");
    column.position = read_position(reader);
    if (column.headers.empty()) column.headers = {column.role};
    reader.finish();
    return column;
}

// The settings that each kind of data set reads; another key would be a slip without effect.
const std::map<DatasetKind, std::vector<std::string>> known_settings = {
    {DatasetKind::lookup, {"repeats"}},
    {DatasetKind::rural_urban, {"urban", "rural"}},
    {DatasetKind::organisations, {"body_kind", "until", "then", "keep"}},
    {DatasetKind::mergers, {"before", "after", "attached_by", "now", "name"}},
    {DatasetKind::boundaries, {"layer", "code"}},
    {DatasetKind::waits, {"counts", "whole", "waiting", "over-18", "over-52"}},
};

void check_settings(const Dataset& dataset, TomlReader& reader) {
    const auto found = known_settings.find(dataset.kind);
    const auto known = found == known_settings.end() ? std::vector<std::string>() : found->second;
    for (const auto& [key, value] : dataset.settings) {
        if (std::ranges::find(known, key) != known.end()) continue;
        const auto guess = closest(key, known);
        reader.find("REG015", "settings",
                    fmt::format("a data set of the kind {} has no setting `{}`",
                                to_string(dataset.kind), shown(key)),
                    guess ? fmt::format("did you mean `{}`?", *guess) : "");
    }
}

// Without what a kind of data set cannot be read.
struct Needs {
    std::size_t areas = 0;
    std::vector<std::string_view> values = {};
    std::vector<std::string_view> settings = {};
};

const std::map<DatasetKind, Needs> needs_of_kind = {
    {DatasetKind::lookup, {1}},
    {DatasetKind::change, {2}},
    {DatasetKind::chain, {2}},
    {DatasetKind::codes, {1}},
    {DatasetKind::deprivation, {1, {"rank"}}},
    {DatasetKind::rural_urban, {1, {"class"}}},
    {DatasetKind::population, {1, {"people"}}},
    {DatasetKind::registered, {1, {"people"}}},
    {DatasetKind::organisations, {0, {"code", "name"}, {"body_kind"}}},
    {DatasetKind::attachments, {1, {"organisation"}}},
    {DatasetKind::successions, {0, {"predecessor", "successor"}}},
    {DatasetKind::flows, {1, {"organisation", "share"}}},
    {DatasetKind::mergers, {0, {}, {"before", "after", "attached_by"}}},
    {DatasetKind::boundaries, {0, {}, {"layer", "code"}}},
    {DatasetKind::waits, {0, {"body"}, {"counts"}}},
};

// What the data set does not say and must, as the end of a sentence.
std::vector<std::string> lacks(const Dataset& dataset) {
    const auto found = needs_of_kind.find(dataset.kind);
    const auto needs = found == needs_of_kind.end() ? Needs() : found->second;
    std::vector<std::string> missing;
    if (dataset.areas.size() < needs.areas) missing.emplace_back("its columns of codes");
    for (const auto role : needs.values) {
        if (!dataset.value(role)) missing.push_back(fmt::format("the value `{}`", role));
    }
    for (const auto key : needs.settings) {
        if (dataset.setting(key).empty()) missing.push_back(fmt::format("the setting `{}`", key));
    }
    if (!dataset.setting("keep").empty() && !dataset.value("setting")) {
        missing.emplace_back("the value `setting` that `keep` compares");
    }
    const auto unnamed = [&](const AreaColumn& area) {
        return dataset.has_header ? area.code.empty() && area.ods.empty() : area.position < 0;
    };
    if (std::ranges::any_of(dataset.areas, unnamed)) {
        missing.emplace_back(dataset.has_header ? "the headers of every column of codes"
                                                : "the position of every column of codes");
    }
    const auto unplaced = [](const ValueColumn& value) { return value.position < 0; };
    if (!dataset.has_header && std::ranges::any_of(dataset.values, unplaced)) {
        missing.emplace_back("the position of every value");
    }
    return missing;
}

// A data set that lacks something is carried, as one of no kind, and not read.
void check_needs(Dataset& dataset, TomlReader& reader) {
    const auto missing = lacks(dataset);
    if (missing.empty()) return;
    reader.find(
        "REG017", "id", fmt::format("`{}` does not say {}", shown(dataset.id), join(missing, ", ")),
        fmt::format("a data set of the kind {} is not read without it", to_string(dataset.kind)));
    dataset.kind = DatasetKind::other;
}

Dataset read_dataset(TomlReader& reader) {
    Dataset dataset;
    dataset.id = reader.required_text("id");
    const auto kind_text = reader.required_text("kind");
    if (const auto kind = parse_kind(kind_text)) {
        dataset.kind = *kind;
    } else if (!kind_text.empty()) {
        std::vector<std::string> known;
        for (const auto& [value, name] : kind_names)
            known.emplace_back(name);
        reader.find("REG029", "kind", fmt::format("`{}` is not a kind of data set", kind_text),
                    fmt::format("kinds are {}", join(known, ", ")));
    }
    dataset.title = reader.required_text("title");
    dataset.publisher = reader.required_text("publisher");
    dataset.licence = reader.required_text("licence");
    dataset.path = reader.required_text("path").empty() ? "" : reader.path_below("path");
    if (dataset.path.empty()) dataset.id.clear();  // then there is nothing to read or to fetch
    dataset.address = reader.text("address").value_or("");
    dataset.download = reader.text("download").value_or("");
    dataset.sha256 = reader.text("sha256").value_or("");
    dataset.bytes = reader.whole_number("bytes").value_or(0);
    dataset.note = reader.text("note").value_or("");
    dataset.stage = reader.text("stage").value_or("");
    dataset.has_header = reader.truth("header").value_or(true);
    dataset.measure = reader.text("measure").value_or("");
    dataset.date = reader.date("date");
    for (auto& area : reader.tables("area"))
        dataset.areas.push_back(read_area_column(area));
    for (auto& value : reader.tables("value"))
        dataset.values.push_back(read_value_column(value));
    dataset.settings = to_map(reader.text_pairs("settings"));
    check_settings(dataset, reader);
    check_needs(dataset, reader);
    reader.finish();
    return dataset;
}

// What the catalogue says of bodies behind areas; nothing where it does not hold together.
std::optional<BodyLink> read_body_link(TomlReader& reader) {
    BodyLink link;
    link.from = reader.texts("from");
    link.to = reader.required_text("to");
    const auto text = reader.required_text("relation");
    const auto relation = parse_body_relation_kind(text);
    reader.finish();
    if (link.from.empty()) reader.find("REG017", "from", "`from` names no kind of body", "");
    const bool is_stated = relation == BodyRelationKind::part_of ||
                           relation == BodyRelationKind::member_of ||
                           relation == BodyRelationKind::counted_in;
    if (!text.empty() && !is_stated) {
        reader.find("REG029", "relation",
                    fmt::format("`{}` is not what an area in another can mean", shown(text)),
                    "relations are part-of, member-of and counted-in");
    }
    if (link.from.empty() || link.to.empty() || !is_stated) return std::nullopt;
    link.relation = *relation;
    return link;
}

template <typename T>
void keep_unique(std::vector<T>& kept, T item, TomlReader& reader) {
    if (item.id.empty()) return;
    if (std::ranges::any_of(kept, [&](const T& other) { return other.id == item.id; })) {
        reader.find("REG020", "id", fmt::format("the id `{}` stands twice", shown(item.id)));
        return;
    }
    kept.push_back(std::move(item));
}

}  // namespace

std::string_view to_string(DatasetKind kind) {
    return std::ranges::find(kind_names, kind, &std::pair<DatasetKind, std::string_view>::first)
        ->second;
}

const ValueColumn* Dataset::value(std::string_view role) const {
    const auto found = std::ranges::find(values, role, &ValueColumn::role);
    return found == values.end() ? nullptr : &*found;
}

std::string Dataset::setting(std::string_view key, std::string_view otherwise) const {
    const auto found = settings.find(std::string(key));
    return found == settings.end() ? std::string(otherwise) : found->second;
}

std::filesystem::path Dataset::file_in(const std::filesystem::path& data_folder) const {
    std::error_code error;
    const bool lies_with_system =
        !folder.empty() &&
        (data_folder.empty() || std::filesystem::is_regular_file(folder / path, error));
    const auto& base = lies_with_system ? folder : data_folder;
    return base.empty() ? base : base / path;
}

Catalogue::Catalogue(std::vector<LayerInfo> layers, std::vector<Dataset> datasets,
                     std::vector<BodyLink> body_links)
    : layers_(std::move(layers)),
      datasets_(std::move(datasets)),
      body_links_(std::move(body_links)) {}

Catalogue Catalogue::read(const std::filesystem::path& path, const std::string& shown_path,
                          Diagnostics& diagnostics) {
    std::vector<LayerInfo> layers;
    std::vector<Dataset> datasets;
    std::vector<BodyLink> body_links;
    if (const auto document = files::read_toml(path, shown_path, diagnostics)) {
        TomlReader root(*document, shown_path, diagnostics);
        for (auto& reader : root.tables("layer"))
            keep_unique(layers, read_layer(reader), reader);
        for (auto& reader : root.tables("dataset")) {
            keep_unique(datasets, read_dataset(reader), reader);
        }
        for (auto& reader : root.tables("body_relation")) {
            if (auto link = read_body_link(reader)) body_links.push_back(std::move(*link));
        }
        root.finish();
    }
    return Catalogue(std::move(layers), std::move(datasets), std::move(body_links));
}

const LayerInfo* Catalogue::layer(std::string_view id) const {
    const auto found = std::ranges::find(layers_, id, &LayerInfo::id);
    return found == layers_.end() ? nullptr : &*found;
}

const Dataset* Catalogue::dataset(std::string_view id) const {
    const auto found = std::ranges::find(datasets_, id, &Dataset::id);
    return found == datasets_.end() ? nullptr : &*found;
}

std::vector<std::string> Catalogue::layer_ids() const {
    std::vector<std::string> ids;
    for (const auto& layer : layers_)
        ids.push_back(layer.id);
    return ids;
}

const LayerInfo* Catalogue::resolve_layer(std::string_view name, Date as_at) const {
    if (const auto* exact = layer(name)) return exact;
    const LayerInfo* best = nullptr;
    for (const auto& candidate : layers_) {
        if (candidate.kind != name || !candidate.in_force.contains(as_at)) continue;
        if (!best || candidate.in_force.from > best->in_force.from) best = &candidate;
    }
    return best;
}

Catalogue Catalogue::brought_from(const std::filesystem::path& folder) const {
    auto datasets = datasets_;
    for (auto& dataset : datasets) {
        dataset.expected = dataset.kind != DatasetKind::other;
        dataset.folder = folder;
    }
    return Catalogue(layers_, std::move(datasets), body_links_);
}

Catalogue Catalogue::merged_with(const Catalogue& other) const {
    auto layers = layers_;
    auto datasets = datasets_;
    const auto merge = [](auto& into, const auto& from) {
        for (const auto& item : from) {
            const auto same = [&](const auto& held) { return held.id == item.id; };
            const auto found = std::ranges::find_if(into, same);
            if (found == into.end()) {
                into.push_back(item);
            } else {
                *found = item;
            }
        }
    };
    merge(layers, other.layers_);
    merge(datasets, other.datasets_);
    auto body_links = body_links_;
    body_links.insert(body_links.end(), other.body_links_.begin(), other.body_links_.end());
    return Catalogue(std::move(layers), std::move(datasets), std::move(body_links));
}

}  // namespace concord::registry
