// What is known of groups of people whose needs must be understood: the most deprived fifth, the
// groups a system itself defines, the clinical areas. need/groups.csv: a row a figure.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "files/csv_reader.hpp"
#include "need/indicator.hpp"

namespace concord::need {

struct GroupFigure {
    std::string group;
    std::string kind;  // core20, plus, clinical-adults or clinical-children
    Aspect aspect = Aspect::need;
    std::string topic;  // severe-mental-illness-check, vaccination, prevention, or empty
    std::string measure;
    double value = 0;
    double everyone = 0;  // the same for all people
    Better better = Better::neither;
    std::string period;
    std::string source;
    Location place;

    bool is_worse() const;  // than for everyone, where a direction is better
};

struct Groups {
    std::vector<GroupFigure> figures;
    std::optional<Location> file;  // where it is there
    std::vector<files::FileReport> inputs;
};

// A row that cannot be used is reported (NED110) and passed over.
Groups read_groups(const std::filesystem::path& folder, const std::string& shown_folder,
                   Diagnostics& diagnostics);

// No group of the system's own with figures that show it worse off (NED111; THE-R040); a group
// without a figure of access, experience or outcomes (NED112; THE-R058); one without the counts of
// checks, vaccination and prevention (NED113; THE-R063).
void check_groups(const Groups& groups, Diagnostics& diagnostics);

}  // namespace concord::need
