// Balances that somebody holds: from a file, or from the table of a build.
#include <algorithm>
#include <variant>

#include <fmt/format.h>

#include "base/text.hpp"
#include "ledger/ledger.hpp"
#include "money/cells.hpp"

namespace concord::ledger {
namespace {

files::CsvOptions held_options(const std::string& shown_path) {
    files::CsvOptions options;
    options.shown_path = shown_path;
    for (const std::string name : {"year", "account"})
        options.columns.push_back({name, {name}, true});
    for (const auto figure : audited_figures)
        options.columns.push_back({std::string(figure), {std::string(figure)}, false});
    return options;
}

}  // namespace

std::optional<std::vector<HeldBalance>> read_held(const BookFile& file, Diagnostics& diagnostics) {
    std::vector<HeldBalance> held;
    files::CsvReader reader(file.path, held_options(file.shown_path), diagnostics);
    money::MoneyCells cells(reader, diagnostics);
    if (!reader.usable()) return std::nullopt;
    bool has_figure = false;
    for (std::size_t i = 0; i < audited_figures.size(); ++i)
        has_figure |= reader.has(i + 2);
    if (!has_figure) {
        diagnostics.add({"MON224",
                         reader.header_place(0),
                         {},
                         "the file holds no figure of a balance",
                         "figures are columns of the table balances, such as posted"});
        return std::nullopt;
    }
    while (reader.next()) {
        HeldBalance row;
        row.year = trim(reader.value(0));
        row.account = trim(reader.value(1));
        row.place = reader.place(1);
        bool is_good = true;
        for (std::size_t i = 0; i < audited_figures.size(); ++i) {
            row.figures[i] = cells.optional_amount(i + 2, row.account);
            is_good &= row.figures[i].has_value() != trim(reader.value(i + 2)).empty();
        }
        // A row with a cell that is no amount is compared as far as it can be read.
        if (!is_good) reader.repair_row();
        held.push_back(std::move(row));
    }
    return held;
}

std::vector<HeldBalance> held_balances(const Table& table) {
    const auto column = [&](std::string_view name) {
        const auto found = std::ranges::find(table.columns, name, &Column::name);
        return static_cast<std::size_t>(found - table.columns.begin());
    };
    const auto year = column("year");
    const auto account = column("account");
    std::vector<HeldBalance> held;
    if (year == table.columns.size() || account == table.columns.size()) return held;
    for (const auto& values : table.rows) {
        HeldBalance row;
        if (const auto* text = std::get_if<std::string>(&values[year])) row.year = *text;
        if (const auto* text = std::get_if<std::string>(&values[account])) row.account = *text;
        for (std::size_t i = 0; i < audited_figures.size(); ++i) {
            const auto at = column(audited_figures[i]);
            if (at == table.columns.size()) continue;
            if (const auto* pence = std::get_if<Pence>(&values[at])) row.figures[i] = *pence;
        }
        held.push_back(std::move(row));
    }
    return held;
}

}  // namespace concord::ledger
