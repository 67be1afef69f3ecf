#include "governance/handbook_counts.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace concord::governance {
namespace {

bool holds(const std::vector<std::string>& words, std::string_view word) {
    return std::ranges::find(words, word) != words.end();
}

bool is_committee(const Holder& holder) {
    return holder.kind == HolderKind::committee || holder.kind == HolderKind::sub_committee;
}

// Reads one board's handbook.
class Reading {
  public:
    Reading(const Law& law, const Scheme& scheme, const HolderIndex& holders, Date day)
        : law_(law), scheme_(scheme), holders_(holders), day_(day) {}

    HandbookVariables board(HolderNumber number) const {
        HandbookVariables found;
        found.board = number;
        read_documents(found);
        read_remarks(found);
        for (HolderNumber i = 0; i < scheme_.holders.size(); ++i) {
            if (i != number && belongs(i, number) && scheme_.holders[i].period.contains(day_)) {
                read_holder(i, found);
            }
        }
        read_grants(found);
        return found;
    }

  private:
    // To this board alone: a joint committee is not a committee of one of its parents.
    bool belongs(HolderNumber inner, HolderNumber board) const {
        const auto bodies = holders_.bodies(inner);
        return bodies.size() == 1 && bodies[0] == board;
    }

    void read_documents(HandbookVariables& found) const {
        const auto& id = holders_.holder(found.board).id;
        for (const auto& document : scheme_.documents) {
            if (document.owner == id && document.kind == "scheme-of-delegation")
                found.has_scheme = true;
        }
    }

    void read_remarks(HandbookVariables& found) const {
        const auto& id = holders_.holder(found.board).id;
        for (const auto& remark : scheme_.assurances) {
            if (remark.subject != id) continue;
            if (remark.topic == "handbook:abolished-body") found.names_abolished = true;
            if (remark.topic == "handbook:places") {
                found.gives_places = true;
                found.places = parse_whole_number(remark.evidence);
            }
            if (remark.topic == "handbook:no-place") found.no_place = true;
            if (remark.topic == "handbook:place-term") found.other_term = true;
            if (remark.topic == "handbook:collaboratives") found.collaborative_clarified = true;
            if (remark.topic == "duty:inequalities" && !remark.owner.empty())
                found.inequalities_individual = true;
        }
    }

    void read_holder(HolderNumber number, HandbookVariables& found) const {
        const auto& holder = scheme_.holders[number];
        if (holder.scale == Scale::place) read_place(holder, found);
        const bool counts = is_committee(holder) && !holder.terms_of_reference.empty();
        if (!counts) return;
        if (holds(holder.remit, "collaborative")) found.collaborative_committee = true;
        if (holds(holder.remit, "inequalities")) found.inequalities_committee = true;
        if (holds(holder.remit, "commissioning:whole")) found.whole_commissioning_committee = true;
        if (holds(holder.remit, "commissioning:primary-care")) found.primary_care_committee = true;
        if (holds(holder.remit, "commissioning:other")) found.other_commissioning_committee = true;
    }

    // PIR-R051: designated and with its terms; otherwise claimed, a forum, or nothing.
    void read_place(const Holder& holder, HandbookVariables& found) const {
        auto form = PlaceForm::not_stated;
        if (is_committee(holder) && holder.terms_of_reference.empty()) {
            form = PlaceForm::claimed_without_terms;
        } else if (holder.kind == HolderKind::committee) {
            form = PlaceForm::committee;
        } else if (holder.kind == HolderKind::sub_committee) {
            form = PlaceForm::sub_committee;
        } else if (holder.kind == HolderKind::forum) {
            form = PlaceForm::forum;
        }
        found.place_form = std::min(found.place_form, form);
    }

    bool is_scheme(const std::string& document) const {
        return std::ranges::any_of(scheme_.documents, [&](const Document& known) {
            return known.id == document && known.kind == "scheme-of-delegation";
        });
    }

    void read_grants(HandbookVariables& found) const {
        for (const auto& grant : scheme_.grants) {
            const auto from = holders_.find(grant.from);
            const auto to = holders_.find(grant.to);
            if (!from || !to || !grant.period.contains(day_)) continue;
            const auto* instrument = law_.instrument(grant.instrument);
            const bool is_external = instrument && instrument->route == "delegated";
            if (*from == found.board && is_external) ++found.external_delegations;
            if (*to == found.board) read_received(grant, found);
            if (belongs(*to, found.board) && *to != found.board) read_passed(grant, *to, found);
        }
    }

