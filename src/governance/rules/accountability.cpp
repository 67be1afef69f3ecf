// Who answers to whom and for what: lines between bodies, one accountable body for each thing, what
// partners adopted, and who decides which kind of decision.
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

class LineCheck {
  public:
    LineCheck(const GovernanceStage& stage, Diagnostics& diagnostics)
        : stage_(stage),
          law_(stage.data->law),
          records_(stage.data->records),
          holders_(stage.data->scheme),
          diagnostics_(diagnostics) {}

    void check() {
        for (const auto& line : records_.lines) {
            if (line.period.contains(stage_.context.as_at)) check_line(line);
        }
        if (!records_.lines.empty()) check_bodies();
    }

  private:
    // The kind of a body; of what belongs to bodies, that of the first.
    std::string_view kind_of(std::string_view id) const {
        const auto number = holders_.find(id);
        if (!number) return {};
        const auto bodies = holders_.bodies(*number);
        return bodies.empty() ? std::string_view() : holders_.holder(bodies[0]).body_kind;
    }

    bool is(std::string_view id, std::string_view group) const {
        return law_.is_of_kind(kind_of(id), group, stage_.context);
    }

    // Whoever may order others about: NHS England, ministers, regulators (PIR-R027).
    bool may_direct(std::string_view id) const {
        const auto kind = kind_of(id);
        return kind == "nhs-england" || kind == "nhs-region" || kind == "government-department" ||
               kind == "national-regulator";
    }

    void check_line(const Line& line) {
        const auto from = shown(line.from);
        const auto to = shown(line.to);
        const bool to_nhs = is(line.to, "nhs-body") || kind_of(line.to) == partnership_kind;
        const bool binds = line.kind == "accountability" || line.kind == "direction";
        if (line.kind == "co-operation") return check_duty(line);
        if (binds && is(line.from, "local-authority") && to_nhs) {
            find("GOV262", line, fmt::format("the council `{}` is put under `{}`", from, to));
        } else if (line.kind == "direction" && !may_direct(line.to)) {
            find("GOV260", line,
                 fmt::format("`{}` is to direct `{}`, and has no power to", to, from));
        } else if (line.kind == "accountability" && is(line.from, "provider") &&
                   kind_of(line.to) == board_kind && line.power.empty()) {
            find("GOV261", line,
                 fmt::format("`{}` is said to answer to `{}`, and no power is cited", from, to));
        }
    }

    void check_duty(const Line& line) {
        if (line.to != electorate &&
            law_.mutual_duty(kind_of(line.from), kind_of(line.to), stage_.context))
            return;
        find("GOV267", line,
             fmt::format("`{}` and `{}` owe each other no duty to co-operate on {}",
                         shown(line.from), shown(line.to), stage_.context.as_at.iso()));
    }

    // Councils answer to voters, NHS bodies to NHS England (THE-R053).
    void check_bodies() {
        for (const auto& body : stage_.registry->data->bodies) {
            if (body.place.line == 0 || !body.existence.contains(stage_.context.as_at)) continue;
            const bool council = law_.is_of_kind(body.kind, "local-authority", stage_.context);
            const bool nhs = body.kind == board_kind || body.kind == "nhs-trust";
            if (!council && !nhs) continue;
            const bool has_line = std::ranges::any_of(records_.lines, [&](const Line& line) {
                const bool right =
                    council ? line.to == electorate : kind_of(line.to) == "nhs-england";
                return line.from == body.id && line.kind == "accountability" && right &&
                       line.period.contains(stage_.context.as_at);
            });
            if (has_line) continue;
            diagnostics_.add({"GOV263", records_.lines.front().place, body.id,
                              fmt::format("no line says that `{}` answers to {}", body.id,
                                          council ? "its electorate" : "NHS England")});
        }
    }

    void find(std::string_view rule, const Line& line, std::string message) {
        diagnostics_.add({rule, line.place, line.from, std::move(message)});
    }

    const GovernanceStage& stage_;
    const Law& law_;
    const Records& records_;
    const HolderIndex holders_;
    Diagnostics& diagnostics_;
};

// Exactly one accountable body for each function, target and risk (PIR-R088).
void check_one_accountable(const GovernanceStage& stage, Diagnostics& diagnostics) {
    const HolderIndex holders(stage.data->scheme);
    std::map<std::pair<std::string, std::string>, std::vector<const Accountability*>> subjects;
    for (const auto& item : stage.data->records.accountabilities) {
        if (item.period.contains(stage.context.as_at))
            subjects[{item.kind, item.subject}].push_back(&item);
    }
    for (const auto& [subject, items] : subjects) {
        std::vector<const Accountability*> accountable;
        for (const auto* item : items) {
            const auto body = holders.find(item->body);
            const bool is_body = body && holders.holder(*body).kind == HolderKind::body;
            if (item->part == "accountable" && is_body) accountable.push_back(item);
        }
        const auto name = fmt::format("{} `{}`", subject.first, shown(subject.second));
        if (accountable.empty()) {
            diagnostics.add({"GOV265", items.front()->place, subject.second,
                             fmt::format("no body is accountable for the {}", name)});
        }
        for (std::size_t i = 1; i < accountable.size(); ++i) {
            diagnostics.add({"GOV264", accountable[i]->place, subject.second,
                             fmt::format("`{}` and `{}` are both accountable for the {}",
                                         accountable.front()->body, accountable[i]->body, name)});
        }
    }
}

