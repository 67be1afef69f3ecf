#include "governance/rules/whole.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "governance/node_words.hpp"
#include "governance/powers.hpp"
#include "governance/survey.hpp"

namespace concord::governance::rules {
namespace {

std::string range_words(const ValueRange& values) {
    const auto pounds = [](std::int64_t pence) { return Pence(pence).words(); };
    if (values.low == 0 && !values.high) return "";
    if (values.low == 0) return fmt::format(" below {}", pounds(*values.high));
    if (!values.high) return fmt::format(" from {} on", pounds(values.low));
    return fmt::format(" from {} to below {}", pounds(values.low), pounds(*values.high));
}

class WholeCheck {
  public:
    WholeCheck(const Evaluator& evaluator, Diagnostics& diagnostics)
        : evaluator_(evaluator),
          compiled_(evaluator.compiled()),
          scheme_(*evaluator.ground().scheme),
          survey_(survey(evaluator)),
          diagnostics_(diagnostics) {}

    void run() {
        for (const auto& gap : survey_.gaps)
            report_gap(gap);
        for (const auto& overlap : survey_.overlaps)
            report_overlap(overlap);
        for (const auto& circle : survey_.circles)
            report_circle(circle);
        for (std::uint32_t i = 0; i < compiled_.limits.size(); ++i)
            check_limit(i);
        for (std::uint32_t i = 0; i < compiled_.grants.size(); ++i)
            check_grant(i);
    }

  private:
    const std::string& id(HolderNumber holder) const { return scheme_.holders[holder].id; }
    const Grant& record(std::uint32_t grant) const {
        return scheme_.grants[compiled_.grants[grant].record];
    }

    void find(std::string_view rule, const Location& place, const std::string& subject,
              std::string message) {
        diagnostics_.add({rule, place, subject, std::move(message)});
    }

    std::string what(const NodeSets& nodes) const { return words_of_nodes(compiled_.trees, nodes); }

    // Why the body of the law itself does not decide, and where that is written.
    std::pair<std::string, Location> reason(const Candidate& why) const {
        const auto limit = [&] { return scheme_.limits[why.detail]; };
        const auto& holder = scheme_.holders[why.holder];
        switch (why.refusal) {
            case Refusal::above_ceiling:
                if (why.detail_kind != RecordKind::limit) break;
                return {fmt::format("limit `{}` of `{}` ends at {}", shown(limit().id),
                                    shown(limit().holder), limit().ceiling->words()),
                        limit().place};
            case Refusal::below_floor:
                return {fmt::format("limit `{}` of `{}` begins at {}", shown(limit().id),
                                    shown(limit().holder), limit().floor->words()),
                        limit().place};
            case Refusal::no_quorum_without_conflict:
                return {fmt::format("the board of `{}` has no quorum", shown(holder.id)),
                        holder.place};
            default:
                break;
        }
        return {fmt::format("`{}`: {}", shown(holder.id), to_string(why.refusal)), holder.place};
    }

    void report_gap(const Gap& gap) {
        const auto [why, place] = reason(gap.why);
        find("GOV100", place, id(gap.why.holder),
             fmt::format("nobody may decide {}{}: {}", what(gap.nodes), range_words(gap.values),
                         why));
    }

    void report_overlap(const Overlap& overlap) {
        const auto& place = overlap.grant == none ? scheme_.holders[overlap.second].place
                                                  : record(overlap.grant).place;
        find(overlap.one_body ? "GOV101" : "GOV102", place, id(overlap.second),
             fmt::format("`{}` and `{}` may both decide {}{}, and nothing says who goes first",
                         shown(id(overlap.first)), shown(id(overlap.second)), what(overlap.nodes),
                         range_words(overlap.values)));
    }

