// constitution.toml and committees.toml: boards, committees, posts and who sits in them.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.hpp"
#include "files/toml_document.hpp"
#include "governance/reading/toml_record.hpp"

namespace concord::governance {
namespace {

using files::TomlReader;

const std::vector<std::string>& member_kinds() {
    static const std::vector<std::string> kinds = {"chair", "non-executive", "executive", "partner",
                                                   "mayor", "other",         "attendee"};
    return kinds;
}

class HolderFile {
  public:
    HolderFile(HolderRegister& holders, PendingReferences& pending, Diagnostics& diagnostics)
        : holders_(holders), pending_(pending), diagnostics_(diagnostics) {}

    void read_board(TomlReader& table);
    void read_committee(TomlReader& table);
    void read_post(TomlReader& table);

  private:
    void read_common(TomlReader& table, Holder& holder);
    std::optional<Quorum> read_quorum(TomlReader& table);
    Member read_member(TomlReader& table, const Holder& holder);
    void read_members(TomlReader& table, Holder& holder);
    void check_members(const Holder& holder);
    void read_standing(TomlReader& table, Member& member);
    void read_foundation(TomlReader& table, Holder& holder);
    void read_arrangement(TomlReader& table, Holder& holder);
    std::vector<std::string> holders_in(TomlReader& table, std::string_view key);
    Period read_period(TomlReader& table, std::string_view subject);
    std::string known_word(TomlReader& table, std::string_view key,
                           const std::vector<std::string>& known);
    std::string required(TomlReader& table, std::string_view key);
    void add(TomlReader& table, Holder holder);
    void remember(TomlReader& table, std::size_t number);

