// Moments in UTC to the millisecond, as the journal writes them.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace concord::accounts {

using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

std::string to_text(Instant instant);  // 2024-03-01T09:30:00.000Z
// Nothing where the text is no instant of the journal; digits after the third are dropped.
std::optional<Instant> parse_instant(std::string_view text);

}  // namespace concord::accounts
