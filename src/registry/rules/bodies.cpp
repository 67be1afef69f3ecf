#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/text.hpp"
#include "registry/body_graph.hpp"
#include "registry/coded_table.hpp"
#include "registry/rules/rules.hpp"

namespace concord::registry::rules {
namespace {

// Only what somebody wrote by hand is held to the rules of writing; registers are as they are.
bool is_own(const Body& body) {
    return body.place.line > 0;
}

std::vector<std::string> own_ids(std::span<const Body> bodies) {
    std::vector<std::string> ids;
    for (const auto& body : bodies) {
        if (is_own(body)) ids.push_back(body.id);
    }
    return ids;
}

void report_unknown(const std::string& id, const Location& place, const std::string& subject,
                    std::span<const Body> bodies, Diagnostics& diagnostics) {
    const auto ids = own_ids(bodies);
    const auto guess = closest(id, ids);
    diagnostics.add({"REG051", place, subject, fmt::format("there is no body `{}`", shown(id)),
                     guess ? fmt::format("did you mean `{}`?", *guess) : ""});
}

void check_references(const RegistryStage& stage, const BodyGraph& graph,
                      Diagnostics& diagnostics) {
    for (const auto& body : graph.bodies()) {
        if (!is_own(body) || body.part_of.empty() || graph.find(body.part_of)) continue;
        report_unknown(body.part_of, body.place, body.id, graph.bodies(), diagnostics);
    }
    for (const auto& relation : graph.relations()) {
        if (relation.place.line == 0) continue;
        for (const auto* id : {&relation.from, &relation.to}) {
            const auto reference = parse_area_reference(*id);
            const auto* layer =
                reference.code.empty() ? nullptr : stage.data->geography.layer(reference.layer);
            const bool is_area = layer && layer->find(reference.code) != no_area;
            if (!is_area && !graph.find(*id)) {
                report_unknown(*id, relation.place, relation.from, graph.bodies(), diagnostics);
            }
        }
    }
}

void check_cycles(const BodyGraph& graph, Diagnostics& diagnostics) {
    std::set<std::string> reported;
    for (const auto& body : graph.bodies()) {
        if (!is_own(body)) continue;
        const auto ancestors = graph.ancestors_of(body.id);
        const bool in_cycle = std::ranges::find(ancestors, &body) != ancestors.end();
        if (!in_cycle || reported.contains(body.id)) continue;
        std::string path = body.id;
        for (const auto* ancestor : ancestors) {
            reported.insert(ancestor->id);
            path += " > " + ancestor->id;
        }
        diagnostics.add({"REG052", body.place, body.id,
                         fmt::format("`{}` is part of itself: {}", body.id, path)});
    }
}

std::string day(const std::optional<Date>& date) {
    return date ? date->iso() : "…";
}

void check_existence(const RegistryStage& stage, const Body& body, Diagnostics& diagnostics) {
    const auto* kind = find_kind(stage.kinds, body.kind);
    if (!kind || !is_own(body)) return;
    const bool too_early =
        body.existence.from && kind->existence.from && *body.existence.from < *kind->existence.from;
    const bool too_late =
        kind->existence.to && (!body.existence.to || *body.existence.to > *kind->existence.to);
    if (!too_early && !too_late) return;
    diagnostics.add(
        {"REG053", body.place, body.id,
         too_early
             ? fmt::format("`{}` begins on {}, and bodies of the kind {} exist only from {}",
                           body.id, day(body.existence.from), body.kind, day(kind->existence.from))
             : fmt::format("`{}` ends on {}, and bodies of the kind {} exist only until {}",
                           body.id, day(body.existence.to), body.kind, day(kind->existence.to)),
         kind->authority});
}

void check_dates_within_parent(const BodyGraph& graph, const Body& body, Diagnostics& diagnostics) {
    const auto* parent = graph.find(body.part_of);
    if (!parent || !is_own(body)) return;
    const auto& inner = body.existence;
    const auto& outer = parent->existence;
    const bool begins_before = outer.from && (!inner.from || *inner.from < *outer.from);
    const bool ends_after = outer.to && (!inner.to || *inner.to > *outer.to);
    if (!begins_before && !ends_after) return;
    diagnostics.add(
        {"REG054", body.place, body.id,
         fmt::format("`{}` exists from {} to {}, and `{}`, which it is part of, from {} "
                     "to {}",
                     body.id, day(inner.from), day(inner.to), parent->id, day(outer.from),
                     day(outer.to))});
}

void check_codes(const Body& body, Diagnostics& diagnostics) {
    if (!is_own(body)) return;
    const bool ods_fits = body.ods_code.empty() ||
                          (body.ods_code.size() >= 2 && body.ods_code.size() <= 6 &&
                           matches_pattern(body.ods_code, std::string(body.ods_code.size(), '?')));
    const bool gss_fits = body.gss_code.empty() || matches_pattern(body.gss_code, "@########");
    if (!ods_fits) {
        diagnostics.add({"REG056", body.place, body.id,
                         fmt::format("`{}` is not an ODS code", shown(body.ods_code))});
    }
    if (!gss_fits) {
        diagnostics.add({"REG056", body.place, body.id,
                         fmt::format("`{}` is not a GSS code", shown(body.gss_code))});
    }
}

// One code, two bodies of one kind at one time. A code that passes from one kind to the next, as
// from a clinical commissioning group to a sub-board location, is no breach.
void check_code_holders(const BodyGraph& graph, Diagnostics& diagnostics) {
    std::map<std::pair<std::string, std::string>, std::vector<const Body*>> holders;
    for (const auto& body : graph.bodies()) {
        if (is_own(body) && !body.ods_code.empty()) {
            holders[{body.kind, body.ods_code}].push_back(&body);
        }
    }
    for (const auto& [key, bodies] : holders) {
        for (std::size_t i = 1; i < bodies.size(); ++i) {
            for (std::size_t j = 0; j < i; ++j) {
                if (!bodies[i]->existence.overlaps(bodies[j]->existence)) continue;
                diagnostics.add({"REG055", bodies[i]->place, bodies[i]->id,
                                 fmt::format("`{}` and `{}` hold the ODS code `{}` at once",
                                             bodies[j]->id, bodies[i]->id, key.second)});
            }
        }
    }
}

void check_successions(const BodyGraph& graph, Diagnostics& diagnostics) {
    std::set<std::string_view> succeeded;
    for (const auto& relation : graph.relations()) {
        if (relation.kind == BodyRelationKind::succeeded_by) succeeded.insert(relation.from);
    }
    for (const auto& body : graph.bodies()) {
        const bool ended = body.existence.to && *body.existence.to < diagnostics.context().as_at;
        if (!is_own(body) || !ended || succeeded.contains(body.id)) continue;
        diagnostics.add({"REG059", body.place, body.id,
                         fmt::format("`{}` ended on {} and nothing says what followed it", body.id,
                                     day(body.existence.to))});
    }
}

}  // namespace

void check_bodies(const RegistryStage& stage, Diagnostics& diagnostics) {
    const BodyGraph graph(stage.data->bodies, stage.data->relations);
    check_references(stage, graph, diagnostics);
    check_cycles(graph, diagnostics);
    for (const auto& body : graph.bodies()) {
        check_existence(stage, body, diagnostics);
        check_dates_within_parent(graph, body, diagnostics);
        check_codes(body, diagnostics);
        if (is_own(body) && !body.existence.from) {
            diagnostics.add(
                {"REG073", body.place, body.id, fmt::format("`{}` has no first day", body.id)});
        }
    }
    check_code_holders(graph, diagnostics);
    check_successions(graph, diagnostics);
}

}  // namespace concord::registry::rules
