// Who sits on boards and committees: marks that each member must have, quorums that can be met,
// ways of deciding that are written down.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/text.hpp"
#include "governance/rules/described.hpp"
#include "governance/rules/rules.hpp"
#include "registry/body_graph.hpp"

namespace concord::governance::rules {
namespace {

constexpr std::size_t very_large =
    50;  // a partnership of more than fifty is hard to hold (THE-R079)
constexpr std::size_t expected_seats =
    10;  // chair, two, four executives, three partners (FRM-R102)

// The eight perspectives that a board takes into account (FRM-R095), as roles, sectors or skills of
// members, or services of the organisation they come from.
const std::vector<std::pair<std::string, std::vector<std::string>>>& perspectives() {
    static const std::vector<std::pair<std::string, std::vector<std::string>>> all = {
        {"acute", {"acute", "nhs-trust"}},
        {"mental health", {"mental-health"}},
        {"community services", {"community"}},
        {"primary care", {"primary-care", "general-practice"}},
        {"social care", {"social-care", "local-authority"}},
        {"public health", {"public-health"}},
        {"patients and carers", {"patient", "lay", "carer", "healthwatch"}},
        {"physical health", {"physical-health", "acute", "community"}},
    };
    return all;
}

class MemberCheck {
  public:
    MemberCheck(const GovernanceStage& stage, Diagnostics& diagnostics)
        : stage_(stage),
          graph_(stage.registry->data->bodies, stage.registry->data->relations),
          diagnostics_(diagnostics) {}

    void check_holder(const Holder& holder) {
        const auto members = present_members(holder, stage_.context.as_at);
        if (members.empty()) return;
        check_quorum(holder, members);
        if (members.size() > very_large) {
            find("GOV058", holder, holder.place,
                 fmt::format("`{}` has {} members, and more than {} are hard to hold together",
                             holder.id, members.size(), very_large));
        }
    }

    void check_board(const DescribedBody& body) {
        const auto& holder = *body.holder;
        if (is_bound(holder)) {
            check_ways(holder);
        } else {
            find(
                "GOV213", holder, holder.place,
                fmt::format("`{}` is outside the NHS: what the framework says of boards is offered "
                            "to it and does not bind it",
                            holder.id));
        }
        if (holder.body_kind != board_kind) return;
        for (const auto* member : body.members)
            check_member(body, *member);
        check_three_people(body);
        check_perspectives(body);
        check_leads(body);
        check_chair(body);
        if (body.members.size() < expected_seats) {
            find("GOV063", holder, holder.place,
                 fmt::format("`{}` has {} members, and ten follow from the seats that are expected",
                             holder.id, body.members.size()));
        }
    }

  private:
    // The framework binds NHS bodies and the partnership (FRM-R008).
    bool is_bound(const Holder& holder) const {
        return holder.body_kind == partnership_kind ||
               stage_.data->law.is_of_kind(holder.body_kind, "nhs-body", stage_.context);
    }
    void check_quorum(const Holder& holder, const std::vector<const Member*>& members);
    void check_ways(const Holder& holder);
    void check_member(const DescribedBody& body, const Member& member);
    void check_three_people(const DescribedBody& body);
    void check_perspectives(const DescribedBody& body);
    void check_leads(const DescribedBody& body);
    void check_chair(const DescribedBody& body);

    void find(std::string_view rule, const Holder& holder, const Location& place,
              std::string message) {
        diagnostics_.add({rule, place, holder.id, std::move(message)});
    }

