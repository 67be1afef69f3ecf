#include "files/workbook_writer.hpp"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <fstream>

#include <fmt/format.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/date.hpp"
#include "base/failure.hpp"
#include "base/text.hpp"

namespace concord::files {
namespace {

constexpr std::size_t most_letters = 32'767;
constexpr std::size_t many_cells = 2'000'000;  // from here on rows go to the disk one by one
constexpr time_t made = 946'684'800;           // 2000-01-01, so that the same content is the same

[[noreturn]] void fail(const std::filesystem::path& path, const char* why) {
    throw EnvironmentFailure(fmt::format("cannot write `{}`: {}", path.string(), why),
                             "check the space on the disk and that you may write there");
}

// The first letters that fit a cell, none of them cut in two.
std::string fitting(const std::string& text) {
    if (text.size() <= most_letters) return text;
    std::size_t end = most_letters - 3;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;
    return text.substr(0, end) + "\xE2\x80\xA6";
}

class Writing {
  public:
    Writing(const Book& book, const std::string& path) {
        std::size_t cells = 0;
        for (const auto& sheet : book.sheets)
            cells += sheet.rows.size() * sheet.columns.size();
        lxw_workbook_options options = {};
        options.constant_memory = cells > many_cells ? 1 : 0;
        workbook_ = workbook_new_opt(path.c_str(), &options);
        if (!workbook_) fail(path, "not enough memory");
        std::string title = book.title;
        std::string author = "Concord";
        lxw_doc_properties properties = {};
        properties.title = title.data();
        properties.author = author.data();
        properties.created = made;
        workbook_set_properties(workbook_, &properties);
        make_formats();
    }
    Writing(const Writing&) = delete;
    Writing& operator=(const Writing&) = delete;
    ~Writing() {
        if (workbook_) lxw_workbook_free(workbook_);
    }

    void add(const BookSheet& sheet) {
        sheet_ = workbook_add_worksheet(workbook_, sheet.name.c_str());
        if (!sheet_) throw EnvironmentFailure("a sheet of the workbook cannot be made", "");
        worksheet_freeze_panes(sheet_, 1, sheet.columns.size() > 1 ? 1 : 0);
        for (std::size_t c = 0; c < sheet.columns.size(); ++c) {
            const auto& column = sheet.columns[c];
            const auto at = static_cast<lxw_col_t>(c);
            worksheet_set_column(sheet_, at, at, column.width, nullptr);
            worksheet_write_string(sheet_, 0, at, fitting(column.title).c_str(), head_);
            if (!column.note.empty()) worksheet_write_comment(sheet_, 0, at, column.note.c_str());
        }
        for (std::size_t r = 0; r < sheet.rows.size(); ++r)
            add_row(sheet, r);
        if (!sheet.rows.empty()) {
            worksheet_autofilter(sheet_, 0, 0, static_cast<lxw_row_t>(sheet.rows.size()),
                                 static_cast<lxw_col_t>(sheet.columns.size() - 1));
        }
    }

    // False where the file could not be written.
    lxw_error close() {
        auto* workbook = workbook_;
        workbook_ = nullptr;  // closing frees it, whatever comes of it
        return workbook_close(workbook);
    }

    std::size_t cut() const { return cut_; }

  private:
    lxw_format* format(const char* numbers, bool is_strong) {
        auto* made_format = workbook_add_format(workbook_);
        if (numbers) format_set_num_format(made_format, numbers);
        if (is_strong) {
            format_set_bold(made_format);
            format_set_top(made_format, LXW_BORDER_THIN);
        }
        return made_format;
    }

    void make_formats() {
        head_ = workbook_add_format(workbook_);
        format_set_bold(head_);
        format_set_text_wrap(head_);
        format_set_align(head_, LXW_ALIGN_VERTICAL_TOP);
        format_set_bg_color(head_, 0xD8DDE0);
        const std::map<CellLook, const char*> codes = {
            {CellLook::plain, nullptr},       {CellLook::pounds, "[$\xC2\xA3-809]#,##0.00"},
            {CellLook::percent, "0.00%"},     {CellLook::whole, "#,##0"},
            {CellLook::number, "#,##0.0000"}, {CellLook::date, "yyyy-mm-dd"}};
        for (const auto& [look, code] : codes)
            for (const bool is_strong : {false, true})
                looks_[{look, is_strong}] = format(code, is_strong);
        for (const bool is_strong : {false, true}) {
            auto* text = format(nullptr, is_strong);
            format_set_text_wrap(text);
            format_set_align(text, LXW_ALIGN_VERTICAL_TOP);
            texts_[is_strong] = text;
        }
    }

