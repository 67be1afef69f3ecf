#include "support/people_questions.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.hpp"

namespace concord::support {
namespace {

using Kind = Predicate::Kind;
using store::quoted_text;

std::int64_t between(RandomStream& random, std::int64_t low, std::int64_t high) {
    return low +
           static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(high - low + 1)));
}

std::vector<std::string> some_of(std::span<const std::string> words, RandomStream& random) {
    std::vector<std::string> chosen;
    for (const auto& word : words) {
        if (random.below(2) == 0) chosen.push_back(word);
    }
    if (chosen.empty()) chosen.push_back(one_of(words, random));
    return chosen;
}

Date some_day(RandomStream& random) {
    return Date(2022, 1, 31).plus_days(static_cast<int>(random.below(900)));
}

Predicate make_predicate(RandomStream& random, int depth);

std::vector<Predicate> make_parts(RandomStream& random, int depth) {
    std::vector<Predicate> parts;
    for (auto left = 1 + random.below(3); left > 0; --left)
        parts.push_back(make_predicate(random, depth));
    return parts;
}

void fill(Predicate& made, RandomStream& random) {
    switch (made.kind) {
        case Kind::age:
            made.low = between(random, 0, 80);
            made.high = between(random, made.low, 120);
            break;
        case Kind::fifth:
            made.low = between(random, 1, 5);
            made.high = between(random, made.low, 5);
            break;
        case Kind::sex:
            made.words = some_of(sexes(), random);
            break;
        case Kind::ethnicity:
            made.words = some_of(ethnicities(), random);
            break;
        case Kind::practice:
            made.words = some_of(awkward_words(), random);
            break;
        case Kind::days_old:
            made.low = between(random, 0, 40000);
            break;
        case Kind::condition:
            made.words = some_of(condition_codes(), random);
            made.by_beginning = random.below(2) == 0;
            made.high = between(random, 0, 18);
            break;
        case Kind::contacts:
            made.words = some_of(contact_kinds(), random);
            made.low = between(random, 1, 4);
            made.high = between(random, 1, 24);
            break;
        case Kind::cost:
            made.low = between(random, -1000, 1'500'000);
            break;
        default:
            break;
    }
}

Predicate make_predicate(RandomStream& random, int depth) {
    constexpr auto plain_kinds = static_cast<std::uint64_t>(Kind::all);
    constexpr auto kinds = static_cast<std::uint64_t>(Kind::not_all) + 1;
    Predicate made;
    made.kind = static_cast<Kind>(random.below(depth > 0 ? kinds : plain_kinds));
    made.day = some_day(random);
    if (made.kind >= Kind::all)
        made.parts = make_parts(random, depth - 1);
    else
        fill(made, random);
    return made;
}

std::string words_of(const Predicate& predicate) {
    std::vector<std::string> texts;
    for (const auto& word : predicate.words)
        texts.push_back(quoted_text(word));
    return join(texts, ", ");
}

std::string code_is_meant(const Predicate& predicate) {
    std::vector<std::string> tests;
    for (const auto& word : predicate.words) {
        tests.push_back(predicate.by_beginning
                            ? fmt::format("begins_with(d.code, {})", quoted_text(word))
                            : fmt::format("d.code = {}", quoted_text(word)));
    }
    // A diagnosis counts for some months after the day; one without a day never does.
    return fmt::format("({}) AND CAST(d.onset + INTERVAL '{}' MONTH AS DATE) >= DATE '{}'",
                       join(tests, " OR "), predicate.high, predicate.day.iso());
}

std::string contact_is_meant(const Predicate& predicate) {
    return fmt::format(
        "e.kind IN ({0}) AND e.date >= DATE '{1}' AND "
        "e.date < CAST(DATE '{1}' + INTERVAL '{2}' MONTH AS DATE)",
        words_of(predicate), predicate.day.iso(), predicate.high);
}

// Collects what a question asks of a person's records, one column a predicate.
class QueryMaker {
  public:
    explicit QueryMaker(bool may_nest) : may_nest_(may_nest) {}

    std::string test(const Predicate& predicate);

    // People with their areas and the columns that tests need.
    std::string source() const {
        return fmt::format(
            "people AS p LEFT JOIN areas AS a ON a.lsoa = p.lsoa "
            "LEFT JOIN (SELECT d.person{} FROM conditions AS d GROUP BY d.person) AS c "
            "ON c.person = p.person "
            "LEFT JOIN (SELECT e.person, CAST(SUM(e.cost) AS DECIMAL(19, 2)) AS cost, "
            "SUM(COALESCE(e.contacts, 1)) AS visits{} FROM contacts AS e GROUP BY e.person) AS k "
            "ON k.person = p.person",
            columns_of_conditions_, columns_of_contacts_);
    }

