// Localities in the system: how many, who belongs to which, who speaks for them, what they show.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/text.hpp"
#include "governance/rules/described.hpp"
#include "governance/rules/rules.hpp"
#include "registry/body_graph.hpp"

namespace concord::governance::rules {
namespace {

// What a locality goes on doing, as topics of assurances.csv (GMI-R013).
constexpr std::array<std::string_view, 8> locality_functions = {
    "locality:aligned-leadership", "locality:agreed-strategy", "locality:neighbourhoods",
    "locality:coordination",       "locality:joint-working",   "locality:population-health",
    "locality:representation",     "locality:place-governance"};

// Bodies that are a system or stand above it, and places themselves: none lies in a locality.
constexpr std::array<std::string_view, 13> unplaced_kinds = {"integrated-care-system",
                                                             "integrated-care-board",
                                                             "integrated-care-partnership",
                                                             "place-based-partnership",
                                                             "neighbourhood",
                                                             "nhs-england",
                                                             "nhs-region",
                                                             "nhs-improvement",
                                                             "government-department",
                                                             "national-regulator",
                                                             "national-body",
                                                             "mayor",
                                                             "clinical-commissioning-group"};

class LocalityCheck {
  public:
    LocalityCheck(const GovernanceStage& stage, Diagnostics& diagnostics)
        : stage_(stage),
          records_(stage.data->records.places),
          holders_(stage.data->scheme),
          graph_(stage.registry->data->bodies, stage.registry->data->relations),
          diagnostics_(diagnostics) {}

    void check() {
        check_count();
        check_organisations();
        for (const auto& place : records_.places) {
            check_representative(place);
            check_membership(place);
            check_functions(place);
            check_strands(place);
        }
    }

  private:
    void check_count() {
        const auto found = static_cast<std::int64_t>(records_.places.size());
        if (!records_.expected || *records_.expected == found) return;
        diagnostics_.add({"GOV297", records_.place, "",
                          fmt::format("{} places are described, and there are to be {}", found,
                                      *records_.expected)});
    }

    // Each organisation works in a place, or is marked as working across them (GMI-R001).
    void check_organisations() {
        if (!records_.expected) return;
        std::set<std::string_view> mapped(records_.system_wide.begin(), records_.system_wide.end());
        for (const auto& place : records_.places)
            mapped.insert(place.organisations.begin(), place.organisations.end());
        std::vector<std::string> missing;
        for (const auto& body : stage_.registry->data->bodies) {
            const bool counts =
                body.place.line > 0 && body.existence.contains(stage_.context.as_at) &&
                std::ranges::find(unplaced_kinds, body.kind) == unplaced_kinds.end();
            if (!counts || mapped.contains(body.id)) continue;
            // What is part of a council, such as its wellbeing board, lies where the council does.
            const auto above = graph_.ancestors_of(body.id);
            const bool through = std::ranges::any_of(
                above, [&](const registry::Body* one) { return mapped.contains(one->id); });
            if (!through) missing.push_back(body.id);
        }
        if (missing.empty()) return;
        diagnostics_.add({"GOV297", records_.place, missing.front(),
                          fmt::format("these work in no place and are not marked as working "
                                      "across: `{}`",
                                      join(missing, "`, `"))});
    }

    // One person on the partnership, chosen by the locality, as somebody can show (GMI-R011).
    void check_representative(const PlaceRecord& place) {
        if (place.representative.empty())
            return find("GOV293", place, "has nobody to speak for it on the partnership");
        if (place.representative_evidence.empty())
            find("GOV293", place, "does not show that it chose its representative");
        const auto other =
            std::ranges::find(records_.places, place.representative, &PlaceRecord::representative);
        if (&*other != &place) {
            find("GOV293", place, fmt::format("has the same representative as `{}`", other->id));
        }
        bool is_described = false;
        bool sits = false;
        for (const auto& holder : stage_.data->scheme.holders) {
            if (holder.body_kind != partnership_kind || holder.members.empty()) continue;
            is_described = true;
            sits = sits || std::ranges::any_of(present_members(holder, stage_.context.as_at),
                                               [&](const Member* member) {
                                                   return member->id == place.representative ||
                                                          member->seat == place.representative;
                                               });
        }
        if (is_described && !sits) {
            find("GOV293", place,
                 fmt::format("is spoken for by `{}`, who does not sit on the "
                             "partnership",
                             shown(place.representative)));
        }
    }

    // Membership is set in the locality; nothing is prescribed from above (GMI-R012).
    void check_membership(const PlaceRecord& place) {
        if (place.members_set_by.empty())
            return find("GOV294", place, "does not say who sets the members of its governance");
        for (const auto& id : place.members_set_by) {
            const auto number = holders_.find(id);
            if (!number) continue;
            const auto& holder = holders_.holder(*number);
            const bool is_council =
                holder.kind == HolderKind::body &&
                stage_.data->law.is_of_kind(holder.body_kind, "local-authority", stage_.context);
            const bool is_inside =
                holder.kind == HolderKind::body && holds(place.organisations, holder.id);
            if (is_council || is_inside || id == place.partnership ||
                (holder.kind != HolderKind::body && holder.scale <= Scale::place))
                continue;
            find("GOV294", place,
                 fmt::format("has its members set by `{}`, from above the locality", id));
        }
    }

    void check_functions(const PlaceRecord& place) {
        std::vector<std::string> missing;
        for (const auto topic : locality_functions) {
            const bool shown_to_be_done =
                std::ranges::any_of(stage_.data->scheme.assurances, [&](const Assurance& record) {
                    return record.topic == topic &&
                           (record.subject == place.partnership ||
                            record.subject == place.decides) &&
                           !record.evidence.empty() && record.state != "none" &&
                           record.state != "unknown";
                });
            if (!shown_to_be_done) missing.emplace_back(topic);
        }
        if (missing.empty()) return;
        find("GOV295", place, fmt::format("shows nothing for {}", join(missing, ", ")));
    }

    // Political, clinical and organisational leaders together (GMI-R014).
    void check_strands(const PlaceRecord& place) {
        const auto decides = holders_.find(place.decides);
        if (!decides || holders_.holder(*decides).members.empty()) return;
        const auto members = present_members(holders_.holder(*decides), stage_.context.as_at);
        std::vector<std::string> missing;
        for (const auto* strand : {"organisational", "political", "clinical"}) {
            const bool here = std::ranges::any_of(
                members, [&](const Member* member) { return member->strand == strand; });
            if (!here) missing.emplace_back(strand);
        }
        if (missing.empty()) return;
        find("GOV296", place,
             fmt::format("is led without {} leaders", join(missing, ", without ")));
    }

    void find(std::string_view rule, const PlaceRecord& place, std::string what) {
        diagnostics_.add(
            {rule, place.place, place.id, fmt::format("the place `{}` {}", place.id, what)});
    }

    const GovernanceStage& stage_;
    const PlaceRecords& records_;
    const HolderIndex holders_;
    const registry::BodyGraph graph_;
    Diagnostics& diagnostics_;
};

}  // namespace

void check_localities(const GovernanceStage& stage, Diagnostics& diagnostics) {
    if (stage.data->records.places.present) LocalityCheck(stage, diagnostics).check();
}

}  // namespace concord::governance::rules
