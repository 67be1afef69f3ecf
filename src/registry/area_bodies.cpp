#include "registry/area_bodies.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <tuple>

#include "registry/open_bodies.hpp"

namespace concord::registry {
namespace {

std::string body_id(const std::string& kind, const std::string& code) {
    return kind + ":" + code;
}

// The kind of body behind an area: the longest prefix of its code that the layer names.
std::string kind_of(const LayerInfo& info, const std::string& code) {
    std::string kind;
    std::size_t longest = 0;
    for (const auto& [prefix, name] : info.body_kinds) {
        if (!code.starts_with(prefix) || prefix.size() < longest) continue;
        kind = name;
        longest = prefix.size();
    }
    return kind;
}

// The vintages of one kind of layer, oldest first.
std::map<std::string, std::vector<const Layer*>> vintages_by_kind(const Geography& geography) {
    std::map<std::string, std::vector<const Layer*>> result;
    for (const auto& id : geography.layer_ids()) {
        const auto* layer = geography.layer(id);
        if (!layer->info().body_kinds.empty()) result[layer->info().kind].push_back(layer);
    }
    for (auto& [kind, layers] : result) {
        std::ranges::stable_sort(layers, [](const Layer* a, const Layer* b) {
            return a->info().in_force.from < b->info().in_force.from;
        });
    }
    return result;
}

// Finds the body behind an area: by the kind that the layer names, or by the code that both have.
class BehindAreas {
  public:
    explicit BehindAreas(std::span<const Body> bodies) : by_ods_(bodies_by_ods(bodies)) {
        for (const auto& body : bodies)
            by_id_.emplace(body.id, &body);
    }

    const Body* body(const Layer& layer, const Area& area) const {
        const auto kind = kind_of(layer.info(), area.code);
        if (!kind.empty()) {
            const auto& code = area.ods_code.empty() ? area.code : area.ods_code;
            const auto found = by_id_.find(body_id(kind, code));
            return found == by_id_.end() ? nullptr : found->second;
        }
        if (area.ods_code.empty()) return nullptr;
        return holder(by_ods_, area.ods_code, layer.info().in_force.from);
    }

  private:
    BodiesByOds by_ods_;
    std::map<std::string, const Body*, std::less<>> by_id_;
};

// The days that both periods have.
Period common_days(const Period& a, const Period& b) {
    Period both = a;
    if (b.from && (!both.from || *b.from > *both.from)) both.from = b.from;
    if (b.to && (!both.to || *b.to < *both.to)) both.to = b.to;
    return both;
}

bool states(const BodyLink& link, const Body& from, const Body& to) {
    return link.to == to.kind && std::ranges::find(link.from, from.kind) != link.from.end();
}

// A relation with the bodies at its ends.
struct Found {
    BodyRelation relation;
    const Body* from = nullptr;
    const Body* to = nullptr;

    bool is_same_as(const Found& other) const {
        return from == other.from && to == other.to && relation.kind == other.relation.kind;
    }
};

bool goes_on(const Period& earlier, const Period& later) {
    return !earlier.to || !later.from || *later.from <= earlier.to->plus_days(1);
}

// The same relation in one vintage after another is one relation.
std::vector<Found> put_together(std::vector<Found> found) {
    std::ranges::stable_sort(found, [](const Found& a, const Found& b) {
        const auto key = [](const Found& one) {
            return std::tie(one.relation.from, one.relation.to, one.relation.kind,
                            one.relation.period.from);
        };
        return key(a) < key(b);
    });
    std::vector<Found> kept;
    for (auto& one : found) {
        auto* last = kept.empty() ? nullptr : &kept.back().relation.period;
        const auto& days = one.relation.period;
        if (!last || !kept.back().is_same_as(one) || !goes_on(*last, days)) {
            kept.push_back(std::move(one));
        } else if (last->to && (!days.to || *days.to > *last->to)) {
            last->to = days.to;
        }
    }
    return kept;
}

class AreaRelations {
  public:
    AreaRelations(const Geography& geography, std::span<const BodyLink> links,
                  std::span<const Body> bodies)
        : geography_(geography), links_(links), behind_(bodies) {}

