// Committees and forums: written terms, recorded delegations, purposes, and what a forum is not.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "governance/rules/described.hpp"
#include "governance/rules/rules.hpp"

namespace concord::governance::rules {
namespace {

bool is_committee(HolderKind kind) {
    return kind == HolderKind::committee || kind == HolderKind::sub_committee ||
           kind == HolderKind::joint_committee;
}

class CommitteeCheck {
  public:
    CommitteeCheck(const GovernanceStage& stage, const HolderIndex& holders,
                   Diagnostics& diagnostics)
        : stage_(stage),
          law_(stage.data->law),
          scheme_(stage.data->scheme),
          holders_(holders),
          diagnostics_(diagnostics) {}

    void check(const Holder& holder) {
        if (holder.kind == HolderKind::forum) {
            check_forum(holder);
        } else if (is_committee(holder.kind)) {
            check_terms(holder);
            check_delegation(holder);
            check_record(holder);
            check_openness(holder);
        }
    }

    void check_body(const DescribedBody& body) {
        if (body.holder->body_kind != board_kind) return;
        check_guardians(body);
        check_inequalities(body);
        check_place_members(body);
        check_limits(body);
    }

  private:
    void check_forum(const Holder& holder);
    void check_terms(const Holder& holder);
    void check_delegation(const Holder& holder);
    void check_record(const Holder& holder);
    void check_openness(const Holder& holder);
    void check_guardians(const DescribedBody& body);
    void check_inequalities(const DescribedBody& body);
    void check_place_members(const DescribedBody& body);
    void check_limits(const DescribedBody& body);
    bool receives(const Holder& holder) const;

    void find(std::string_view rule, const Holder& holder, std::string message) {
        diagnostics_.add({rule, holder.place, holder.id, std::move(message)});
    }

