// A published map of functions and decisions against what the scheme carries on the day asked
// about.
#include <set>

#include <fmt/format.h>

#include "base/text.hpp"
#include "governance/function_map.hpp"
#include "governance/rules/whole.hpp"

namespace concord::governance::rules {
namespace {

class PublishedMapCheck {
  public:
    PublishedMapCheck(const Evaluator& evaluator, std::span<const PublishedEntry> published,
                      Diagnostics& diagnostics)
        : ground_(evaluator.ground()), published_(published), diagnostics_(diagnostics) {}

    void look_at(const MapEntry& entry) {
        switch (entry.publication) {
            case Publication::unsupported:
                return find_unsupported(published_[entry.published]);
            case Publication::unpublished:
                return find_unpublished(entry);
            case Publication::in_part:
            case Publication::other_scale:
                return find_more(entry);
            case Publication::none:
            case Publication::agrees:
                return;
        }
    }

  private:
    static std::string claimed(const PublishedEntry& claim) {
        const auto what = fmt::format("`{}`", shown(claim.function));
        return claim.act.empty() ? what : fmt::format("`{}` of {}", shown(claim.act), what);
    }

    void find_unsupported(const PublishedEntry& claim) {
        diagnostics_.add({"GOV170", claim.place, claim.body,
                          fmt::format("the published map gives {} to `{}`, and no law and no "
                                      "delegation does",
                                      claimed(claim), shown(claim.body))});
    }

    // Once a body and function, at the grant that passed it on.
    void find_unpublished(const MapEntry& entry) {
        const auto& holder = ground_.scheme->holders[*entry.holder];
        const auto& function = ground_.law->functions.node(entry.function).id;
        if (!said_.emplace(*entry.holder, entry.function).second) return;
        const auto* grant = grant_of(entry);
        diagnostics_.add(
            {"GOV171", grant ? grant->place : holder.place, holder.id,
             fmt::format("`{}` holds `{}` {}, and the published map does not show it",
                         shown(holder.id), shown(function),
                         grant ? fmt::format("by `{}`", shown(grant->id)) : "by law")});
    }

    void find_more(const MapEntry& entry) {
        const auto& claim = published_[entry.published];
        if (!told_.insert(entry.published).second) return;
        const auto& holder = ground_.scheme->holders[*entry.holder];
        const auto what =
            entry.publication == Publication::in_part
                ? fmt::format("`{}` holds only a part of it", shown(claim.body))
                : fmt::format("`{}` acts at scale {}", shown(claim.body), to_string(holder.scale));
        const auto where = entry.publication == Publication::other_scale
                               ? fmt::format(" at scale {}", to_string(*claim.scale))
                               : "";
        diagnostics_.add({"GOV172", claim.place, claim.body,
                          fmt::format("the published map gives {} to `{}`{}, and {}",
                                      claimed(claim), shown(claim.body), where, what)});
    }

    const Grant* grant_of(const MapEntry& entry) const {
        return entry.grant == no_grant_known ? nullptr : &ground_.scheme->grants[entry.grant];
    }

    const Ground& ground_;
    std::span<const PublishedEntry> published_;
    Diagnostics& diagnostics_;
    std::set<std::pair<std::uint32_t, NodeIndex>> said_;
    std::set<std::uint32_t> told_;
};

}  // namespace

void check_published_map(const Evaluator& evaluator, std::span<const PublishedEntry> published,
                         Diagnostics& diagnostics) {
    if (published.empty()) return;
    PublishedMapCheck check(evaluator, published, diagnostics);
    for (const auto& entry : compared_map(evaluator, published))
        check.look_at(entry);
}

}  // namespace concord::governance::rules
