// Life expectancy from an abridged life table, and the part of it in good health.
#pragma once

#include <span>
#include <vector>

namespace concord::numerics {

// One row an age band, youngest first; the first starts at birth, the last has no end. People above
// 0 in each, deaths from 0 to the people, and at least one death in the last.
struct MortalityRows {
    std::span<const double> ages;  // where each band starts, in years
    std::span<const double> deaths;
    std::span<const double> populations;
};

// What the table says at the start of a band.
struct Expectancy {
    double years = 0;
    double standard_error = 0;
    bool is_reached = false;  // somebody of the table lives to it; else there is nothing to say
};

// Life expectancy at the start of each band by Chiang's abridged table (1968): q = Mn / (1 + Mn(1 −
// a)) with a = 0.1 in the first band and 0.5 later, and the last band lived for 1/M years. The
// variance adds to Chiang's that of the last band's rate (Silcocks, Jenner and Reza 2001): l² · 4 /
// (4 d M²).
std::vector<Expectancy> life_expectancy(const MortalityRows& rows);

// Years in good health by Sullivan's method (1971): the person-years of each band times the share
// in good health. The variance takes both the shares' and the deaths' uncertainty in (Mathers 1991;
// Jagger and others 2014); `share_variances` are those of the shares.
struct HealthRows {
    MortalityRows mortality;
    std::span<const double> shares;
    std::span<const double> share_variances;
};
std::vector<Expectancy> healthy_life_expectancy(const HealthRows& rows);

}  // namespace concord::numerics
