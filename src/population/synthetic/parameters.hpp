// The file of parameters of a synthetic population: which data sets it rests on, and what no data
// set gives, each with its source.
#pragma once

#include <array>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/diagnostic.hpp"

namespace concord::population {

// The headers of the columns of one data set, by what they are for.
using SourceColumns = std::map<std::string, std::vector<std::string>, std::less<>>;

// A line through points of (age, weight), held outside them.
using AgeCurve = std::vector<std::pair<double, double>>;
double at_age(const AgeCurve& curve, double age);

struct ConditionParameters {
    std::string scheme;  // the code list that the code is of
    std::string code;
    std::string name;
    int from_age = 0;
    int to_age = 200;
    double female = 1;
    AgeCurve weights;
    std::optional<double> level;  // share of those of its ages; absent: from the data
    double gradient = 1;
    std::string source;
};

struct ServiceParameters {
    std::string kind;
    std::optional<double> level;  // contacts a person and year
    std::string from_data;        // attendances or admissions
    bool at_practice = false;
    bool bundled = false;
    double cost = 0;
    double female = 1;
    AgeCurve weights;
    double gradient = 1;
    std::string source;
};

struct Parameters {
    std::string title;
    std::string whole;  // the word for all areas together
    Date as_at = Date(2021, 3, 21);
    std::map<std::string, std::string, std::less<>> areas;  // small, authority, board, …: layers
    std::map<std::string, std::string, std::less<>> data;   // what for: a data set's id
    std::map<std::string, SourceColumns, std::less<>> columns;     // by what the data set is for
    std::vector<std::pair<std::string, std::string>> ethnicities;  // our word, the census's
    double opt_out = 0;
    AgeCurve frailty;  // factor, share of people
    std::vector<ConditionParameters> conditions;
    std::vector<ServiceParameters> services;
    AgeCurve wait_weights;
    std::vector<std::pair<std::string, std::string>> sources;  // of what, as it stands in the file
};

// Reads the file; nothing where it is missing or says what cannot be.
std::optional<Parameters> read_parameters(const std::filesystem::path& path,
                                          const std::string& shown_path, Diagnostics& diagnostics);

}  // namespace concord::population
