#include "governance/reading/toml_record.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"

namespace concord::governance {

std::string TomlRecord::required(std::string_view key) {
    auto value = text(key);
    if (value.empty()) {
        complete_ = false;
        table_.find("GOV002", key, fmt::format("`{}` is missing", key),
                    fmt::format("add a line `{} = \"…\"`", key));
    }
    return value;
}

std::int64_t TomlRecord::count(std::string_view key) {
    const auto value = table_.whole_number(key).value_or(0);
    if (value >= 0) return value;
    table_.find("GOV013", key, fmt::format("`{}` is no number of things", value), "give 0 or more");
    return 0;
}

std::optional<double> TomlRecord::amount(std::string_view key) {
    const auto value = table_.number(key);
    if (!value || *value >= 0) return value;
    table_.find("GOV013", key, fmt::format("`{:g}` is no amount of time", *value),
                "give 0 or more");
    return std::nullopt;
}

Period TomlRecord::period(std::string_view subject) {
    Period period{table_.date("from"), table_.date("to")};
    const bool unread = (has("from") && !period.from) || (has("to") && !period.to);
    if (unread) return {Date(9999, 12, 31), Date(1, 1, 1)};
    if (period.crossed()) {
        table_.find("GOV012", "to",
                    fmt::format("`{}` ends on {}, before it begins on {}", shown(subject),
                                period.to->iso(), period.from->iso()));
    }
    return period;
}

bool TomlRecord::is_allowed(std::string_view key, const std::string& word,
                            const AllowedWords& allowed) {
    if (std::ranges::find(allowed, word) != allowed.end()) return true;
    table_.find("GOV013", key, fmt::format("`{}` is no {}", shown(word), key),
                help_for_word(word, allowed, fmt::format("words are {}", join(allowed, ", "))));
    return false;
}

std::string TomlRecord::word(std::string_view key, const AllowedWords& allowed) {
    auto value = text(key);
    if (value.empty() || is_allowed(key, value, allowed)) return value;
    return {};
}

std::vector<std::string> TomlRecord::words(std::string_view key, const AllowedWords& allowed) {
    auto values = table_.texts(key);
    std::erase_if(values,
                  [&](const std::string& value) { return !is_allowed(key, value, allowed); });
    return values;
}

std::vector<std::pair<std::string, std::string>> TomlRecord::pairs(std::string_view key,
                                                                   const AllowedWords& allowed) {
    auto values = table_.text_pairs(key);
    std::erase_if(values, [&](const auto& pair) { return !is_allowed(key, pair.first, allowed); });
    return values;
}

std::string TomlRecord::holder(std::string_view key) {
    auto id = text(key);
    if (id.empty() || references_.holder(id, place(key), id)) return id;
    complete_ = false;
    return {};
}

std::vector<std::string> TomlRecord::holders(std::string_view key) {
    auto ids = table_.texts(key);
    std::erase_if(ids, [&](const std::string& id) {
        const bool known = references_.holder(id, place(key), id);
        complete_ = complete_ && known;
        return !known;
    });
    return ids;
}

std::vector<std::string> TomlRecord::functions(std::string_view key) {
    auto ids = table_.texts(key);
    complete_ = references_.functions(ids, place(key), key) && complete_;
    return ids;
}

std::vector<std::string> TomlRecord::places(std::string_view key) {
    auto ids = table_.texts(key);
    complete_ = references_.places(ids, place(key), key) && complete_;
    return ids;
}

RecordFile::RecordFile(GovernanceFolder& folder, const std::string& file, References& references,
                       Diagnostics& diagnostics)
    : references_(references), document_(open_toml(folder, file, diagnostics)) {
    if (!document_) return;
    place_ = Location{folder.shown(file), 1, 1};
    top_.emplace(*document_, folder.shown(file), diagnostics);
}

}  // namespace concord::governance
