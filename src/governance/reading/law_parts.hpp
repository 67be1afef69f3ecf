// The parts of reading the law that its two readers share.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "governance/law.hpp"

namespace concord::governance {

inline constexpr std::string_view functions_help =
    "catalogue/governance/functions.csv lists the functions; governance/functions.csv adds local "
    "ones";

// One file of the law.
struct LawFile {
    std::filesystem::path path;
    std::string shown;
    Diagnostics* diagnostics = nullptr;
};

std::vector<Instrument> read_instruments(const LawFile& file);
std::vector<Step> read_steps(const LawFile& file, const Law& law);

// Kinds of body in the place of the groups that name several.
std::vector<std::string> kinds_in(const Law& law, const std::vector<std::string>& names);

void report_unknown_profile(std::string_view name, const Location& place, Diagnostics& diagnostics);
void report_unknown_function(std::string_view id, const Location& place, const Law& law,
                             Diagnostics& diagnostics);

std::vector<std::string> ids_of(const Tree& tree);

}  // namespace concord::governance