  private:
    std::string test_of_parts(const Predicate& predicate);
    std::string condition_test(const Predicate& predicate) {
        const auto meant = code_is_meant(predicate);
        nested_ = !nested_;
        if (may_nest_ && nested_) {
            return fmt::format(
                "EXISTS (SELECT 1 FROM conditions AS d WHERE d.person = p.person AND {})", meant);
        }
        columns_of_conditions_ +=
            fmt::format(", COUNT(*) FILTER (WHERE {}) AS n{}", meant, ++columns_);
        return fmt::format("COALESCE(c.n{}, 0) > 0", columns_);
    }
    std::string contacts_test(const Predicate& predicate) {
        columns_of_contacts_ +=
            fmt::format(", SUM(CASE WHEN {} THEN COALESCE(e.contacts, 1) ELSE 0 END) AS n{}",
                        contact_is_meant(predicate), ++columns_);
        return fmt::format("COALESCE(k.n{}, 0) >= {}", columns_, predicate.low);
    }

    bool may_nest_;
    bool nested_ = false;
    int columns_ = 0;
    std::string columns_of_conditions_;
    std::string columns_of_contacts_;
};

std::string QueryMaker::test_of_parts(const Predicate& predicate) {
    std::vector<std::string> tests;
    for (const auto& part : predicate.parts)
        tests.push_back(test(part));
    if (predicate.kind == Kind::any) return fmt::format("({})", join(tests, " OR "));
    const auto all = fmt::format("({})", join(tests, " AND "));
    return predicate.kind == Kind::all ? all : "NOT " + all;
}

std::string QueryMaker::test(const Predicate& predicate) {
    const auto day = predicate.day.iso();
    switch (predicate.kind) {
        case Kind::age:
            return fmt::format("p.age BETWEEN {} AND {}", predicate.low, predicate.high);
        case Kind::fifth:
            return fmt::format("a.fifth BETWEEN {} AND {}", predicate.low, predicate.high);
        case Kind::sex:
            return fmt::format("p.sex IN ({})", words_of(predicate));
        case Kind::ethnicity:
            return fmt::format("p.ethnicity IN ({})", words_of(predicate));
        case Kind::practice:
            return fmt::format("p.practice IN ({})", words_of(predicate));
        case Kind::opted_out:
            return "p.opt_out";
        case Kind::alive:
            return fmt::format("(p.death IS NULL OR p.death > DATE '{}')", day);
        case Kind::days_old:
            return fmt::format("days_between(p.birth, DATE '{}') >= {}", day, predicate.low);
        case Kind::condition:
            return condition_test(predicate);
        case Kind::contacts:
            return contacts_test(predicate);
        case Kind::cost:
            return fmt::format("k.cost >= CAST('{}' AS DECIMAL(19, 2))",
                               Pence(predicate.low).pounds());
        default:
            return test_of_parts(predicate);
    }
}

struct Grouping {
    std::string_view name;
    ColumnType type;
    std::string_view sql;
};

constexpr std::array<Grouping, 9> groupings = {{
    {"place", ColumnType::text, "a.place"},
    {"board", ColumnType::text, "a.board"},
    {"lsoa", ColumnType::text, "p.lsoa"},
    {"band", ColumnType::whole_number, "whole_quotient(p.age, 5) * 5"},
    {"sex", ColumnType::text, "p.sex"},
    {"ethnicity", ColumnType::text, "COALESCE(p.ethnicity, 'unknown')"},
    {"fifth", ColumnType::whole_number, "a.fifth"},
    {"practice", ColumnType::text, "p.practice"},
    {"birth_month", ColumnType::whole_number, "year(p.birth) * 100 + month(p.birth)"},
}};

constexpr std::array<Grouping, 10> measures = {{
    {"people", ColumnType::whole_number, "COUNT(*)"},
    {"practices", ColumnType::whole_number, "COUNT(DISTINCT p.practice)"},
    {"cost", ColumnType::money, "SUM(k.cost)"},
    {"settled", ColumnType::money,
     "CAST(CAST(SUM(k.cost) AS DECIMAL(19, 2)) * CAST(0.335 AS DECIMAL(4, 3)) AS DECIMAL(19, 2))"},
    {"visits", ColumnType::whole_number, "SUM(k.visits)"},
    {"last_death", ColumnType::date, "MAX(p.death)"},
    {"first_practice", ColumnType::text, "MIN(p.practice)"},
    {"mean_age", ColumnType::number,
     "CAST(SUM(p.age) AS DOUBLE) / NULLIF(CAST(COUNT(*) AS DOUBLE), 0)"},
    {"share_female", ColumnType::number,
     "CAST(COUNT(*) FILTER (WHERE p.sex = 'female') AS DOUBLE) / "
     "NULLIF(CAST(COUNT(*) AS DOUBLE), 0)"},
    {"below_zero", ColumnType::whole_number, "SUM(whole_quotient(p.age - 60, 7))"},
}};

