// The functions of the design framework: each held on every day, drawn on the body's own map, not
// passed through needless hands, and taken over only when the body is ready.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "governance/rules/described.hpp"
#include "governance/rules/rules.hpp"

namespace concord::governance::rules {
namespace {

// The twelve are marked in the law with the framework's own ids, FRM-F01 to FRM-F12; parts of one,
// such as FRM-F05a, bear the same mark below it.
bool is_framework_function(const TreeNode& node) {
    const bool is_whole = node.parent.empty() && !node.id.empty();
    return is_whole && std::ranges::any_of(node.requirements, [](const std::string& id) {
               return id.starts_with("FRM-F");
           });
}

class FrameworkFunctions {
  public:
    FrameworkFunctions(const GovernanceStage& stage, Diagnostics& diagnostics)
        : stage_(stage),
          law_(stage.data->law),
          scheme_(stage.data->scheme),
          holders_(scheme_),
          diagnostics_(diagnostics) {}

    void check(const DescribedBody& body) {
        for (const auto& node : law_.functions.nodes()) {
            if (is_framework_function(node)) check_days(body, node);
        }
        for (const auto& document : scheme_.documents) {
            const bool is_map = document.owner == body.holder->id &&
                                document.kind == "functions-and-decisions-map" &&
                                document.status != "withdrawn";
            if (is_map) check_map(body, document);
        }
        for (const auto& grant : scheme_.grants) {
            if (grant.to == body.holder->id && is_in_force(grant)) check_takeover(body, grant);
        }
    }

    void check_grants() {
        for (const auto& grant : scheme_.grants) {
            if (!is_in_force(grant)) continue;
            check_layer(grant);
            check_provider(grant);
        }
    }

  private:
    bool is_in_force(const Grant& grant) const {
        return grant.period.contains(stage_.context.as_at);
    }

    // The days on which a body of the system held the function by law.
    std::vector<Period> held(const DescribedBody& body, std::string_view function) const {
        std::vector<Period> periods;
        for (const auto& root : law_.roots) {
            if (root.function != function || !is_under_profile(root)) continue;
            for (const auto& holder : scheme_.holders) {
                if (holder.kind != HolderKind::body || holder.body_kind != root.body_kind) continue;
                if (!meets(holder, *body.holder)) continue;
                const Period both{later(root.in_force.from, holder.period.from),
                                  earlier(root.in_force.to, holder.period.to)};
                if (!both.crossed()) periods.push_back(both);
            }
        }
        std::ranges::sort(periods, {}, [](const Period& period) {
            return period.from.value_or(Date(1, 1, 1)).days_since_epoch();
        });
        return periods;
    }

    bool is_under_profile(const Root& root) const {
        return root.profiles.empty() ||
               std::ranges::find(root.profiles, stage_.context.profile) != root.profiles.end();
    }

    bool meets(const Holder& holder, const Holder& body) const {
        if (holder.area.empty() || body.area.empty()) return true;
        const auto& places = stage_.data->places;
        return std::ranges::any_of(holder.area, [&](const std::string& id) {
            const auto node = places.find(id);
            return node && std::ranges::any_of(body.area, [&](const std::string& other) {
                       const auto at = places.find(other);
                       return at && (places.covers(*at, *node) || places.covers(*node, *at));
                   });
        });
    }

    static std::optional<Date> later(const std::optional<Date>& a, const std::optional<Date>& b) {
        if (!a || !b) return a ? a : b;
        return std::max(*a, *b);
    }
    static std::optional<Date> earlier(const std::optional<Date>& a, const std::optional<Date>& b) {
        if (!a || !b) return a ? a : b;
        return std::min(*a, *b);
    }

    // No day without a holder, from the first on which anybody held it (FRM-R040).
    void check_days(const DescribedBody& body, const TreeNode& node) {
        const auto today = stage_.context.as_at;
        const auto periods = held(body, node.id);
        std::optional<Date> free_from;  // the first day not yet known to be held
        bool has_begun = false;
        for (const auto& period : periods) {
            if (period.from && *period.from > today) break;
            if (has_begun && free_from && period.from && *period.from > *free_from)
                return report_gap(body, node, *free_from, period.from->plus_days(-1));
            if (has_begun && !free_from) return;  // held without end
            has_begun = true;
            const auto end = period.to ? std::optional(period.to->plus_days(1)) : std::nullopt;
            free_from = end && free_from ? std::max(*end, *free_from) : end;
        }
        if (!has_begun) {
            return find("GOV220", body, body.holder->place,
                        fmt::format("nobody in the system of `{}` holds `{}` on {}",
                                    body.holder->id, node.id, today.iso()));
        }
        if (free_from && *free_from <= today) report_gap(body, node, *free_from, today);
    }

    void report_gap(const DescribedBody& body, const TreeNode& node, Date first, Date last) {
        find("GOV220", body, body.holder->place,
             fmt::format("nobody in the system of `{}` holds `{}` from {} to {}", body.holder->id,
                         node.id, first.iso(), last.iso()));
    }

    bool draws(const Document& map, std::string_view function) const {
        const auto node = law_.functions.find(function);
        return std::ranges::any_of(map.covers, [&](const std::string& word) {
            const auto drawn = law_.functions.find(word);
            return word == "all" || (drawn && node && law_.functions.covers(*drawn, *node));
        });
    }

