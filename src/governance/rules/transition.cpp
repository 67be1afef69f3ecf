// The change to boards: each thing has one successor, is handed over safely, staff keep their
// terms, leaders have a status that the day allows, and the items of the framework are done in
// time.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/text.hpp"
#include "governance/rules/described.hpp"
#include "governance/rules/rules.hpp"

namespace concord::governance::rules {
namespace {

constexpr std::string_view group_kind = "clinical-commissioning-group";

class TransitionCheck {
  public:
    TransitionCheck(const GovernanceStage& stage, Diagnostics& diagnostics)
        : stage_(stage),
          law_(stage.data->law),
          transition_(stage.data->transition),
          scheme_(stage.data->scheme),
          holders_(scheme_),
          diagnostics_(diagnostics) {}

    void check() {
        check_successors();
        check_groups();
        for (const auto& transfer : transition_.transfers)
            check_handover(transfer);
        for (const auto& staff : transition_.staff)
            check_terms(staff);
        for (const auto& change : transition_.reorganisations)
            check_displacement(change);
        for (const auto& leader : transition_.leaders)
            check_leader(leader);
        check_leading();
        check_plan();
        check_items();
        check_talks();
        check_papers();
    }

  private:
    Date today() const { return stage_.context.as_at; }

    const Holder* holder(const std::string& id) const {
        const auto number = holders_.find(id);
        return number ? &holders_.holder(*number) : nullptr;
    }

    // One successor of each thing, who is there on the day (FRM-R042).
    void check_successors() {
        std::map<std::pair<std::string, std::string>, const Transfer*> seen;
        for (const auto& transfer : transition_.transfers) {
            if (transfer.to.size() != 1) {
                find("GOV230", transfer.place, transfer.from,
                     transfer.to.empty()
                         ? fmt::format("`{}` of `{}` has no successor", shown(transfer.what),
                                       transfer.from)
                         : fmt::format("`{}` of `{}` has {} successors, and one is needed",
                                       shown(transfer.what), transfer.from, transfer.to.size()));
                continue;
            }
            const auto [place, is_new] =
                seen.emplace(std::pair(transfer.from, transfer.what), &transfer);
            if (!is_new && place->second->to != transfer.to) {
                find("GOV230", transfer.place, transfer.from,
                     fmt::format("`{}` of `{}` goes to `{}` and to `{}`", shown(transfer.what),
                                 transfer.from, place->second->to.front(), transfer.to.front()));
            }
            check_is_there(transfer);
        }
    }

    void check_is_there(const Transfer& transfer) {
        const auto* successor = holder(transfer.to.front());
        const bool is_itself = transfer.to.front() == transfer.from;
        if (!successor || (!is_itself && !transfer.on)) return;
        if (!is_itself && successor->period.contains(*transfer.on)) return;
        find("GOV230", transfer.place, transfer.from,
             is_itself
                 ? fmt::format("`{}` of `{}` goes to itself", shown(transfer.what), transfer.from)
                 : fmt::format("`{}` of `{}` goes to `{}` on {}, when that does not exist",
                               shown(transfer.what), transfer.from, transfer.to.front(),
                               transfer.on->iso()));
    }

    // Each group that ends passes on its functions, duties, assets, liabilities and contracts, and
    // every function that law gave it.
    void check_groups() {
        for (const auto& group : scheme_.holders) {
            const bool ends = group.kind == HolderKind::body && group.body_kind == group_kind &&
                              group.period.to && group.place.line > 0;
            if (!ends) continue;
            std::set<std::string> missing = {"function", "duty", "asset", "liability", "contract"};
            std::vector<NodeIndex> passed;
            for (const auto& transfer : transition_.transfers) {
                if (transfer.from != group.id) continue;
                missing.erase(transfer.kind);
                for (const auto& function : transfer.functions) {
                    if (const auto node = law_.functions.find(function)) passed.push_back(*node);
                }
            }
            if (!missing.empty()) {
                find("GOV230", *transition_.place, group.id,
                     fmt::format(
                         "nothing says to whom `{}` passes each {}", group.id,
                         join(std::vector<std::string>(missing.begin(), missing.end()), ", ")));
            }
            check_functions(group, passed);
        }
    }

