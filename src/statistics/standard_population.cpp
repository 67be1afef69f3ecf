#include "statistics/standard_population.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "base/text.hpp"
#include "files/csv_reader.hpp"
#include "statistics/bands.hpp"

namespace concord::statistics {
namespace {

constexpr auto rule_standard = "NED007";
// Of the bands that everybody uses, 0-4 to 90+.
constexpr int years_of_band = 5;
constexpr int last_band = 90;

struct AgeWeight {
    int age = 0;
    double weight = 0;
};

std::vector<AgeWeight> read_standard(const Work& work, const std::string& name) {
    const auto file = work.question().catalogue / "standard_populations.csv";
    auto quiet = work.quiet_diagnostics();
    files::CsvReader reader(
        file, files::hand_written(file.string(), {"name", "age", "weight", "source"}), quiet);
    std::vector<AgeWeight> weights;
    while (reader.next()) {
        if (reader.value(0) != name) continue;
        const auto age = parse_whole_number(reader.value(1));
        const auto weight = parse_number(reader.value(2));
        if (age && weight) weights.push_back({static_cast<int>(*age), *weight});
    }
    return weights;
}

// What the standard has from one age up to, and without, another.
double weight_between(const std::vector<AgeWeight>& standard, int from, int to) {
    double sum = 0;
    for (const auto& part : standard)
        if (part.age >= from && part.age < to) sum += part.weight;
    return sum;
}

constexpr int no_end = 1000;

class Weights {
  public:
    Weights(Work& work, const Groups& groups, std::vector<bool>& sound)
        : work_(work), groups_(groups), sound_(sound), weights_(work.frame().size(), 0) {}

    std::vector<double> by_order(const std::vector<AgeWeight>& standard, const std::string& name) {
        std::vector<double> bands;
        for (int age = 0; age <= last_band; age += years_of_band) {
            const int end = age == last_band ? no_end : age + years_of_band;
            bands.push_back(weight_between(standard, age, end));
        }
        for (std::size_t group = 0; group < groups_.size(); ++group) {
            const auto rows = groups_.rows(group);
            if (rows.size() != bands.size()) {
                refuse(group,
                       fmt::format("{} has {} and {} has {} age bands", groups_.words(group),
                                   counted(static_cast<std::int64_t>(rows.size()), "row", "rows"),
                                   name, bands.size()));
                continue;
            }
            for (std::size_t i = 0; i < rows.size(); ++i)
                weights_[rows[i]] = bands[i];
        }
        work_.note(
            fmt::format("{}: rows of a group are taken to stand from the youngest band (0-4) to "
                        "the oldest (90+); --age-band names them instead",
                        name));
        return std::move(weights_);
    }

    std::vector<double> by_name(const std::vector<AgeWeight>& standard, std::size_t slot) {
        const auto& column = work_.frame().texts[slot];
        const auto of_level = weights_of_levels(standard, column);
        for (std::size_t group = 0; group < groups_.size(); ++group) {
            for (const auto row : groups_.rows(group)) {
                const auto& weight = of_level[column.code(row)];
                if (weight) {
                    weights_[row] = *weight;
                    continue;
                }
                if (!said_[column.code(row)]) say_unknown(row, group, column.text(row));
                said_[column.code(row)] = true;
                sound_[group] = false;
            }
        }
        return std::move(weights_);
    }

  private:
    std::vector<std::optional<double>> weights_of_levels(const std::vector<AgeWeight>& standard,
                                                         const TextColumn& column) {
        std::vector<int> starts;
        for (const auto& level : column.levels())
            if (const auto band = age_band(level)) starts.push_back(band->first);
        std::ranges::sort(starts);
        std::vector<std::optional<double>> weights;
        const auto is_start = [&](int age) {
            return age >= no_end ||
                   std::ranges::any_of(standard, [&](const auto& part) { return part.age == age; });
        };
        for (const auto& level : column.levels()) {
            weights.emplace_back();
            const auto band = age_band(level);
            if (!band) continue;
            const auto next = std::ranges::upper_bound(starts, band->first);
            const int end = band->last ? *band->last + 1 : next == starts.end() ? no_end : *next;
            if (is_start(band->first) && (is_start(end) || end > standard.back().age))
                weights.back() = weight_between(standard, band->first, end);
        }
        said_.assign(weights.size(), false);
        return weights;
    }

    void say_unknown(std::size_t row, std::size_t group, const std::string& name) {
        work_.find(rule_standard, row, groups_.words(group),
                   fmt::format("`{}` is no age band of the standard population", shown(name)),
                   "name bands such as 0-4, 5-9 and 90+");
    }

    void refuse(std::size_t group, std::string message) {
        sound_[group] = false;
        work_.find(rule_standard, groups_.rows(group).front(), groups_.words(group),
                   std::move(message));
    }

    Work& work_;
    const Groups& groups_;
    std::vector<bool>& sound_;
    std::vector<double> weights_;
    std::vector<bool> said_;
};

}  // namespace

std::vector<double> carried_weights(Work& work, const Groups& groups,
                                    const CarriedStandard& standard, std::vector<bool>& sound) {
    const auto parts = read_standard(work, standard.name);
    Weights weights(work, groups, sound);
    if (standard.bands == no_slot) return weights.by_order(parts, standard.name);
    return weights.by_name(parts, standard.bands);
}

}  // namespace concord::statistics
