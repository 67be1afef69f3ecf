// The tables of services and their level, of posts in time, of reorganisations.
#include "governance/reading/record_files.hpp"
#include "governance/reading/scheme_file.hpp"

namespace concord::governance {
namespace {

// A cell that holds at most one word of a dimension.
template <typename Check>
bool one_word(Cells& row, std::size_t slot, Check check) {
    const auto text = row.text(slot);
    std::vector<std::string> words = {text};
    return text.empty() || check(words, row.place(slot));
}

}  // namespace

void read_service_levels(RecordReading reading, Records& records) {
    auto& [folder, references, diagnostics] = reading;
    enum Slot : std::size_t {
        id,
        service,
        function,
        part,
        level,
        places,
        efficiency,
        effectiveness,
        transactions,
        bureaucracy,
        reason,
        agreed_by,
        agreed_on,
        valid_from,
        valid_to
    };
    const std::string file = "services.csv";
    if (!folder.has(file)) return;
    SchemeFile rows(folder, file,
                    options_for(folder, file, {"id"},
                                {"service", "function", "part", "level", "places", "efficiency",
                                 "effectiveness", "transactions", "bureaucracy", "reason",
                                 "agreed_by", "agreed_on", "valid_from", "valid_to"}),
                    diagnostics);
    auto& reader = rows.reader();
    while (reader.next()) {
        Cells row(reader, diagnostics);
        ServiceLevel item;
        item.id = row.required(id, "id");
        item.service = row.text(service);
        item.function = row.text(function);
        if (item.service.empty() && item.function.empty()) {
            item.service = row.required(service, "service or function");
        }
        item.part = row.text(part);
        item.level = row.word(level, "level", std::vector<std::string>{"place", "system"});
        item.places = row.list(places);
        bool known = references.places(item.places, row.place(places), item.id);
        known = one_word(row, service,
                         [&](auto& words, const Location& at) {
                             return reading.references.services(words, at, item.id);
                         }) &&
                known;
        known = one_word(row, function,
                         [&](auto& words, const Location& at) {
                             return reading.references.functions(words, at, item.id);
                         }) &&
                known;
        item.efficiency = row.text(efficiency);
        item.effectiveness = row.text(effectiveness);
        item.transactions = row.text(transactions);
        item.bureaucracy = row.text(bureaucracy);
        item.reason = row.text(reason);
        item.agreed_by = known_holders(reading, row.list(agreed_by), row.place(agreed_by), item.id);
        item.agreed_on = row.date(agreed_on, item.id);
        item.period = row.period(valid_from, valid_to, item.id);
        item.place = row.place(id);
        const bool is_new = rows.is_new(item.id, item.place);
        if (is_new && known && row.complete()) {
            records.services.push_back(std::move(item));
        } else {
            reader.skip_row();
        }
    }
}

void read_posts(RecordReading reading, Records& records) {
    auto& [folder, references, diagnostics] = reading;
    enum Slot : std::size_t {
        id,
        role,
        body,
        place,
        person,
        rank,
        joins,
        funded_by,
        valid_from,
        valid_to
    };
    const std::string file = "posts.csv";
    if (!folder.has(file)) return;
    SchemeFile rows(
        folder, file,
        options_for(folder, file, {"id", "role", "body"},
                    {"place", "person", "rank", "joins", "funded_by", "valid_from", "valid_to"}),
        diagnostics);
    auto& reader = rows.reader();
    while (reader.next()) {
        Cells row(reader, diagnostics);
        PostRecord item;
        item.id = row.required(id, "id");
        item.role = row.required(role, "role");
        item.body = known_holder(reading, row.required(body, "body"), row.place(body), item.id);
        item.where = row.text(place);
        const bool known = one_word(row, place, [&](auto& words, const Location& at) {
            return reading.references.places(words, at, item.id);
        });
        item.person = row.text(person);
        item.rank =
            row.word(rank, "rank", std::vector<std::string>{"executive", "senior", "other"});
        item.joins = known_holders(reading, row.list(joins), row.place(joins), item.id);
        item.funded_by = known_holders(reading, row.list(funded_by), row.place(funded_by), item.id);
        item.period = row.period(valid_from, valid_to, item.id);
        item.place = row.place(id);
        // An id may stand again: a post has one row a holder.
        if (known && row.complete() && !item.body.empty()) {
            records.posts.push_back(std::move(item));
        } else {
            reader.skip_row();
        }
    }
}

void read_restructures(RecordReading reading, Records& records) {
    auto& [folder, references, diagnostics] = reading;
    enum Slot : std::size_t { id, body, dated, staff_lost, unclear_roles, ties_broken, time_spent };
    const std::string file = "restructures.csv";
    if (!folder.has(file)) return;
    SchemeFile rows(
        folder, file,
        options_for(folder, file, {"id", "body"},
                    {"dated", "staff_lost", "unclear_roles", "ties_broken", "time_spent"}),
        diagnostics);
    auto& reader = rows.reader();
    while (reader.next()) {
        Cells row(reader, diagnostics);
        Restructure item;
        item.id = row.required(id, "id");
        item.body = known_holder(reading, row.required(body, "body"), row.place(body), item.id);
        item.dated = row.date(dated, item.id);
        item.staff_lost = row.text(staff_lost);
        item.unclear_roles = row.text(unclear_roles);
        item.ties_broken = row.text(ties_broken);
        item.time_spent = row.text(time_spent);
        item.place = row.place(id);
        const bool is_new = rows.is_new(item.id, item.place);
        if (is_new && row.complete() && !item.body.empty()) {
            records.restructures.push_back(std::move(item));
        } else {
            reader.skip_row();
        }
    }
}

}  // namespace concord::governance