const Grouping& grouping(std::string_view name) {
    for (const auto& one : groupings) {
        if (one.name == name) return one;
    }
    return groupings[0];
}

class Asked {
  public:
    void column(const Grouping& what, std::string_view sql) {
        answer.columns.push_back({std::string(what.name), what.type, {}});
        selected.push_back(fmt::format("{} AS {}", sql, what.name));
    }
    store::TableSchema answer;
    std::vector<std::string> selected;
    std::vector<std::string> grouped;
};

void add_groups_and_measures(Asked& asked, const Question& question) {
    for (const auto& name : question.groups) {
        const auto& group = grouping(name);
        asked.column(group, group.sql);
        asked.grouped.emplace_back(group.sql);
    }
    for (const auto& measure : measures)
        asked.column(measure, measure.sql);
}

std::string all_of(QueryMaker& maker, const Question& question) {
    std::vector<std::string> tests;
    for (const auto& predicate : question.predicates)
        tests.push_back(maker.test(predicate));
    return tests.empty() ? "TRUE" : join(tests, " AND ");
}

std::string counts_sql(Asked& asked, const Question& question) {
    QueryMaker maker(true);
    const auto where = all_of(maker, question);
    add_groups_and_measures(asked, question);
    return fmt::format("SELECT {} FROM {} WHERE {}{}", join(asked.selected, ", "), maker.source(),
                       where,
                       asked.grouped.empty() ? "" : " GROUP BY " + join(asked.grouped, ", "));
}

std::string segments_sql(Asked& asked, const Question& question) {
    QueryMaker maker(false);
    std::string cases = "CASE";
    for (std::size_t i = 0; i < question.predicates.size(); ++i) {
        cases += fmt::format(" WHEN {} THEN {}", maker.test(question.predicates[i]), i + 1);
    }
    cases += " ELSE 0 END";
    asked.column({"segment", ColumnType::whole_number, {}}, cases);
    asked.grouped.push_back(cases);
    add_groups_and_measures(asked, question);
    return fmt::format("SELECT {} FROM {} GROUP BY {}", join(asked.selected, ", "), maker.source(),
                       join(asked.grouped, ", "));
}

std::string steps_sql(Asked& asked, const Question& question) {
    QueryMaker maker(false);
    std::string so_far = "TRUE";
    asked.column({"everybody", ColumnType::whole_number, {}}, "COUNT(*)");
    for (std::size_t i = 0; i < question.predicates.size(); ++i) {
        so_far += " AND " + maker.test(question.predicates[i]);
        const auto name = fmt::format("step{}", i + 1);
        asked.column({name, ColumnType::whole_number, {}},
                     fmt::format("COUNT(*) FILTER (WHERE {})", so_far));
    }
    return fmt::format("SELECT {} FROM {}", join(asked.selected, ", "), maker.source());
}

std::string dearest_sql(Asked& asked, const Question& question) {
    QueryMaker maker(true);
    const auto where = all_of(maker, question);
    asked.answer.columns = {{"board", ColumnType::text, {}},
                            {"rank", ColumnType::whole_number, {}},
                            {"person", ColumnType::whole_number, {}},
                            {"cost", ColumnType::money, {}}};
    return fmt::format(
        "WITH ranked AS (SELECT a.board AS board, p.person AS person, k.cost AS cost, "
        "ROW_NUMBER() OVER (PARTITION BY a.board ORDER BY k.cost DESC NULLS LAST, p.person) "
        "AS rank FROM {} WHERE {}) SELECT board, rank, person, cost FROM ranked WHERE rank <= {}",
        maker.source(), where, question.most);
}

}  // namespace

Question make_question(RandomStream& random) {
    Question made;
    made.form = static_cast<Question::Form>(random.below(6) % 4);
    const std::uint64_t fewest = made.form == Question::Form::segments ? 1 : 0;
    for (auto left = fewest + random.below(3); left > 0; --left)
        made.predicates.push_back(make_predicate(random, 2));
    for (auto left = random.below(4); left > 0; --left) {
        const std::string name(one_of(groupings, random).name);
        if (std::ranges::find(made.groups, name) == made.groups.end()) made.groups.push_back(name);
    }
    made.most = between(random, 1, 5);
    return made;
}

store::EngineQuery query_of(const Question& question, const std::string& name) {
    using Form = Question::Form;
    Asked asked;
    store::EngineQuery query;
    query.sql = question.form == Form::counts     ? counts_sql(asked, question)
                : question.form == Form::segments ? segments_sql(asked, question)
                : question.form == Form::steps    ? steps_sql(asked, question)
                                                  : dearest_sql(asked, question);
    query.answer = asked.answer;
    query.answer.name = name;
    return query;
}

}  // namespace concord::support
