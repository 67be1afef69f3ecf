// Clinical and care professional leaders: time, a part in the strategy, all professions and levels,
// a model that the board signed off. Which model is chosen is the system's alone (FRM-R229).
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/text.hpp"
#include "governance/rules/described.hpp"
#include "governance/rules/rules.hpp"

namespace concord::governance::rules {
namespace {

class LeadershipCheck {
  public:
    LeadershipCheck(const GovernanceStage& stage, Diagnostics& diagnostics)
        : stage_(stage), leadership_(stage.data->leadership), diagnostics_(diagnostics) {
        for (const auto& leader : leadership_.leaders) {
            if (leader.period.contains(stage.context.as_at)) present_.push_back(&leader);
        }
    }

    void check() {
        for (const auto* leader : present_) {
            check_time(*leader);
            check_fit(*leader);
        }
        check_strategy();
        check_professions();
        check_levels();
        check_quality();
        check_ending();
        for (const auto& model : leadership_.models) {
            check_assessment(model);
            check_sign_off(model);
        }
        if (leadership_.models.empty()) {
            find("GOV255", *leadership_.place, "",
                 "no model of clinical leadership is recorded that a board signed off");
        }
    }

  private:
    // Protected time for the role (FRM-R225).
    void check_time(const ClinicalLeader& leader) {
        if (leader.sessions.value_or(0) > 0) return;
        find("GOV252", leader.place, leader.id,
             fmt::format("`{}` has no protected time for the role", shown(leader.id)));
    }

    // Leaders decide when the strategy is set and when it is carried out (FRM-R225).
    void check_strategy() {
        std::vector<std::string> missing;
        for (const auto* part : {"setting", "implementing"}) {
            const bool someone = std::ranges::any_of(
                present_, [&](const auto* leader) { return holds(leader->decides, part); });
            if (!someone) missing.push_back(part);
        }
        if (missing.empty()) return;
        find("GOV252", *leadership_.place, "",
             fmt::format("no clinical leader decides in {} the strategy", join(missing, " or ")));
    }

    // Health, social care and voluntary professions at each scale that has leaders (FRM-R226).
    void check_professions() {
        std::set<Scale> scales;
        for (const auto* leader : present_) {
            if (leader->scale) scales.insert(*leader->scale);
            std::vector<std::string> unsaid;
            if (!leader->scale) unsaid.push_back("scale");
            if (leader->sector.empty()) unsaid.push_back("sector");
            if (leader->profession.empty()) unsaid.push_back("profession");
            if (unsaid.empty()) continue;
            find("GOV253", leader->place, leader->id,
                 fmt::format("the {} of `{}` is not recorded", join(unsaid, " and the "),
                             shown(leader->id)));
        }
        for (const auto scale : scales) {
            std::set<std::string> missing = {"health", "social-care", "vcse"};
            for (const auto* leader : present_) {
                if (leader->scale == scale) missing.erase(leader->sector);
            }
            if (missing.empty()) continue;
            find("GOV253", *leadership_.place, "",
                 fmt::format("no leader at the scale of {} is from {}", to_string(scale),
                             join(std::vector<std::string>(missing.begin(), missing.end()), ", ")));
        }
    }

    // Strategic, network and operational (GMI-R024).
    void check_levels() {
        std::set<std::string> missing = {"strategic", "network", "operational"};
        for (const auto* leader : present_)
            missing.erase(leader->level);
        if (missing.empty()) return;
        find("GOV256", *leadership_.place, "",
             fmt::format("there is no clinical leader at the level: {}",
                         join(std::vector<std::string>(missing.begin(), missing.end()), ", ")));
    }

    // A leader of a place names the wider leader with whom they fit, and the other way round.
    void check_fit(const ClinicalLeader& leader) {
        if (!leader.scale) return;
        for (const auto& id : leader.fits_with) {
            const auto other = std::ranges::find(leadership_.leaders, id, &ClinicalLeader::id);
            if (other != leadership_.leaders.end() && other->id != leader.id) continue;
            find("GOV256", leader.place, leader.id,
                 fmt::format("`{}` is to fit with `{}`, and no other leader is called that",
                             shown(leader.id), shown(id)));
        }
        const bool fits = std::ranges::any_of(present_, [&](const ClinicalLeader* other) {
            const bool named =
                holds(leader.fits_with, other->id) || holds(other->fits_with, leader.id);
            return named && other->scale && is_local(*other->scale) != is_local(*leader.scale);
        });
        const bool has_others = std::ranges::any_of(present_, [&](const ClinicalLeader* other) {
            return other->scale && is_local(*other->scale) != is_local(*leader.scale);
        });
        if (fits || !has_others || !is_local(*leader.scale)) return;
        find("GOV256", leader.place, leader.id,
             fmt::format("nothing says with which wider leader `{}` fits together",
                         shown(leader.id)));
    }

