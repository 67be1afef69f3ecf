#include "openid/strict_json.hpp"

#include <algorithm>
#include <set>
#include <vector>

namespace concord::openid {

std::optional<Json> read_object(std::string_view text) {
    if (text.size() > longest_document) return std::nullopt;
    constexpr int deepest = 16;
    bool is_doubtful = false;
    std::vector<std::set<std::string>> keys;
    const auto take = [&](int depth, Json::parse_event_t event, Json& parsed) {
        using Event = Json::parse_event_t;
        if (depth > deepest) is_doubtful = true;
        if (event == Event::object_start) {
            keys.emplace_back();
        } else if (event == Event::object_end) {
            keys.pop_back();
        } else if (event == Event::key) {
            is_doubtful |= !keys.back().insert(parsed.get<std::string>()).second;
        }
        return !is_doubtful;  // what follows need not be kept
    };
    auto json = Json::parse(text, take, false);
    if (is_doubtful || !json.is_object()) return std::nullopt;
    return json;
}

std::optional<std::string> text_of(const Json& object, const char* key) {
    const auto found = object.find(key);
    if (found == object.end() || !found->is_string()) return std::nullopt;
    return found->get<std::string>();
}

std::optional<std::vector<std::string>> texts_of(const Json& object, const char* key) {
    const auto found = object.find(key);
    if (found == object.end()) return std::nullopt;
    if (found->is_string()) return std::vector{found->get<std::string>()};
    const bool is_list = found->is_array() && std::ranges::all_of(*found, [](const Json& one) {
                             return one.is_string();
                         });
    if (!is_list) return std::nullopt;
    return found->get<std::vector<std::string>>();
}

bool is_plain(std::string_view text, std::size_t longest) {
    return !text.empty() && text.size() <= longest && std::ranges::none_of(text, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 || byte == 0x7f;
    });
}

bool is_ascii(std::string_view text, std::size_t longest) {
    return is_plain(text, longest) &&
           std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace concord::openid
