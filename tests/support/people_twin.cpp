// The plain twin: a question answered by looking at each person in turn.
#include <algorithm>
#include <chrono>
#include <map>
#include <set>

#include "base/text.hpp"
#include "support/people_questions.hpp"

namespace concord::support {
namespace {

using Kind = Predicate::Kind;
using Truth = std::optional<bool>;
using Row = std::vector<Value>;

// A day some months later, or the last of that month where it has no such day.
Date plus_months(Date day, std::int64_t months) {
    using namespace std::chrono;
    const year_month_day from{sys_days{days{day.days_since_epoch()}}};
    const auto month = year_month{from.year(), from.month()} + std::chrono::months(months);
    const year_month_day_last last{month.year(), month_day_last{month.month()}};
    return Date(int{month.year()}, unsigned{month.month()},
                unsigned{std::min(from.day(), last.day())});
}

// A person with everything that is known of him or her.
struct Whole {
    const PersonRow* person = nullptr;
    const AreaRow* area = nullptr;
    std::vector<const ConditionRow*> conditions;
    std::vector<const ContactRow*> contacts;

    std::optional<std::int64_t> cost() const {
        std::optional<std::int64_t> sum;
        for (const auto* contact : contacts) {
            if (contact->cost) sum = sum.value_or(0) + contact->cost->count();
        }
        return sum;
    }
    std::optional<std::int64_t> visits() const {
        std::optional<std::int64_t> sum;
        for (const auto* contact : contacts)
            sum = sum.value_or(0) + contact->contacts.value_or(1);
        return sum;
    }
};

std::vector<Whole> whole_people(const PeopleRows& rows) {
    std::vector<Whole> all;
    for (const auto& person : rows.people) {
        Whole whole;
        whole.person = &person;
        for (const auto& area : rows.areas) {
            if (area.lsoa == person.lsoa) whole.area = &area;
        }
        for (const auto& condition : rows.conditions) {
            if (condition.person == person.person) whole.conditions.push_back(&condition);
        }
        for (const auto& contact : rows.contacts) {
            if (contact.person == person.person) whole.contacts.push_back(&contact);
        }
        all.push_back(whole);
    }
    return all;
}

bool holds(const std::vector<std::string>& words, const std::string& word) {
    return std::ranges::find(words, word) != words.end();
}

Truth is_one_of(const Predicate& predicate, const std::optional<std::string>& word) {
    if (!word) return std::nullopt;
    return holds(predicate.words, *word);
}

Truth is_between(const Predicate& predicate, std::optional<std::int64_t> number) {
    if (!number) return std::nullopt;
    return *number >= predicate.low && *number <= predicate.high;
}

bool has_condition(const Predicate& predicate, const Whole& whole) {
    return std::ranges::any_of(whole.conditions, [&](const ConditionRow* condition) {
        const bool is_meant = std::ranges::any_of(predicate.words, [&](const std::string& word) {
            return predicate.by_beginning ? condition->code.starts_with(word)
                                          : condition->code == word;
        });
        return is_meant && condition->onset &&
               plus_months(*condition->onset, predicate.high) >= predicate.day;
    });
}

bool has_contacts(const Predicate& predicate, const Whole& whole) {
    std::int64_t found = 0;
    for (const auto* contact : whole.contacts) {
        const bool is_meant = holds(predicate.words, contact->kind) &&
                              contact->date >= predicate.day &&
                              contact->date < plus_months(predicate.day, predicate.high);
        if (is_meant) found += contact->contacts.value_or(1);
    }
    return found >= predicate.low;
}

Truth truth(const Predicate& predicate, const Whole& whole);

// One false part makes all false, else one unknown part makes it unknown.
Truth all_true(const Predicate& predicate, const Whole& whole) {
    Truth all = true;
    for (const auto& part : predicate.parts) {
        const auto one = truth(part, whole);
        if (one && !*one) return false;
        if (!one) all = std::nullopt;
    }
    return all;
}

Truth any_true(const Predicate& predicate, const Whole& whole) {
    Truth any = false;
    for (const auto& part : predicate.parts) {
        const auto one = truth(part, whole);
        if (one && *one) return true;
        if (!one) any = std::nullopt;
    }
    return any;
}

Truth truth_of_person(const Predicate& predicate, const Whole& whole) {
    const auto& person = *whole.person;
    const auto fifth = whole.area ? whole.area->fifth : std::nullopt;
    switch (predicate.kind) {
        case Kind::age:
            return is_between(predicate, person.age);
        case Kind::fifth:
            return is_between(predicate, fifth);
        case Kind::sex:
            return is_one_of(predicate, person.sex);
        case Kind::ethnicity:
            return is_one_of(predicate, person.ethnicity);
        case Kind::practice:
            return is_one_of(predicate, person.practice);
        case Kind::opted_out:
            return person.opt_out;
        case Kind::alive:
            return !person.death || *person.death > predicate.day;
        default:
            if (!person.birth) return std::nullopt;
            return predicate.day.days_since_epoch() - person.birth->days_since_epoch() >=
                   predicate.low;
    }
}

Truth truth(const Predicate& predicate, const Whole& whole) {
    switch (predicate.kind) {
        case Kind::condition:
            return has_condition(predicate, whole);
        case Kind::contacts:
            return has_contacts(predicate, whole);
        case Kind::cost: {
            const auto cost = whole.cost();
            if (!cost) return std::nullopt;
            return *cost >= predicate.low;
        }
        case Kind::all:
            return all_true(predicate, whole);
        case Kind::any:
            return any_true(predicate, whole);
        case Kind::not_all: {
            const auto all = all_true(predicate, whole);
            if (!all) return std::nullopt;
            return !*all;
        }
        default:
            return truth_of_person(predicate, whole);
    }
}

bool is_in(const Question& question, const Whole& whole) {
    return std::ranges::all_of(question.predicates, [&](const Predicate& predicate) {
        return truth(predicate, whole).value_or(false);
    });
}

template <typename T>
Value value_of(const std::optional<T>& value) {
    if (value) return *value;
    return std::monostate();
}

Value group_value(const std::string& name, const Whole& whole) {
    const auto& person = *whole.person;
    if (name == "lsoa") return person.lsoa;
    if (name == "band") return person.age / 5 * 5;
    if (name == "sex") return person.sex;
    if (name == "ethnicity") return person.ethnicity.value_or("unknown");
    if (name == "practice") return value_of(person.practice);
    if (name == "birth_month") {
        if (!person.birth) return std::monostate();
        const auto iso = person.birth->iso();
        return *parse_whole_number(iso.substr(0, 4) + iso.substr(5, 2));
    }
    if (!whole.area) return std::monostate();
    if (name == "place") return whole.area->place;
    if (name == "board") return whole.area->board;
    return value_of(whole.area->fifth);
}

// What the people of one group come to.
class Sums {
  public:
    void add(const Whole& whole) {
        const auto& person = *whole.person;
        ++people_;
        ages_ += person.age;
        below_zero_ += (person.age - 60) / 7;  // towards zero
        if (person.sex == "female") ++female_;
        if (person.practice) practices_.insert(*person.practice);
        if (person.death) last_death_ = std::max(last_death_.value_or("0"), person.death->iso());
        if (const auto cost = whole.cost()) cost_ = cost_.value_or(0) + *cost;
        if (const auto visits = whole.visits()) visits_ = visits_.value_or(0) + *visits;
    }
    void append_to(Row& row) const {
        row.emplace_back(people_);
        row.emplace_back(static_cast<std::int64_t>(practices_.size()));
        row.push_back(cost_ ? Value(Pence(*cost_)) : Value());
        row.push_back(cost_ ? Value(settled(*cost_)) : Value());
        row.push_back(value_of(visits_));
        row.push_back(value_of(last_death_));
        row.push_back(practices_.empty() ? Value() : Value(*practices_.begin()));
        row.push_back(per_person(ages_));
        row.push_back(per_person(female_));
        row.push_back(people_ > 0 ? Value(below_zero_) : Value());
    }