    void check_functions(const Holder& group, const std::vector<NodeIndex>& passed) {
        if (passed.empty()) return;  // told already, or transferred as one
        std::vector<std::string> missing;
        for (const auto& root : law_.roots) {
            const auto node = law_.functions.find(root.function);
            const bool was_held =
                root.body_kind == group.body_kind && node && root.in_force.overlaps(group.period);
            if (!was_held) continue;
            const bool goes = std::ranges::any_of(
                passed, [&](NodeIndex outer) { return law_.functions.covers(outer, *node); });
            if (!goes) missing.push_back(root.function);
        }
        if (missing.empty()) return;
        find("GOV230", *transition_.place, group.id,
             fmt::format("nothing says to whom `{}` passes {}", group.id, join(missing, ", ")));
    }

    // A function or people pass on a day that was checked to be safe, not after it (FRM-R345).
    void check_handover(const Transfer& transfer) {
        const bool concerns =
            transfer.kind == "function" || transfer.kind == "duty" || transfer.kind == "staff";
        if (!concerns) return;
        std::vector<std::string> missing;
        if (!transfer.on) missing.push_back("a day");
        if (!transfer.safe_on) missing.push_back("the day on which it was checked to be safe");
        if (transfer.checked_by.empty()) missing.push_back("who checked that");
        if (!missing.empty()) {
            find("GOV231", transfer.place, transfer.from,
                 fmt::format("the transfer of `{}` from `{}` is without {}", shown(transfer.what),
                             transfer.from, join(missing, ", ")));
        }
        if (!transfer.on || !transfer.safe_on || *transfer.safe_on <= *transfer.on) return;
        find("GOV231", transfer.place, transfer.from,
             fmt::format("`{}` passed on {}, before it was checked to be safe on {}",
                         shown(transfer.what), transfer.on->iso(), transfer.safe_on->iso()));
    }

    // Staff below the board keep their terms; the commitment leaves senior ones out (FRM-R340).
    void check_terms(const StaffGroup& staff) {
        if (staff.group != "below-board" || staff.keeps_terms.value_or(false)) return;
        find("GOV232", staff.place, staff.of,
             staff.keeps_terms
                 ? fmt::format("staff of `{}` below its board do not keep their terms", staff.of)
                 : fmt::format("nothing says that staff of `{}` below its board keep their terms",
                               staff.of));
    }

    void check_displacement(const Reorganisation& change) {
        if (!change.significant && change.displaced == 0) return;
        find("GOV233", change.place, change.of,
             fmt::format(
                 "`{}` in `{}` is {}while the body passes over", shown(change.what), change.of,
                 change.displaced > 0 ? fmt::format("a displacement of {} ",
                                                    counted(change.displaced, "person", "people"))
                                      : "a significant reorganisation "));
    }

    // A status that fits its day: shadow and designate end when the body begins, and nobody is
    // designate before the second reading (FRM-R342, FRM-R347).
    void check_leader(const ChangingLeader& leader) {
        if (leader.status.empty() || !leader.period.from) {
            find("GOV234", leader.place, leader.of,
                 fmt::format("of the {} of `{}` nothing says {}", shown(leader.role), leader.of,
                             leader.status.empty() ? "whether current, shadow or designate"
                                                   : "since when"));
        }
        const auto* body = holder(leader.of);
        const auto begins = body ? body->period.from : std::nullopt;
        const bool is_early = leader.status == "shadow" || leader.status == "designate";
        const bool lasts =
            is_early && begins && (!leader.period.to || *leader.period.to >= *begins);
        if (lasts && today() >= *begins) {
            find("GOV234", leader.place, leader.of,
                 fmt::format("the {} of `{}` is still {} after it began on {}", shown(leader.role),
                             leader.of, leader.status, begins->iso()));
        }
        const bool is_named = leader.role == "chair" || leader.role == "chief-executive";
        const auto reading = law_.transition.second_reading;
        const bool too_soon = is_named && leader.status == "designate" && reading &&
                              leader.period.from && *leader.period.from < *reading;
        if (!too_soon) return;
        find("GOV237", leader.place, leader.of,
             fmt::format("the {} of `{}` is designate from {}, before the second reading on {}",
                         leader.role, leader.of, leader.period.from->iso(), reading->iso()));
    }