    void add_row(const BookSheet& sheet, std::size_t row) {
        const bool is_strong = std::ranges::find(sheet.strong_rows, row) != sheet.strong_rows.end();
        for (std::size_t c = 0; c < sheet.rows[row].size(); ++c) {
            put(static_cast<lxw_row_t>(row + 1), static_cast<lxw_col_t>(c), sheet.rows[row][c],
                sheet.columns[c].look, is_strong);
        }
    }

    void put(lxw_row_t row, lxw_col_t column, const BookCell& cell, CellLook look, bool is_strong) {
        auto* shown_as = looks_.at({look, is_strong});
        if (const auto number = number_of(cell.value)) {
            if (cell.formula.empty()) {
                worksheet_write_number(sheet_, row, column, *number, shown_as);
            } else {
                worksheet_write_formula_num(sheet_, row, column, cell.formula.c_str(), shown_as,
                                            *number);
            }
        } else if (const auto* truth = std::get_if<bool>(&cell.value)) {
            worksheet_write_boolean(sheet_, row, column, *truth ? 1 : 0, shown_as);
        } else if (const auto* text = std::get_if<std::string>(&cell.value)) {
            put_text(row, column, *text, look, is_strong);
        }
    }

    void put_text(lxw_row_t row, lxw_col_t column, const std::string& text, CellLook look,
                  bool is_strong) {
        constexpr int day_of_1970 = 25'569;
        constexpr int first_sure_day = 61;  // before it programs count days differently
        const auto day = look == CellLook::date ? Date::parse(text) : std::nullopt;
        if (day && day->days_since_epoch() + day_of_1970 >= first_sure_day) {
            worksheet_write_number(sheet_, row, column,
                                   static_cast<double>(day->days_since_epoch() + day_of_1970),
                                   looks_.at({look, is_strong}));
            return;
        }
        if (text.size() > most_letters) ++cut_;
        // A text is written as one: `=1+1` stays the four letters that it is.
        worksheet_write_string(sheet_, row, column, fitting(text).c_str(), texts_.at(is_strong));
    }

    static std::optional<double> number_of(const Value& value) {
        if (const auto* whole = std::get_if<std::int64_t>(&value))
            return static_cast<double>(*whole);
        if (const auto* money = std::get_if<Pence>(&value)) return money->nearest_pounds();
        const auto* number = std::get_if<double>(&value);
        if (number && std::isfinite(*number)) return *number;
        return std::nullopt;
    }

    lxw_workbook* workbook_ = nullptr;
    lxw_worksheet* sheet_ = nullptr;
    lxw_format* head_ = nullptr;
    std::map<std::pair<CellLook, bool>, lxw_format*> looks_;
    std::map<bool, lxw_format*> texts_;
    std::size_t cut_ = 0;
};

}  // namespace

std::size_t write_workbook(const Book& book, const std::filesystem::path& path) {
    const auto temporary = fmt::format("{}.{}.part", path.string(), ::getpid());
    std::error_code error;
    // Tried before, since the library says what it meets to whoever is at the terminal.
    if (!std::ofstream(temporary)) fail(path, std::strerror(errno));
    try {
        Writing writing(book, temporary);
        for (const auto& sheet : book.sheets)
            writing.add(sheet);
        const auto cut = writing.cut();
        const auto outcome = writing.close();
        if (outcome != LXW_NO_ERROR) fail(path, lxw_strerror(outcome));
        std::filesystem::rename(temporary, path, error);
        if (error) fail(path, error.message().c_str());
        return cut;
    } catch (...) {
        std::filesystem::remove(temporary, error);
        throw;
    }
}

}  // namespace concord::files