  private:
    // 0.335 of it; half a penny goes away from zero.
    static Pence settled(std::int64_t pence) {
        const auto thousandths = pence * 335;
        return Pence((thousandths + (thousandths < 0 ? -500 : 500)) / 1000);
    }
    Value per_person(std::int64_t sum) const {
        if (people_ == 0) return std::monostate();
        return static_cast<double>(sum) / static_cast<double>(people_);
    }

    std::int64_t people_ = 0;
    std::int64_t ages_ = 0;
    std::int64_t below_zero_ = 0;
    std::int64_t female_ = 0;
    std::set<std::string> practices_;
    std::optional<std::string> last_death_;
    std::optional<std::int64_t> cost_;
    std::optional<std::int64_t> visits_;
};

std::int64_t segment_of(const Question& question, const Whole& whole) {
    for (std::size_t i = 0; i < question.predicates.size(); ++i) {
        if (truth(question.predicates[i], whole).value_or(false))
            return static_cast<std::int64_t>(i) + 1;
    }
    return 0;
}

std::vector<Row> grouped(const Question& question, const std::vector<Whole>& people) {
    const bool by_segment = question.form == Question::Form::segments;
    std::map<Row, Sums> groups;
    if (!by_segment && question.groups.empty()) groups[{}];  // a total of nobody is a total
    for (const auto& whole : people) {
        if (!by_segment && !is_in(question, whole)) continue;
        Row key;
        if (by_segment) key.emplace_back(segment_of(question, whole));
        for (const auto& name : question.groups)
            key.push_back(group_value(name, whole));
        groups[key].add(whole);
    }
    std::vector<Row> rows;
    for (const auto& [key, sums] : groups) {
        rows.push_back(key);
        sums.append_to(rows.back());
    }
    return rows;
}

std::vector<Row> steps(const Question& question, std::vector<Whole> people) {
    Row row = {static_cast<std::int64_t>(people.size())};
    for (const auto& predicate : question.predicates) {
        std::erase_if(people,
                      [&](const Whole& whole) { return !truth(predicate, whole).value_or(false); });
        row.emplace_back(static_cast<std::int64_t>(people.size()));
    }
    return {row};
}

std::vector<Row> dearest(const Question& question, const std::vector<Whole>& people) {
    std::map<Value, std::vector<const Whole*>> boards;
    for (const auto& whole : people) {
        if (is_in(question, whole)) boards[group_value("board", whole)].push_back(&whole);
    }
    std::vector<Row> rows;
    for (auto& [board, members] : boards) {
        // Stable: equal costs stay in the order of people, and nobody's cost comes last.
        std::ranges::stable_sort(members, [](const Whole* a, const Whole* b) {
            return a->cost() && (!b->cost() || *a->cost() > *b->cost());
        });
        std::int64_t rank = 0;
        for (const auto* member : members) {
            if (++rank > question.most) break;
            const auto cost = member->cost();
            rows.push_back(
                {board, rank, member->person->person, cost ? Value(Pence(*cost)) : Value()});
        }
    }
    return rows;
}

}  // namespace

std::vector<std::vector<Value>> plain_answer(const Question& question, const PeopleRows& rows) {
    const auto people = whole_people(rows);
    if (question.form == Question::Form::steps) return steps(question, people);
    if (question.form == Question::Form::dearest) return dearest(question, people);
    return grouped(question, people);
}

}  // namespace concord::support
