// The law of the catalogue, and one body of every kind between which it can be tried.
#pragma once

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/rulebook.hpp"
#include "governance/law.hpp"
#include "registry/body.hpp"

namespace concord::governance {

using Ids = std::set<std::string>;

inline const RuleContext act{Date(2022, 7, 1), RuleProfile::act_2022};
inline const RuleContext act_2024{Date(2024, 6, 1), RuleProfile::act_2022};
inline const RuleContext framework{Date(2022, 7, 1), RuleProfile::framework_2021};
inline const RuleContext plan{Date(2026, 1, 1), RuleProfile::plan_2025};

inline RuleContext on(int year, unsigned month, unsigned day) {
    const Date date(year, month, day);
    return {date, profile_in_force(date)};
}

// One body of every kind, named by its kind, and another of three kinds; committees and posts.
class LawTest : public ::testing::Test {
  protected:
    LawTest() {
        Diagnostics diagnostics(built_rule_book(), act);
        const std::string source = CONCORD_SOURCE;
        kinds_ = registry::read_body_kinds(source + "/catalogue/body_kinds.csv", "", diagnostics);
        law_ =
            read_law(source + "/catalogue/governance", "catalogue/governance", {}, "", diagnostics);
        problems_ = diagnostics.all();
        for (const auto& kind : kinds_)
            add(kind.id, HolderKind::body, {}, kind.id);
        for (const auto* kind :
             {"integrated-care-board", "nhs-trust", "clinical-commissioning-group"})
            add(std::string("other-") + kind, HolderKind::body, {}, kind);
        add("committee-of-board", HolderKind::committee, {"integrated-care-board"});
        add("sub-of-board", HolderKind::sub_committee, {"committee-of-board"});
        add("post-of-board", HolderKind::post, {"integrated-care-board"});
        add("forum-of-board", HolderKind::forum, {"integrated-care-board"});
        add("committee-of-council", HolderKind::committee, {"unitary-authority"});
        add("with-council", HolderKind::joint_committee,
            {"integrated-care-board", "unitary-authority"});
        add("with-trust", HolderKind::joint_committee, {"integrated-care-board", "nhs-trust"});
        add("with-voluntary", HolderKind::joint_committee,
            {"integrated-care-board", "vcse-organisation"});
        add("of-councils", HolderKind::joint_committee, {"unitary-authority", "county-council"});
        add("of-groups", HolderKind::joint_committee,
            {"clinical-commissioning-group", "other-clinical-commissioning-group"});
        add("shared-post", HolderKind::post, {"integrated-care-board", "unitary-authority"});
        add("in-common", HolderKind::committees_in_common,
            {"committee-of-board", "committee-of-council"});
    }

    void add(std::string id, HolderKind kind, std::vector<std::string> of,
             std::string body_kind = "") {
        Holder holder;
        holder.id = std::move(id);
        holder.kind = kind;
        holder.of = std::move(of);
        holder.body_kind = std::move(body_kind);
        scheme_.holders.push_back(std::move(holder));
    }

    struct Asked {
        std::string instrument, from, to, function;
        std::string act{};
    };

    Lawfulness ask(const Asked& asked, const RuleContext& made) const {
        const HolderIndex holders(scheme_);
        Grant grant;
        grant.instrument = asked.instrument;
        return lawfulness(
            law_, holders,
            {&grant, holders.find(asked.from).value(), holders.find(asked.to).value(),
             law_.functions.find(asked.function).value(), law_.acts.find(asked.act).value()},
            made);
    }
    bool lawful(const Asked& asked, const RuleContext& made) const {
        return ask(asked, made).lawful;
    }

    Ids alternatives(const Asked& asked, const RuleContext& made) const {
        const HolderIndex holders(scheme_);
        Grant grant;
        grant.instrument = asked.instrument;
        Ids ids;
        for (const auto* instrument : lawful_alternatives(
                 law_, holders,
                 {&grant, holders.find(asked.from).value(), holders.find(asked.to).value(),
                  law_.functions.find(asked.function).value(), root_node},
                 made)) {
            ids.insert(instrument->id);
        }
        return ids;
    }

    // The kinds of body that law gives the function or one above it, on the day.
    Ids root_kinds(const std::string& function, const RuleContext& context) const {
        const auto node = law_.functions.find(function).value();
        Ids found;
        for (const auto& root : law_.roots) {
            const auto& profiles = root.profiles;
            const bool in_force = root.in_force.contains(context.as_at) &&
                                  (profiles.empty() ||
                                   std::ranges::find(profiles, context.profile) != profiles.end());
            const bool covers =
                law_.functions.covers(law_.functions.find(root.function).value(), node);
            if (in_force && covers && root.services.empty()) found.insert(root.body_kind);
        }
        return found;
    }

    std::vector<registry::BodyKind> kinds_;
    Law law_;
    Scheme scheme_;
    std::vector<Diagnostic> problems_;
};

}  // namespace concord::governance