    // The twelve (FRM-R040), and what NHS England passed on (FRM-R119).
    void check_map(const DescribedBody& body, const Document& map) {
        std::vector<std::string> missing;
        for (const auto& node : law_.functions.nodes()) {
            if (is_framework_function(node) && !draws(map, node.id)) missing.push_back(node.id);
        }
        if (!missing.empty()) {
            find("GOV221", body, map.place,
                 fmt::format("the map `{}` of `{}` does not show {}", shown(map.id),
                             body.holder->id, join(missing, ", ")));
        }
        for (const auto& grant : scheme_.grants) {
            if (grant.to != body.holder->id || !is_in_force(grant) || !is_from_above(grant))
                continue;
            for (const auto& function : grant.scope.functions) {
                if (draws(map, function)) continue;
                find("GOV222", body, map.place,
                     fmt::format("the map `{}` does not show `{}`, which `{}` passes to `{}`",
                                 shown(map.id), function, shown(grant.id), body.holder->id));
            }
        }
    }

    bool is_from_above(const Grant& grant) const {
        const auto from = holders_.find(grant.from);
        return from && holders_.holder(*from).body_kind == "nhs-england";
    }

    // Capacity, finance, clinical advice and people, before each takeover (FRM-R320); for
    // specialised services the safeguards and principles too (FRM-R318).
    void check_takeover(const DescribedBody& body, const Grant& grant) {
        if (!is_from_above(grant)) return;
        const auto day = grant.made_on ? grant.made_on : grant.period.from;
        for (const auto& function : grant.scope.functions) {
            const auto missing = lacks(body, day, "readiness:" + function,
                                       {"capacity", "finance", "clinical-advice", "people"});
            if (!missing.empty()) {
                find("GOV226", body, grant.place,
                     fmt::format("`{}` took over `{}` by `{}` without a record of its readiness "
                                 "before: {}",
                                 body.holder->id, function, shown(grant.id), join(missing, ", ")));
            }
            if (!is_specialised(function)) continue;
            const auto unsafe = lacks(body, day, "specialised",
                                      {"safeguards", "national-standards", "right-population",
                                       "networks", "population-budgets"});
            if (unsafe.empty()) continue;
            find("GOV227", body, grant.place,
                 fmt::format("`{}` moves `{}` to `{}` without a record of {}", shown(grant.id),
                             function, body.holder->id, join(unsafe, ", ")));
        }
    }

    bool is_specialised(std::string_view function) const {
        const auto node = law_.functions.find(function);
        const auto specialised = law_.functions.find("specialised-services");
        return node && specialised && law_.functions.covers(*specialised, *node);
    }

    // Those of the topics for which nothing is on record by the day.
    std::vector<std::string> lacks(const DescribedBody& body, const std::optional<Date>& day,
                                   const std::string& topic,
                                   const std::vector<std::string>& parts) const {
        std::vector<std::string> missing;
        for (const auto& part : parts) {
            const auto* record = recorded(scheme_, topic + ":" + part, body.holder->id);
            const bool in_time = record && record->state != "planned" && record->dated &&
                                 (!day || *record->dated <= *day);
            if (!in_time) missing.push_back(part);
        }
        return missing;
    }

    // A holder that passes on just what it received decides nothing with it (FRM-R047).
    void check_layer(const Grant& grant) {
        const auto from = holders_.find(grant.from);
        if (!from || holders_.holder(*from).kind == HolderKind::body) return;
        for (const auto& received : scheme_.grants) {
            const bool same = received.to == grant.from && is_in_force(received) &&
                              same_scope(received.scope, grant.scope) &&
                              (!grant.ceiling || grant.ceiling == received.ceiling);
            if (!same) continue;
            diagnostics_.add({"GOV223", grant.place, grant.id,
                              fmt::format("`{}` passes on to `{}` by `{}` all that it got by `{}`: "
                                          "a layer that decides nothing",
                                          shown(grant.from), shown(grant.to), shown(grant.id),
                                          shown(received.id))});
        }
    }

    static bool same_scope(const Scope& a, const Scope& b) {
        const auto same = [](std::vector<std::string> x, std::vector<std::string> y) {
            std::ranges::sort(x);
            std::ranges::sort(y);
            return x == y;
        };
        return same(a.functions, b.functions) && same(a.acts, b.acts) &&
               same(a.services, b.services) && same(a.places, b.places) && same(a.people, b.people);
    }

    // A provider answers by contract or under the scheme for what it was given (FRM-R253).
    void check_provider(const Grant& grant) {
        const auto to = holders_.find(grant.to);
        if (!to || !law_.is_of_kind(holders_.holder(*to).body_kind, "provider", stage_.context))
            return;
        std::vector<std::string> missing;
        if (grant.source.document.empty()) missing.push_back("the contract or scheme");
        if (grant.reporting.empty()) missing.push_back("how it accounts for it");
        if (missing.empty()) return;
        diagnostics_.add({"GOV224", grant.place, grant.id,
                          fmt::format("the provider `{}` has what `{}` gives, and nothing names {}",
                                      shown(grant.to), shown(grant.id), join(missing, " or "))});
    }

    void find(std::string_view rule, const DescribedBody& body, const Location& place,
              std::string message) {
        diagnostics_.add({rule, place, body.holder->id, std::move(message)});
    }

    const GovernanceStage& stage_;
    const Law& law_;
    const Scheme& scheme_;
    const HolderIndex holders_;
    Diagnostics& diagnostics_;
};

}  // namespace

void check_framework_functions(const GovernanceStage& stage, Diagnostics& diagnostics) {
    const HolderIndex holders(stage.data->scheme);
    FrameworkFunctions check(stage, diagnostics);
    for (const auto& body : described_bodies(stage, holders)) {
        if (body.holder->body_kind == board_kind) check.check(body);
    }
    check.check_grants();
}

}  // namespace concord::governance::rules
