// Who else takes part: public health, the quality group, clinical and place leaders, providers,
// primary care; what is core and what is local; and whom the framework does not bind.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/text.hpp"
#include "governance/rules/described.hpp"
#include "governance/rules/rules.hpp"
#include "registry/body_graph.hpp"

namespace concord::governance::rules {
namespace {

bool decides_together(const Holder& holder) {
    return holder.kind == HolderKind::committee || holder.kind == HolderKind::sub_committee ||
           holder.kind == HolderKind::joint_committee;
}

class FrameworkBodies {
  public:
    FrameworkBodies(const GovernanceStage& stage, Diagnostics& diagnostics)
        : stage_(stage),
          scheme_(stage.data->scheme),
          graph_(stage.registry->data->bodies, stage.registry->data->relations),
          diagnostics_(diagnostics) {}

    void check_board(const DescribedBody& body) {
        check_arrangements(body);
        check_public_health(body, true);
        check_quality_group(body);
        check_involvement(body);
        check_primary_care(body);
    }

    // The partnership has its director of public health too (FRM-R096).
    void check_partnership(const DescribedBody& body) { check_public_health(body, false); }

    // What says how trusts are governed makes working together part of it (FRM-R309).
    void check_codes() {
        static const std::vector<std::string> kinds = {
            "provider-code-of-governance", "governor-duties", "accounting-officer-memorandum",
            "licence-guidance"};
        for (const auto& document : scheme_.documents) {
            const bool speaks = holds(kinds, document.kind) && document.status != "withdrawn";
            if (!speaks || holds(document.covers, "collaboration")) continue;
            diagnostics_.add({"GOV214", document.place, document.id,
                              fmt::format("`{}` ({}) does not make working together part of how "
                                          "trusts are governed",
                                          shown(document.id), document.kind)});
        }
    }

  private:
    // Where arrangements are tagged at all, each is core or local, and a local one says on what it
    // depends (FRM-R003).
    void check_arrangements(const DescribedBody& body) {
        std::vector<const Holder*> arrangements;
        for (const auto* holder : body.belonging) {
            if (holder->kind != HolderKind::post) arrangements.push_back(holder);
        }
        const bool tags = std::ranges::any_of(
            arrangements, [](const Holder* holder) { return !holder->arrangement.empty(); });
        if (!tags) return;
        for (const auto* holder : arrangements) {
            if (holder->arrangement.empty()) {
                find("GOV204", *holder, holder->place,
                     fmt::format("nothing says whether `{}` is core or local", holder->id));
            } else if (holder->arrangement == "local" && holder->depends_on.empty()) {
                find("GOV204", *holder, holder->place,
                     fmt::format("`{}` is local, and nothing says on what it depends", holder->id));
            }
        }
    }

    void check_public_health(const DescribedBody& body, bool with_committees) {
        const auto has_role = [](const std::vector<const Member*>& members) {
            return std::ranges::any_of(members, [](const Member* member) {
                return member->role == "public-health" ||
                       member->role == "director-of-public-health";
            });
        };
        bool found = has_role(body.members) ||
                     recorded(scheme_, "role:public-health", body.holder->id) != nullptr;
        for (const auto* holder : body.belonging) {
            found = found ||
                    (with_committees && has_role(present_members(*holder, stage_.context.as_at)));
        }
        if (found) return;
        find("GOV208", *body.holder, body.holder->place,
             fmt::format("no director of public health has a role in `{}`", body.holder->id));
    }

    // A System Quality Group, led by the body, with the means for it (FRM-R166).
    void check_quality_group(const DescribedBody& body) {
        const auto* group = quality_group(body);
        if (!group) {
            return find(
                "GOV210", *body.holder, body.holder->place,
                fmt::format("the system of `{}` has no system quality group", body.holder->id));
        }
        const auto* lead = recorded(scheme_, "quality-group:lead", body.holder->id);
        std::vector<std::string> missing;
        const bool leads = lead && !lead->owner.empty();
        if (!leads) missing.push_back("who of the board leads it");
        if (!recorded(scheme_, "quality-group:resources", body.holder->id))
            missing.push_back("what means it has");
        if (missing.empty()) return;
        find("GOV210", *body.holder, group->line == 0 ? body.holder->place : *group,
             fmt::format("of the system quality group of `{}` it is not recorded {}",
                         body.holder->id, join(missing, " nor ")));
    }

