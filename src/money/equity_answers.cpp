#include "money/equity_answers.hpp"

#include <algorithm>
#include <map>

namespace concord::money {
namespace {

constexpr int groups = 5;

std::optional<Pence> per(Pence amount, double people) {
    if (people <= 0) return std::nullopt;
    return amount.times(1 / people, Pence(std::int64_t{1}), Rounding::half_away);
}

std::optional<double> part_of(double part, double whole) {
    return whole > 0 ? std::optional(part / whole) : std::nullopt;
}

std::optional<double> difference(std::optional<double> now, std::optional<double> before) {
    return now && before ? std::optional(*now - *before) : std::nullopt;
}

// Rows of each key in the order of the keys; within one, in the order of the file.
template <typename Row, typename Key>
std::map<std::string, std::vector<const Row*>> grouped(const std::vector<Row>& rows, Key key) {
    std::map<std::string, std::vector<const Row*>> found;
    for (const auto& row : rows)
        found[key(row)].push_back(&row);
    return found;
}

}  // namespace

std::vector<FormulaShown> formulas_of(const Equity& equity) {
    const auto bodies = grouped(
        equity.formula, [](const FormulaPart& part) { return part.year + "\n" + part.body; });
    std::vector<FormulaShown> found;
    for (const auto& [key, parts] : bodies) {
        FormulaShown shown;
        shown.year = parts.front()->year;
        shown.body = parts.front()->body;
        shown.first = parts.front();
        double need = 0;
        double adjustment = 0;
        for (const auto* part : parts) {
            (part->is_for_inequalities ? adjustment : need) += part->weight * part->people;
            shown.weights += part->weight;
            if (!part->is_for_inequalities) continue;
            shown.adjustment_weight += part->weight;
            if (!shown.inequalities) shown.inequalities = part;
        }
        const auto need_weight = shown.weights - shown.adjustment_weight;
        shown.both = need + adjustment;
        shown.need = need_weight > 0 ? need / need_weight : 0;
        if (shown.adjustment_weight > 0) shown.adjustment = adjustment / shown.adjustment_weight;
        if (shown.inequalities) shown.basis = shown.inequalities->basis;
        found.push_back(std::move(shown));
    }
    return found;
}

std::vector<CouncilShown> councils_of(const Equity& equity) {
    const auto services = grouped(
        equity.councils, [](const CouncilSpending& row) { return row.year + "\n" + row.service; });
    std::vector<CouncilShown> found;
    for (auto [key, rows] : services) {
        std::ranges::stable_sort(rows, [](const CouncilSpending* a, const CouncilSpending* b) {
            return a->deprivation.value_or(-1) > b->deprivation.value_or(-1);
        });
        int order = 0;
        for (const auto* row : rows) {
            CouncilShown shown;
            shown.row = row;
            shown.per_head = per(row->spending, row->people);
            if (row->need_index)
                shown.per_need = per(row->spending, row->people * *row->need_index);
            if (row->deprivation) shown.order = ++order;
            found.push_back(shown);
        }
    }
    return found;
}

std::vector<PlaceShown> places_of(const Equity& equity) {
    const auto years = grouped(equity.places, [](const PlaceResources& row) { return row.year; });
    std::vector<PlaceShown> found;
    std::map<std::string, PlaceShown> before;
    for (auto [year, rows] : years) {
        std::ranges::stable_sort(rows, [](const PlaceResources* a, const PlaceResources* b) {
            return a->deprivation > b->deprivation;
        });
        double people = 0;
        double spending = 0;
        double staff = 0;
        for (const auto* row : rows) {
            people += row->people;
            spending += row->spending.nearest_pounds();
            staff += row->staff;
        }
        std::map<std::string, PlaceShown> now;
        int order = 0;
        for (const auto* row : rows) {
            PlaceShown shown;
            shown.row = row;
            shown.order = ++order;
            shown.per_head = per(row->spending, row->people);
            shown.share_of_people = row->people / people;
            shown.share_of_spending = part_of(row->spending.nearest_pounds(), spending);
            shown.share_of_staff = part_of(row->staff, staff);
            const auto last = before.find(row->place);
            if (last != before.end()) {
                shown.shift_of_spending =
                    difference(shown.share_of_spending, last->second.share_of_spending);
                shown.shift_of_staff =
                    difference(shown.share_of_staff, last->second.share_of_staff);
            }
            now.emplace(row->place, shown);
            found.push_back(shown);
        }
        before = std::move(now);
    }
    return found;
}

std::optional<Pence> PracticeGroup::per_patient() const {
    return funding ? per(*funding, patients) : std::nullopt;
}

std::optional<Pence> PracticeGroup::per_weighted() const {
    return funding ? per(*funding, weighted) : std::nullopt;
}

std::optional<double> PracticeGroup::doctors_per_10000() const {
    return part_of(10'000 * doctors, weighted_with_doctors);
}

std::vector<PracticeGroup> practice_groups_of(const Equity& equity) {
    const auto years =
        grouped(equity.practices, [](const PracticeFunding& row) { return row.year; });
    std::vector<PracticeGroup> found;
    for (auto [year, rows] : years) {
        std::ranges::stable_sort(rows, [](const PracticeFunding* a, const PracticeFunding* b) {
            return a->deprivation > b->deprivation;
        });
        int group = 0;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const auto& row = *rows[i];
            const bool is_tied = i > 0 && rows[i - 1]->deprivation == row.deprivation;
            const auto due = static_cast<int>(i * groups / rows.size()) + 1;
            if (!is_tied && due > group) {
                group = due;
                found.push_back({year, group});
                found.back().first = &row;
            }
            auto& into = found.back();
            ++into.practices;
            into.patients += row.patients;
            into.weighted += row.weighted;
            into.funding = into.funding ? Pence::add(*into.funding, row.funding) : std::nullopt;
            if (!row.doctors) continue;
            into.doctors += *row.doctors;
            into.weighted_with_doctors += row.weighted;
        }
    }
    return found;
}

std::optional<Pence> CostsShown::change() const {
    return before ? Pence::subtract(row->costs, before->costs) : std::nullopt;
}

std::optional<double> CostsShown::change_share() const {
    if (!before) return std::nullopt;
    return part_of(row->costs.nearest_pounds() - before->costs.nearest_pounds(),
                   before->costs.nearest_pounds());
}

std::optional<double> CostsShown::team_change() const {
    return before ? difference(row->team, before->team) : std::nullopt;
}

std::optional<double> CostsShown::team_change_share() const {
    const auto change = team_change();
    return change ? part_of(*change, *before->team) : std::nullopt;
}

std::vector<CostsShown> costs_of(const Equity& equity) {
    auto bodies = grouped(equity.costs, [](const RunningCosts& row) { return row.body; });
    std::vector<CostsShown> found;
    for (auto& [body, rows] : bodies) {
        std::ranges::stable_sort(
            rows, [](const RunningCosts* a, const RunningCosts* b) { return a->year < b->year; });
        const RunningCosts* before = nullptr;
        for (const auto* row : rows) {
            found.push_back({row, before});
            before = row;
        }
    }
    return found;
}

}  // namespace concord::money