// One level and one owner for each kind of decision (THE-R077).
void check_rights(const GovernanceStage& stage, Diagnostics& diagnostics) {
    std::map<std::string, const DecisionRight*> first;
    for (const auto& right : stage.data->records.rights) {
        if (!right.period.contains(stage.context.as_at)) continue;
        const auto [at, is_new] = first.emplace(right.decision, &right);
        if (!is_new) {
            diagnostics.add(
                {"GOV316", right.place, right.decision,
                 fmt::format("`{}` is decided by `{}` at {} and by `{}` at {}",
                             shown(right.decision), shown(at->second->owner),
                             shown(at->second->level), shown(right.owner), shown(right.level))});
        } else if (right.level.empty() || right.owner.empty()) {
            diagnostics.add({"GOV316", right.place, right.decision,
                             fmt::format("`{}` has no {}", shown(right.decision),
                                         right.owner.empty() ? "owner" : "level")});
        }
    }
}

class AdoptionCheck {
  public:
    AdoptionCheck(const GovernanceStage& stage, Diagnostics& diagnostics)
        : stage_(stage),
          holders_(stage.data->scheme),
          graph_(stage.registry->data->bodies, stage.registry->data->relations),
          diagnostics_(diagnostics) {}

    void check() {
        std::map<std::string, std::vector<const Adoption*>> decisions;
        for (const auto& item : stage_.data->records.adoptions)
            decisions[item.decision].push_back(&item);
        for (const auto& [decision, items] : decisions) {
            for (const auto* item : items)
                check_bound(*item);
            list_others(decision, items);
        }
    }

    // Board and councils have regard to the strategy of their partnership (GMI-R041).
    void check_regard(const Document& strategy) {
        const auto owner = holders_.find(strategy.owner);
        if (!owner || holders_.holder(*owner).body_kind != partnership_kind) return;
        std::vector<std::string> missing;
        for (const auto* body : graph_.members_of(strategy.owner, stage_.context.as_at)) {
            const bool owes =
                body->kind == board_kind ||
                stage_.data->law.is_of_kind(body->kind, "social-care-authority", stage_.context);
            if (owes && !has_regard(body->id)) missing.push_back(body->id);
        }
        if (missing.empty()) return;
        diagnostics_.add({"GOV268", strategy.place, strategy.owner,
                          fmt::format("nothing shows regard to `{}` by `{}`", shown(strategy.id),
                                      join(missing, "`, `"))});
    }

  private:
    bool has_adopted(const Adoption& item) const {
        return item.adopted_on && *item.adopted_on <= stage_.context.as_at;
    }

    bool has_regard(const std::string& body) const {
        return std::ranges::any_of(stage_.data->scheme.assurances, [&](const Assurance& record) {
            return record.topic == "regard:integrated-care-strategy" && record.subject == body &&
                   !record.evidence.empty();
        });
    }

    void check_bound(const Adoption& item) {
        if (!item.bound.value_or(false) || has_adopted(item)) return;
        diagnostics_.add({"GOV269", item.place, item.partner,
                          fmt::format("`{}` is held to `{}` of `{}`, which it has not adopted",
                                      item.partner, shown(item.decision), item.made_by)});
    }

    // The bodies behind the decider: its parents, its members, those that its members come from.
    std::set<std::string> partners_of(const std::string& decider) const {
        std::set<std::string> partners;
        const auto number = holders_.find(decider);
        if (!number) return partners;
        for (const auto body : holders_.bodies(*number))
            partners.insert(holders_.holder(body).id);
        for (const auto& member : holders_.holder(*number).members) {
            if (member.organisation.empty() || !member.period.contains(stage_.context.as_at))
                continue;
            partners.insert(member.organisation);
        }
        for (const auto* body : graph_.members_of(decider, stage_.context.as_at))
            partners.insert(body->id);
        return partners;
    }

    void list_others(const std::string& decision, const std::vector<const Adoption*>& items) {
        std::set<std::string> others;
        for (const auto* item : items) {
            const auto partners = partners_of(item->made_by);
            others.insert(partners.begin(), partners.end());
            others.insert(item->partner);
        }
        for (const auto* item : items) {
            others.erase(item->made_by);
            if (has_adopted(*item)) others.erase(item->partner);
        }
        if (others.empty()) return;
        const std::vector<std::string> listed(others.begin(), others.end());
        diagnostics_.add({"GOV270", items.front()->place, items.front()->made_by,
                          fmt::format("`{}` is not adopted by `{}`, and does not bind them",
                                      shown(decision), join(listed, "`, `"))});
    }

    const GovernanceStage& stage_;
    const HolderIndex holders_;
    const registry::BodyGraph graph_;
    Diagnostics& diagnostics_;
};

}  // namespace

void check_accountability(const GovernanceStage& stage, Diagnostics& diagnostics) {
    LineCheck(stage, diagnostics).check();
    check_one_accountable(stage, diagnostics);
    check_rights(stage, diagnostics);
    AdoptionCheck adoptions(stage, diagnostics);
    adoptions.check();
    for (const auto& document : stage.data->scheme.documents) {
        const bool in_use = document.kind == "integrated-care-strategy" &&
                            document.status != "draft" && document.status != "withdrawn";
        if (in_use) adoptions.check_regard(document);
    }
}

}  // namespace concord::governance::rules
