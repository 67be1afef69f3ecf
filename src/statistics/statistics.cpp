#include "statistics/statistics.hpp"

#include <algorithm>
#include <cassert>

#include "statistics/parts.hpp"

namespace concord::statistics {
namespace {

constexpr auto column = OptionKind::column;
constexpr auto columns = OptionKind::columns;
constexpr auto value = OptionKind::value;
constexpr auto flag = OptionKind::flag;

Option needed(std::string_view name, std::string_view does) {
    return {name, column, true, does, "", ""};
}

Option with(std::string_view name, std::string_view does) {
    return {name, column, false, does, "", ""};
}

Option by(std::string_view does = "The columns that make up groups (default: the whole file)") {
    return {"by", columns, false, does, "", ""};
}

Option multiplier(std::string_view does) {
    return {"multiplier", value, false, does, "N", ""};
}

Option confidence() {
    return {"confidence", value, false, "Levels of confidence, such as 0.95,0.998 (default: 0.95)",
            "LEVEL,…",    ""};
}

Option full() {
    return {"full", flag, false, "Add what the figures rest on, such as total_count and total_pop",
            "",     ""};
}

Option set(std::string_view name, std::string_view does) {
    return {name, flag, false, does, "", ""};
}

Option kind_of_counts() {
    return {"kind", value,
            false,  "What counts of people make: proportion or rate",
            "KIND", "proportion rate"};
}

std::vector<Statistic> crude_statistics() {
    return {
        {"proportion",
         "Proportions with Wilson's limits",
         {needed("count", "The column with those who have it"),
          needed("population", "The column with all"),
          by("The columns that make up groups (default: each row by itself)"),
          multiplier("100 for per cent (default: 1)"), confidence(), full()}},
        {"rate",
         "Rates with Byar's limits, exact ones of fewer than ten events",
         {needed("count", "The column with events"), needed("population", "The column with people"),
          by("The columns that make up groups (default: each row by itself)"),
          multiplier("Events per so many people (default: 100000)"), confidence(), full()}},
        {"mean",
         "Means with Student's limits",
         {needed("value", "The column with values"), by(), confidence(), full()}}};
}

std::vector<Statistic> standardised_statistics() {
    return {{"dsr",
             "Directly standardised rates with Dobson's limits",
             {needed("count", "The column with events; with --events, with people"),
              needed("population", "The column with people"),
              {"standard", value, true, "esp2013, or the column with the standard population",
               "COLUMN|esp2013", ""},
              by(),
              with("age-band", "The column with the age bands, such as 5-9 and 90+"),
              with("events",
                   "The column with how many events each person had, where they are not "
                   "independent"),
              {"type", value, false, "What is standardised: rate", "TYPE", "rate"},
              multiplier("Events per so many people (default: 100000)"),
              confidence(),
              full()}},
            {"isr",
             "Indirectly standardised rates and ratios",
             {needed("count", "The column with events"),
              needed("population", "The column with people"),
              needed("ref-count", "The column with the reference's events"),
              needed("ref-population", "The column with the reference's people"),
              by(),
              with("age-band", "The column with the age bands, to be checked"),
              {"type", value, false, "rate (default) or ratio", "TYPE", "rate ratio"},
              multiplier("Of the answer (default: 100000 of a rate, 1 of a ratio)"),
              confidence(),
              full()}}};
}

std::vector<Statistic> life_statistics() {
    const Option ages = {
        "age", value, false, "Only at these ages (default: at each band's start)", "AGE,…", ""};
    return {{"life-expectancy",
             "Life expectancy at each age, by Chiang's abridged table",
             {needed("deaths", "The column with deaths"),
              needed("population", "The column with people"),
              needed("age-start", "The column with the age at which each band starts"), by(), ages,
              confidence(), full()}},
            {"healthy-life-expectancy",
             "Years in good health, by Sullivan's method",
             {needed("deaths", "The column with deaths"),
              needed("population", "The column with people"),
              needed("age-start", "The column with the age at which each band starts"),
              needed("good-health", "The column with those asked who are in good health"),
              needed("asked", "The column with those asked"), by(), ages, confidence(), full()}}};
}

std::vector<Statistic> inequality_statistics() {
    return {
        {"sii",
         "The slope index of inequality, with limits by simulation",
         {needed("quantile", "The column with the quantile, 1 the worst off"),
          needed("population", "The column with people"),
          with("value", "The column with values"),
          with("count", "Instead of values, of a proportion: the column with those who have it"),
          with("lower", "The column with the lower 95% limits"),
          with("upper", "The column with the upper 95% limits"),
          with("se",
               "Instead of limits: the column with standard errors, on the log or logit scale "
               "of rates and proportions"),
          {"value-type", value, false, "0 any (default), 1 rates, 2 proportions", "N", "0 1 2"},
          by(),
          {"repetitions", value, false, "Draws (default: 100000)", "N", ""},
          {"seed", value, false, "Where the draws start (default: 1)", "N", ""},
          multiplier("Of the index; -1 turns the polarity (default: 1)"),
          set("rii", "The relative index too"),
          set("intercept", "Where the line starts too"),
          set("transform", "Fit the line on the log or logit scale"),
          set("reliability", "Draw ten times, and say how far the limits lie apart"),
          confidence(),
          full()}},
        {"concentration",
         "The concentration index",
         {needed("rank", "The column that ranks groups, the least the worst off"),
          with("population", "The column with people"), with("value", "The column with values"),
          with("count", "Instead of values: the column with those who have it, or events"),
          kind_of_counts(), with("se", "The column with standard errors of values"),
          with("lower", "Instead: the column with lower limits"),
          with("upper", "The column with upper limits"), by(),
          multiplier("Of counts; the index does not depend on it"), confidence()}},
        {"gaps",
         "Absolute and relative gaps from one group to the others",
         {needed("between", "The column with the groups that are compared"),
          {"reference", value, true, "The group that the others are compared with", "GROUP", ""},
          with("value", "The column with values"),
          with("count", "Instead of values: the column with those who have it, or events"),
          with("population", "The column with people, for counts"),
          kind_of_counts(),
          with("se", "The column with standard errors of values"),
          with("lower", "Instead: the column with lower limits"),
          with("upper", "The column with upper limits"),
          by(),
          multiplier("Of what counts make (default: 1 of a proportion, 100000 of a rate)"),
          confidence()}}};
}

std::vector<Statistic> area_statistics() {
    return {
        {"quantiles",
         "Areas in equal groups by rank",
         {needed("value", "The column that is ranked"),
          {"n", value, false, "How many groups (default: 10)", "N", ""},
          by(),
          {"highest-is", value, false, "The group of the highest values: 1 (default) or N", "N",
           ""},
          with("invert",
               "Instead: the column that says of each group whether the highest come first"),
          full()}},
        {"funnel",
         "What lies outside the control limits of a funnel plot, or the limits",
         {{"kind", value, true, "proportion, rate or ratio", "KIND", "proportion rate ratio"},
          needed("count", "The column with events, or those who have it"),
          with("population", "The column with people, of a proportion or a rate"),
          with("expected", "The column with expected events, of a ratio"),
          with("rate", "The column with the rates"),
          {"rate-type", value, false, "crude (default) or dsr", "TYPE", "crude dsr"},
          {"ratio-type", value, false, "How limits of ratios are said: count (default) or isr",
           "TYPE", "count isr"},
          {"years", value, false, "How many years a rate's people add up (default: 1)", "N", ""},
          {"show", value, false, "significance (default), limits, or of rates points", "WHAT",
           "significance limits points"},
          multiplier("Of the rates (default: 100000), or of proportions (default: 100)"),
          full()}},
        {"smooth",
         "Rates of small areas drawn towards their common rate, by empirical Bayes",
         {needed("count", "The column with events"), needed("population", "The column with people"),
          by("The columns that make up groups with a common rate each (default: the whole file)"),
          multiplier("Events per so many people (default: 100000)"), confidence(), full()}}};
}

std::vector<Statistic> gather() {
    std::vector<Statistic> all;
    for (auto* part : {crude_statistics, standardised_statistics, life_statistics,
                       inequality_statistics, area_statistics}) {
        for (auto& statistic : part())
            all.push_back(std::move(statistic));
    }
    return all;
}

struct Part {
    std::string_view name;
    void (*answer)(Work&);
};

constexpr Part parts[] = {{"proportion", answer_proportion},
                          {"rate", answer_rate},
                          {"mean", answer_mean},
                          {"dsr", answer_direct},
                          {"isr", answer_indirect},
                          {"life-expectancy", answer_life_expectancy},
                          {"healthy-life-expectancy", answer_healthy_life_expectancy},
                          {"sii", answer_slope_index},
                          {"concentration", answer_concentration},
                          {"gaps", answer_gaps},
                          {"quantiles", answer_quantiles},
                          {"funnel", answer_funnel},
                          {"smooth", answer_smoothing}};

StatisticsAnswer answered(Work& work) {
    const auto* part = std::ranges::find(parts, work.question().statistic, &Part::name);
    assert(part != std::end(parts));
    part->answer(work);
    return work.finish();
}

}  // namespace

std::span<const Statistic> all_statistics() {
    static const auto all = gather();
    return all;
}

StatisticsAnswer answer(const Question& question, Diagnostics& diagnostics) {
    Work work(question, diagnostics);
    return answered(work);
}

StatisticsAnswer answer(const Question& question, const Columns& in_memory,
                        Diagnostics& diagnostics) {
    Work work(question, diagnostics, &in_memory);
    return answered(work);
}

}  // namespace concord::statistics
