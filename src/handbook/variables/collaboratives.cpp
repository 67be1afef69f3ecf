// Provider collaboratives: whether they are committees of the board, which, and what they may do
// (V5 to V8).
#include <algorithm>

#include <fmt/format.h>

#include "handbook/variables/rows.hpp"

namespace concord::handbook {
namespace {

std::string type_of(BodyNumber body, const Rows& rows) {
    const Words words(rows.reading().bodies[body].name);
    for (const auto& type : rows.reading().vocabulary->collaborative_types) {
        if (type.names.in(words)) return type.id;
    }
    return "mixed";
}

}  // namespace

void add_collaboratives(Rows& rows) {
    const auto& analysis = rows.analysis();
    const auto all = analysis.standings.bodies_of_kind(BodyClass::collaborative);
    std::vector<BodyNumber> counted;
    for (const auto body : all) {
        if (analysis.standings[body].counts()) counted.push_back(body);
    }
    if (!counted.empty()) {
        const auto* basis = analysis.standings[counted.front()].basis;
        rows.add("V5", "yes", basis ? &basis->evidence : nullptr);
        rows.add("V6", fmt::format("{}", counted.size()), basis ? &basis->evidence : nullptr);
        for (const auto body : counted) {
            const auto& standing = analysis.standings[body];
            rows.add_of(body, "V6",
                        fmt::format("{} {}", type_of(body, rows), to_string(standing.standing)),
                        standing.basis ? &standing.basis->evidence : nullptr);
        }
        for (const auto body : counted)
            add_functions(rows, body, "V7");
        return;
    }
    const Evidence* described = nullptr;
    const Evidence* denied = nullptr;
    for (const auto body : all) {
        const auto* basis = analysis.standings[body].basis;
        if (!described) described = governance_described(rows, body);
        if (!denied && basis) denied = &basis->evidence;
    }
    const auto claimed = std::ranges::any_of(
        all, [&](BodyNumber body) { return analysis.standings[body].is_committee(); });
    rows.add("V5", "no", denied ? denied : described,
             all.empty() ? "no collaborative is described"
             : claimed   ? "claimed, no terms of reference"
                         : "none is designated a committee of the board");
    rows.add("V8", described ? "yes" : "no", described,
             described ? "" : "nothing is said of how collaboratives are governed");
}

}  // namespace concord::handbook
