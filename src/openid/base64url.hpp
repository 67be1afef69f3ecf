// base64url of RFC 4648 without padding, and only in its one form: a text is read if it is what
// its bytes are written as.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace concord::openid {

std::string base64url(std::string_view bytes);
std::optional<std::string> read_base64url(std::string_view text);

// The padded base64 of the header `Authorization: Basic`.
std::string base64(std::string_view bytes);

}  // namespace concord::openid
