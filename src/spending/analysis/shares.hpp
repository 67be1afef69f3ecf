// What was spent on what: shares by type and area, their means over the bodies that can be compared
// (PIR-M08, step C), ranks within the groups of total expenditure (PIR-M09), and how shares changed
// from year to year (PIR-M10).
#pragma once

#include <string>
#include <vector>

#include "spending/analysis/months.hpp"
#include "spending/classification.hpp"

namespace concord::spending {

// Of one body: what fell into one category of type and one of area.
struct ShareCell {
    std::uint32_t entity = 0;
    std::string type_category;
    std::string area_category;
    std::int64_t payments = 0;
    std::optional<Pence> amount = Pence();
    std::optional<double> share;  // of the body's total
};

struct MeanCell {
    std::string type_category;
    std::string area_category;
    std::int64_t entities = 0;      // bodies that can be compared, with such payments or not
    double mean_amount = 0;         // pounds
    double mean_share = 0;          // of the bodies' totals
    double mean_share_of_type = 0;  // of what they spent on this type
};

struct AreaShare {
    std::uint32_t entity = 0;
    std::string area_category;
    std::optional<Pence> amount = Pence();
    std::optional<double> share;
    int rank = 0;             // 1 is the body's largest area
    std::optional<double> z;  // robust, among the bodies that can be compared
};

struct YearShare {
    std::uint32_t entity = 0;
    std::string year;
    std::int64_t months = 0;  // with payments
    std::string area_category;
    std::optional<Pence> amount = Pence();
    std::optional<double> share;
    std::string baseline_year;
    std::optional<double> baseline_share;
};

struct ClassifiedSpending {
    const Spending* spending = nullptr;
    const Classification* classification = nullptr;
    const Completeness* completeness = nullptr;
};

std::vector<ShareCell> shares_of(const ClassifiedSpending& judged);
std::vector<MeanCell> means_of(const ClassifiedSpending& judged,
                               const std::vector<ShareCell>& shares);
std::vector<AreaShare> area_shares_of(const ClassifiedSpending& judged);
std::vector<YearShare> changes_of(const ClassifiedSpending& judged);

// A month's spending far from the body's other months of the same area: by the median and the
// median absolute deviation, 0.6745 (x - median) / MAD beyond 3.5 either way, from six months on.
struct Outlier {
    std::uint32_t entity = 0;
    std::string area_category;
    MonthNumber month = 0;
    Pence amount;
    double median = 0;     // pounds
    double deviation = 0;  // pounds
    double z = 0;
};
std::vector<Outlier> outliers_of(const ClassifiedSpending& judged);

// 0.6745 (x - median) / MAD for each value; nothing where there are fewer than five, or more than
// half are equal.
struct RobustScores {
    double median = 0;
    double deviation = 0;
    std::vector<double> z;
};
std::optional<RobustScores> robust_scores(const std::vector<double>& values);
inline constexpr double outlying = 3.5;

}  // namespace concord::spending
