#include "engine/workbook_answer.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/text.hpp"
#include "engine/located_system.hpp"
#include "files/workbook.hpp"
#include "files/workbook_writer.hpp"
#include "pipeline/pipeline.hpp"

namespace concord {
namespace {

using files::BookCell;
using files::BookSheet;
using files::CellLook;

constexpr std::size_t longest_sheet_name = 31;

// A name that a sheet may have.
std::string sheet_name(const std::string& name) {
    std::string result;
    for (const char c : name.empty() ? std::string("answer") : name)
        result += std::string_view("[]:*?/\\'").find(c) == std::string_view::npos ? c : '_';
    return result.substr(0, longest_sheet_name);
}

class BookMaker {
  public:
    BookMaker(const Answer& answer, const std::string& verb)
        : table_(answer.table), plan_(answer.workbook), answer_(answer), verb_(verb) {
        for (std::size_t c = 0; c < table_.columns.size(); ++c)
            at_[table_.columns[c].name] = c;
        find_meanings();
    }

    files::Book make() {
        files::Book book{"Concord: " + verb_, {}};
        book.sheets.push_back(main_sheet());
        if (!plan_.groups.empty()) book.sheets.push_back(groups_sheet(book.sheets.front()));
        book.sheets.push_back(method_sheet());
        return book;
    }

  private:
    void find_meanings() {
        for (const auto& schema : pipeline::all_schemas()) {
            if (schema.name != table_.name) continue;
            for (const auto& column : schema.columns)
                meanings_[column.name] = column.meaning;
        }
        for (const auto& [column, meaning] : plan_.meanings)
            meanings_[column] = meaning;
    }

    bool is_percent(const std::string& column) const {
        return std::ranges::find(plan_.percents, column) != plan_.percents.end();
    }

    CellLook look_of(const Column& column) const {
        if (is_percent(column.name)) return CellLook::percent;
        switch (column.type) {
            case ColumnType::money:
                return CellLook::pounds;
            case ColumnType::whole_number:
                return CellLook::whole;
            case ColumnType::number:
                return CellLook::number;
            case ColumnType::date:
                return CellLook::date;
            default:
                return CellLook::plain;
        }
    }

    static double width_of(CellLook look, const Column& column) {
        if (look == CellLook::pounds) return 22;
        if (look != CellLook::plain) return 14;
        return column.name == "explanation" || column.name == "message" ? 60 : 24;
    }

    files::BookColumn column_of(const Column& column) const {
        const auto look = look_of(column);
        const auto found = meanings_.find(column.name);
        return {column.name, found == meanings_.end() ? "" : found->second, look,
                width_of(look, column)};
    }

    // "C5": the cell of a column in a row counted from 0, below the head.
    std::string cell_name(std::size_t column, std::size_t row) const {
        return fmt::format("{}{}", files::column_letters(static_cast<std::uint32_t>(column + 1)),
                           row + 2);
    }

    // Nothing where a cell that the formula needs is empty.
    std::string filled(const std::string& formula, std::size_t row) const {
        std::string result = "=";
        for (std::size_t i = 0; i < formula.size(); ++i) {
            if (formula[i] != '{') {
                result += formula[i];
                continue;
            }
            const auto end = formula.find('}', i);
            const auto found = at_.find(formula.substr(i + 1, end - i - 1));
            if (found == at_.end()) return {};
            if (std::holds_alternative<std::monostate>(table_.rows[row][found->second])) return {};
            result += cell_name(found->second, row);
            i = end;
        }
        return result;
    }

    std::string formula_of(std::size_t row, const std::string& column,
                           const WorkbookPlan::Total* total) const {
        const bool is_summed =
            std::ranges::find(plan_.summed, column) != plan_.summed.end() && total;
        if (is_summed && total->last >= total->first) {
            const auto c = at_.at(column);
            return fmt::format("=SUM({}:{})", cell_name(c, total->first),
                               cell_name(c, total->last));
        }
        for (const auto& [name, formula] : total ? plan_.formulas_of_totals : plan_.formulas)
            if (name == column) return filled(formula, row);
        for (const auto& running : plan_.running)
            if (running.column == column) return running_sum(running, row);
        return {};
    }