    void report_circle(const Circle& circle) {
        const auto& first = *std::ranges::min_element(
            circle.grants, {}, [&](auto grant) { return compiled_.grants[grant].record; });
        std::string path;
        constexpr std::size_t shown_links = 4;
        for (std::size_t i = 0; i < std::min(circle.grants.size(), shown_links); ++i)
            path += fmt::format("{} > ", shown(record(circle.grants[i]).from));
        if (circle.grants.size() > shown_links) path += "… > ";
        path += shown(record(circle.grants.front()).from);
        find(
            "GOV107", record(first).place, record(first).id,
            fmt::format("{} pass `{}` round in a circle: {}",
                        counted(static_cast<std::int64_t>(circle.grants.size()), "grant", "grants"),
                        evaluator_.ground().law->functions.node(circle.function).id, path));
    }

    // The holder's limit against what reaches them.
    void check_limit(std::uint32_t number) {
        const auto& use = survey_.limits[number];
        const auto& limit = scheme_.limits[compiled_.limit_records[number]];
        if (!use.met || use.arrives >= compiled_.limits[number].ceiling) return;
        const auto source = tightest(compiled_.limits[number].holder, use.where);
        const bool by_limit = source && source->ceiling_kind == RecordKind::limit;
        find(by_limit ? "GOV104" : "GOV103", limit.place, limit.id,
             fmt::format("limit `{}` lets `{}` go up to {}, and no more than {} reaches it{}",
                         shown(limit.id), shown(limit.holder), limit.ceiling->words(),
                         Pence(use.arrives).words(), source ? source_words(*source) : ""));
    }

    // The chain that brings the holder the most there, but for the holder's own limits.
    std::optional<Chain> tightest(HolderNumber holder, const Point& where) const {
        BoundQuestion question;
        question.function = where[of_function];
        question.act = where[of_act];
        question.service = where[of_service];
        question.people = where[of_people];
        question.places = {where[of_place]};
        std::optional<Chain> best;
        for (const auto grant : compiled_.holders[holder].received) {
            question.by = {compiled_.grants[grant].from};
            for (const auto& decider : evaluator_.who(question).deciders) {
                for (const auto& chain : decider.chains) {
                    const bool more = !best || !chain.ceiling ||
                                      (best->ceiling && *chain.ceiling > *best->ceiling);
                    if (chain.ceiling && more) best = chain;
                }
            }
        }
        return best;
    }

    std::string source_words(const Chain& chain) const {
        const bool by_limit = chain.ceiling_kind == RecordKind::limit;
        const auto& record_id = by_limit ? scheme_.limits[chain.ceiling_record].id
                                         : scheme_.grants[chain.ceiling_record].id;
        return fmt::format(" (`{}` is bound by {} `{}`)", shown(id(chain.ceiling_holder)),
                           by_limit ? "limit" : "grant", shown(record_id));
    }

    void check_grant(std::uint32_t number) {
        const auto& grant = record(number);
        const auto& period = grant.period;
        const auto today = compiled_.context.as_at;
        if (has_bit(compiled_.valid.row(0), number)) {
            check_use(number);
            check_grant_ceiling(number);
        } else if (period.to && *period.to < today) {
            check_ended(number);
        } else if (period.from && *period.from > today) {
            find("GOV109", grant.place, grant.id,
                 fmt::format("`{}` gives `{}` nothing before {}", shown(grant.id), shown(grant.to),
                             period.from->iso()));
        }
    }

    void check_grant_ceiling(std::uint32_t number) {
        const auto& use = survey_.ceilings[number];
        const auto& grant = record(number);
        if (!use.met || use.arrives >= compiled_.grants[number].ceiling) return;
        find("GOV103", grant.place, grant.id,
             fmt::format("`{}` passes on up to {}, and `{}` has no more than {}", shown(grant.id),
                         grant.ceiling->words(), shown(grant.from), Pence(use.arrives).words()));
    }

