// Funnel plots: what lies outside the limits, the limits themselves, and the points of rates.
#include "numerics/funnel.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "base/text.hpp"
#include "statistics/answer_table.hpp"
#include "statistics/parts.hpp"

namespace concord::statistics {
namespace {

using numerics::Limits;

enum class FunnelKind { proportion, rate, ratio };

FunnelKind kind_of(const std::string& word) {
    if (word == "rate") return FunnelKind::rate;
    return word == "ratio" ? FunnelKind::ratio : FunnelKind::proportion;
}

class Funnel {
  public:
    explicit Funnel(Work& work) : work_(work) {
        auto& options = work.options();
        kind_ = kind_of(options.word("kind", "proportion", {"proportion", "rate", "ratio"}));
        show_ = options.word("show", "significance", {"significance", "limits", "points"});
        is_direct_ = options.word("rate-type", "crude", {"crude", "dsr"}) == "dsr";
        is_rated_ = options.word("ratio-type", "count", {"count", "isr"}) == "isr";
        constexpr double most_years = 100;
        years_ = options.number("years", 1, {1, most_years, true});
        multiplier_ = work.multiplier(kind_ == FunnelKind::rate ? 100'000 : 100);
        count_ = work.number("count", NumberKind::people_or_nobody);
        population_ =
            work.number(kind_ == FunnelKind::ratio ? "expected" : "population", NumberKind::people);
        rate_ = work.number("rate", NumberKind::count);
        if (kind_ == FunnelKind::proportion) work.at_most(count_, population_, "NED004");
        work.keep_columns();
        work.say_of_damage(
            "those rows have no place, and the common value is worked out without them");
        check_options();
    }

    void answer() {
        if (!work_.read()) return;
        derive();
        if (!(average_ > 0)) {
            work_.find("NED015", 0, work_.options().text("count"),
                       "no event of anybody: there is no common value to compare with");
            return;
        }
        if (show_ == "limits") {
            write_limits();
        } else {
            write_rows();
        }
    }

  private:
    void check_options() {
        auto& options = work_.options();
        if (kind_ == FunnelKind::proportion && population_ == no_slot)
            options.refuse("a proportion needs people", "give their column with --population");
        if (kind_ == FunnelKind::ratio && population_ == no_slot)
            options.refuse("a ratio needs what is expected", "give its column with --expected");
        if (kind_ == FunnelKind::rate && is_direct_ && rate_ == no_slot)
            options.refuse("a directly standardised rate needs its column", "give it with --rate");
        if (kind_ == FunnelKind::rate && rate_ == no_slot && population_ == no_slot)
            options.refuse("a rate needs people or the rate itself",
                           "give a column with --population or --rate");
        if (show_ == "points" && kind_ != FunnelKind::rate)
            options.refuse("points are worked out for rates only", "give --kind rate");
    }

    // People, expected events, or of a rate the people that it implies; none of a row that is left
    // out.
    std::optional<double> denominator(std::size_t row) const {
        if (work_.frame().is_damaged[row]) return std::nullopt;
        if (kind_ != FunnelKind::rate || rate_ == no_slot) return work_.numbers(population_)[row];
        const double count = work_.numbers(count_)[row];
        const double rate = work_.numbers(rate_)[row];
        if (count > 0 && rate > 0) return multiplier_ * count / rate;
        if (is_direct_ || population_ == no_slot) return std::nullopt;
        return work_.numbers(population_)[row];
    }

    void derive() {
        double events = 0;
        double people = 0;
        for (std::size_t row = 0; row < work_.frame().size(); ++row) {
            denominators_.push_back(denominator(row));
            if (work_.frame().is_damaged[row]) continue;
            say_unplaced(row);
            events += work_.numbers(count_)[row];
            if (denominators_[row]) people += *denominators_[row];
        }
        average_ = people > 0 ? events / people : 0;
    }

    void say_unplaced(std::size_t row) {
        if (denominators_[row] || is_few(row)) return;
        work_.find("NED014", row, work_.options().text("rate"),
                   work_.numbers(count_)[row] > 0
                       ? std::string("a rate of 0 with events is no rate")
                       : std::string("a row without events needs its people: give --population"));
    }

    // Of directly standardised rates, fewer than ten events have no place.
    bool is_few(std::size_t row) const {
        return kind_ == FunnelKind::rate && is_direct_ &&
               work_.numbers(count_)[row] < numerics::few_events;
    }

    std::string significance(std::size_t row) const {
        const double count = work_.numbers(count_)[row];
        if (is_few(row)) return "Not applicable for events less than 10 for dsrs";
        if (kind_ == FunnelKind::proportion)
            return std::string(numerics::to_string(
                numerics::proportion_significance(count, *denominators_[row], average_)));
        const double common = kind_ == FunnelKind::ratio ? 1 : average_;
        return std::string(
            numerics::to_string(numerics::ratio_significance(count, *denominators_[row], common)));
    }

    void write_rows() {
        AnswerTable table("funnel");
        table.add_kept(work_.frame());
        if (show_ == "points") {
            std::vector<std::optional<double>> rates;
            std::vector<std::optional<double>> people;
            for (std::size_t row = 0; row < work_.frame().size(); ++row) {
                const bool has_point = denominators_[row] && !is_few(row);
                people.push_back(has_point ? std::optional(*denominators_[row] / years_)
                                           : std::nullopt);
                rates.push_back(has_point ? std::optional(rate_of(row)) : std::nullopt);
            }
            table.add_numbers(work_.options().text("rate", "rate") + "_chart", rates);
            table.add_numbers("denominator_derived", people);
        } else {
            std::vector<Value> words;
            for (std::size_t row = 0; row < work_.frame().size(); ++row) {
                const bool has_place =
                    !work_.frame().is_damaged[row] && (denominators_[row] || is_few(row));
                words.push_back(has_place ? Value(significance(row)) : Value());
            }
            table.add("significance", ColumnType::text, std::move(words));
        }
        work_.answer().table = table.take();
    }

    double rate_of(std::size_t row) const {
        if (rate_ != no_slot) return work_.numbers(rate_)[row];
        return work_.numbers(count_)[row] / *denominators_[row] * multiplier_;
    }

    // ── limits ──

    std::vector<double> points() const {
        numerics::AxisRange range{0, 0, kind_ == FunnelKind::rate ? years_ : 1};
        bool is_first = true;
        for (const auto& people : denominators_) {
            if (!people) continue;
            range.least = is_first ? *people : std::min(range.least, *people);
            range.greatest = std::max(range.greatest, *people);
            is_first = false;
        }
        auto axis = numerics::funnel_axis(range);
        if (kind_ == FunnelKind::rate) {
            axis.minimum = std::floor(axis.minimum * average_);
            axis.maximum = std::ceil(axis.maximum * average_);
        }
        return numerics::funnel_points(axis, kind_ == FunnelKind::ratio);
    }

    void write_limits() {
        const auto at = points();
        AnswerTable table("funnel_limits");
        const char* name = kind_ == FunnelKind::proportion ? "Population"
                           : kind_ == FunnelKind::rate     ? "Events"
                                                           : "Observed_events";
        add(table, name, at, [](double point) { return point; });
        for (const auto tail : {numerics::two_sigma_tail, numerics::three_sigma_tail}) {
            const std::string sigmas = tail == numerics::two_sigma_tail ? "2s" : "3s";
            write_side(table, at, {"lower_" + sigmas, tail, true});
            write_side(table, at, {"upper_" + sigmas, tail, false});
        }
        if (kind_ != FunnelKind::ratio)
            add(table, "baseline", at, [&](double) { return average_ * multiplier_; });
        if (work_.is_full())
            table.add("statistic", ColumnType::text, std::vector<Value>(at.size(), statistic()));
        work_.answer().table = table.take();
    }

    struct Side {
        std::string name;
        double tail = 0;
        bool is_lower = false;
    };

    void write_side(AnswerTable& table, const std::vector<double>& at, const Side& side) const {
        if (kind_ == FunnelKind::proportion) {
            add(table, side.name + "_limit", at, [&](double people) {
                const auto limits = numerics::proportion_funnel(average_, people, side.tail);
                return side.is_lower ? std::max(0.0, limits.lower) * multiplier_
                                     : std::min(1.0, limits.upper) * multiplier_;
            });
            return;
        }
        // So few observed where the most are expected mark the lower limit, and the other way
        // round.
        const auto expected = [&](double events) {
            const auto limits = numerics::expected_funnel(events, side.tail);
            return side.is_lower ? limits.upper : limits.lower;
        };
        if (kind_ == FunnelKind::ratio) {
            add(table, side.name + "_exp_events", at, expected);
            add(table, side.name + "_limit", at, [&](double events) {
                const double ratio = events / expected(events);
                return is_rated_ ? ratio * 100 : ratio - 1;
            });
            return;
        }
        add(table, side.name + "_population_1_year", at,
            [&](double events) { return expected(events) / average_ / years_; });
        add(table, side.name + "_limit", at,
            [&](double events) { return events / expected(events) * average_ * multiplier_; });
    }

    template <typename Get>
    static void add(AnswerTable& table, std::string name, const std::vector<double>& at,
                    const Get& get) {
        std::vector<std::optional<double>> values;
        for (const double point : at)
            values.emplace_back(get(point));
        table.add_numbers(std::move(name), values);
    }

    std::string statistic() const {
        if (kind_ == FunnelKind::proportion) return "proportion";
        if (kind_ == FunnelKind::ratio) return is_rated_ ? "ratio (isr)" : "ratio (count)";
        return fmt::format("rate ({} per {})", is_direct_ ? "dsr" : "crude",
                           with_thousands(static_cast<std::int64_t>(multiplier_)));
    }

    Work& work_;
    FunnelKind kind_ = FunnelKind::proportion;
    std::string show_;
    bool is_direct_ = false;
    bool is_rated_ = false;
    double years_ = 1;
    double multiplier_ = 100;
    std::size_t count_ = no_slot;
    std::size_t population_ = no_slot;
    std::size_t rate_ = no_slot;
    std::vector<std::optional<double>> denominators_;
    double average_ = 0;
};

}  // namespace

void answer_funnel(Work& work) {
    Funnel(work).answer();
}

}  // namespace concord::statistics