    bool is_empty(std::size_t row, std::size_t column) const {
        return std::holds_alternative<std::monostate>(table_.rows[row][column]);
    }

    // What was added up before, and what this row adds.
    std::string running_sum(const WorkbookPlan::Running& running, std::size_t row) const {
        const auto sum = at_.at(running.column);
        const auto adds = at_.at(running.adds);
        if (is_empty(row, sum) || is_empty(row, adds)) return {};
        const auto same = [&](const std::string& key) {
            const auto c = at_.at(key);
            return table_.rows[row][c] == table_.rows[row - 1][c];
        };
        const bool continues = row > 0 && std::ranges::all_of(running.keys, same);
        if (!continues) return "=" + cell_name(adds, row);
        if (is_empty(row - 1, sum)) return {};
        return fmt::format("={}+{}", cell_name(sum, row - 1), cell_name(adds, row));
    }

    const WorkbookPlan::Total* total_at(std::size_t row) const {
        const auto same = [&](const WorkbookPlan::Total& total) { return total.row == row; };
        const auto found = std::ranges::find_if(plan_.totals, same);
        return found == plan_.totals.end() ? nullptr : &*found;
    }

    BookSheet main_sheet() {
        BookSheet sheet{sheet_name(table_.name), {}, {}, {}};
        for (const auto& column : table_.columns)
            sheet.columns.push_back(column_of(column));
        for (std::size_t r = 0; r < table_.rows.size(); ++r) {
            const auto* total = total_at(r);
            if (total) sheet.strong_rows.push_back(r);
            auto& cells = sheet.rows.emplace_back();
            for (std::size_t c = 0; c < table_.columns.size(); ++c)
                cells.push_back({table_.rows[r][c], formula_of(r, table_.columns[c].name, total)});
        }
        if (plan_.totals.empty() && plan_.groups.empty() && !plan_.summed.empty()) add_sum(sheet);
        return sheet;
    }

    // The sum of a column below it, where no total stands in the answer.
    void add_sum(BookSheet& sheet) const {
        const auto rows = table_.rows.size();
        if (rows == 0) return;
        std::vector<BookCell> cells(table_.columns.size());
        for (const auto& column : plan_.summed) {
            const auto c = at_.at(column);
            std::optional<Pence> sum = Pence();
            for (const auto& row : table_.rows) {
                const auto* amount = std::get_if<Pence>(&row[c]);
                if (amount && sum) sum = Pence::add(*sum, *amount);
            }
            if (!sum) return;
            cells[c] = {*sum, fmt::format("=SUM({}:{})", cell_name(c, 0), cell_name(c, rows - 1))};
        }
        cells[0] = {std::string("Total"), ""};
        sheet.strong_rows.push_back(rows);
        sheet.rows.push_back(std::move(cells));
    }

    // What places make up together, by body and stream: SUMIFS over the first sheet.
    BookSheet groups_sheet(const BookSheet& main) {
        BookSheet sheet{"sums", {}, {}, {}};
        const auto last = std::max<std::size_t>(table_.rows.size(), 1) - 1;
        const auto range = [&](std::size_t column) {
            const auto letters = files::column_letters(static_cast<std::uint32_t>(column + 1));
            return fmt::format("'{}'!${}$2:${}${}", main.name, letters, letters, last + 2);
        };
        std::vector<std::vector<std::string>> keys;
        std::set<std::vector<std::string>> seen;
        for (const auto& row : table_.rows) {
            std::vector<std::string> key;
            for (const auto& group : plan_.groups)
                key.push_back(text_of(row[at_.at(group)]));
            if (seen.insert(key).second) keys.push_back(key);
        }
        for (const auto& group : plan_.groups)
            sheet.columns.push_back({group, "", CellLook::plain, 30});
        for (const auto& column : plan_.summed)
            sheet.columns.push_back(column_of(table_.columns[at_.at(column)]));
        for (const auto& key : keys) {
            auto& cells = sheet.rows.emplace_back();
            for (const auto& part : key)
                cells.push_back({part, ""});
            for (const auto& column : plan_.summed) {
                const auto c = at_.at(column);
                std::string formula = "=SUMIFS(" + range(c);
                for (std::size_t g = 0; g < plan_.groups.size(); ++g)
                    formula += fmt::format(",{},{}", range(at_.at(plan_.groups[g])),
                                           cell_name(g, sheet.rows.size() - 1));
                cells.push_back({sum_of(c, key), formula + ")"});
            }
        }
        return sheet;
    }

