// What a decision must show that it had before it: the triple aim, inequalities, the partnership's
// strategy, advice, insight from people, the route by which a provider was selected, and whatever
// else the law wants done before the act. Nothing is taken as given because it was not said.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "decisions/proof.hpp"

namespace concord::decisions {

// One of the three aims: the likely effect, and regard to inequalities in it (PIR-R022).
struct Aim {
    std::string effect;
    std::string inequalities;

    bool operator==(const Aim&) const = default;
};

// Advice, or what people said, and where it is written.
struct Counsel {
    std::string from;
    std::string says;
    std::string document;

    bool operator==(const Counsel&) const = default;
};

// How a provider is selected: exactly one route (FRM-R191).
struct Selection {
    std::vector<std::string> routes;
    std::string why;           // continuing: why the arrangements work and change adds nothing
    std::string criteria;      // how the criteria were weighed
    std::string published_at;  // where the intention is published
    // How the award is in the interest of each (FRM-R189).
    std::string patients = {};
    std::string taxpayers = {};
    std::string population = {};

    bool operator==(const Selection&) const = default;
};

// Something else that law wants done before the act, or a condition of the authority, and how it
// was met.
struct Done {
    std::string step;
    std::string how;
    std::string document;

    bool operator==(const Done&) const = default;
};

struct Evidence {
    Aim health;
    Aim quality;
    Aim resources;
    std::string inequalities;  // in access and in outcomes
    std::string integration;   // whether joining with services like housing would lessen them
    std::string strategy;      // regard to the partnership's strategy …
    std::string departs;       // … or why the decision departs from it
    std::vector<Counsel> advice;
    std::vector<Counsel> insight;
    std::optional<Selection> selection;
    std::vector<Done> done;
    std::map<std::string, std::string> not_owed;  // item, and why

    // What a later step says stands beside or instead of what an earlier one said.
    void add(const Evidence& later);
    bool empty() const;
    bool operator==(const Evidence&) const = default;
};

// The items that a board or committee gives or says why not, with the step of the law that makes
// one a duty.
struct EvidenceItem {
    std::string_view id;    // "triple-aim"
    std::string_view step;  // of the law; empty: none
    std::string_view help;
};
std::span<const EvidenceItem> evidence_items();

inline constexpr std::string_view selection_step = "provider-selection";
inline constexpr std::array<std::string_view, 3> selection_routes = {
    "continue-existing", "most-suitable-provider", "competitive"};

// Something missing: what, and how to give it.
struct Lack {
    std::string item;  // the key of the input that would hold it
    std::string message;
    std::string help;
};

// What is missing before this may be decided with this authority.
std::vector<Lack> missing_evidence(const Evidence& evidence, const AuthorityProof& proof);
// What is wrong with the route by which a provider is selected.
std::vector<Lack> selection_lacks(const Evidence& evidence, const AuthorityProof& proof);

nlohmann::json to_json(const Evidence& evidence);
Evidence evidence_from_json(const nlohmann::json& value);

}  // namespace concord::decisions
