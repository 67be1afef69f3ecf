// Canonical JSON: keys in the order of their bytes, no spaces, whole numbers only, and nothing for
// what is empty, so that one content has one text (RFC 8785 gives the same for such values).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/date.hpp"
#include "base/money.hpp"
#include "governance/question.hpp"

namespace concord::decisions {

using Json = nlohmann::json;

inline std::string canonical(const Json& value) {
    return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

inline void put(Json& object, const char* key, const std::string& text) {
    if (!text.empty()) object[key] = text;
}
inline void put(Json& object, const char* key, const std::vector<std::string>& texts) {
    if (!texts.empty()) object[key] = texts;
}
inline void put(Json& object, const char* key, bool truth) {
    if (truth) object[key] = true;
}
inline void put(Json& object, const char* key, const std::optional<Date>& date) {
    if (date) object[key] = date->iso();
}
inline void put(Json& object, const char* key, const std::optional<Pence>& amount) {
    if (amount) object[key] = amount->count();
}
inline void put(Json& object, const char* key, const std::optional<std::int64_t>& number) {
    if (number) object[key] = *number;
}
// What has parts: a list of objects, or an object; nothing where it is empty.
inline void put(Json& object, const char* key, Json value) {
    if (!value.empty()) object[key] = std::move(value);
}
inline void put(Json&, const char*, const char*) = delete;

inline std::string text_of(const Json& object, const char* key) {
    const auto found = object.find(key);
    return found == object.end() ? std::string() : found->get<std::string>();
}
inline std::vector<std::string> texts_of(const Json& object, const char* key) {
    const auto found = object.find(key);
    return found == object.end() ? std::vector<std::string>()
                                 : found->get<std::vector<std::string>>();
}
inline bool truth_of(const Json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->get<bool>();
}
inline std::optional<Date> date_of(const Json& object, const char* key) {
    return Date::parse(text_of(object, key));
}
inline std::optional<std::int64_t> number_of(const Json& object, const char* key) {
    const auto found = object.find(key);
    return found == object.end() ? std::nullopt : std::optional(found->get<std::int64_t>());
}
inline std::optional<Pence> pence_of(const Json& object, const char* key) {
    const auto number = number_of(object, key);
    return number ? std::optional(Pence(*number)) : std::nullopt;
}
// Each item of a list by a function of its own; nothing where there is no list.
template <typename Read>
auto list_of(const Json& object, const char* key, Read read) {
    std::vector<decltype(read(object))> result;
    const auto found = object.find(key);
    if (found == object.end()) return result;
    for (const auto& item : *found)
        result.push_back(read(item));
    return result;
}
template <typename Items, typename Write>
Json json_list(const Items& items, Write write) {
    Json list = Json::array();
    for (const auto& item : items)
        list.push_back(write(item));
    return list;
}

inline Json question_json(const governance::Question& question) {
    Json value = Json::object();
    put(value, "function", question.function);
    put(value, "act", question.act);
    put(value, "service", question.service);
    put(value, "places", question.places);
    put(value, "people", question.people);
    put(value, "value_pence", question.value);
    put(value, "affected", question.affected);
    return value;
}

inline governance::Question question_of(const Json& value) {
    governance::Question question;
    question.function = text_of(value, "function");
    question.act = text_of(value, "act");
    question.service = text_of(value, "service");
    question.places = texts_of(value, "places");
    question.people = text_of(value, "people");
    question.value = pence_of(value, "value_pence");
    question.affected = texts_of(value, "affected");
    return question;
}

}  // namespace concord::decisions
