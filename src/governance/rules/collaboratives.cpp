// Provider collaboratives: shape, places, functions, primary care, how they stand to the board and
// are held to account. Which model they choose is theirs alone (FRM-R213).
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/text.hpp"
#include "governance/rules/described.hpp"
#include "governance/rules/rules.hpp"
#include "registry/body_graph.hpp"

namespace concord::governance::rules {
namespace {

constexpr std::string_view collaborative_kind = "provider-collaborative";

class CollaborativeCheck {
  public:
    CollaborativeCheck(const GovernanceStage& stage, Diagnostics& diagnostics)
        : stage_(stage),
          data_(*stage.data),
          graph_(stage.registry->data->bodies, stage.registry->data->relations),
          diagnostics_(diagnostics) {}

    void check() {
        for (const auto& record : data_.collaboratives.collaboratives)
            check_record(record);
        check_unrecorded();
        check_trusts();
    }

  private:
    void check_record(const Collaborative& record) {
        const auto members = graph_.members_of(record.of, stage_.context.as_at);
        check_shape(record, members);
        check_places(record);
        check_relation(record, members);
        check_account(record.of, record.held_to_account, record.place);
        check_functions(record);
        check_primary_care(record, members);
    }

    // The types of service that a member provides; of a body that names none, its kind.
    static std::set<std::string> types_of(const registry::Body& body) {
        if (body.services.empty()) return {body.kind};
        return {body.services.begin(), body.services.end()};
    }

    // Several types in one place are vertical; like providers over several places horizontal
    // (THE-R008).
    void check_shape(const Collaborative& record,
                     const std::vector<const registry::Body*>& members) {
        if (record.shape.empty()) {
            return find(
                "GOV240", record,
                fmt::format("nothing says whether `{}` is vertical or horizontal", record.of));
        }
        std::map<std::string, std::size_t> types;
        for (const auto* member : members) {
            for (const auto& type : types_of(*member))
                ++types[type];
        }
        std::vector<std::string> against;
        if (record.shape == "vertical") {
            if (types.size() < 2) against.push_back("its members provide one type of service");
            if (record.places.size() > 1) against.push_back("it reaches more than one place");
        } else {
            const bool alike =
                std::ranges::any_of(types, [](const auto& type) { return type.second > 1; });
            if (members.size() > 1 && !alike)
                against.push_back("no two of its members provide the same type of service");
            if (record.places.size() == 1) against.push_back("it reaches one place only");
        }
        if (against.empty()) return;
        find("GOV240", record,
             fmt::format("`{}` is called {}, yet {}", record.of, record.shape,
                         join(against, " and ")));
    }

    // A collaborative at scale reaches several places (FRM-R205); a vertical one is of one place.
    void check_places(const Collaborative& record) {
        const auto* body = graph_.find(record.of);
        const bool at_scale =
            record.shape != "vertical" && body && body->kind == collaborative_kind;
        if (!at_scale || record.places.size() > 1) return;
        find("GOV241", record,
             record.places.empty()
                 ? fmt::format("nothing says which places `{}` reaches", record.of)
                 : fmt::format("`{}` reaches {} place, and is to reach several", record.of,
                               record.places.size()));
    }

    // How it stands to the board, and committees of the board where people of its members sit
    // (FRM-R211).
    void check_relation(const Collaborative& record,
                        const std::vector<const registry::Body*>& members) {
        if (record.relation.empty()) {
            find("GOV242", record,
                 fmt::format("nothing says how `{}` stands to the board", record.of));
        }
        if (record.committees.empty()) {
            find("GOV242", record,
                 fmt::format("nothing says on which committees of the board members of `{}` sit",
                             record.of));
        }
        for (const auto& id : record.committees) {
            if (sits_on(id, record.of, members)) continue;
            find("GOV242", record,
                 fmt::format("nobody from a member of `{}` sits on `{}`", record.of, id));
        }
    }

