#include "registry/custom_layer.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/text.hpp"

namespace concord::registry {
namespace {

// The small areas of one vintage that make up a reference; nothing where it cannot be placed there.
// A reference without a layer is a small area: areas that did not change keep their code from one
// vintage to the next, and those that did have a new one.
std::optional<std::vector<std::size_t>> small_areas_of(const Geography& geography,
                                                       const AreaReference& reference,
                                                       const std::string& small_layer) {
    if (reference.layer.empty()) {
        const auto index = geography.layer(small_layer)->find(reference.code);
        if (index == no_area) return std::nullopt;
        return std::vector{static_cast<std::size_t>(index)};
    }
    const auto assignment = assign(geography, reference.layer, small_layer);
    if (!assignment) return std::nullopt;
    const auto wanted = assignment->layer->find(reference.code);
    std::vector<std::size_t> result;
    for (std::size_t i = 0; i < assignment->area_of.size(); ++i) {
        if (assignment->area_of[i] == wanted && wanted != no_area) result.push_back(i);
    }
    return result;
}

bool is_known(const Geography& geography, const AreaReference& reference, const Location& place,
              Diagnostics& diagnostics) {
    if (reference.layer.empty()) return true;  // found among the small areas when it was read
    const auto* layer = geography.layer(reference.layer);
    if (!layer) {
        const auto guess = closest(reference.layer, geography.layer_ids());
        diagnostics.add({"REG042", place, reference.layer,
                         fmt::format("there is no layer `{}`", shown(reference.layer)),
                         guess ? fmt::format("did you mean `{}`?", *guess) : ""});
        return false;
    }
    if (reference.code.empty() || layer->find(reference.code) != no_area) return true;
    const auto* elsewhere = geography.layer_of_code(reference.code, reference.layer);
    diagnostics.add(
        {elsewhere ? "REG023" : "REG022", place, reference.code,
         elsewhere
             ? fmt::format("`{}` is a code of {}, not of {}", shown(reference.code),
                           elsewhere->info().id, reference.layer)
             : fmt::format("`{}` is not an area of {}", shown(reference.code), reference.layer)});
    return false;
}

LayerInfo custom_info(const CustomLayer& description) {
    LayerInfo info;
    info.id = description.name;
    info.kind = "custom";
    info.title = description.title;
    info.region_kind = description.region_kind;
    return info;
}

}  // namespace

AreaReference parse_area_reference(std::string_view text) {
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) return {std::string(trim(text)), {}};
    return {std::string(trim(text.substr(0, colon))), std::string(trim(text.substr(colon + 1)))};
}

void add_composite_layer(Geography& geography, LayerInfo info,
                         const std::vector<CompositeArea>& areas, Diagnostics& diagnostics) {
    auto& layer = geography.ensure_layer(info);
    std::vector<std::vector<bool>> usable;
    for (const auto& composite : areas) {
        layer.add(composite.area);
        auto& flags = usable.emplace_back();
        for (const auto& part : composite.parts) {
            flags.push_back(is_known(geography, part, composite.place, diagnostics));
        }
    }
    std::set<std::pair<std::size_t, std::size_t>> said;  // once, whatever the small areas
    for (const auto& small : geography.small_layers()) {
        Link link{small, info.id, {}, info.id, info.in_force.from};
        link.to_of.assign(geography.layer(small)->size(), no_area);
        bool placed_everything = true;
        for (std::size_t a = 0; a < areas.size(); ++a) {
            const auto index = layer.find(areas[a].area.code);
            for (std::size_t p = 0; p < areas[a].parts.size(); ++p) {
                if (!usable[a][p]) continue;
                const auto members = small_areas_of(geography, areas[a].parts[p], small);
                placed_everything &= members.has_value();
                if (!members) continue;
                bool taken = false;
                for (const auto member : *members) {
                    taken |= link.to_of[member] >= 0 && link.to_of[member] != index;
                    if (link.to_of[member] == no_area) link.to_of[member] = index;
                }
                if (!taken || !said.emplace(a, p).second) continue;
                const auto& part = areas[a].parts[p];
                diagnostics.add({"REG021", areas[a].place, part.code,
                                 fmt::format("`{}:{}` lies in `{}` and in another area of {}",
                                             part.layer, part.code, areas[a].area.code, info.id),
                                 "give each area to one; the first keeps it"});
            }
        }
        if (placed_everything) geography.add_link(std::move(link));
    }
}

void add_union_layer(Geography& geography, const CustomLayer& description,
                     Diagnostics& diagnostics) {
    std::vector<CompositeArea> areas;
    for (const auto& text : description.union_of) {
        const auto reference = parse_area_reference(text);
        if (!is_known(geography, reference, description.place, diagnostics)) continue;
        const auto* layer = geography.layer(reference.layer);
        for (const auto& area : layer->areas()) {
            if (!reference.code.empty() && area.code != reference.code) continue;
            areas.push_back({area, {{reference.layer, area.code}}, description.place});
        }
    }
    add_composite_layer(geography, custom_info(description), areas, diagnostics);
}

