// Documents: approved, current, signed, and saying what they must.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "governance/rules/described.hpp"
#include "governance/rules/rules.hpp"

namespace concord::governance::rules {
namespace {

constexpr int map_days = 366;  // a map older than a year is not kept current (FRM-R119)

class DocumentCheck {
  public:
    DocumentCheck(const GovernanceStage& stage, Diagnostics& diagnostics)
        : stage_(stage), scheme_(stage.data->scheme), diagnostics_(diagnostics) {}

    void check_all() {
        for (const auto& document : scheme_.documents) {
            check_current(document);
            check_kind(document);
        }
    }

    void check_body(const DescribedBody& body) {
        if (body.holder->body_kind != board_kind) return;
        const bool says = std::ranges::any_of(scheme_.documents, [&](const Document& document) {
            return document.owner == body.holder->id && holds(document.covers, "subsidiarity");
        });
        if (says) return;
        diagnostics_.add({"GOV076", body.holder->place, body.holder->id,
                          fmt::format("no document of `{}` says how decisions are brought close to "
                                      "people",
                                      body.holder->id)});
    }

  private:
    // A draft, a document without a date, or one whose day of review has passed (PIR-R045).
    void check_current(const Document& document) {
        const auto day = stage_.context.as_at;
        if (document.status == "draft") {
            find("GOV072", document, "is a draft");
        } else if (document.review_by && *document.review_by < day) {
            find("GOV072", document,
                 fmt::format("was to be reviewed by {}", document.review_by->iso()));
        } else if (document.dated && *document.dated > day) {
            find("GOV074", document,
                 fmt::format("is dated {}, after the day asked about", document.dated->iso()));
        }
    }

    void check_kind(const Document& document) {
        if (document.kind == "constitution") check_constitution(document);
        if (document.kind == "functions-and-decisions-map") check_map(document);
        const bool must_be_public =
            document.kind == "constitution" || document.kind == "governance-handbook";
        if (must_be_public && document.published_at.empty())
            find("GOV077", document, "is not published: no address is given");
    }

    // A constitution is NHS England's to approve (PIR-R017, FRM-R250).
    void check_constitution(const Document& document) {
        const auto approver = std::ranges::find(scheme_.holders, document.approved_by, &Holder::id);
        const bool by_nhs_england =
            approver != scheme_.holders.end() && approver->body_kind == "nhs-england";
        if (by_nhs_england && document.approved_on) return;
        find("GOV073", document,
             document.approved_by.empty() ? "has no approval by NHS England"
                                          : "has an approval that is not NHS England's, or no day");
    }

    void check_map(const Document& document) {
        if (!document.dated) return;
        const auto age =
            stage_.context.as_at.days_since_epoch() - document.dated->days_since_epoch();
        if (age <= map_days) return;
        find("GOV075", document, fmt::format("is {} days old, more than a year", age));
    }

    void find(std::string_view rule, const Document& document, std::string_view what) {
        diagnostics_.add({rule, document.place, document.owner, said_of(document, what)});
    }

    const GovernanceStage& stage_;
    const Scheme& scheme_;
    Diagnostics& diagnostics_;
};

}  // namespace

void check_documents(const GovernanceStage& stage, Diagnostics& diagnostics) {
    const HolderIndex holders(stage.data->scheme);
    DocumentCheck check(stage, diagnostics);
    check.check_all();
    for (const auto& body : described_bodies(stage, holders))
        check.check_body(body);
}

}  // namespace concord::governance::rules
