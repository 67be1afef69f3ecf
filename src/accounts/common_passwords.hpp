// What guessers try first. Where from: common_passwords.cpp.
#pragma once

#include <span>
#include <string_view>

namespace concord::accounts {

std::span<const std::string_view> common_passwords();  // of twelve characters or more
std::span<const std::string_view> common_words();      // also with digits and signs around them

}  // namespace concord::accounts