    // Before a body begins, somebody who leads now and somebody who is to lead (FRM-R342).
    void check_leading() {
        if (transition_.leaders.empty()) return;
        const bool is_over = std::ranges::none_of(transition_.leaders, [&](const auto& leader) {
            const auto* body = holder(leader.of);
            return leader.status != "current" && body && body->period.from &&
                   *body->period.from > today();
        });
        const bool is_led = std::ranges::any_of(transition_.leaders, [&](const auto& leader) {
            return leader.status == "current" && leader.period.contains(today());
        });
        if (is_over || is_led) return;
        find("GOV234", *transition_.place, "",
             fmt::format("on {} nobody is recorded who leads the change now", today().iso()));
    }

    void check_plan() {
        for (const auto& plan : transition_.plans) {
            std::vector<std::string> missing;
            const auto* region = holder(plan.agreed_with);
            const bool with_region =
                region && (region->body_kind == "nhs-region" || region->body_kind == "nhs-england");
            if (!with_region) missing.push_back("the region's agreement");
            if (!plan.agreed_on) missing.push_back("the day of agreement");
            if (plan.capacity.empty()) missing.push_back("what shows the capacity for it");
            if (missing.empty()) continue;
            find("GOV235", plan.place, plan.of,
                 fmt::format("the transition plan of `{}` is without {}", plan.of,
                             join(missing, ", ")));
        }
        if (!transition_.plans.empty()) return;
        find("GOV235", *transition_.place, "", "the transition has no plan agreed with the region");
    }

    // Each item by the end of its quarter (FRM-R346).
    void check_items() {
        for (const auto& item : law_.transition.items) {
            const auto found = std::ranges::find(transition_.steps, item.id, &TransitionStep::id);
            const bool is_there = found != transition_.steps.end();
            if (!item.due) continue;
            if (is_there && found->state == "done" && found->done_on) {
                if (*found->done_on <= *item.due) continue;
                find("GOV236", found->place, item.id,
                     fmt::format("{} ({}) was due on {} and done on {}", item.id, item.title,
                                 item.due->iso(), found->done_on->iso()));
                continue;
            }
            if (*item.due >= today()) continue;
            find(
                "GOV236", is_there ? found->place : *transition_.place, item.id,
                fmt::format("{} ({}) was due on {} and is {}", item.id, item.title, item.due->iso(),
                            !is_there                ? "not recorded"
                            : found->state == "done" ? "done on no day that is recorded"
                            : found->state.empty()   ? "in no state that is recorded"
                                                     : found->state));
        }
    }

    // Talks with trade unions have begun by the last quarter at the latest (FRM-R348).
    void check_talks() {
        const auto due = law_.transition.talks_by;
        if (!due) return;
        const bool in_time = std::ranges::any_of(transition_.talks, [&](const UnionTalks& talks) {
            return talks.began_on && *talks.began_on <= *due;
        });
        if (in_time || today() <= *due) return;
        find("GOV238",
             transition_.talks.empty() ? *transition_.place : transition_.talks.front().place, "",
             fmt::format("no talks with a trade union had begun by {}", due->iso()));
    }

    // The constitution submitted and the memorandum agreed by the end of the last quarter
    // (FRM-R349).
    void check_papers() {
        const auto due = law_.transition.constitution_by;
        if (!due || today() <= *due) return;
        const auto in_time = [&](std::string_view kind, auto day) {
            return std::ranges::any_of(scheme_.documents, [&](const Document& document) {
                const std::optional<Date> on = document.*day;
                return document.kind == kind && on && *on <= *due;
            });
        };
        std::vector<std::string> missing;
        if (!in_time("constitution", &Document::dated))
            missing.push_back("a constitution submitted");
        if (!in_time("memorandum-of-understanding", &Document::approved_on))
            missing.push_back("a memorandum of understanding agreed");
        if (missing.empty()) return;
        find("GOV239", *transition_.place, "",
             fmt::format("by {} there was not {}", due->iso(), join(missing, " nor ")));
    }

    void find(std::string_view rule, const Location& place, const std::string& subject,
              std::string message) {
        diagnostics_.add({rule, place, subject, std::move(message)});
    }

    const GovernanceStage& stage_;
    const Law& law_;
    const Transition& transition_;
    const Scheme& scheme_;
    const HolderIndex holders_;
    Diagnostics& diagnostics_;
};

}  // namespace

void check_transition(const GovernanceStage& stage, Diagnostics& diagnostics) {
    if (!stage.data->transition.place) return;  // a folder without the file says nothing of it
    TransitionCheck(stage, diagnostics).check();
}

}  // namespace concord::governance::rules
