// The slope and the relative index of inequality.
#include <algorithm>
#include <atomic>
#include <cmath>
#include <thread>

#include <fmt/format.h>

#include "base/text.hpp"
#include "statistics/answer_table.hpp"
#include "statistics/bands.hpp"
#include "statistics/indicator.hpp"
#include "statistics/parts.hpp"

namespace concord::statistics {
namespace {

using numerics::IndicatorKind;
using numerics::Limits;

constexpr std::size_t fewest_quantiles = 5;
constexpr std::size_t most_quantiles = 100;
constexpr std::size_t usual_quantiles = 10;
constexpr int samples_of_reliability = 10;

// What a group says: both indices, their limits a level, and how far further samples lie apart.
struct Slope {
    bool has_value = false;
    numerics::Gradient gradient;
    std::vector<Limits> slope_limits;
    std::vector<Limits> ratio_limits;
    std::vector<double> slope_apart;
    std::vector<double> ratio_apart;
};

// FNV-1a: the group's name as the place of its random numbers.
std::uint64_t stream_of(const std::string& key) {
    std::uint64_t hash = 0xCBF29CE484222325ULL;
    for (const char c : key)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
    return hash;
}

class SlopeIndices {
  public:
    explicit SlopeIndices(Work& work) : work_(work), kind_(kind_of(work)), indicator_(work, kind_) {
        auto& options = work.options();
        constexpr double most_repetitions = 10'000'000;
        simulation_.repetitions = static_cast<std::int64_t>(
            options.number("repetitions", 100'000, {1000, most_repetitions, true}));
        simulation_.seed =
            static_cast<std::uint64_t>(options.number("seed", 1, {0, 9'007'199'254'740'992, true}));
        simulation_.multiplier = options.number("multiplier", 1, {});
        if (simulation_.multiplier == 0)
            options.refuse("--multiplier cannot be nothing", "give 1, or -1 to turn the polarity");
        simulation_.draws_ratios = options.has("rii");
        transforms_ = options.has("transform");
        if (transforms_ && kind_ == IndicatorKind::normal)
            options.refuse("--transform needs a rate or a proportion", "give --value-type 1 or 2");
        quantiles_ = work.text("quantile");
        by_ = work.texts("by");
    }

    void answer() {
        if (!work_.read() || !read_quantiles()) return;
        const Groups groups(work_.frame(), by_);
        auto sound = sound_groups(work_, groups);
        check_bands(work_, groups, {quantiles_, no_slot}, sound);
        indicator_.check(groups, sound);
        slopes_.resize(groups.size());
        work_out(groups, sound);
        say_unsteady(groups);
        write(groups);
    }

  private:
    static IndicatorKind kind_of(Work& work) {
        const auto type = work.options().word("value-type", "0", {"0", "1", "2"});
        if (type == "1") return IndicatorKind::rate;
        return type == "2" ? IndicatorKind::proportion : IndicatorKind::normal;
    }

    // Each level of the quantile column must be a number; from the least, the worst off, on.
    bool read_quantiles() {
        const auto& column = work_.frame().texts[quantiles_];
        for (const auto& level : column.levels())
            numbers_.push_back(cell_number(level).value_or(std::nan("")));
        for (std::size_t row = 0; row < column.size(); ++row) {
            if (!std::isnan(numbers_[column.code(row)])) continue;
            work_.find("NED013", row, work_.options().text("quantile"),
                       fmt::format("`{}` is no number of a quantile", shown(column.text(row))));
            return false;
        }
        const auto count = numbers_.size();
        if (count < fewest_quantiles || count > most_quantiles) {
            work_.find("NED022", 0, work_.options().text("quantile"),
                       fmt::format("the file has {} quantiles", count));
            return false;
        }
        if (count > usual_quantiles)
            work_.note(fmt::format(
                "{} quantiles: with so many, small numbers make a slope unsteady", count));
        return true;
    }

    // One group after another from a shared counter; each writes into its own place, so that the
    // answer is the same whatever the number of threads.
    void work_out(const Groups& groups, const std::vector<bool>& sound) {
        std::atomic<std::size_t> next{0};
        const auto run = [&] {
            for (auto group = next++; group < groups.size(); group = next++)
                if (sound[group]) slopes_[group] = slope_of(groups, group);
        };
        const auto wanted = static_cast<std::size_t>(std::max(1, work_.question().threads));
        std::vector<std::jthread> threads;
        for (std::size_t i = 1; i < std::min(wanted, groups.size()); ++i)
            threads.emplace_back(run);
        run();
    }

    Slope slope_of(const Groups& groups, std::size_t group) const {
        std::vector<std::uint32_t> rows(groups.rows(group).begin(), groups.rows(group).end());
        std::ranges::sort(rows, {}, [&](std::uint32_t row) {
            return numbers_[work_.frame().texts[quantiles_].code(row)];
        });
        std::vector<double> values;
        std::vector<double> errors;
        std::vector<double> populations;
        for (const auto row : rows) {
            values.push_back(indicator_.value(row));
            errors.push_back(indicator_.standard_error(row));
            populations.push_back(indicator_.population(row));
        }
        const numerics::GradientRows gradient{values, errors, populations, kind_, transforms_};
        Slope slope;
        slope.has_value = true;
        slope.gradient = numerics::gradient(gradient);
        slope.gradient.slope_index *= simulation_.multiplier;
        if (simulation_.multiplier < 0)
            slope.gradient.relative_index = 1 / slope.gradient.relative_index;
        simulate(gradient, stream_of(groups.key(group)), slope);
        return slope;
    }

    void simulate(const numerics::GradientRows& rows, std::uint64_t stream, Slope& slope) const {
        auto simulation = simulation_;
        simulation.stream = stream;
        const bool is_repeated = work_.question().options.contains("reliability");
        const int samples = is_repeated ? samples_of_reliability : 1;
        slope.slope_apart.assign(work_.levels().size(), 0);
        slope.ratio_apart.assign(work_.levels().size(), 0);
        for (int sample = 0; sample < samples; ++sample) {
            simulation.first = sample * simulation.repetitions;
            auto draws = numerics::draw_gradients(rows, simulation);
            auto slopes = numerics::limits_of_draws(draws.slope_indices, work_.levels());
            std::vector<Limits> ratios;
            if (simulation.draws_ratios)
                ratios = numerics::limits_of_draws(draws.relative_indices, work_.levels());
            if (sample == 0) {
                slope.slope_limits = std::move(slopes);
                slope.ratio_limits = std::move(ratios);
                continue;
            }
            add_apart(slope.slope_limits, slopes, slope.slope_apart);
            add_apart(slope.ratio_limits, ratios, slope.ratio_apart);
        }
    }

    // The mean distance of both limits from those of the first sample.
    static void add_apart(const std::vector<Limits>& first, const std::vector<Limits>& other,
                          std::vector<double>& apart) {
        constexpr double limits_compared = 2 * (samples_of_reliability - 1);
        for (std::size_t i = 0; i < first.size(); ++i)
            apart[i] += (std::abs(other[i].lower - first[i].lower) +
                         std::abs(other[i].upper - first[i].upper)) /
                        limits_compared;
    }

    // A relative index is a ratio of two ends of the line: of ends of different sign it means
    // nothing.
    void say_unsteady(const Groups& groups) {
        for (std::size_t group = 0; simulation_.draws_ratios && group < slopes_.size(); ++group) {
            const auto& slope = slopes_[group];
            if (!slope.has_value || slope.gradient.relative_index > 0) continue;
            work_.find("NED015", groups.rows(group).front(), groups.words(group),
                       fmt::format("the line of {} goes through nothing, and the ratio of its ends "
                                   "means nothing",
                                   groups.words(group)));
        }
    }

    std::vector<std::size_t> all_of(const Groups& groups) const {
        std::vector<std::size_t> order(groups.size());
        for (std::size_t i = 0; i < order.size(); ++i)
            order[i] = i;
        return order;
    }

    void write(const Groups& groups) {
        AnswerTable table("sii");
        table.add_groups(work_, groups, by_, all_of(groups));
        std::vector<Outcome> outcomes;
        const auto method = fmt::format("simulation {} reps", simulation_.repetitions);
        for (const auto& slope : slopes_) {
            Outcome outcome;
            outcome.statistic = "slope index of inequality";
            outcome.method = method;
            if (slope.has_value) outcome.value = slope.gradient.slope_index;
            for (const auto& limits : slope.slope_limits)
                outcome.limits.push_back(limits);
            outcomes.push_back(std::move(outcome));
        }
        table.add_outcomes(work_, outcomes);
        write_own_columns(table);
        work_.answer().table = table.take();
    }

    template <typename Get>
    void column(AnswerTable& table, std::string name, const Get& get) const {
        std::vector<std::optional<double>> values;
        for (const auto& slope : slopes_)
            values.push_back(slope.has_value ? std::optional<double>(get(slope)) : std::nullopt);
        table.add_numbers(std::move(name), values);
    }

    // The same figures under the names that phe_sii gives them, and what only it has.
    void write_own_columns(AnswerTable& table) const {
        const bool has_ratios = simulation_.draws_ratios;
        column(table, "sii", [](const Slope& of) { return of.gradient.slope_index; });
        if (has_ratios)
            column(table, "rii", [](const Slope& of) { return of.gradient.relative_index; });
        if (work_.options().has("intercept"))
            column(table, "intercept", [](const Slope& of) { return of.gradient.intercept; });
        for (std::size_t i = 0; i < work_.levels().size(); ++i)
            write_level(table, i, false);
        for (std::size_t i = 0; has_ratios && i < work_.levels().size(); ++i)
            write_level(table, i, true);
        if (work_.is_full()) write_metadata(table);
    }

    void write_level(AnswerTable& table, std::size_t i, bool is_ratio) const {
        const auto& level = work_.levels()[i];
        const std::string index = is_ratio ? "rii" : "sii";
        const auto limits = [&](const Slope& of) -> const Limits& {
            return is_ratio ? of.ratio_limits[i] : of.slope_limits[i];
        };
        column(table, index + "_" + limit_name("lower", level),
               [&](const Slope& of) { return limits(of).lower; });
        column(table, index + "_" + limit_name("upper", level),
               [&](const Slope& of) { return limits(of).upper; });
        if (!work_.options().has("reliability")) return;
        auto name = limit_name("mad", level);
        name.resize(name.size() - 2);  // sii_mad95_0, without the cl of limits
        column(table, index + "_" + name,
               [&](const Slope& of) { return is_ratio ? of.ratio_apart[i] : of.slope_apart[i]; });
    }

    void write_metadata(AnswerTable& table) const {
        const auto rows = slopes_.size();
        const char* type = kind_ == IndicatorKind::normal ? "normal"
                           : kind_ == IndicatorKind::rate ? "rate"
                                                          : "proportion";
        table.add("indicator_type", ColumnType::text, std::vector<Value>(rows, std::string(type)));
        table.add("multiplier", ColumnType::number,
                  std::vector<Value>(rows, simulation_.multiplier));
        table.add("transform", ColumnType::truth, std::vector<Value>(rows, transforms_));
        table.add("CI_confidence", ColumnType::text,
                  std::vector<Value>(rows, level_words(work_.levels())));
        table.add(
            "CI_method", ColumnType::text,
            std::vector<Value>(rows, fmt::format("simulation {} reps", simulation_.repetitions)));
    }

    Work& work_;
    IndicatorKind kind_;
    Indicator indicator_;
    numerics::Simulation simulation_;
    bool transforms_ = false;
    std::size_t quantiles_ = no_slot;
    std::vector<std::size_t> by_;
    std::vector<double> numbers_;  // by code of the quantile column
    std::vector<Slope> slopes_;
};

}  // namespace

void answer_slope_index(Work& work) {
    SlopeIndices(work).answer();
}

}  // namespace concord::statistics
