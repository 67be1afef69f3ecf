// The board of the design framework: one unitary board of full members who answer together, sized
// to work, whose constitution says how partners come to it.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/text.hpp"
#include "governance/rules/described.hpp"
#include "governance/rules/rules.hpp"

namespace concord::governance::rules {
namespace {

constexpr std::int64_t usual_largest = 20;  // our own; a board may set another (FRM-R094)

class FrameworkBoard {
  public:
    FrameworkBoard(const GovernanceStage& stage, Diagnostics& diagnostics)
        : stage_(stage), scheme_(stage.data->scheme), diagnostics_(diagnostics) {}

    void check(const DescribedBody& body) {
        check_unitary(body);
        for (const auto* member : body.members) {
            check_partner(body, *member);
            check_answers(body, *member);
            check_other_office(body, *member);
        }
        check_constitution(body);
        check_owner_of_tests(body);
        check_size(body);
        check_plan(body);
    }

  private:
    // Executives and non-executives decide together on one board, and each committee or post of the
    // body answers to it in the end (FRM-R080).
    void check_unitary(const DescribedBody& body) {
        const auto votes = [&](auto is_such) {
            return std::ranges::any_of(body.members, [&](const Member* member) {
                return member->voting && is_such(*member);
            });
        };
        std::vector<std::string> missing;
        if (!votes([](const Member& member) { return member.kind == "executive"; }))
            missing.push_back("executive");
        if (!votes([](const Member& member) {
                return member.kind == "non-executive" || member.kind == "chair";
            }))
            missing.push_back("non-executive");
        if (!missing.empty()) {
            find("GOV200", body, body.holder->place,
                 fmt::format("no {} member votes on the board of `{}`, which is to be one board of "
                             "both",
                             join(missing, " and no "), body.holder->id));
        }
        for (const auto* holder : body.belonging) {
            if (reaches_board(*holder, body) || holder->kind == HolderKind::forum) continue;
            find("GOV200", body, holder->place,
                 fmt::format("`{}` answers in a circle, and never to the board of `{}`", holder->id,
                             body.holder->id));
        }
    }

    // Whether the line of accountability ends; one that ends elsewhere is GOV043's, and one that
    // was never written down GOV088's.
    bool reaches_board(const Holder& start, const DescribedBody& body) const {
        std::set<std::string_view> seen;
        const auto* at = &start;
        while (!at->accountable_to.empty() && seen.insert(at->id).second) {
            if (at->accountable_to == body.holder->id) return true;
            const auto next = std::ranges::find(scheme_.holders, at->accountable_to, &Holder::id);
            if (next == scheme_.holders.end()) return true;  // reported when it was read
            at = &*next;
        }
        return at->accountable_to.empty();
    }

    // Full members and no delegates (FRM-R089).
    void check_partner(const DescribedBody& body, const Member& member) {
        if (member.kind != "partner") return;
        const bool for_others = acts_for_other(body, member);
        if (member.voting && !for_others) return;
        find("GOV201", body, member.place,
             for_others ? fmt::format("the partner `{}` sits on `{}` for `{}`, as a delegate",
                                      shown(member.id), body.holder->id, shown(member.acts_for))
                        : fmt::format("the partner `{}` has no vote on `{}`, and is no full member",
                                      shown(member.id), body.holder->id));
    }

    // All members share what the board answers for, whatever their kind (FRM-R100).
    void check_answers(const DescribedBody& body, const Member& member) {
        if (member.answers_with_all) return;
        find("GOV202", body, member.place,
             fmt::format("`{}` ({}) is taken out of what all members of `{}` answer for",
                         shown(member.id), shown(member.kind.empty() ? "member" : member.kind),
                         body.holder->id));
    }

    // Whoever has an office elsewhere acts for this body here, with that interest on the register
    // (FRM-R099, FRM-R254).
    void check_other_office(const DescribedBody& body, const Member& member) {
        const bool elsewhere =
            !member.organisation.empty() && member.organisation != body.holder->id;
        if (member.kind != "partner" && acts_for_other(body, member)) {
            find("GOV203", body, member.place,
                 fmt::format("`{}` acts for `{}` when on `{}`", shown(member.id),
                             shown(member.acts_for), body.holder->id));
        }
        if (!elsewhere || has_interest(member)) return;
        find("GOV203", body, member.place,
             fmt::format("`{}` is of `{}`, and the register holds no interest of theirs in it",
                         shown(member.id), shown(member.organisation)));
    }

