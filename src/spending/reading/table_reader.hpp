// One table of payments, read row by row: each row is a payment, a total, a title or rejected.
#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

#include "spending/reading/dates.hpp"
#include "spending/reading/header.hpp"
#include "spending/reading/row_source.hpp"
#include "spending/spend.hpp"
#include "spending/vocabulary.hpp"

namespace concord::spending {

struct TableManner {
    const Vocabulary* vocabulary = nullptr;
    bool is_csv = true;      // a row with another number of fields than the header is damaged
    bool from_1904 = false;  // serial dates
    DateOrder order = DateOrder::unknown;  // as the user says; unknown: as the file shows
    std::string entity;                    // where the file has no column for it
};

class TableReader {
  public:
    TableReader(Spending& into, TableManner manner, Diagnostics& diagnostics);

    // Reads a whole source into a sheet of `into` and its payments.
    void read(RowSource& source, Sheet sheet);

  private:
    struct Undated {
        std::size_t payment = 0;
        DateReading reading;
    };

    void take(const RawRow& row);
    bool refuses_damage(const RawRow& row);
    bool fits_header(const RawRow& row) const;
    void take_header(const RawRow& row, Columns columns);
    void take_in_table(const RawRow& row);
    bool take_total(const RawRow& row, std::optional<Pence> amount, bool labelled);
    void take_payment(const RawRow& row, Pence amount);
    Texts::Id id_of(const RawRow& row, Field field, std::string_view otherwise = {});
    void take_date(const RawRow& row, Payment& payment);
    const DateReading& reading_of(std::string_view text);
    void settle_dates();
    void report_dates(DateOrder order, bool mixed);
    void finish(RowSource& source);

    void reject(std::string_view rule, const RawRow& row, int cell, std::string message,
                std::string help = {});
    void repaired(Repair repair, const RawRow& row, int cell);
    Location place(const RawRow& row, int cell) const;
    std::size_t filled(const RawRow& row) const;
    bool has_total_label(const RawRow& row) const;
    bool is_words(const RawRow& row) const;

    Spending& into_;
    TableManner manner_;
    Diagnostics& diagnostics_;
    Sheet sheet_;
    std::uint32_t index_ = 0;  // the sheet's place in into_.sheets
    Columns columns_;
    bool has_header_ = false;
    std::size_t width_ = 0;  // fields of the header
    std::array<Texts::Id, field_count> last_ids_{};
    std::optional<Pence> since_total_ = Pence();
    Texts dates_;                        // the texts of dates that were read,
    std::vector<DateReading> readings_;  // and what each says
    std::vector<Undated> undated_;       // dates with two readings
    std::int64_t without_date_ = 0;
    Location first_without_date_;
    Location first_unsettled_;
    DateOrder shown_order_ = DateOrder::unknown;
    bool mixed_ = false;
};

// The header of a source among its first rows, for choosing between separators.
std::optional<Columns> find_header(RowSource& source, const Vocabulary& vocabulary);

}  // namespace concord::spending
