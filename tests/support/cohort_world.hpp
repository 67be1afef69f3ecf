// Made-up people in the schema of an extract, with rules on them (cohorts, segments, a model of
// risk), and the answer to the stage's own questions worked out plainly: rule by rule, person by
// person. Nothing here knows how a rule becomes SQL.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/random.hpp"
#include "base/table.hpp"
#include "population/fifths.hpp"
#include "store/column_data.hpp"

namespace concord::support {

// A citizen with all that is recorded of him or her.
struct Citizen {
    struct Condition {
        std::string scheme;
        std::string code;
        std::optional<Date> onset;
    };
    struct Contact {
        std::string kind;
        Date date{2024, 1, 1};
        std::optional<std::string> provider;
        std::optional<std::int64_t> contacts;  // nothing: one
        std::optional<Pence> cost;
    };
    struct Wait {
        Date start{2024, 1, 1};
        std::optional<Date> stop;
    };
    std::int64_t number = 0;
    std::string area;
    std::int64_t age = 0;
    std::string sex;
    std::string ethnicity;
    std::optional<Date> death;
    std::optional<bool> opt_out;
    std::vector<Condition> conditions;
    std::vector<Contact> contacts;
    std::vector<Wait> waits;
};

struct CodeWords {
    std::string id;
    std::map<std::string, std::vector<std::string>> codes;  // by scheme
};

// A rule as a person reads it; all that it states must hold.
struct PlainRule {
    std::optional<std::int64_t> age_from, age_to, at_least, contacts_from, kinds_from;
    std::optional<std::int64_t> providers_from, cost_from, waiting_weeks_from;
    std::vector<std::string> sex, ethnicity, national_fifth, local_fifth;
    std::vector<std::string> any, all, none, recent, contacts_of;
    std::vector<PlainRule> either;
};

struct CohortWorld {
    Date as_at{2024, 3, 31};
    std::vector<Citizen> citizens;
    std::set<std::string> areas;
    std::vector<population::Fifths> fifths;
    std::vector<CodeWords> lists;
    std::vector<std::vector<PlainRule>> cohorts;  // each a list of steps
    std::vector<PlainRule> segments;              // the last takes everybody
    std::vector<std::string> outcome;             // kinds of contacts
    std::vector<std::string> points;              // lists
};

CohortWorld make_world(RandomStream& random, std::uint64_t most_people);

// The rules as the files of a folder that read_library() takes.
void write_rules(const CohortWorld& world, const std::filesystem::path& folder);
// people, conditions, contacts, waiting_list, in the types of the schema.
std::vector<store::RowWriter> tables_of(const CohortWorld& world);
// scheme and code of every condition, once.
Table codes_of(const CohortWorld& world);

// The rows of people_groups and of people_cells, in the order that engines promise.
std::vector<std::vector<Value>> plain_groups(const CohortWorld& world);
std::vector<std::vector<Value>> plain_cells(const CohortWorld& world);

}  // namespace concord::support
