// The catalogue: which layers of areas exist, and which data sets there are, where each comes from
// and how its columns are to be read. It is data (catalogue/*.toml, or a system's own
// datasets.toml): no layer, place or publisher is named in the code.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/diagnostic.hpp"
#include "registry/body.hpp"

namespace concord::registry {

// One vintage of one kind of area: "the integrated care boards of July 2022".
struct LayerInfo {
    std::string id;    // "icb22": kind and year of vintage
    std::string kind;  // "icb"
    std::string title;
    Period in_force;
    bool small = false;        // the areas that everything else is made of; measures stand on them
    std::string code_pattern;  // what a code looks like: '#' a digit, '@' a capital, '?' either
    std::string scope;         // only codes with this prefix count; others lie outside
    std::map<std::string, std::string>
        body_kinds;           // by code prefix: the kind of body that governs it
    std::string tier;         // "lower" or "upper" where the areas are local authorities
    std::string region_kind;  // the kind of layer whose areas are this layer's regions
    std::map<std::string, std::string> tiers;    // by code prefix: "single" or "two"
    std::vector<std::string> not_counted;        // codes left out of counts of authorities
    std::string codes_of;                        // a layer whose codes and names it shares
    std::string based_on;                        // the same areas as that layer, but for …
    std::map<std::string, std::string> recoded;  // … these codes, old to new
};

enum class DatasetKind {
    lookup,         // each area of the first layer lies in one area of each other layer
    change,         // areas of one vintage became areas of another, many to many
    chain,          // one row carries an area's codes through several vintages
    codes,          // ODS codes and names for the areas of a layer
    deprivation,    // a rank for each small area
    rural_urban,    // urban or rural for each small area
    population,     // people of each small area
    registered,     // people registered with each practice, and the area the practice belongs to
    organisations,  // a register of organisations
    attachments,    // organisations and the area each is counted in
    successions,    // which organisation followed which, and when
    flows,          // the share of an organisation's patients who come from each area
    mergers,        // organisations with the area they are counted in, as JSON: shows merged areas
    boundaries,     // shapes, as GeoJSON
    waits,          // waiting lists of boards: by month, or by weeks waited
    other           // carried in the catalogue, read by no stage yet
};

std::string_view to_string(DatasetKind kind);

// A column that holds codes of one layer, with the columns that hold their names and ODS codes.
struct AreaColumn {
    std::string layer;
    std::vector<std::string>
        code;  // accepted headers; empty where the area is named by ODS code only
    std::vector<std::string> ods;
    std::vector<std::string> name;
    int position = -1;  // of the code (or of the ODS code) in a file without a header row
};

// Any other column: a number or a text by its role ("rank", "people", "class").
struct ValueColumn {
    std::string role;
    std::vector<std::string> headers;
    int position = -1;
};

struct Dataset {
    std::string id;
    DatasetKind kind = DatasetKind::other;
    std::string title;
    std::string publisher;
    std::string licence;
    std::string path;      // below the data folder, or below `folder`
    std::string address;   // the page at the publisher
    std::string download;  // a direct address of the file, where the publisher has one
    std::string sha256;    // of the file at `path`, where it is pinned
    std::int64_t bytes = 0;
    std::string note;
    std::string stage;  // the stage that reads it
    bool has_header = true;
    bool expected = false;  // its file must be there: it stands in the system's own catalogue
    std::filesystem::path folder;  // of the system that brings it, where it may lie
    std::string measure;           // the name it is asked for by: "imd2019", "census2021"
    std::optional<Date> date;
    std::vector<AreaColumn> areas;  // the first is the key of a lookup or a measure
    std::vector<ValueColumn> values;
    std::map<std::string, std::string> settings;  // kind-specific, all texts

    const ValueColumn* value(std::string_view role) const;
    std::string setting(std::string_view key, std::string_view otherwise = {}) const;
    // Its file: with the system that brings it, where it is there, otherwise in the data folder;
    // empty where there is none.
    std::filesystem::path file_in(const std::filesystem::path& data_folder) const;
};

// What it means for the bodies behind two areas that one lies in the other: a council whose area is
// part of a combined authority's is a member of it.
struct BodyLink {
    std::vector<std::string> from;  // kinds of bodies
    BodyRelationKind relation = BodyRelationKind::part_of;
    std::string to;  // a kind of body
};

class Catalogue {
  public:
    Catalogue(std::vector<LayerInfo> layers, std::vector<Dataset> datasets,
              std::vector<BodyLink> body_links = {});

    // Reads one file; problems are reported, good entries kept.
    static Catalogue read(const std::filesystem::path& path, const std::string& shown_path,
                          Diagnostics& diagnostics);

    std::span<const LayerInfo> layers() const { return layers_; }
    std::span<const Dataset> datasets() const { return datasets_; }
    std::span<const BodyLink> body_links() const { return body_links_; }
    const LayerInfo* layer(std::string_view id) const;
    const Dataset* dataset(std::string_view id) const;
    std::vector<std::string> layer_ids() const;

    // "icb22" as it is; "icb" as the vintage of that kind in force on the date. Nothing where there
    // is none.
    const LayerInfo* resolve_layer(std::string_view name, Date as_at) const;

    // The same catalogue as a system brings it: every file is expected to be there, below `folder`
    // or, where that is empty, in the data folder.
    Catalogue brought_from(const std::filesystem::path& folder) const;

    // What stands in both; an id that stands in both is taken from the other.
    Catalogue merged_with(const Catalogue& other) const;

  private:
    std::vector<LayerInfo> layers_;
    std::vector<Dataset> datasets_;
    std::vector<BodyLink> body_links_;
};

}  // namespace concord::registry
