// Bodies: organisations, boards, partnerships, councils, practices. A body is one legal or
// organisational existence: the clinical commissioning group and the sub-board location that took
// over its code are two bodies. Its key is its kind with its code; its name is never a key.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/diagnostic.hpp"
#include "files/csv_reader.hpp"

namespace concord::registry {

// What the law and guidance say of a kind of body (a row of catalogue/body_kinds.csv).
struct BodyKind {
    std::string id;  // "integrated-care-board"
    std::string name;
    std::string level;  // neighbourhood, place, system, region, national; empty where it varies
    std::string tier;   // of a council: upper or lower
    bool statutory = false;
    bool legal_person = false;
    Period existence;  // the dates between which such bodies exist
    std::string authority;
    std::vector<std::string> requirements;
};

std::vector<BodyKind> read_body_kinds(const std::filesystem::path& path,
                                      const std::string& shown_path, Diagnostics& diagnostics);
const BodyKind* find_kind(std::span<const BodyKind> kinds, std::string_view id);

struct Body {
    std::string id;
    std::string name;
    std::string kind;
    std::string ods_code;
    std::string gss_code;
    std::string part_of;  // another body's id
    Period existence;
    std::string source;
    std::string basis = "law";  // law, policy or proposal: a proposal is no body yet (ESS-R001)
    std::vector<std::string> services;  // of a provider: acute, mental-health, community, …
    Location place;  // in the system's own file; without a line for bodies from open data
};

enum class BodyRelationKind { part_of, member_of, succeeded_by, counted_in, draws_people_from };

std::string_view to_string(BodyRelationKind kind);
std::optional<BodyRelationKind> parse_body_relation_kind(std::string_view text);

// A dated relation between two bodies, or between a body and an area ("icb22:E54000057").
struct BodyRelation {
    std::string from;
    BodyRelationKind kind = BodyRelationKind::part_of;
    std::string to;
    Period period;
    std::optional<double> share;
    std::string role;
    std::string source;
    Location place;
};

// bodies.csv: id, name, kind, ods_code, gss_code, part_of, valid_from, valid_to, source and, where
// wanted, services (acute;mental-health;…) and basis (law, policy or proposal).
std::vector<Body> read_bodies(const std::filesystem::path& path, const std::string& shown_path,
                              std::span<const BodyKind> kinds, Diagnostics& diagnostics,
                              files::FileReport& report);

// relations.csv: from, relation, to, role, share, valid_from, valid_to, source.
std::vector<BodyRelation> read_relations(const std::filesystem::path& path,
                                         const std::string& shown_path, Diagnostics& diagnostics,
                                         files::FileReport& report);

}  // namespace concord::registry
