#include "governance/reading/cells.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"

namespace concord::governance {
namespace {

// Shorter lists are shown whole, longer ones are not.
constexpr std::size_t words_shown = 12;

// "£5 million" or "1,000" as a number without its signs, and by how much it is to be multiplied.
std::optional<Pence> meant_amount(std::string_view text) {
    auto plain = lower(text);
    std::erase_if(plain, [](char c) { return c == ',' || c == ' '; });
    for (const std::string_view pound : {"\xC2\xA3", "gbp", "pounds"}) {
        if (const auto at = plain.find(pound); at != std::string::npos) {
            plain.erase(at, pound.size());
        }
    }
    double factor = 1;
    struct Suffix {
        std::string_view text;
        double factor;
    };
    for (const auto& [suffix, times] :
         {Suffix{"million", 1e6}, {"mn", 1e6}, {"m", 1e6}, {"thousand", 1e3}, {"k", 1e3}}) {
        if (!plain.ends_with(suffix)) continue;
        plain.resize(plain.size() - suffix.size());
        factor = times;
        break;
    }
    const auto number = parse_number(plain);
    if (!number || *number < 0 || *number > 1e12) return std::nullopt;
    return Pence::from_pounds_half_away(*number * factor);
}

}  // namespace

std::string help_for_amount(std::string_view text) {
    const std::string form = "give pounds with a point and no other sign, such as 5000000.00";
    const auto meant = meant_amount(text);
    return meant ? fmt::format("{}; if that is what is meant, write `{}`", form, meant->pounds())
                 : form;
}

std::string help_for_word(std::string_view word, std::span<const std::string> known,
                          std::string_view otherwise) {
    if (const auto guess = closest(word, known)) return fmt::format("did you mean `{}`?", *guess);
    if (known.size() > words_shown || known.empty()) return std::string(otherwise);
    return fmt::format("known are `{}`", join(known, "`, `"));
}

void Cells::find(std::string_view rule, std::size_t slot, std::string_view subject,
                 std::string message, std::string help) {
    complete_ = false;
    diagnostics_.add(
        {rule, reader_.place(slot), std::string(subject), std::move(message), std::move(help)});
}

std::string Cells::required(std::size_t slot, std::string_view what) {
    auto value = text(slot);
    if (value.empty()) find("GOV002", slot, what, fmt::format("the row has no {}", what));
    return value;
}

std::vector<std::string> Cells::list(std::size_t slot) const {
    std::vector<std::string> parts;
    for (const auto part : split(reader_.value(slot), ';')) {
        if (!part.empty()) parts.emplace_back(part);
    }
    return parts;
}

std::optional<Pence> Cells::pounds(std::size_t slot, std::string_view what) {
    const auto value = text(slot);
    if (value.empty()) return std::nullopt;
    const auto amount = Pence::parse_pounds(value);
    if (amount && *amount >= Pence()) return amount;
    find("GOV010", slot, what,
         amount ? fmt::format("the {} is below nought: `{}`", what, shown(value))
                : fmt::format("the {} is not an amount in pounds: `{}`", what, shown(value)),
         amount ? "" : help_for_amount(value));
    return std::nullopt;
}

std::optional<Date> Cells::date(std::size_t slot, std::string_view subject) {
    const auto value = text(slot);
    if (value.empty()) return std::nullopt;
    const auto parsed = Date::parse(value);
    if (!parsed) find("GOV011", slot, subject, fmt::format("`{}` is not a date", shown(value)));
    return parsed;
}

Period Cells::period(std::size_t from_slot, std::size_t to_slot, std::string_view subject) {
    Period period{date(from_slot, subject), date(to_slot, subject)};
    if (period.crossed()) {
        find("GOV012", to_slot, subject,
             fmt::format("`{}` ends on {}, before it begins on {}", shown(subject),
                         period.to->iso(), period.from->iso()));
    }
    return period;
}

std::optional<bool> Cells::truth(std::size_t slot, std::string_view what) {
    const auto value = lower(text(slot));
    if (value.empty()) return std::nullopt;
    if (value == "yes" || value == "true") return true;
    if (value == "no" || value == "false") return false;
    find("GOV013", slot, what, fmt::format("`{}` is neither yes nor no: `{}`", what, shown(value)),
         "write `yes` or `no`");
    return std::nullopt;
}

std::string Cells::word(std::size_t slot, std::string_view what,
                        std::span<const std::string> allowed) {
    auto value = text(slot);
    if (value.empty() || std::ranges::find(allowed, value) != allowed.end()) return value;
    find("GOV013", slot, what, fmt::format("`{}` is no {}", shown(value), what),
         help_for_word(value, allowed, ""));
    return {};
}

}  // namespace concord::governance