    void read_received(const Grant& grant, HandbookVariables& found) const {
        if (grant.instrument != "nhs-england-delegation") return;
        for (const auto& function : grant.scope.functions) {
            if (function == "specialised-services") found.specialised_delegated = true;
            if (function == "dental-services" || function == "pharmaceutical-services" ||
                function == "ophthalmic-services") {
                found.mentions_primary_delegated = true;
            }
        }
    }

    // PIR-R053: an internal delegation exists where the scheme records it.
    void read_passed(const Grant& grant, HolderNumber to, HandbookVariables& found) const {
        const auto& holder = scheme_.holders[to];
        if (holder.scale != Scale::place || !is_scheme(grant.source.document)) return;
        if (holder.kind == HolderKind::post) found.place_individuals = true;
        if (!is_committee(holder) || holder.terms_of_reference.empty()) return;
        found.place_functions = true;
        found.place_commissioning = std::max(found.place_commissioning, commissioning(grant));
    }

    // Arranging services and allocating resources without naming services is the full function.
    static Commissioning commissioning(const Grant& grant) {
        const bool arranges = holds(grant.scope.functions, "arrange-services");
        const bool allocates = holds(grant.scope.functions, "allocate-resources");
        if (arranges && allocates && grant.scope.services.empty()) return Commissioning::full;
        if (allocates) return Commissioning::resource_allocation;
        return arranges ? Commissioning::some_services : Commissioning::none;
    }

    const Law& law_;
    const Scheme& scheme_;
    const HolderIndex& holders_;
    Date day_;
};

bool has_handbook(const Scheme& scheme, const std::string& owner) {
    return std::ranges::any_of(scheme.documents, [&](const Document& document) {
        return document.owner == owner && document.kind == "governance-handbook";
    });
}

bool is_place_committee(const HandbookVariables& board) {
    return board.place_form == PlaceForm::committee || board.place_form == PlaceForm::sub_committee;
}

// A published figure: which boards it is about, and what is counted among them.
struct Line {
    const char* requirement;
    const char* meaning;
    bool (*among)(const HandbookVariables&);
    bool (*test)(const HandbookVariables&);
};

using Board = HandbookVariables;

bool every(const Board&) {
    return true;
}
bool no_place_committee(const Board& b) {
    return !is_place_committee(b);
}
bool has_recorded(const Board& b) {
    return b.place_functions;
}
bool commissions(const Board& b) {
    return b.place_commissioning != Commissioning::none;
}
template <PlaceForm form>
bool stands_as(const Board& b) {
    return b.place_form == form;
}
template <Commissioning extent>
bool commissions_as(const Board& b) {
    return b.place_commissioning == extent;
}

constexpr std::array lines = {
    Line{"PIR-T010", "without a scheme of reservation and delegation", every,
         [](const Board& b) { return !b.has_scheme; }},
    Line{"PIR-T010", "naming bodies that have ended as though they were there", every,
         [](const Board& b) { return b.names_abolished; }},
    Line{"PIR-T011", "giving the number of places", every,
         [](const Board& b) { return b.gives_places; }},
    Line{"PIR-T011", "that formed no place", every, [](const Board& b) { return b.no_place; }},
    Line{"PIR-T011", "calling the tier something else", every,
         [](const Board& b) { return b.other_term; }},
    Line{"PIR-T012", "with place committees or sub-committees", every, is_place_committee},
    Line{"PIR-T012", "of these, committees", is_place_committee, stands_as<PlaceForm::committee>},
    Line{"PIR-T012", "of these, sub-committees", is_place_committee,
         stands_as<PlaceForm::sub_committee>},
    Line{"PIR-T013", "without place committees", every, no_place_committee},
    Line{"PIR-T013", "of these, with a consultative forum", no_place_committee,
         stands_as<PlaceForm::forum>},
    Line{"PIR-T014", "place committees with a function in the scheme", is_place_committee,
         has_recorded},
    Line{"PIR-T015", "of these, commissioning or allocating resources", has_recorded, commissions},
    Line{"PIR-T015", "of these, for some services only", commissions,
         commissions_as<Commissioning::some_services>},
    Line{"PIR-T016", "of these, in full", commissions, commissions_as<Commissioning::full>},
    Line{"PIR-T017", "without place committees, delegating to place directors", no_place_committee,
         [](const Board& b) { return b.place_individuals; }},
    Line{"PIR-T018", "with a collaborative as committee", every,
         [](const Board& b) { return b.collaborative_committee; }},
    Line{"PIR-T018", "of the others, making the governance of collaboratives clear",
         [](const Board& b) { return !b.collaborative_committee; },
         [](const Board& b) { return b.collaborative_clarified; }},
    Line{"PIR-T022", "delegating functions to another body", every,
         [](const Board& b) { return b.external_delegations > 0; }},
    Line{"PIR-T023", "with one committee for the whole of commissioning", every,
         [](const Board& b) { return b.whole_commissioning_committee; }},
    Line{"PIR-T023", "with a committee for commissioning primary care", every,
         [](const Board& b) { return b.primary_care_committee; }},
    Line{"PIR-T023", "with committees for other commissioning, those of places among them", every,
         [](const Board& b) { return b.other_commissioning_committee || commissions(b); }},
    Line{"PIR-T025", "with a committee for health inequalities", every,
         [](const Board& b) { return b.inequalities_committee; }},
    Line{"PIR-T025", "with a named individual for health inequalities", every,
         [](const Board& b) { return b.inequalities_individual; }},
    Line{"PIR-T025", "of these, without a committee",
         [](const Board& b) { return b.inequalities_individual; },
         [](const Board& b) { return !b.inequalities_committee; }},
    Line{"PIR-T027", "naming pharmacy, optometry and dentistry as delegated to them", every,
         [](const Board& b) { return b.mentions_primary_delegated; }},
    Line{"PIR-T027", "with specialised commissioning delegated to them", every,
         [](const Board& b) { return b.specialised_delegated; }},
};

void add_range(std::span<const Board> boards, std::vector<HandbookCount>& counts) {
    std::vector<std::int64_t> places;
    for (const auto& board : boards) {
        if (board.places.value_or(0) > 0) places.push_back(*board.places);
    }
    if (places.empty()) return;
    const auto [fewest, most] = std::ranges::minmax(places);
    counts.push_back({"PIR-T011", "fewest places of a board that has any", fewest, 0});
    counts.push_back({"PIR-T011", "most places of a board", most, 0});
}

// Joint committees by who their parents are: boards with one another and NHS England, or a board
// with trusts (PIR-R058 leaves partnerships and pooled funds out; they are no joint committees).
struct JointCommittees {
    std::int64_t between_boards = 0;
    std::int64_t with_trusts = 0;
};

JointCommittees joint_committees(const Scheme& scheme, const HolderIndex& holders, Date day) {
    JointCommittees found;
    for (HolderNumber i = 0; i < scheme.holders.size(); ++i) {
        const auto& holder = scheme.holders[i];
        if (holder.kind != HolderKind::joint_committee || !holder.period.contains(day)) continue;
        const bool has_trust = std::ranges::any_of(holders.bodies(i), [&](HolderNumber body) {
            return holders.holder(body).body_kind == "nhs-trust";
        });
        ++(has_trust ? found.with_trusts : found.between_boards);
    }
    return found;
}

}  // namespace