    bool sits_on(const std::string& committee, const std::string& collaborative,
                 const std::vector<const registry::Body*>& members) const {
        const auto found = std::ranges::find(data_.scheme.holders, committee, &Holder::id);
        if (found == data_.scheme.holders.end()) return false;
        const auto present = present_members(*found, stage_.context.as_at);
        return std::ranges::any_of(present, [&](const Member* member) {
            return member->organisation == collaborative ||
                   std::ranges::any_of(members, [&](const registry::Body* body) {
                       return body->id == member->organisation;
                   });
        });
    }

    // Stated, or marked unknown (THE-R054).
    void check_account(const std::string& body, const std::string& how, const Location& place) {
        if (!how.empty()) return;
        diagnostics_.add({"GOV243", place, body,
                          fmt::format("it is neither stated nor marked unknown how `{}` is held to "
                                      "account",
                                      body)});
    }

    // Its five functions, each with evidence (GMI-R016).
    void check_functions(const Collaborative& record) {
        std::vector<std::string> missing;
        for (const auto* name : {"represent-providers", "joint-planning", "provider-development",
                                 "unwarranted-variation", "transformation"}) {
            const bool shown_by = std::ranges::any_of(record.functions, [&](const auto& function) {
                return function.first == name && !function.second.empty();
            });
            if (!shown_by) missing.push_back(name);
        }
        if (missing.empty()) return;
        find("GOV244", record,
             fmt::format("nothing shows these functions of `{}`: {}", record.of,
                         join(missing, ", ")));
    }

    // Primary care belongs to it as a provider (GMI-R017).
    void check_primary_care(const Collaborative& record,
                            const std::vector<const registry::Body*>& members) {
        const bool is_in = std::ranges::any_of(members, [](const registry::Body* body) {
            return body->kind == "general-practice" || body->kind == "primary-care-network" ||
                   types_of(*body).contains("primary-care");
        });
        if (is_in) return;
        find("GOV245", record, fmt::format("`{}` has no member from primary care", record.of));
    }

    // Those that the registry has and the file does not, where there is a file.
    void check_unrecorded() {
        for (const auto* body : graph_.of_kind(collaborative_kind, stage_.context.as_at)) {
            const bool is_told =
                body->place.line == 0 || is_of_other_system(*body) ||
                std::ranges::any_of(data_.collaboratives.collaboratives,
                                    [&](const Collaborative& item) { return item.of == body->id; });
            if (!is_told) check_account(body->id, "", *data_.collaboratives.place);
        }
    }

    // Of a system whose board is not described here.
    bool is_of_other_system(const registry::Body& body) const {
        if (body.part_of.empty()) return false;
        const HolderIndex holders(data_.scheme);
        for (const auto& described : described_bodies(stage_, holders)) {
            const auto* board = graph_.find(described.holder->id);
            if (board && (board->part_of == body.part_of || board->id == body.part_of))
                return false;
        }
        return true;
    }

    // Trusts that are members of a collaborative in the file (THE-R054).
    void check_trusts() {
        std::set<std::string> told;
        for (const auto& trust : data_.collaboratives.trusts) {
            told.insert(trust.of);
            check_account(trust.of, trust.held_to_account, trust.place);
        }
        for (const auto& record : data_.collaboratives.collaboratives) {
            for (const auto* member : graph_.members_of(record.of, stage_.context.as_at)) {
                const bool is_new = member->kind == "nhs-trust" && told.insert(member->id).second;
                if (is_new) check_account(member->id, "", record.place);
            }
        }
    }

    void find(std::string_view rule, const Collaborative& record, std::string message) {
        diagnostics_.add({rule, record.place, record.of, std::move(message)});
    }

    const GovernanceStage& stage_;
    const GovernanceData& data_;
    const registry::BodyGraph graph_;
    Diagnostics& diagnostics_;
};

}  // namespace

void check_collaboratives(const GovernanceStage& stage, Diagnostics& diagnostics) {
    if (!stage.data->collaboratives.place) return;  // without the file nothing is said of it
    CollaborativeCheck(stage, diagnostics).check();
}

}  // namespace concord::governance::rules
