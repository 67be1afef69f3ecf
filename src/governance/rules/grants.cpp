// Each grant by the law of the day it was made.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "governance/rules/rules.hpp"

namespace concord::governance::rules {
namespace {

std::string_view rule_of(Obstacle obstacle) {
    switch (obstacle) {
        case Obstacle::granter:
            return "GOV030";
        case Obstacle::receiver:
            return "GOV031";
        case Obstacle::parents:
            return "GOV037";
        case Obstacle::not_yet_lawful:
            return "GOV040";
        case Obstacle::not_in_force:
            return "GOV032";
        case Obstacle::not_carried:
            return "GOV033";
        default:
            return "GOV029";
    }
}

class GrantCheck {
  public:
    GrantCheck(const GovernanceStage& stage, const HolderIndex& holders, Diagnostics& diagnostics)
        : stage_(stage), law_(stage.data->law), holders_(holders), diagnostics_(diagnostics) {}

    void check(const Grant& grant) {
        const auto from = holders_.find(grant.from);
        const auto to = holders_.find(grant.to);
        if (!from || !to) return;
        // Whoever belongs to nobody was reported when it was read.
        if (holders_.bodies(*from).empty() || holders_.bodies(*to).empty()) return;
        grant_ = &grant;
        from_ = *from;
        to_ = *to;
        if (from_ == to_) {
            find("GOV041", fmt::format("`{}` grants to itself", shown(grant.from)));
            return;
        }
        check_period(holders_.holder(from_));
        check_period(holders_.holder(to_));
        if (holders_.holder(to_).kind == HolderKind::forum) {
            report_forum();
        } else if (const auto* party = party_without_personality()) {
            report_party(*party);
        } else {
            check_lawfulness();
            check_care();
        }
    }

  private:
    void find(std::string_view rule, std::string message, std::string help = {}) {
        diagnostics_.add({rule, grant_->place, grant_->id, std::move(message), std::move(help)});
    }

    // The power of a body that is no more, or is not yet.
    void check_period(const Holder& holder) {
        const auto& grant = grant_->period;
        const auto& existence = holder.period;
        const bool late = existence.to && (!grant.to || *grant.to > *existence.to);
        const auto start = grant.from ? grant.from : grant_->made_on;
        const bool early = existence.from && start && *start < *existence.from;
        if (late) {
            find("GOV039",
                 fmt::format("`{}` is in force {}, and `{}` ended on {}", shown(grant_->id),
                             grant.to ? "until " + grant.to->iso() : "without end",
                             shown(holder.id), existence.to->iso()));
        } else if (early) {
            find("GOV039",
                 fmt::format("`{}` begins on {}, and `{}` only on {}", shown(grant_->id),
                             start->iso(), shown(holder.id), existence.from->iso()),
                 "let the grant begin with the body, or mark what came before as a draft");
        }
    }

    void report_forum() {
        find("GOV036",
             fmt::format("`{}` grants to `{}`, a forum, which decides nothing", shown(grant_->id),
                         shown(grant_->to)),
             fmt::format("let it advise a body that decides, or make it a committee with terms of "
                         "reference; {}",
                         alternatives()));
    }

    // A body without legal personality that no Act sets up: a place, a network, a collaborative.
    bool lacks_personality(const Holder& holder) const {
        if (holder.kind != HolderKind::body) return false;
        const auto* kind = registry::find_kind(stage_.registry->kinds, holder.body_kind);
        return kind && !kind->legal_person && !kind->statutory;
    }

    const Holder* party_without_personality() const {
        for (const auto number : {from_, to_}) {
            const auto& holder = holders_.holder(number);
            if (lacks_personality(holder)) return &holder;
        }
        for (const auto body : holders_.bodies(to_)) {
            if (lacks_personality(holders_.holder(body))) return &holders_.holder(body);
        }
        return nullptr;
    }

    void report_party(const Holder& party) {
        find("GOV042",
             fmt::format("`{}` ({}) has no legal personality and is no party to `{}`",
                         shown(party.id), party.body_kind, shown(grant_->id)),
             fmt::format("its members can be parties, or a committee of a body; {}",
                         alternatives()));
    }

    void check_lawfulness() {
        const auto verdict = judge(law_, holders_, *grant_, stage_.context);
        if (!verdict.lawful) {
            const auto rule = rule_of(verdict.obstacle);
            if (verdict.obstacle == Obstacle::not_yet_lawful && is_preparation()) return;
            find(rule, verdict.reason, help_for(verdict.obstacle));
            return;
        }
        const bool unexplained = verdict.discouraged && grant_->override_reason.empty();
        if (unexplained) {
            find("GOV034", fmt::format("`{}` passes functions of a board to a provider, and gives "
                                       "no reason for it",
                                       shown(grant_->id)));
        }
    }