    static std::string text_of(const Value& value) {
        const auto* text = std::get_if<std::string>(&value);
        return text ? *text : std::string();
    }

    Value sum_of(std::size_t column, const std::vector<std::string>& key) const {
        std::optional<Pence> money = Pence();
        double number = 0;
        bool is_money = false;
        for (const auto& row : table_.rows) {
            bool is_same = true;
            for (std::size_t g = 0; g < plan_.groups.size(); ++g)
                is_same = is_same && text_of(row[at_.at(plan_.groups[g])]) == key[g];
            if (!is_same) continue;
            const auto* amount = std::get_if<Pence>(&row[column]);
            const auto* plain = std::get_if<double>(&row[column]);
            is_money = is_money || amount;
            if (amount && money) money = Pence::add(*money, *amount);
            if (plain) number += *plain;
        }
        if (!is_money) return number;
        return money ? Value(*money) : Value();
    }

    BookSheet method_sheet() const {
        BookSheet sheet{"sources and method",
                        {{"what", "", CellLook::plain, 24}, {"says", "", CellLook::plain, 110}},
                        {},
                        {}};
        const auto say = [&](std::string what, std::string says) {
            sheet.rows.push_back({{std::move(what), ""}, {std::move(says), ""}});
        };
        say("made with", "Concord " + std::string(Engine::version()));
        say("question", "concord " + verb_);
        for (const auto& sentence : plan_.method)
            say("method", sentence);
        for (const auto& [column, formula] : plan_.formulas) {
            std::string words = formula;
            std::erase_if(words, [](char c) { return c == '{' || c == '}'; });
            say("formula", fmt::format("{} = {}", column, words));
        }
        for (const auto& running : plan_.running) {
            say("formula", fmt::format("{} = {} added up for each {}", running.column, running.adds,
                                       join(running.keys, ", ")));
        }
        for (const auto& note : answer_.notes)
            say("note", note);
        say("findings",
            fmt::format(
                "{}, {}", counted(static_cast<std::int64_t>(answer_.errors), "error", "errors"),
                counted(static_cast<std::int64_t>(answer_.warnings), "warning", "warnings")));
        for (const auto& finding : answer_.diagnostics)
            say("finding",
                fmt::format("{} {}: {}", finding.id, to_string(finding.location), finding.message));
        for (const auto& column : table_.columns) {
            const auto found = meanings_.find(column.name);
            if (found != meanings_.end()) say("column " + column.name, found->second);
        }
        return sheet;
    }

    const Table& table_;
    const WorkbookPlan& plan_;
    const Answer& answer_;
    const std::string& verb_;
    std::map<std::string, std::size_t> at_;
    std::map<std::string, std::string> meanings_;
};

}  // namespace

void write_workbook_answer(Answer& answer, const std::string& verb,
                           const std::filesystem::path& path) {
    if (answer.table.rows.size() >= files::most_sheet_rows) {
        refuse_usage(answer,
                     fmt::format("{} are more than a sheet of a workbook holds",
                                 counted(static_cast<std::int64_t>(answer.table.rows.size()), "row",
                                         "rows")),
                     "write .csv or .parquet, or ask for a summary");
        return;
    }
    const auto book = BookMaker(answer, verb).make();
    const auto cut = files::write_workbook(book, path);
    if (cut > 0) {
        answer.notes.push_back(
            fmt::format("{} longer than a cell can be and stand there cut; .csv has them whole",
                        counted(static_cast<std::int64_t>(cut), "text is", "texts are")));
    }
}

}  // namespace concord
