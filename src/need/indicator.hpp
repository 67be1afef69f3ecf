// What is counted of each small area or practice, and where the counts stand: as
// need/indicators.toml and the catalogue say it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostic.hpp"

namespace concord::need {

// Of what a figure speaks (THE-R058).
enum class Aspect { need, access, experience, outcome };

// What a figure is made for (THE-R094).
enum class Use { find_gaps, design, follow, make_the_case };

enum class Better { higher, lower, neither };

std::string_view to_string(Aspect aspect);
std::string_view to_string(Use use);
std::string_view to_string(Better better);
std::optional<Aspect> parse_aspect(std::string_view text);
std::optional<Use> parse_use(std::string_view text);
std::optional<Better> parse_better(std::string_view text);

// Which row of a data set a key stands in, and the word it gives for it: the board of a practice.
struct Through {
    std::string dataset;
    std::string key;
    std::string value;
};

struct Indicator {
    std::string id;
    std::string title;
    Aspect aspect = Aspect::need;
    Use use = Use::find_gaps;
    Better better = Better::neither;
    bool is_trait = false;  // by which areas are said to be alike

    std::string dataset;                                     // of the catalogue …
    std::string file;                                        // … or a CSV file in need/
    std::vector<std::pair<std::string, std::string>> where;  // only rows with these words
    std::string layer;                                       // of the areas that the rows count
    std::string unit_column;  // their codes; of practices, with `through`, the practice's
    std::optional<Through> through;
    // The fifth of deprivation of each unit by a data set; without, by the rank of the small area.
    std::optional<Through> fifths;
    bool fifth_of_least = false;  // in that data set 1 is the least deprived

    std::vector<std::string> count;  // columns that are added up; none: a share of the people
    std::string share_percent;       // a column with that share in per cent
    std::string population;          // the column of people
    std::string
        deprivation;  // instead of a file: people in the most deprived fifth by this measure
    std::string period;
    std::string period_column;
    std::string topic;  // of what evidence asks for: ethnicity, condition, …
    std::string note;
    Location place;
};

// People by age and sex: counts of small areas by age, and the share of women and girls at each age
// of the authority that a small area lies in.
struct PeopleSource {
    std::string dataset;
    std::string layer;
    std::string unit_column;
    std::vector<std::pair<std::string, std::string>> bands;  // "00-04", and its column
    std::string period;
    std::string sexes;  // a data set with a row an authority and sex, a column a year of age
    std::string sexes_layer;
    std::string sexes_unit;
    std::string sex_column;
    std::string female;
    std::string male;
    std::string note;
    Location place;
};

// One thing that evidence of need must hold.
struct EvidenceItem {
    std::string id;
    std::string title;
    std::vector<std::string> topics;  // indicators of these topics answer it …
    std::string aspect;               // … or of this aspect …
    std::string part;                 // … or a part: people, gaps, trend, similar, groups
    Location place;
};

struct NeedPlan {
    std::vector<std::string> layers;  // for whose areas figures are made
    std::vector<Indicator> indicators;
    std::int64_t similar = 5;  // so many areas alike are named
    std::optional<PeopleSource> people;
    std::vector<EvidenceItem> evidence;
    bool has_own_evidence = false;
};

}  // namespace concord::need
