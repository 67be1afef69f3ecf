#include "registry/row_values.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace concord::registry {

std::string RowValues::required(std::size_t slot, std::string_view what) {
    auto value = text(slot);
    if (value.empty()) {
        complete_ = false;
        diagnostics_.add({"REG025", reader_.place(slot), std::string(what),
                          fmt::format("the row has no {}", what)});
    }
    return value;
}

std::optional<double> RowValues::share(std::size_t slot, std::string_view what) {
    const auto value = text(slot);
    if (value.empty()) return std::nullopt;
    const auto number = parse_number(value);
    if (number && *number >= 0 && *number <= 1) return number;
    diagnostics_.add({number && *number < 0 ? "REG026" : "REG025", reader_.place(slot),
                      std::string(what),
                      fmt::format("{} is not a share from 0 to 1: `{}`", what, shown(value))});
    return std::nullopt;
}

std::optional<Date> RowValues::date(std::size_t slot, std::string_view subject) {
    const auto value = text(slot);
    if (value.empty()) return std::nullopt;
    const auto parsed = Date::parse(value);
    if (!parsed) {
        diagnostics_.add({"REG027", reader_.place(slot), std::string(subject),
                          fmt::format("`{}` is not a date", shown(value))});
    }
    return parsed;
}

Period RowValues::period(std::size_t from_slot, std::size_t to_slot, std::string_view subject) {
    Period period{date(from_slot, subject), date(to_slot, subject)};
    if (period.crossed()) {
        diagnostics_.add({"REG028", reader_.place(to_slot), std::string(subject),
                          fmt::format("`{}` ends on {}, before it begins on {}", subject,
                                      period.to->iso(), period.from->iso())});
    }
    return period;
}

}  // namespace concord::registry
