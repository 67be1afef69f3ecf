#include "support/people_rows.hpp"

#include <array>

#include <fmt/format.h>

namespace concord::support {
namespace {

using Words = std::span<const std::string>;

bool chance(RandomStream& random, std::uint64_t of) {
    return random.below(of) == 0;
}

Date some_day(RandomStream& random, int first_year, int years) {
    const auto month = 1 + static_cast<unsigned>(random.below(12));
    const auto year =
        first_year + static_cast<int>(random.below(static_cast<std::uint64_t>(years)));
    // Ends of months, where adding months and counting days go wrong.
    if (chance(random, 4)) return Date(year, month, 1).plus_days(-1);
    return Date(year, month, 1).plus_days(static_cast<int>(random.below(28)));
}

Pence some_cost(RandomStream& random) {
    const auto pence = static_cast<std::int64_t>(random.below(1'000'000));
    return Pence(chance(random, 20) ? -pence : pence);
}

void add_areas(PeopleRows& rows, RandomStream& random) {
    for (int i = 0; i < 12; ++i) {
        AreaRow area;
        area.lsoa = fmt::format("X{:03}", i);
        area.place = fmt::format("place {}", i / 3);
        area.board = i < 6 ? "it's \"West\"" : "\xC3\x89st";
        if (!chance(random, 8)) area.fifth = 1 + static_cast<std::int64_t>(random.below(5));
        rows.areas.push_back(area);
    }
}

PersonRow some_person(std::int64_t number, RandomStream& random) {
    PersonRow person;
    person.person = number;
    person.lsoa = fmt::format("X{:03}", random.below(14));  // two of them are in no place
    if (!chance(random, 6)) person.practice = one_of(awkward_words(), random);
    person.age = static_cast<std::int64_t>(random.below(121));
    if (!chance(random, 5)) person.birth = some_day(random, 1900, 124);
    person.sex = one_of(sexes(), random);
    if (!chance(random, 7)) person.ethnicity = one_of(ethnicities(), random);
    if (chance(random, 9)) person.death = some_day(random, 2020, 5);
    if (!chance(random, 4)) person.opt_out = chance(random, 3);
    return person;
}

void add_records(PeopleRows& rows, std::int64_t number, RandomStream& random) {
    for (auto left = random.below(4); left > 0; --left) {
        ConditionRow condition{number, chance(random, 2) ? "qof" : "icd10",
                               one_of(condition_codes(), random), std::nullopt};
        if (!chance(random, 5)) condition.onset = some_day(random, 2000, 25);
        rows.conditions.push_back(condition);
    }
    for (auto left = random.below(6); left > 0; --left) {
        ContactRow contact{number, one_of(contact_kinds(), random), some_day(random, 2022, 3),
                           std::nullopt, std::nullopt};
        if (!chance(random, 3)) contact.contacts = static_cast<std::int64_t>(random.below(4));
        if (!chance(random, 4)) contact.cost = some_cost(random);
        rows.contacts.push_back(contact);
    }
}

store::RowWriter people_table(const PeopleRows& rows) {
    store::RowWriter table({"people",
                            "",
                            {{"person", ColumnType::whole_number, ""},
                             {"lsoa", ColumnType::text, ""},
                             {"practice", ColumnType::text, ""},
                             {"age", ColumnType::whole_number, ""},
                             {"birth", ColumnType::date, ""},
                             {"sex", ColumnType::text, ""},
                             {"ethnicity", ColumnType::text, ""},
                             {"death", ColumnType::date, ""},
                             {"opt_out", ColumnType::truth, ""}}});
    for (const auto& row : rows.people) {
        table.whole(row.person).text(row.lsoa).text(row.practice.value_or("")).whole(row.age);
        table.date(row.birth).text(row.sex).text(row.ethnicity.value_or("")).date(row.death);
        if (row.opt_out)
            table.truth(*row.opt_out);
        else
            table.gap();
        table.end_row();
    }
    return table;
}

store::RowWriter conditions_table(const PeopleRows& rows) {
    store::RowWriter table({"conditions",
                            "",
                            {{"person", ColumnType::whole_number, ""},
                             {"scheme", ColumnType::text, ""},
                             {"code", ColumnType::text, ""},
                             {"onset", ColumnType::date, ""}}});
    for (const auto& row : rows.conditions) {
        table.whole(row.person).text(row.scheme).text(row.code).date(row.onset);
        table.end_row();
    }
    return table;
}

store::RowWriter contacts_table(const PeopleRows& rows) {
    store::RowWriter table({"contacts",
                            "",
                            {{"person", ColumnType::whole_number, ""},
                             {"kind", ColumnType::text, ""},
                             {"date", ColumnType::date, ""},
                             {"contacts", ColumnType::whole_number, ""},
                             {"cost", ColumnType::money, ""}}});
    for (const auto& row : rows.contacts) {
        table.whole(row.person).text(row.kind).date(row.date).whole(row.contacts).money(row.cost);
        table.end_row();
    }
    return table;
}

store::RowWriter areas_table(const PeopleRows& rows) {
    store::RowWriter table({"areas",
                            "",
                            {{"lsoa", ColumnType::text, ""},
                             {"place", ColumnType::text, ""},
                             {"board", ColumnType::text, ""},
                             {"fifth", ColumnType::whole_number, ""}}});
    for (const auto& row : rows.areas) {
        table.text(row.lsoa).text(row.place).text(row.board).whole(row.fifth);
        table.end_row();
    }
    return table;
}

}  // namespace

PeopleRows make_people(RandomStream& random, std::uint64_t most_people) {
    PeopleRows rows;
    add_areas(rows, random);
    // Sometimes nobody at all.
    const auto people =
        chance(random, 12) ? 0 : static_cast<std::int64_t>(random.below(most_people));
    for (std::int64_t number = 1; number <= people; ++number) {
        rows.people.push_back(some_person(number, random));
        add_records(rows, number, random);
    }
    return rows;
}

std::vector<store::RowWriter> tables_of(const PeopleRows& rows) {
    return {people_table(rows), conditions_table(rows), contacts_table(rows), areas_table(rows)};
}

Words awkward_words() {
    static const std::array<std::string, 14> words = {
        "A81001",       "a81001",           "A81001 ", "B\\",          "it's",
        "''",           "\"quoted\"",       "${x}",    ";--",          "caf\xC3\xA9",
        "cafe\xCC\x81", "\xF0\x9F\x8F\xA5", "%_*[a]",  "\\' OR 1=1 --"};
    return words;
}

Words ethnicities() {
    static const std::array<std::string, 6> words = {"asian", "black", "mixed",
                                                     "white", "other", "unknown"};
    return words;
}

Words sexes() {
    static const std::array<std::string, 4> words = {"female", "male", "other", "unknown"};
    return words;
}

Words condition_codes() {
    static const std::array<std::string, 8> words = {"I21",   "I21.4", "I219", "i21",
                                                     "E11.9", "DM",    "dm",   "J4\\4"};
    return words;
}

Words contact_kinds() {
    static const std::array<std::string, 4> words = {"gp", "emergency", "admission", "outpatient"};
    return words;
}

}  // namespace concord::support