namespace {

// One row of a file of reassignments, checked.
struct Reassignment {
    AreaReference area;
    AreaIndex from = no_area;
    Area to;
    Location place;
};

enum Slot : std::size_t { area_slot, from_slot, to_slot, to_name_slot };

// A bare code means a small area, or else the one layer that knows it.
AreaReference resolve_area(const Geography& geography, std::string_view text) {
    if (text.find(':') != std::string_view::npos) return parse_area_reference(text);
    for (const auto& small : geography.small_layers()) {
        if (geography.layer(small)->find(text) != no_area) return {{}, std::string(text)};
    }
    const auto* layer = geography.layer_of_code(text, "");
    const auto small = geography.small_layers();
    return {layer ? layer->info().id : small.front(), std::string(text)};
}

std::optional<Reassignment> read_reassignment(const files::CsvReader& reader,
                                              const Geography& geography, const Layer& base,
                                              Diagnostics& diagnostics) {
    Reassignment move;
    move.area = resolve_area(geography, reader.value(area_slot));
    move.place = reader.place(area_slot);
    move.from = base.find(reader.value(from_slot));
    if (move.from == no_area) move.from = base.find_ods(reader.value(from_slot));
    const auto to = std::string(reader.value(to_slot));
    const auto known_to = base.find(to) != no_area ? base.find(to) : base.find_ods(to);
    move.to = known_to != no_area ? base.area(known_to)
                                  : Area{to, {}, std::string(reader.value(to_name_slot))};
    if (!is_known(geography, move.area, move.place, diagnostics)) return std::nullopt;
    if (move.from == no_area) {
        const std::string from(reader.value(from_slot));
        diagnostics.add({"REG022", reader.place(from_slot), from,
                         fmt::format("`{}` is not an area of {}", shown(from), base.info().id)});
        return std::nullopt;
    }
    if (to.empty()) {
        diagnostics.add({"REG025", reader.place(to_slot), move.area.code,
                         fmt::format("`{}` is moved to nowhere", move.area.code)});
        return std::nullopt;
    }
    return move;
}

// Moves the small areas of one row; false where some of them do not lie in `from`.
bool apply(const Reassignment& move, const std::vector<std::size_t>& members,
           const Assignment& before, AreaIndex to, std::vector<AreaIndex>& after) {
    const bool all_in_from = std::ranges::all_of(
        members, [&](std::size_t member) { return before.area_of[member] == move.from; });
    if (!all_in_from) return false;
    for (const auto member : members)
        after[member] = to;
    return true;
}

}  // namespace

files::FileReport add_what_if_layer(Geography& geography, const CustomLayer& description,
                                    const std::filesystem::path& file,
                                    const std::string& shown_file, Diagnostics& diagnostics) {
    files::CsvOptions options;
    options.shown_path = shown_file;
    options.report_unknown_headers = true;
    options.columns = {
        {"area", {"area"}}, {"from", {"from"}}, {"to", {"to"}}, {"to_name", {"to_name"}, false}};
    files::CsvReader reader(file, options, diagnostics);
    const auto* base = geography.layer(description.base);
    if (!base) {
        is_known(geography, {description.base, {}}, description.place, diagnostics);
        return reader.report();
    }
    std::vector<Reassignment> moves;
    std::set<std::pair<std::string, std::string>> moved_areas;
    while (reader.next()) {
        auto move = read_reassignment(reader, geography, *base, diagnostics);
        if (move && !moved_areas.emplace(move->area.layer, move->area.code).second) {
            diagnostics.add(
                {"REG044", move->place, move->area.code,
                 fmt::format("`{}` is moved twice; its first row is used", move->area.code)});
            move.reset();
        }
        if (move) {
            moves.push_back(std::move(*move));
        } else {
            reader.skip_row();
        }
    }
    auto& layer = geography.ensure_layer(custom_info(description));
    for (const auto& area : base->areas())
        layer.add(area);
    for (const auto& move : moves)
        layer.add(move.to);
    enum class Fate { unplaced, refused, moved };
    std::vector<Fate> fates(moves.size(), Fate::unplaced);
    for (const auto& small : geography.small_layers()) {
        const auto before = assign(geography, description.base, small);
        if (!before) continue;
        Link link{small, description.name, before->area_of, description.name, {}};
        for (std::size_t m = 0; m < moves.size(); ++m) {
            const auto members = small_areas_of(geography, moves[m].area, small);
            if (!members) continue;
            const auto to = layer.find(moves[m].to.code);
            const bool moved = apply(moves[m], *members, *before, to, link.to_of);
            if (fates[m] != Fate::moved) fates[m] = moved ? Fate::moved : Fate::refused;
        }
        geography.add_link(std::move(link));
    }
    for (std::size_t m = 0; m < moves.size(); ++m) {
        if (fates[m] == Fate::moved) continue;
        const auto& move = moves[m];
        diagnostics.add({"REG043", move.place, move.area.code,
                         fates[m] == Fate::refused
                             ? fmt::format("`{}` does not lie in `{}` of {}", move.area.code,
                                           base->area(move.from).code, description.base)
                             : fmt::format("`{}` and {} stand on different small areas",
                                           move.area.code, description.base),
                         "nothing of this row was moved"});
    }
    return reader.report();
}

}  // namespace concord::registry
