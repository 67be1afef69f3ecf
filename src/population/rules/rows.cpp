#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.hpp"
#include "population/rules/rules.hpp"

namespace concord::population::rules {
namespace {

struct Said {
    std::string_view rule;
    std::string_view one;
    std::string_view many;
};

// What is said of so many rows.
constexpr std::array<Said, 9> of_rows = {{
    {"POP001", "person is younger than 0 or older than 120",
     "people are younger than 0 or older than 120"},
    {"POP002", "row has a person who stands before", "rows have people who stand before"},
    {"POP003", "person died before birth, or is not yet born",
     "people died before birth, or are not yet born"},
    {"POP004", "person lives in an area that is not known",
     "people live in areas that are not known"},
    {"POP005", "person lives in an area of another vintage than the others",
     "people live in areas of another vintage than the others"},
    {"POP007", "row lacks what it must have", "rows lack what they must have"},
    {"POP008", "row has a word, a count or a cost that cannot be",
     "rows have a word, a count or a cost that cannot be"},
    {"POP013", "row is of nobody in the table of people",
     "rows are of nobody in the table of people"},
    {"POP014", "row is dated before its person's birth, after the death, or out of order",
     "rows are dated before their person's birth, after the death, or out of order"},
}};

// Places of a Parquet file are rows; a diagnostic counts lines, which are rows and a header in CSV.
Location place_of(const RowTally& tally, std::int64_t row) {
    if (tally.file.is_parquet) return {tally.file.shown_path, 0, 0};
    return {tally.file.shown_path, static_cast<std::uint32_t>(row), 0};
}

std::string first_at(const RowTally& tally, std::int64_t row) {
    return tally.file.is_parquet ? fmt::format("row {}", with_thousands(row))
                                 : fmt::format("line {}", row);
}

}  // namespace

void check_rows(std::span<const RowTally> tallies, Diagnostics& diagnostics) {
    for (const auto& tally : tallies) {
        for (const auto& left : tally.left_out) {
            const auto* said = std::ranges::find(of_rows, left.rule, &Said::rule);
            if (said == of_rows.end()) continue;
            diagnostics.add(
                {said->rule, place_of(tally, left.first_row), tally.table,
                 fmt::format("{}, the first in {}: left out of {}",
                             counted(left.rows, said->one, said->many),
                             first_at(tally, left.first_row), counted(tally.rows, "row", "rows"))});
        }
        for (const auto& mended : tally.mended) {
            diagnostics.add(
                {"POP006", place_of(tally, mended.first_row), tally.table,
                 fmt::format("{} a word for sex or ethnicity that the schema has not, the first in "
                             "{}: taken as unknown",
                             counted(mended.rows, "person has", "people have"),
                             first_at(tally, mended.first_row))});
        }
    }
}

void check_areas(std::span<const AreaCount> over, const Location& place, Diagnostics& diagnostics) {
    for (const auto& area : over) {
        diagnostics.add({"POP015", place, area.code,
                         fmt::format("more people are in `{}` than one and a half times the {} "
                                     "that are published of it",
                                     shown(area.code), with_thousands(area.published))});
    }
}

}  // namespace concord::population::rules
