// The open data behind a synthetic population, as read: one table a struct, keyed by codes.
#pragma once

#include <array>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "files/csv_reader.hpp"
#include "population/synthetic/model.hpp"
#include "population/synthetic/parameters.hpp"
#include "registry/registry_data.hpp"

namespace concord::population {

// Where the data sets of the parameters are.
struct SourcePlaces {
    const registry::Catalogue* catalogue = nullptr;
    std::filesystem::path data_folder;
};

struct AgeAndSexYears {
    std::array<double, years_of_age> females{};
    std::array<double, years_of_age> males{};
};

struct SexCount {
    std::int64_t people = 0;
    std::int64_t females = 0;
};

struct Weighted {
    std::string code;
    std::string area;
    double weight = 0;
};

struct MonthlyUse {
    std::string area;
    std::string month;
    double attendances = 0;
    double admissions = 0;
};

struct WaitRow {
    std::string specialty;
    double over_18 = 0;
    double over_52 = 0;
};

struct Sources {
    std::map<std::string, std::array<std::int64_t, age_bands>, std::less<>> ages;
    std::map<std::string, std::array<std::int64_t, ethnic_groups>, std::less<>> ethnicity;
    std::map<std::string, SexCount, std::less<>> sex;
    std::map<std::string, AgeAndSexYears, std::less<>> years;
    // By the condition's code: published share of the list, by tenth.
    std::map<std::string, std::array<double, deciles>, std::less<>> conditions;
    std::vector<Weighted> practices;
    std::vector<Weighted> providers;
    std::vector<MonthlyUse> use;
    std::string waits_month;                             // the last
    std::map<std::string, double, std::less<>> waiting;  // by board, in that month
    std::map<std::string, std::vector<WaitRow>, std::less<>> long_waits;
    std::vector<files::FileReport> reports;
};

// Reads them all. A file that is missing or cannot be read is reported; then there is nothing.
std::optional<Sources> read_sources(const Parameters& parameters, const SourcePlaces& places,
                                    Diagnostics& diagnostics);

}  // namespace concord::population
