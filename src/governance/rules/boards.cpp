// What a described body is to have: seats, documents, committees and duties, as the catalogue
// expects them of its kind under the profile and on the date asked about.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "governance/rules/described.hpp"
#include "governance/rules/rules.hpp"

namespace concord::governance::rules {

bool holds(const std::vector<std::string>& words, std::string_view word) {
    return std::ranges::find(words, word) != words.end();
}

bool holds_any(const std::vector<std::string>& words, const std::vector<std::string>& wanted) {
    return std::ranges::any_of(wanted, [&](const auto& word) { return holds(words, word); });
}

const Assurance* recorded(const Scheme& scheme, std::string_view topic, std::string_view subject) {
    const auto found = std::ranges::find_if(scheme.assurances, [&](const Assurance& record) {
        const bool says = !record.owner.empty() || !record.evidence.empty();
        return record.topic == topic && record.subject == subject && says &&
               record.state != "none" && record.state != "unknown";
    });
    return found == scheme.assurances.end() ? nullptr : &*found;
}

std::string said_of(const Document& document, std::string_view what) {
    return fmt::format("`{}` ({}) of `{}` {}", shown(document.id), shown(document.kind),
                       shown(document.owner), what);
}

std::vector<const Member*> present_members(const Holder& holder, Date day) {
    std::vector<const Member*> present;
    for (const auto& member : holder.members) {
        if (member.period.contains(day)) present.push_back(&member);
    }
    return present;
}

std::vector<DescribedBody> described_bodies(const GovernanceStage& stage,
                                            const HolderIndex& holders) {
    const auto day = stage.context.as_at;
    std::vector<DescribedBody> bodies;
    for (HolderNumber i = 0; i < stage.data->scheme.holders.size(); ++i) {
        const auto& holder = holders.holder(i);
        const bool is_described = holder.kind == HolderKind::body && !holder.members.empty();
        if (!is_described || !holder.period.contains(day)) continue;
        bodies.push_back({i, &holder, present_members(holder, day), {}});
    }
    for (auto& body : bodies) {
        for (HolderNumber i = 0; i < stage.data->scheme.holders.size(); ++i) {
            const auto owners = holders.bodies(i);
            const bool is_its_own = owners.size() == 1 && owners[0] == body.number;
            if (i != body.number && is_its_own && holders.holder(i).period.contains(day))
                body.belonging.push_back(&holders.holder(i));
        }
    }
    return bodies;
}

namespace {

bool fits(const Member& member, const Expectation& seat) {
    const auto among = [](const std::vector<std::string>& wanted, const std::string& word) {
        return wanted.empty() || holds(wanted, word);
    };
    const bool has_skill = seat.skills.empty() || holds_any(member.skills, seat.skills);
    return among(seat.member_kinds, member.kind) && among(seat.roles, member.role) &&
           among(seat.sectors, member.sector) && has_skill &&
           (!seat.independent || member.independent) && (!seat.voting || member.voting);
}

class Expecting {
  public:
    Expecting(const GovernanceStage& stage, Diagnostics& diagnostics)
        : stage_(stage), scheme_(stage.data->scheme), diagnostics_(diagnostics) {}

    void check(const DescribedBody& body) {
        for (const auto& expectation : stage_.data->law.expectations) {
            const bool is_its_kind = holds(expectation.body_kinds, body.holder->body_kind);
            if (!is_its_kind || !speaks(expectation.profiles, expectation.in_force, stage_.context))
                continue;
            body_ = &body;
            expectation_ = &expectation;
            check_expectation();
        }
    }

  private:
    void check_expectation() {
        switch (expectation_->kind) {
            case ExpectationKind::seat:
                return check_seat();
            case ExpectationKind::document:
                return report_missing(has_document(), "GOV070", "GOV071");
            case ExpectationKind::committee:
                return report_missing(has_committee(), "GOV083", "GOV084");
            case ExpectationKind::duty:
                return check_duty();
        }
    }

    void check_seat() {
        std::vector<const Member*> found;
        for (const auto* member : body_->members) {
            if (fits(*member, *expectation_)) found.push_back(member);
        }
        const auto count = static_cast<std::int64_t>(found.size());
        report_missing(count >= expectation_->at_least, "GOV050", "GOV051");
        if (!expectation_->at_most || count <= *expectation_->at_most) return;
        find("GOV052", found.back()->place,
             fmt::format("`{}` has {} members as {}, and may have {}", body_->holder->id, count,
                         expectation_->title, *expectation_->at_most));
    }

    bool has_document() const {
        return std::ranges::any_of(scheme_.documents, [&](const Document& document) {
            return document.owner == body_->holder->id && document.status != "withdrawn" &&
                   holds(expectation_->any_of, document.kind);
        });
    }

    // A committee with that remit, or another arrangement that is on record (FRM-R114).
    bool has_committee() const {
        const bool is_arranged =
            std::ranges::any_of(scheme_.assurances, [&](const Assurance& record) {
                return record.subject == body_->holder->id &&
                       record.topic == "arrangement:" + expectation_->any_of.front() &&
                       !expectation_->law;
            });
        return is_arranged || std::ranges::any_of(body_->belonging, [&](const Holder* holder) {
                   const bool decides = holder->kind == HolderKind::committee ||
                                        holder->kind == HolderKind::sub_committee;
                   return decides && holds_any(holder->remit, expectation_->any_of);
               });
    }

    // A duty needs someone who answers for it, and evidence that it is done.
    void check_duty() {
        const auto found = std::ranges::find_if(scheme_.assurances, [&](const Assurance& record) {
            return record.subject == body_->holder->id && holds(expectation_->any_of, record.topic);
        });
        if (found == scheme_.assurances.end()) return report_missing(false, "GOV091", "GOV091");
        if (!found->owner.empty() && !found->evidence.empty()) return;
        find("GOV092", found->place,
             fmt::format("`{}` records {} without {}", body_->holder->id, expectation_->title,
                         found->owner.empty() ? "an owner" : "evidence"));
    }

    void report_missing(bool is_there, std::string_view by_law, std::string_view expected) {
        if (is_there) return;
        find(expectation_->law ? by_law : expected, body_->holder->place,
             fmt::format("`{}` has not {}", body_->holder->id, expectation_->title));
    }

    void find(std::string_view rule, const Location& place, std::string_view message) {
        diagnostics_.add({rule, place, body_->holder->id,
                          fmt::format("{} ({})", message, expectation_->authority)});
    }

    const GovernanceStage& stage_;
    const Scheme& scheme_;
    Diagnostics& diagnostics_;
    const DescribedBody* body_ = nullptr;
    const Expectation* expectation_ = nullptr;
};

}  // namespace

void check_expectations(const GovernanceStage& stage, Diagnostics& diagnostics) {
    const HolderIndex holders(stage.data->scheme);
    Expecting expecting(stage, diagnostics);
    for (const auto& body : described_bodies(stage, holders))
        expecting.check(body);
}

}  // namespace concord::governance::rules