    const GovernanceStage& stage_;
    const Law& law_;
    const Scheme& scheme_;
    const HolderIndex& holders_;
    Diagnostics& diagnostics_;
};

bool CommitteeCheck::receives(const Holder& holder) const {
    return std::ranges::any_of(scheme_.grants, [&](const Grant& grant) {
        return grant.to == holder.id && grant.period.contains(stage_.context.as_at);
    });
}

// A forum is not called a committee, and what it advises goes somewhere (PIR-R073).
void CommitteeCheck::check_forum(const Holder& holder) {
    if (lower(holder.described_as).find("committee") != std::string::npos) {
        find("GOV082", holder,
             fmt::format("`{}` is a forum without powers, and is described as `{}`", holder.id,
                         shown(holder.described_as)));
    }
    if (holder.accountable_to.empty()) {
        find("GOV087", holder,
             fmt::format("nothing says to whom the advice of `{}` goes", holder.id));
    }
}

// PIR-R040, PIR-R041, PIR-R051.
void CommitteeCheck::check_terms(const Holder& holder) {
    if (holder.terms_of_reference.empty()) {
        find("GOV080", holder,
             fmt::format("the {} `{}` has no terms of reference", to_string(holder.kind),
                         holder.id));
    }
    if (lower(holder.described_as).find("forum") != std::string::npos) {
        find("GOV082", holder,
             fmt::format("`{}` is a {}, and is described as `{}`", holder.id,
                         to_string(holder.kind), shown(holder.described_as)));
    }
}

// PIR-R053: what the scheme does not record is no delegation.
void CommitteeCheck::check_delegation(const Holder& holder) {
    if (receives(holder) || holds(holder.remit, "advisory")) return;
    find("GOV081", holder,
         fmt::format("nothing is recorded as passed to the {} `{}`", to_string(holder.kind),
                     holder.id));
}

// GMI-R020: purpose, role and accountability.
void CommitteeCheck::check_record(const Holder& holder) {
    std::vector<std::string> missing;
    if (holder.purpose.empty()) missing.push_back("purpose");
    if (holder.accountable_to.empty()) missing.push_back("accountability");
    if (missing.empty()) return;
    find("GOV088", holder,
         fmt::format("the {} of `{}` is not recorded", join(missing, " and the "), holder.id));
}

// FRM-R129: committees that decide do so in public and publish their papers. Audit and pay may not.
void CommitteeCheck::check_openness(const Holder& holder) {
    const bool is_private = holds(holder.remit, "audit") || holds(holder.remit, "remuneration");
    const bool is_open =
        holder.meets_in_public.value_or(false) && holder.publishes_papers.value_or(false);
    if (is_private || is_open || !receives(holder)) return;
    find("GOV089", holder,
         fmt::format("it is not recorded that `{}` meets in public and publishes its papers",
                     holder.id));
}

// Audit and remuneration are chaired by independent members other than the board's chair
// (FRM-R112).
void CommitteeCheck::check_guardians(const DescribedBody& body) {
    std::string board_chair;
    for (const auto* member : body.members) {
        if (member->kind == "chair") board_chair = member->id;
    }
    for (const auto* committee : body.belonging) {
        const bool guards =
            holds(committee->remit, "audit") || holds(committee->remit, "remuneration");
        if (!guards || committee->kind != HolderKind::committee) continue;
        for (const auto* member : present_members(*committee, stage_.context.as_at)) {
            if (member->kind != "chair") continue;
            if (member->independent && member->id != board_chair) continue;
            diagnostics_.add(
                {"GOV085", member->place, committee->id,
                 fmt::format(
                     "`{}` is chaired by `{}`, who is {}", committee->id, shown(member->id),
                     member->id == board_chair ? "the chair of the board" : "not independent")});
        }
    }
}

// A committee or a person with the duty on health inequalities; a person alone is weak (PIR-R050).
void CommitteeCheck::check_inequalities(const DescribedBody& body) {
    const bool has_committee = std::ranges::any_of(body.belonging, [](const Holder* holder) {
        return is_committee(holder->kind) && holds(holder->remit, "inequalities");
    });
    const bool has_person = std::ranges::any_of(scheme_.assurances, [&](const Assurance& record) {
        return record.subject == body.holder->id && !record.owner.empty() &&
               record.topic == "duty:reduce-inequalities";
    });
    if (has_committee) return;
    find("GOV086", *body.holder,
         has_person
             ? fmt::format("a person answers for health inequalities in `{}`, and no committee",
                           body.holder->id)
             : fmt::format("neither a committee nor a person answers for health inequalities in "
                           "`{}`",
                           body.holder->id));
}

// Primary care, council with public health, providers and people at place (FRM-R139).
void CommitteeCheck::check_place_members(const DescribedBody& body) {
    static const std::vector<std::pair<std::string, std::vector<std::string>>> wanted = {
        {"primary care", {"primary-care", "general-practice"}},
        {"the council", {"local-authority", "public-health"}},
        {"NHS providers", {"nhs-trust"}},
        {"people who use services", {"patient", "healthwatch", "carer", "lay"}},
    };
    for (const auto* committee : body.belonging) {
        const bool is_of_place = committee->scale == Scale::place && is_committee(committee->kind);
        const auto members = present_members(*committee, stage_.context.as_at);
        if (!is_of_place || members.empty()) continue;
        std::vector<std::string> words;
        for (const auto* member : members) {
            words.push_back(member->role);
            words.push_back(member->sector);
        }
        std::vector<std::string> missing;
        for (const auto& [name, any] : wanted) {
            if (!holds_any(words, any)) missing.push_back(name);
        }
        if (missing.empty()) continue;
        find("GOV090", *committee,
             fmt::format("`{}` has no member for {}", committee->id, join(missing, ", ")));
    }
}

// A function of commissioning passed to place needs an amount up to which it holds (PIR-R056).
void CommitteeCheck::check_limits(const DescribedBody& body) {
    for (const auto& grant : scheme_.grants) {
        const auto to = holders_.find(grant.to);
        const bool is_ours =
            to && std::ranges::find(body.belonging, &holders_.holder(*to)) != body.belonging.end();
        if (!is_ours || grant.ceiling || !grant.period.contains(stage_.context.as_at)) continue;
        const bool commissions =
            std::ranges::any_of(grant.scope.functions, [&](const std::string& function) {
                const auto node = law_.functions.find(function);
                return node && law_.functions.node(*node).kind == "commissioning";
            });
        const bool has_limit = std::ranges::any_of(scheme_.limits, [&](const Limit& limit) {
            return limit.holder == grant.to && limit.period.contains(stage_.context.as_at);
        });
        if (!commissions || has_limit) continue;
        diagnostics_.add({"GOV093", grant.place, grant.to,
                          fmt::format("`{}` passes commissioning to `{}`, and no amount limits it",
                                      grant.id, grant.to)});
    }
}

}  // namespace

void check_committees(const GovernanceStage& stage, Diagnostics& diagnostics) {
    const HolderIndex holders(stage.data->scheme);
    CommitteeCheck check(stage, holders, diagnostics);
    for (const auto& holder : stage.data->scheme.holders) {
        if (holder.period.contains(stage.context.as_at)) check.check(holder);
    }
    for (const auto& body : described_bodies(stage, holders))
        check.check_body(body);
}

}  // namespace concord::governance::rules
