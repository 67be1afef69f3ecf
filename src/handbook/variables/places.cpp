// Places: how many, whether they are committees, what they may do (V1 to V4).
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/text.hpp"
#include "handbook/variables/rows.hpp"

namespace concord::handbook {
namespace {

void add_number(Rows& rows) {
    const auto& counts = rows.reading().claims.place_counts;
    std::set<std::size_t> different;
    for (const auto& count : counts)
        different.insert(count.count);
    if (different.size() == 1) {
        rows.add("V1", fmt::format("{}", counts.front().count), &counts.front().evidence);
    } else if (different.size() > 1) {
        std::vector<std::string> parts;
        for (const auto& count : counts)
            parts.push_back(
                fmt::format("{} in {}", count.count, where(rows.reading(), count.evidence)));
        rows.add("V1", "unclear", &counts.front().evidence, join(parts, ", "));
    } else if (!rows.reading().places.empty()) {
        rows.add("V1", fmt::format("{}", rows.reading().places.size()), nullptr,
                 "counted from the names of bodies: " + join(rows.reading().places, ", "));
    } else {
        rows.add("V1", "unclear", nullptr, "no number of places is stated");
    }
}

std::string claim_text(const StandingClaim& claim, const Rows& rows) {
    return fmt::format("{} in {}", to_string(claim.standing),
                       where(rows.reading(), claim.evidence));
}

void add_standing(Rows& rows, BodyNumber body) {
    const auto& standing = rows.analysis().standings[body];
    const auto* evidence = standing.basis ? &standing.basis->evidence : nullptr;
    if (standing.against) {
        rows.add_of(body, "V2", "unclear", evidence,
                    claim_text(*standing.basis, rows) + ", " + claim_text(*standing.against, rows));
    } else if (standing.is_committee() && !standing.terms) {
        rows.add_of(body, "V2", "no", evidence, "claimed, no terms of reference");
    } else if (standing.standing == Standing::unsaid && standing.without_powers) {
        rows.add_of(body, "V2", std::string(to_string(Standing::forum)),
                    governance_described(rows, body), "it holds no powers");
    } else {
        rows.add_of(body, "V2", std::string(to_string(standing.standing)), evidence,
                    standing.by_name_only ? "by its name" : "");
    }
}

}  // namespace

void add_places(Rows& rows) {
    add_number(rows);
    const auto& analysis = rows.analysis();
    const auto places = analysis.standings.bodies_of_kind(BodyClass::place);
    const auto counted = std::ranges::find_if(
        places, [&](BodyNumber body) { return analysis.standings[body].counts(); });
    if (counted != places.end()) {
        const auto* basis = analysis.standings[*counted].basis;
        rows.add("V2", "yes", basis ? &basis->evidence : nullptr);
    } else {
        const Evidence* evidence = nullptr;
        for (const auto body : places) {
            if (!evidence) evidence = governance_described(rows, body);
        }
        const auto& counts = rows.reading().claims.place_counts;
        if (!evidence && !counts.empty() && counts.front().count == 0)
            evidence = &counts.front().evidence;
        rows.add("V2", "no", evidence,
                 places.empty() ? "no body of a place is described"
                                : "none is designated a committee and has terms of reference");
    }
    for (const auto body : places)
        add_standing(rows, body);
    for (const auto body : places) {
        if (analysis.standings[body].counts()) add_functions(rows, body, "V3");
    }
    if (counted != places.end()) return;
    const Evidence* described = nullptr;
    for (const auto body : places) {
        if (!described) described = governance_described(rows, body);
    }
    rows.add("V4", described ? "yes" : "no", described,
             described ? "" : "nothing is said of how places are governed");
}

}  // namespace concord::handbook
