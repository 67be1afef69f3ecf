// The values of one row of a governance file, read with their problems reported. Nothing is
// guessed: what cannot be read is named, with the form it should have.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/money.hpp"
#include "files/csv_reader.hpp"

namespace concord::governance {

class Cells {
  public:
    Cells(const files::CsvReader& reader, Diagnostics& diagnostics)
        : reader_(reader), diagnostics_(diagnostics) {}

    std::string text(std::size_t slot) const { return std::string(reader_.value(slot)); }
    Location place(std::size_t slot) const { return reader_.place(slot); }

    // GOV002 where it is empty.
    std::string required(std::size_t slot, std::string_view what);
    // The parts between semicolons; empty parts are passed over.
    std::vector<std::string> list(std::size_t slot) const;
    // GOV010 where it is no amount in pounds.
    std::optional<Pence> pounds(std::size_t slot, std::string_view what);
    // GOV011 where it is no date.
    std::optional<Date> date(std::size_t slot, std::string_view subject);
    // GOV011 and, for crossed dates, GOV012.
    Period period(std::size_t from_slot, std::size_t to_slot, std::string_view subject);
    // GOV013 where it is neither yes nor no.
    std::optional<bool> truth(std::size_t slot, std::string_view what);
    // GOV013 where it is none of the words; empty is allowed.
    std::string word(std::size_t slot, std::string_view what, std::span<const std::string> allowed);

    // Whether every value asked for so far could be read.
    bool complete() const { return complete_; }

  private:
    void find(std::string_view rule, std::size_t slot, std::string_view subject,
              std::string message, std::string help = {});

    const files::CsvReader& reader_;
    Diagnostics& diagnostics_;
    bool complete_ = true;
};

// How an amount should be written that was meant by this text ("£5 million", "1,000.50"), as a
// help; the text itself is never used.
std::string help_for_amount(std::string_view text);

// "did you mean `x`?" or the words there are.
std::string help_for_word(std::string_view word, std::span<const std::string> known,
                          std::string_view otherwise);

}  // namespace concord::governance
