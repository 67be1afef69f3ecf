// A model of a synthetic population small enough to work out by hand: three areas of two
// authorities.
#pragma once

#include "population/synthetic/levels.hpp"
#include "population/synthetic/margins.hpp"
#include "population/synthetic/model.hpp"

namespace concord::support {

inline population::SmallArea small_area(const char* code, std::int64_t number,
                                        std::uint32_t authority, std::uint16_t each) {
    population::SmallArea area;
    area.code = code;
    area.number = number;
    area.authority = authority;
    area.board = 0;
    area.decile = static_cast<std::uint8_t>(number % 10);
    area.people.fill(each);
    return area;
}

// Every band of the first area has 20 people, of the second 30, of the third 50; half are females;
// each single year of a band is as likely as another.
inline population::Model small_model(std::uint64_t seed) {
    using namespace population;
    Model model;
    model.seed = seed;
    model.small_layer = "cell21";
    model.ethnicities = {"asian", "black", "mixed", "white", "other"};
    model.authorities.resize(2);
    for (auto& authority : model.authorities)
        for (auto& sex : authority.years)
            for (std::size_t b = 0; b < age_bands; ++b) {
                const double years = b + 1 == age_bands ? 6 : 5;
                for (std::size_t y = 0; y < 6; ++y)
                    sex[b][y] = threshold_of(static_cast<double>(y + 1) / years);
                sex[b][static_cast<std::size_t>(years) - 1] = UINT32_MAX;
            }
    model.areas = {small_area("A01", 1, 0, 20), small_area("A02", 2, 0, 30),
                   small_area("A03", 3, 1, 50)};
    for (auto& area : model.areas) {
        area.ethnicity = to_total({10, 5, 3, 80, 2}, area.total());
        for (std::size_t b = 0; b < age_bands; ++b)
            area.females[b] = area.people[b] / 2;
    }
    model.practices = {"P1", "P2"};
    model.authorities[0].practices = Choice::of({1, 3});
    model.frailty.factors = {1};
    model.frailty.classes = Choice::of({1});
    model.conditions = {{"DM", "diabetes", 17, 200, "qof"}};
    model.condition_chances.assign(deciles * sexes * years_of_age, 0);
    for (std::size_t i = 0; i < model.condition_chances.size(); ++i)
        if (i % years_of_age >= 17) model.condition_chances[i] = threshold_of(0.25);
    model.services = {{"gp", true, true, 4000}, {"emergency", false, false, 18000}};
    model.contact_rates.assign(2 * deciles * sexes * years_of_age, 1.5F);
    model.board_factors.assign(1, {1, 1, 1, 1, 1, 1, 1});
    model.board_waits = {{0.1, 0.4, 0.05}};
    model.specialties = {"Ear Nose and Throat Service"};
    model.specialty = Choice::of({1});
    model.wait_shape.fill(1);
    return model;
}

}  // namespace concord::support
