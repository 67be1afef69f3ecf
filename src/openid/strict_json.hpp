// JSON from outside, in which nothing is doubtful: an object, UTF-8, no key twice at any depth, and
// neither long nor deep.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

namespace concord::openid {

using Json = nlohmann::json;

constexpr std::size_t longest_document = std::size_t{1} << 20U;

std::optional<Json> read_object(std::string_view text);

// A text of the object; nothing where it is missing or none.
std::optional<std::string> text_of(const Json& object, const char* key);

// Texts of a list; a single text is a list of one. Nothing where it is missing or holds other than
// texts.
std::optional<std::vector<std::string>> texts_of(const Json& object, const char* key);

// A text without control characters, which is not empty and not longer than so many bytes.
bool is_plain(std::string_view text, std::size_t longest);

// Printable ASCII alone.
bool is_ascii(std::string_view text, std::size_t longest);

}  // namespace concord::openid
