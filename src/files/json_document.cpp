#include "files/json_document.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "files/byte_source.hpp"

namespace concord::files {
namespace {

Location place_of_byte(const std::string& shown_path, std::string_view text, std::size_t byte) {
    const auto before = text.substr(0, std::min(byte, text.size()));
    const auto line = 1 + std::ranges::count(before, '\n');
    const auto start = before.rfind('\n');
    const auto line_start = start == std::string_view::npos ? 0 : start + 1;
    return {shown_path, static_cast<std::uint32_t>(line),
            column_at(before.substr(line_start), before.size() - line_start)};
}

}  // namespace

std::optional<nlohmann::json> read_json(const std::filesystem::path& path,
                                        const std::string& shown_path, Diagnostics& diagnostics) {
    constexpr std::size_t limit_mib = 64;
    const auto text = read_document({path, shown_path, limit_mib}, diagnostics);
    if (!text) return std::nullopt;
    // Deep levels cost far more memory than their length; no file of ours has them.
    constexpr int levels_limit = 64;
    bool too_deep = false;
    const auto is_kept = [&](int depth, nlohmann::json::parse_event_t, nlohmann::json&) {
        too_deep |= depth >= levels_limit;
        return depth < levels_limit;
    };
    try {
        auto value = nlohmann::json::parse(*text, is_kept);
        if (!too_deep) return value;
        diagnostics.add({"REG018",
                         {shown_path, 0, 0},
                         "",
                         fmt::format("the JSON has more than {} levels", levels_limit)});
        return std::nullopt;
    } catch (const nlohmann::json::parse_error& failure) {
        const auto byte = failure.byte == 0 ? 0 : failure.byte - 1;
        diagnostics.add({"REG018", place_of_byte(shown_path, *text, byte), "",
                         byte >= text->size() ? "the file ends before its JSON does"
                                              : "the JSON is not well formed here"});
        return std::nullopt;
    } catch (const nlohmann::json::out_of_range&) {
        diagnostics.add({"REG018",
                         {shown_path, 0, 0},
                         "",
                         "the JSON holds a number that is too large to be read"});
        return std::nullopt;
    }
}

}  // namespace concord::files