std::string_view to_string(PlaceForm form) {
    constexpr std::array<std::string_view, 5> names = {
        "committee", "sub-committee", "claimed, no terms of reference", "forum", "not stated"};
    return names[static_cast<std::size_t>(form)];
}

std::string_view to_string(Commissioning commissioning) {
    constexpr std::array<std::string_view, 4> names = {"none", "some services",
                                                       "resource allocation", "full"};
    return names[static_cast<std::size_t>(commissioning)];
}

std::vector<HandbookVariables> handbook_variables(const Law& law, const Scheme& scheme,
                                                  const HolderIndex& holders,
                                                  std::string_view board_kind, Date day) {
    const Reading reading(law, scheme, holders, day);
    std::vector<HandbookVariables> boards;
    for (HolderNumber i = 0; i < scheme.holders.size(); ++i) {
        const auto& holder = scheme.holders[i];
        const bool is_board = holder.kind == HolderKind::body && holder.body_kind == board_kind;
        if (is_board && has_handbook(scheme, holder.id)) boards.push_back(reading.board(i));
    }
    return boards;
}

std::vector<HandbookCount> handbook_counts(std::span<const HandbookVariables> boards,
                                           const Scheme& scheme, const HolderIndex& holders,
                                           Date day) {
    std::vector<HandbookCount> counts;
    counts.push_back({"PIR-T010", "handbooks read", static_cast<std::int64_t>(boards.size()), 0});
    for (const auto& line : lines) {
        std::int64_t count = 0;
        std::int64_t of = 0;
        for (const auto& board : boards) {
            if (!line.among(board)) continue;
            ++of;
            count += line.test(board);
        }
        counts.push_back({line.requirement, line.meaning, count, of});
    }
    add_range(boards, counts);
    const auto joint = joint_committees(scheme, holders, day);
    counts.push_back({"PIR-T020", "joint committees between boards", joint.between_boards, 0});
    counts.push_back({"PIR-T021", "joint committees of a board with trusts", joint.with_trusts, 0});
    return counts;
}

}  // namespace concord::governance
