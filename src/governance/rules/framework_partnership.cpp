// The partnership of the design framework: founded together on an equal footing, with every council
// that has social care duties, terms on four matters, and a chair whom both sides chose.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/text.hpp"
#include "governance/rules/described.hpp"
#include "governance/rules/rules.hpp"
#include "registry/body_graph.hpp"

namespace concord::governance::rules {
namespace {

class FrameworkPartnership {
  public:
    FrameworkPartnership(const GovernanceStage& stage, Diagnostics& diagnostics)
        : stage_(stage),
          data_(*stage.data),
          graph_(stage.registry->data->bodies, stage.registry->data->relations),
          diagnostics_(diagnostics) {}

    void check(const DescribedBody& partnership, const DescribedBody* board) {
        partnership_ = &partnership;
        board_ = board;
        find_makers();
        check_councils();
        check_foundation();
        check_terms();
        check_days();
        check_chair();
        check_shared_chair();
    }

  private:
    const Holder& holder() const { return *partnership_->holder; }

    bool has_social_care(std::string_view kind) const {
        return data_.law.is_of_kind(kind, "social-care-authority", stage_.context);
    }

    // The board, and each council with social care duties that is a partner.
    void find_makers() {
        makers_.clear();
        for (const auto* body : graph_.members_of(holder().id, stage_.context.as_at)) {
            if (body->kind == board_kind || has_social_care(body->kind))
                makers_.push_back(body->id);
        }
        if (board_ && !holds(makers_, board_->holder->id)) makers_.push_back(board_->holder->id);
    }

    // A council of the area that is neither a partner nor at the table (FRM-R013). A partner that
    // has no seat is GOV130's.
    void check_councils() {
        for (const auto& council : data_.scheme.holders) {
            const bool concerns = council.kind == HolderKind::body &&
                                  council.period.contains(stage_.context.as_at) &&
                                  has_social_care(council.body_kind) && lies_in_area(council);
            if (!concerns || holds(makers_, council.id) || sits(council.id)) continue;
            find("GOV216", holder().place,
                 fmt::format("`{}` has social care duties in the area of `{}` and is no partner",
                             council.id, holder().id));
        }
    }

    bool sits(std::string_view body) const {
        return std::ranges::any_of(partnership_->members, [&](const Member* member) {
            return member->organisation == body;
        });
    }

    bool lies_in_area(const Holder& council) const {
        return std::ranges::any_of(council.area, [&](const std::string& id) {
            const auto inner = data_.places.find(id);
            return inner && std::ranges::any_of(holder().area, [&](const std::string& above) {
                       const auto outer = data_.places.find(above);
                       return outer && data_.places.covers(*outer, *inner);
                   });
        });
    }

    std::vector<std::string> missing_makers(const std::vector<std::string>& named) const {
        std::vector<std::string> missing;
        for (const auto& id : makers_) {
            if (!holds(named, id)) missing.push_back(fmt::format("`{}`", id));
        }
        return missing;
    }

    // FRM-R011.
    void check_foundation() {
        const auto missing = missing_makers(holder().established_by);
        if (!missing.empty()) {
            find("GOV215", holder().place,
                 holder().established_by.empty()
                     ? fmt::format("nothing says who established `{}`", holder().id)
                     : fmt::format("`{}` was established without {}", holder().id,
                                   join(missing, ", ")));
        }
        if (holder().equal_partners.value_or(false)) return;
        find("GOV215", holder().place,
             holder().equal_partners
                 ? fmt::format("board and councils are no equal partners in `{}`", holder().id)
                 : fmt::format("nothing says that board and councils are equal partners in `{}`",
                               holder().id));
    }

    // Membership, ways of operating and administration stand in the terms of reference; who signed
    // them is GOV133's (FRM-R017).
    void check_terms() {
        for (const auto& document : data_.scheme.documents) {
            if (document.owner != holder().id || document.kind != "terms-of-reference") continue;
            std::vector<std::string> missing;
            for (const auto* matter : {"membership", "ways-of-operating", "administration"}) {
                if (!holds(document.covers, matter)) missing.push_back(matter);
            }
            if (missing.empty()) continue;
            find("GOV217", document.place,
                 fmt::format("the terms `{}` of `{}` do not speak of {}", shown(document.id),
                             holder().id, join(missing, ", ")));
        }
    }

    // Members come and go, each with a first day (FRM-R018).
    void check_days() {
        for (const auto& member : holder().members) {
            if (member.period.from) continue;
            find("GOV225", member.place,
                 fmt::format("nothing says since when `{}` is a member of `{}`", shown(member.id),
                             holder().id));
        }
    }

    // Chosen by the board and each council, with role, term and accountability (FRM-R020).
    void check_chair() {
        for (const auto* member : partnership_->members) {
            if (member->kind != "chair") continue;
            std::vector<std::string> lacks;
            const auto missing = missing_makers(member->chosen_by);
            if (!missing.empty()) lacks.push_back("the choice of " + join(missing, ", "));
            if (member->role.empty()) lacks.push_back("a role");
            if (member->term.empty() && !member->period.to) lacks.push_back("a term of office");
            if (member->accountable_to.empty()) lacks.push_back("an accountability");
            if (lacks.empty()) continue;
            find("GOV218", member->place,
                 fmt::format("the chair `{}` of `{}` is recorded without {}", shown(member->id),
                             holder().id, join(lacks, ", ")));
        }
    }

    // One chair for both or two: either is allowed, with its grounds (FRM-R021).
    void check_shared_chair() {
        if (holder().chair_choice.empty() || holder().chair_grounds.empty()) {
            find("GOV219", holder().place,
                 fmt::format("it is not recorded {} the board",
                             holder().chair_choice.empty()
                                 ? fmt::format("whether `{}` shares its chair with", holder().id)
                                 : fmt::format("why the chair of `{}` is {} with", holder().id,
                                               holder().chair_choice)));
        }
        if (!board_ || holder().chair_choice.empty()) return;
        const auto ours = chair_of(*partnership_);
        const auto theirs = chair_of(*board_);
        if (ours.empty() || theirs.empty()) return;
        if ((ours == theirs) == (holder().chair_choice == "shared")) return;
        find("GOV219", holder().place,
             fmt::format("the chair of `{}` is said to be {}, and the two boards have {}",
                         holder().id, holder().chair_choice,
                         ours == theirs ? "one" : "different chairs"));
    }

    static std::string_view chair_of(const DescribedBody& body) {
        for (const auto* member : body.members) {
            if (member->kind == "chair") return member->id;
        }
        return {};
    }

    void find(std::string_view rule, const Location& place, std::string message) {
        diagnostics_.add({rule, place, holder().id, std::move(message)});
    }

    const GovernanceStage& stage_;
    const GovernanceData& data_;
    const registry::BodyGraph graph_;
    Diagnostics& diagnostics_;
    const DescribedBody* partnership_ = nullptr;
    const DescribedBody* board_ = nullptr;
    std::vector<std::string> makers_;
};

}  // namespace

void check_framework_partnership(const GovernanceStage& stage, Diagnostics& diagnostics) {
    const HolderIndex holders(stage.data->scheme);
    const auto bodies = described_bodies(stage, holders);
    FrameworkPartnership check(stage, diagnostics);
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
