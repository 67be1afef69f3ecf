// Whose voices sit on boards and committees: sectors without any, and mayors.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/text.hpp"
#include "governance/rules/described.hpp"
#include "governance/rules/rules.hpp"
#include "registry/body_graph.hpp"

namespace concord::governance::rules {
namespace {

// Voices without which work on inequalities is lopsided, as roles or sectors (THE-R086).
const std::vector<std::pair<std::string, std::vector<std::string>>>& voices() {
    static const std::vector<std::pair<std::string, std::vector<std::string>>> all = {
        {"public health", {"public-health"}},
        {"social care", {"social-care", "local-authority"}},
        {"the voluntary sector", {"vcse"}},
    };
    return all;
}

class MixCheck {
  public:
    MixCheck(const GovernanceStage& stage, Diagnostics& diagnostics)
        : stage_(stage),
          graph_(stage.registry->data->bodies, stage.registry->data->relations),
          diagnostics_(diagnostics) {}

    void check_voices(const Holder& holder) {
        const auto members = present_members(holder, stage_.context.as_at);
        if (members.empty() || !is_watched(holder)) return;
        std::vector<std::string> words;
        for (const auto* member : members) {
            words.push_back(member->role);
            words.push_back(member->sector);
        }
        std::vector<std::string> missing;
        for (const auto& [name, any] : voices()) {
            if (!holds_any(words, any)) missing.push_back(name);
        }
        if (missing.empty()) return;
        diagnostics_.add(
            {"GOV317", holder.place, holder.id,
             fmt::format("`{}` has nobody from {}", holder.id, join(missing, " and from "))});
    }

    // The mayor of each strategic authority in the area, or somebody named for the mayor
    // (ESS-R003).
    void check_mayors(const DescribedBody& board) {
        if (board.holder->body_kind != board_kind) return;
        for (const auto& authority : authorities_of(board.holder->id)) {
            const bool sits = std::ranges::any_of(board.members, [&](const Member* member) {
                return member->organisation == authority &&
                       (member->kind == "mayor" || member->role == "mayor" ||
                        member->sector == "strategic-authority");
            });
            const bool explained =
                std::ranges::any_of(stage_.data->scheme.assurances, [&](const Assurance& record) {
                    return record.topic == "absence:mayor" && record.subject == authority &&
                           !record.evidence.empty();
                });
            if (sits || explained) continue;
            diagnostics_.add({"GOV318", board.holder->place, board.holder->id,
                              fmt::format("neither the mayor of `{}` nor anybody named for the "
                                          "mayor sits on `{}`, and nothing says why",
                                          authority, board.holder->id)});
        }
    }

  private:
    // Boards, partnerships, and the committees of places and of inequalities.
    static bool is_watched(const Holder& holder) {
        if (holder.kind == HolderKind::post) return false;
        if (holder.kind == HolderKind::body)
            return holder.body_kind == board_kind || holder.body_kind == partnership_kind;
        return holder.scale == Scale::place || holds(holder.remit, "inequalities");
    }

    // Authorities over the councils of the board's system: of its partnership, or part of it.
    std::set<std::string> authorities_of(std::string_view board) const {
        const auto day = stage_.context.as_at;
        std::set<std::string> authorities;
        const auto* body = graph_.find(board);
        if (!body || body->part_of.empty()) return authorities;
        std::vector<const registry::Body*> councils;
        for (const auto* part : graph_.parts_of(body->part_of, day)) {
            councils.push_back(part);
            const auto members = graph_.members_of(part->id, day);
            councils.insert(councils.end(), members.begin(), members.end());
        }
        for (const auto* council : councils) {
            if (!stage_.data->law.is_of_kind(council->kind, "local-authority", stage_.context))
                continue;
            for (const auto* above : graph_.parents_of(council->id, day)) {
                if (stage_.data->law.is_of_kind(above->kind, "authority-over-councils",
                                                stage_.context))
                    authorities.insert(above->id);
            }
        }
        return authorities;
    }

    const GovernanceStage& stage_;
    const registry::BodyGraph graph_;
    Diagnostics& diagnostics_;
};

}  // namespace

void check_membership_mix(const GovernanceStage& stage, Diagnostics& diagnostics) {
    const HolderIndex holders(stage.data->scheme);
    MixCheck check(stage, diagnostics);
    for (const auto& holder : stage.data->scheme.holders) {
        if (holder.period.contains(stage.context.as_at)) check.check_voices(holder);
    }
    for (const auto& body : described_bodies(stage, holders))
        check.check_mayors(body);
}

}  // namespace concord::governance::rules
