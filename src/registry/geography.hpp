// Areas, the layers they form, and how one layer's areas lie in another's: the immutable heart of
// the registry. Every layer is a vintage; nothing is joined by name; two layers meet only through
// links that a data set states.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "registry/catalogue.hpp"

namespace concord::registry {

using AreaIndex = std::int32_t;
inline constexpr AreaIndex no_area = -1;        // nothing says where it lies
inline constexpr AreaIndex several_areas = -2;  // it lies in several, so that none can be named

struct Area {
    std::string code;  // GSS where there is one, otherwise ODS
    std::string ods_code;
    std::string name;
};

// "`E54000057` (the name)", or the code alone where there is no name: for messages.
std::string named(const Area& area);

class Layer {
  public:
    explicit Layer(LayerInfo info) : info_(std::move(info)) {}

    const LayerInfo& info() const { return info_; }
    std::span<const Area> areas() const { return areas_; }
    std::size_t size() const { return areas_.size(); }
    const Area& area(AreaIndex index) const { return areas_[static_cast<std::size_t>(index)]; }

    AreaIndex find(std::string_view code) const;      // by its code; no_area where unknown
    AreaIndex find_ods(std::string_view code) const;  // by its ODS code

    // Adds the area, or completes the names it lacks.
    AreaIndex add(const Area& area);

    // Makes room for so many areas that are known by their place only, without codes: for sums over
    // small areas that nobody will name.
    void add_unnamed(std::size_t count) { areas_.resize(areas_.size() + count); }

  private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>()(text);
        }
    };
    using Index = std::unordered_map<std::string, AreaIndex, Hash, std::equal_to<>>;

    LayerInfo info_;
    std::vector<Area> areas_;
    Index by_code_;
    Index by_ods_;
};

// Where each area of one layer lies in another, by one data set.
struct Link {
    std::string from;
    std::string to;
    std::vector<AreaIndex> to_of;  // per area of `from`
    std::string dataset;
    std::optional<Date> date;
};

// Areas of one vintage that became areas of another: every pair, with the publisher's change code.
struct Change {
    std::string from;
    std::string to;
    struct Pair {
        AreaIndex from = no_area;
        AreaIndex to = no_area;
        char kind = 'U';  // U unchanged, S split, M merged, X irregular
    };
    std::vector<Pair> pairs;
    std::string dataset;
};

class Geography {
  public:
    Layer& ensure_layer(const LayerInfo& info);
    void add_link(Link link) { links_.push_back(std::move(link)); }
    void add_change(Change change) { changes_.push_back(std::move(change)); }

    const Layer* layer(std::string_view id) const;
    Layer* layer(std::string_view id);
    std::span<const Link> links() const { return links_; }
    std::span<const Change> changes() const { return changes_; }
    std::vector<std::string> layer_ids() const;  // in the order they were met

    // The layers of small areas, newest vintage first.
    std::vector<std::string> small_layers() const;

    // A layer in which this code stands, other than `except`; for saying what a foreign code is.
    const Layer* layer_of_code(std::string_view code, std::string_view except) const;

  private:
    std::vector<std::string> order_;
    std::map<std::string, Layer, std::less<>> layers_;
    std::vector<Link> links_;
    std::vector<Change> changes_;
};

}  // namespace concord::registry
