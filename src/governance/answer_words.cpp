#include "governance/answer_words.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace concord::governance {
namespace {

std::string with_source(const Source& source) {
    if (source.document.empty()) return source.clause;
    return source.clause.empty() ? source.document
                                 : fmt::format("{}, {}", source.document, source.clause);
}

std::string name_of(const Holder& holder) {
    return holder.name.empty() ? holder.id : holder.name;
}

// The amount that a limit or a grant sets, with its place in the papers.
std::string bound_text(const Ground& ground, const Candidate& candidate) {
    const auto& scheme = *ground.scheme;
    const auto whose = fmt::format("`{}`", scheme.holders[candidate.detail_holder].id);
    const bool is_floor = candidate.refusal == Refusal::below_floor;
    if (candidate.detail_kind == RecordKind::limit) {
        const auto& limit = scheme.limits[candidate.detail];
        return fmt::format("{} may decide {} {} ({})", whose, is_floor ? "from" : "up to",
                           pounds_text(is_floor ? limit.floor : limit.ceiling),
                           with_source(limit.source));
    }
    if (candidate.detail_kind == RecordKind::grant) {
        const auto& grant = scheme.grants[candidate.detail];
        return fmt::format("`{}` carries up to {} ({})", grant.id, pounds_text(grant.ceiling),
                           with_source(grant.source));
    }
    return whose;
}

std::string detail_text(const Ground& ground, const Candidate& candidate) {
    const auto& scheme = *ground.scheme;
    switch (candidate.detail_kind) {
        case RecordKind::root:
            return ground.law->roots[candidate.detail].authority;
        case RecordKind::grant:
            return fmt::format("`{}` ({})", scheme.grants[candidate.detail].id,
                               with_source(scheme.grants[candidate.detail].source));
        case RecordKind::limit:
            return bound_text(ground, candidate);
        case RecordKind::reservation: {
            const auto& kept = scheme.reservations[candidate.detail];
            return fmt::format("`{}` keeps it ({})", kept.holder, with_source(kept.source));
        }
        case RecordKind::holder:
            return fmt::format("`{}`", scheme.holders[candidate.detail].id);
        case RecordKind::none:
            break;
    }
    return {};
}

}  // namespace

std::string pounds_text(const std::optional<Pence>& amount) {
    if (!amount) return {};
    const auto digits = amount->pounds();
    const auto point = digits.find('.');
    std::string out = digits.substr(point);
    auto whole = digits.substr(0, point);
    const bool negative = whole.starts_with('-');
    if (negative) whole.erase(0, 1);
    for (std::size_t i = 0; i < whole.size(); ++i) {
        if (i > 0 && i % 3 == 0) out.insert(out.begin(), ',');
        out.insert(out.begin(), whole[whole.size() - 1 - i]);
    }
    return (negative ? "-£" : "£") + out;
}

std::string instrument_text(const Ground& ground, const Chain& chain) {
    return chain.grants.empty() ? "statute" : ground.scheme->grants[chain.grants.back()].instrument;
}

std::string source_text(const Ground& ground, const Chain& chain) {
    if (chain.grants.empty()) return ground.law->roots[chain.root].authority;
    return with_source(ground.scheme->grants[chain.grants.back()].source);
}

std::string chain_text(const Ground& ground, const Chain& chain) {
    const auto& scheme = *ground.scheme;
    auto text = fmt::format("{}, by {}", name_of(scheme.holders[chain.root_holder]),
                            ground.law->roots[chain.root].authority);
    for (const auto number : chain.grants) {
        const auto& grant = scheme.grants[number];
        const auto* instrument = ground.law->instrument(grant.instrument);
        std::string to = grant.to;
        for (const auto& holder : scheme.holders) {
            if (holder.id == grant.to) to = name_of(holder);
        }
        text += fmt::format(" → {}, by {}", to, instrument ? instrument->title : grant.instrument);
        const auto source = with_source(grant.source);
        if (!source.empty()) text += fmt::format(" ({})", source);
    }
    return text;
}

std::string refusal_text(const Ground& ground, const Candidate& candidate) {
    const auto reason = std::string(to_string(candidate.refusal));
    const bool is_bound =
        candidate.refusal == Refusal::above_ceiling || candidate.refusal == Refusal::below_floor;
    const auto detail = is_bound ? bound_text(ground, candidate) : detail_text(ground, candidate);
    return detail.empty() ? reason : fmt::format("{}: {}", reason, detail);
}

std::string quorum_text(const Ground& ground, const Decider& decider) {
    if (decider.needed == 0) return {};
    const auto& holder = ground.scheme->holders[decider.holder];
    auto text = fmt::format("{} of {} voting members", decider.needed, decider.voting);
    if (holder.quorum && !holder.quorum->roles.empty())
        text += ", among them " + join(holder.quorum->roles, " and ");
    if (!decider.stepping_back.empty())
        text += fmt::format("; {} stand back", decider.stepping_back.size());
    return text;
}

}  // namespace concord::governance
