#include "spending/analysis/months.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <set>
#include <tuple>
#include <unordered_map>

#include <fmt/format.h>

#include "base/text.hpp"
#include "spending/vocabulary.hpp"

namespace concord::spending {
namespace {

std::optional<Pence> plus(std::optional<Pence> sum, Pence amount) {
    return sum ? Pence::add(*sum, amount) : std::nullopt;
}

// What makes two payments the same, whatever else their tables say of them.
struct PaymentKey {
    std::uint32_t entity = 0;
    Texts::Id supplier = 0;
    int day = 0;
    std::int64_t amount = 0;

    bool operator<(const PaymentKey& other) const {
        return std::tie(entity, supplier, day, amount) <
               std::tie(other.entity, other.supplier, other.day, other.amount);
    }
};

class Gathering {
  public:
    Gathering(const Spending& spending, const MonthWindow& window)
        : spending_(spending), window_(window) {}

    Completeness run() {
        name_entities();
        for (std::size_t i = 0; i < spending_.payments.size(); ++i)
            count(static_cast<std::uint32_t>(i));
        find_repeats();
        for (std::size_t e = 0; e < result_.entities.size(); ++e)
            settle_months(e);
        return std::move(result_);
    }

  private:
    void name_entities() {
        std::map<std::string, std::string> names;  // plain to written
        std::unordered_map<Texts::Id, std::string> plain;
        for (const auto& payment : spending_.payments) {
            if (plain.contains(payment.entity)) continue;
            const auto& name = spending_.texts[payment.entity];
            plain[payment.entity] = plain_words(name);
            names.emplace(plain[payment.entity], name);
        }
        std::map<std::string, std::uint32_t> index;
        for (const auto& [key, name] : names) {
            index[key] = static_cast<std::uint32_t>(result_.entities.size());
            result_.entities.emplace_back().name = name;
        }
        for (const auto& payment : spending_.payments)
            result_.of_payment.push_back(index[plain[payment.entity]]);
        months_.resize(result_.entities.size());
        tables_.resize(result_.entities.size());
        result_.in_window.assign(spending_.payments.size(), false);
    }

    void count(std::uint32_t index) {
        const auto& payment = spending_.payments[index];
        const auto e = result_.of_payment[index];
        auto& entity = result_.entities[e];
        if (payment.date && !window_.contains(month_of(*payment.date))) {
            ++entity.outside;
            return;
        }
        result_.in_window[index] = true;
        ++entity.payments;
        entity.amount = plus(entity.amount, payment.amount);
        entity.without_type += payment.expense_type == 0 ? 1 : 0;
        entity.without_area += payment.expense_area == 0 ? 1 : 0;
        if (!payment.date) {
            ++entity.without_date;
            return;
        }
        const auto month = month_of(*payment.date);
        auto [entry, is_new] = months_[e].try_emplace(month);
        auto& one = entry->second;
        if (is_new) one.first_payment = index;
        one.month = month;
        ++one.payments;
        one.amount = plus(one.amount, payment.amount);
        one.without_type += payment.expense_type == 0 ? 1 : 0;
        one.without_area += payment.expense_area == 0 ? 1 : 0;
        ++tables_[e][month][payment.sheet];
    }

    // A payment that stands in two tables counts as repeated once for each table but the one that
    // has it most often: the same payment twice in one table may well be two payments.
    void find_repeats() {
        if (spending_.sheets.size() < 2) return;
        std::map<PaymentKey, std::map<std::uint32_t, std::int64_t>> places;
        for (std::size_t i = 0; i < spending_.payments.size(); ++i) {
            const auto& payment = spending_.payments[i];
            if (!payment.date || !result_.in_window[i]) continue;
            const auto e = result_.of_payment[i];
            if (tables_[e][month_of(*payment.date)].size() < 2) continue;
            const PaymentKey key{e, payment.supplier, payment.date->days_since_epoch(),
                                 payment.amount.count()};
            ++places[key][payment.sheet];
        }
        const Date epoch(1970, 1, 1);
        for (const auto& [key, counts] : places) {
            std::int64_t all = 0;
            std::int64_t most = 0;
            for (const auto& [sheet, count] : counts) {
                all += count;
                most = std::max(most, count);
            }
            auto& month = months_[key.entity][month_of(epoch.plus_days(key.day))];
            month.repeated += all - most;
            if (const auto part = Pence::multiply(Pence(key.amount), all - most))
                month.repeated_amount = plus(month.repeated_amount, *part);
        }
    }

