// The partnership of board and councils: who must be in it, what it cannot do, and what the two
// boards share.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/text.hpp"
#include "governance/rules/described.hpp"
#include "governance/rules/rules.hpp"
#include "registry/body_graph.hpp"

namespace concord::governance::rules {
namespace {

// A leader is of an organisation unless marked as political or clinical.
std::string_view strand_of(const Member& member) {
    return member.strand.empty() ? std::string_view("organisational") : member.strand;
}

class PartnershipCheck {
  public:
    PartnershipCheck(const GovernanceStage& stage, Diagnostics& diagnostics)
        : stage_(stage),
          scheme_(stage.data->scheme),
          graph_(stage.registry->data->bodies, stage.registry->data->relations),
          diagnostics_(diagnostics) {}

    void check(const DescribedBody& partnership, const DescribedBody* board) {
        check_members(partnership);
        check_powers(partnership);
        check_chair(partnership);
        check_signatures(partnership);
        if (board) compare(partnership, *board);
    }

  private:
    // Every council with social care duties, and the board (FRM-R013, FRM-R014, PIR-R018).
    void check_members(const DescribedBody& partnership) {
        std::set<std::string_view> organisations;
        for (const auto* member : partnership.members)
            organisations.insert(member->organisation);
        for (const auto* body : graph_.members_of(partnership.holder->id, stage_.context.as_at)) {
            if (organisations.contains(body->id)) continue;
            find("GOV130", partnership,
                 fmt::format("`{}` is a partner of `{}`, and nobody sits there for it", body->id,
                             partnership.holder->id));
        }
    }

    // It is a committee: it holds no contract, no budget and no staff (FRM-R012).
    void check_powers(const DescribedBody& partnership) {
        for (const auto& grant : scheme_.grants) {
            if (grant.to != partnership.holder->id) continue;
            diagnostics_.add({"GOV131", grant.place, partnership.holder->id,
                              fmt::format("`{}` passes powers to `{}`, which is a committee of "
                                          "partners and holds no budget, contract or staff",
                                          grant.id, partnership.holder->id)});
        }
    }

    void check_chair(const DescribedBody& partnership) {
        const bool has_chair = std::ranges::any_of(
            partnership.members, [](const Member* member) { return member->kind == "chair"; });
        if (!has_chair) {
            find("GOV132", partnership,
                 fmt::format("`{}` has no chair chosen by board and councils together",
                             partnership.holder->id));
        }
    }

    // Terms, membership, ways of working and administration, signed by each (FRM-R017).
    void check_signatures(const DescribedBody& partnership) {
        const auto terms = std::ranges::find_if(scheme_.documents, [&](const Document& document) {
            return document.owner == partnership.holder->id &&
                   document.kind == "terms-of-reference";
        });
        if (terms == scheme_.documents.end()) {
            find("GOV133", partnership,
                 fmt::format("`{}` has no terms of reference", partnership.holder->id));
            return;
        }
        for (const auto* body : graph_.members_of(partnership.holder->id, stage_.context.as_at)) {
            if (holds(terms->signed_by, body->id)) continue;
            diagnostics_.add({"GOV133", terms->place, partnership.holder->id,
                              fmt::format("`{}` has not signed the terms of reference of `{}`",
                                          body->id, partnership.holder->id)});
        }
    }

    // Where two boards share a system, each kind of leader sits on both (GMI-R018), and the
    // partnership has sectors that the board lacks (GMI-R019).
    void compare(const DescribedBody& partnership, const DescribedBody& board) {
        std::set<std::string_view> on_board;
        std::set<std::string> sectors;
        for (const auto* member : board.members) {
            on_board.insert(strand_of(*member));
            sectors.insert(member->sector);
        }
        std::vector<std::string> missing;
        for (const auto* strand : {"political", "clinical", "organisational"}) {
            const bool here = std::ranges::any_of(partnership.members, [&](const Member* member) {
                return member->strand == strand;
            });
            if (!here || !on_board.contains(strand)) missing.push_back(strand);
        }
        if (!missing.empty()) {
            find("GOV134", partnership,
                 fmt::format("`{}` and `{}` do not both have a leader of these kinds: {}",
                             partnership.holder->id, board.holder->id, join(missing, ", ")));
        }
        const bool is_wider = std::ranges::any_of(partnership.members, [&](const Member* member) {
            return !sectors.contains(member->sector);
        });
        if (is_wider) return;
        find("GOV135", partnership,
             fmt::format("`{}` has members of no sector that `{}` lacks", partnership.holder->id,
                         board.holder->id));
    }

    void find(std::string_view rule, const DescribedBody& partnership, std::string message) {
        diagnostics_.add(
            {rule, partnership.holder->place, partnership.holder->id, std::move(message)});
    }

    const GovernanceStage& stage_;
    const Scheme& scheme_;
    const registry::BodyGraph graph_;
    Diagnostics& diagnostics_;
};

}  // namespace

void check_partnerships(const GovernanceStage& stage, Diagnostics& diagnostics) {
    const HolderIndex holders(stage.data->scheme);
    const auto bodies = described_bodies(stage, holders);
    PartnershipCheck check(stage, diagnostics);
    for (const auto& partnership : bodies) {
        if (partnership.holder->body_kind != partnership_kind) continue;
        const auto board = std::ranges::find_if(bodies, [&](const DescribedBody& body) {
            return body.holder->body_kind == board_kind &&
                   body.holder->area == partnership.holder->area;
        });
        check.check(partnership, board == bodies.end() ? nullptr : &*board);
    }
}

}  // namespace concord::governance::rules
