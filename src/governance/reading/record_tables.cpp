// The tables that are on record beside the scheme: documents, interests, assurances.
#include <algorithm>

#include "governance/reading/scheme_file.hpp"

namespace concord::governance {
namespace {

// Persons and seats: members of boards, committees and posts, and the posts themselves.
std::set<std::string> member_ids(HolderRegister& holders) {
    std::set<std::string> ids;
    for (std::size_t i = 0; i < holders.size(); ++i) {
        const auto& holder = holders.at(i);
        if (holder.kind == HolderKind::post) ids.insert(holder.id);
        for (const auto& member : holder.members) {
            ids.insert(member.id);
            if (!member.seat.empty()) ids.insert(member.seat);
        }
    }
    return ids;
}

// A holder that may be left out.
std::string optional_holder(Cells& row, std::size_t slot, std::string_view subject,
                            References& references) {
    auto id = row.text(slot);
    if (!id.empty() && !references.holder(id, row.place(slot), subject)) id.clear();
    return id;
}

}  // namespace

void read_documents(GovernanceFolder& folder, References& references, Scheme& scheme,
                    Diagnostics& diagnostics) {
    enum Slot : std::size_t {
        id,
        kind,
        owner,
        title,
        version,
        status,
        dated,
        review_by,
        approved_by,
        approved_on,
        published_at,
        covers,
        signed_by,
        amends,
        applied_on,
        form,
        fetched_on
    };
    const std::vector<std::string> forms = {"pdf", "web-page", "other"};
    const std::vector<std::string> statuses = {"draft", "agreed", "published", "withdrawn"};
    const std::string file = "documents.csv";
    if (!folder.has(file)) return;
    SchemeFile rows(folder, file,
                    options_for(folder, file, {"id", "kind"},
                                {"owner", "title", "version", "status", "dated", "review_by",
                                 "approved_by", "approved_on", "published_at", "covers",
                                 "signed_by", "amends", "applied_on", "form", "fetched_on"}),
                    diagnostics);
    auto& reader = rows.reader();
    while (reader.next()) {
        Cells row(reader, diagnostics);
        Document document;
        document.id = row.required(id, "id");
        document.kind = row.required(kind, "kind");
        const bool has_keys = row.complete();
        document.owner = optional_holder(row, owner, document.id, references);
        document.title = row.text(title);
        document.version = row.text(version);
        document.status = row.word(status, "status", statuses);
        document.dated = row.date(dated, document.id);
        document.review_by = row.date(review_by, document.id);
        document.approved_by = optional_holder(row, approved_by, document.id, references);
        document.approved_on = row.date(approved_on, document.id);
        document.published_at = row.text(published_at);
        document.covers = row.list(covers);
        document.amends = row.text(amends);
        document.applied_on = row.date(applied_on, document.id);
        document.form = row.word(form, "form", forms);
        document.fetched_on = row.date(fetched_on, document.id);
        for (const auto& signer : row.list(signed_by)) {
            if (references.holder(signer, row.place(signed_by), document.id)) {
                document.signed_by.push_back(signer);
            }
        }
        document.place = row.place(id);
        const bool is_new = rows.is_new(document.id, document.place);
        if (has_keys && is_new) {
            scheme.documents.push_back(std::move(document));
        } else {
            reader.skip_row();
        }
    }
}

void read_interests(GovernanceFolder& folder, References& references, Scheme& scheme,
                    Diagnostics& diagnostics) {
    enum Slot : std::size_t {
        member,
        organisation,
        nature,
        valid_from,
        valid_to,
        document,
        clause
    };
    const std::string file = "interests.csv";
    if (!folder.has(file)) return;
    const auto members = member_ids(references.holders());
    const std::vector<std::string> known(members.begin(), members.end());
    SchemeFile rows(folder, file,
                    options_for(folder, file, {"member", "organisation"},
                                {"nature", "valid_from", "valid_to", "document", "clause"}),
                    diagnostics);
    auto& reader = rows.reader();
    while (reader.next()) {
        Cells row(reader, diagnostics);
        Interest interest;
        interest.member = row.required(member, "member");
        interest.organisation = row.required(organisation, "organisation");
        const bool has_keys = row.complete();
        interest.nature = row.text(nature);
        interest.period = row.period(valid_from, valid_to, interest.member);
        interest.source = {row.text(document), row.text(clause)};
        interest.place = row.place(member);
        if (!interest.member.empty() && !members.contains(interest.member)) {
            diagnostics.add(
                {"GOV022", row.place(member), interest.member,
                 fmt::format("nobody and no seat is called `{}`", shown(interest.member)),
                 help_for_word(interest.member, known,
                               "members stand in constitution.toml and "
                               "committees.toml")});
        }
        const bool known_body =
            interest.organisation.empty() ||
            references.holder(interest.organisation, row.place(organisation), interest.member);
        // An interest whose days cannot be read is one on every day.
        if (interest.period.crossed()) interest.period = Period();
        if (!row.complete()) reader.repair_row();
        if (has_keys && known_body && members.contains(interest.member)) {
            scheme.interests.push_back(std::move(interest));
        } else {
            reader.skip_row();
        }
    }
}

void read_assurances(GovernanceFolder& folder, References& references, Scheme& scheme,
                     Diagnostics& diagnostics) {
    enum Slot : std::size_t { topic, subject, owner, evidence, state, dated };
    const std::vector<std::string> states = {"done", "planned", "none", "unknown"};
    const std::string file = "assurances.csv";
    if (!folder.has(file)) return;
    SchemeFile rows(
        folder, file,
        options_for(folder, file, {"topic", "subject"}, {"owner", "evidence", "state", "dated"}),
        diagnostics);
    auto& reader = rows.reader();
    while (reader.next()) {
        Cells row(reader, diagnostics);
        Assurance item;
        item.topic = row.required(topic, "topic");
        item.subject = row.required(subject, "subject");
        item.owner = row.text(owner);
        item.evidence = row.text(evidence);
        item.state = row.word(state, "state", states);
        item.dated = row.date(dated, item.topic);
        item.place = row.place(topic);
        const bool known =
            item.subject.empty() || references.holder(item.subject, row.place(subject), item.topic);
        if (row.complete() && known) {
            scheme.assurances.push_back(std::move(item));
        } else {
            reader.skip_row();
        }
    }
}

}  // namespace concord::governance
