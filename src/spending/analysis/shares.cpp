#include "spending/analysis/shares.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

namespace concord::spending {
namespace {

struct Sum {
    std::int64_t payments = 0;
    std::optional<Pence> amount = Pence();
    void add(Pence more) {
        ++payments;
        amount = amount ? Pence::add(*amount, more) : std::nullopt;
    }
};

std::optional<double> part_of(const std::optional<Pence>& part, const std::optional<Pence>& whole) {
    if (!part || !whole || whole->count() == 0) return std::nullopt;
    return static_cast<double>(part->count()) / static_cast<double>(whole->count());
}

double pounds(const std::optional<Pence>& amount) {
    return amount ? amount->nearest_pounds() : 0;
}

template <typename Take>
void each_payment(const ClassifiedSpending& judged, const Take& take) {
    const auto& payments = judged.spending->payments;
    for (std::size_t i = 0; i < payments.size(); ++i) {
        if (judged.completeness->in_window[i])
            take(payments[i], judged.completeness->of_payment[i], judged.classification->of(i));
    }
}

// The robust score of each body's share of one area among the bodies that can be compared.
void score(std::vector<AreaShare>& shares, const std::vector<Entity>& entities) {
    std::map<std::string, std::vector<std::size_t>> by_area;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        if (entities[shares[i].entity].reason.empty() && shares[i].share)
            by_area[shares[i].area_category].push_back(i);
    }
    for (const auto& [area, places] : by_area) {
        std::vector<double> values;
        for (const auto i : places)
            values.push_back(*shares[i].share);
        const auto scores = robust_scores(values);
        for (std::size_t k = 0; scores && k < places.size(); ++k)
            shares[places[k]].z = scores->z[k];
    }
}

double median_of(std::vector<double> values) {
    std::ranges::sort(values);
    const auto half = values.size() / 2;
    return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

}  // namespace

std::vector<ShareCell> shares_of(const ClassifiedSpending& judged) {
    std::map<std::tuple<std::uint32_t, std::string, std::string>, Sum> sums;
    each_payment(judged, [&](const Payment& payment, std::uint32_t entity, const Classified& is) {
        sums[{entity, is.type.name, is.area.name}].add(payment.amount);
    });
    std::vector<ShareCell> cells;
    for (const auto& [key, sum] : sums) {
        const auto& [entity, type, area] = key;
        cells.push_back({entity, type, area, sum.payments, sum.amount,
                         part_of(sum.amount, judged.completeness->entities[entity].amount)});
    }
    return cells;
}

std::vector<MeanCell> means_of(const ClassifiedSpending& judged,
                               const std::vector<ShareCell>& shares) {
    const auto& entities = judged.completeness->entities;
    const auto comparable =
        std::ranges::count_if(entities, [](const Entity& entity) { return entity.reason.empty(); });
    std::map<std::pair<std::string, std::string>, MeanCell> cells;
    std::map<std::string, double> of_type;
    for (const auto& share : shares) {
        if (!entities[share.entity].reason.empty()) continue;
        auto& cell = cells[{share.type_category, share.area_category}];
        cell.mean_amount += pounds(share.amount);
        cell.mean_share += share.share.value_or(0);
        of_type[share.type_category] += pounds(share.amount);
    }
    std::vector<MeanCell> means;
    for (auto& [key, cell] : cells) {
        cell.type_category = key.first;
        cell.area_category = key.second;
        cell.entities = comparable;
        const auto type_total = of_type[key.first];
        cell.mean_share_of_type = type_total == 0 ? 0 : cell.mean_amount / type_total;
        cell.mean_amount /= static_cast<double>(comparable);
        cell.mean_share /= static_cast<double>(comparable);
        means.push_back(cell);
    }
    return means;
}

std::vector<AreaShare> area_shares_of(const ClassifiedSpending& judged) {
    std::map<std::pair<std::uint32_t, std::string>, Sum> sums;
    each_payment(judged, [&](const Payment& payment, std::uint32_t entity, const Classified& is) {
        sums[{entity, is.area.name}].add(payment.amount);
    });
    std::vector<AreaShare> shares;
    for (const auto& [key, sum] : sums) {
        shares.push_back({key.first, key.second, sum.amount,
                          part_of(sum.amount, judged.completeness->entities[key.first].amount), 0,
                          std::nullopt});
    }
    std::ranges::stable_sort(shares, [](const AreaShare& a, const AreaShare& b) {
        if (a.entity != b.entity) return a.entity < b.entity;
        return a.amount.value_or(Pence()) > b.amount.value_or(Pence());
    });
    int rank = 0;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        rank = i > 0 && shares[i - 1].entity == shares[i].entity ? rank + 1 : 1;
        shares[i].rank = rank;
    }
    score(shares, judged.completeness->entities);
    return shares;
}

