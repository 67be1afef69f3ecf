#include <algorithm>
#include <bit>
#include <map>
#include <tuple>
#include <vector>

#include <fmt/format.h>

#include "base/text.hpp"
#include "spending/rules/rules.hpp"

namespace concord::spending::rules {
namespace {

Location place_of(const SpendingData& data, const Payment& payment) {
    return {data.spending.sheets[payment.sheet].source(), payment.line, payment.column};
}

std::string shown_name(const Entity& entity) {
    return entity.name.empty() ? "a body without a name" : fmt::format("`{}`", shown(entity.name));
}

void check_month(const SpendingData& data, const Entity& entity, const EntityMonth& month,
                 Diagnostics& diagnostics) {
    const auto name = shown_name(entity);
    if (month.state == MonthState::missing) {
        const auto& sheets = data.spending.sheets;
        diagnostics.add(
            {"MON113",
             {sheets.empty() ? "" : sheets.front().file, 0, 0},
             entity.name,
             fmt::format("no payment of {} is dated in {}", name, month_text(month.month))});
        return;
    }
    const auto place = place_of(data, data.spending.payments[month.first_payment]);
    if (month.state == MonthState::twice) {
        diagnostics.add(
            {"MON108", place, entity.name,
             fmt::format("{} of {} in {} {} in more than one table, {} pounds in all",
                         counted(month.repeated, "payment", "payments"), name,
                         month_text(month.month), month.repeated == 1 ? "stands" : "stand",
                         month.repeated_amount ? month.repeated_amount->pounds() : "too many")});
    }
    const bool never =
        entity.without_type == entity.payments && entity.without_area == entity.payments;
    if (!never && (month.without_type > 0 || month.without_area > 0)) {
        diagnostics.add(
            {"MON111", place, entity.name,
             fmt::format("of {} of {} in {}, {} no expense type and {} no expense area",
                         counted(month.payments, "payment", "payments"), name,
                         month_text(month.month), month.without_type, month.without_area)});
    }
}

auto figures_of(const Payment& payment) {
    return std::tuple(payment.sheet, payment.amount.count(),
                      payment.date ? payment.date->days_since_epoch() : 0, payment.supplier,
                      payment.expense_type, payment.expense_area);
}

// The payments with a reference whose figures may stand more than once: others cannot be repeated,
// and are most.
std::vector<const Payment*> possibly_repeated(const Spending& spending) {
    const auto& payments = spending.payments;
    const auto bits = std::bit_ceil(16 * payments.size() + 64);
    std::vector<bool> seen(bits);
    std::vector<bool> again(bits);
    const auto bit_of = [bits](const Payment& payment) {
        constexpr std::uint64_t odd = 0x9E3779B97F4A7C15;  // the golden ratio: spreads neighbours
        auto hash = static_cast<std::uint64_t>(payment.amount.count()) * odd;
        hash = (hash ^ (hash >> 32U) ^ payment.supplier) * odd;
        return static_cast<std::size_t>((hash ^ (hash >> 32U)) & (bits - 1));
    };
    for (const auto& payment : payments) {
        const auto bit = bit_of(payment);
        if (seen[bit]) again[bit] = true;
        seen[bit] = true;
    }
    std::vector<const Payment*> found;
    for (const auto& payment : payments) {
        if (payment.reference != 0 && again[bit_of(payment)]) found.push_back(&payment);
    }
    return found;
}

// The same payment twice in one table. Without a reference two equal payments may well be two: only
// with one are they said.
void check_repeated(const SpendingData& data, Diagnostics& diagnostics) {
    const auto what_is_paid = [&](const Payment* payment) {
        return std::pair(figures_of(*payment), data.spending.references[payment->reference]);
    };
    auto candidates = possibly_repeated(data.spending);
    std::ranges::stable_sort(candidates, {}, what_is_paid);
    std::map<const Payment*, std::uint32_t> first_line_of;  // in the order of the rows
    const Payment* first = nullptr;
    for (const auto* payment : candidates) {
        if (first && what_is_paid(first) == what_is_paid(payment)) {
            first_line_of.emplace(payment, first->line);
        } else {
            first = payment;
        }
    }
    for (const auto& [payment, line] : first_line_of) {
        diagnostics.add({"MON110", place_of(data, *payment), "",
                         fmt::format("this payment is the same as that of line {}, reference and "
                                     "all",
                                     line)});
    }
}

void check_entity(const SpendingData& data, const Entity& entity, std::size_t index,
                  Diagnostics& diagnostics) {
    for (const auto& month : entity.months)
        check_month(data, entity, month, diagnostics);
    if (entity.payments == 0) return;
    const auto& owners = data.completeness.of_payment;
    const auto first = std::ranges::find(owners, index) - owners.begin();
    const auto place = place_of(data, data.spending.payments[static_cast<std::size_t>(first)]);
    const auto payments = counted(entity.payments, "payment", "payments");
    if (entity.without_type == entity.payments && entity.without_area == entity.payments) {
        diagnostics.add({"MON111", place, entity.name,
                         fmt::format("none of {} of {} has an expense type or an expense area",
                                     payments, shown_name(entity))});
    }
    if (!entity.name.empty()) return;
    diagnostics.add({"MON124", place, "",
                     fmt::format("{} no body, the first here",
                                 counted(entity.payments, "payment names", "payments name"))});
}

}  // namespace

void check_completeness(const SpendingData& data, Diagnostics& diagnostics) {
    const auto& entities = data.completeness.entities;
    for (std::size_t i = 0; i < entities.size(); ++i)
        check_entity(data, entities[i], i, diagnostics);
    check_repeated(data, diagnostics);
    if (entities.size() < 2) return;
    for (const auto& entity : entities) {
        if (entity.reason.empty()) continue;
        diagnostics.add(
            {"MON126",
             {data.spending.sheets.front().file, 0, 0},
             entity.name,
             fmt::format("{} is left out of comparisons: {}", shown_name(entity), entity.reason)});
    }
}

}  // namespace concord::spending::rules
