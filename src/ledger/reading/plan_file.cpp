#include "ledger/reading/plan_file.hpp"

#include <map>

#include <fmt/format.h>

#include "base/text.hpp"
#include "ledger/year.hpp"
#include "money/cells.hpp"

namespace concord::ledger {
namespace {

files::CsvOptions plan_options(const std::string& shown_path) {
    return files::hand_written(shown_path, {"year", "body", "line", "plan"},
                               {"actual", "system", "set_by", "reason", "source"});
}

bool is_known_line(const PlanLine& row, const Vocabulary& words, money::MoneyCells& cells) {
    if (words.line(row.line)) return true;
    std::vector<std::string> ids;
    for (const auto& known : words.lines)
        ids.push_back(known.id);
    const auto guess = closest(row.line, ids);
    cells.find("MON225", 2, row.body, fmt::format("`{}` is no line of a plan", shown(row.line)),
               guess ? fmt::format("did you mean `{}`?", *guess) : "lines are " + join(ids, ", "));
    return false;
}

bool is_year(const std::string& year, const PlanLine& row, money::MoneyCells& cells) {
    if (parse_financial_year(year)) return true;
    cells.find("MON209", 0, row.body, fmt::format("`{}` is no financial year", shown(year)),
               "a financial year is written 2022/23");
    return false;
}

}  // namespace

std::vector<PlanLine> read_plan_lines(const RecordFile& file, const Vocabulary& words,
                                      Diagnostics& diagnostics, files::FileReport& report) {
    std::vector<PlanLine> lines;
    files::CsvReader reader(file.path, plan_options(file.shown_path), diagnostics);
    money::MoneyCells cells(reader, diagnostics);
    std::map<std::string, std::uint32_t> first_lines;
    while (reader.next()) {
        PlanLine row;
        row.year = reader.text(0);
        row.body = reader.text(1);
        row.line = reader.text(2);
        row.system = reader.text(5);
        row.set_by = reader.text(6);
        row.reason = reader.text(7);
        row.place = reader.place(2);
        row.plan_place = reader.place(3);
        row.actual_place = reader.place(reader.has(4) ? 4 : 3);
        row.plan = cells.optional_amount(3, row.body);
        row.actual = cells.optional_amount(4, row.body);
        bool is_good = row.plan.has_value() != reader.text(3).empty() &&
                       row.actual.has_value() != reader.text(4).empty();
        is_good = is_year(row.year, row, cells) && is_good;
        is_good = is_known_line(row, words, cells) && is_good;
        const auto key = row.year + "\n" + row.body + "\n" + row.line;
        const auto [first, is_new] = first_lines.emplace(key, row.place.line);
        if (is_good && !is_new) {
            cells.find("MON225", 2, row.body,
                       fmt::format("`{}` of `{}` stands already on line {}", shown(row.line),
                                   shown(row.body), first->second));
        }
        if (!is_good || !is_new) {
            reader.skip_row();
            continue;
        }
        lines.push_back(std::move(row));
    }
    report = reader.report();
    return lines;
}

}  // namespace concord::ledger
