#include "agreements/payment.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "base/apportion.hpp"

namespace concord::agreements {
namespace {

std::vector<std::uint64_t> phasing_of(const Element& element, std::span<const Month> months) {
    std::vector<std::uint64_t> weights;
    std::uint64_t all = 0;
    for (const auto& month : months) {
        weights.push_back(element.phasing[static_cast<std::size_t>(month.place_in_year())]);
        all += weights.back();
    }
    // The months of a part of a year may all weigh nothing in the whole.
    if (all == 0) std::ranges::fill(weights, std::uint64_t{1});
    return weights;
}

// The year so far at the end of a month, or one month by itself.
struct Settled {
    Pence fixed;
    Pence variable;
    Pence held;
    Pence payment;
};

// What is agreed for the time that is settled at once: a month, or the year so far.
struct Agreed {
    std::int64_t planned = 0;
    Pence fixed;
    std::optional<Pence> collar;
    std::optional<Pence> cap;
};

std::optional<Pence> variable_pay(const Element& element, std::int64_t planned,
                                  std::int64_t activity) {
    if (element.kind == ElementKind::block) return Pence();
    const auto from = element.kind == ElementKind::aligned ? planned : 0;
    return settle(pay_between(element.pieces, element.price, planned, {from, activity}),
                  pay_denominator, element.rounding);
}

std::optional<Settled> settle_up(const Element& element, const Agreed& agreed,
                                 std::int64_t activity) {
    const auto variable = variable_pay(element, agreed.planned, activity);
    if (!variable) return std::nullopt;
    const auto before = Pence::add(agreed.fixed, *variable);
    if (!before) return std::nullopt;
    auto payment = *before;
    if (agreed.cap) payment = std::min(payment, *agreed.cap);
    // Parts of a collar are rounded apart from those of a cap: the cap holds.
    if (agreed.collar) {
        const auto least = agreed.cap ? std::min(*agreed.collar, *agreed.cap) : *agreed.collar;
        payment = std::max(payment, least);
    }
    const auto held = Pence::subtract(payment, *before);
    if (!held) return std::nullopt;
    return Settled{agreed.fixed, *variable, *held, payment};
}

class YearPayer {
  public:
    YearPayer(const Element& element, std::span<const Month> months)
        : element_(element),
          planned_(planned_by_month(element, months)),
          fixed_(sum_by_month(element, months, element.fixed)) {
        if (element.cap) caps_ = sum_by_month(element, months, *element.cap);
        if (element.collar) collars_ = sum_by_month(element, months, *element.collar);
        for (const auto& month : months)
            payments_.push_back({month, {}, {}, {}, {}, {}, {}, {}, {}});
    }

    std::optional<std::vector<MonthPayment>> pay(const MonthActivity& activity) {
        for (std::size_t i = 0; i < payments_.size(); ++i) {
            auto& month = payments_[i];
            month.planned = planned_[i];
            month.fixed = fixed_[i];
            month.activity = activity[i];
            if (element_.kind == ElementKind::block) month.activity.reset();
            const bool done = element_.to_date ? pay_to_date(i) : pay_by_itself(i);
            if (!done) return std::nullopt;
        }
        return add_up() ? std::optional(std::move(payments_)) : std::nullopt;
    }

  private:
    bool is_known(const MonthPayment& month) const {
        return element_.kind == ElementKind::block || month.activity.has_value();
    }

    Agreed agreed_of(std::size_t i) const {
        Agreed agreed{planned_[i], fixed_[i], {}, {}};
        if (!collars_.empty()) agreed.collar = collars_[i];
        if (!caps_.empty()) agreed.cap = caps_[i];
        return agreed;
    }

    bool pay_by_itself(std::size_t i) {
        auto& month = payments_[i];
        if (!is_known(month)) {
            month.why = "no activity is known";
            return true;
        }
        const auto agreed = agreed_of(i);
        const auto settled = settle_up(element_, agreed, month.activity.value_or(0));
        if (!settled) return false;
        month.variable = settled->variable;
        month.held = settled->held;
        month.payment = settled->payment;
        month.why = sentence(agreed, month.activity.value_or(0), *settled);
        return true;
    }

    static bool add_to(std::optional<Pence>& sum, const std::optional<Pence>& part) {
        if (!sum || !part) {
            sum.reset();
            return true;
        }
        sum = Pence::add(*sum, *part);
        return sum.has_value();
    }

    // All that is agreed and done since the year began, less what was settled before.
    bool pay_to_date(std::size_t i) {
        auto& month = payments_[i];
        const auto part = agreed_of(i);
        so_far_.planned += part.planned;
        const auto grow = [](Pence& sum, Pence more) {
            const auto next = Pence::add(sum, more);
            if (next) sum = *next;
            return next.has_value();
        };
        bool fits = grow(so_far_.fixed, part.fixed);
        if (part.cap) {
            so_far_.cap = so_far_.cap.value_or(Pence());
            fits = grow(*so_far_.cap, *part.cap) && fits;
        }
        if (part.collar) {
            so_far_.collar = so_far_.collar.value_or(Pence());
            fits = grow(*so_far_.collar, *part.collar) && fits;
        }
        if (!fits) return false;
        is_whole_ = is_whole_ && is_known(month);
        if (!is_whole_) {
            month.why = is_known(month) ? "activity of an earlier month of the year is not known"
                                        : "no activity is known";
            return true;
        }
        done_so_far_ += month.activity.value_or(0);
        const auto settled = settle_up(element_, so_far_, done_so_far_);
        if (!settled) return false;
        const auto less = [](Pence now, Pence before) { return Pence::subtract(now, before); };
        month.variable = less(settled->variable, before_.variable);
        month.held = less(settled->held, before_.held);
        month.payment = less(settled->payment, before_.payment);
        if (!month.variable || !month.held || !month.payment) return false;
        month.why = fmt::format("since the year began {}; less {} before: {}",
                                sentence(so_far_, done_so_far_, *settled), before_.payment.words(),
                                month.payment->words());
        before_ = *settled;
        return true;
    }

