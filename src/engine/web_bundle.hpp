// The web application's bundle, embedded when Concord was built.
#pragma once

#include <string_view>

namespace concord {

std::string_view web_bundle();

}  // namespace concord
