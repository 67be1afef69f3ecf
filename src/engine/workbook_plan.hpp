// How the cells of an answer's table follow from each other, for a workbook.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace concord {

struct WorkbookPlan {
    // "{baseline}*(1+{growth})": names of columns stand for the cells of the same row.
    struct Formula {
        std::string column;
        std::string formula;
    };
    // Row `row` sums rows `first` to `last`, counted from 0.
    struct Total {
        std::size_t row = 0;
        std::size_t first = 0;
        std::size_t last = 0;
    };
    // `column` adds up `adds` from the first row on that has the same `keys`; a gap ends it.
    struct Running {
        std::string column;
        std::string adds;
        std::vector<std::string> keys;
    };
    struct Meaning {
        std::string column;
        std::string meaning;
    };

    std::vector<Formula> formulas;
    std::vector<Formula> formulas_of_totals;
    std::vector<Running> running;
    std::vector<Total> totals;
    std::vector<std::string> summed;  // columns that totals sum
    std::vector<Meaning> meanings;
    std::vector<std::string> percents;  // columns that are shares
    std::vector<std::string> groups;    // a sheet with the sums of `summed` by these columns
    std::vector<std::string> method;    // sentences
};

}  // namespace concord
