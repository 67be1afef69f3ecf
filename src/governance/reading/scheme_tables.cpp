// The tables of a system's governance folder: grants, limits, reservations, splits.
//
// INVARIANT: what cannot be read never permits. A grant with a word or amount that means nothing
// gives nothing; a limit or a reservation with one holds for everything that it might have meant.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "governance/reading/scheme_file.hpp"

namespace concord::governance {
namespace {

constexpr std::size_t dimensions = 5;

// Five columns side by side: functions, acts, services, places, people.
class ScopeColumns {
  public:
    ScopeColumns(References& references, std::size_t first)
        : references_(references), first_(first) {}

    // True where every word is known. A list with an unknown word becomes everything: half of it
    // would be narrower than what was written.
    bool read(Cells& row, std::string_view subject, Scope& scope) {
        bool complete = true;
        auto slot = first_;
        const auto take = [&](std::vector<std::string>& list, auto check) {
            list = row.list(slot);
            const bool known = (references_.*check)(list, row.place(slot), subject);
            if (!known) list.clear();
            complete = complete && known;
            ++slot;
        };
        take(scope.functions, &References::functions);
        take(scope.acts, &References::acts);
        take(scope.services, &References::services);
        take(scope.places, &References::places);
        take(scope.people, &References::people);
        return complete;
    }

  private:
    References& references_;
    std::size_t first_;
};

namespace grant_slot {
enum Slot : std::size_t {
    id,
    from,
    to,
    instrument,
    functions,
    ceiling = functions + dimensions,
    conditions,
    may_pass_on,
    reporting,
    benefit,
    assurance,
    review_by,
    override_reason,
    made_on,
    valid_from,
    valid_to,
    document,
    clause
};
}

class GrantRow {
  public:
    GrantRow(Cells& row, References& references) : row_(row), references_(references) {}

    // Nothing where any part of it cannot be read.
    std::optional<Grant> read() {
        using namespace grant_slot;
        Grant grant;
        grant.id = row_.required(id, "id");
        grant.from = row_.required(from, "granting body in `from`");
        grant.to = row_.required(to, "receiver in `to`");
        grant.instrument = row_.required(instrument, "instrument");
        grant.ceiling = row_.pounds(ceiling, "ceiling");
        grant.conditions = row_.list(conditions);
        const auto pass_on = row_.truth(grant_slot::may_pass_on, "may_pass_on");
        grant.reporting = row_.text(reporting);
        grant.benefit = row_.text(benefit);
        grant.assurance = row_.text(assurance);
        grant.review_by = row_.date(review_by, grant.id);
        grant.override_reason = row_.text(override_reason);
        grant.made_on = row_.date(made_on, grant.id);
        grant.period = row_.period(valid_from, valid_to, grant.id);
        grant.source = {row_.text(document), row_.text(clause)};
        grant.place = row_.place(id);
        const bool known = check_words(grant);
        const auto* found = references_.law().instrument(grant.instrument);
        grant.may_pass_on = pass_on.value_or(found && found->may_pass_on);
        if (!row_.complete() || !known) return std::nullopt;
        return grant;
    }

  private:
    bool check_words(Grant& grant) {
        using namespace grant_slot;
        bool known = ScopeColumns(references_, functions).read(row_, grant.id, grant.scope);
        const auto check = [&](const std::string& word, std::size_t slot) {
            return word.empty() || references_.holder(word, row_.place(slot), grant.id);
        };
        known = check(grant.from, from) && known;
        known = check(grant.to, to) && known;
        const bool has_instrument =
            grant.instrument.empty() ||
            references_.instrument(grant.instrument, row_.place(instrument), grant.id);
        return known && has_instrument;
    }

