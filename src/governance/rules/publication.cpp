// What is published, by whose leave and under which name; what is written of law that is gone.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/text.hpp"
#include "governance/rules/described.hpp"
#include "governance/rules/rules.hpp"
#include "registry/body_graph.hpp"

namespace concord::governance::rules {
namespace {

class PublicationCheck {
  public:
    PublicationCheck(const GovernanceStage& stage, Diagnostics& diagnostics)
        : stage_(stage),
          scheme_(stage.data->scheme),
          graph_(stage.registry->data->bodies, stage.registry->data->relations),
          diagnostics_(diagnostics) {}

    void check_document(const Document& document) {
        if (document.status == "withdrawn") return;
        if (document.kind == "constitution") check_constitution(document);
        if (document.kind == "governance-handbook") check_handbook(document);
    }

    void check_body(const DescribedBody& body) {
        if (body.holder->body_kind == board_kind) check_name(body);
        if (body.holder->body_kind == board_kind) check_map(body);
        if (body.holder->body_kind == partnership_kind) check_founders(body);
    }

    void check_citations();

  private:
    // Members described; each change applied for before it was approved (PIR-R017).
    void check_constitution(const Document& document) {
        if (!holds(document.covers, "membership"))
            find("GOV277", document, "does not say who the members of the board are");
        if (document.amends.empty()) return;
        const auto amended = std::ranges::find(scheme_.documents, document.amends, &Document::id);
        if (amended == scheme_.documents.end())
            find("GOV277", document,
                 fmt::format("amends `{}`, which is not on record", shown(document.amends)));
        if (!document.applied_on) {
            find("GOV277", document, "is an amendment without an application to NHS England");
        } else if (document.approved_on && *document.approved_on < *document.applied_on) {
            find("GOV277", document,
                 fmt::format("was approved on {}, before it was applied for on {}",
                             document.approved_on->iso(), document.applied_on->iso()));
        }
    }

    // As PDF or web page, with the day it was fetched (PIR-R036).
    void check_handbook(const Document& document) {
        if (document.published_at.empty()) return;  // GOV077
        std::vector<std::string> missing;
        if (document.form.empty() || document.form == "other")
            missing.push_back("whether it is a PDF or a web page");
        if (!document.fetched_on) missing.push_back("the day on which it was fetched");
        if (missing.empty()) return;
        find("GOV278", document, fmt::format("lacks {}", join(missing, " and ")));
    }

    static std::set<std::string> words_of(std::string_view name) {
        static const std::set<std::string> common = {
            "nhs",     "integrated", "care",   "board",    "system",   "partnership",
            "and",     "of",         "the",    "place",    "council",  "city",
            "borough", "county",     "health", "combined", "authority"};
        std::set<std::string> words;
        const auto plain = lower(name);
        for (const auto word : split(plain, ' ')) {
            const std::string text(trim(word));
            if (text.size() > 2 && !common.contains(text)) words.insert(text);
        }
        return words;
    }

    // The public name says which area the body serves (GMI-R042).
    void check_name(const DescribedBody& board) {
        const auto* body = graph_.find(board.holder->id);
        const auto mine = words_of(board.holder->name);
        std::set<std::string> areas;
        const auto add = [&](std::string_view name) {
            const auto words = words_of(name);
            areas.insert(words.begin(), words.end());
        };
        if (body && !body->part_of.empty()) {
            if (const auto* system = graph_.find(body->part_of)) add(system->name);
        }
        for (const auto& place : stage_.registry->data->places) {
            if (body && (place.part_of == body->part_of || place.part_of == body->id))
                add(place.name);
        }
        const bool shares = std::ranges::any_of(
            mine, [&](const std::string& word) { return areas.contains(word); });
        if (areas.empty() || shares) return;
        diagnostics_.add({"GOV275", board.holder->place, board.holder->id,
                          fmt::format("the name `{}` says nothing of the area that `{}` serves",
                                      shown(board.holder->name), board.holder->id)});
    }

    // A map of how places, collaboratives and the system work together (GMI-R022).
    void check_map(const DescribedBody& board) {
        if (!stage_.data->records.places.present) return;
        std::vector<std::string> missing;
        for (const auto* subject : {"places", "collaboratives", "system"}) {
            const bool mapped =
                std::ranges::any_of(scheme_.documents, [&](const Document& document) {
                    return document.owner == board.holder->id && document.status != "withdrawn" &&
                           document.kind == "functions-and-decisions-map" &&
                           holds(document.covers, subject);
                });
            if (!mapped) missing.emplace_back(subject);
        }
        if (missing.empty()) return;
        diagnostics_.add({"GOV310", board.holder->place, board.holder->id,
                          fmt::format("no map of `{}` shows the part of {}", board.holder->id,
                                      join(missing, ", "))});
    }

