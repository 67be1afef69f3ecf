#include "population/synthetic/levels.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace concord::population {
namespace {

// No condition is surer than this, however old and frail the person.
constexpr double surest = 0.95;

double share_of_year(const Authority& authority, std::size_t sex, std::size_t year) {
    const auto band = band_of_age(year);
    const auto& rising = authority.years[sex][band];
    const auto place = year - band * 5;
    const auto last = band + 1 == age_bands ? years_of_age - 1 - band * 5 : 4;
    const double upper = place == last ? 1.0 : rising[place] / 4294967296.0;
    const double lower = place == 0 ? 0.0 : rising[place - 1] / 4294967296.0;
    return std::max(0.0, upper - lower);
}

double of_sex(double female, std::size_t sex) {
    return sex == 0 ? female : 1;
}

// The rate of a tenth over the average of equal ratios between the first and the last.
double of_tenth(double gradient, std::size_t tenth) {
    constexpr double steps = deciles - 1;
    return std::pow(gradient, 1 - static_cast<double>(tenth) / steps);
}

class Conditions {
  public:
    Conditions(const Structure& people, const Frailty& frailty, const AgeCurve& shares)
        : people_(people), frailty_(frailty), shares_(shares) {}

    double weight(const ConditionParameters& one, std::size_t sex, std::size_t age) const {
        const auto years = static_cast<int>(age);
        if (years < one.from_age || years > one.to_age) return 0;
        return of_sex(one.female, sex) * at_age(one.weights, static_cast<double>(age));
    }

    // People of the condition's ages in a tenth.
    double eligible(const ConditionParameters& one, std::size_t tenth) const {
        double sum = 0;
        for (std::size_t sex = 0; sex < sexes; ++sex)
            for (std::size_t age = 0; age < years_of_age; ++age) {
                const auto years = static_cast<int>(age);
                if (years >= one.from_age && years <= one.to_age) sum += people_[tenth][sex][age];
            }
        return sum;
    }

    // The scale at which so many of a tenth are expected to have it.
    double scale(const ConditionParameters& one, std::size_t tenth, double wanted) const {
        double low = 0;
        double high = 1;
        constexpr int doublings = 40;
        constexpr int halvings = 50;
        for (int i = 0; i < doublings && expected(one, tenth, high) < wanted; ++i)
            high *= 2;
        for (int i = 0; i < halvings; ++i) {
            const double middle = (low + high) / 2;
            (expected(one, tenth, middle) < wanted ? low : high) = middle;
        }
        return (low + high) / 2;
    }

  private:
    double expected(const ConditionParameters& one, std::size_t tenth, double scale) const {
        double sum = 0;
        for (std::size_t sex = 0; sex < sexes; ++sex) {
            for (std::size_t age = 0; age < years_of_age; ++age) {
                const double chance = scale * weight(one, sex, age);
                if (chance <= 0) continue;
                for (std::size_t f = 0; f < shares_.size(); ++f)
                    sum += people_[tenth][sex][age] * shares_[f].second *
                           std::min(surest, chance * frailty_.factors[f]);
            }
        }
        return sum;
    }

