#include "registry/geography.hpp"

#include <algorithm>

namespace concord::registry {

std::string named(const Area& area) {
    return area.name.empty() ? "`" + area.code + "`" : "`" + area.code + "` (" + area.name + ")";
}

AreaIndex Layer::find(std::string_view code) const {
    const auto found = by_code_.find(code);
    return found == by_code_.end() ? no_area : found->second;
}

AreaIndex Layer::find_ods(std::string_view code) const {
    const auto found = by_ods_.find(code);
    return found == by_ods_.end() ? no_area : found->second;
}

AreaIndex Layer::add(const Area& area) {
    auto index = find(area.code);
    if (index == no_area) {
        index = static_cast<AreaIndex>(areas_.size());
        areas_.push_back({area.code, {}, {}});
        by_code_.emplace(area.code, index);
    }
    auto& held = areas_[static_cast<std::size_t>(index)];
    if (held.name.empty()) held.name = area.name;
    if (held.ods_code.empty() && !area.ods_code.empty()) {
        held.ods_code = area.ods_code;
        by_ods_.emplace(area.ods_code, index);
    }
    return index;
}

Layer& Geography::ensure_layer(const LayerInfo& info) {
    const auto found = layers_.find(info.id);
    if (found != layers_.end()) return found->second;
    order_.push_back(info.id);
    return layers_.emplace(info.id, Layer(info)).first->second;
}

const Layer* Geography::layer(std::string_view id) const {
    const auto found = layers_.find(id);
    return found == layers_.end() ? nullptr : &found->second;
}

Layer* Geography::layer(std::string_view id) {
    const auto found = layers_.find(id);
    return found == layers_.end() ? nullptr : &found->second;
}

std::vector<std::string> Geography::layer_ids() const {
    return order_;
}

std::vector<std::string> Geography::small_layers() const {
    std::vector<const Layer*> small;
    for (const auto& id : order_) {
        const auto& candidate = layers_.find(id)->second;
        if (candidate.info().small) small.push_back(&candidate);
    }
    std::ranges::stable_sort(small, [](const Layer* a, const Layer* b) {
        return a->info().in_force.from > b->info().in_force.from;
    });
    std::vector<std::string> ids;
    for (const auto* found : small)
        ids.push_back(found->info().id);
    return ids;
}

const Layer* Geography::layer_of_code(std::string_view code, std::string_view except) const {
    for (const auto& id : order_) {
        const auto& candidate = layers_.find(id)->second;
        if (id != except && candidate.find(code) != no_area) return &candidate;
    }
    return nullptr;
}

}  // namespace concord::registry