    // Made before the law, marked as a draft, to take effect with it, and looked at before that: a
    // plan, which is allowed (FRM-R002).
    bool is_preparation() const {
        const auto& documents = stage_.data->scheme.documents;
        const auto document = std::ranges::find(documents, grant_->source.document, &Document::id);
        if (document == documents.end() || document->status != "draft") return false;
        const auto& start = grant_->period.from;
        const auto law_begins = first_day_of(*law_.instrument(grant_->instrument));
        return start && law_begins && *start >= *law_begins && stage_.context.as_at < *law_begins;
    }

    std::string help_for(Obstacle obstacle) const {
        const auto* instrument = law_.instrument(grant_->instrument);
        if (obstacle == Obstacle::not_yet_lawful) {
            return fmt::format(
                "{}; what was prepared before stands as a draft and takes effect "
                "with the law",
                first_day(*instrument));
        }
        if (obstacle == Obstacle::not_carried) {
            return "name the functions and acts that the instrument carries; " + alternatives();
        }
        return alternatives();
    }

    static std::optional<Date> first_day_of(const Instrument& instrument) {
        std::optional<Date> first;
        for (const auto& pair : instrument.pairs) {
            const auto& from = pair.in_force.from;
            if (from && (!first || *from < *first)) first = from;
        }
        return first;
    }

    static std::string first_day(const Instrument& instrument) {
        const auto first = first_day_of(instrument);
        return first ? fmt::format("{} is in force from {}", instrument.title, first->iso())
                     : "see the dates of the instrument";
    }

    // What would be lawful instead (PIR-R062).
    std::string alternatives() const {
        const Passing passing{grant_, from_, to_, first_function(), first_act()};
        std::vector<std::string> ids;
        for (const auto* instrument :
             lawful_alternatives(law_, holders_, passing, context_made(*grant_, stage_.context))) {
            ids.push_back(fmt::format("`{}` ({})", instrument->id, instrument->title));
        }
        return ids.empty() ? "there is no lawful instrument between the two"
                           : "lawful ways are " + join(ids, ", ");
    }

    NodeIndex first_function() const {
        const auto& names = grant_->scope.functions;
        return names.empty() ? root_node : law_.functions.find(names.front()).value_or(root_node);
    }
    NodeIndex first_act() const {
        const auto& names = grant_->scope.acts;
        return names.empty() ? root_node : law_.acts.find(names.front()).value_or(root_node);
    }

    // What a delegation to another body should have on record.
    void check_care() {
        if (!grant_->made_on && !grant_->period.from) {
            find("GOV027", fmt::format("`{}` has neither a day on which it was made nor a first "
                                       "day",
                                       shown(grant_->id)));
        }
        const auto* instrument = law_.instrument(grant_->instrument);
        const auto& route = instrument->route;
        const bool leaves_the_body = route == "delegated" || route == "joint";
        if (leaves_the_body) {
            std::vector<std::string> missing;
            if (grant_->benefit.empty()) missing.emplace_back("expected benefit");
            if (grant_->assurance.empty()) missing.emplace_back("assurance");
            if (!grant_->review_by) missing.emplace_back("date of review");
            if (!missing.empty()) {
                find("GOV035",
                     fmt::format("`{}` records no {}", shown(grant_->id), join(missing, ", no ")));
            }
        }
        if (leaves_the_body && grant_->reporting.empty()) {
            find("GOV048", fmt::format("`{}` does not say how `{}` reports back", shown(grant_->id),
                                       shown(grant_->to)));
        }
        if (route == "contract" && grant_->benefit.empty()) {
            find("GOV046", fmt::format("`{}` agrees no outcomes with `{}`", shown(grant_->id),
                                       shown(grant_->to)));
        }
        check_person();
    }

    // A post decides by the person who fills it.
    void check_person() {
        const auto& post = holders_.holder(to_);
        const auto as_at = stage_.context.as_at;
        if (post.kind != HolderKind::post || !grant_->period.contains(as_at)) return;
        const bool filled = std::ranges::any_of(
            post.members, [&](const Member& member) { return member.period.contains(as_at); });
        if (filled) return;
        find("GOV045", fmt::format("`{}` grants to the post `{}`, which nobody fills on {}",
                                   shown(grant_->id), shown(post.id), as_at.iso()));
    }

    const GovernanceStage& stage_;
    const Law& law_;
    const HolderIndex& holders_;
    Diagnostics& diagnostics_;
    const Grant* grant_ = nullptr;
    HolderNumber from_ = 0;
    HolderNumber to_ = 0;
};

}  // namespace

void check_grants(const GovernanceStage& stage, Diagnostics& diagnostics) {
    const HolderIndex holders(stage.data->scheme);
    GrantCheck check(stage, holders, diagnostics);
    for (const auto& grant : stage.data->scheme.grants)
        check.check(grant);
}

}  // namespace concord::governance::rules
