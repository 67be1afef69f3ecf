#include "money/folder.hpp"

#include <map>

#include <fmt/format.h>

#include "base/text.hpp"
#include "files/digest.hpp"
#include "money/cells.hpp"

namespace concord::money {
namespace {

files::CsvOptions options_of(const std::string& shown_path, std::vector<std::string> required,
                             std::vector<std::string> optional) {
    files::CsvOptions options;
    options.shown_path = shown_path;
    options.report_unknown_headers = true;
    for (auto& name : required)
        options.columns.push_back({name, {name}, true});
    for (auto& name : optional)
        options.columns.push_back({name, {name}, false});
    return options;
}

std::string text_of(const files::CsvReader& reader, std::size_t slot) {
    return std::string(trim(reader.value(slot)));
}

}  // namespace

std::filesystem::path MoneyFolder::path(const std::string& file) const {
    return system_.folder / "money" / file;
}

std::string MoneyFolder::shown(const std::string& file) const {
    return registry::shown_path(system_, "money/" + file);
}

bool MoneyFolder::has(const std::string& file) const {
    std::error_code error;
    return std::filesystem::exists(path(file), error);
}

void MoneyFolder::record(const std::string& file, files::FileReport report) {
    report.dataset = "money/" + file;
    report.path = shown(file);
    std::error_code error;
    if (std::filesystem::is_regular_file(path(file), error)) {
        report.bytes = std::filesystem::file_size(path(file), error);
        report.sha256 = files::sha256_of_file(path(file));
    }
    reports_.push_back(std::move(report));
}

MoneyKinds read_kinds(const std::filesystem::path& path, Diagnostics& diagnostics) {
    MoneyKinds kinds;
    files::CsvReader reader(
        path, options_of("catalogue/money/kinds.csv", {"id", "role", "title", "authority"}, {}),
        diagnostics);
    while (reader.next()) {
        const auto role = text_of(reader, 1);
        auto& list = role == "must" ? kinds.must : role == "may" ? kinds.may : kinds.at_place;
        list.push_back(text_of(reader, 0));
    }
    return kinds;
}

std::vector<BaselineRow> read_baselines(MoneyFolder& folder, Diagnostics& diagnostics) {
    const std::string file = "baselines.csv";
    std::vector<BaselineRow> rows;
    if (!folder.has(file)) return rows;
    files::CsvReader reader(
        folder.path(file),
        options_of(folder.shown(file), {"year", "body", "stream", "baseline", "base_growth"},
                   {"target", "population", "source"}),
        diagnostics);
    MoneyCells cells(reader, diagnostics);
    std::map<std::string, std::uint32_t> lines;
    while (reader.next()) {
        BaselineRow row;
        row.year = text_of(reader, 0);
        row.body = text_of(reader, 1);
        row.stream = text_of(reader, 2);
        row.place = reader.place(1);
        row.target_place = reader.has(5) ? reader.place(5) : row.place;
        const auto key = row.year + "\n" + row.body + "\n" + row.stream;
        const auto [at, is_first] = lines.emplace(key, row.place.line);
        const auto baseline = cells.amount(3, row.body);
        const auto growth = cells.growth(4, row.body);
        if (reader.has(7)) row.source = text_of(reader, 7);
        const bool has_target = reader.has(5) && !text_of(reader, 5).empty();
        if (has_target) row.target = cells.amount(5, row.body);
        const bool has_people = reader.has(6) && !text_of(reader, 6).empty();
        if (has_people) row.population = cells.people(6, row.body);
        if (!is_first) {
            cells.find("MON005", 1, row.body,
                       fmt::format("`{}` stands already on line {}", shown(row.body), at->second));
        }
        if (baseline && *baseline < Pence()) {
            cells.find("MON014", 3, row.body,
                       fmt::format("the baseline of `{}` lies below nothing", shown(row.body)));
        }
        const bool sound = is_first && baseline && growth && *baseline >= Pence() &&
                           has_target == row.target.has_value() &&
                           has_people == row.population.has_value();
        if (!sound) {
            reader.skip_row();
            continue;
        }
        row.baseline = *baseline;
        row.growth = *growth;
        rows.push_back(std::move(row));
    }
    folder.record(file, reader.report());
    return rows;
}

std::vector<BudgetLine> read_lines(MoneyFolder& folder, Diagnostics& diagnostics) {
    const std::string file = "budgets.csv";
    std::vector<BudgetLine> lines;
    if (!folder.has(file)) return lines;
    files::CsvReader reader(
        folder.path(file),
        options_of(folder.shown(file), {"year", "body", "place", "stream", "kind", "budget"},
                   {"earlier", "opening", "decision", "explanation", "delegation"}),
        diagnostics);
    MoneyCells cells(reader, diagnostics);
    while (reader.next()) {
        BudgetLine line;
        line.year = text_of(reader, 0);
        line.body = text_of(reader, 1);
        line.place = text_of(reader, 2);
        line.stream = text_of(reader, 3);
        line.kind = text_of(reader, 4);
        line.decision = text_of(reader, 8);
        line.explanation = text_of(reader, 9);
        line.delegation = text_of(reader, 10);
        line.where = reader.place(2);
        line.where_decision = reader.has(8) ? reader.place(8) : line.where;
        const auto budget = cells.amount(5, line.place);
        line.earlier = cells.optional_amount(6, line.place);
        line.opening = cells.optional_amount(7, line.place);
        const bool sound = budget && line.earlier.has_value() != text_of(reader, 6).empty() &&
                           line.opening.has_value() != text_of(reader, 7).empty();
        if (!sound) {
            reader.skip_row();
            continue;
        }
        line.budget = *budget;
        lines.push_back(std::move(line));
    }
    folder.record(file, reader.report());
    return lines;
}

}  // namespace concord::money
