// transition.toml: what passes from the bodies before July 2022 to those after.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "governance/reading/record_files.hpp"
#include "governance/reading/toml_record.hpp"

namespace concord::governance {
namespace {

Transfer read_transfer(TomlRecord& record) {
    Transfer item;
    item.kind =
        record.word("kind", {"function", "duty", "asset", "liability", "contract", "staff"});
    item.what = record.required("what");
    item.functions = record.functions("functions");
    record.required("from");
    item.from = record.holder("from");
    item.to = record.holders("to");
    item.on = record.date("on");
    item.safe_on = record.date("safe_on");
    item.checked_by = record.text("checked_by");
    item.place = record.place("what");
    return item;
}

StaffGroup read_staff(TomlRecord& record) {
    StaffGroup item;
    record.required("of");
    item.of = record.holder("of");
    record.required("group");
    item.group = record.word("group", {"below-board", "board", "senior"});
    item.keeps_terms = record.truth("keeps_terms");
    item.explanation = record.text("explanation");
    item.place = record.place("group");
    return item;
}

Reorganisation read_reorganisation(TomlRecord& record) {
    Reorganisation item;
    record.required("of");
    item.of = record.holder("of");
    item.what = record.required("what");
    item.displaced = record.count("displaced");
    item.significant = record.truth("significant").value_or(false);
    item.explanation = record.text("explanation");
    item.on = record.date("on");
    item.place = record.place("what");
    return item;
}

ChangingLeader read_leader(TomlRecord& record) {
    ChangingLeader item;
    record.required("of");
    item.of = record.holder("of");
    item.role = record.required("role");
    item.status = record.word("status", {"current", "shadow", "designate", "confirmed"});
    item.period = record.period(item.role);
    item.place = record.place("role");
    return item;
}

TransitionPlan read_plan(TomlRecord& record) {
    TransitionPlan item;
    record.required("of");
    item.of = record.holder("of");
    item.agreed_with = record.holder("agreed_with");
    item.agreed_on = record.date("agreed_on");
    item.capacity = record.text("capacity");
    item.place = record.place("of");
    return item;
}

UnionTalks read_talks(TomlRecord& record) {
    UnionTalks item;
    record.required("of");
    item.of = record.holder("of");
    item.with = record.required("with");
    item.began_on = record.date("began_on");
    item.place = record.place("with");
    return item;
}

// Of an item that law does not have, nothing can be said.
TransitionStep read_step(TomlRecord& record, const Law& law) {
    AllowedWords known;
    for (const auto& item : law.transition.items)
        known.push_back(item.id);
    TransitionStep item;
    record.required("id");
    item.id = record.word("id", known);
    item.owner = record.text("owner");
    item.state = record.word("state", {"planned", "under-way", "done"});
    item.done_on = record.date("done_on");
    item.place = record.place("id");
    return item;
}

}  // namespace

Transition read_transition(GovernanceFolder& folder, References& references,
                           Diagnostics& diagnostics) {
    Transition transition;
    RecordFile file(folder, "transition.toml", references, diagnostics);
    if (!file) return transition;
    transition.place = file.place();
    file.read("transfer", transition.transfers, read_transfer);
    file.read("staff", transition.staff, read_staff);
    file.read("reorganisation", transition.reorganisations, read_reorganisation);
    file.read("leading", transition.leaders, read_leader);
    file.read("plan", transition.plans, read_plan);
    file.read("talks", transition.talks, read_talks);
    file.read("item", transition.steps,
              [&](TomlRecord& record) { return read_step(record, references.law()); });
    file.finish();
    return transition;
}

}  // namespace concord::governance
