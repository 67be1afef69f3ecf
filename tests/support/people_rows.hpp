// Small made-up populations for questions that several engines must answer alike: the tables that
// questions of cohorts and counts read, with gaps, awkward texts, days at the ends of months and
// areas that are in no place.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/random.hpp"
#include "store/column_data.hpp"

namespace concord::support {

struct PersonRow {
    std::int64_t person = 0;
    std::string lsoa;
    std::optional<std::string> practice;
    std::int64_t age = 0;
    std::optional<Date> birth;
    std::string sex;
    std::optional<std::string> ethnicity;
    std::optional<Date> death;
    std::optional<bool> opt_out;
};

struct ConditionRow {
    std::int64_t person = 0;
    std::string scheme;
    std::string code;
    std::optional<Date> onset;
};

struct ContactRow {
    std::int64_t person = 0;
    std::string kind;
    Date date{2024, 1, 1};
    std::optional<std::int64_t> contacts;
    std::optional<Pence> cost;
};

struct AreaRow {
    std::string lsoa;
    std::string place;
    std::string board;
    std::optional<std::int64_t> fifth;
};

struct PeopleRows {
    std::vector<PersonRow> people;
    std::vector<ConditionRow> conditions;
    std::vector<ContactRow> contacts;
    std::vector<AreaRow> areas;
};

PeopleRows make_people(RandomStream& random, std::uint64_t most_people);

// people, conditions, contacts, areas.
std::vector<store::RowWriter> tables_of(const PeopleRows& rows);

// Words that appear in the data, and so in questions.
std::span<const std::string> awkward_words();
std::span<const std::string> ethnicities();
std::span<const std::string> sexes();
std::span<const std::string> condition_codes();
std::span<const std::string> contact_kinds();

template <typename Range>
const auto& one_of(const Range& values, RandomStream& random) {
    return values[random.below(values.size())];
}

}  // namespace concord::support