    static bool acts_for_other(const DescribedBody& body, const Member& member) {
        return !member.acts_for.empty() && member.acts_for != body.holder->id;
    }

    bool has_interest(const Member& member) const {
        return std::ranges::any_of(scheme_.interests, [&](const Interest& interest) {
            const bool theirs = interest.member == member.id || interest.member == member.seat;
            return theirs && interest.organisation == member.organisation &&
                   interest.period.contains(stage_.context.as_at);
        });
    }

    // How partners are appointed and who qualifies (FRM-R091).
    void check_constitution(const DescribedBody& body) {
        for (const auto& document : scheme_.documents) {
            const bool is_ours = document.owner == body.holder->id &&
                                 document.kind == "constitution" && document.status != "withdrawn";
            if (!is_ours) continue;
            std::vector<std::string> missing;
            if (!holds(document.covers, "partner-appointment"))
                missing.push_back("how partner members are appointed");
            if (!holds(document.covers, "partner-qualification"))
                missing.push_back("who may be one");
            if (missing.empty()) continue;
            find("GOV205", body, document.place,
                 fmt::format("`{}` does not say {}", shown(document.id), join(missing, " and ")));
        }
    }

    // A member of the board answers for the tests of all of them (FRM-R093).
    void check_owner_of_tests(const DescribedBody& body) {
        const auto* record = recorded(scheme_, "lead:fit-and-proper", body.holder->id);
        if (!record) {
            return find("GOV206", body, body.holder->place,
                        fmt::format("nobody on the board of `{}` answers for the tests of fit and "
                                    "proper persons",
                                    body.holder->id));
        }
        const bool sits = std::ranges::any_of(body.members, [&](const Member* member) {
            return member->voting && (member->id == record->owner || member->seat == record->owner);
        });
        if (sits) return;
        find("GOV206", body, record->place,
             fmt::format("`{}` answers for the tests of fit and proper persons, and is no voting "
                         "member of `{}`",
                         shown(record->owner), body.holder->id));
    }

    void check_size(const DescribedBody& body) {
        const auto largest = body.holder->largest.value_or(usual_largest);
        const auto size = static_cast<std::int64_t>(body.members.size());
        if (size <= largest) return;
        find("GOV207", body, body.holder->place,
             fmt::format("`{}` has {} members, and more than {} are many for one board",
                         body.holder->id, size, largest));
    }

    // The region agrees the plan, as NHS England does the constitution (FRM-R250).
    void check_plan(const DescribedBody& body) {
        static const std::vector<std::string> plans = {"joint-forward-plan", "body-plan",
                                                       "medium-term-plan"};
        for (const auto& document : scheme_.documents) {
            const bool is_plan = document.owner == body.holder->id && holds(plans, document.kind) &&
                                 document.status != "withdrawn";
            if (!is_plan || (is_of_nhs_england(document.approved_by) && document.approved_on))
                continue;
            find("GOV209", body, document.place,
                 fmt::format("the plan `{}` of `{}` is not agreed by NHS England's region, with a "
                             "day",
                             shown(document.id), body.holder->id));
        }
    }

    bool is_of_nhs_england(const std::string& id) const {
        const auto found = std::ranges::find(scheme_.holders, id, &Holder::id);
        return found != scheme_.holders.end() &&
               (found->body_kind == "nhs-england" || found->body_kind == "nhs-region");
    }

    void find(std::string_view rule, const DescribedBody& body, const Location& place,
              std::string message) {
        diagnostics_.add({rule, place, body.holder->id, std::move(message)});
    }

    const GovernanceStage& stage_;
    const Scheme& scheme_;
    Diagnostics& diagnostics_;
};

}  // namespace

void check_framework_board(const GovernanceStage& stage, Diagnostics& diagnostics) {
    const HolderIndex holders(stage.data->scheme);
    FrameworkBoard check(stage, diagnostics);
    for (const auto& body : described_bodies(stage, holders)) {
        if (body.holder->body_kind == board_kind) check.check(body);
    }
}

}  // namespace concord::governance::rules
