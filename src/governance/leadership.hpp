// Clinical and care professional leaders of a system: who leads where, with what time, and how the
// model of leadership came about (governance/leadership.toml). Plain values; rules judge them.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/diagnostic.hpp"
#include "governance/scheme.hpp"

namespace concord::governance {

struct ClinicalLeader {
    std::string id;     // of a person, post or seat; no name is needed
    std::string of;     // the body or committee
    std::string level;  // strategic, network, operational (GMI-R024)
    std::optional<Scale> scale;
    std::string profession;
    std::string sector;                  // health, social-care, vcse (FRM-R226)
    std::optional<double> sessions;      // protected, a week (FRM-R225)
    std::optional<double> for_quality;   // of them for the oversight of quality (FRM-R167)
    std::vector<std::string> decides;    // setting, implementing the strategy (FRM-R225)
    std::vector<std::string> fits_with;  // leaders at the other scale (GMI-R024)
    Period period;
    Location place;
};

// A clinical role of a body that ends (GMI-R023).
struct EndingRole {
    std::string role;
    std::string of;
    std::string successor;  // a leader of this file
    std::string at;         // place or wider
    Location place;
};

// How leadership is arranged, whatever the arrangement is (FRM-R227 to FRM-R229).
struct LeadershipModel {
    std::string of;
    std::string model;
    std::optional<Date> self_assessed_on;
    std::optional<Date> progress_measured_on;
    std::string peer_review;
    std::optional<Date> signed_off_on;
    std::string plan;                                           // a document
    std::vector<std::pair<std::string, std::string>> features;  // feature, evidence
    Location place;
};

struct Leadership {
    std::optional<Location> place;  // of the file; empty: there is none
    std::vector<ClinicalLeader> leaders;
    std::vector<EndingRole> ending;
    std::vector<LeadershipModel> models;
};

}  // namespace concord::governance
