#include "money/cells.hpp"

#include <fmt/format.h>

#include "base/amount.hpp"
#include "base/text.hpp"

namespace concord::money {

std::optional<double> share_of_baseline(std::optional<Pence> part, Pence baseline) {
    if (!part || *part < Pence() || *part > baseline) return std::nullopt;
    return baseline > Pence() ? part->nearest_pounds() / baseline.nearest_pounds() : 1;
}

std::optional<double> converging_part(MoneyCells& cells, std::size_t slot, Pence baseline,
                                      std::string_view subject) {
    const auto part = cells.amount(slot, subject);
    const auto share = share_of_baseline(part, baseline);
    if (part && !share) {
        cells.find("MON056", slot, subject,
                   fmt::format("{} of the baseline of {} are to converge", part->words(),
                               baseline.words()));
    }
    return share;
}

std::optional<double> parse_fraction(std::string_view text) {
    text = trim(text);
    const bool per_cent = text.ends_with('%');
    if (per_cent) text.remove_suffix(1);
    const auto number = parse_number(text);
    if (!number) return std::nullopt;
    return per_cent ? *number / 100 : *number;
}

void MoneyCells::find(std::string_view rule, std::size_t slot, std::string_view subject,
                      std::string message, std::string help) {
    diagnostics_.add(
        {rule, reader_.place(slot), std::string(subject), std::move(message), std::move(help)});
}

std::optional<Pence> MoneyCells::amount(std::size_t slot, std::string_view subject) {
    const auto text = reader_.value(slot);
    const auto reading = parse_amount(text);
    if (!reading.value) {
        find("MON001", slot, subject, said_of(reading.problem, text), help_for(reading.problem));
    } else if (reading.is_finer_than_a_penny && !said_finer_) {
        said_finer_ = true;
        find("MON002", slot, subject, fmt::format("`{}` is finer than a penny", shown(text)));
    }
    return reading.value;
}

std::optional<Pence> MoneyCells::optional_amount(std::size_t slot, std::string_view subject) {
    if (trim(reader_.value(slot)).empty()) return std::nullopt;
    return amount(slot, subject);
}

std::optional<double> MoneyCells::growth(std::size_t slot, std::string_view subject) {
    const auto text = reader_.value(slot);
    const auto fraction = parse_fraction(text);
    if (!fraction) {
        find("MON003", slot, subject, fmt::format("`{}` is not a growth", shown(text)));
        return std::nullopt;
    }
    if (*fraction > -1 && *fraction <= 1) return fraction;
    find("MON003", slot, subject,
         *fraction > 1 ? fmt::format("a growth of `{}` more than doubles the amount", shown(text))
                       : fmt::format("a growth of `{}` takes everything away", shown(text)));
    return std::nullopt;
}

std::optional<double> MoneyCells::people(std::size_t slot, std::string_view subject) {
    const auto text = trim(reader_.value(slot));
    const auto number = parse_number(text);
    if (number && *number >= 0) return number;
    find("MON022", slot, subject,
         text.empty() ? std::string("the number of people is missing")
                      : fmt::format("`{}` is not a number of people", shown(text)));
    return std::nullopt;
}

}  // namespace concord::money
