// The tables of who answers for what, and to whom: accountabilities, lines between bodies,
// adoptions, rights to decide, controls from above.
#include "governance/reading/record_files.hpp"
#include "governance/reading/scheme_file.hpp"

namespace concord::governance {
namespace {

// The function whose decisions are kept while spending is controlled from above.
constexpr std::string_view place_budgets = "set-place-budgets";

// A cell that must name a holder.
std::string holder_cell(Cells& row, std::size_t slot, std::string_view what,
                        RecordReading reading) {
    return known_holder(reading, row.required(slot, what), row.place(slot), what);
}

void keep_place_budgets(const Control& control, Scheme& scheme) {
    if (!control.monthly_meetings.value_or(false)) return;
    Reservation kept;
    kept.id = "control-" + control.id;
    kept.holder = control.body;
    kept.scope.functions = {std::string(place_budgets)};
    kept.period = control.period;
    kept.source = control.source;
    kept.place = control.place;
    scheme.reservations.push_back(std::move(kept));
}

}  // namespace

std::string known_holder(RecordReading reading, std::string word, const Location& place,
                         std::string_view subject) {
    if (word.empty() || reading.references.holder(word, place, subject)) return word;
    return {};
}

std::vector<std::string> known_holders(RecordReading reading, std::vector<std::string> words,
                                       const Location& place, std::string_view subject) {
    std::erase_if(words, [&](const std::string& word) {
        return !reading.references.holder(word, place, subject);
    });
    return words;
}

void read_accountabilities(RecordReading reading, Records& records) {
    auto& [folder, references, diagnostics] = reading;
    enum Slot : std::size_t { kind, subject, body, part, valid_from, valid_to, document, clause };
    const std::vector<std::string> kinds = {"function", "target", "risk"};
    const std::vector<std::string> parts = {"accountable", "responsible", "consulted", "informed"};
    const std::string file = "accountability.csv";
    if (!folder.has(file)) return;
    SchemeFile rows(folder, file,
                    options_for(folder, file, {"kind", "subject", "body", "part"},
                                {"valid_from", "valid_to", "document", "clause"}),
                    diagnostics);
    auto& reader = rows.reader();
    while (reader.next()) {
        Cells row(reader, diagnostics);
        Accountability item;
        item.kind = row.required(kind, "kind");
        if (row.complete()) item.kind = row.word(kind, "kind of subject", kinds);
        item.subject = row.required(subject, "subject");
        item.body = holder_cell(row, body, "body", reading);
        item.part = row.required(part, "part");
        if (!item.part.empty()) item.part = row.word(part, "part", parts);
        item.period = row.period(valid_from, valid_to, item.subject);
        item.place = row.place(kind);
        std::vector<std::string> function = {item.subject};
        const bool known = item.kind != "function" || item.subject.empty() ||
                           references.functions(function, row.place(subject), item.subject);
        if (row.complete() && known && !item.body.empty()) {
            records.accountabilities.push_back(std::move(item));
        } else {
            reader.skip_row();
        }
    }
}

void read_lines(RecordReading reading, Records& records) {
    auto& [folder, references, diagnostics] = reading;
    enum Slot : std::size_t { from, to, kind, power, valid_from, valid_to, document, clause };
    const std::vector<std::string> kinds = {"accountability", "contract", "convening",
                                            "co-operation", "direction"};
    const std::string file = "lines.csv";
    if (!folder.has(file)) return;
    SchemeFile rows(folder, file,
                    options_for(folder, file, {"from", "to", "kind"},
                                {"power", "valid_from", "valid_to", "document", "clause"}),
                    diagnostics);
    auto& reader = rows.reader();
    while (reader.next()) {
        Cells row(reader, diagnostics);
        Line line;
        line.from = holder_cell(row, from, "from", reading);
        line.to = row.required(to, "to");
        if (line.to != electorate) {
            line.to = known_holder(reading, line.to, row.place(to), line.from);
        }
        line.kind = row.required(kind, "kind");
        if (!line.kind.empty()) line.kind = row.word(kind, "kind of line", kinds);
        line.power = row.text(power);
        line.period = row.period(valid_from, valid_to, line.from);
        line.place = row.place(from);
        if (row.complete() && !line.from.empty() && !line.to.empty()) {
            records.lines.push_back(std::move(line));
        } else {
            reader.skip_row();
        }
    }
}

void read_adoptions(RecordReading reading, Records& records) {
    auto& [folder, references, diagnostics] = reading;
    enum Slot : std::size_t { decision, made_by, partner, adopted_on, bound, document };
    const std::string file = "adoptions.csv";
    if (!folder.has(file)) return;
    SchemeFile rows(folder, file,
                    options_for(folder, file, {"decision", "made_by", "partner"},
                                {"adopted_on", "bound", "document"}),
                    diagnostics);
    auto& reader = rows.reader();
    while (reader.next()) {
        Cells row(reader, diagnostics);
        Adoption item;
        item.decision = row.required(decision, "decision");
        item.made_by = holder_cell(row, made_by, "made_by", reading);
        item.partner = holder_cell(row, partner, "partner", reading);
        item.adopted_on = row.date(adopted_on, item.decision);
        item.bound = row.truth(bound, "bound");
        item.place = row.place(decision);
        if (row.complete() && !item.made_by.empty() && !item.partner.empty()) {
            records.adoptions.push_back(std::move(item));
        } else {
            reader.skip_row();
        }
    }
}

void read_decision_rights(RecordReading reading, Records& records) {
    auto& [folder, references, diagnostics] = reading;
    enum Slot : std::size_t { decision, level, owner, valid_from, valid_to, document, clause };
    const std::vector<std::string> levels = {"neighbourhood", "place",  "system",
                                             "supra-system",  "region", "national"};
    const std::string file = "decision_rights.csv";
    if (!folder.has(file)) return;
    SchemeFile rows(folder, file,
                    options_for(folder, file, {"decision"},
                                {"level", "owner", "valid_from", "valid_to", "document", "clause"}),
                    diagnostics);
    auto& reader = rows.reader();
    while (reader.next()) {
        Cells row(reader, diagnostics);
        DecisionRight item;
        item.decision = row.required(decision, "decision");
        item.level = row.word(level, "level", levels);
        item.owner = known_holder(reading, row.text(owner), row.place(owner), item.decision);
        item.period = row.period(valid_from, valid_to, item.decision);
        item.place = row.place(decision);
        if (row.complete()) {
            records.rights.push_back(std::move(item));
        } else {
            reader.skip_row();
        }
    }
}

void read_controls(RecordReading reading, Scheme& scheme) {
    auto& [folder, references, diagnostics] = reading;
    enum Slot : std::size_t {
        id,
        body,
        valid_from,
        category,
        monthly_meetings,
        threshold,
        approver,
        valid_to,
        document,
        clause
    };
    const std::string file = "controls.csv";
    if (!folder.has(file)) return;
    SchemeFile rows(folder, file,
                    options_for(folder, file, {"id", "body", "valid_from"},
                                {"category", "monthly_meetings", "threshold", "approver",
                                 "valid_to", "document", "clause"}),
                    diagnostics);
    auto& reader = rows.reader();
    while (reader.next()) {
        Cells row(reader, diagnostics);
        Control control;
        control.id = row.required(id, "id");
        control.body = holder_cell(row, body, "body", reading);
        row.required(valid_from, "first day");
        control.category = row.text(category);
        control.monthly_meetings = row.truth(monthly_meetings, "monthly_meetings");
        control.threshold = row.pounds(threshold, "threshold");
        control.approver =
            known_holder(reading, row.text(approver), row.place(approver), control.id);
        control.period = row.period(valid_from, valid_to, control.id);
        control.source = {row.text(document), row.text(clause)};
        control.place = row.place(id);
        const bool is_new = rows.is_new(control.id, control.place);
        if (is_new && row.complete() && !control.body.empty()) {
            keep_place_budgets(control, scheme);
            scheme.controls.push_back(std::move(control));
        } else {
            reader.skip_row();
        }
    }
}

}  // namespace concord::governance
