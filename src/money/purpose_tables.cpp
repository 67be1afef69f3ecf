// Money for inequalities and for prevention as tables: what it is, what share of the body's
// allocation, and what it stands beside, which is information and no measure to be met.
#include "money/purpose_tables.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"
namespace concord::money {
namespace {

using Key = std::pair<std::string, std::string>;  // year and body
constexpr auto money = ColumnType::money;
constexpr auto number = ColumnType::number;
constexpr auto text = ColumnType::text;

const store::TableSchema& inequality_schema() {
    static const store::TableSchema schema = {
        "inequality_money",
        "money for health inequalities: what each body was given, and what became of it",
        {{"year", text, "the financial year"},
         {"body", text, "the body"},
         {"adjustment_share", number, "its part of the formula's adjustment for inequalities"},
         {"share_of_fund", money, "that part of the national fund of the year, in pounds"},
         {"received", money, "what it was given, in pounds"},
         {"tagged", money, "what its own lines name as money for inequalities, in pounds"},
         {"on_inequalities", money, "how much of that pays for work on inequalities, in pounds"},
         {"on_deficits", money, "how much covers deficits, in pounds"},
         {"on_other", money, "how much pays for other things, in pounds"},
         {"use", text, "ring-fenced, partial, or returned to baseline"},
         {"share_of_allocation", number, "what pays for inequalities over its allocation"},
         {"national_share", number, "the national fund over the national budget of its year"}}};
    return schema;
}

const store::TableSchema& prevention_schema() {
    static const store::TableSchema schema = {
        "prevention_spending",
        "spending on prevention, clinical and other, as a share of the body's allocation",
        {{"year", text, "the financial year"},
         {"body", text, "the body"},
         {"clinical", money, "prevention by clinical services, in pounds"},
         {"not_clinical", money, "prevention that is not directly clinical, in pounds"},
         {"prevention", money, "both, in pounds"},
         {"allocation", money, "all that the body is allocated in the year, in pounds"},
         {"share", number, "prevention over the allocation"},
         {"goal", number, "the share that the system has set itself; nothing is required"},
         {"to_goal", money, "pounds from the goal; below nothing it is not reached"},
         {"one_point", money,
          "one per cent of the allocation, in pounds: the rise that was proposed in 2023 and "
          "rejected, for information"}}};
    return schema;
}

const store::TableSchema& settlements_schema() {
    static const store::TableSchema schema = {
        "settlements",
        "integrated settlements of strategic authorities, as they were published",
        {{"year", text, "the financial year"},
         {"authority", text, "the strategic authority"},
         {"amount", text, "the amount as published, which may be of several together"},
         {"themes", text, "what it covers, of the seven themes"},
         {"themes_missing", text, "which of the seven it does not cover"}}};
    return schema;
}

void write_settlements(const MoneyData& data, store::Warehouse& warehouse) {
    store::RowWriter rows(settlements_schema());
    for (const auto& row : data.purposes.settlements) {
        std::vector<std::string> missing;
        for (const auto& theme : data.purposes.themes)
            if (std::ranges::find(row.themes, theme) == row.themes.end()) missing.push_back(theme);
        rows.text(row.year).text(row.authority).text(row.amount);
        rows.text(join(row.themes, "; ")).text(join(missing, "; "));
        rows.end_row();
    }
    warehouse.write(rows);
}

std::optional<double> share(const std::optional<Pence>& of, const std::optional<Pence>& by) {
    if (!of || !by || *by <= Pence()) return std::nullopt;
    return of->nearest_pounds() / by->nearest_pounds();
}

std::optional<Pence> found_in(const std::map<Key, Pence>& sums, const Key& key) {
    const auto found = sums.find(key);
    return found == sums.end() ? std::nullopt : std::optional(found->second);
}

struct Inequality {
    const FundShare* given = nullptr;
    Pence by_use[3];
    Pence tagged;
    bool has_lines = false;
};

void write_inequalities(const MoneyData& data, store::Warehouse& warehouse) {
    std::map<Key, Inequality> bodies;
    for (const auto& row : data.purposes.shares)
        bodies[{row.year, row.body}].given = &row;
    for (const auto& line : data.purposes.tagged) {
        auto& body = bodies[{line.year, line.body}];
        auto& part = body.by_use[static_cast<std::size_t>(line.use)];
        part = Pence::add(part, line.amount).value_or(part);
        body.tagged = Pence::add(body.tagged, line.amount).value_or(body.tagged);
        body.has_lines = true;
    }
    const auto allocations = allocations_of(data);
    store::RowWriter rows(inequality_schema());
    for (const auto& [key, body] : bodies) {
        const auto* fund = fund_of(data.purposes, key.first);
        std::optional<Pence> of_fund;
        if (body.given && fund)
            of_fund =
                fund->total.times(body.given->share, Pence(std::int64_t{1}), Rounding::half_away);
        const bool has_lines = body.has_lines;
        const auto lines = [has_lines](Pence part) {
            return has_lines ? std::optional(part) : std::nullopt;
        };
        rows.text(key.first).text(key.second);
        rows.number(body.given ? std::optional(body.given->share) : std::nullopt);
        rows.money(of_fund);
        rows.money(body.given ? std::optional(body.given->received) : std::nullopt);
        rows.money(lines(body.tagged)).money(lines(body.by_use[0]));
        rows.money(lines(body.by_use[1])).money(lines(body.by_use[2]));
        const auto given = body.given ? body.given->received : body.tagged;
        rows.text(has_lines ? class_of_use(body.by_use[0], given) : "");
        rows.number(share(lines(body.by_use[0]), found_in(allocations, key)));
        rows.number(fund ? share(fund->total, fund->budget) : std::nullopt);
        rows.end_row();
    }
    warehouse.write(rows);
}

void write_prevention(const MoneyData& data, store::Warehouse& warehouse) {
    std::map<Key, std::pair<Pence, Pence>> bodies;
    for (const auto& line : data.purposes.prevention) {
        auto& [clinical, other] = bodies[{line.year, line.body}];
        auto& part = line.is_clinical ? clinical : other;
        part = Pence::add(part, line.amount).value_or(part);
    }
    const auto allocations = allocations_of(data);
    const Pence penny(std::int64_t{1});
    store::RowWriter rows(prevention_schema());
    for (const auto& [key, parts] : bodies) {
        const auto both = Pence::add(parts.first, parts.second);
        const auto allocation = found_in(allocations, key);
        const auto& goal = data.prevention_goal;
        std::optional<Pence> to_goal;
        std::optional<Pence> point;
        if (allocation) point = allocation->times(0.01, penny, Rounding::half_away);
        if (allocation && goal && both) {
            const auto wanted = allocation->times(*goal, penny, Rounding::half_away);
            if (wanted) to_goal = Pence::subtract(*both, *wanted);
        }
        rows.text(key.first).text(key.second).money(parts.first).money(parts.second).money(both);
        rows.money(allocation).number(share(both, allocation)).number(goal).money(to_goal);
        rows.money(point);
        rows.end_row();
    }
    warehouse.write(rows);
}

}  // namespace

std::map<std::pair<std::string, std::string>, Pence> allocations_of(const MoneyData& data) {
    std::map<Key, Pence> sums;
    for (const auto& row : data.allocations) {
        auto& sum = sums[{row.opening->year, row.opening->body}];
        sum = Pence::add(sum, row.allocation).value_or(sum);
    }
    return sums;
}

const NationalFund* fund_of(const Purposes& purposes, const std::string& year) {
    for (const auto& fund : purposes.funds)
        if (fund.year == year) return &fund;
    return nullptr;
}

std::vector<store::TableSchema> purpose_schemas() {
    return {inequality_schema(), prevention_schema(), settlements_schema()};
}

void write_purposes(const MoneyData& data, store::Warehouse& warehouse) {
    write_inequalities(data, warehouse);
    write_prevention(data, warehouse);
    write_settlements(data, warehouse);
}

}  // namespace concord::money
