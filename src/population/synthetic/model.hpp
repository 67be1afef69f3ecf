// What a synthetic population is made from: areas with their exact counts, and the chances by which
// each person is drawn. Immutable once made; the same for every thread.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "base/date.hpp"

namespace concord::population {

inline constexpr std::size_t age_bands = 18;     // 0-4, 5-9, … 80-84, 85 and over
inline constexpr std::size_t years_of_age = 91;  // 0 … 89, and 90 for 90 and over
inline constexpr std::size_t ethnic_groups = 5;
inline constexpr std::size_t deciles = 10;
inline constexpr std::size_t sexes = 2;  // 0 female, 1 male
inline constexpr std::size_t service_kinds = 7;

inline std::size_t band_of_age(std::size_t age) {
    return std::min(age / 5, age_bands - 1);
}

// A chance as a 32-bit threshold: a draw below it hits.
using Threshold = std::uint32_t;
Threshold threshold_of(double chance);

// Choices with weights, as rising thresholds; the last is the whole.
struct Choice {
    std::vector<Threshold> rising;
    std::vector<std::uint32_t> what;  // what is chosen

    static Choice of(const std::vector<double>& weights);
    bool empty() const { return rising.empty(); }
    std::uint32_t pick(std::uint32_t draw) const;
};

struct SmallArea {
    std::string code;
    std::int64_t number = 0;  // the digits of the code
    std::uint32_t authority = 0;
    std::int32_t board = -1;  // of the boards of the model; -1: in none
    std::uint8_t decile = 0;  // 0 is the most deprived
    std::array<std::uint16_t, age_bands> people{};
    std::array<std::uint16_t, age_bands> females{};
    std::array<std::uint16_t, ethnic_groups> ethnicity{};

    std::uint32_t total() const;
};

struct Authority {
    std::string code;
    std::int64_t people = 0;   // of its small areas
    std::int64_t females = 0;  // so many are to be women and girls
    // Rising thresholds of the single years of each band, by sex: the last is the whole.
    std::array<std::array<std::array<Threshold, 6>, age_bands>, sexes> years{};
    Choice practices;
    Choice providers;
};

struct Condition {
    std::string code;
    std::string name;
    int from_age = 0;
    int to_age = 200;
    std::string scheme = "qof";  // of the code: a published register, or what a circumstance says
};

struct Service {
    std::string kind;
    bool bundled = false;      // a row stands for all contacts of the year
    bool at_practice = false;  // the practice provides it; otherwise a provider of the authority
    std::int64_t pence = 0;    // a contact
};

// What the waiting lists of a board look like.
struct BoardWaits {
    double per_person = 0;  // pathways
    double over_18_weeks = 0;
    double over_52_weeks = 0;
};

struct Frailty {
    std::vector<double> factors;
    Choice classes;
};

struct Model {
    std::uint64_t seed = 1;
    Date as_at = Date(2021, 3, 21);
    std::string small_layer;
    std::vector<std::string> ethnicities;
    std::vector<SmallArea> areas;  // by code
    std::vector<Authority> authorities;
    std::vector<std::string> practices;
    std::vector<std::string> providers;
    std::vector<Condition> conditions;
    std::vector<Service> services;
    std::vector<std::string> specialties;
    Choice specialty;
    Frailty frailty;
    Threshold opt_out = 0;
    // [decile][sex][frailty][age][condition], and expected contacts [service][decile][sex][age].
    std::vector<Threshold> condition_chances;
    std::vector<float> contact_rates;
    std::vector<std::array<double, service_kinds>> board_factors;
    std::vector<BoardWaits> board_waits;
    std::array<double, years_of_age> wait_shape{};  // by age, around 1

    const Threshold* chances(std::size_t decile, std::size_t sex, std::size_t frail,
                             std::size_t age) const {
        const auto at =
            ((decile * sexes + sex) * frailty.factors.size() + frail) * years_of_age + age;
        return &condition_chances[at * conditions.size()];
    }
    float rate(std::size_t service, std::size_t decile, std::size_t sex, std::size_t age) const {
        return contact_rates[((service * deciles + decile) * sexes + sex) * years_of_age + age];
    }
};

// A person's number: the area's digits, then the place among its people.
inline std::int64_t person_number(const SmallArea& area, std::uint32_t place) {
    return area.number * 100'000 + place;
}

}  // namespace concord::population
