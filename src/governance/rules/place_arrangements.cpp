// How the partners at each place decide together: recorded, agreed, complete (places.toml).
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/text.hpp"
#include "governance/rules/described.hpp"
#include "governance/rules/rules.hpp"

namespace concord::governance::rules {
namespace {

class PlaceCheck {
  public:
    PlaceCheck(const GovernanceStage& stage, Diagnostics& diagnostics)
        : stage_(stage),
          scheme_(stage.data->scheme),
          law_(stage.data->law),
          holders_(scheme_),
          diagnostics_(diagnostics) {}

    void check(const PlaceRecord& place) {
        place_ = &place;
        check_arrangement();
        check_footprint();
        check_form();
        check_members();
        check_money();
        check_leader();
        check_work();
        check_team();
        check_networks();
        check_cost();
    }

    // Places of a described system that the file leaves out (THE-R006).
    void check_left_out() {
        std::set<std::string_view> systems;
        for (const auto& board : described_bodies(stage_, holders_)) {
            const auto& bodies = stage_.registry->data->bodies;
            const auto body = std::ranges::find(bodies, board.holder->id, &registry::Body::id);
            if (body != bodies.end()) systems.insert({body->id, body->part_of});
        }
        const auto& records = stage_.data->records.places;
        for (const auto& place : stage_.registry->data->places) {
            const bool wanted = place.kind == "place" && systems.contains(place.part_of) &&
                                place.existence.contains(stage_.context.as_at);
            const bool found = std::ranges::find(records.places, place.id, &PlaceRecord::id) !=
                               records.places.end();
            if (!wanted || found) continue;
            diagnostics_.add({"GOV280", records.place, place.id,
                              fmt::format("nothing says how partners decide together at `{}`",
                                          shown(place.id))});
        }
    }

  private:
    const Holder* holder(const std::string& id) const {
        const auto number = holders_.find(id);
        return number ? &holders_.holder(*number) : nullptr;
    }

    bool has_document(const std::string& id) const {
        return std::ranges::any_of(scheme_.documents, [&](const Document& document) {
            return document.id == id && document.status != "withdrawn";
        });
    }

    void check_arrangement() {
        const auto* decides = holder(place_->decides);
        if (!decides) {
            find("GOV280", "has no committee, forum or post in which partners decide");
        } else if (!has_document(place_->agreement)) {
            find("GOV280", place_->agreement.empty()
                               ? std::string("decides together by no document")
                               : fmt::format("decides by `{}`, which is no document of these",
                                             shown(place_->agreement)));
        }
    }

    // NHS, councils and another partner agree the footprint, of a community that people know
    // (FRM-R136, FRM-R137).
    void check_footprint() {
        bool nhs = false;
        bool council = false;
        bool other = false;
        for (const auto& id : place_->footprint_agreed_by) {
            const auto kind = kind_of(id);
            const bool is_nhs = law_.is_of_kind(kind, "nhs-body", stage_.context);
            const bool is_council = law_.is_of_kind(kind, "local-authority", stage_.context);
            nhs = nhs || is_nhs;
            council = council || is_council;
            other = other || (!is_nhs && !is_council);
        }
        std::vector<std::string> missing;
        if (!nhs) missing.push_back("the NHS");
        if (!council) missing.push_back("a council");
        if (!other) missing.push_back("other partners");
        if (!missing.empty()) {
            find("GOV281",
                 fmt::format("has a footprint that is not agreed by {}", join(missing, ", ")));
        }
        if (place_->community.empty())
            find("GOV281", "does not say which community people recognise in it");
    }

    std::string_view kind_of(const std::string& id) const {
        const auto number = holders_.find(id);
        if (!number) return {};
        const auto bodies = holders_.bodies(*number);
        return bodies.empty() ? std::string_view() : holders_.holder(bodies[0]).body_kind;
    }

    // The form agreed by local partners, beside the remit of the wellbeing board (FRM-R140).
    void check_form() {
        const auto local = std::ranges::count_if(
            place_->form_agreed_by, [&](const auto& id) { return kind_of(id) != board_kind; });
        std::vector<std::string> missing;
        if (local == 0) missing.push_back("a form agreed with local partners");
        if (place_->beside_wellbeing_board.empty())
            missing.push_back("how it stands beside the wellbeing board");
        if (!missing.empty()) find("GOV284", fmt::format("lacks {}", join(missing, " and ")));
    }

    // Words that say what a member brings: role, sector, and what the member's organisation does.
    std::vector<std::string> words_of(const Holder& decides) const {
        std::vector<std::string> words;
        for (const auto* member : present_members(decides, stage_.context.as_at)) {
            words.push_back(member->role);
            words.push_back(member->sector);
            words.insert(words.end(), member->skills.begin(), member->skills.end());
            const auto& bodies = stage_.registry->data->bodies;
            const auto body = std::ranges::find(bodies, member->organisation, &registry::Body::id);
            if (body == bodies.end()) continue;
            words.insert(words.end(), body->services.begin(), body->services.end());
        }
        return words;
    }

    // Primary care, council with public health, three kinds of provider, people (FRM-R139).
    void check_members() {
        static const std::vector<std::pair<std::string, std::vector<std::string>>> wanted = {
            {"primary care", {"primary-care", "general-practice"}},
            {"the council", {"local-authority"}},
            {"public health", {"public-health"}},
            {"acute providers", {"acute"}},
            {"community providers", {"community"}},
            {"mental health providers", {"mental-health"}},
            {"people who use care", {"patient", "carer", "healthwatch", "service-user"}},
        };
        const auto* decides = holder(place_->decides);
        if (!decides || decides->kind == HolderKind::post || decides->members.empty()) return;
        const auto words = words_of(*decides);
        std::vector<std::string> missing;
        for (const auto& [name, any] : wanted) {
            if (!holds_any(words, any)) missing.push_back(name);
        }
        if (!missing.empty())
            find("GOV283", fmt::format("decides without {}", join(missing, ", ")));
    }

