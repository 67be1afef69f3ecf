// To whom committees answer, committees that meet in common, and boards of programmes.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/text.hpp"
#include "governance/rules/described.hpp"
#include "governance/rules/rules.hpp"

namespace concord::governance::rules {
namespace {

class CommitteeLines {
  public:
    CommitteeLines(const GovernanceStage& stage, Diagnostics& diagnostics)
        : stage_(stage), holders_(stage.data->scheme), diagnostics_(diagnostics) {}

    void check() {
        const auto& all = stage_.data->scheme.holders;
        for (HolderNumber i = 0; i < all.size(); ++i) {
            if (!all[i].period.contains(stage_.context.as_at)) continue;
            check_parent(all[i]);
            if (all[i].kind == HolderKind::committees_in_common) check_meetings(i);
            if (is_programme(all[i])) check_programme(all[i]);
        }
        check_elements();
    }

  private:
    static bool is_programme(const Holder& holder) {
        return holder.kind != HolderKind::body && holds(holder.remit, "programme");
    }

    // A committee answers to its board, a sub-committee to its one committee (PIR-R052).
    void check_parent(const Holder& holder) {
        const bool is_sub = holder.kind == HolderKind::sub_committee;
        if (!is_sub && holder.kind != HolderKind::committee) return;
        if (holder.of.empty()) return;  // reported when it was read
        if (holder.of.size() > 1) {
            find("GOV266", holder,
                 fmt::format("the {} `{}` is of {}, and one {} establishes it",
                             to_string(holder.kind), holder.id, join(holder.of, " and "),
                             is_sub ? "committee" : "board"));
            return;
        }
        const auto parent = holders_.find(holder.of.front());
        if (!parent) return;
        const bool of_body = holders_.holder(*parent).kind == HolderKind::body;
        if (of_body == is_sub) {
            find("GOV266", holder,
                 is_sub ? fmt::format("the sub-committee `{}` is of the body `{}`, and not of a "
                                      "committee",
                                      holder.id, holder.of.front())
                        : fmt::format("the committee `{}` is of `{}`, which is no body", holder.id,
                                      holder.of.front()));
        } else if (!holder.accountable_to.empty() && holder.accountable_to != holder.of.front()) {
            find("GOV266", holder,
                 fmt::format("`{}` answers to `{}`, and was established by `{}`", holder.id,
                             holder.accountable_to, holder.of.front()));
        }
    }

    // They meet at one time (PIR-R068).
    void check_meetings(HolderNumber number) {
        const auto& holder = holders_.holder(number);
        std::set<std::string> times;
        std::vector<std::string> unsaid;
        for (const auto member : holders_.parents(number)) {
            const auto& committee = holders_.holder(member);
            if (!committee.meets.empty()) times.insert(shown(committee.meets));
            if (committee.meets.empty() && holder.meets.empty()) unsaid.push_back(committee.id);
        }
        if (!unsaid.empty()) {
            find("GOV274", holder,
                 fmt::format("`{}` meet in common, and nothing says when these do: {}", holder.id,
                             join(unsaid, ", ")));
        }
        if (!holder.meets.empty()) times.insert(shown(holder.meets));
        if (times.size() < 2) return;
        const std::vector<std::string> listed(times.begin(), times.end());
        find("GOV274", holder,
             fmt::format("`{}` meet in common at different times: {}", holder.id,
                         join(listed, ", ")));
    }

    // A board of a programme is representative, and has elements to oversee (GMI-R033).
    void check_programme(const Holder& holder) {
        const std::vector<std::pair<std::string, std::vector<std::string>>> wanted = {
            {"NHS providers", {"nhs-trust"}},
            {"primary care", {"primary-care", "general-practice"}},
            {"councils", {"local-authority", "public-health"}}};
        std::vector<std::string> sectors;
        for (const auto* member : present_members(holder, stage_.context.as_at))
            sectors.push_back(member->sector);
        std::vector<std::string> missing;
        for (const auto& [name, any] : wanted) {
            if (!holds_any(sectors, any)) missing.push_back(name);
        }
        if (!missing.empty()) {
            find("GOV282", holder,
                 fmt::format("the programme board `{}` has nobody from {}", holder.id,
                             join(missing, ", ")));
        }
        if (holder.oversees.empty()) {
            find("GOV282", holder,
                 fmt::format("the programme board `{}` oversees no element", holder.id));
        }
    }

    // What a programme's document names is overseen by some board of it (GMI-R033).
    void check_elements() {
        std::set<std::string> overseen;
        for (const auto& holder : stage_.data->scheme.holders) {
            const bool counts =
                is_programme(holder) && holder.period.contains(stage_.context.as_at);
            if (counts) overseen.insert(holder.oversees.begin(), holder.oversees.end());
        }
        for (const auto& document : stage_.data->scheme.documents) {
            if (document.kind != "programme" || document.status == "withdrawn") continue;
            for (const auto& element : document.covers) {
                if (overseen.contains(element)) continue;
                diagnostics_.add({"GOV282", document.place, document.owner,
                                  fmt::format("no programme board oversees `{}` of `{}`",
                                              shown(element), shown(document.id))});
            }
        }
    }

    void find(std::string_view rule, const Holder& holder, std::string message) {
        diagnostics_.add({rule, holder.place, holder.id, std::move(message)});
    }

    const GovernanceStage& stage_;
    const HolderIndex holders_;
    Diagnostics& diagnostics_;
};

}  // namespace

void check_committee_lines(const GovernanceStage& stage, Diagnostics& diagnostics) {
    CommitteeLines(stage, diagnostics).check();
}

}  // namespace concord::governance::rules
