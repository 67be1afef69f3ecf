// Cells of a file that are money, shares and people, read with their problems reported where they
// stand.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/money.hpp"
#include "files/csv_reader.hpp"

namespace concord::money {

class MoneyCells {
  public:
    MoneyCells(const files::CsvReader& reader, Diagnostics& diagnostics)
        : reader_(reader), diagnostics_(diagnostics) {}

    // An amount (MON001 where it is none). Amounts finer than a penny are rounded, half away from
    // zero, and said once a column and file (MON002).
    std::optional<Pence> amount(std::size_t slot, std::string_view subject);
    // The same where an empty cell says nothing.
    std::optional<Pence> optional_amount(std::size_t slot, std::string_view subject);
    // A growth as a fraction ("0.0437") or in per cent ("4.37%"), more than -1 and at most 1
    // (MON003).
    std::optional<double> growth(std::size_t slot, std::string_view subject);
    // A number of people, not negative; nothing where the cell is empty or no such number, which is
    // reported (MON022).
    std::optional<double> people(std::size_t slot, std::string_view subject);

    void find(std::string_view rule, std::size_t slot, std::string_view subject,
              std::string message, std::string help = {});

  private:
    const files::CsvReader& reader_;
    Diagnostics& diagnostics_;
    bool said_finer_ = false;
};

// The cell's part of the baseline, as a share from 0 to 1 (MON056 where it is none).
std::optional<double> converging_part(MoneyCells& cells, std::size_t slot, Pence baseline,
                                      std::string_view subject);
// The same of an amount; nothing where it is no part of the baseline.
std::optional<double> share_of_baseline(std::optional<Pence> part, Pence baseline);

// "0.0437", "4.37%", "-0.5 %" as a fraction; nothing where it is no number.
std::optional<double> parse_fraction(std::string_view text);

}  // namespace concord::money
