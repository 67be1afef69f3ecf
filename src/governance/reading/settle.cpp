// What can only be judged when every holder is known: parents, areas, to whom a committee answers,
// its terms of reference, and the scale where none is given.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/text.hpp"
#include "governance/reading/scheme_files.hpp"

namespace concord::governance {
namespace {

// A committee with an unknown parent belongs to nobody: on the known ones alone it might be lawful
// where on all of them it is not.
void settle_parents(const PendingReferences& pending, References& references) {
    for (const auto& item : pending.parents) {
        const auto id = references.holders().at(item.holder).id;
        if (references.holder(item.word, item.place, id)) continue;
        references.holders().at(item.holder).of.clear();
    }
}

void settle_areas(const PendingReferences& pending, References& references) {
    std::map<std::size_t, bool> complete;
    for (const auto& item : pending.areas) {
        std::vector<std::string> word = {item.word};
        const auto id = references.holders().at(item.holder).id;
        const bool known = references.places(word, item.place, id);
        const auto at = complete.emplace(item.holder, true).first;
        at->second = at->second && known;
    }
    for (const auto& [number, is_complete] : complete) {
        auto& area = references.holders().at(number).area;
        if (std::ranges::find(area, "all") != area.end()) area.clear();
        if (!is_complete) area = {std::string(nowhere)};
    }
}

class Parents {
  public:
    explicit Parents(HolderRegister& holders) : holders_(holders) {}

    // Those that lead back to themselves, first one of each circle.
    bool is_circle(std::size_t start) {
        std::vector<std::size_t> waiting = numbers_above(start);
        std::set<std::size_t> seen;
        while (!waiting.empty()) {
            const auto at = waiting.back();
            waiting.pop_back();
            if (at == start) return true;
            if (!seen.insert(at).second) continue;
            const auto above = numbers_above(at);
            waiting.insert(waiting.end(), above.begin(), above.end());
        }
        return false;
    }

  private:
    std::vector<std::size_t> numbers_above(std::size_t number) {
        std::vector<std::size_t> numbers;
        for (const auto& id : std::vector<std::string>(holders_.at(number).of)) {
            if (const auto found = holders_.find(id)) numbers.push_back(*found);
        }
        return numbers;
    }

    HolderRegister& holders_;
};

void report_circles(References& references, Diagnostics& diagnostics) {
    auto& holders = references.holders();
    Parents parents(holders);
    for (std::size_t i = 0; i < holders.size(); ++i) {
        if (!parents.is_circle(i)) continue;
        const auto& holder = holders.at(i);
        diagnostics.add({"GOV020", holder.place, holder.id,
                         fmt::format("`{}` belongs to itself: it is of {}", shown(holder.id),
                                     join(holder.of, ", "))});
        holders.at(i).of.clear();
    }
}

std::optional<Scale> scale_of(const std::vector<std::string>& area, const Tree& places) {
    std::optional<Scale> widest;
    for (const auto& id : area) {
        const auto node = places.find(id);
        if (!node || *node == root_node) continue;
        const auto scale = parse_scale(places.node(*node).kind);
        if (scale && (!widest || *scale > *widest)) widest = scale;
    }
    return widest;
}

// The scale of the widest place where it acts; where none is named, that of its widest parent.
void settle_scales(const PendingReferences& pending, References& references, const Tree& places) {
    auto& holders = references.holders();
    for (const auto number : pending.without_scale) {
        auto scale = scale_of(holders.at(number).area, places);
        for (const auto& id : std::vector<std::string>(holders.at(number).of)) {
            const auto parent = holders.find(id);
            if (!parent || !holders.at(number).area.empty()) continue;
            scale = std::max(scale, std::optional(holders.at(*parent).scale));
        }
        if (scale) holders.at(number).scale = *scale;
    }
}

class Documents {
  public:
    Documents(const Scheme& scheme, Diagnostics& diagnostics) : diagnostics_(diagnostics) {
        for (const auto& document : scheme.documents) {
            ids_.push_back(document.id);
            known_.insert(document.id);
        }
    }

    void require(std::string_view rule, const std::string& id, const Location& place,
                 const std::string& subject) {
        if (known_.contains(id)) return;
        diagnostics_.add({rule, place, subject, fmt::format("there is no document `{}`", shown(id)),
                          help_for_word(id, ids_, "documents stand in documents.csv")});
    }

  private:
    Diagnostics& diagnostics_;
    std::vector<std::string> ids_;
    std::set<std::string> known_;
};

}  // namespace

void settle_holders(const PendingReferences& pending, References& references, const Tree& places,
                    Diagnostics& diagnostics) {
    settle_parents(pending, references);
    settle_areas(pending, references);
    for (const auto& item : pending.accountable) {
        const auto id = references.holders().at(item.holder).id;
        if (!references.holder(item.word, item.place, id)) {
            references.holders().at(item.holder).accountable_to.clear();
        }
    }
    for (const auto* list : {&pending.organisations, &pending.named}) {
        for (const auto& item : *list) {
            const auto id = references.holders().at(item.holder).id;
            references.holder(item.word, item.place, id);
        }
    }
    report_circles(references, diagnostics);
    settle_scales(pending, references, places);
}

void check_documents(const PendingReferences& pending, const Scheme& scheme,
                     Diagnostics& diagnostics) {
    Documents documents(scheme, diagnostics);
    for (const auto& item : pending.terms)
        documents.require("GOV017", item.word, item.place, scheme.holders[item.holder].id);
    // Where documents are not listed at all, their names stand for themselves.
    if (scheme.documents.empty()) return;
    const auto check = [&](const Source& source, const Location& place, const std::string& id) {
        if (!source.document.empty()) documents.require("GOV028", source.document, place, id);
    };
    for (const auto& grant : scheme.grants)
        check(grant.source, grant.place, grant.id);
    for (const auto& limit : scheme.limits)
        check(limit.source, limit.place, limit.id);
    for (const auto& reservation : scheme.reservations)
        check(reservation.source, reservation.place, reservation.id);
}

}  // namespace concord::governance
