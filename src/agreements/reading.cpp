#include "agreements/reading.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/amount.hpp"
#include "base/text.hpp"
#include "files/digest.hpp"

namespace concord::agreements {
namespace {

const std::string year_help = "give the financial year as 2025/26";
const std::string month_help = "give the month as 2025-04";
const std::string share_help = "give 60%, 0.6 or 3/5";
const std::string units_help = "give a count with at most three decimals, not below nothing";

std::string words_help(const std::vector<std::string>& known) {
    return "it is one of " + join(known, ", ");
}

}  // namespace

void Keys::find(std::string_view rule, std::string_view key, std::string message,
                std::string help) {
    diagnostics_.add(
        {rule, table_.place(key), std::string(key), std::move(message), std::move(help)});
}

std::optional<Pence> Keys::amount(std::string_view key) {
    const auto text = table_.text(key);
    if (!text) return std::nullopt;
    const auto reading = parse_amount(*text);
    if (!reading.value) {
        find("MON001", key, said_of(reading.problem, *text), help_for(reading.problem));
        return std::nullopt;
    }
    if (reading.is_finer_than_a_penny)
        find("MON002", key, fmt::format("`{}` is finer than a penny", shown(*text)));
    if (*reading.value >= Pence()) return reading.value;
    find("MON319", key, fmt::format("`{}` lies below nothing", shown(*text)));
    return std::nullopt;
}

std::optional<Share> Keys::share(std::string_view key) {
    const auto text = table_.text(key);
    if (!text) return std::nullopt;
    const auto share = Share::parse(*text);
    if (!share) find("MON301", key, fmt::format("`{}` is not a share", shown(*text)), share_help);
    return share;
}

std::optional<std::int64_t> Keys::basis_points(std::string_view key) {
    const auto share = this->share(key);
    if (!share) return std::nullopt;
    const auto points = share->basis_points();
    if (!points) {
        find("MON301", key,
             fmt::format("{} is finer than a hundredth of a per cent", share->words()),
             "give per cent with at most two decimals");
    }
    return points;
}

std::optional<FinancialYear> Keys::year(std::string_view key) {
    const auto text = table_.text(key);
    if (!text) return std::nullopt;
    const auto year = FinancialYear::parse(*text);
    if (!year)
        find("MON304", key, fmt::format("`{}` is not a financial year", shown(*text)), year_help);
    return year;
}

std::optional<std::int64_t> Keys::units(std::string_view key) {
    const auto text = table_.text(key);
    if (!text) return std::nullopt;
    const auto units = parse_decimal(*text, activity_decimals, largest_activity);
    if (!units)
        find("MON315", key, fmt::format("`{}` is not a count of activity", shown(*text)),
             units_help);
    return units;
}

std::optional<std::int64_t> Keys::price(std::string_view key) {
    const auto text = table_.text(key);
    if (!text) return std::nullopt;
    const auto price = parse_price(*text);
    if (!price) find("MON300", key, fmt::format("`{}` is not a price", shown(*text)));
    return price;
}

std::string Keys::word(std::string_view key, const std::vector<std::string>& known) {
    const auto word = table_.text(key);
    if (!word || std::ranges::find(known, *word) != known.end()) return word.value_or("");
    const auto guess = closest(*word, known);
    find("REG016", key, fmt::format("`{}` is not known here", shown(*word)),
         guess ? fmt::format("did you mean `{}`?", *guess) : words_help(known));
    return "";
}

Period Keys::period() {
    const Period period{table_.date("from"), table_.date("to")};
    if (period.crossed()) {
        find("MON316", "to",
             fmt::format("it ends on {}, before it begins on {}", period.to->iso(),
                         period.from->iso()),
             "swap the two days");
    }
    return period;
}

std::string Cells::text(std::size_t slot) const {
    return std::string(trim(reader_.value(slot)));
}

void Cells::find(std::string_view rule, std::size_t slot, std::string message, std::string help) {
    diagnostics_.add({rule, reader_.place(slot), text(0), std::move(message), std::move(help)});
}

void Cells::refuse(std::string_view rule, std::size_t slot, std::string message, std::string help) {
    sound_ = false;
    find(rule, slot, std::move(message), std::move(help));
}

Pence Cells::amount(std::size_t slot) {
    const auto text = reader_.value(slot);
    const auto reading = parse_amount(text);
    if (!reading.value) {
        refuse("MON001", slot, said_of(reading.problem, text), help_for(reading.problem));
        return {};
    }
    if (reading.is_finer_than_a_penny && !said_finer_) {
        said_finer_ = true;
        find("MON002", slot, fmt::format("`{}` is finer than a penny", shown(text)));
    }
    if (*reading.value < Pence())
        refuse("MON319", slot, fmt::format("`{}` lies below nothing", shown(text)));
    return *reading.value;
}

std::optional<Pence> Cells::optional_amount(std::size_t slot) {
    if (text(slot).empty()) return std::nullopt;
    return amount(slot);
}

FinancialYear Cells::year(std::size_t slot) {
    const auto year = FinancialYear::parse(text(slot));
    if (!year) {
        refuse("MON304", slot, fmt::format("`{}` is not a financial year", shown(text(slot))),
               year_help);
    }
    return year.value_or(FinancialYear());
}

Month Cells::month(std::size_t slot) {
    const auto month = Month::parse(text(slot));
    if (!month)
        refuse("MON304", slot, fmt::format("`{}` is not a month", shown(text(slot))), month_help);
    return month.value_or(Month());
}

std::int64_t Cells::units(std::size_t slot) {
    const auto units = parse_decimal(text(slot), activity_decimals, largest_activity);
    if (!units) {
        refuse("MON315", slot,
               text(slot).empty()
                   ? std::string("the activity is missing, which is not the same as none")
                   : fmt::format("`{}` is not a count of activity", shown(text(slot))),
               units_help);
    }
    return units.value_or(0);
}

std::string Cells::word(std::size_t slot, const std::vector<std::string>& known) {
    auto word = text(slot);
    if (word.empty() || std::ranges::find(known, word) != known.end()) return word;
    refuse("MON318", slot, fmt::format("`{}` is not known here", shown(word)), words_help(known));
    return "";
}

std::optional<Date> Cells::date(std::size_t slot) {
    if (text(slot).empty()) return std::nullopt;
    const auto date = Date::parse(text(slot));
    if (!date) {
        refuse("MON318", slot, fmt::format("`{}` is not a date", shown(text(slot))),
               "give a date such as 2025-04-01");
    }
    return date;
}

std::optional<std::int64_t> Cells::months(std::size_t slot) {
    if (text(slot).empty()) return std::nullopt;
    const auto count = parse_decimal(text(slot), 0, 1200);
    if (!count) {
        refuse("MON318", slot, fmt::format("`{}` is not a number of months", shown(text(slot))),
               "give a whole number");
    }
    return count;
}

std::optional<bool> Cells::truth(std::size_t slot) {
    const auto word = this->word(slot, {"yes", "no"});
    return word.empty() ? std::nullopt : std::optional(word == "yes");
}

bool Cells::end_row() {
    const bool sound = sound_;
    sound_ = true;
    if (!sound) reader_.skip_row();
    return sound;
}

void record_input(const AgreementFile& file, const std::string& name, files::FileReport report,
                  AgreementsData& data) {
    report.dataset = "money/" + name;
    report.path = file.shown_path;
    std::error_code error;
    if (std::filesystem::is_regular_file(file.path, error)) {
        report.bytes = std::filesystem::file_size(file.path, error);
        report.sha256 = files::sha256_of_file(file.path);
    }
    data.inputs.push_back(std::move(report));
}

}  // namespace concord::agreements
