#include "governance/scheme.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace concord::governance {
namespace {

template <typename Value, std::size_t size>
std::string_view name_of(const std::array<std::pair<Value, std::string_view>, size>& names,
                         Value value) {
    for (const auto& [known, name] : names) {
        if (known == value) return name;
    }
    return {};
}

template <typename Value, std::size_t size>
std::optional<Value> value_of(const std::array<std::pair<Value, std::string_view>, size>& names,
                              std::string_view text) {
    for (const auto& [known, name] : names) {
        if (name == text) return known;
    }
    return std::nullopt;
}

constexpr std::array<std::pair<HolderKind, std::string_view>, 7> holder_kinds = {{
    {HolderKind::body, "body"},
    {HolderKind::committee, "committee"},
    {HolderKind::sub_committee, "sub-committee"},
    {HolderKind::joint_committee, "joint-committee"},
    {HolderKind::committees_in_common, "committees-in-common"},
    {HolderKind::post, "post"},
    {HolderKind::forum, "forum"},
}};

constexpr std::array<std::pair<Scale, std::string_view>, 6> scales = {{
    {Scale::neighbourhood, "neighbourhood"},
    {Scale::place, "place"},
    {Scale::system, "system"},
    {Scale::supra_system, "supra-system"},
    {Scale::region, "region"},
    {Scale::national, "national"},
}};

}  // namespace

std::string_view to_string(HolderKind kind) {
    return name_of(holder_kinds, kind);
}
std::optional<HolderKind> parse_holder_kind(std::string_view text) {
    return value_of(holder_kinds, text);
}
std::string_view to_string(Scale scale) {
    return name_of(scales, scale);
}
std::optional<Scale> parse_scale(std::string_view text) {
    return value_of(scales, text);
}

}  // namespace concord::governance
