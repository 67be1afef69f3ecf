#include "spending/tables.hpp"

#include <array>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "base/text.hpp"

namespace concord::spending {
namespace {

using store::RowWriter;

// Names of categories hold commas: they are told apart by a semicolon.
std::string listed(const std::vector<std::string>& names) {
    return join(names, "; ");
}

// A number as it is compared and shown: the last digits of a quotient are noise.
std::optional<double> rounded(const std::optional<double>& value) {
    if (!value) return std::nullopt;
    return std::round(*value * 1e8) / 1e8;
}

void write_payments(const SpendingData& data, RowWriter& rows) {
    const auto& texts = data.spending.texts;
    std::vector<std::string> sources;
    for (const auto& sheet : data.spending.sheets)
        sources.push_back(sheet.source());
    for (std::size_t i = 0; i < data.spending.payments.size(); ++i) {
        const auto& payment = data.spending.payments[i];
        const auto& is = data.classification.of(i);
        rows.text(texts[payment.entity]).date(payment.date);
        rows.text(texts[payment.expense_type]).text(texts[payment.expense_area]);
        rows.text(texts[payment.supplier])
            .text(data.spending.references[payment.reference])
            .money(payment.amount);
        rows.text(is.type.name).text(is.area.name);
        rows.text(listed(is.type.matches)).text(listed(is.area.matches));
        rows.text(fmt::format("{}:{}", sources[payment.sheet], payment.line));
        rows.end_row();
    }
}

std::string columns_of(const Sheet& sheet) {
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
        if (!sheet.columns[i].empty())
            parts.push_back(
                fmt::format("{} = {}", to_string(static_cast<Field>(i)), sheet.columns[i]));
    }
    return listed(parts);
}

std::string repairs_of(const Sheet& sheet) {
    std::vector<std::string> parts;
    for (const auto& [repair, repaired] : sheet.repairs)
        parts.push_back(fmt::format("{}: {}", to_string(repair), repaired.count));
    return listed(parts);
}

void write_files(const SpendingData& data, RowWriter& rows) {
    for (const auto& sheet : data.spending.sheets) {
        bool agree = true;
        for (const auto& total : sheet.total_rows)
            agree &= total.agrees;
        rows.text(sheet.file).text(sheet.sheet).whole(sheet.rows).whole(sheet.payments);
        rows.whole(sheet.totals).whole(sheet.titles).whole(sheet.rejected).money(sheet.amount);
        if (sheet.total_rows.empty()) {
            rows.gap().gap();
        } else {
            rows.money(sheet.total_rows.back().stated).text(agree ? "yes" : "no");
        }
        if (sheet.header_line == 0)
            rows.gap();
        else
            rows.whole(sheet.header_line);
        rows.text(columns_of(sheet)).text(repairs_of(sheet)).text(sheet.note).text(sheet.sha256);
        rows.end_row();
    }
}

void write_months(const SpendingData& data, RowWriter& rows) {
    for (const auto& entity : data.completeness.entities) {
        for (const auto& month : entity.months) {
            rows.text(entity.name).text(month_text(month.month)).text(to_string(month.state));
            rows.whole(month.tables).whole(month.payments).money(month.amount);
            rows.whole(month.without_type).whole(month.without_area).whole(month.repeated);
            rows.money(month.repeated_amount).end_row();
        }
    }
}

void write_entities(const SpendingData& data, RowWriter& rows) {
    for (const auto& entity : data.completeness.entities) {
        const auto missing = entity.in_state(MonthState::missing);
        rows.text(entity.name).whole(entity.payments).money(entity.amount);
        rows.whole(static_cast<std::int64_t>(entity.months.size()) - missing).whole(missing);
        rows.whole(entity.in_state(MonthState::twice)).whole(entity.without_date);
        rows.whole(entity.without_type).whole(entity.without_area).whole(entity.outside);
        if (entity.group == 0)
            rows.gap();
        else
            rows.whole(entity.group);
        rows.text(entity.reason).end_row();
    }
}

void write_conflicts(const SpendingData& data, RowWriter& rows) {
    std::vector<std::int64_t> payments(data.classification.pairs.size(), 0);
    std::vector<std::optional<Pence>> amounts(data.classification.pairs.size(), Pence());
    for (std::size_t i = 0; i < data.spending.payments.size(); ++i) {
        const auto pair = data.classification.of_payment[i];
        ++payments[pair];
        auto& amount = amounts[pair];
        amount = amount ? Pence::add(*amount, data.spending.payments[i].amount) : std::nullopt;
    }
    for (std::size_t pair = 0; pair < payments.size(); ++pair) {
        for (const auto& conflict : conflicts_of(data.rules, data.classification.words[pair])) {
            rows.text(to_string(conflict.kind)).text(conflict.of_type ? "type" : "area");
            rows.text(conflict.expense_type).text(conflict.expense_area).text(conflict.taken);
            rows.text(listed(conflict.others)).whole(payments[pair]).money(amounts[pair]);
            rows.end_row();
        }
    }
}

void write_shares(const SpendingData& data, RowWriter& rows) {
    for (const auto& cell : shares_of(data.judged())) {
        rows.text(data.completeness.entities[cell.entity].name).text(cell.type_category);
        rows.text(cell.area_category).whole(cell.payments).money(cell.amount);
        rows.number(rounded(cell.share)).end_row();
    }
}

void write_means(const SpendingData& data, RowWriter& rows) {
    const auto shares = shares_of(data.judged());
    for (const auto& cell : means_of(data.judged(), shares)) {
        rows.text(cell.type_category).text(cell.area_category).whole(cell.entities);
        rows.number(std::round(cell.mean_amount * 100) / 100).number(rounded(cell.mean_share));
        rows.number(rounded(cell.mean_share_of_type)).end_row();
    }
}

void write_groups(const SpendingData& data, RowWriter& rows) {
    for (const auto& share : area_shares_of(data.judged())) {
        const auto& entity = data.completeness.entities[share.entity];
        if (entity.group == 0)
            rows.gap();
        else
            rows.whole(entity.group);
        rows.text(entity.name).whole(share.rank).text(share.area_category).money(share.amount);
        rows.number(rounded(share.share)).number(rounded(share.z));
        rows.text(!share.z ? "" : std::abs(*share.z) > outlying ? "yes" : "no").end_row();
    }
}

void write_changes(const SpendingData& data, RowWriter& rows) {
    for (const auto& change : changes_of(data.judged())) {
        rows.text(data.completeness.entities[change.entity].name).text(change.year);
        rows.whole(change.months).text(change.area_category).money(change.amount);
        rows.number(rounded(change.share)).text(change.baseline_year);
        rows.number(rounded(change.baseline_share));
        const bool both = change.share && change.baseline_share;
        rows.number(both ? rounded(*change.share - *change.baseline_share) : std::nullopt);
        rows.end_row();
    }
}

void write_outliers(const SpendingData& data, RowWriter& rows) {
    for (const auto& outlier : outliers_of(data.judged())) {
        rows.text(data.completeness.entities[outlier.entity].name).text(outlier.area_category);
        rows.text(month_text(outlier.month)).money(outlier.amount);
        rows.number(std::round(outlier.median * 100) / 100);
        rows.number(std::round(outlier.deviation * 100) / 100).number(rounded(outlier.z)).end_row();
    }
}

void write_suppliers(const SpendingData& data, RowWriter& rows) {
    for (const auto& match : data.suppliers) {
        std::vector<std::string> candidates;
        for (const auto* one : match.candidates)
            candidates.push_back(fmt::format("{} {}", one->code, one->name));
        rows.text(data.spending.texts[match.supplier]).whole(match.payments).money(match.amount);
        rows.text(to_string(match.state));
        if (match.organisation)
            rows.text(match.organisation->code)
                .text(match.organisation->name)
                .text(match.organisation->kind);
        else
            rows.gap().gap().gap();
        rows.number(rounded(match.score)).text(listed(candidates)).end_row();
    }
}

using Write = void (*)(const SpendingData&, RowWriter&);

const std::map<std::string_view, Write> writers = {{"spend", write_payments},
                                                   {"spend_files", write_files},
                                                   {"spend_months", write_months},
                                                   {"spend_entities", write_entities},
                                                   {"spend_conflicts", write_conflicts},
                                                   {"spend_shares", write_shares},
                                                   {"spend_means", write_means},
                                                   {"spend_groups", write_groups},
                                                   {"spend_changes", write_changes},
                                                   {"spend_outliers", write_outliers},
                                                   {"spend_suppliers", write_suppliers}};

}  // namespace

store::RowWriter rows_of(const SpendingData& data, std::string_view table) {
    RowWriter rows(schema_of(table));
    writers.at(table)(data, rows);
    return rows;
}

void write_spending(const SpendingData& data, store::Warehouse& warehouse,
                    const CancelToken& cancel) {
    for (const auto& schema : table_schemas()) {
        cancel.check();
        warehouse.write(rows_of(data, schema.name));
    }
}

}  // namespace concord::spending
