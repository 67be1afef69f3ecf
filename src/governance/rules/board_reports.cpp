// The cover form of a board's paper, and the log of its versions (GMI-R044 to GMI-R052).
#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "governance/rules/described.hpp"
#include "governance/rules/rules.hpp"

namespace concord::governance::rules {
namespace {

class ReportCheck {
  public:
    ReportCheck(const Report& report, Diagnostics& diagnostics)
        : report_(report), diagnostics_(diagnostics) {}

    void check() {
        check_ticks();
        check_contradictions();
        check_assessment();
        check_completed();
        check_heading();
        check_versions();
        check_purpose();
        check_interests();
        if (report_.text("inequalities").empty())
            find("GOV309", "does not say how it bears on health inequalities");
    }

  private:
    std::vector<std::string> ticked(std::string_view question) const {
        const auto found = std::ranges::find_if(
            report_.ticks, [&](const auto& item) { return item.first == question; });
        return found == report_.ticks.end() ? std::vector<std::string>() : found->second;
    }

    bool is(std::string_view question, std::string_view box) const {
        const auto boxes = ticked(question);
        return boxes.size() == 1 && boxes.front() == box;
    }

    // One tick a question (GMI-R044).
    void check_ticks() {
        for (const auto question : report_questions) {
            const auto boxes = ticked(question);
            if (boxes.size() == 1) continue;
            find("GOV302", boxes.empty() ? fmt::format("leaves `{}` without a tick", question)
                                         : fmt::format("ticks {} boxes of `{}`: {}", boxes.size(),
                                                       question, join(boxes, ", ")));
        }
    }

    // What the form denies and the report shows (GMI-R045).
    void check_contradictions() {
        if (is("finance", "no") && report_.has_financial_section.value_or(false))
            find("GOV303", "says that money is not concerned, and has a section on it");
        if (is("engagement", "no") && report_.has_engagement.value_or(false))
            find("GOV303", "says that there was no engagement, and records it");
    }

    // An assessment that was not done has its reason (GMI-R046).
    void check_assessment() {
        if (!is("assessment_done", "no") && !is("assessment_required", "no")) return;
        if (!report_.text("assessment_reason").empty()) return;
        find("GOV304", "gives no reason why equality, privacy and quality were not assessed");
    }

    static bool is_unchosen(const std::string& value) {
        const auto plain = lower(trim(value));
        return plain.empty() || plain.starts_with("choose an item");
    }

    // Menus, the route through meetings and the link to risks (GMI-R047).
    void check_completed() {
        std::vector<std::string> missing;
        if (is_unchosen(report_.text("strategic_link"))) missing.push_back("the strategic link");
        if (is_unchosen(report_.text("risk_link"))) missing.push_back("the link to risks");
        if (report_.earlier_meetings.empty()) missing.push_back("the route through meetings");
        if (missing.empty()) return;
        find("GOV305", fmt::format("is not completed: {}", join(missing, ", ")));
    }

    // Who, when, what, and how open it is (GMI-R048).
    void check_heading() {
        std::vector<std::string> missing;
        for (const auto* key :
             {"meeting", "item", "action", "author", "presenter", "recommendation", "status"}) {
            if (is_unchosen(report_.text(key))) missing.emplace_back(key);
        }
        if (!report_.dated) missing.emplace_back("dated");
        if (report_.leads.empty()) missing.emplace_back("leads");
        if (missing.empty()) return;
        find("GOV306", fmt::format("has no {}", join(missing, ", ")));
    }

    // Forward in time, each version with author, reason and whole date (GMI-R049).
    void check_versions() {
        std::optional<Date> latest;
        for (const auto& version : report_.versions) {
            std::vector<std::string> missing;
            if (version.author.empty()) missing.push_back("author");
            if (version.reason.empty()) missing.push_back("reason");
            if (!version.dated) missing.push_back("whole date");
            if (!missing.empty()) {
                find("GOV307", version.place,
                     fmt::format("in version {} has no {}", shown(version.version),
                                 join(missing, ", ")));
            }
            if (!version.dated) continue;
            if (latest && *version.dated < *latest) {
                find("GOV307", version.place,
                     fmt::format("in version {} is of {}, before the one above it of {}",
                                 shown(version.version), version.dated->iso(), latest->iso()));
            }
            latest = latest ? std::max(*latest, *version.dated) : *version.dated;
        }
    }

    // A report for information decides nothing (GMI-R050).
    void check_purpose() {
        const auto purpose = lower(report_.text("purpose"));
        const bool decides = purpose.find("decision") != std::string::npos;
        const bool informs = purpose.find("information") != std::string::npos;
        if (!informs || decides || report_.text("decision").empty()) return;
        find("GOV308", fmt::format("is for information, and a decision `{}` is recorded of it",
                                   shown(report_.text("decision"))));
    }

    // The question of conflicts answered, and interests declared for the item (GMI-R051).
    void check_interests() {
        if (ticked("conflicts").empty()) find("GOV309", "leaves the question of conflicts open");
        if (report_.interests_declared.empty())
            find("GOV309", "does not say which interests were declared for its item");
    }

    void find(std::string_view rule, std::string what) {
        find(rule, report_.place, std::move(what));
    }
    void find(std::string_view rule, const Location& place, std::string what) {
        diagnostics_.add(
            {rule, place, report_.id, fmt::format("the report `{}` {}", shown(report_.id), what)});
    }

    const Report& report_;
    Diagnostics& diagnostics_;
};

}  // namespace

void check_board_reports(const GovernanceStage& stage, Diagnostics& diagnostics) {
    for (const auto& report : stage.data->records.reports)
        ReportCheck(report, diagnostics).check();
}

}  // namespace concord::governance::rules
