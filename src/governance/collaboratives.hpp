// Provider collaboratives and what several systems arrange together: shape, functions, how they are
// held to account (governance/collaboratives.toml). Plain values; rules judge them.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/diagnostic.hpp"

namespace concord::governance {

struct Collaborative {
    std::string of;     // the body
    std::string shape;  // vertical or horizontal (THE-R008)
    std::vector<std::string> places;
    std::string model;                    // in the providers' own words; any is right (FRM-R213)
    std::string relation;                 // how it stands to the board (FRM-R211)
    std::vector<std::string> committees;  // of the board, on which its members sit
    std::string held_to_account;          // how; or "unknown" (THE-R054)
    std::vector<std::pair<std::string, std::string>> functions;  // function, evidence (GMI-R016)
    Location place;
};

// A trust, and how the system holds it to account (THE-R054).
struct HeldTrust {
    std::string of;
    std::string held_to_account;
    Location place;
};

// What is too large for one system (FRM-R155 to FRM-R159).
struct WideArrangement {
    std::string about;                // specialised, ambulance, few-providers, …
    std::vector<std::string> boards;  // whose systems
    std::string arrangement;          // what was agreed
    std::string not_needed;           // why there is none
    std::vector<std::string> made_by;
    std::vector<std::string> without;  // kinds of maker who are not concerned here
    std::string scale;
    std::string leads;     // of cancer: who leads the plan
    std::string money_to;  // of cancer: who receives the money for development
    std::string provider;  // of ambulances
    std::string contact;   // of ambulances: how messages are not sent twice
    std::string urgent_care;
    Location place;
};

struct Collaboratives {
    std::optional<Location> place;  // of the file; empty: there is none
    std::vector<Collaborative> collaboratives;
    std::vector<HeldTrust> trusts;
    std::vector<WideArrangement> wide;
};

}  // namespace concord::governance
