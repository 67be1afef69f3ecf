#include "governance/reading/holder_register.hpp"

#include "registry/body_graph.hpp"

namespace concord::governance {

HolderRegister::HolderRegister(const registry::RegistryData& registry,
                               std::span<const registry::BodyKind> kinds, const Tree& places)
    : registry_(registry), kinds_(kinds), places_(places) {
    for (const auto& body : registry.bodies) {
        bodies_.emplace(body.id, &body);
        const bool is_own = body.place.line > 0;
        if (is_own && !by_id_.contains(body.id)) add(holder_of(body));
    }
}

std::optional<std::size_t> HolderRegister::find(std::string_view id) {
    if (const auto found = by_id_.find(id); found != by_id_.end()) return found->second;
    const auto body = bodies_.find(id);
    if (body == bodies_.end()) return std::nullopt;
    add(holder_of(*body->second));
    return holders_.size() - 1;
}

bool HolderRegister::add(Holder holder) {
    if (!by_id_.emplace(holder.id, holders_.size()).second) return false;
    holders_.push_back(std::move(holder));
    return true;
}

std::vector<std::string> HolderRegister::ids() const {
    std::vector<std::string> ids;
    for (const auto& holder : holders_)
        ids.push_back(holder.id);
    return ids;
}

Holder HolderRegister::holder_of(const registry::Body& body) const {
    Holder holder;
    holder.id = body.id;
    holder.name = body.name;
    holder.kind = HolderKind::body;
    holder.body_kind = body.kind;
    const auto* kind = registry::find_kind(kinds_, body.kind);
    const auto scale = kind ? parse_scale(kind->level) : std::nullopt;
    holder.scale = scale.value_or(Scale::system);
    holder.area = area_of(body, registry_, kinds_, places_);
    holder.period = body.existence;
    holder.place = body.place;
    return holder;
}

}  // namespace concord::governance
