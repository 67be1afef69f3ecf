// The dates of one table: what each may mean, and which order of day and month the table shows.
#include <fmt/format.h>

#include "base/text.hpp"
#include "spending/reading/table_reader.hpp"

namespace concord::spending {

const DateReading& TableReader::reading_of(std::string_view text) {
    // A table has few different dates; a column of rubbish must not fill the memory.
    constexpr std::size_t most = 100'000;
    if (readings_.size() >= most) {
        readings_.clear();
        dates_ = Texts();
    }
    const auto id = dates_.id(text);
    while (readings_.size() < dates_.size()) {
        const auto next = static_cast<Texts::Id>(readings_.size());
        readings_.push_back(read_date(dates_[next], manner_.from_1904));
    }
    return readings_[id];
}

void TableReader::take_date(const RawRow& row, Payment& payment) {
    const auto cell = columns_.at(Field::date);
    const auto text = row.text(cell);
    const auto& reading = reading_of(text);
    const auto at = cell < 0 ? columns_.at(Field::amount) : cell;
    if (!reading.readable()) {
        if (without_date_++ == 0) first_without_date_ = place(row, at);
        if (!text.empty()) {
            diagnostics_.add({"MON104", place(row, at), "",
                              fmt::format("`{}` is not a date of a payment", shown(text)),
                              "write 2022-07-31 or 31/07/2022"});
        }
        return;
    }
    if (reading.is_serial) repaired(Repair::serial_date, row, at);
    if (reading.has_short_year) repaired(Repair::two_digit_year, row, at);
    if (reading.is_month) repaired(Repair::month_alone, row, at);
    const auto order = reading.shows();
    if (order != DateOrder::unknown) {
        mixed_ |= shown_order_ != DateOrder::unknown && shown_order_ != order;
        shown_order_ = order;
        if (order == DateOrder::month_first) repaired(Repair::month_before_day, row, at);
    }
    payment.date = reading.in(DateOrder::unknown);
    if (payment.date) return;
    if (undated_.empty()) first_unsettled_ = place(row, at);
    undated_.push_back({into_.payments.size(), reading});
}

void TableReader::settle_dates() {
    auto order = manner_.order != DateOrder::unknown ? manner_.order : shown_order_;
    const bool mixed = mixed_ && manner_.order == DateOrder::unknown;
    if (mixed) order = DateOrder::unknown;
    report_dates(order, mixed);
    // Where nothing shows the order it is that of the publishers' country, and said.
    if (order == DateOrder::unknown && !mixed) order = DateOrder::day_first;
    for (const auto& undated : undated_)
        into_.payments[undated.payment].date = undated.reading.in(order);
    if (order == DateOrder::month_first && !undated_.empty()) {
        auto& entry = sheet_.repairs[Repair::month_before_day];
        if (entry.count == 0) entry.first = first_unsettled_;
        entry.count += static_cast<std::int64_t>(undated_.size());
    }
    undated_.clear();
}

void TableReader::report_dates(DateOrder order, bool mixed) {
    const auto count = static_cast<std::int64_t>(undated_.size());
    if (mixed) {
        const auto where =
            undated_.empty() ? Location{sheet_.source(), sheet_.header_line, 1} : first_unsettled_;
        diagnostics_.add(
            {"MON105", where, "",
             count == 0
                 ? std::string("some dates have the day first and some the month")
                 : fmt::format("some dates have the day first and some the month, so that {} "
                               "may be read in two ways and {} left without",
                               counted(count, "payment", "payments"), count == 1 ? "is" : "are")});
    } else if (count > 0 && order == DateOrder::unknown) {
        diagnostics_.add({"MON103", first_unsettled_, "",
                          fmt::format("{} may be read in two ways and no date of the table shows "
                                      "which; the day is taken to come first",
                                      counted(count, "date", "dates"))});
    }
    if (without_date_ > 0) {
        diagnostics_.add({"MON107", first_without_date_, "",
                          fmt::format("{} no date, the first here",
                                      counted(without_date_, "payment has", "payments have"))});
    }
}

void TableReader::finish(RowSource& source) {
    settle_dates();
    const auto trouble = source.trouble();
    if (!trouble.problem.empty()) {
        diagnostics_.add({"MON114",
                          {sheet_.source(), static_cast<std::uint32_t>(sheet_.rows), 0},
                          "",
                          "the file " + trouble.problem,
                          trouble.help});
    }
    if (!has_header_) {
        // What could not be read as a table may hold payments: it is not passed off as titles.
        sheet_.rejected += sheet_.titles;
        sheet_.titles = 0;
    }
    into_.sheets.push_back(std::move(sheet_));
}

}  // namespace concord::spending
