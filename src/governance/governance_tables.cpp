#include "governance/governance_tables.hpp"

#include <algorithm>
#include <cassert>

#include "governance/authority_table.hpp"
#include "governance/map_table.hpp"
#include "governance/question_tables.hpp"

namespace concord::governance {
namespace {

using store::TableSchema;

constexpr auto text = ColumnType::text;
constexpr auto whole = ColumnType::whole_number;
constexpr auto money = ColumnType::money;
constexpr auto truth = ColumnType::truth;
constexpr auto date = ColumnType::date;

const std::vector<TableSchema> all_schemas = {
    {"committees",
     "boards, committees, posts and forums, with what makes them able to decide",
     {{"id", text, "the body, committee or post"},
      {"name", text, "its name"},
      {"kind", text,
       "body, committee, sub-committee, joint-committee, committees-in-common, post "
       "or forum"},
      {"body_kind", text, "of a body: its kind"},
      {"of", text, "the body or bodies, or the committee, that it belongs to"},
      {"bodies", text, "the bodies for which it acts, which stay accountable"},
      {"scale", text, "neighbourhood, place, system, supra-system, region or national"},
      {"area", text, "places where it acts; empty: where its bodies act"},
      {"purpose", text, "as its documents give it"},
      {"accountable_to", text, "to whom it answers"},
      {"described_as", text, "what its documents call it"},
      {"remit", text, "subjects, such as audit or quality"},
      {"terms_of_reference", text, "the document that holds them"},
      {"meets_in_public", truth, "whether it does, where that is said"},
      {"publishes_papers", truth, "whether it does, where that is said"},
      {"vote_allowed", truth, "whether its constitution provides for a vote"},
      {"members", whole, "members on the date asked about"},
      {"voting_members", whole, "of them, those who vote"},
      {"quorum", text, "how many must be there, and who"},
      {"grants", whole, "grants to it that are in force on the date"},
      {"valid_from", date, "first day"},
      {"valid_to", date, "last day"},
      {"source", text, "file and line"}}},
    {"delegations",
     "what was passed from whom to whom, and whether that was lawful when it was made",
     {{"id", text, "the grant"},
      {"from_holder", text, "who passed it"},
      {"from_kind", text, "the kind of body, committee or post"},
      {"to_holder", text, "who received it"},
      {"to_kind", text, "the kind of body, committee or post"},
      {"instrument", text, "the instrument"},
      {"route", text, "self, internal, delegated, joint, contract or advice"},
      {"functions", text, "functions; empty: all that the giver holds"},
      {"categories", text, "corporate, ancillary or commissioning, of those functions"},
      {"acts", text, "acts; empty: all"},
      {"services", text, "services; empty: all"},
      {"places", text, "places; empty: all"},
      {"people", text, "groups of people; empty: all"},
      {"ceiling", money, "up to so many pounds"},
      {"conditions", text, "what must hold"},
      {"may_pass_on", truth, "whether the receiver may pass it on"},
      {"accountable", text, "the bodies that stay accountable"},
      {"reporting", text, "how the receiver reports"},
      {"benefit", text, "what is expected of it"},
      {"assurance", text, "how that is watched"},
      {"review_by", date, "when it is looked at again"},
      {"made_on", date, "the day it was made"},
      {"lawful", truth, "by the law of that day"},
      {"discouraged", truth, "lawful, but against expectation"},
      {"reason", text, "why it is not lawful"},
      {"authority", text, "the law or guidance that it rests on"},
      {"valid_from", date, "first day"},
      {"valid_to", date, "last day"},
      {"document", text, "where it is written"},
      {"clause", text, "the clause in it"},
      {"source", text, "file and line"}}},
    {"handbook_variables",
     "what the governance handbook of each board says, by one set of counting rules",
     {{"board", text, "the board"},
      {"name", text, "its name"},
      {"has_scheme", truth, "a scheme of reservation and delegation is there"},
      {"names_abolished", truth, "names bodies that have ended as though they were there"},
      {"gives_places", truth, "says how many places there are"},
      {"places", whole, "how many, where that is known"},
      {"place_form", text, "committee, sub-committee, claimed, forum or not stated"},
      {"place_functions", truth, "the scheme records a function of a place committee"},
      {"place_commissioning", text, "none, some services, resource allocation or full"},
      {"place_individuals", truth, "a post at place holds a delegation"},
      {"collaborative_committee", truth, "a provider collaborative is a committee of the board"},
      {"inequalities_committee", truth, "a committee has the duty on health inequalities"},
      {"inequalities_individual", truth, "a named individual has it"},
      {"external_delegations", whole, "functions delegated to another body"},
      {"primary_delegated", truth, "names pharmacy, optometry or dentistry as delegated to it"},
      {"specialised_delegated", truth, "specialised commissioning is delegated to it"}}},
    {"handbook_counts",
     "how many handbooks say what",
     {{"published_figure", text, "the published figure that the count answers to"},
      {"meaning", text, "what is counted; `of these` speaks of the boards that the line is about"},
      {"count", whole, "how many"},
      {"of", whole, "among how many; empty: no such number"}}},
    {"membership",
     "who sits on boards and committees by sector, stretch by stretch, so that before and after "
     "can "
     "be compared",
     {{"holder", text, "the body or committee"},
      {"name", text, "its name"},
      {"kind", text, "the kind of body or committee"},
      {"scale", text, "neighbourhood, place, system, supra-system, region or national"},
      {"first_day", date, "of a stretch in which nobody came or went"},
      {"last_day", date, "empty: it goes on"},
      {"sector", text, "of the members; empty: not stated"},
      {"sector_group", text, "service users, statutory, other or not stated"},
      {"members", whole, "how many"},
      {"votes", whole, "of them, those who vote"}}},
    {"conflict_tests",
     "one test of conflicts at every board and committee with members: what is left when those "
     "with "
     "an interest step back",
     {{"organisation", text, "the body that a decision would affect"},
      {"holder", text, "who would decide"},
      {"kind", text, "the kind of body or committee"},
      {"scale", text, "neighbourhood, place, system, supra-system, region or national"},
      {"stepping_back", whole, "members with an interest in it"},
      {"votes_left", whole, "voting members without one"},
      {"needed", whole, "for a quorum"},
      {"stands", truth, "whether a quorum is left"}}},
    {"posts",
     "key, senior and joint posts, with vacancy and turnover in the year up to the date asked "
     "about",
     {{"id", text, "the post"},
      {"role", text, "what it is for"},
      {"body", text, "whose it is"},
      {"place", text, "where, of a post at a place"},
      {"rank", text, "executive, senior or other"},
      {"filled", truth, "on the date"},
      {"vacant_days", whole, "days without a holder in the year, since the post began"},
      {"leavers", whole, "holders whose last day lies in the year"},
      {"joins", text, "the bodies that it links"},
      {"funded_by", text, "who pays for it"}}},
    {"body_lines",
     "how bodies stand to each other: answering, contract, convening, co-operation, direction",
     {{"from_body", text, "who answers, or is bound"},
      {"to_body", text, "to whom; electorate: to voters"},
      {"kind", text, "accountability, contract, convening, co-operation or direction"},
      {"power", text, "the law that it rests on"},
      {"basis", text, "recorded, or law: a duty of every two such bodies"},
      {"valid_from", date, "first day"},
      {"valid_to", date, "last day"},
      {"source", text, "file and line"}}},
    authority_schema(),
    function_map_schema(),
    question_schemas()[0],
    question_schemas()[1],
    question_schemas()[2],
    terms_schema(),
};

}  // namespace

std::span<const store::TableSchema> table_schemas() {
    return all_schemas;
}

const store::TableSchema& schema_of(std::string_view table) {
    const auto found = std::ranges::find(all_schemas, table, &TableSchema::name);
    assert(found != all_schemas.end() && "every table written has a schema");
    return *found;
}

}  // namespace concord::governance