    // A grant that breaks the law is told by the rules of law; here only what is lawful.
    void check_use(std::uint32_t number) {
        const auto& use = survey_.grants[number];
        const auto& grant = record(number);
        if (compiled_.grant_pairs[number].empty()) return;
        if (nobody_holds(number)) return;
        if (use.carries > outside_label) {
            if (use.unreserved) return;
            const auto* kept =
                use.kept_by == none
                    ? nullptr
                    : &scheme_.reservations[compiled_.reservation_records[use.kept_by]];
            find("GOV106", grant.place, grant.id,
                 fmt::format("all that `{}` would pass to `{}` is kept{}", shown(grant.id),
                             shown(grant.to),
                             kept ? fmt::format(" by `{}` (reservation `{}`)", shown(kept->holder),
                                                shown(kept->id))
                                  : ""));
            return;
        }
        if (elsewhere(number)) return;
        const auto why = dead_because(use.carries, grant);
        if (why.empty()) return;
        find("GOV105", grant.place, grant.id,
             fmt::format("`{}` carries nothing: {}", shown(grant.id), why));
    }

    // Its giver does not act in any of its places: told where grants are held to their places.
    bool elsewhere(std::uint32_t number) const {
        const auto& giver = compiled_.holders[compiled_.grants[number].from].reach;
        const auto& places = compiled_.grant_scopes[number].named[of_place];
        return common_nodes(*compiled_.trees[of_place], everything_of(giver), everything_of(places))
            .empty();
    }

    static std::string dead_because(Label carries, const Grant& grant) {
        const auto from = shown(grant.from);
        switch (static_cast<Refusal>(carries + 1)) {
            case Refusal::no_grant:
                return fmt::format("`{}` holds none of its functions", from);
            case Refusal::grant_not_valid:
                return fmt::format("what `{}` was given is not in force", from);
            case Refusal::may_not_be_passed_on:
                return fmt::format("`{}` may not pass on what it was given", from);
            case Refusal::outside_scope:
                return fmt::format("what `{}` has lies outside the acts, services and places of it",
                                   from);
            default:
                return "";  // an unlawful grant before it, told there
        }
    }

    // Of the functions that the grant names, those that law gives to nobody here.
    bool nobody_holds(std::uint32_t number) {
        const auto& functions = compiled_.grant_scopes[number].named[of_function];
        bool all = !functions.nodes.empty() && !functions.everything;
        for (const auto node : functions.nodes) {
            if (!compiled_.roots_of(node).holders.empty()) {
                all = false;
                continue;
            }
            const auto& grant = record(number);
            find("GOV110", grant.place, grant.id,
                 fmt::format("nobody here holds `{}` by law, and `{}` passes it to `{}`",
                             evaluator_.ground().law->functions.node(node).id, shown(grant.id),
                             shown(grant.to)));
        }
        return all;
    }

    // Ended, with nothing in its place though both are still there.
    void check_ended(std::uint32_t number) {
        const auto& ended = compiled_.grants[number];
        const bool both_exist =
            compiled_.holders[ended.from].exists && compiled_.holders[ended.to].exists;
        if (!both_exist) return;
        const auto& scope = compiled_.grant_scopes[number].named[of_function];
        const auto& functions = *compiled_.trees[of_function];
        const auto replaces = [&](std::uint32_t other) {
            const auto& later = compiled_.grants[other];
            const auto& period = record(other).period;
            const bool stands = !period.to || *period.to >= compiled_.context.as_at;
            const auto& theirs = compiled_.grant_scopes[other].named[of_function];
            const bool same = scope.everything || theirs.everything ||
                              std::ranges::any_of(scope.nodes, [&](NodeIndex node) {
                                  return theirs.touches(functions, node);
                              });
            return later.from == ended.from && stands && same;
        };
        if (std::ranges::any_of(compiled_.holders[ended.to].received, replaces)) return;
        const auto& grant = record(number);
        find("GOV108", grant.place, grant.id,
             fmt::format("`{}` ended on {}, and nothing from `{}` to `{}` took its place",
                         shown(grant.id), grant.period.to->iso(), shown(grant.from),
                         shown(grant.to)));
    }

    const Evaluator& evaluator_;
    const CompiledScheme& compiled_;
    const Scheme& scheme_;
    Survey survey_;
    Diagnostics& diagnostics_;
};

}  // namespace

void check_whole(const Evaluator& evaluator, Diagnostics& diagnostics) {
    WholeCheck(evaluator, diagnostics).run();
}

}  // namespace concord::governance::rules
