// The families of rules of agreements. Each function looks at the whole and reports every breach.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>

#include "agreements/agreements.hpp"

namespace concord::agreements::rules {

// Bodies, places, holders and grants that there are; without a registry nothing is unknown.
class Known {
  public:
    explicit Known(const AgreementsStage& stage);

    bool has_registry() const { return stage_.registry != nullptr; }
    const registry::Body* body(const std::string& id) const;
    // The kind of the body; empty where it is not known.
    std::string_view kind(const std::string& id) const;
    bool is_council(const std::string& id) const;
    bool is_nhs(const std::string& id) const;
    bool is_trust(const std::string& id) const { return kind(id) == "nhs-trust"; }
    bool has_place(const std::string& id) const;
    // A body, committee, post or grant of the scheme.
    bool has_authority(const std::string& id) const;

  private:
    const AgreementsStage& stage_;
    std::unordered_map<std::string_view, const registry::Body*> bodies_;
};

template <typename List>
bool holds(const List& list, std::string_view name) {
    return std::ranges::find(list, name) != list.end();
}

// Names that lead nowhere (MON305, MON306).
void check_names(const AgreementsStage& stage, Diagnostics& diagnostics);
// What a fund has and says (MON320, MON321, MON326 to MON329, MON333 to MON337).
void check_pools(const AgreementsStage& stage, Diagnostics& diagnostics);
// The Better Care Fund (MON322 to MON325).
void check_better_care(const AgreementsStage& stage, Diagnostics& diagnostics);
// Funds and places (MON330 to MON332, MON339).
void check_places(const AgreementsStage& stage, Diagnostics& diagnostics);
// Contracts one by one (MON340, MON341, MON343, MON347, MON348).
void check_contracts(const AgreementsStage& stage, Diagnostics& diagnostics);
// Contracts beside each other and beside the system (MON342, MON344 to MON346).
void check_contracting(const AgreementsStage& stage, Diagnostics& diagnostics);
// Lines of funding (MON328, MON349 to MON352).
void check_funding(const AgreementsStage& stage, Diagnostics& diagnostics);

}  // namespace concord::agreements::rules