    HolderRegister& holders_;
    PendingReferences& pending_;
    Diagnostics& diagnostics_;
    std::set<std::string> boards_;
    bool has_scale_ = false;                               // of the table that is being read
    std::vector<std::pair<std::string, Location>> named_;  // holders that it names
};

std::string HolderFile::required(TomlReader& table, std::string_view key) {
    auto value = table.text(key).value_or("");
    if (value.empty()) {
        table.find("GOV002", key, fmt::format("`{}` is missing", key),
                   fmt::format("add a line `{} = \"…\"`", key));
    }
    return value;
}

std::string HolderFile::known_word(TomlReader& table, std::string_view key,
                                   const std::vector<std::string>& known) {
    auto word = table.text(key).value_or("");
    if (word.empty() || std::ranges::find(known, word) != known.end()) return word;
    table.find("GOV013", key, fmt::format("`{}` is no {}", shown(word), key),
               help_for_word(word, known, ""));
    return {};
}

// Whether the table has the key at all: a value has a place of its own.
bool has(const TomlReader& table, std::string_view key) {
    return table.place(key) != table.place("");
}

// A date that is there but cannot be read leaves no day on which the thing is in force.
Period HolderFile::read_period(TomlReader& table, std::string_view subject) {
    Period period{table.date("from"), table.date("to")};
    const bool unread = (has(table, "from") && !period.from) || (has(table, "to") && !period.to);
    if (unread) return {Date(9999, 12, 31), Date(1, 1, 1)};
    if (period.crossed()) {
        table.find("GOV012", "to",
                   fmt::format("`{}` ends on {}, before it begins on {}", shown(subject),
                               period.to->iso(), period.from->iso()));
    }
    return period;
}

std::optional<Quorum> HolderFile::read_quorum(TomlReader& table) {
    auto inner = table.table("quorum");
    if (!inner) return std::nullopt;
    Quorum quorum;
    quorum.members = inner->whole_number("members");
    quorum.share = inner->number("share");
    quorum.roles = inner->texts("roles");
    quorum.source = {inner->text("document").value_or(""), inner->text("clause").value_or("")};
    inner->finish();
    if (quorum.members && *quorum.members < 1) {
        inner->find("GOV024", "members",
                    fmt::format("a quorum of {} members is none", *quorum.members),
                    "give the number of voting members who must be there");
    }
    if (quorum.share && (*quorum.share <= 0 || *quorum.share > 1)) {
        inner->find("GOV024", "share",
                    fmt::format("a quorum of {:g} of the members is none", *quorum.share),
                    "give the share as a number above 0 and up to 1, such as 0.5");
    }
    return quorum;
}

Member HolderFile::read_member(TomlReader& table, const Holder& holder) {
    Member member;
    member.seat = table.text("seat").value_or("");
    member.id = table.text("id").value_or(member.seat);
    if (member.id.empty()) {
        table.find("GOV002", "id", fmt::format("a member of `{}` has no id", shown(holder.id)),
                   "add a line `id = \"…\"` for the person, or `seat` for a seat nobody fills");
    }
    member.kind = known_word(table, "kind", member_kinds());
    member.role = table.text("role").value_or("");
    member.organisation = table.text("organisation").value_or("");
    member.sector = table.text("sector").value_or("");
    member.strand = known_word(table, "strand", {"political", "clinical", "organisational"});
    member.nominated_by = table.text("nominated_by").value_or("");
    member.skills = table.texts("skills");
    member.voting = table.truth("voting").value_or(member.kind != "attendee");
    member.independent = table.truth("independent").value_or(false);
    member.employed = table.truth("employed").value_or(false);
    member.explanation = table.text("explanation").value_or("");
    member.principles_signed = table.date("principles_signed");
    member.fit_and_proper = table.date("fit_and_proper");
    read_standing(table, member);
    member.period = read_period(table, member.id);
    member.place = table.place("id");
    table.finish();
    return member;
}

// Holders that a table names; whether they are known is judged when all are.
std::vector<std::string> HolderFile::holders_in(TomlReader& table, std::string_view key) {
    auto ids = table.texts(key);
    for (const auto& id : ids)
        named_.emplace_back(id, table.place(key));
    return ids;
}

// For whom a member speaks and with whom they answer, and how a chair was found.
void HolderFile::read_standing(TomlReader& table, Member& member) {
    member.acts_for = table.text("acts_for").value_or("");
    if (!member.acts_for.empty()) named_.emplace_back(member.acts_for, table.place("acts_for"));
    member.answers_with_all = table.truth("answers_with_all").value_or(true);
    member.chosen_by = holders_in(table, "chosen_by");
    member.term = table.text("term").value_or("");
    member.accountable_to = table.text("accountable_to").value_or("");
}

// How a partnership was set up, whether it shares its chair, and how large a board may grow.
void HolderFile::read_foundation(TomlReader& table, Holder& holder) {
    holder.established_by = holders_in(table, "established_by");
    holder.equal_partners = table.truth("equal_partners");
    holder.chair_choice = known_word(table, "chair_choice", {"shared", "separate"});
    holder.chair_grounds = table.text("chair_grounds").value_or("");
    holder.largest = table.whole_number("largest");
    if (holder.largest && *holder.largest < 1) {
        table.find("GOV013", "largest", fmt::format("`{}` is no size of a board", *holder.largest),
                   "give the number of members above which the board is too large");
        holder.largest.reset();
    }
}

void HolderFile::read_arrangement(TomlReader& table, Holder& holder) {
    static const std::vector<std::string> causes = {"scale", "geography", "need", "maturity"};
    holder.arrangement = known_word(table, "arrangement", {"core", "local"});
    for (auto& word : table.texts("depends_on")) {
        if (std::ranges::find(causes, word) != causes.end()) {
            holder.depends_on.push_back(std::move(word));
            continue;
        }
        table.find("GOV013", "depends_on",
                   fmt::format("`{}` is nothing that an arrangement depends on", shown(word)),
                   help_for_word(word, causes, ""));
    }
}

void HolderFile::read_members(TomlReader& table, Holder& holder) {
    for (auto& inner : table.tables("member")) {
        auto member = read_member(inner, holder);
        if (!member.id.empty()) holder.members.push_back(std::move(member));
    }
    check_members(holder);
}

void HolderFile::check_members(const Holder& holder) {
    for (std::size_t i = 1; i < holder.members.size(); ++i) {
        const auto& later = holder.members[i];
        const auto twice =
            std::ranges::any_of(std::span(holder.members).first(i), [&](const Member& earlier) {
                return earlier.id == later.id && earlier.period.overlaps(later.period);
            });
        if (!twice) continue;
        diagnostics_.add({"GOV014", later.place, holder.id,
                          fmt::format("`{}` stands twice among the members of `{}` at one time",
                                      shown(later.id), shown(holder.id))});
    }
}

void HolderFile::read_common(TomlReader& table, Holder& holder) {
    has_scale_ = false;
    named_.clear();
    if (const auto name = table.text("name")) holder.name = *name;
    holder.quorum = read_quorum(table);
    holder.meets_in_public = table.truth("meets_in_public");
    holder.publishes_papers = table.truth("publishes_papers");
    holder.vote_allowed = table.truth("vote_allowed");
    holder.vote_rule = table.text("vote_rule").value_or("");
    holder.resolution_rule = table.text("resolution_rule").value_or("");
    holder.purpose = table.text("purpose").value_or("");
    if (const auto scale = table.text("scale")) {
        if (const auto known = parse_scale(*scale)) {
            holder.scale = *known;
            has_scale_ = true;
        } else {
            table.find("GOV013", "scale", fmt::format("`{}` is no scale", shown(*scale)),
                       "scales are neighbourhood, place, system, supra-system, region and "
                       "national");
        }
    }
    read_members(table, holder);
}

// The words of the table that can only be judged when every holder is known.
void HolderFile::remember(TomlReader& table, std::size_t number) {
    const auto& holder = holders_.at(number);
    for (const auto& member : holder.members) {
        if (member.organisation.empty()) continue;
        pending_.organisations.push_back({number, member.organisation, member.place});
    }
    for (const auto& parent : holder.of)
        pending_.parents.push_back({number, parent, table.place("of")});
    for (const auto& [id, place] : named_)
        pending_.named.push_back({number, id, place});
    const bool has_area = has(table, "area");
    for (const auto& area : has_area ? holder.area : std::vector<std::string>())
        pending_.areas.push_back({number, area, table.place("area")});
    if (!holder.accountable_to.empty()) {
        pending_.accountable.push_back(
            {number, holder.accountable_to, table.place("accountable_to")});
    }
    if (!holder.terms_of_reference.empty()) {
        pending_.terms.push_back(
            {number, holder.terms_of_reference, table.place("terms_of_reference")});
    }
}

void HolderFile::add(TomlReader& table, Holder holder) {
    const auto id = holder.id;
    if (id.empty()) return;
    if (!holders_.add(std::move(holder))) {
        table.find("GOV001", "id", fmt::format("the id `{}` stands already", shown(id)),
                   "bodies, committees and posts share one set of ids; give this one its own");
        return;
    }
    remember(table, holders_.size() - 1);
    if (!has_scale_) pending_.without_scale.push_back(holders_.size() - 1);
}

void HolderFile::read_board(TomlReader& table) {
    const auto of = required(table, "of");
    Holder read;
    read.id = of;
    read_common(table, read);
    read_foundation(table, read);
    read.area = table.texts("area");
    table.finish();
    if (of.empty()) return;
    const auto number = holders_.find(of);
    if (!number || holders_.at(*number).kind != HolderKind::body) {
        table.find("GOV003", "of", fmt::format("there is no body `{}`", shown(of)),
                   help_for_word(of, holders_.ids(), "bodies stand in bodies.csv"));
        return;
    }
    if (!boards_.insert(of).second) {
        table.find("GOV016", "of", fmt::format("the board of `{}` is described twice", shown(of)));
        return;
    }
    auto& body = holders_.at(*number);
    const bool has_area = !read.area.empty();
    read.id = body.id;
    if (read.name.empty()) read.name = body.name;
    read.body_kind = body.body_kind;
    read.kind = HolderKind::body;
    if (!has_scale_) read.scale = body.scale;
    if (!has_area) read.area = body.area;
    read.period = body.period;
    read.place = table.place("of");
    body = std::move(read);
    remember(table, *number);
}

void HolderFile::read_committee(TomlReader& table) {
    Holder holder;
    holder.id = required(table, "id");
    holder.name = holder.id;
    const auto kind = required(table, "kind");
    const auto known = parse_holder_kind(kind);
    const bool fits = known && *known != HolderKind::body && *known != HolderKind::post;
    if (!kind.empty() && !fits) {
        table.find("GOV013", "kind", fmt::format("`{}` is no kind of committee", shown(kind)),
                   "kinds are committee, sub-committee, joint-committee, committees-in-common "
                   "and forum");
    }
    holder.of = table.texts("of");
    if (holder.of.empty()) required(table, "of");
    holder.area = table.texts("area");
    holder.accountable_to = table.text("accountable_to").value_or("");
    holder.described_as = table.text("described_as").value_or("");
    holder.remit = table.texts("remit");
    holder.terms_of_reference = table.text("terms_of_reference").value_or("");
    read_arrangement(table, holder);
    holder.meets = table.text("meets").value_or("");
    holder.oversees = table.texts("oversees");
    read_common(table, holder);
    holder.period = read_period(table, holder.id);
    holder.place = table.place("id");
    table.finish();
    // What is not known to be a committee has no powers.
    holder.kind = fits ? *known : HolderKind::forum;
    add(table, std::move(holder));
}

void HolderFile::read_post(TomlReader& table) {
    Holder holder;
    holder.id = required(table, "id");
    holder.name = holder.id;
    holder.kind = HolderKind::post;
    holder.of = table.texts("of");
    if (holder.of.empty()) required(table, "of");
    holder.area = table.texts("area");
    holder.accountable_to = table.text("accountable_to").value_or("");
    holder.remit = table.texts("remit");
    read_common(table, holder);
    holder.period = read_period(table, holder.id);
    holder.place = table.place("id");
    table.finish();
    add(table, std::move(holder));
}

}  // namespace

void read_constitution(GovernanceFolder& folder, HolderRegister& holders,
                       PendingReferences& pending, Diagnostics& diagnostics) {
    const std::string file = "constitution.toml";
    const auto document = open_toml(folder, file, diagnostics);
    if (!document) return;
    HolderFile reader(holders, pending, diagnostics);
    TomlReader top(*document, folder.shown(file), diagnostics);
    for (auto& table : top.tables("board"))
        reader.read_board(table);
    top.finish();
}

void read_committees(GovernanceFolder& folder, HolderRegister& holders, PendingReferences& pending,
                     Diagnostics& diagnostics) {
    const std::string file = "committees.toml";
    const auto document = open_toml(folder, file, diagnostics);
    if (!document) return;
    HolderFile reader(holders, pending, diagnostics);
    TomlReader top(*document, folder.shown(file), diagnostics);
    for (auto& table : top.tables("committee"))
        reader.read_committee(table);
    for (auto& table : top.tables("post"))
        reader.read_post(table);
    top.finish();
}

}  // namespace concord::governance
