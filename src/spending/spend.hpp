// What bodies publish they spent, as it was read: payments, and what became of every row of every
// file. Pure values.
//
// Laws:
//  1. Every row of a file is a payment, a total, a title or blank, or rejected: the four counts add
//     up to the file's rows. Nothing is dropped without being counted and said.
//  2. Amounts are whole pence; what is read adds up to what the file says, or a finding says so.
//  3. What the publisher withheld stays withheld.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/diagnostic.hpp"
#include "base/money.hpp"

namespace concord::spending {

// Texts by number, each kept once: a body's thousands of payments repeat a few hundred texts.
// Number 0 is the empty text.
class Texts {
  public:
    using Id = std::uint32_t;

    Texts() { id(""); }
    Id id(std::string_view text);
    const std::string& operator[](Id id) const { return texts_[id]; }
    std::size_t size() const { return texts_.size(); }

  private:
    // A place in an open table: the hash beside the number, so that most other texts are passed
    // over without being looked at.
    struct Slot {
        std::uint32_t hash = 0;
        Id id = free;
    };
    static constexpr Id free = 0xFFFFFFFF;
    void grow();
    void put(std::uint32_t hash, Id id);

    std::deque<std::string> texts_;  // never moved, so that what was handed out holds
    std::vector<Slot> slots_ = std::vector<Slot>(64);  // a power of two, at most half of them taken
};

// Texts of which nearly every payment has one of its own: they are kept as they come, and compared
// by what they say. Number 0 is the empty text.
class References {
  public:
    using Id = std::uint32_t;

    Id add(std::string_view text);  // of the same text as the last time: the same number
    std::string_view operator[](Id id) const;

  private:
    std::string characters_;  // of all, one behind the other
    std::vector<std::uint64_t> ends_{0};
};

struct Payment {
    Texts::Id entity = 0;
    Texts::Id expense_type = 0;
    Texts::Id expense_area = 0;
    Texts::Id supplier = 0;
    References::Id reference = 0;
    std::optional<Date> date;
    Pence amount;
    std::uint32_t sheet = 0;   // in Spending::sheets
    std::uint32_t line = 0;    // of the file, or row of the sheet
    std::uint32_t column = 0;  // where the amount stands
};

// How something was written that was read all the same.
enum class Repair {
    amount_in_brackets,
    pound_sign,
    sign_behind,
    credit_mark,
    dash_for_nil,
    scaled_amount,
    finer_than_penny,
    spaces_in_amount,
    serial_date,
    month_before_day,
    two_digit_year,
    month_alone,
    merged_cells,
    windows_1252,
    utf16,
    other_separator,
    byte_order_mark,
    repeated_header,
};
std::string_view to_string(Repair repair);

struct Repaired {
    std::int64_t count = 0;
    Location first;
};

// A row that gives a sum instead of a payment.
struct TotalRow {
    Location place;
    Pence stated;
    std::optional<Pence> found;  // of the rows it stands for; nothing where they overflow
    bool agrees = false;
};

// What became of one table: a CSV file, or a sheet of a workbook.
struct Sheet {
    std::string file;   // as shown to the user
    std::string sheet;  // its name in a workbook
    std::string sha256;
    std::uint64_t bytes = 0;
    std::int64_t rows = 0;  // up to the last that is not blank
    std::int64_t payments = 0;
    std::int64_t totals = 0;
    std::int64_t titles = 0;  // titles, headers, notes and blank rows
    std::int64_t rejected = 0;
    std::uint32_t header_line = 0;
    std::optional<Pence> amount =
        Pence();       // of its payments; nothing where it does not fit 64 bits
    std::string note;  // "hidden", "the same as FILE"
    std::map<Repair, Repaired> repairs;
    std::vector<TotalRow> total_rows;
    std::vector<std::string> columns;  // by field: the header that was taken

    std::string source() const { return sheet.empty() ? file : file + "[" + sheet + "]"; }
};

struct Spending {
    Texts texts;
    References references;
    std::vector<Sheet> sheets;
    std::vector<Payment> payments;
};

}  // namespace concord::spending