    const Structure& people_;
    const Frailty& frailty_;
    const AgeCurve& shares_;
};

void set_frailty(const Parameters& parameters, Model& model) {
    std::vector<double> shares;
    for (const auto& [factor, share] : parameters.frailty) {
        model.frailty.factors.push_back(factor);
        shares.push_back(share);
    }
    model.frailty.classes = Choice::of(shares);
}

// Published share of the list by tenth, or a level with a gradient around it.
double wanted_share(const ConditionParameters& one, const Sources& sources, std::size_t tenth) {
    if (const auto found = sources.conditions.find(one.code);
        !one.level && found != sources.conditions.end())
        return found->second[tenth];
    double mean = 0;
    for (std::size_t t = 0; t < deciles; ++t)
        mean += of_tenth(one.gradient, t) / deciles;
    return one.level.value_or(0) * of_tenth(one.gradient, tenth) / mean;
}

void set_conditions(const Parameters& parameters, const Sources& sources, const Structure& people,
                    Model& model) {
    for (const auto& one : parameters.conditions)
        model.conditions.push_back({one.code, one.name, one.from_age, one.to_age, one.scheme});
    const auto classes = model.frailty.factors.size();
    const auto kinds = model.conditions.size();
    model.condition_chances.assign(deciles * sexes * classes * years_of_age * kinds, 0);
    const Conditions working(people, model.frailty, parameters.frailty);
    for (std::size_t tenth = 0; tenth < deciles; ++tenth) {
        for (std::size_t c = 0; c < kinds; ++c) {
            const auto& one = parameters.conditions[c];
            const double wanted = wanted_share(one, sources, tenth) * working.eligible(one, tenth);
            const double scale = working.scale(one, tenth, wanted);
            for (std::size_t sex = 0; sex < sexes; ++sex)
                for (std::size_t f = 0; f < classes; ++f)
                    for (std::size_t age = 0; age < years_of_age; ++age) {
                        const double chance =
                            std::min(surest, scale * working.weight(one, sex, age) *
                                                 model.frailty.factors[f]);
                        const auto at = ((tenth * sexes + sex) * classes + f) * years_of_age + age;
                        model.condition_chances[at * kinds + c] = threshold_of(chance);
                    }
        }
    }
}

// Contacts a person and year by board, as the data publish them over whole years.
struct BoardUse {
    std::vector<double> yearly;
    double all = 0;
};

BoardUse use_of(const Sources& sources, const registry::Layer& boards,
                double MonthlyUse::*measure) {
    BoardUse made;
    made.yearly.assign(boards.size(), 0);
    std::set<std::string> months;
    for (const auto& row : sources.use) {
        const auto board = boards.find(row.area);
        if (board < 0) continue;
        months.insert(row.month);
        made.yearly[static_cast<std::size_t>(board)] += row.*measure;
    }
    const double years = static_cast<double>(months.size()) / 12;
    for (auto& one : made.yearly) {
        if (years > 0) one /= years;
        made.all += one;
    }
    return made;
}

std::vector<double> people_of_boards(const Model& model, std::size_t boards) {
    std::vector<double> people(boards, 0);
    for (const auto& area : model.areas)
        if (area.board >= 0) people[static_cast<std::size_t>(area.board)] += area.total();
    return people;
}

// What the levels of services are set by.
struct Ground {
    const Parameters& parameters;
    const Sources& sources;
    const registry::Layer& boards;
    const Structure& people;
};

// Contacts of a year that a board's people are expected to have at the rates set.
std::vector<double> expected_of_boards(const Model& model, std::size_t service,
                                       std::size_t boards) {
    std::vector<double> expected(boards, 0);
    for (const auto& area : model.areas) {
        if (area.board < 0) continue;
        for (std::size_t b = 0; b < age_bands; ++b)
            for (std::size_t sex = 0; sex < sexes; ++sex) {
                const auto count = sex == 0 ? area.females[b] : area.people[b] - area.females[b];
                const auto age = std::min(b * 5 + 2, years_of_age - 1);
                expected[static_cast<std::size_t>(area.board)] +=
                    count * double{model.rate(service, area.decile, sex, age)};
            }
    }
    return expected;
}

// Sets the rates of one service; gives its factor by board.
std::vector<double> set_service(const Ground& ground, std::size_t service, Model& model) {
    const auto& one = ground.parameters.services[service];
    const auto& people = ground.people;
    double all = 0;
    double weighted = 0;
    const auto weight = [&](std::size_t tenth, std::size_t sex, std::size_t age) {
        return of_tenth(one.gradient, tenth) * of_sex(one.female, sex) *
               at_age(one.weights, static_cast<double>(age));
    };
    for (std::size_t tenth = 0; tenth < deciles; ++tenth)
        for (std::size_t sex = 0; sex < sexes; ++sex)
            for (std::size_t age = 0; age < years_of_age; ++age) {
                all += people[tenth][sex][age];
                weighted += people[tenth][sex][age] * weight(tenth, sex, age);
            }
    const auto use =
        use_of(ground.sources, ground.boards,
               one.from_data == "admissions" ? &MonthlyUse::admissions : &MonthlyUse::attendances);
    const double wanted = one.level ? *one.level * all : use.all;
    const double scale = weighted > 0 ? wanted / weighted : 0;
    for (std::size_t tenth = 0; tenth < deciles; ++tenth)
        for (std::size_t sex = 0; sex < sexes; ++sex)
            for (std::size_t age = 0; age < years_of_age; ++age) {
                const auto at = ((service * deciles + tenth) * sexes + sex) * years_of_age + age;
                model.contact_rates[at] = static_cast<float>(scale * weight(tenth, sex, age));
            }
    std::vector<double> factors(ground.boards.size(), 1);
    if (one.level) return factors;
    const auto expected = expected_of_boards(model, service, factors.size());
    for (std::size_t b = 0; b < factors.size(); ++b)
        if (expected[b] > 0) factors[b] = use.yearly[b] / expected[b];
    return factors;
}

void set_services(const Ground& ground, Model& model) {
    const auto& parameters = ground.parameters;
    const auto& boards = ground.boards;
    model.contact_rates.assign(parameters.services.size() * deciles * sexes * years_of_age, 0);
    model.board_factors.assign(boards.size(), {});
    for (std::size_t s = 0; s < parameters.services.size(); ++s) {
        const auto& one = parameters.services[s];
        model.services.push_back(
            {one.kind, one.bundled, one.at_practice, std::llround(one.cost * 100)});
        const auto factors = set_service(ground, s, model);
        for (std::size_t b = 0; b < factors.size(); ++b)
            model.board_factors[b][s] = factors[b];
    }
}

// The age curve of waits, so that the country's mean is 1.
void set_wait_shape(const Parameters& parameters, const Structure& people, Model& model) {
    double all = 0;
    double weighted = 0;
    for (const auto& tenth : people)
        for (const auto& sex : tenth)
            for (std::size_t age = 0; age < years_of_age; ++age) {
                all += sex[age];
                weighted += sex[age] * at_age(parameters.wait_weights, static_cast<double>(age));
            }
    for (std::size_t age = 0; age < years_of_age; ++age)
        model.wait_shape[age] =
            weighted > 0
                ? at_age(parameters.wait_weights, static_cast<double>(age)) * all / weighted
                : 0;
}

void set_waits(const Sources& sources, const registry::Layer& boards, Model& model) {
    std::map<std::string, double> by_specialty;
    model.board_waits.assign(boards.size(), {});
    const auto people = people_of_boards(model, boards.size());
    for (const auto& [code, waiting] : sources.waiting) {
        const auto board = boards.find_ods(code);
        if (board < 0) continue;
        const auto at = static_cast<std::size_t>(board);
        auto& made = model.board_waits[at];
        if (people[at] > 0) made.per_person = waiting / people[at];
        const auto rows = sources.long_waits.find(code);
        if (rows == sources.long_waits.end() || !(waiting > 0)) continue;
        for (const auto& row : rows->second) {
            made.over_18_weeks += row.over_18 / waiting;
            made.over_52_weeks += row.over_52 / waiting;
            by_specialty[row.specialty] += row.over_18;
        }
        made.over_18_weeks = std::min(1.0, made.over_18_weeks);
        made.over_52_weeks = std::min(made.over_18_weeks, made.over_52_weeks);
    }
    std::vector<double> weights;
    for (const auto& [specialty, weight] : by_specialty) {
        model.specialties.push_back(specialty);
        weights.push_back(weight);
    }
    model.specialty = Choice::of(weights);
}

}  // namespace

Structure structure_of(const Model& model) {
    Structure made{};
    for (const auto& area : model.areas) {
        const auto& authority = model.authorities[area.authority];
        for (std::size_t age = 0; age < years_of_age; ++age) {
            const auto band = band_of_age(age);
            const double females = area.females[band];
            const double males = area.people[band] - area.females[band];
            made[area.decile][0][age] += females * share_of_year(authority, 0, age);
            made[area.decile][1][age] += males * share_of_year(authority, 1, age);
        }
    }
    return made;
}

void set_levels(const Parameters& parameters, const Sources& sources, const registry::Layer* boards,
                Model& model) {
    const auto people = structure_of(model);
    model.opt_out = threshold_of(parameters.opt_out);
    set_frailty(parameters, model);
    set_conditions(parameters, sources, people, model);
    set_services({parameters, sources, *boards, people}, model);
    set_wait_shape(parameters, people, model);
    set_waits(sources, *boards, model);
}

}  // namespace concord::population
