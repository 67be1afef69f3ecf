// leadership.toml: clinical and care professional leaders.
#include "governance/reading/record_files.hpp"
#include "governance/reading/toml_record.hpp"

namespace concord::governance {
namespace {

ClinicalLeader read_leader(TomlRecord& record) {
    ClinicalLeader leader;
    leader.id = record.required("id");
    record.required("of");
    leader.of = record.holder("of");
    leader.level = record.word("level", {"strategic", "network", "operational"});
    leader.scale =
        parse_scale(record.word("scale", {"neighbourhood", "place", "system", "supra-system"}));
    leader.profession = record.text("profession");
    leader.sector = record.word("sector", {"health", "social-care", "vcse"});
    leader.sessions = record.amount("sessions");
    leader.for_quality = record.amount("for_quality");
    leader.decides = record.words("decides", {"setting", "implementing"});
    leader.fits_with = record.texts("fits_with");
    leader.period = record.period(leader.id);
    leader.place = record.place("id");
    return leader;
}

EndingRole read_ending(TomlRecord& record) {
    EndingRole role;
    role.role = record.required("role");
    record.required("of");
    role.of = record.holder("of");
    role.successor = record.text("successor");
    role.at = record.word("at", {"place", "wider"});
    role.place = record.place("role");
    return role;
}

LeadershipModel read_model(TomlRecord& record) {
    LeadershipModel model;
    record.required("of");
    model.of = record.holder("of");
    model.model = record.text("model");
    model.self_assessed_on = record.date("self_assessed_on");
    model.progress_measured_on = record.date("progress_measured_on");
    model.peer_review = record.text("peer_review");
    model.signed_off_on = record.date("signed_off_on");
    model.plan = record.text("plan");
    model.features = record.pairs(
        "features", {"connection", "learning", "protected-time", "support", "recruitment"});
    model.place = record.place("of");
    return model;
}

}  // namespace

Leadership read_leadership(GovernanceFolder& folder, References& references,
                           Diagnostics& diagnostics) {
    Leadership leadership;
    RecordFile file(folder, "leadership.toml", references, diagnostics);
    if (!file) return leadership;
    leadership.place = file.place();
    file.read("leader", leadership.leaders, read_leader);
    file.read("ending", leadership.ending, read_ending);
    file.read("model", leadership.models, read_model);
    file.finish();
    return leadership;
}

}  // namespace concord::governance