    // Founded by the board and every council of its area with social care duties (PIR-R018).
    void check_founders(const DescribedBody& partnership) {
        const auto* body = graph_.find(partnership.holder->id);
        if (!body || body->part_of.empty()) return;
        const auto day = stage_.context.as_at;
        std::set<std::string_view> partners;
        for (const auto* member : graph_.members_of(body->id, day))
            partners.insert(member->id);
        for (const auto* part : graph_.parts_of(body->part_of, day)) {
            const bool founds =
                part->kind == board_kind ||
                stage_.data->law.is_of_kind(part->kind, "social-care-authority", stage_.context);
            if (!founds || partners.contains(part->id)) continue;
            diagnostics_.add({"GOV279", partnership.holder->place, partnership.holder->id,
                              fmt::format("`{}` lies in the area of `{}`, and is no partner of it",
                                          part->id, partnership.holder->id)});
        }
    }

    void check_text(std::string_view text, const Location& place, std::string_view subject);

    void find(std::string_view rule, const Document& document, std::string_view what) {
        diagnostics_.add({rule, document.place, document.owner, said_of(document, what)});
    }

    const GovernanceStage& stage_;
    const Scheme& scheme_;
    const registry::BodyGraph graph_;
    Diagnostics& diagnostics_;
};

bool is_word_part(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

// Whether the text names the section: "s75", "s 75", "s.75" or "section 75", and no longer number.
bool names_section(std::string_view text, std::string_view section) {
    for (auto at = text.find(section); at != std::string_view::npos;
         at = text.find(section, at + 1)) {
        const auto end = at + section.size();
        if (end < text.size() && is_word_part(text[end])) continue;
        auto before = text.substr(0, at);
        while (!before.empty() && (before.back() == ' ' || before.back() == '.'))
            before.remove_suffix(1);
        if (before.ends_with("section")) return true;
        const bool marked = before.ends_with('s');
        if (marked && (before.size() == 1 || !is_word_part(before[before.size() - 2]))) return true;
    }
    return false;
}

void PublicationCheck::check_text(std::string_view text, const Location& place,
                                  std::string_view subject) {
    const auto plain = lower(text);
    for (const auto& item : stage_.data->law.repealed) {
        const bool gone = !item.repealed_on || *item.repealed_on <= stage_.context.as_at;
        const bool cited = plain.find(lower(item.act)) != std::string::npos &&
                           names_section(plain, lower(item.section));
        if (!gone || !cited || plain.find("repeal") != std::string::npos) continue;
        diagnostics_.add({"GOV319", place, std::string(subject),
                          fmt::format("`{}` cites s{} of the {}, which is repealed", shown(subject),
                                      item.section, item.act)});
    }
}

// Conditions, clauses, agreements, powers and evidence of the folder (PIR-R034).
void PublicationCheck::check_citations() {
    for (const auto& grant : scheme_.grants) {
        const auto all = join(grant.conditions, "; ") + "; " + grant.source.clause;
        check_text(all, grant.place, grant.id);
    }
    for (const auto& limit : scheme_.limits)
        check_text(limit.source.clause, limit.place, limit.id);
    for (const auto& kept : scheme_.reservations)
        check_text(kept.source.clause, kept.place, kept.id);
    for (const auto& split : scheme_.splits)
        check_text(split.agreement + "; " + split.source.clause, split.place, split.first);
    for (const auto& line : stage_.data->records.lines)
        check_text(line.power, line.place, line.from);
    for (const auto& record : scheme_.assurances)
        check_text(record.evidence, record.place, record.topic);
}

}  // namespace

void check_publication(const GovernanceStage& stage, Diagnostics& diagnostics) {
    const HolderIndex holders(stage.data->scheme);
    PublicationCheck check(stage, diagnostics);
    for (const auto& document : stage.data->scheme.documents)
        check.check_document(document);
    for (const auto& body : described_bodies(stage, holders))
        check.check_body(body);
    check.check_citations();
}

}  // namespace concord::governance::rules