    Cells& row_;
    References& references_;
};

}  // namespace

void read_grants(GovernanceFolder& folder, References& references, Scheme& scheme,
                 Diagnostics& diagnostics) {
    const std::string file = "delegations.csv";
    if (!folder.has(file)) return;
    SchemeFile rows(
        folder, file,
        options_for(folder, file, {"id", "from", "to", "instrument"},
                    {"functions", "acts", "services", "places", "people", "ceiling", "conditions",
                     "may_pass_on", "reporting", "benefit", "assurance", "review_by",
                     "override_reason", "made_on", "valid_from", "valid_to", "document", "clause"}),
        diagnostics);
    auto& reader = rows.reader();
    while (reader.next()) {
        Cells row(reader, diagnostics);
        auto grant = GrantRow(row, references).read();
        const bool is_new = rows.is_new(row.text(grant_slot::id), row.place(grant_slot::id));
        if (grant && is_new) {
            scheme.grants.push_back(std::move(*grant));
        } else {
            reader.skip_row();
        }
    }
}

void read_limits(GovernanceFolder& folder, References& references, Scheme& scheme,
                 Diagnostics& diagnostics) {
    enum Slot : std::size_t {
        id,
        holder,
        functions,
        ceiling = functions + dimensions,
        floor,
        valid_from,
        valid_to,
        document,
        clause
    };
    const std::string file = "limits.csv";
    if (!folder.has(file)) return;
    SchemeFile rows(folder, file,
                    options_for(folder, file, {"id", "holder"},
                                {"functions", "acts", "services", "places", "people", "ceiling",
                                 "floor", "valid_from", "valid_to", "document", "clause"}),
                    diagnostics);
    auto& reader = rows.reader();
    while (reader.next()) {
        Cells row(reader, diagnostics);
        Limit limit;
        limit.id = row.required(id, "id");
        limit.holder = row.required(holder, "holder");
        const bool knows_scope =
            ScopeColumns(references, functions).read(row, limit.id, limit.scope);
        limit.ceiling = row.pounds(ceiling, "ceiling");
        limit.floor = row.pounds(floor, "floor");
        limit.period = row.period(valid_from, valid_to, limit.id);
        limit.source = {row.text(document), row.text(clause)};
        limit.place = row.place(id);
        const bool has_holder =
            !limit.holder.empty() && references.holder(limit.holder, row.place(holder), limit.id);
        const bool is_new = rows.is_new(limit.id, limit.place);
        if (limit.ceiling && limit.floor && *limit.floor > *limit.ceiling) {
            diagnostics.add({"GOV019", row.place(floor), limit.id,
                             fmt::format("the floor {} lies above the ceiling {}",
                                         limit.floor->pounds(), limit.ceiling->pounds())});
        }
        const bool has_amounts = (row.text(ceiling).empty() || limit.ceiling) &&
                                 (row.text(floor).empty() || limit.floor);
        const bool said = !row.text(ceiling).empty() || !row.text(floor).empty();
        if (!said) {
            diagnostics.add(
                {"GOV002", limit.place, limit.id,
                 fmt::format("the limit `{}` has neither ceiling nor floor", shown(limit.id)),
                 "give a ceiling (up to), a floor (from), or both"});
        }
        // An amount that cannot be read allows nothing.
        if (!has_amounts || !said) limit.ceiling = Pence();
        if (limit.period.crossed()) limit.period = Period();
        if (!row.complete() || !said || !knows_scope) reader.repair_row();
        if (has_holder && is_new) {
            scheme.limits.push_back(std::move(limit));
        } else {
            reader.skip_row();
        }
    }
}

void read_reservations(GovernanceFolder& folder, References& references, Scheme& scheme,
                       Diagnostics& diagnostics) {
    enum Slot : std::size_t {
        id,
        holder,
        functions,
        low = functions + dimensions,
        high,
        valid_from,
        valid_to,
        document,
        clause
    };
    const std::string file = "reservations.csv";
    if (!folder.has(file)) return;
    SchemeFile rows(folder, file,
                    options_for(folder, file, {"id", "holder"},
                                {"functions", "acts", "services", "places", "people", "low", "high",
                                 "valid_from", "valid_to", "document", "clause"}),
                    diagnostics);
    auto& reader = rows.reader();
    while (reader.next()) {
        Cells row(reader, diagnostics);
        Reservation item;
        item.id = row.required(id, "id");
        item.holder = row.required(holder, "holder");
        bool complete = ScopeColumns(references, functions).read(row, item.id, item.scope);
        item.low = row.pounds(low, "low value");
        item.high = row.pounds(high, "high value");
        item.period = row.period(valid_from, valid_to, item.id);
        item.source = {row.text(document), row.text(clause)};
        item.place = row.place(id);
        const bool has_holder =
            !item.holder.empty() && references.holder(item.holder, row.place(holder), item.id);
        const bool is_new = rows.is_new(item.id, item.place);
        if (item.low && item.high && *item.low >= *item.high) {
            complete = false;
            diagnostics.add({"GOV019", row.place(high), item.id,
                             fmt::format("the values from {} to below {} are none",
                                         item.low->pounds(), item.high->pounds())});
            item.low = item.high = std::nullopt;
        }
        // What cannot be read is reserved as far as it might have been.
        if (!row.complete() || !complete) {
            if (item.period.crossed()) item.period = Period();
            reader.repair_row();
        }
        if (has_holder && is_new) {
            scheme.reservations.push_back(std::move(item));
        } else {
            reader.skip_row();
        }
    }
}

void read_splits(GovernanceFolder& folder, References& references, Scheme& scheme,
                 Diagnostics& diagnostics) {
    enum Slot : std::size_t {
        first,
        second,
        functions,
        agreement = functions + dimensions,
        valid_from,
        valid_to,
        document,
        clause
    };
    const std::string file = "splits.csv";
    if (!folder.has(file)) return;
    SchemeFile rows(folder, file,
                    options_for(folder, file, {"first", "second"},
                                {"functions", "acts", "services", "places", "people", "agreement",
                                 "valid_from", "valid_to", "document", "clause"}),
                    diagnostics);
    auto& reader = rows.reader();
    while (reader.next()) {
        Cells row(reader, diagnostics);
        Split split;
        split.first = row.required(first, "holder in `first`");
        split.second = row.required(second, "holder in `second`");
        bool complete = ScopeColumns(references, functions).read(row, split.first, split.scope);
        split.agreement = row.text(agreement);
        split.period = row.period(valid_from, valid_to, split.first);
        split.source = {row.text(document), row.text(clause)};
        split.place = row.place(first);
        for (const auto& [id, slot] : {std::pair(split.first, first), {split.second, second}}) {
            const bool known = id.empty() || references.holder(id, row.place(slot), split.first);
            complete = complete && known;
        }
        if (row.complete() && complete) {
            scheme.splits.push_back(std::move(split));
        } else {
            reader.skip_row();
        }
    }
}

}  // namespace concord::governance