    bool add_up() {
        std::optional<Pence> sum = Pence();
        for (auto& month : payments_) {
            if (!add_to(sum, month.payment)) return false;
            month.to_date = sum;
        }
        return true;
    }

    std::string sentence(const Agreed& agreed, std::int64_t activity,
                         const Settled& settled) const {
        auto text = first_words(agreed, activity, settled);
        if (settled.held < Pence()) {
            text += fmt::format("; the cap of {} takes {}", agreed.cap->words(),
                                (-settled.held).words());
        } else if (settled.held > Pence()) {
            text += fmt::format("; the collar of {} adds {}", agreed.collar->words(),
                                settled.held.words());
        }
        return text + ": " + settled.payment.words();
    }

    std::string first_words(const Agreed& agreed, std::int64_t activity,
                            const Settled& settled) const {
        const auto units = [](std::int64_t count) {
            return decimal_text(count, activity_decimals);
        };
        const auto rated = [&](std::int64_t from, std::int64_t to) {
            return in_words(stretches(element_.pieces, agreed.planned, from, to));
        };
        if (element_.kind == ElementKind::block) {
            return fmt::format("{} as agreed", agreed.fixed.words());
        }
        const auto price = price_words(element_.price);
        if (element_.kind == ElementKind::cost_and_volume) {
            if (activity == 0) return "nothing was done";
            return fmt::format("{} at {} ({}) make {}", units(activity), price, rated(0, activity),
                               settled.variable.words());
        }
        const auto begin =
            fmt::format("{} for {} planned; ", agreed.fixed.words(), units(agreed.planned));
        if (activity == agreed.planned) return begin + "as many were done";
        const auto difference = units(std::abs(activity - agreed.planned));
        if (activity > agreed.planned) {
            return begin + fmt::format("{} more at {} ({}) add {}", difference, price,
                                       rated(agreed.planned, activity), settled.variable.words());
        }
        return begin + fmt::format("{} fewer at {} ({}) take {}", difference, price,
                                   rated(activity, agreed.planned), (-settled.variable).words());
    }

    const Element& element_;
    std::vector<std::int64_t> planned_;
    std::vector<Pence> fixed_;
    std::vector<Pence> caps_;
    std::vector<Pence> collars_;
    std::vector<MonthPayment> payments_;
    Agreed so_far_;
    Settled before_;
    std::int64_t done_so_far_ = 0;
    bool is_whole_ = true;
};

}  // namespace

std::vector<Pence> sum_by_month(const Element& element, std::span<const Month> months, Pence sum) {
    const auto weights = phasing_of(element, months);
    if (weights.empty()) return {};
    return apportion_by_whole(sum, weights, Pence(std::int64_t{1})).value_or(std::vector<Pence>());
}

std::vector<std::int64_t> planned_by_month(const Element& element, std::span<const Month> months) {
    std::vector<std::int64_t> planned;
    // Whole units stay whole where the year's are.
    const bool is_whole = element.planned % 1000 == 0;
    const auto weights = phasing_of(element, months);
    if (weights.empty()) return planned;
    const auto parts = apportion_by_whole(Pence(element.planned), weights,
                                          Pence(std::int64_t{is_whole ? 1000 : 1}));
    for (const auto& part : *parts)
        planned.push_back(part.count());
    return planned;
}

std::optional<std::vector<MonthPayment>> pay_year(const Element& element,
                                                  std::span<const Month> months,
                                                  const MonthActivity& activity) {
    return YearPayer(element, months).pay(activity);
}

std::optional<ForecastBasis> parse_forecast_basis(std::string_view text) {
    if (text == "plan") return ForecastBasis::plan;
    if (text == "trend") return ForecastBasis::trend;
    return std::nullopt;
}

std::optional<Pence> forecast_year(const Element& element, std::span<const Month> months,
                                   const MonthActivity& activity, ForecastBasis basis) {
    const auto planned = planned_by_month(element, months);
    Wide done = 0;
    Wide expected = 0;
    for (std::size_t i = 0; i < months.size(); ++i) {
        if (!activity[i]) continue;
        done += *activity[i];
        expected += planned[i];
    }
    auto filled = activity;
    for (std::size_t i = 0; i < months.size(); ++i) {
        if (filled[i]) continue;
        filled[i] = planned[i];
        if (basis == ForecastBasis::trend && expected > 0) {
            const auto trend = settle(done * planned[i], expected, Rounding::half_away);
            filled[i] = trend ? std::min(trend->count(), largest_activity) : largest_activity;
        }
    }
    const auto paid = pay_year(element, months, filled);
    if (!paid || paid->empty()) return paid ? std::optional(Pence()) : std::nullopt;
    return paid->back().to_date;
}

}  // namespace concord::agreements
