// The manual page, made from the option table.
#pragma once

#include <string>

#include <CLI/App.hpp>

namespace concord::cli {

// roff for man(1), of the version released on that date.
std::string manual_page(const CLI::App& app, const std::string& version, const std::string& date);

}  // namespace concord::cli
