#include "spending/reading/table_reader.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "spending/reading/amounts.hpp"

namespace concord::spending {
namespace {

std::optional<Pence> plus(std::optional<Pence> sum, Pence amount) {
    return sum ? Pence::add(*sum, amount) : std::nullopt;
}

}  // namespace

TableReader::TableReader(Spending& into, TableManner manner, Diagnostics& diagnostics)
    : into_(into), manner_(std::move(manner)), diagnostics_(diagnostics) {}

void TableReader::read(RowSource& source, Sheet sheet) {
    sheet_ = std::move(sheet);
    index_ = static_cast<std::uint32_t>(into_.sheets.size());
    RawRow row;
    std::int64_t seen = 0;
    while (source.next(row)) {
        const bool blank = row.is_blank();
        // Blank rows at the end are no rows: they are counted when another row follows.
        if (blank) continue;
        sheet_.titles += row.rows - seen - 1;
        seen = row.rows;
        sheet_.rows = seen;
        take(row);
    }
    finish(source);
}

void TableReader::take(const RawRow& row) {
    if (row.was_windows_1252) repaired(Repair::windows_1252, row, 0);
    if (refuses_damage(row)) return;
    // A row with a figure for its amount is no header: most rows need no second look.
    const bool has_figure =
        has_header_ &&
        row.text(columns_.at(Field::amount)).find_first_of("0123456789") != std::string_view::npos;
    auto columns = has_figure ? std::nullopt : columns_of(row, *manner_.vocabulary);
    const bool looks_like_header =
        columns && (!has_header_ || columns->known() + 1 >= columns_.known());
    if (looks_like_header) {
        take_header(row, std::move(*columns));
    } else if (!has_header_) {
        ++sheet_.titles;
    } else {
        take_in_table(row);
    }
}

// A record that could not be told apart from its neighbours is lost; a stray quote is not.
bool TableReader::refuses_damage(const RawRow& row) {
    using files::RecordFault;
    const Location where{sheet_.file, row.line, row.fault_column};
    switch (row.fault) {
        case RecordFault::none:
            return false;
        case RecordFault::stray_quote:
            diagnostics_.add(
                {"REG006", where, "", "a quote stands inside a field that is not quoted"});
            return false;
        case RecordFault::unclosed_quote:
            diagnostics_.add({"REG005", where, "", "a quote is opened here and never closed"});
            break;
        case RecordFault::line_too_long:
            diagnostics_.add({"REG008", where, "",
                              fmt::format("the line is longer than {} bytes",
                                          with_thousands(files::LineReader::line_bytes_limit))});
            break;
        case RecordFault::not_text:
            diagnostics_.add({"REG009", where, "", "the line holds bytes that are not text"});
            break;
    }
    ++sheet_.rejected;
    return true;
}

void TableReader::take_header(const RawRow& row, Columns columns) {
    ++sheet_.titles;
    if (has_header_ && columns.of == columns_.of) {
        repaired(Repair::repeated_header, row, 0);
        return;
    }
    for (const auto& [field, header] : columns.passed_over) {
        const auto at = static_cast<std::size_t>(field);
        diagnostics_.add({"MON118", place(row, columns.of[at]), std::string(to_string(field)),
                          fmt::format("both `{}` and `{}` may be the {}; `{}` is read",
                                      shown(columns.header[at]), shown(header),
                                      field == Field::amount ? "amount" : to_string(field),
                                      shown(columns.header[at]))});
    }
    has_header_ = true;
    columns_ = std::move(columns);
    width_ = row.cells.size();
    sheet_.header_line = row.line;
    sheet_.columns.assign(columns_.header.begin(), columns_.header.end());
}

// Fields too many that hold something, or too few to reach the columns: which value belongs to
// which column cannot be known.
bool TableReader::fits_header(const RawRow& row) const {
    const auto found = row.cells.size();
    if (!manner_.is_csv || found == width_) return true;
    if (found > width_) {
        return std::all_of(row.cells.begin() + static_cast<std::ptrdiff_t>(width_), row.cells.end(),
                           [](const RawCell& cell) { return cell.text.empty(); });
    }
    return std::ranges::all_of(columns_.of,
                               [&](int cell) { return cell < static_cast<int>(found); });
}

std::size_t TableReader::filled(const RawRow& row) const {
    std::size_t count = 0;
    for (std::size_t i = 0; i < field_count; ++i) {
        const bool is_amount = i == static_cast<std::size_t>(Field::amount);
        if (!is_amount && !row.text(columns_.of[i]).empty()) ++count;
    }
    return count;
}

// Words in the place of the amount, and nothing else: a note, or "£" below the header.
bool TableReader::is_words(const RawRow& row) const {
    const auto text = row.text(columns_.at(Field::amount));
    return filled(row) == 0 && text.find_first_of("0123456789") == std::string_view::npos;
}

// "Total" in a row that names neither a date nor a reference: with them it is a supplier's name.
bool TableReader::has_total_label(const RawRow& row) const {
    if (!row.text(columns_.at(Field::reference)).empty()) return false;
    const auto date = row.text(columns_.at(Field::date));
    if (!date.empty() && !manner_.vocabulary->is_total(date)) return false;
    return std::ranges::any_of(row.cells, [&](const RawCell& cell) {
        return !cell.text.empty() && manner_.vocabulary->is_total(cell.text);
    });
}

void TableReader::take_in_table(const RawRow& row) {
    const auto at = columns_.at(Field::amount);
    const auto text = row.text(at);
    const auto others = filled(row);
    if (!fits_header(row)) {
        const bool is_note =
            row.cells.size() < width_ && ((others <= 1 && text.empty()) || is_words(row));
        if (is_note) {
            ++sheet_.titles;
            return;
        }
        reject("REG003", row, static_cast<int>(std::min(row.cells.size(), width_)) - 1,
               fmt::format("the row has {} where the header has {}",
                           counted(static_cast<std::int64_t>(row.cells.size()), "field", "fields"),
                           width_));
        return;
    }
    if (text.empty()) {
        if (others <= 1 || has_total_label(row)) {
            ++sheet_.titles;
        } else {
            reject("MON102", row, at, "this payment has no amount");
        }
        return;
    }
    const auto& cell = row.cells[static_cast<std::size_t>(at)];
    if (cell.from_merge) {
        reject("MON102", row, at, "the amount of this payment is merged with the row above",
               "take the cells apart and give each payment its amount");
        return;
    }
    const auto amount = read_paid_amount(text, cell.is_number);
    if (!amount.value || cell.is_fault) {
        if (is_words(row)) {
            ++sheet_.titles;
        } else {
            const auto problem = cell.is_fault ? AmountProblem::no_amount : amount.problem;
            reject("MON101", row, at, said_of(problem, text), help_for(problem));
        }
        return;
    }
    for (const auto repair : amount.repairs)
        repaired(repair, row, at);
    if (take_total(row, amount.value, has_total_label(row))) return;
    if (others == 0) {
        reject("MON120", row, at,
               "an amount stands alone, and is not the sum of the rows above it");
        return;
    }
    take_payment(row, *amount.value);
}

// True where the row was a total: it says so, or an amount alone is the sum of what stands above.
bool TableReader::take_total(const RawRow& row, std::optional<Pence> amount, bool labelled) {
    const bool of_all = sheet_.amount && *sheet_.amount == *amount;
    const bool of_part = since_total_ && *since_total_ == *amount;
    const bool alone = filled(row) == 0 && sheet_.payments > 0 && (of_all || of_part);
    if (!labelled && !alone) return false;
    TotalRow total;
    total.place = place(row, columns_.at(Field::amount));
    total.stated = *amount;
    total.found = sheet_.total_rows.empty() || of_all ? sheet_.amount : since_total_;
    total.agrees = of_all || of_part;
    sheet_.total_rows.push_back(total);
    since_total_ = Pence();
    ++sheet_.totals;
    return true;
}

void TableReader::take_payment(const RawRow& row, Pence amount) {
    Payment payment;
    payment.entity = id_of(row, Field::entity, manner_.entity);
    payment.expense_type = id_of(row, Field::expense_type);
    payment.expense_area = id_of(row, Field::expense_area);
    payment.supplier = id_of(row, Field::supplier);
    payment.reference = into_.references.add(row.text(columns_.at(Field::reference)));
    payment.amount = amount;
    payment.sheet = index_;
    payment.line = row.line;
    payment.column = row.column_of(static_cast<std::size_t>(columns_.at(Field::amount)));
    for (const auto cell : columns_.of) {
        if (cell < 0 || static_cast<std::size_t>(cell) >= row.cells.size()) continue;
        if (row.cells[static_cast<std::size_t>(cell)].from_merge)
            repaired(Repair::merged_cells, row, cell);
    }
    take_date(row, payment);
    sheet_.amount = plus(sheet_.amount, amount);
    since_total_ = plus(since_total_, amount);
    ++sheet_.payments;
    into_.payments.push_back(payment);
}

// Rows that follow each other mostly repeat a column's text.
Texts::Id TableReader::id_of(const RawRow& row, Field field, std::string_view otherwise) {
    auto text = row.text(columns_.at(field));
    if (text.empty()) text = otherwise;
    auto& last = last_ids_[static_cast<std::size_t>(field)];
    if (into_.texts[last] != text) last = into_.texts.id(text);
    return last;
}

void TableReader::reject(std::string_view rule, const RawRow& row, int cell, std::string message,
                         std::string help) {
    ++sheet_.rejected;
    diagnostics_.add({rule, place(row, cell), "", std::move(message), std::move(help)});
}

void TableReader::repaired(Repair repair, const RawRow& row, int cell) {
    auto& entry = sheet_.repairs[repair];
    if (entry.count++ == 0) entry.first = place(row, cell);
}

Location TableReader::place(const RawRow& row, int cell) const {
    const auto column = row.column_of(cell < 0 ? 0 : static_cast<std::size_t>(cell));
    return {sheet_.source(), row.line, column};
}

std::optional<Columns> find_header(RowSource& source, const Vocabulary& vocabulary) {
    constexpr int rows_looked_at = 200;
    RawRow row;
    for (int i = 0; i < rows_looked_at && source.next(row); ++i) {
        if (auto columns = columns_of(row, vocabulary)) return columns;
    }
    return std::nullopt;
}

}  // namespace concord::spending