    // The NHS body stays accountable for NHS money at place (FRM-R141).
    void check_money() {
        const auto* body = holder(place_->money_accountable);
        const bool is_nhs_body =
            body && body->kind == HolderKind::body &&
            (body->body_kind == board_kind || body->body_kind == "clinical-commissioning-group");
        if (is_nhs_body) return;
        find("GOV285", body ? fmt::format("names `{}` as accountable for NHS money, which is no "
                                          "NHS body that commissions",
                                          body->id)
                            : std::string("does not say which NHS body is accountable for money"));
    }

    bool is_known_person(const std::string& id) const {
        return std::ranges::any_of(scheme_.holders, [&](const Holder& item) {
            return (item.id == id && item.kind == HolderKind::post) ||
                   std::ranges::any_of(item.members, [&](const Member& member) {
                       return member.id == id || member.seat == id;
                   });
        });
    }

    // A leader who convenes and speaks for the place in the system (FRM-R143); whether the leader
    // also decides is for grants to say. The board's papers say what leaders do (FRM-R142).
    void check_leader() {
        if (place_->leader.empty()) return find("GOV287", "has no leader");
        if (!is_known_person(place_->leader)) {
            find("GOV287", fmt::format("is led by `{}`, who is no post or member here",
                                       shown(place_->leader)));
        }
        if (!place_->leader_convenes) find("GOV287", "does not say that its leader convenes");
        const auto* speaks_on = holder(place_->leader_speaks_on);
        if (!speaks_on || speaks_on->scale <= Scale::place)
            find("GOV287", "does not say where in the system its leader speaks for it");
        const bool is_in_papers =
            std::ranges::any_of(scheme_.documents, [&](const Document& document) {
                return document.owner == place_->money_accountable &&
                       document.status != "withdrawn" && holds(document.covers, "place-leaders");
            });
        if (!is_in_papers)
            find("GOV286", "has a leader whose part no paper of the accountable body says");
    }

    // Services of immediate care and support as the place lists them; wider determinants and the
    // planning of services (FRM-R144, FRM-R145).
    void check_work() {
        if (place_->services.empty()) find("GOV288", "lists no services of care and support");
        std::vector<std::string> missing;
        for (const auto* subject : {"wider-determinants", "service-planning"}) {
            if (!holds(place_->takes_up, subject)) missing.emplace_back(subject);
        }
        if (!missing.empty())
            find("GOV289", fmt::format("does not take up {}", join(missing, ", ")));
    }

    // A former commissioning group's team below the system, by a plan that gives the place a part
    // (FRM-R147).
    void check_team() {
        if (!place_->group_team) return;
        const bool planned = std::ranges::any_of(scheme_.documents, [&](const Document& document) {
            return document.id == place_->development_plan &&
                   document.kind == "system-development-plan" &&
                   (holds(document.covers, place_->id) || holds(document.covers, "places"));
        });
        if (planned) return;
        find("GOV290",
             "keeps a team of a commissioning group, and no development plan gives the "
             "place a function");
    }

    void check_networks() {
        for (const auto& network : place_->networks) {
            if (network.does.empty() || !network.paid_by.empty()) continue;
            diagnostics_.add({"GOV291", network.place, place_->id,
                              fmt::format("`{}` works for `{}` ({}), and nobody pays for it",
                                          network.body, place_->id, join(network.does, ", "))});
        }
    }

    // What a formal committee costs is estimated before the form is chosen (PIR-R093).
    void check_cost() {
        const auto* decides = holder(place_->decides);
        const bool is_formal = decides && (decides->kind == HolderKind::committee ||
                                           decides->kind == HolderKind::sub_committee ||
                                           decides->kind == HolderKind::joint_committee);
        if (!is_formal) return;
        if (!place_->cost)
            return find("GOV292", "has a formal committee, and its cost was not estimated");
        const auto& cost = *place_->cost;
        std::vector<std::string> missing;
        for (const auto* part : {"secretariat", "minutes", "papers", "meetings", "assurance"}) {
            const bool has = std::ranges::any_of(
                cost.parts, [&](const auto& item) { return item.first == part; });
            if (!has) missing.emplace_back(part);
        }
        if (!missing.empty()) {
            find("GOV292", fmt::format("estimates its committee without {}", join(missing, ", ")));
        }
        const bool in_time =
            cost.estimated_on && (!cost.chosen_on || *cost.estimated_on <= *cost.chosen_on);
        if (!in_time) {
            find("GOV292", cost.estimated_on ? "estimates its committee after choosing it"
                                             : "does not say when its committee was estimated");
        }
    }

    void find(std::string_view rule, std::string what) {
        diagnostics_.add(
            {rule, place_->place, place_->id, fmt::format("the place `{}` {}", place_->id, what)});
    }

    const GovernanceStage& stage_;
    const Scheme& scheme_;
    const Law& law_;
    const HolderIndex holders_;
    Diagnostics& diagnostics_;
    const PlaceRecord* place_ = nullptr;
};

}  // namespace

void check_place_arrangements(const GovernanceStage& stage, Diagnostics& diagnostics) {
    const auto& records = stage.data->records.places;
    if (!records.present) return;
    PlaceCheck check(stage, diagnostics);
    check.check_left_out();
    for (const auto& place : records.places)
        check.check(place);
}

}  // namespace concord::governance::rules
