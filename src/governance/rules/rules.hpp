// The families of governance's rules. Each function looks at the whole and reports every breach.
#pragma once

#include "governance/governance.hpp"

namespace concord::governance::rules {

// Each grant by the law of the day it was made: instrument, giver, receiver, function, dates
// (GOV030 to GOV036, GOV039 to GOV042, GOV045, GOV046, GOV048).
void check_grants(const GovernanceStage& stage, Diagnostics& diagnostics);

// What grants and holders must be beside each other: joint committees and committees in common,
// ways of carrying out one function, accountability, what NHS England is expected to have delegated
// (GOV015, GOV021, GOV023, GOV037, GOV038, GOV043, GOV044, GOV047, GOV049).
void check_arrangements(const GovernanceStage& stage, Diagnostics& diagnostics);

// Seats, documents, committees and duties that a described body is to have (GOV050 to GOV052,
// GOV070, GOV071, GOV083, GOV084, GOV091, GOV092).
void check_expectations(const GovernanceStage& stage, Diagnostics& diagnostics);

// Members: marks, double seats, quorums, ways of deciding (GOV053 to GOV068).
void check_members(const GovernanceStage& stage, Diagnostics& diagnostics);

// Documents: approved, current, published, saying what they must (GOV072 to GOV077).
void check_documents(const GovernanceStage& stage, Diagnostics& diagnostics);

// Committees and forums (GOV080 to GOV082, GOV085 to GOV090, GOV093).
void check_committees(const GovernanceStage& stage, Diagnostics& diagnostics);

// The partnership of board and councils (GOV130 to GOV135).
void check_partnerships(const GovernanceStage& stage, Diagnostics& diagnostics);

// The board of the design framework: unitary, of full members (GOV200 to GOV203, GOV205 to GOV207,
// GOV209).
void check_framework_board(const GovernanceStage& stage, Diagnostics& diagnostics);

// Who else takes part in it (GOV204, GOV208, GOV210 to GOV212, GOV214).
void check_framework_bodies(const GovernanceStage& stage, Diagnostics& diagnostics);

// The partnership of the design framework (GOV215 to GOV219, GOV225).
void check_framework_partnership(const GovernanceStage& stage, Diagnostics& diagnostics);

// Its functions: held each day, on the map, taken over when ready (GOV220 to GOV224, GOV226,
// GOV227).
void check_framework_functions(const GovernanceStage& stage, Diagnostics& diagnostics);

// The change to boards (GOV230 to GOV239).
void check_transition(const GovernanceStage& stage, Diagnostics& diagnostics);

// Provider collaboratives (GOV240 to GOV245), and what several systems arrange together (GOV246 to
// GOV250).
void check_collaboratives(const GovernanceStage& stage, Diagnostics& diagnostics);
void check_across_systems(const GovernanceStage& stage, Diagnostics& diagnostics);

// Clinical and care professional leaders (GOV251 to GOV257).
void check_leadership(const GovernanceStage& stage, Diagnostics& diagnostics);

// Who answers to whom, one accountable body for each thing, adoptions, regard, rights to decide
// (GOV260 to GOV265, GOV267 to GOV270, GOV316).
void check_accountability(const GovernanceStage& stage, Diagnostics& diagnostics);

// To whom committees answer, when committees in common meet, boards of programmes (GOV266, GOV274,
// GOV282).
void check_committee_lines(const GovernanceStage& stage, Diagnostics& diagnostics);

// Controls from above, and powers over money (GOV272, GOV273, GOV276).
void check_controls(const GovernanceStage& stage, Diagnostics& diagnostics);

// How partners decide at each place (GOV280, GOV281, GOV283 to GOV292).
void check_place_arrangements(const GovernanceStage& stage, Diagnostics& diagnostics);

// Localities in the system (GOV293 to GOV297).
void check_localities(const GovernanceStage& stage, Diagnostics& diagnostics);

// Levels at which services are planned (GOV298 to GOV301).
void check_service_levels(const GovernanceStage& stage, Diagnostics& diagnostics);

// Papers of boards (GOV302 to GOV309).
void check_board_reports(const GovernanceStage& stage, Diagnostics& diagnostics);

// Key roles, vacancies, joint posts, reorganisations (GOV311 to GOV315).
void check_posts(const GovernanceStage& stage, Diagnostics& diagnostics);

// Voices on boards and committees, and mayors (GOV317, GOV318).
void check_membership_mix(const GovernanceStage& stage, Diagnostics& diagnostics);

// Directors of public health, the voluntary sector, residents, the public (GOV320 to GOV324).
void check_voices(const GovernanceStage& stage, Diagnostics& diagnostics);

// Constitutions, handbooks, names, maps, founders, repealed law (GOV275, GOV277 to GOV279, GOV310,
// GOV319).
void check_publication(const GovernanceStage& stage, Diagnostics& diagnostics);

}  // namespace concord::governance::rules
