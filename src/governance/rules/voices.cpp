// Whose voices shape what a system does: directors of public health, the voluntary sector,
// residents, and the public that meetings and minutes are for.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "governance/rules/described.hpp"
#include "governance/rules/rules.hpp"

namespace concord::governance::rules {
namespace {

class Voices {
  public:
    Voices(const GovernanceStage& stage, Diagnostics& diagnostics)
        : stage_(stage), scheme_(stage.data->scheme), diagnostics_(diagnostics) {}

    void check_board(const DescribedBody& board, const Holder* partnership) {
        check_openness(board);
        const auto missing =
            lacks({board.holder, partnership}, "vcse",
                  {"governance", "workforce", "population-health", "redesign", "leadership"});
        if (missing.empty()) return;
        find("GOV321", *board.holder,
             fmt::format("nothing records the part of the voluntary sector in {} of `{}`",
                         join(missing, ", "), board.holder->id));
    }

    void check_partnership(const DescribedBody& partnership, const Holder* board) {
        check_openness(partnership);
        check_public_health(partnership);
        check_residents(partnership);
        check_voluntary_agreement(*partnership.holder, board);
    }

  private:
    // Of the topics those that are on record for none of the holders.
    std::vector<std::string> lacks(const std::vector<const Holder*>& holders,
                                   const std::string& topic,
                                   const std::vector<std::string>& parts) const {
        std::vector<std::string> missing;
        for (const auto& part : parts) {
            const bool is_there = std::ranges::any_of(holders, [&](const Holder* holder) {
                return holder && recorded(scheme_, topic + ":" + part, holder->id);
            });
            if (!is_there) missing.push_back(part);
        }
        return missing;
    }

    // Arrangements for engagement, minutes, updates in plain words; that a body meets in public and
    // publishes its papers is GOV062's (FRM-R260).
    void check_openness(const DescribedBody& body) {
        const auto missing =
            lacks({body.holder}, "public", {"engagement-arrangements", "minutes", "updates"});
        if (missing.empty()) return;
        find("GOV324", *body.holder,
             fmt::format("nothing records for `{}`: {}", body.holder->id, join(missing, ", ")));
    }

    // What directors of public health and their teams do; that one has a role is GOV208's
    // (FRM-R028).
    void check_public_health(const DescribedBody& partnership) {
        const auto missing =
            lacks({partnership.holder}, "public-health", {"population-health", "improvement"});
        if (missing.empty()) return;
        find("GOV320", *partnership.holder,
             fmt::format("nothing records what directors of public health and their teams do in "
                         "`{}` for {}",
                         partnership.holder->id, join(missing, ", ")));
    }

    // A seat, or another way that is written down; places are GOV283's (FRM-R241).
    void check_residents(const DescribedBody& partnership) {
        static const std::vector<std::string> people = {"patient",      "carer",    "healthwatch",
                                                        "service-user", "resident", "lay"};
        const bool sits = std::ranges::any_of(partnership.members, [&](const Member* member) {
            return holds(people, member->sector) || holds(people, member->role);
        });
        if (sits || recorded(scheme_, "representation:residents", partnership.holder->id)) return;
        find("GOV323", *partnership.holder,
             fmt::format("nobody who lives there or uses care has a part in what `{}` decides",
                         partnership.holder->id));
    }

    bool is_agreement(const Document& document, const Holder& partnership,
                      const Holder* board) const {
        const auto today = stage_.context.as_at;
        const bool is_ours =
            document.owner == partnership.id || (board && document.owner == board->id);
        return document.kind == "vcse-agreement" && is_ours && document.status != "draft" &&
               document.status != "withdrawn" && document.dated && *document.dated <= today;
    }

    // Signed by partnership and body, on governance and on decisions (FRM-R183).
    void check_voluntary_agreement(const Holder& partnership, const Holder* board) {
        const auto agreement = std::ranges::find_if(scheme_.documents, [&](const Document& one) {
            return is_agreement(one, partnership, board);
        });
        if (agreement == scheme_.documents.end()) {
            find("GOV322", partnership,
                 fmt::format("`{}` has no agreement with the voluntary sector", partnership.id));
            return;
        }
        std::vector<std::string> missing;
        for (const auto* signer : {&partnership, board}) {
            if (signer && !holds(agreement->signed_by, signer->id))
                missing.push_back(fmt::format("the signature of `{}`", signer->id));
        }
        for (const auto* matter : {"governance", "decisions"}) {
            if (!holds(agreement->covers, matter))
                missing.push_back(fmt::format("a word on {}", matter));
        }
        if (missing.empty()) return;
        diagnostics_.add({"GOV322", agreement->place, partnership.id,
                          fmt::format("the agreement `{}` with the voluntary sector lacks {}",
                                      shown(agreement->id), join(missing, ", "))});
    }

    void find(std::string_view rule, const Holder& holder, std::string message) {
        diagnostics_.add({rule, holder.place, holder.id, std::move(message)});
    }

    const GovernanceStage& stage_;
    const Scheme& scheme_;
    Diagnostics& diagnostics_;
};

const Holder* beside(const std::vector<DescribedBody>& bodies, const DescribedBody& one,
                     std::string_view kind) {
    const auto found = std::ranges::find_if(bodies, [&](const DescribedBody& other) {
        return other.holder->body_kind == kind && other.holder->area == one.holder->area;
    });
    return found == bodies.end() ? nullptr : found->holder;
}

}  // namespace

void check_voices(const GovernanceStage& stage, Diagnostics& diagnostics) {
    const HolderIndex holders(stage.data->scheme);
    const auto bodies = described_bodies(stage, holders);
    Voices check(stage, diagnostics);
    for (const auto& body : bodies) {
        if (body.holder->body_kind == board_kind)
            check.check_board(body, beside(bodies, body, partnership_kind));
        if (body.holder->body_kind == partnership_kind)
            check.check_partnership(body, beside(bodies, body, board_kind));
    }
}

}  // namespace concord::governance::rules
