// People on waiting lists, one row a pathway, by column: what is known of each, with "unknown" as a
// value of its own in everything by which people are divided (THE-R059).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/diagnostic.hpp"
#include "files/csv_reader.hpp"
#include "waiting/row_source.hpp"

namespace concord::waiting {

// By what a list can be divided.
enum class Split : std::uint8_t { specialty, fifth, ethnicity, sex, age_band, place, priority };
inline constexpr std::size_t split_count = 7;

std::string_view to_string(Split split);
std::optional<Split> parse_split(std::string_view text);  // "age" is the age band
std::vector<std::string> split_names();

// The group of people of whom the answer is not known, in every split.
inline constexpr const char* unknown_group = "unknown";

// Groups of one split by number; 0 is "unknown".
class Groups {
  public:
    Groups() { number(unknown_group); }
    std::uint32_t number(std::string_view name);
    const std::string& name(std::uint32_t number) const { return names_[number]; }
    std::size_t size() const { return names_.size(); }

  private:
    std::vector<std::string> names_;
    std::unordered_map<std::string, std::uint32_t> numbers_;
};

struct Pathways {
    std::array<Groups, split_count> groups;
    std::array<std::vector<std::uint32_t>, split_count> group_of;  // by split, then pathway
    std::vector<std::int32_t> start;                               // days since 1970-01-01
    std::vector<std::int32_t> stop;  // `still_open` where there is none
    // Whom the catalogue of PLUS groups or a deprived fifth names, and what was done (THE-R060).
    std::vector<std::string> id;
    std::vector<std::string> plus;
    std::vector<std::string> action;
    bool knows_plus = false;
    bool knows_action = false;
    files::FileReport report;                     // of the first file
    std::vector<files::FileReport> more_reports;  // of its further parts
    std::int64_t left_out = 0;  // pathways of people who opted out of planning, or are dead

    static constexpr std::int32_t still_open = 2'000'000'000;

    std::size_t size() const { return start.size(); }
    std::uint32_t group(Split split, std::size_t pathway) const {
        return group_of[static_cast<std::size_t>(split)][pathway];
    }
    const Groups& of(Split split) const { return groups[static_cast<std::size_t>(split)]; }
    bool is_waiting(std::size_t pathway, std::int32_t day) const {
        return start[pathway] <= day && stop[pathway] > day;
    }
    // More than so many weeks of seven days: a person referred 126 days ago has not yet waited
    // more than 18.
    double weeks_waited(std::size_t pathway, std::int32_t day) const {
        return static_cast<double>(day - start[pathway]) / 7;
    }
};

class PeopleBeside;

// A file of pathways. The headers of its columns are those that are usual, unless they are named.
struct PathwayFile {
    std::string path;
    std::string shown_path;
    // By our name of the column ("start"): the file's own header.
    std::vector<std::pair<std::string, std::string>> headers;
    std::optional<Date> as_at;  // the day on which the list is counted; nothing: see latest_day
    std::vector<RowFile> more = {};  // further parts of the same list
    // What the list does not say of a person, the table of people may: absent, nothing is joined.
    const PeopleBeside* beside = nullptr;
};

// The names of the columns, for options.
std::vector<std::string> pathway_columns();

// Reads a CSV or Parquet file. A row whose dates make no sense is left out and said (NED300 to
// NED303); anything else that cannot be read becomes "unknown" and is said.
Pathways read_pathways(const PathwayFile& file, Diagnostics& diagnostics);

// The latest day on which anything begins or ends.
std::optional<Date> latest_day(const Pathways& pathways);

}  // namespace concord::waiting
