// `money place`: need indices and budgets of places from a file of practices, small areas or
// councils (FRM-R276, FRM-R296, FRM-R298).
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "money/place_money.hpp"
#include "money/unit_file.hpp"
#include "store/column_data.hpp"

namespace concord::money {

// A system's money by system and stream; where it is not given, baselines grow by `growth`.
using Budgets = std::map<std::pair<std::string, std::string>, Pence>;

struct PlaceRequest {
    UnitRequest units;
    NeedOptions need;
    std::string year;
    Budgets budgets;
    std::vector<Pence> budget_of_streams;  // of the only system, a stream each
    std::optional<double> growth;          // of every baseline, where no budget is given
    std::optional<PaceRule> rule;
    std::vector<double> shares;  // weights of the streams together, where no money says them
    // What if units lay in other places: unit and place.
    std::vector<std::pair<std::string, std::string>> moves;
};

// A place in one stream, or in all together (`stream` is then "together").
struct PlaceRow {
    std::string system;
    std::string place;
    std::string stream;
    PlaceMoney money;
    std::string explanation;
};

// Every place of every system, stream by stream and then together where the streams can be weighed
// against each other.
std::vector<PlaceRow> place_rows(const UnitFile& units, const PlaceRequest& request,
                                 Diagnostics& diagnostics);

// The table place_budgets. Gaps stand where nothing is known.
const store::TableSchema& place_budgets_schema();
void add_place_row(const PlaceRow& row, const std::string& year, store::RowWriter& rows);

struct PlaceAnswer {
    Table table;
    std::vector<std::string> notes;
};

PlaceAnswer answer_place(const PlaceRequest& request, Diagnostics& diagnostics);

// system, stream, budget (MON001), and unit, place of what-if places.
Budgets read_budgets(const std::filesystem::path& path, const std::string& shown_path,
                     Diagnostics& diagnostics);
std::vector<std::pair<std::string, std::string>> read_moves(const std::filesystem::path& path,
                                                            const std::string& shown_path,
                                                            Diagnostics& diagnostics);

}  // namespace concord::money
