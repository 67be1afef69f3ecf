#include "money/folder.hpp"

#include <map>

#include <fmt/format.h>

#include "base/text.hpp"
#include "files/digest.hpp"
#include "money/cells.hpp"

namespace concord::money {
namespace {}  // namespace

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
        path,
        files::hand_written("catalogue/money/kinds.csv", {"id", "role", "title", "authority"}, {}),
        diagnostics);
    while (reader.next()) {
        const auto role = reader.text(1);
        auto& list = role == "must" ? kinds.must : role == "may" ? kinds.may : kinds.at_place;
        list.push_back(reader.text(0));
    }
    return kinds;
}

std::vector<BaselineRow> read_baselines(MoneyFolder& folder, Diagnostics& diagnostics) {
    const std::string file = "baselines.csv";
    std::vector<BaselineRow> rows;
    if (!folder.has(file)) return rows;
    files::CsvReader reader(
        folder.path(file),
        files::hand_written(folder.shown(file),
                            {"year", "body", "stream", "baseline", "base_growth"},
                            {"target", "population", "source", "converging"}),
        diagnostics);
    MoneyCells cells(reader, diagnostics);
    std::map<std::string, std::uint32_t> lines;
    while (reader.next()) {
        BaselineRow row;
        row.year = reader.text(0);
        row.body = reader.text(1);
        row.stream = reader.text(2);
        row.place = reader.place(1);
        row.target_place = reader.has(5) ? reader.place(5) : row.place;
        const auto key = row.year + "\n" + row.body + "\n" + row.stream;
        const auto [at, is_first] = lines.emplace(key, row.place.line);
        const auto baseline = cells.amount(3, row.body);
        const auto growth = cells.growth(4, row.body);
        if (reader.has(7)) row.source = reader.text(7);
        const bool has_target = reader.has(5) && !reader.text(5).empty();
        if (has_target) row.target = cells.amount(5, row.body);
        const bool has_people = reader.has(6) && !reader.text(6).empty();
        if (has_people) row.population = cells.people(6, row.body);
        const bool has_part = reader.has(8) && !reader.text(8).empty() && baseline;
        const auto part = has_part ? converging_part(cells, 8, *baseline, row.body) : 1;
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
                           has_people == row.population.has_value() && part;
        if (!sound) {
            reader.skip_row();
            continue;
        }
        row.baseline = *baseline;
        row.converging = *part;
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
        files::hand_written(folder.shown(file),
                            {"year", "body", "place", "stream", "kind", "budget"},
                            {"earlier", "opening", "decision", "explanation", "delegation"}),
        diagnostics);
    MoneyCells cells(reader, diagnostics);
    while (reader.next()) {
        BudgetLine line;
        line.year = reader.text(0);
        line.body = reader.text(1);
        line.place = reader.text(2);
        line.stream = reader.text(3);
        line.kind = reader.text(4);
        line.decision = reader.text(8);
        line.explanation = reader.text(9);
        line.delegation = reader.text(10);
        line.where = reader.place(2);
        line.where_decision = reader.has(8) ? reader.place(8) : line.where;
        const auto budget = cells.amount(5, line.place);
        line.earlier = cells.optional_amount(6, line.place);
        line.opening = cells.optional_amount(7, line.place);
        const bool sound = budget && line.earlier.has_value() != reader.text(6).empty() &&
                           line.opening.has_value() != reader.text(7).empty();
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