std::vector<YearShare> changes_of(const ClassifiedSpending& judged) {
    std::map<std::pair<std::uint32_t, std::string>, Sum> totals;
    std::map<std::pair<std::uint32_t, std::string>, std::set<MonthNumber>> months;
    std::map<std::tuple<std::uint32_t, std::string, std::string>, Sum> sums;
    std::map<std::uint32_t, std::string> first_year;
    each_payment(judged, [&](const Payment& payment, std::uint32_t entity, const Classified& is) {
        if (!payment.date) return;
        const auto month = month_of(*payment.date);
        const auto year = financial_year(month);
        totals[{entity, year}].add(payment.amount);
        months[{entity, year}].insert(month);
        sums[{entity, is.area.name, year}].add(payment.amount);
        auto [entry, is_new] = first_year.emplace(entity, year);
        if (!is_new) entry->second = std::min(entry->second, year);
    });
    // An area that was left in a year is a change too.
    for (const auto& [key, sum] : std::map(sums)) {
        for (const auto& [of, total] : totals) {
            if (of.first == std::get<0>(key)) sums[{of.first, std::get<1>(key), of.second}];
        }
    }
    std::vector<YearShare> changes;
    for (const auto& [key, sum] : sums) {
        const auto& [entity, area, year] = key;
        YearShare row;
        row.entity = entity;
        row.year = year;
        row.months = static_cast<std::int64_t>(months[{entity, year}].size());
        row.area_category = area;
        row.amount = sum.amount;
        row.share = part_of(sum.amount, totals[{entity, year}].amount);
        row.baseline_year = first_year[entity];
        const auto base = sums.find({entity, area, row.baseline_year});
        const auto whole = totals[{entity, row.baseline_year}].amount;
        row.baseline_share =
            part_of(base == sums.end() ? std::optional(Pence()) : base->second.amount, whole);
        changes.push_back(row);
    }
    return changes;
}

std::vector<Outlier> outliers_of(const ClassifiedSpending& judged) {
    std::map<std::pair<std::uint32_t, std::string>, std::map<MonthNumber, Sum>> sums;
    each_payment(judged, [&](const Payment& payment, std::uint32_t entity, const Classified& is) {
        if (payment.date) sums[{entity, is.area.name}][month_of(*payment.date)].add(payment.amount);
    });
    constexpr std::size_t fewest_months = 6;
    std::vector<Outlier> outliers;
    for (const auto& [key, by_month] : sums) {
        std::vector<double> values;
        for (const auto& [month, sum] : by_month)
            values.push_back(pounds(sum.amount));
        const auto scores = values.size() < fewest_months ? std::nullopt : robust_scores(values);
        std::size_t i = 0;
        for (const auto& [month, sum] : by_month) {
            const auto at = i++;
            if (!scores || std::abs(scores->z[at]) <= outlying || !sum.amount) continue;
            outliers.push_back({key.first, key.second, month, *sum.amount, scores->median,
                                scores->deviation, scores->z[at]});
        }
    }
    return outliers;
}

std::optional<RobustScores> robust_scores(const std::vector<double>& values) {
    constexpr std::size_t fewest = 5;
    constexpr double scale = 0.6745;  // makes the score that of a normal distribution
    if (values.size() < fewest) return std::nullopt;
    RobustScores scores;
    scores.median = median_of(values);
    std::vector<double> distances;
    for (const auto value : values)
        distances.push_back(std::abs(value - scores.median));
    scores.deviation = median_of(distances);
    if (scores.deviation == 0) return std::nullopt;
    for (const auto value : values)
        scores.z.push_back(scale * (value - scores.median) / scores.deviation);
    return scores;
}

}  // namespace concord::spending
