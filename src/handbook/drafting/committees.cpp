// committees.toml: committees, forums and posts as the handbook describes them.
#include <fmt/format.h>

#include "base/text.hpp"
#include "handbook/drafting/draft_writer.hpp"
#include "handbook/variables/rows.hpp"

namespace concord::handbook {
namespace {

std::string kind_text(Standing standing) {
    return standing == Standing::forum ? "forum" : std::string(to_string(standing));
}

std::string scale_of(const Body& body) {
    if (body.kind == BodyClass::place) return "place";
    return body.kind == BodyClass::joint || body.kind == BodyClass::in_common ? "supra-system"
                                                                              : "system";
}

}  // namespace

std::string DraftWriter::committee_record(BodyNumber body) const {
    const auto& standing = analysis_.standings[body];
    const auto& name = reading().bodies[body].name;
    std::string record;
    if (const auto* evidence = evidence_for(body)) {
        record += fmt::format("# Draft, from {}: {}\n", where(reading(), *evidence),
                              shown(evidence->quote, 160));
    } else {
        record += "# Draft, from its name only.\n";
    }
    if (standing.against) {
        record += fmt::format("# {} says that it is a {}.\n",
                              where(reading(), standing.against->evidence),
                              to_string(standing.against->standing));
    }
    record += fmt::format("[[committee]]\nid = {}\nname = {}\nkind = \"{}\"\nof = [{}]\n",
                          toml_text(id_of(body)), toml_text(name), kind_text(standing.standing),
                          toml_text(id_of(giver_of(body))));
    if (standing.is_joint()) record += "# of: add the other boards and trusts that it is of\n";
    record += fmt::format("scale = \"{}\"\n", scale_of(reading().bodies[body]));
    const auto& place = reading().bodies[body].place;
    if (!place.empty()) {
        record += fmt::format("# area = [{}]   # the id of the place in places.csv\n",
                              toml_text(draft_id(place)));
    }
    const bool board_or_committee = standing.parent != no_body && !standing.is_joint();
    if (board_or_committee)
        record += fmt::format("accountable_to = {}\n", toml_text(id_of(standing.parent)));
    record += fmt::format("described_as = {}\n", toml_text(kind_text(standing.standing)));
    if (standing.terms) {
        record += fmt::format("terms_of_reference = {}\n", toml_text(terms_id(body)));
        Evidence evidence;
        if (const auto members = quorum_of(*standing.terms, evidence)) {
            record +=
                fmt::format("quorum = {{ members = {}, document = {}, clause = {} }}\n", *members,
                            toml_text(document_id(evidence)), toml_text(clause(evidence)));
        }
    }
    return record + "\n";
}

std::string DraftWriter::post_record(BodyNumber body, const Evidence& evidence) const {
    return fmt::format(
        "# Draft, from {}: {}\n[[post]]\nid = {}\nname = {}\nof = [{}]\nscale = \"{}\"\n\n",
        where(reading(), evidence), shown(evidence.quote, 160), toml_text(id_of(body)),
        toml_text(reading().bodies[body].name), toml_text(board_),
        reading().bodies[body].words.front() == "place" ? "place" : "system");
}

DraftFile DraftWriter::committees() const {
    DraftFile file{"committees.toml", {}, 0};
    file.text = fmt::format(
        "# DRAFT, read by Concord from the handbook of {}. Nothing of it is checked: correct each\n"
        "# record against its source before anything rests on it.\n\n",
        reading().bodies[the_board].name);
    for (const auto body : drafted_bodies()) {
        file.text += committee_record(body);
        ++file.records;
    }
    for (const auto& [post, evidence] : posts()) {
        file.text += post_record(post, evidence);
        ++file.records;
    }
    return file;
}

}  // namespace concord::handbook