    // A body of its own in the registry, or a committee or forum with that remit.
    const Location* quality_group(const DescribedBody& body) const {
        for (const auto* holder : body.belonging) {
            if (holds(holder->remit, "system-quality-group")) return &holder->place;
        }
        const auto* own = graph_.find(body.holder->id);
        for (const auto* group : graph_.of_kind("system-quality-group", stage_.context.as_at)) {
            const bool is_ours =
                own && (group->part_of == own->part_of || group->part_of == own->id);
            if (is_ours) return &group->place;
        }
        return nullptr;
    }

    // Clinical leaders, leaders of places, providers and collaboratives in committees (FRM-R115).
    void check_involvement(const DescribedBody& body) {
        std::set<std::string_view> missing = {"clinical leaders", "leaders of places", "providers",
                                              "provider collaboratives"};
        const auto leaders = place_leaders(body);
        if (leaders.empty()) missing.erase("leaders of places");
        bool any = false;
        for (const auto* holder : body.belonging) {
            if (!decides_together(*holder)) continue;
            for (const auto* member : present_members(*holder, stage_.context.as_at)) {
                any = true;
                if (member->strand == "clinical") missing.erase("clinical leaders");
                if (leaders.contains(member->id)) missing.erase("leaders of places");
                if (member->sector == "nhs-trust" || is_provider(member->organisation))
                    missing.erase("providers");
                if (is_of_collaborative(member->organisation))
                    missing.erase("provider collaboratives");
            }
        }
        if (!any || missing.empty()) return;
        const std::vector<std::string> kinds(missing.begin(), missing.end());
        find("GOV211", *body.holder, body.holder->place,
             fmt::format("no committee of `{}` has members from {}", body.holder->id,
                         join(kinds, ", ")));
    }

    // Who fills a post at the scale of a place.
    std::set<std::string_view> place_leaders(const DescribedBody& body) const {
        std::set<std::string_view> ids;
        for (const auto* holder : body.belonging) {
            if (holder->kind != HolderKind::post || holder->scale != Scale::place) continue;
            ids.insert(holder->id);
            for (const auto* member : present_members(*holder, stage_.context.as_at))
                ids.insert(member->id);
        }
        return ids;
    }

    bool is_provider(std::string_view id) const {
        const auto* body = id.empty() ? nullptr : graph_.find(id);
        return body && stage_.data->law.is_of_kind(body->kind, "provider", stage_.context);
    }

    bool is_of_collaborative(std::string_view id) const {
        const auto* body = id.empty() ? nullptr : graph_.find(id);
        if (!body) return false;
        const auto is_one = [](const registry::Body* other) {
            return other->kind == "provider-collaborative";
        };
        return is_one(body) ||
               std::ranges::any_of(graph_.parents_of(id, stage_.context.as_at), is_one);
    }

    // Primary care where things are decided, at each scale up to the system (FRM-R177).
    void check_primary_care(const DescribedBody& body) {
        std::set<Scale> deciding = {Scale::system};
        std::set<Scale> heard;
        const auto hear = [&](Scale scale, const std::vector<const Member*>& members) {
            if (std::ranges::any_of(members, [](const Member* member) {
                    return member->sector == "primary-care" || member->role == "general-practice";
                }))
                heard.insert(scale);
        };
        hear(Scale::system, body.members);
        for (const auto* holder : body.belonging) {
            if (!decides_together(*holder) || holder->scale > Scale::system) continue;
            const auto members = present_members(*holder, stage_.context.as_at);
            if (members.empty()) continue;
            deciding.insert(holder->scale);
            hear(holder->scale, members);
        }
        for (const auto scale : deciding) {
            if (heard.contains(scale)) continue;
            find("GOV212", *body.holder, body.holder->place,
                 fmt::format("no forum of `{}` that decides at the scale of {} has a member from "
                             "primary care",
                             body.holder->id, to_string(scale)));
        }
    }

    void find(std::string_view rule, const Holder& holder, const Location& place,
              std::string message) {
        diagnostics_.add({rule, place, holder.id, std::move(message)});
    }

    const GovernanceStage& stage_;
    const Scheme& scheme_;
    const registry::BodyGraph graph_;
    Diagnostics& diagnostics_;
};

}  // namespace

void check_framework_bodies(const GovernanceStage& stage, Diagnostics& diagnostics) {
    const HolderIndex holders(stage.data->scheme);
    FrameworkBodies check(stage, diagnostics);
    for (const auto& body : described_bodies(stage, holders)) {
        if (body.holder->body_kind == board_kind) check.check_board(body);
        if (body.holder->body_kind == partnership_kind) check.check_partnership(body);
    }
    check.check_codes();
}

}  // namespace concord::governance::rules
