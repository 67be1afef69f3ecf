// The web application, which the program carries in itself.
#pragma once

#include <string_view>

namespace concord {

// The report in one file, with marks where its figures and its title go.
std::string_view web_bundle();

// The live application: its page, its program and its style, served under these names.
std::string_view live_page();
std::string_view live_script();  // /app.js
std::string_view live_style();   // /app.css

}  // namespace concord
