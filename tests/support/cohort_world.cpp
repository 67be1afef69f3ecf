#include "support/cohort_world.hpp"

#include <array>
#include <fstream>

#include <fmt/format.h>

#include "base/text.hpp"
#include "population/schema.hpp"

namespace concord::support {
namespace {

using Words = std::vector<std::string>;

bool chance(RandomStream& random, std::uint64_t of) {
    return random.below(of) == 0;
}

std::int64_t number(RandomStream& random, std::uint64_t below) {
    return static_cast<std::int64_t>(random.below(below));
}

const std::string& one_of(const Words& words, RandomStream& random) {
    return words[random.below(words.size())];
}

const Words& words_of(std::string_view table, std::string_view column) {
    return population::extract_table(table).column(column)->values;
}

const Words& measures() {
    static const Words words = {"imd2019", "imd2025"};
    return words;
}

// Codes that begin one another, differ in case alone, or have signs in them.
const Words& codes() {
    static const Words words = {"DM", "dm", "I21", "I21.4", "I219", "i21", "E11", "it's", "J4\\4"};
    return words;
}

// Around the ends of the year that counts, where a day more or less decides.
Date near_day(const CohortWorld& world, RandomStream& random) {
    const std::array<int, 8> edges = {0, -1, -364, -365, -366, -367, 1, -366 * 2};
    if (chance(random, 3)) return world.as_at.plus_days(edges[random.below(edges.size())]);
    return world.as_at.plus_days(-static_cast<int>(random.below(800)));
}

void add_records(Citizen& citizen, const CohortWorld& world, RandomStream& random) {
    for (auto left = random.below(4); left > 0; --left) {
        Citizen::Condition condition{one_of(words_of("conditions", "scheme"), random),
                                     one_of(codes(), random), std::nullopt};
        if (!chance(random, 4)) condition.onset = near_day(world, random);
        citizen.conditions.push_back(condition);
    }
    for (auto left = random.below(7); left > 0; --left) {
        Citizen::Contact contact;
        contact.kind = one_of(words_of("contacts", "kind"), random);
        contact.date = near_day(world, random);
        if (!chance(random, 5)) contact.provider = one_of({"RA1", "ra1", "RB'2", "\\C"}, random);
        if (!chance(random, 3)) contact.contacts = 1 + number(random, 4);
        if (!chance(random, 3)) contact.cost = Pence(number(random, 30'000));
        citizen.contacts.push_back(contact);
    }
    for (auto left = random.below(3); left > 0; --left) {
        Citizen::Wait wait{near_day(world, random), std::nullopt};
        if (chance(random, 2)) wait.stop = wait.start.plus_days(static_cast<int>(random.below(90)));
        citizen.waits.push_back(wait);
    }
}

void add_areas(CohortWorld& world, RandomStream& random) {
    for (int i = 0; i < 6; ++i)
        world.areas.insert(fmt::format("E0100000{}", i));
    for (const auto& measure : measures()) {
        auto& fifths = world.fifths.emplace_back();
        fifths.measure = measure;
        for (const auto& area : world.areas) {
            auto& one = fifths.areas[area];
            if (!chance(random, 4)) one.national = chance(random, 3);
            if (!chance(random, 4)) one.local = chance(random, 3);
        }
    }
}

void add_people(CohortWorld& world, RandomStream& random, std::uint64_t most) {
    const Words areas(world.areas.begin(), world.areas.end());
    const auto people = chance(random, 15) ? 0 : number(random, most);
    for (std::int64_t i = 1; i <= people; ++i) {
        Citizen citizen;
        citizen.number = i * 1'000'000'007;
        citizen.area = one_of(areas, random);
        // Few ages, so that groups have several people, and those at the ends of bands.
        const std::array<std::int64_t, 10> ages = {0, 4, 5, 17, 18, 64, 65, 84, 85, 120};
        citizen.age = ages[random.below(ages.size())];
        citizen.sex = one_of(words_of("people", "sex"), random);
        citizen.ethnicity = one_of(words_of("people", "ethnicity"), random);
        if (chance(random, 9)) citizen.death = near_day(world, random);
        if (!chance(random, 3)) citizen.opt_out = chance(random, 4);
        add_records(citizen, world, random);
        world.citizens.push_back(citizen);
    }
}

void add_lists(CohortWorld& world, RandomStream& random) {
    for (auto left = 3 + random.below(4); left > 0; --left) {
        CodeWords list{fmt::format("list-{}", left), {}};
        for (const auto& scheme : words_of("conditions", "scheme"))
            for (const auto& code : codes())
                if (chance(random, 6)) list.codes[scheme].push_back(code);
        world.lists.push_back(list);
    }
}

Words some_of(const Words& words, RandomStream& random) {
    Words some;
    for (auto left = 1 + random.below(3); left > 0; --left)
        some.push_back(one_of(words, random));
    return some;
}

PlainRule make_rule(const CohortWorld& world, RandomStream& random, int depth) {
    Words lists;
    for (const auto& list : world.lists)
        lists.push_back(list.id);
    PlainRule rule;
    for (auto left = 1 + random.below(2); left > 0; --left) {
        switch (random.below(16)) {
            case 0:
                rule.age_from =
                    number(random, 1 + static_cast<std::uint64_t>(rule.age_to.value_or(69)));
                break;
            case 1:
                rule.age_to = rule.age_from.value_or(0) + number(random, 90);
                break;
            case 2:
                rule.sex = some_of(words_of("people", "sex"), random);
                break;
            case 3:
                rule.ethnicity = some_of(words_of("people", "ethnicity"), random);
                break;
            case 4:
                rule.national_fifth = {one_of(measures(), random)};
                break;
            case 5:
                rule.local_fifth = {one_of(measures(), random)};
                break;
            case 6:
                rule.any = some_of(lists, random);
                if (chance(random, 2)) rule.at_least = number(random, 4);
                break;
            case 7:
                rule.all = some_of(lists, random);
                break;
            case 8:
                rule.none = some_of(lists, random);
                break;
            case 9:
                rule.recent = some_of(lists, random);
                break;
            case 10:
                rule.contacts_of = some_of(words_of("contacts", "kind"), random);
                if (chance(random, 2)) rule.contacts_from = number(random, 5);
                break;
            case 11:
                rule.kinds_from = number(random, 4);
                break;
            case 12:
                rule.providers_from = number(random, 4);
                break;
            case 13:
                rule.cost_from = number(random, 500);
                break;
            case 14:
                rule.waiting_weeks_from =
                    chance(random, 8) ? std::int64_t{1} << 62 : number(random, 60);
                break;
            default:
                if (depth > 1) break;
                for (auto choices = 1 + random.below(3); choices > 0; --choices)
                    rule.either.push_back(make_rule(world, random, depth + 1));
        }
    }
    return rule;
}

void add_rules(CohortWorld& world, RandomStream& random) {
    for (auto left = 1 + random.below(5); left > 0; --left) {
        auto& steps = world.cohorts.emplace_back();
        for (auto more = 1 + random.below(3); more > 0; --more)
            steps.push_back(make_rule(world, random, 0));
    }
    for (auto left = random.below(5); left > 0; --left)
        world.segments.push_back(make_rule(world, random, 0));
    world.segments.emplace_back();
    if (!chance(random, 4)) world.outcome = {"admission"};
    if (chance(random, 3)) world.outcome.emplace_back("emergency");
    for (const auto& list : world.lists)
        if (chance(random, 2)) world.points.push_back(list.id);
}

std::string in_toml(const Words& words) {
    Words quoted;
    for (const auto& word : words)
        quoted.push_back('\'' + word + '\'');
    // A literal text of TOML holds no quote: such words stand in the other kind.
    for (auto& word : quoted)
        if (word.find('\'', 1) != word.size() - 1)
            word = '"' + word.substr(1, word.size() - 2) + '"';
    return "[" + join(quoted, ", ") + "]";
}

std::string in_toml(const PlainRule& rule, std::string_view separator) {
    Words lines;
    const auto count = [&](const char* key, const std::optional<std::int64_t>& value) {
        if (value) lines.push_back(fmt::format("{} = {}", key, *value));
    };
    const auto words = [&](const char* key, const Words& value) {
        if (!value.empty()) lines.push_back(fmt::format("{} = {}", key, in_toml(value)));
    };
    count("age_from", rule.age_from);
    count("age_to", rule.age_to);
    words("sex", rule.sex);
    words("ethnicity", rule.ethnicity);
    words("national_fifth", rule.national_fifth);
    words("local_fifth", rule.local_fifth);
    words("any", rule.any);
    count("at_least", rule.at_least);
    words("all", rule.all);
    words("none", rule.none);
    words("recent", rule.recent);
    words("contacts_of", rule.contacts_of);
    count("contacts_from", rule.contacts_from);
    count("kinds_from", rule.kinds_from);
    count("providers_from", rule.providers_from);
    count("cost_from", rule.cost_from);
    count("waiting_weeks_from", rule.waiting_weeks_from);
    Words choices;
    for (const auto& one : rule.either)
        choices.push_back("{ " + in_toml(one, ", ") + " }");
    if (!choices.empty()) lines.push_back("either = [" + join(choices, ", ") + "]");
    return join(lines, separator);
}

void write(const std::filesystem::path& path, const std::string& text) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
}

store::RowWriter table_named(const char* name) {
    return store::RowWriter(population::extract_table(name).schema());
}

}  // namespace

CohortWorld make_world(RandomStream& random, std::uint64_t most_people) {
    CohortWorld world;
    world.as_at = Date(2024, 1 + static_cast<unsigned>(random.below(12)), 1).plus_days(-1);
    add_areas(world, random);
    add_people(world, random, most_people);
    add_lists(world, random);
    add_rules(world, random);
    return world;
}

void write_rules(const CohortWorld& world, const std::filesystem::path& folder) {
    std::string lists;
    for (const auto& list : world.lists) {
        lists += fmt::format("[[list]]\nid = '{0}'\ntitle = '{0}'\n", list.id);
        for (const auto& [scheme, of_scheme] : list.codes)
            lists += fmt::format("{} = {}\n", scheme, in_toml(of_scheme));
    }
    write(folder / "code_lists.toml", lists);
    for (std::size_t c = 0; c < world.cohorts.size(); ++c) {
        auto text = fmt::format("id = 'cohort-{0}'\ntitle = 'Cohort {0}'\n", c);
        for (const auto& step : world.cohorts[c])
            text += "[[step]]\nsay = 'a step'\n" + in_toml(step, "\n") + "\n";
        write(folder / "cohorts" / fmt::format("cohort-{}.toml", c), text);
    }
    std::string segments;
    for (const auto& segment : world.segments)
        segments += "[[segment]]\nid = 's'\ntitle = 'S'\n" + in_toml(segment, "\n") + "\n";
    write(folder / "segments.toml", segments);
    auto risk = fmt::format("title = 'Risk'\noutcome = {}\n[points]\n", in_toml(world.outcome));
    for (const auto& list : world.points)
        risk += fmt::format("{} = 0.25\n", list);
    write(folder / "risk.toml", risk);
}

std::vector<store::RowWriter> tables_of(const CohortWorld& world) {
    auto people = table_named("people");
    auto conditions = table_named("conditions");
    auto contacts = table_named("contacts");
    auto waits = table_named("waiting_list");
    std::int64_t pathway = 0;
    for (const auto& one : world.citizens) {
        people.whole(one.number).text(one.area).text("lsoa21").gap().whole(one.age).gap();
        people.text(one.sex).text(one.ethnicity).date(one.death);
        one.opt_out ? people.truth(*one.opt_out) : people.gap();
        people.text("").text("");  // nothing to be linked by
        people.end_row();
        for (const auto& row : one.conditions) {
            conditions.whole(one.number).text(row.scheme).text(row.code).date(row.onset);
            conditions.end_row();
        }
        for (const auto& row : one.contacts) {
            contacts.whole(one.number).text(row.kind).date(row.date);
            contacts.text(row.provider.value_or("")).whole(row.contacts).money(row.cost).end_row();
        }
        for (const auto& row : one.waits) {
            waits.whole(one.number).whole(++pathway).text("any").gap();
            waits.date(row.start).date(row.stop).end_row();
        }
    }
    return {people, conditions, contacts, waits};
}

Table codes_of(const CohortWorld& world) {
    std::set<std::pair<std::string, std::string>> seen;
    for (const auto& citizen : world.citizens)
        for (const auto& condition : citizen.conditions)
            seen.emplace(condition.scheme, condition.code);
    Table table;
    for (const auto& [scheme, code] : seen)
        table.rows.push_back({scheme, code});
    return table;
}

}  // namespace concord::support