    static bool is_local(Scale scale) { return scale <= Scale::place; }

    // Somebody has time for the oversight of quality, within the time they have (FRM-R167).
    void check_quality() {
        bool someone = false;
        for (const auto* leader : present_) {
            const auto time = leader->for_quality.value_or(0);
            someone = someone || time > 0;
            if (time <= leader->sessions.value_or(0)) continue;
            find("GOV257", leader->place, leader->id,
                 fmt::format("`{}` has {:g} sessions for quality of {:g} in all", shown(leader->id),
                             time, leader->sessions.value_or(0)));
        }
        if (someone) return;
        find("GOV257", *leadership_.place, "",
             "no clinical or care leader has time set aside for the oversight of quality");
    }

    // Each clinical role that ends has a planned successor, at place or wider (GMI-R023).
    void check_ending() {
        for (const auto& role : leadership_.ending) {
            std::vector<std::string> missing;
            const auto successor =
                std::ranges::find(leadership_.leaders, role.successor, &ClinicalLeader::id);
            const bool known = successor != leadership_.leaders.end();
            if (!known) missing.push_back("a successor among the leaders");
            if (role.at.empty()) missing.push_back("whether at place or wider");
            const bool elsewhere = known && successor->scale && !role.at.empty() &&
                                   is_local(*successor->scale) != (role.at == "place");
            if (elsewhere) missing.push_back("a successor at the scale that it names");
            if (missing.empty()) continue;
            find("GOV251", role.place, role.of,
                 fmt::format("the role `{}` of `{}` ends without {}", shown(role.role), role.of,
                             join(missing, " and ")));
        }
    }

    void check_assessment(const LeadershipModel& model) {
        std::vector<std::string> missing;
        if (!model.self_assessed_on) missing.push_back("assessed itself");
        if (!model.progress_measured_on) missing.push_back("measured its progress");
        if (model.peer_review.empty()) missing.push_back("invited peers");
        if (missing.empty()) return;
        find("GOV254", model.place, model.of,
             fmt::format("`{}` has not {} in clinical leadership", model.of, join(missing, ", ")));
    }

    // The board signed model and plan off, and the five features show (FRM-R228).
    void check_sign_off(const LeadershipModel& model) {
        std::vector<std::string> missing;
        if (!model.signed_off_on) missing.push_back("its sign-off");
        if (model.model.empty()) missing.push_back("a model");
        const auto& documents = stage_.data->scheme.documents;
        const bool has_plan =
            model.plan.empty()
                ? false
                : std::ranges::find(documents, model.plan, &Document::id) != documents.end();
        if (!has_plan) missing.push_back("a plan among the documents");
        for (const auto* feature :
             {"connection", "learning", "protected-time", "support", "recruitment"}) {
            const bool shows = std::ranges::any_of(model.features, [&](const auto& pair) {
                return pair.first == feature && !pair.second.empty();
            });
            if (!shows) missing.push_back(feature);
        }
        if (missing.empty()) return;
        find("GOV255", model.place, model.of,
             fmt::format("clinical leadership of `{}` is recorded without {}", model.of,
                         join(missing, ", ")));
    }

    void find(std::string_view rule, const Location& place, const std::string& subject,
              std::string message) {
        diagnostics_.add({rule, place, subject, std::move(message)});
    }

    const GovernanceStage& stage_;
    const Leadership& leadership_;
    Diagnostics& diagnostics_;
    std::vector<const ClinicalLeader*> present_;
};

}  // namespace

void check_leadership(const GovernanceStage& stage, Diagnostics& diagnostics) {
    if (!stage.data->leadership.place) return;  // a folder without the file says nothing of it
    LeadershipCheck(stage, diagnostics).check();
}

}  // namespace concord::governance::rules
