// Values of one row of a system's own file, read with their problems reported.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "files/csv_reader.hpp"

namespace concord::registry {

class RowValues {
  public:
    RowValues(const files::CsvReader& reader, Diagnostics& diagnostics)
        : reader_(reader), diagnostics_(diagnostics) {}

    std::string text(std::size_t slot) const { return std::string(reader_.value(slot)); }
    // A missing value is reported and leaves `complete` false.
    std::string required(std::size_t slot, std::string_view what);
    std::optional<double> share(std::size_t slot, std::string_view what);
    // Two dates; an unreadable one is reported and left open, crossed ones are reported.
    Period period(std::size_t from_slot, std::size_t to_slot, std::string_view subject);

    bool complete() const { return complete_; }

  private:
    std::optional<Date> date(std::size_t slot, std::string_view subject);

    const files::CsvReader& reader_;
    Diagnostics& diagnostics_;
    bool complete_ = true;
};

}  // namespace concord::registry
