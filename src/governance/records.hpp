// What is on record beside a scheme: who answers for what and to whom, how partners decide at each
// place, at which level services are planned, posts and who filled them, papers of boards. Plain
// values with their place in a file; no answer about authority rests on them.
#pragma once

#include <array>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/diagnostic.hpp"
#include "base/money.hpp"
#include "governance/scheme.hpp"

namespace concord::governance {

// Who is accountable, responsible, consulted or informed (PIR-R088).
struct Accountability {
    std::string kind;     // function, target or risk
    std::string subject;  // a function's id, or the name of the target or risk
    std::string body;
    std::string part;
    Period period;
    Location place;
};

inline constexpr std::string_view electorate = "electorate";

// How one body stands to another; `from` answers to `to` (PIR-R027, PIR-R089, THE-R053).
struct Line {
    std::string from;
    std::string to;    // a holder, or `electorate`
    std::string kind;  // accountability, contract, convening, co-operation or direction
    std::string power;
    Period period;
    Location place;
};

// What a partner made of a decision that others took (THE-R052).
struct Adoption {
    std::string decision;
    std::string made_by;
    std::string partner;
    std::optional<Date> adopted_on;
    std::optional<bool> bound;
    Location place;
};

// Who decides a kind of decision on inequalities, and at which level (THE-R077).
struct DecisionRight {
    std::string decision;
    std::string level;
    std::string owner;
    Period period;
    Location place;
};

// A network of practices at a place, and who pays for what it does there (FRM-R148).
struct PlaceNetwork {
    std::string body;
    std::vector<std::string> does;  // represents, leads, peer-support
    std::string paid_by;
    Location place;
};

// What running a formal committee at a place costs in a year, part by part (PIR-R093).
struct PlaceCost {
    std::vector<std::pair<std::string, Pence>> parts;
    std::optional<Date> estimated_on;
    std::optional<Date> chosen_on;
    Location place;
};

// How the partners at one place decide together, and on what it rests.
struct PlaceRecord {
    std::string id;           // a node of the tree of places
    std::string partnership;  // the place-based partnership, as a body
    std::string decides;      // the committee, forum or post in which they decide
    std::string agreement;    // the document in which that is written
    std::vector<std::string> footprint_agreed_by;
    std::string community;  // that people recognise in it
    std::vector<std::string> form_agreed_by;
    std::string beside_wellbeing_board;
    std::string money_accountable;
    std::string leader;
    bool leader_convenes = false;
    std::string leader_speaks_on;
    std::vector<std::string> services;
    std::vector<std::string> responsibilities;  // its own words: none is prescribed (FRM-R146)
    std::vector<std::string> takes_up;
    bool group_team = false;  // a team of a former commissioning group works below the system
    std::string development_plan;
    std::vector<std::string> organisations;
    std::string representative;
    std::string representative_evidence;
    std::vector<std::string> members_set_by;
    std::vector<PlaceNetwork> networks;
    std::optional<PlaceCost> cost;
    Location place;
};

struct PlaceRecords {
    bool present = false;  // the file is there
    std::optional<std::int64_t> expected;
    std::vector<std::string> system_wide;  // organisations that work across places
    std::vector<PlaceRecord> places;
    Location place;  // of the file
};

// At which level a service, or a distinct part of it, is planned (GMI-R002 to GMI-R005).
struct ServiceLevel {
    std::string id;
    std::string service;
    std::string function;
    std::string part;
    std::string level;  // place or system
    std::vector<std::string> places;
    std::string efficiency;
    std::string effectiveness;
    std::string transactions;
    std::string bureaucracy;
    std::string reason;  // why place does not suit it
    std::vector<std::string> agreed_by;
    std::optional<Date> agreed_on;
    Period period;
    Location place;
};

// A post in time: each row is a stretch in which one person held it, or nobody did.
struct PostRecord {
    std::string id;
    std::string role;  // place-director, nursing, infection-prevention, …
    std::string body;
    std::string where;   // a place
    std::string person;  // empty: vacant
    std::string rank;    // executive, senior or other
    std::vector<std::string> joins;
    std::vector<std::string> funded_by;
    Period period;
    Location place;
};

// A reorganisation of a body and what it cost (THE-R091).
struct Restructure {
    std::string id;
    std::string body;
    std::optional<Date> dated;
    std::string staff_lost;
    std::string unclear_roles;
    std::string ties_broken;
    std::string time_spent;
    Location place;
};

struct ReportVersion {
    std::string version;
    std::string author;
    std::string reason;
    std::optional<Date> dated;
    std::string printed;  // the date as printed, where it is not whole
    Location place;
};

// The cover form of a paper for a board, and its log of versions (GMI-R044 to GMI-R052).
struct Report {
    std::string id;
    std::map<std::string, std::string, std::less<>> said;  // meeting, item, action, author, …
    std::vector<std::string> leads;
    std::optional<Date> dated;
    std::vector<std::pair<std::string, std::vector<std::string>>> ticks;  // question → ticked boxes
    std::vector<std::string> earlier_meetings;
    std::vector<std::string> interests_declared;
    std::optional<bool> has_financial_section;
    std::optional<bool> has_engagement;
    std::vector<ReportVersion> versions;
    Location place;

    std::string text(std::string_view key) const;
};

// The questions of a cover form that are answered by one tick (yes, no or n/a).
inline constexpr std::array<std::string_view, 13> report_questions = {
    "quality",         "engagement",       "consultation", "conflicts", "finance",
    "legal",           "safety",           "public",       "scrutiny",  "assessment_required",
    "assessment_done", "associated_risks", "risk_register"};

struct Records {
    std::vector<Accountability> accountabilities;
    std::vector<Line> lines;
    std::vector<Adoption> adoptions;
    std::vector<DecisionRight> rights;
    PlaceRecords places;
    std::vector<ServiceLevel> services;
    std::vector<PostRecord> posts;
    std::vector<Restructure> restructures;
    std::vector<Report> reports;
};

}  // namespace concord::governance
