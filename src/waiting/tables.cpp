// The tables of waiting lists, with the meaning of every column, and their rows.
#include <algorithm>
#include <cassert>
#include <cmath>
#include <functional>

#include <fmt/format.h>

#include "waiting/waiting.hpp"

namespace concord::waiting {
namespace {

using store::RowWriter;
using store::TableSchema;

constexpr auto text = ColumnType::text;
constexpr auto whole = ColumnType::whole_number;
constexpr auto number = ColumnType::number;
constexpr auto date = ColumnType::date;

const char* const held_back = "people; empty where disclosure control holds it back";

const std::vector<TableSchema> all_schemas = {
    {"waiting_lists",
     "how many wait on each list, how many too long, and how long they have waited",
     {{"source", text, "pathways, or the data sets of open data"},
      {"body", text, "ODS code of the board, of open data"},
      {"name", text, "its name, as published"},
      {"list", text, "the specialty, as the source names it; all for the whole"},
      {"day", date, "on which they are counted: of a published month, its last"},
      {"weeks", whole, "what is too long"},
      {"waiting", whole, held_back},
      {"over", whole, "of those, who have waited longer than so many weeks"},
      {"value", number, "over / waiting, of the counts as shown"},
      {"lowercl", number, "lower limit of its interval"},
      {"uppercl", number, "upper limit of its interval"},
      {"confidence", number, "of the interval"},
      {"method", text, "of the interval"},
      {"median_weeks", number, "half have waited no longer"},
      {"p92_weeks", number, "92 in 100 have waited no longer"},
      {"mean_weeks", number, "the mean wait so far"}}},
    {"waiting_groups",
     "the same by deprivation fifth, ethnicity, sex, age and place, those of whom it is not known "
     "as a group of their own, against what would be if each specialty and age waited alike "
     "(THE-R059)",
     {{"split", text, "by what people are divided; all for everyone"},
      {"group", text, "the group; fifth 1 is the most deprived"},
      {"weeks", whole, "what is too long"},
      {"waiting", whole, held_back},
      {"over", whole, "of those, who have waited longer than so many weeks"},
      {"value", number, "over / waiting, of the counts as shown"},
      {"lowercl", number, "lower limit of its interval"},
      {"uppercl", number, "upper limit of its interval"},
      {"confidence", number, "of both intervals"},
      {"statistic", text, "what value is"},
      {"method", text, "of its interval"},
      {"expected", number,
       "the share expected if each specialty and age band waited as in the whole list"},
      {"ratio", number, "over / what was expected: above 1, more wait too long than elsewhere"},
      {"ratio_lowercl", number, "lower limit, by Byar's method"},
      {"ratio_uppercl", number, "upper limit"},
      {"median_weeks", number, "half have waited no longer"},
      {"p92_weeks", number, "92 in 100 have waited no longer"},
      {"mean_weeks", number, "the mean wait so far"},
      {"expected_mean_weeks", number, "the mean if each specialty and age band waited alike"}}},
    {"waiting_queue",
     "each list as a queue: whether it can hold, how long it should be, what it would take",
     {{"source", text, "pathways, or the data sets of open data"},
      {"body", text, "ODS code of the board, of open data"},
      {"list", text, "the specialty; all for the whole"},
      {"from", date, "first day of what was counted"},
      {"to", date, "last day"},
      {"referrals", whole, "people put on the list"},
      {"removals", whole, "people taken from it"},
      {"queue", whole, "people on it when the last day ends"},
      {"demand", number, "referrals a week"},
      {"capacity", number, "removals a week, while somebody was waiting"},
      {"load", number, "demand / capacity; from 1 on the list grows without end"},
      {"target_weeks", number, "the wait that is promised"},
      {"mean_wait", number, "weeks waited so far, of those on the list"},
      {"pressure", number, "2 x mean_wait / target_weeks; above 1 the promise will not be kept"},
      {"target_mean_wait", number, "target_weeks / factor"},
      {"target_queue", number, "demand x target_mean_wait (Little's law)"},
      {"cv_demand", number, "coefficient of variation of the days between referrals"},
      {"cv_capacity", number, "and between removals; what is empty counts as 1"},
      {"target_capacity", number, "a week: what keeps the list at its target"},
      {"relief_capacity", number,
       "a week: what brings it there in time, where it is more than twice its target"},
      {"state", text, "grows (load of 1 or more), relief (more than twice its target) or holds"},
      {"basis", text, "what the rates rest on"}}},
    {"waiting_plan",
     "where extra slots do most for those who wait longest, week by week",
     {{"list", text, "the specialty"},
      {"week", whole, "from now, 0"},
      {"usual_slots", whole, "treatments that are there anyway"},
      {"extra_slots", whole, "given by the plan"},
      {"waiting_without", whole, "who wait when the week ends, without the extra slots"},
      {"waiting_with", whole, "and with them"},
      {"weeks", whole, "what is too long"},
      {"over_without", whole, "who wait longer than that; rounded, small counts empty"},
      {"over_with", whole, "and with the extra slots"},
      {"basis", text, "what the slots rest on, and what was assumed"}}},
    {"waiting_months",
     "the published months of each list",
     {{"body", text, "ODS code of the board"},
      {"list", text, "the specialty; all for the whole"},
      {"month", date, "its first day"},
      {"waiting", whole, "people on the list when it ends"},
      {"referred", whole, "people put on it"},
      {"treated", whole, "people treated"},
      {"left_otherwise", whole, "who left it untreated, as the sizes of the list show"},
      {"over_18", whole, "who have waited more than 18 weeks"},
      {"over_52", whole, "more than 52 weeks"},
      {"share_over_18", number, "of those on the list"},
      {"share_over_52", number, "of those on the list"},
      {"source", text, "the data sets"}}},
    {"waiting_treated",
     "how long those had waited who were treated in a published month",
     {{"body", text, "ODS code of the board"},
      {"list", text, "the specialty; all for the whole"},
      {"month", date, "its first day"},
      {"weeks", whole, "what is too long"},
      {"treated", whole, "people treated whose wait is known"},
      {"over", whole, "who had waited longer than so many weeks"},
      {"value", number, "over / treated"},
      {"lowercl", number, "lower limit of its interval"},
      {"uppercl", number, "upper limit"},
      {"confidence", number, "of the interval"},
      {"method", text, "of the interval"},
      {"median_weeks", number, "half had waited no longer; within a week by proportion"},
      {"p92_weeks", number, "92 in 100 had waited no longer"},
      {"source", text, "the data set"}}},
    {"waiting_cases",
     "waiting people of the most deprived fifth and of PLUS groups, and for how many what was done "
     "is recorded (THE-R060)",
     {{"list", text, "the specialty"},
      {"group", text, "fifth 1, or the PLUS group"},
      {"waiting", whole, held_back},
      {"with_action", whole, "of those, for whom an action is recorded"}}},
};

const TableSchema simulation_schema = {
    "waiting_simulation",
    "lists simulated person by person: the mean of the runs and what nine of ten lie between",
    {{"list", text, "the list"},
     {"week", whole, "from now, 0"},
     {"waiting", number, "people on it when the week ends"},
     {"waiting_low", number, "nine of ten runs are between this"},
     {"waiting_high", number, "and this"},
     {"referred", number, "in the week"},
     {"treated", number, "in the week"},
     {"left", number, "untreated, in the week"},
     {"weeks", number, "what is too long"},
     {"over", number, "who wait longer than that"},
     {"over_low", number, "nine of ten runs are between this"},
     {"over_high", number, "and this"}}};

Date day_of(std::int32_t days) {
    return Date(1970, 1, 1).plus_days(days);
}

void add_interval(RowWriter& row, std::optional<double> value,
                  const std::optional<Interval>& interval) {
    row.number(value);
    row.number(interval ? std::optional(interval->low) : std::nullopt);
    row.number(interval ? std::optional(interval->high) : std::nullopt);
}

void add_proportion(RowWriter& row, std::optional<std::int64_t> of,
                    std::optional<std::int64_t> count) {
    std::optional<double> value;
    std::optional<Interval> interval;
    if (of && count && *of > 0 && *count <= *of) {
        value = static_cast<double>(*count) / static_cast<double>(*of);
        interval = wilson(*count, *of);
    }
    add_interval(row, value, interval);
    row.number(value ? std::optional(0.95) : std::nullopt);
    row.text(value ? "Wilson" : "");
}

void add_published_list(const WaitsData& data, const PublishedMonth& month, RowWriter& row) {
    const auto name = data.published.names.find(month.body);
    for (const auto& [weeks, over] : month.over) {
        row.text(month.source).text(month.body);
        row.text(name == data.published.names.end() ? "" : name->second).text(month.list);
        // The last day of the month: the day before the first of the next.
        const auto next = day_of(month.month + 31).iso().substr(0, 8) + "01";
        row.date(Date::parse(next)->plus_days(-1)).whole(weeks).whole(month.waiting).whole(over);
        add_proportion(row, month.waiting, over);
        row.gap().gap().gap();
        row.end_row();
    }
}

void list_rows(const WaitsData& data, RowWriter& row) {
    const auto& months = data.published.months;
    for (std::size_t i = 0; i < months.size(); ++i) {
        const bool is_last = i + 1 == months.size() || months[i + 1].body != months[i].body ||
                             months[i + 1].list != months[i].list;
        // A list that ended under its name years ago is history: waiting_months has it.
        if (!is_last || months[i].month < months.back().month) continue;
        add_published_list(data, months[i], row);
    }
    for (const auto& group : data.groups) {
        if (group.split != "specialty" && group.split != "all") continue;
        for (const auto& over : group.over) {
            row.text("pathways").gap().gap().text(group.name).date(day_of(data.asked.day));
            row.whole(over.weeks).whole(group.waiting).whole(over.over);
            add_interval(row, over.share, over.interval);
            row.number(over.share ? std::optional(0.95) : std::nullopt);
            row.text(over.share ? "Wilson, of counts as shown" : "");
            row.number(group.median_weeks).number(group.p92_weeks).number(group.mean_weeks);
            row.end_row();
        }
    }
}

void group_rows(const WaitsData& data, RowWriter& row) {
    for (const auto& group : data.groups) {
        if (group.split == "specialty") continue;  // waiting_lists has them
        for (const auto& over : group.over) {
            row.text(group.split).text(group.name).whole(over.weeks).whole(group.waiting);
            row.whole(over.over);
            add_interval(row, over.share, over.interval);
            row.number(over.share ? std::optional(0.95) : std::nullopt);
            row.text(fmt::format("share waiting over {} weeks", over.weeks));
            row.text(over.share ? "Wilson, of counts as shown" : "");
            row.number(over.expected);
            add_interval(row, over.ratio, over.ratio_interval);
            row.number(group.median_weeks).number(group.p92_weeks).number(group.mean_weeks);
            row.number(group.expected_mean_weeks);
            row.end_row();
        }
    }
}

void queue_rows(const WaitsData& data, RowWriter& row) {
    for (const auto& list : data.queues) {
        row.text(list.source).text(list.body).text(list.list).date(day_of(list.from));
        row.date(day_of(list.to)).whole(list.referrals).whole(list.removals).whole(list.queue);
        row.number(list.demand).number(list.capacity).number(list.load);
        row.number(data.asked.target_weeks).number(list.mean_wait).number(list.pressure);
        row.number(list.target_mean_wait).number(list.target_queue).number(list.cv_demand);
        row.number(list.cv_capacity).number(list.target_capacity).number(list.relief_capacity);
        row.text(list.state).text(list.basis);
        row.end_row();
    }
}

void plan_rows(const WaitsData& data, RowWriter& row) {
    const auto& rule = data.asked.rule;
    const auto shown = [&](std::int64_t count) {
        return rule.is_small(count) ? std::nullopt : std::optional(rule.rounded(count));
    };
    for (const auto& list : data.plan.lists) {
        for (std::size_t week = 0; week < list.usual.size(); ++week) {
            for (std::size_t k = 0; k < data.asked.weeks.size(); ++k) {
                row.text(list.name).whole(static_cast<std::int64_t>(week));
                row.whole(list.usual[week]).whole(list.extra[week]);
                row.whole(shown(list.waiting_without[week])).whole(shown(list.waiting_with[week]));
                row.whole(data.asked.weeks[k]).whole(shown(list.over_without[k][week]));
                row.whole(shown(list.over_with[k][week])).text(data.plan_basis);
                row.end_row();
            }
        }
    }
}

std::optional<std::int64_t> over_of(const PublishedMonth& month, int weeks) {
    const auto found = month.over.find(weeks);
    return found == month.over.end() ? std::nullopt : std::optional(found->second);
}

void month_rows(const WaitsData& data, RowWriter& row) {
    const PublishedMonth* before = nullptr;
    for (const auto& month : data.published.months) {
        const bool follows = before && before->body == month.body && before->list == month.list &&
                             month.month - before->month <= 31;
        std::optional<std::int64_t> left;
        if (follows && before->waiting && month.waiting && month.referred && month.treated)
            left = *before->waiting + *month.referred - *month.waiting - *month.treated;
        row.text(month.body).text(month.list).date(day_of(month.month)).whole(month.waiting);
        row.whole(month.referred).whole(month.treated).whole(left);
        const auto over_18 = over_of(month, 18);
        const auto over_52 = over_of(month, 52);
        row.whole(over_18).whole(over_52);
        for (const auto& over : {over_18, over_52}) {
            const bool known = over && month.waiting && *month.waiting > 0;
            row.number(known ? std::optional(static_cast<double>(*over) /
                                             static_cast<double>(*month.waiting))
                             : std::nullopt);
        }
        row.text(month.source);
        row.end_row();
        before = &month;
    }
}

void treated_rows(const WaitsData& data, RowWriter& row) {
    for (const auto& treated : data.published.treated) {
        for (const int weeks : data.asked.weeks) {
            row.text(treated.body).text(treated.list).date(day_of(treated.month)).whole(weeks);
            row.whole(treated.total()).whole(treated.over(weeks));
            add_proportion(row, treated.total(), treated.over(weeks));
            row.number(treated.weeks_at(0.5)).number(treated.weeks_at(0.92));
            row.text(treated.source);
            row.end_row();
        }
    }
}

void case_rows(const WaitsData& data, RowWriter& row) {
    for (const auto& count : data.cases) {
        row.text(count.list).text(count.group).whole(count.waiting).whole(count.with_action);
        row.end_row();
    }
}

const TableSchema& schema_of(std::string_view table) {
    const auto found = std::ranges::find(all_schemas, table, &TableSchema::name);
    assert(found != all_schemas.end() && "a table of waiting lists");
    return *found;
}

}  // namespace

std::span<const TableSchema> table_schemas() {
    return all_schemas;
}

RowWriter rows_of(const WaitsData& data, const std::string& table) {
    using Writer = void (*)(const WaitsData&, RowWriter&);
    static const std::map<std::string, Writer> writers = {
        {"waiting_lists", list_rows},   {"waiting_groups", group_rows},
        {"waiting_queue", queue_rows},  {"waiting_plan", plan_rows},
        {"waiting_months", month_rows}, {"waiting_treated", treated_rows},
        {"waiting_cases", case_rows}};
    RowWriter rows(schema_of(table));
    writers.at(table)(data, rows);
    return rows;
}

RowWriter simulation_rows(std::span<const SimulatedWeeks> lists, const SimulateAsked& asked,
                          const disclosure::Rule* rule) {
    RowWriter row(simulation_schema);
    // What was simulated from people's rows starts from them: rounded as counts of them are.
    const auto put = [&](double value) {
        const auto count = std::int64_t{std::lround(value)};
        if (!rule) {
            row.number(value);
        } else if (rule->is_small(count)) {
            row.gap();
        } else {
            row.number(static_cast<double>(rule->rounded(count)));
        }
    };
    for (const auto& list : lists) {
        for (std::size_t week = 0; week < list.waiting.size(); ++week) {
            for (std::size_t k = 0; k < list.over.size(); ++k) {
                row.text(list.name).whole(static_cast<std::int64_t>(week));
                put(list.waiting[week].mean);
                put(list.waiting[week].low);
                put(list.waiting[week].high);
                put(list.referred[week].mean);
                put(list.treated[week].mean);
                put(list.left[week].mean);
                row.number(asked.thresholds[k]);
                put(list.over[k][week].mean);
                put(list.over[k][week].low);
                put(list.over[k][week].high);
                row.end_row();
            }
        }
    }
    return row;
}

void write_waits(const WaitsData& data, store::Warehouse& warehouse, const CancelToken& cancel) {
    for (const auto& schema : table_schemas()) {
        cancel.check();
        warehouse.write(rows_of(data, schema.name));
    }
}

}  // namespace concord::waiting
