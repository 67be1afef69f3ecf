#include "registry/open_bodies.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/text.hpp"

namespace concord::registry {
namespace {

std::string body_id(const std::string& kind, const std::string& code) {
    return kind + ":" + code;
}

std::optional<Date> read_date(const CodedTable& table, const char* role, std::size_t row,
                              Diagnostics& diagnostics) {
    const auto found = table.texts.find(role);
    if (found == table.texts.end() || found->second[row].empty()) return std::nullopt;
    const auto date = Date::parse(found->second[row]);
    if (!date) {
        diagnostics.add({"REG027", table.place(row, 0), role,
                         fmt::format("`{}` is not a date", shown(found->second[row]))});
    }
    return date;
}

}  // namespace

BodiesByOds bodies_by_ods(std::span<const Body> bodies) {
    BodiesByOds result;
    for (const auto& body : bodies) {
        if (!body.ods_code.empty()) result.emplace(body.ods_code, &body);
    }
    return result;
}

const Body* holder(const BodiesByOds& bodies, const std::string& code,
                   const std::optional<Date>& day) {
    const Body* found = nullptr;
    for (auto [at, end] = bodies.equal_range(code); at != end; ++at) {
        if (!found || (day && at->second->existence.contains(*day))) found = at->second;
    }
    return found;
}

std::vector<Body> bodies_of_register(CodedTable& table, Diagnostics& diagnostics) {
    const auto& dataset = *table.dataset;
    const auto kind = dataset.setting("body_kind");
    const auto until = Date::parse(dataset.setting("until"));
    const auto then = dataset.setting("then");
    const auto keep = dataset.setting("keep");
    std::vector<Body> bodies;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (!keep.empty() && table.texts["setting"][row] != keep) {
            --table.report.rows_read;
            ++table.report.rows_outside;
            continue;
        }
        Body body;
        body.ods_code = table.texts["code"][row];
        body.id = body_id(kind, body.ods_code);
        body.name = table.texts["name"][row];
        body.kind = kind;
        body.existence = {read_date(table, "opened", row, diagnostics),
                          read_date(table, "closed", row, diagnostics)};
        body.source = dataset.id;
        if (body.existence.crossed()) {
            diagnostics.add({"REG028", table.place(row, 0), body.id,
                             fmt::format("`{}` closes on {}, before it opens on {}", body.ods_code,
                                         body.existence.to->iso(), body.existence.from->iso())});
        }
        const bool lives_on = until && (!body.existence.to || *body.existence.to > *until);
        const bool begins_later = until && body.existence.from && *body.existence.from > *until;
        if (lives_on) {
            Body later = body;
            later.id = body_id(then, body.ods_code);
            later.kind = then;
            if (!begins_later) later.existence.from = until->plus_days(1);
            body.existence.to = until;
            if (!begins_later) bodies.push_back(body);
            bodies.push_back(std::move(later));
        } else {
            bodies.push_back(std::move(body));
        }
    }
    return bodies;
}

std::vector<BodyRelation> handed_on_codes(std::span<const Body> bodies) {
    std::vector<BodyRelation> relations;
    const auto held = bodies_by_ods(bodies);
    for (const auto& body : bodies) {
        if (body.ods_code.empty() || !body.existence.to) continue;
        const auto next_day = body.existence.to->plus_days(1);
        for (auto [at, end] = held.equal_range(body.ods_code); at != end; ++at) {
            const auto& other = *at->second;
            if (other.kind == body.kind || other.existence.from != next_day) continue;
            BodyRelation relation;
            relation.from = body.id;
            relation.kind = BodyRelationKind::succeeded_by;
            relation.to = other.id;
            relation.period.from = next_day;
            relation.source = other.source;
            relations.push_back(std::move(relation));
        }
    }
    return relations;
}

std::vector<BodyRelation> parents_of_register(const CodedTable& table,
                                              std::span<const Body> bodies) {
    std::vector<BodyRelation> relations;
    const auto parents = table.texts.find("parent");
    const auto codes = table.texts.find("code");
    if (parents == table.texts.end()) return relations;
    const auto held = bodies_by_ods(bodies);
    const auto kind = table.dataset->setting("body_kind");
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const auto* parent = holder(held, parents->second[row], table.dataset->date);
        if (!parent) continue;
        BodyRelation relation;
        relation.from = body_id(kind, codes->second[row]);
        relation.kind = BodyRelationKind::counted_in;
        relation.to = parent->id;
        relation.source = table.dataset->id;
        relations.push_back(std::move(relation));
    }
    return relations;
}

std::vector<BodyRelation> successions(CodedTable& table, std::span<const Body> bodies,
                                      Diagnostics& diagnostics) {
    std::vector<BodyRelation> relations;
    const auto held = bodies_by_ods(bodies);
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const auto date = read_date(table, "date", row, diagnostics);
        const auto before = date ? std::optional(date->plus_days(-1)) : std::nullopt;
        const auto* from = holder(held, table.texts["predecessor"][row], before);
        const auto* to = holder(held, table.texts["successor"][row], date);
        if (!from || !to || from == to) {
            --table.report.rows_read;
            ++table.report.rows_outside;
            continue;
        }
        BodyRelation relation;
        relation.from = from->id;
        relation.kind = BodyRelationKind::succeeded_by;
        relation.to = to->id;
        relation.period.from = date;
        relation.source = table.dataset->id;
        relations.push_back(std::move(relation));
    }
    return relations;
}

std::vector<BodyRelation> flows(CodedTable& table, const Geography& geography,
                                std::span<const Body> bodies) {
    std::vector<BodyRelation> relations;
    const auto held = bodies_by_ods(bodies);
    const auto& areas = table.areas[0];
    const auto* layer = geography.layer(areas.layer);
    const auto& shares = table.numbers.find("share")->second;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const auto place = areas.of_row[row];
        const auto& code = areas.codes[static_cast<std::size_t>(std::max(0, place))];
        const auto* body = holder(held, table.texts["organisation"][row], table.dataset->date);
        if (!body || place < 0 || !layer || layer->find(code) == no_area) {
            --table.report.rows_read;
            ++table.report.rows_outside;
            continue;
        }
        BodyRelation relation;
        relation.from = body->id;
        relation.kind = BodyRelationKind::draws_people_from;
        relation.to = areas.layer + ":" + code;
        relation.share = shares[row];
        relation.source = table.dataset->id;
        relations.push_back(std::move(relation));
    }
    return relations;
}

}  // namespace concord::registry