    void settle_months(std::size_t e) {
        auto& months = months_[e];
        auto& entity = result_.entities[e];
        if (months.empty() && !(window_.from && window_.to)) return;
        auto first = months.empty() ? *window_.from : months.begin()->first;
        auto last = months.empty() ? *window_.to : months.rbegin()->first;
        if (window_.from) first = *window_.from;
        if (window_.to) last = *window_.to;
        for (auto month = first; month <= last; ++month) {
            auto& one = months[month];
            one.month = month;
            one.tables = static_cast<std::int64_t>(tables_[e][month].size());
            one.state = state_of(one, tables_[e][month]);
            entity.months.push_back(one);
        }
    }

    static MonthState state_of(const EntityMonth& month,
                               const std::map<std::uint32_t, std::int64_t>& tables) {
        if (month.payments == 0) return MonthState::missing;
        auto least = month.payments;
        for (const auto& [sheet, count] : tables)
            least = std::min(least, count);
        if (tables.size() > 1 && month.repeated * 2 >= least) return MonthState::twice;
        const bool whole = month.without_type == 0 && month.without_area == 0;
        return whole ? MonthState::complete : MonthState::incomplete;
    }

    const Spending& spending_;
    MonthWindow window_;
    Completeness result_;
    std::vector<std::map<MonthNumber, EntityMonth>> months_;
    std::vector<std::map<MonthNumber, std::map<std::uint32_t, std::int64_t>>> tables_;
};

// Why a body's spending cannot stand beside that of others.
std::string reason_of(const Entity& entity) {
    if (entity.name.empty()) return "no body is named";
    if (entity.payments == 0) return "no payment in the months asked about";
    if (!entity.amount || *entity.amount <= Pence()) return "its payments come to nothing";
    if (entity.without_type == entity.payments) return "no payment has a type";
    if (entity.without_area == entity.payments) return "no payment has an area";
    const auto missing = entity.in_state(MonthState::missing);
    if (missing > 0) return counted(missing, "month is missing", "months are missing");
    const auto twice = entity.in_state(MonthState::twice);
    if (twice > 0) return counted(twice, "month stands twice", "months stand twice");
    if (entity.without_date > 0)
        return counted(entity.without_date, "payment has no date", "payments have no date");
    const auto blank = std::max(entity.without_type, entity.without_area);
    if (blank > 0)
        return counted(blank, "payment lacks its type or area", "payments lack their type or area");
    return {};
}

void compare(std::vector<Entity>& entities) {
    std::vector<std::int64_t> totals;
    for (auto& entity : entities) {
        entity.reason = reason_of(entity);
        if (entity.reason.empty()) totals.push_back(entity.amount->count());
    }
    const auto groups = groups_of(totals, 5);
    std::size_t next = 0;
    for (auto& entity : entities) {
        if (entity.reason.empty()) entity.group = groups[next++];
    }
}

}  // namespace

MonthNumber month_of(Date date) {
    using namespace std::chrono;
    const year_month_day day{sys_days(days(date.days_since_epoch()))};
    return static_cast<int>(day.year()) * 12 +
           static_cast<int>(static_cast<unsigned>(day.month())) - 1;
}

std::string month_text(MonthNumber month) {
    return fmt::format("{:04}-{:02}", month / 12, month % 12 + 1);
}

std::string financial_year(MonthNumber month) {
    const int first = (month - 3) / 12;
    return fmt::format("{:04}/{:02}", first, (first + 1) % 100);
}

std::string_view to_string(MonthState state) {
    switch (state) {
        case MonthState::complete:
            return "complete";
        case MonthState::missing:
            return "missing";
        case MonthState::twice:
            return "twice";
        default:
            return "without type or area";
    }
}

std::int64_t Entity::in_state(MonthState state) const {
    return std::ranges::count(months, state, &EntityMonth::state);
}

Completeness completeness_of(const Spending& spending, const MonthWindow& window) {
    auto result = Gathering(spending, window).run();
    compare(result.entities);
    return result;
}

std::vector<int> groups_of(const std::vector<std::int64_t>& values, int n) {
    auto sorted = values;
    std::ranges::sort(sorted);
    // The percentile of Stata: the mean of two values where n·p is whole, else the next value.
    std::vector<double> cuts;
    const auto count = static_cast<std::int64_t>(sorted.size());
    for (int cut = 1; cut < n && count > 0; ++cut) {
        const auto at = static_cast<std::size_t>(count * cut / n);
        const bool is_whole = count * cut % n == 0;
        cuts.push_back(
            is_whole && at > 0
                ? (static_cast<double>(sorted[at - 1]) + static_cast<double>(sorted[at])) / 2
                : static_cast<double>(sorted[at]));
    }
    std::vector<int> groups;
    for (const auto value : values) {
        int group = 1;
        for (const auto cut : cuts)
            group += static_cast<double>(value) > cut ? 1 : 0;
        groups.push_back(group);
    }
    return groups;
}

}  // namespace concord::spending
