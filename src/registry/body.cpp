#include "registry/body.hpp"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "base/text.hpp"
#include "registry/row_values.hpp"

namespace concord::registry {
namespace {

constexpr std::array<std::pair<BodyRelationKind, std::string_view>, 5> relation_names = {{
    {BodyRelationKind::part_of, "part-of"},
    {BodyRelationKind::member_of, "member-of"},
    {BodyRelationKind::succeeded_by, "succeeded-by"},
    {BodyRelationKind::counted_in, "counted-in"},
    {BodyRelationKind::draws_people_from, "draws-people-from"},
}};

namespace kind_slot {
enum Slot : std::size_t {
    id,
    name,
    level,
    tier,
    statutory,
    legal_person,
    from,
    to,
    authority,
    requirements
};
}
namespace body_slot {
enum Slot : std::size_t {
    id,
    name,
    kind,
    ods_code,
    gss_code,
    part_of,
    from,
    to,
    source,
    services,
    basis
};
}
namespace relation_slot {
enum Slot : std::size_t { from, relation, to, role, share, valid_from, valid_to, source };
}

std::vector<std::string> kind_ids(std::span<const BodyKind> kinds) {
    std::vector<std::string> ids;
    for (const auto& kind : kinds)
        ids.push_back(kind.id);
    return ids;
}

}  // namespace

std::string_view to_string(BodyRelationKind kind) {
    return std::ranges::find(relation_names, kind,
                             &std::pair<BodyRelationKind, std::string_view>::first)
        ->second;
}

std::optional<BodyRelationKind> parse_body_relation_kind(std::string_view text) {
    for (const auto& [kind, name] : relation_names) {
        if (name == text) return kind;
    }
    return std::nullopt;
}

const BodyKind* find_kind(std::span<const BodyKind> kinds, std::string_view id) {
    const auto found = std::ranges::find(kinds, id, &BodyKind::id);
    return found == kinds.end() ? nullptr : &*found;
}

std::vector<BodyKind> read_body_kinds(const std::filesystem::path& path,
                                      const std::string& shown_path, Diagnostics& diagnostics) {
    using namespace kind_slot;
    files::CsvReader reader(
        path,
        files::hand_written(shown_path,
                            {"id", "name", "level", "tier", "statutory", "legal_person", "from",
                             "to", "authority", "requirements"},
                            {}),
        diagnostics);
    std::vector<BodyKind> kinds;
    while (reader.next()) {
        RowValues row(reader, diagnostics);
        BodyKind kind;
        kind.id = row.required(id, "id");
        kind.name = row.text(name);
        kind.level = row.text(level);
        kind.tier = row.text(tier);
        kind.statutory = row.text(statutory) == "yes";
        kind.legal_person = row.text(legal_person) == "yes";
        kind.existence = row.period(kind_slot::from, kind_slot::to, kind.id);
        kind.authority = row.text(authority);
        for (const auto part : split(reader.value(requirements), ' ')) {
            if (!part.empty()) kind.requirements.emplace_back(part);
        }
        kinds.push_back(std::move(kind));
    }
    return kinds;
}

std::vector<Body> read_bodies(const std::filesystem::path& path, const std::string& shown_path,
                              std::span<const BodyKind> kinds, Diagnostics& diagnostics,
                              files::FileReport& report) {
    using namespace body_slot;
    files::CsvReader reader(path,
                            files::hand_written(shown_path, {"id", "name", "kind"},
                                                {"ods_code", "gss_code", "part_of", "valid_from",
                                                 "valid_to", "source", "services", "basis"}),
                            diagnostics);
    std::vector<Body> bodies;
    std::set<std::string> ids;
    while (reader.next()) {
        RowValues row(reader, diagnostics);
        Body body;
        body.id = row.required(id, "id");
        body.name = row.text(name);
        body.kind = row.required(kind, "kind");
        body.ods_code = row.text(ods_code);
        body.gss_code = row.text(gss_code);
        body.part_of = row.text(part_of);
        body.existence = row.period(body_slot::from, body_slot::to, body.id);
        body.source = row.text(source);
        for (const auto part : split(reader.value(services), ';'))
            body.services.emplace_back(part);
        if (reader.has(basis) && !row.text(basis).empty()) body.basis = row.text(basis);
        body.place = reader.place(id);
        const bool known = body.kind.empty() || find_kind(kinds, body.kind) || kinds.empty();
        if (!known) {
            const auto guess = closest(body.kind, kind_ids(kinds));
            diagnostics.add({"REG029", reader.place(kind), body.id,
                             fmt::format("`{}` is no kind of body", shown(body.kind)),
                             guess ? fmt::format("did you mean `{}`?", *guess)
                                   : "`concord show body_kinds` lists the kinds"});
        }
        if (body.basis != "law" && body.basis != "policy" && body.basis != "proposal") {
            diagnostics.add({"REG029", reader.place(basis), body.id,
                             fmt::format("`{}` is no basis", shown(body.basis)),
                             "a body rests on law, policy or a proposal"});
            body.basis = "proposal";  // what is not known to be in force does not count as being so
        }
        const bool repeated = !body.id.empty() && !ids.insert(body.id).second;
        if (repeated) {
            diagnostics.add({"REG050", body.place, body.id,
                             fmt::format("the id `{}` stands twice", shown(body.id))});
        }
        if (row.complete() && known && !repeated) {
            bodies.push_back(std::move(body));
        } else {
            reader.skip_row();
        }
    }
    report = reader.report();
    return bodies;
}

std::vector<BodyRelation> read_relations(const std::filesystem::path& path,
                                         const std::string& shown_path, Diagnostics& diagnostics,
                                         files::FileReport& report) {
    using namespace relation_slot;
    files::CsvReader reader(
        path,
        files::hand_written(shown_path, {"from", "relation", "to"},
                            {"role", "share", "valid_from", "valid_to", "source"}),
        diagnostics);
    std::vector<BodyRelation> relations;
    while (reader.next()) {
        RowValues row(reader, diagnostics);
        BodyRelation item;
        item.from = row.required(relation_slot::from, "from");
        item.to = row.required(relation_slot::to, "to");
        item.role = row.text(role);
        item.share = row.share(relation_slot::share, "share");
        item.period = row.period(valid_from, valid_to, item.from);
        item.source = row.text(source);
        item.place = reader.place(relation_slot::from);
        const auto kind = parse_body_relation_kind(reader.value(relation));
        if (kind) {
            item.kind = *kind;
        } else {
            std::vector<std::string> known;
            for (const auto& [value, name] : relation_names)
                known.emplace_back(name);
            diagnostics.add({"REG029", reader.place(relation), item.from,
                             fmt::format("`{}` is no relation", shown(reader.value(relation))),
                             fmt::format("relations are {}", join(known, ", "))});
        }
        if (row.complete() && kind) {
            relations.push_back(std::move(item));
        } else {
            reader.skip_row();
        }
    }
    report = reader.report();
    return relations;
}

}  // namespace concord::registry