    std::vector<BodyRelation> all() {
        for (const auto& link : geography_.links())
            read(link);
        std::vector<BodyRelation> relations;
        for (auto& one : put_together(std::move(found_))) {
            if (is_first_day_unknown(one)) one.relation.period.from.reset();
            relations.push_back(std::move(one.relation));
        }
        return relations;
    }

  private:
    void read(const Link& link) {
        const auto* from_layer = geography_.layer(link.from);
        const auto* to_layer = geography_.layer(link.to);
        if (!from_layer || !to_layer) return;
        for (std::size_t place = 0; place < link.to_of.size(); ++place) {
            if (link.to_of[place] < 0) continue;
            const auto* from = behind_.body(*from_layer, from_layer->areas()[place]);
            const auto* to = behind_.body(*to_layer, to_layer->area(link.to_of[place]));
            if (from && to) add(*from, *to, to_layer->info().in_force, link.dataset);
        }
    }

    // While the vintage of the larger areas is in force and both bodies exist. The vintages of the
    // smaller ones follow calendars of their own, and between two of them nothing ended.
    void add(const Body& from, const Body& to, const Period& in_force, const std::string& dataset) {
        const auto days = common_days(common_days(in_force, from.existence), to.existence);
        if (days.crossed()) return;
        for (const auto& stated : links_) {
            if (!states(stated, from, to)) continue;
            BodyRelation relation;
            relation.from = from.id;
            relation.kind = stated.relation;
            relation.to = to.id;
            relation.period = days;
            relation.source = dataset;
            found_.push_back({std::move(relation), &from, &to});
            auto& first = first_days_[{from.kind, to.kind}];
            if (!first || (days.from && *days.from < *first)) first = days.from;
        }
    }

    // What the oldest vintage shows may be older.
    bool is_first_day_unknown(const Found& one) const {
        const auto& day = one.relation.period.from;
        if (day != first_days_.at({one.from->kind, one.to->kind})) return false;
        return one.from->existence.from != day && one.to->existence.from != day;
    }

    const Geography& geography_;
    std::span<const BodyLink> links_;
    BehindAreas behind_;
    std::vector<Found> found_;
    std::map<std::pair<std::string, std::string>, std::optional<Date>> first_days_;
};

}  // namespace

std::vector<Body> bodies_of_areas(const Geography& geography, std::span<const BodyKind> kinds) {
    std::vector<Body> bodies;
    std::set<std::string> known_otherwise;  // a council of one tier stands in layers of both tiers
    for (const auto& [layer_kind, layers] : vintages_by_kind(geography)) {
        std::map<std::string, std::size_t> place_of;
        for (const auto* layer : layers) {
            for (const auto& area : layer->areas()) {
                const auto kind = kind_of(layer->info(), area.code);
                if (kind.empty()) continue;
                const auto id = body_id(kind, area.ods_code.empty() ? area.code : area.ods_code);
                if (known_otherwise.contains(id)) continue;
                const auto [at, is_new] = place_of.emplace(id, bodies.size());
                if (is_new) {
                    Body body;
                    body.id = id;
                    body.name = area.name;
                    body.kind = kind;
                    body.ods_code = area.ods_code;
                    const auto* known = find_kind(kinds, kind);
                    const auto& begins = layer->info().in_force.from;
                    const bool began = known && known->existence.from == begins;
                    if (layer != layers.front() || began) body.existence.from = begins;
                    body.source = layer->info().id;
                    bodies.push_back(std::move(body));
                }
                auto& body = bodies[at->second];
                if (area.code != area.ods_code) body.gss_code = area.code;
                body.existence.to = layer->info().in_force.to;
            }
        }
        for (const auto& [id, place] : place_of)
            known_otherwise.insert(id);
    }
    return bodies;
}

std::vector<BodyRelation> relations_of_areas(const Geography& geography,
                                             std::span<const BodyLink> links,
                                             std::span<const Body> bodies) {
    return AreaRelations(geography, links, bodies).all();
}

}  // namespace concord::registry
