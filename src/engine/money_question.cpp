#include "engine/money_question.hpp"

#include <fmt/format.h>

#include "base/amount.hpp"
#include "base/text.hpp"
#include "engine/located_system.hpp"
#include "files/digest.hpp"
#include "money/cells.hpp"

namespace concord {

std::optional<RuleContext> money_context(const std::optional<std::string>& as_at, Answer& answer) {
    const auto date = Date::parse(as_at.value_or("2022-07-01"));
    if (date) return RuleContext{*date, profile_in_force(*date)};
    refuse_usage(answer, fmt::format("`{}` is not a date", shown(*as_at)),
                 "give a date such as 2025-04-01");
    return std::nullopt;
}

std::optional<Pence> amount_of(const std::string& option, const std::string& text, Answer& answer) {
    const auto reading = parse_amount(text);
    if (reading.value && !reading.is_finer_than_a_penny) return reading.value;
    refuse_usage(answer,
                 fmt::format("{}: {}", option,
                             reading.value ? fmt::format("`{}` is finer than a penny", shown(text))
                                           : said_of(reading.problem, text)),
                 help_for(reading.problem));
    return std::nullopt;
}

std::optional<double> share_of(const std::string& option, const std::string& text, Answer& answer) {
    const auto share = money::parse_fraction(text);
    if (share && *share >= 0) return share;
    refuse_usage(answer, fmt::format("{}: `{}` is not a share", option, shown(text)),
                 "give a share such as 0.05 or 5%");
    return std::nullopt;
}

bool is_there(const fs::path& file, Answer& answer) {
    std::error_code error;
    if (fs::is_regular_file(file, error)) return true;
    refuse_usage(answer, fmt::format("there is no file `{}`", shown(file.string(), 200)),
                 "give a file that is there");
    answer.outcome = Outcome::input_missing;
    return false;
}

std::string source_of(const fs::path& file) {
    return fmt::format("from `{}`, SHA-256 {}", file.filename().string(),
                       files::sha256_of_file(file));
}

void finish_money(Answer& answer, const Diagnostics& diagnostics) {
    finish(answer, diagnostics);
    if (answer.outcome == Outcome::findings && answer.table.rows.empty()) {
        answer.outcome = Outcome::input_missing;
    }
}

}  // namespace concord
