// What the questions about money share: amounts and shares as options give them, and the date.
#pragma once

#include <optional>
#include <string>

#include "base/diagnostic.hpp"
#include "base/money.hpp"
#include "engine/engine.hpp"

namespace concord {

// The rules that speak on the date; nothing, and `answer` says so, where it is no date.
std::optional<RuleContext> money_context(const std::optional<std::string>& as_at, Answer& answer);

// An amount of an option; a wrong one is wrong usage.
std::optional<Pence> amount_of(const std::string& option, const std::string& text, Answer& answer);

// A share of an option, as a fraction or in per cent, from 0 on; a wrong one is wrong usage.
std::optional<double> share_of(const std::string& option, const std::string& text, Answer& answer);

// The file must be there: else the answer says so, and that input is missing.
bool is_there(const fs::path& file, Answer& answer);

// Which file an answer rests on, with its digest, for a workbook.
std::string source_of(const fs::path& file);

// Takes over what was found. Where nothing could be answered for errors, input was unreadable.
void finish_money(Answer& answer, const Diagnostics& diagnostics);

}  // namespace concord
