// Random questions of a population, as cohorts, counts and segments ask them: as SQL in the subset
// that every engine understands (docs/internals/sql.md), and answered plainly, person by person.
#pragma once

#include <string>
#include <vector>

#include "base/table.hpp"
#include "store/query/query_engine.hpp"
#include "support/people_rows.hpp"

namespace concord::support {

// What a person must be. What is not known is neither true nor false, as in SQL.
struct Predicate {
    enum class Kind {
        age,        // low … high
        sex,        // one of the words
        ethnicity,  // one of the words
        fifth,      // low … high
        practice,   // one of the words
        opted_out,
        alive,      // on the day
        days_old,   // at least `low` days on the day
        condition,  // any code that is, or begins with, one of the words, on or after the day
        contacts,   // at least `low` in the `high` months from the day, of the kinds
        cost,       // of all contacts, at least `low` pence
        all,
        any,
        not_all
    };
    Kind kind = Kind::age;
    std::int64_t low = 0;
    std::int64_t high = 0;
    bool by_beginning = false;
    Date day{2024, 1, 1};
    std::vector<std::string> words;
    std::vector<Predicate> parts;
};

struct Question {
    enum class Form {
        counts,    // of the cohort by groups
        segments,  // of everybody by the first predicate that holds
        steps,     // how many are left after each part
        dearest    // the people of a group who cost most
    };
    Form form = Form::counts;
    std::vector<Predicate> predicates;
    std::vector<std::string> groups;  // place, board, lsoa, band, sex, ethnicity, fifth, practice,
                                      // birth_month
    std::int64_t most = 3;            // of the dearest
};

Question make_question(RandomStream& random);

// The question for an engine; the answer's table has this name.
store::EngineQuery query_of(const Question& question, const std::string& name);

// The same answer, worked out row by row, in the order that engines promise.
std::vector<std::vector<Value>> plain_answer(const Question& question, const PeopleRows& rows);

}  // namespace concord::support
