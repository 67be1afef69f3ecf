// The second half of the plain restatement: from chains to the answer.
#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "support/governance_reference.hpp"

namespace concord::support {

using governance::Holder;
using governance::HolderKind;
using governance::Question;
using governance::Refusal;

Refusal GovernanceReference::at_place(std::size_t holder, const Asked& asked) const {
    const auto paths = all_paths(asked);
    for (int level = 3; level <= everything_passed; ++level) {
        if (!accepted(holder, paths, asked, level)) return static_cast<Refusal>(level);
    }
    return Refusal::none;
}

std::vector<std::string> GovernanceReference::asked_places(const Question& question) const {
    if (!question.places.empty()) return question.places;
    std::vector<std::string> tops;
    for (const auto& [id, parent] : places_) {
        if (parent.empty() || !places_.contains(parent)) tops.push_back(id);
    }
    if (tops.empty()) tops.push_back("");
    return tops;
}

Refusal GovernanceReference::refusal(std::size_t holder, const Question& question) const {
    const auto& item = scheme_.holders[holder];
    std::vector<std::size_t> who = {holder};
    if (item.kind == HolderKind::committees_in_common) {
        for (const auto& id : item.of) {
            if (const auto member = find(id)) who.push_back(*member);
        }
        if (who.size() == 1) return Refusal::not_a_holder;
    }
    const auto nested = [&](std::size_t one) {
        return one != holder && scheme_.holders[one].kind == HolderKind::committees_in_common;
    };
    for (const auto one : who) {
        if (!exists(one) || nested(one)) return Refusal::not_a_holder;
    }
    for (const auto one : who) {
        if (!held_above(one, question.function)) return Refusal::function_not_held_above;
    }
    auto worst = Refusal::none;
    for (const auto& place : asked_places(question)) {
        const auto here = at_place(holder, {&question, place, question.value});
        if (here != Refusal::none && (worst == Refusal::none || here < worst)) worst = here;
    }
    if (worst != Refusal::none) return worst;
    for (const auto one : who) {
        const auto least = floor(one, question);
        if (question.value && least && *question.value < *least) return Refusal::below_floor;
    }
    for (const auto one : who) {
        if (!constituted(one)) return Refusal::not_constituted;
    }
    for (const auto one : who) {
        if (!quorum_stands(one, question)) return Refusal::no_quorum_without_conflict;
    }
    return Refusal::none;
}

// The largest of all amounts on record at which the holder would still be accepted.
std::optional<Pence> GovernanceReference::best_ceiling(std::size_t holder,
                                                       const Asked& asked) const {
    auto higher = asked;
    higher.value = Pence(std::numeric_limits<std::int64_t>::max());
    if (accepted(holder, all_paths(higher), higher, everything_passed)) return std::nullopt;
    std::set<Pence, std::greater<>> amounts;
    for (const auto& grant : scheme_.grants) {
        if (grant.ceiling) amounts.insert(*grant.ceiling);
    }
    for (const auto& limit : scheme_.limits) {
        if (limit.ceiling) amounts.insert(*limit.ceiling);
    }
    for (const auto amount : amounts) {
        higher.value = amount;
        if (accepted(holder, all_paths(higher), higher, everything_passed)) return amount;
    }
    return Pence(std::int64_t{0});
}

std::optional<Pence> GovernanceReference::floor(std::size_t holder,
                                                const Question& question) const {
    std::optional<Pence> highest;
    for (const auto& limit : scheme_.limits) {
        if (find(limit.holder) != holder || !limit.floor) continue;
        if (!limit.period.contains(context_.as_at)) continue;
        for (const auto& place : asked_places(question)) {
            const bool speaks = covers(limit.scope, {&question, place, question.value});
            if (speaks && (!highest || *limit.floor > *highest)) highest = limit.floor;
        }
    }
    return highest;
}

bool GovernanceReference::constituted(std::size_t holder) const {
    const auto& item = scheme_.holders[holder];
    if (item.kind == HolderKind::body || item.kind == HolderKind::committees_in_common) return true;
    if (item.kind == HolderKind::post) {
        return std::ranges::any_of(item.members, [&](const governance::Member& member) {
            return member.period.contains(context_.as_at);
        });
    }
    if (item.terms_of_reference.empty()) return false;
    return std::ranges::none_of(scheme_.documents, [&](const governance::Document& document) {
        return document.id == item.terms_of_reference &&
               (document.status == "draft" || document.status == "withdrawn");
    });
}

std::set<std::string> GovernanceReference::approvals(std::size_t holder,
                                                     const Question& question) const {
    std::set<std::string> found;
    for (const auto& control : scheme_.controls) {
        if (!control.period.contains(context_.as_at) || !control.threshold) continue;
        if (question.value && *question.value <= *control.threshold) continue;
        for (const auto body : bodies(holder)) {
            if (scheme_.holders[body].id == control.body) found.insert(control.id);
        }
    }
    return found;
}

std::set<std::size_t> GovernanceReference::stepping_back(std::size_t holder,
                                                         const Question& question) const {
    const auto& item = scheme_.holders[holder];
    const auto affected = [&](const std::string& organisation) {
        return std::ranges::find(question.affected, organisation) != question.affected.end();
    };
    std::set<std::size_t> found;
    for (std::size_t i = 0; i < item.members.size(); ++i) {
        const auto& member = item.members[i];
        if (!member.period.contains(context_.as_at)) continue;
        bool interested = affected(member.organisation);
        if (member.organisation.empty()) {
            for (const auto body : bodies(holder))
                interested = interested || affected(scheme_.holders[body].id);
        }
        for (const auto& interest : scheme_.interests) {
            const bool theirs = interest.member == member.id ||
                                (!member.seat.empty() && interest.member == member.seat) ||
                                (item.kind == HolderKind::post && interest.member == item.id);
            interested = interested || (theirs && interest.period.contains(context_.as_at) &&
                                        affected(interest.organisation));
        }
        if (interested) found.insert(i);
    }
    return found;
}

std::size_t GovernanceReference::voting(std::size_t holder,
                                        const std::set<std::size_t>& without) const {
    const auto& item = scheme_.holders[holder];
    std::size_t count = 0;
    for (std::size_t i = 0; i < item.members.size(); ++i) {
        const auto& member = item.members[i];
        const bool votes = member.voting || item.kind == HolderKind::post;
        count += votes && member.period.contains(context_.as_at) && !without.contains(i);
    }
    return count;
}

std::size_t GovernanceReference::needed(std::size_t holder) const {
    const auto& item = scheme_.holders[holder];
    if (item.kind == HolderKind::post) return 1;
    if (!item.quorum) return 0;
    const double share = item.quorum->share.value_or(0) * static_cast<double>(voting(holder, {}));
    const auto by_share = static_cast<std::size_t>(std::ceil(share - 1e-9));
    const auto by_number = static_cast<std::size_t>(item.quorum->members.value_or(0));
    return std::max(by_share, by_number);
}

bool GovernanceReference::roles_present(std::size_t holder,
                                        const std::set<std::size_t>& without) const {
    const auto& item = scheme_.holders[holder];
    if (!item.quorum || item.kind == HolderKind::post) return true;
    return std::ranges::all_of(item.quorum->roles, [&](const std::string& role) {
        std::ptrdiff_t there = 0;
        for (std::size_t i = 0; i < item.members.size(); ++i) {
            const auto& member = item.members[i];
            const bool has = role == member.kind || role == member.role || role == member.strand ||
                             role == member.sector;
            there += has && member.voting && member.period.contains(context_.as_at) &&
                     !without.contains(i);
        }
        return there >= std::ranges::count(item.quorum->roles, role);
    });
}

bool GovernanceReference::quorum_stands(std::size_t holder, const Question& question) const {
    const auto& item = scheme_.holders[holder];
    if (item.kind == HolderKind::committees_in_common && item.members.empty()) return true;
    if (item.members.empty()) {  // only the bodies themselves can be judged
        const auto own = bodies(holder);
        const auto affected = [&](std::size_t body) {
            return std::ranges::find(question.affected, scheme_.holders[body].id) !=
                   question.affected.end();
        };
        return own.empty() || !std::ranges::all_of(own, affected);
    }
    const auto without = stepping_back(holder, question);
    return voting(holder, without) >= std::max<std::size_t>(needed(holder), 1) &&
           roles_present(holder, without);
}

// ── the first to ask ──

// Whether what the one may decide flows on from it to the other, through grants that carry it.
bool GovernanceReference::hands_on(std::size_t from, std::size_t to, const Asked& asked) const {
    const auto& question = *asked.question;
    const auto paths = all_paths(asked);
    const auto shut = closed(paths, asked, everything_passed);
    // Who may pass on: reached by a whole chain whose last grant may be passed on too.
    std::set<std::size_t> passing;
    for (const auto& path : paths) {
        const bool may = path.grants.empty() || scheme_.grants[path.grants.back()].may_pass_on;
        const bool is_open = open_through(path, shut) && !shut.contains(path.holders.back());
        if (may && is_open && path.passed == everything_passed) {
            passing.insert(path.holders.back());
        }
    }
    const auto kept = keepers(asked);
    std::set<std::size_t> reached;
    if (passing.contains(from)) reached.insert(from);
    for (bool grew = true; grew;) {
        grew = false;
        for (std::size_t i = 0; i < scheme_.grants.size(); ++i) {
            const auto& grant = scheme_.grants[i];
            const auto giver = find(grant.from);
            const auto taker = find(grant.to);
            if (!giver || !taker || !reached.contains(*giver) || kept.contains(*giver)) continue;
            if (*giver != from && !passing.contains(*giver)) continue;
            const bool fits = valid(i) && lawful(i, question) && in_scope(i, asked) &&
                              (!grant.ceiling || !asked.value || *asked.value <= *grant.ceiling) &&
                              within_own_ceilings(*taker, asked);
            if (!fits) continue;
            if (*taker == to && to != from) return true;
            if (grant.may_pass_on && passing.contains(*taker)) {
                grew = reached.insert(*taker).second || grew;
            }
        }
    }
    return false;
}

std::optional<bool> GovernanceReference::split_says(std::size_t one, std::size_t other,
                                                    const Question& question) const {
    bool other_first = false;
    bool one_first = false;
    for (const auto& split : scheme_.splits) {
        if (!split.period.contains(context_.as_at)) continue;
        bool everywhere = true;
        for (const auto& place : asked_places(question))
            everywhere = everywhere && covers(split.scope, {&question, place, question.value});
        if (!everywhere) continue;
        other_first = other_first || (find(split.first) == other && find(split.second) == one);
        one_first = one_first || (find(split.first) == one && find(split.second) == other);
    }
    if (!other_first && !one_first) return std::nullopt;
    return other_first;
}

bool GovernanceReference::yields(const ReferenceDecider& one, const ReferenceDecider& other,
                                 const Question& question) const {
    const auto& mine = scheme_.holders[one.holder];
    const auto& theirs = scheme_.holders[other.holder];
    if (const auto said = split_says(one.holder, other.holder, question)) return *said;
    if (theirs.kind == HolderKind::committees_in_common) {
        for (const auto& id : theirs.of) {
            if (find(id) == one.holder) return true;
        }
    }
    bool on = true;
    bool back = true;
    for (const auto& place : asked_places(question)) {
        on = on && hands_on(one.holder, other.holder, {&question, place, question.value});
        back = back && hands_on(other.holder, one.holder, {&question, place, question.value});
    }
    if (on && !back) return true;
    const auto own = bodies(one.holder);
    if (own.empty() || own != bodies(other.holder)) return false;
    const auto rank = [](const Holder& holder) {
        switch (holder.kind) {
            case HolderKind::post:
                return 0;
            case HolderKind::sub_committee:
                return 1;
            case HolderKind::body:
                return 3;
            default:
                return 2;
        }
    };
    if (rank(theirs) != rank(mine)) return rank(theirs) < rank(mine);
    return mine.kind == HolderKind::post && other.ceiling &&
           (!one.ceiling || *one.ceiling > *other.ceiling);
}

void GovernanceReference::find_first(ReferenceAnswer& answer, const Question& question) const {
    std::vector<const ReferenceDecider*> nearest;
    for (const auto& decider : answer.deciders) {
        const auto scale = scheme_.holders[decider.holder].scale;
        if (!nearest.empty() && scale > scheme_.holders[nearest[0]->holder].scale) continue;
        if (!nearest.empty() && scale < scheme_.holders[nearest[0]->holder].scale) nearest.clear();
        nearest.push_back(&decider);
    }
    for (const auto* one : nearest) {
        const bool gives_way = std::ranges::any_of(nearest, [&](const auto* other) {
            return other != one && yields(*one, *other, question);
        });
        if (!gives_way) answer.first.insert(one->holder);
    }
    if (answer.first.empty()) {
        for (const auto* one : nearest)
            answer.first.insert(one->holder);
    }
    answer.overlap = answer.first.size() > 1;
}

ReferenceDecider GovernanceReference::decider(std::size_t holder, const Question& question) const {
    ReferenceDecider found;
    found.holder = holder;
    for (const auto& place : asked_places(question)) {
        const Asked asked = {&question, place, question.value};
        const auto paths = all_paths(asked);
        const auto ceiling = best_ceiling(holder, asked);
        if (ceiling && (!found.ceiling || *ceiling < *found.ceiling)) found.ceiling = ceiling;
        std::vector<std::size_t> ends = {holder};
        if (scheme_.holders[holder].kind == HolderKind::committees_in_common) {
            for (const auto& id : scheme_.holders[holder].of) {
                if (const auto member = find(id)) ends.push_back(*member);
            }
        }
        for (const auto end : ends) {
            for (const auto& path : accepted_paths(end, paths, asked))
                found.chains.insert(path.grants);
        }
    }
    found.floor = floor(holder, question);
    found.stepping_back = stepping_back(holder, question);
    found.voting = voting(holder, {});
    found.needed = needed(holder);
    found.approvals = approvals(holder, question);
    return found;
}

ReferenceAnswer GovernanceReference::who(const Question& question) const {
    ReferenceAnswer answer;
    for (std::size_t i = 0; i < scheme_.holders.size(); ++i) {
        const auto refused = refusal(i, question);
        if (refused == Refusal::none) {
            answer.deciders.push_back(decider(i, question));
        } else {
            answer.refused[i] = refused;
        }
    }
    find_first(answer, question);
    return answer;
}

}  // namespace concord::support
