// collaboratives.toml: provider collaboratives, and what several systems arrange together.
#include "governance/reading/record_files.hpp"
#include "governance/reading/toml_record.hpp"

namespace concord::governance {
namespace {

Collaborative read_collaborative(TomlRecord& record) {
    Collaborative item;
    record.required("of");
    item.of = record.holder("of");
    item.shape = record.word("shape", {"vertical", "horizontal"});
    item.places = record.places("places");
    item.model = record.text("model");
    item.relation = record.text("relation");
    item.committees = record.holders("committees");
    item.held_to_account = record.text("held_to_account");
    item.functions =
        record.pairs("functions", {"represent-providers", "joint-planning", "provider-development",
                                   "unwarranted-variation", "transformation"});
    item.place = record.place("of");
    return item;
}

HeldTrust read_trust(TomlRecord& record) {
    HeldTrust item;
    record.required("of");
    item.of = record.holder("of");
    item.held_to_account = record.text("held_to_account");
    item.place = record.place("of");
    return item;
}

WideArrangement read_wide(TomlRecord& record) {
    WideArrangement item;
    record.required("about");
    item.about = record.word(
        "about", {"specialised", "ambulance", "few-providers", "providers-of-several-systems",
                  "clinical-networks", "cancer", "smaller-system"});
    item.boards = record.holders("boards");
    item.arrangement = record.text("arrangement");
    item.not_needed = record.text("not_needed");
    item.made_by = record.holders("made_by");
    item.without = record.words("without", {"networks", "region"});
    item.scale = record.word("scale", {"place", "system", "supra-system", "region", "national"});
    item.leads = record.holder("leads");
    item.money_to = record.holder("money_to");
    item.provider = record.holder("provider");
    item.contact = record.text("contact");
    item.urgent_care = record.text("urgent_care");
    item.place = record.place("about");
    return item;
}

}  // namespace

Collaboratives read_collaboratives(GovernanceFolder& folder, References& references,
                                   Diagnostics& diagnostics) {
    Collaboratives found;
    RecordFile file(folder, "collaboratives.toml", references, diagnostics);
    if (!file) return found;
    found.place = file.place();
    file.read("collaborative", found.collaboratives, read_collaborative);
    file.read("trust", found.trusts, read_trust);
    file.read("wide", found.wide, read_wide);
    file.finish();
    return found;
}

}  // namespace concord::governance