    const GovernanceStage& stage_;
    const registry::BodyGraph graph_;
    Diagnostics& diagnostics_;
};

// A quorum that all members together cannot meet never lets anything be decided.
void MemberCheck::check_quorum(const Holder& holder, const std::vector<const Member*>& members) {
    if (!holder.quorum) return;
    const auto voting = std::ranges::count_if(members, [](const auto* m) { return m->voting; });
    const auto needed = holder.quorum->members.value_or(0);
    if (needed > voting) {
        find("GOV064", holder, holder.place,
             fmt::format("`{}` needs {} voting members for a quorum and has {}", holder.id, needed,
                         voting));
    }
    for (const auto& role : holder.quorum->roles) {
        const bool is_there = std::ranges::any_of(members, [&](const Member* member) {
            return role == member->role || role == member->kind || role == member->seat ||
                   role == member->sector || role == member->strand;
        });
        if (is_there || role.find("-or-") != std::string::npos) continue;
        find("GOV065", holder, holder.place,
             fmt::format("the quorum of `{}` asks for `{}`, and no member is that", holder.id,
                         shown(role)));
    }
}

// How a board decides: in public, by a vote only where it says how, with a way out of disagreement.
void MemberCheck::check_ways(const Holder& holder) {
    if (!holder.meets_in_public.value_or(false) || !holder.publishes_papers.value_or(false)) {
        find("GOV062", holder, holder.place,
             fmt::format("it is not recorded that `{}` {}", holder.id,
                         holder.meets_in_public.value_or(false) ? "publishes its papers"
                                                                : "meets in public"));
    }
    if (holder.vote_allowed.value_or(false) && holder.vote_rule.empty()) {
        find("GOV067", holder, holder.place,
             fmt::format("`{}` may vote, and nothing says how", holder.id));
    }
    if (holder.resolution_rule.empty()) {
        find("GOV068", holder, holder.place,
             fmt::format("nothing says how `{}` settles disagreement", holder.id));
    }
}

void MemberCheck::check_member(const DescribedBody& body, const Member& member) {
    const auto& holder = *body.holder;
    const auto name = shown(member.id);
    const bool plan = stage_.context.profile == RuleProfile::plan_2025;
    if (member.kind == "executive" && !member.employed) {
        find("GOV054", holder, member.place,
             fmt::format("`{}` is an executive of `{}` and not employed by it", name, holder.id));
    }
    const bool is_independent = member.kind == "chair" || member.kind == "non-executive";
    const bool is_elsewhere = !member.organisation.empty() && member.organisation != holder.id;
    if (is_independent && is_elsewhere && member.explanation.empty()) {
        find("GOV055", holder, member.place,
             fmt::format("`{}` is {} of `{}` and holds a position in `{}`", name, member.kind,
                         holder.id, shown(member.organisation)));
    }
    if (plan && (member.sector == "local-authority" || member.sector == "nhs-trust")) {
        find(
            "GOV056", holder, member.place,
            fmt::format("the seat of `{}` ({}) is kept from before the plan", name, member.sector));
    }
    const auto is_done = [&](const std::optional<Date>& day) {
        return day && *day <= stage_.context.as_at;
    };
    if (member.voting && (!is_done(member.principles_signed) || !is_done(member.fit_and_proper))) {
        find("GOV057", holder, member.place,
             fmt::format("nothing shows that `{}` {}", name,
                         !is_done(member.fit_and_proper)
                             ? "passed the test of fit and proper persons"
                             : "signed the principles of public life"));
    }
}

// The seats of trusts, primary care and councils are three people (FRM-R089).
void MemberCheck::check_three_people(const DescribedBody& body) {
    std::map<std::string_view, const Member*> people;
    for (const auto* member : body.members) {
        const bool is_partner = member->sector == "nhs-trust" || member->sector == "primary-care" ||
                                member->sector == "local-authority";
        if (!is_partner) continue;
        const auto [place, is_new] = people.emplace(member->id, member);
        if (is_new || place->second->sector == member->sector) continue;
        find("GOV053", *body.holder, member->place,
             fmt::format("`{}` fills the seats of {} and of {}", shown(member->id),
                         place->second->sector, member->sector));
    }
}

void MemberCheck::check_perspectives(const DescribedBody& body) {
    std::vector<std::string> words;
    const auto add = [&](const Member& member) {
        words.push_back(member.role);
        words.push_back(member.sector);
        words.insert(words.end(), member.skills.begin(), member.skills.end());
        if (const auto* from = graph_.find(member.organisation))
            words.insert(words.end(), from->services.begin(), from->services.end());
    };
    for (const auto* member : body.members)
        add(*member);
    for (const auto* holder : body.belonging) {
        for (const auto* member : present_members(*holder, stage_.context.as_at))
            add(*member);
    }
    // What people say outside committees counts where it is on record: `engagement:mental-health`.
    for (const auto& record : stage_.data->scheme.assurances) {
        constexpr std::string_view engagement = "engagement:";
        const bool counts = record.topic.starts_with(engagement) &&
                            recorded(stage_.data->scheme, record.topic, body.holder->id);
        if (counts) words.push_back(record.topic.substr(engagement.size()));
    }
    std::vector<std::string> missing;
    for (const auto& [name, wanted] : perspectives()) {
        if (!holds_any(words, wanted)) missing.push_back(name);
    }
    if (missing.empty()) return;
    find("GOV059", *body.holder, body.holder->place,
         fmt::format("nobody on `{}`, its committees or in its engagement brings the view "
                     "of {}",
                     body.holder->id, join(missing, ", ")));
}

// A named lead for people and one for digital change (FRM-R097).
void MemberCheck::check_leads(const DescribedBody& body) {
    for (const auto* subject : {"people", "digital"}) {
        const auto topic = fmt::format("lead:{}", subject);
        const bool is_named =
            std::ranges::any_of(stage_.data->scheme.assurances, [&](const Assurance& record) {
                return record.topic == topic && record.subject == body.holder->id &&
                       !record.owner.empty();
            });
        if (is_named) continue;
        find("GOV061", *body.holder, body.holder->place,
             fmt::format("`{}` names no lead for {}", body.holder->id, subject));
    }
}

void MemberCheck::check_chair(const DescribedBody& body) {
    for (const auto* member : body.members) {
        if (member->kind != "chair" || member->independent) continue;
        find("GOV060", *body.holder, member->place,
             fmt::format("the chair of `{}`, `{}`, is not marked as independent", body.holder->id,
                         shown(member->id)));
    }
}

}  // namespace

void check_members(const GovernanceStage& stage, Diagnostics& diagnostics) {
    const HolderIndex holders(stage.data->scheme);
    MemberCheck check(stage, diagnostics);
    for (const auto& holder : stage.data->scheme.holders) {
        if (holder.period.contains(stage.context.as_at)) check.check_holder(holder);
    }
    for (const auto& body : described_bodies(stage, holders))
        check.check_board(body);
}

}  // namespace concord::governance::rules
