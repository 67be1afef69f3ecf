// The parts of reading the law that its two readers share.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "files/toml_document.hpp"
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

std::vector<Instrument> read_instruments(const LawFile& file, const Law& law);
std::vector<Step> read_steps(const LawFile& file, const Law& law);
std::vector<Expectation> read_expectations(const LawFile& file, const Law& law);
TransitionLaw read_transition_law(const LawFile& file);
std::vector<RuleProfile> read_profiles(files::TomlReader& table, Diagnostics& diagnostics);
Period read_period(files::TomlReader& table);

// Kinds of body in the place of the groups that name several.
std::vector<std::string> kinds_in(const Law& law, const std::vector<std::string>& names);

void report_unknown_profile(std::string_view name, const Location& place, Diagnostics& diagnostics);

// Whether the words that one file of the law uses stand in another (GOV004 to GOV006).
class LawWords {
  public:
    LawWords(const Law& law, Diagnostics& diagnostics) : law_(law), diagnostics_(diagnostics) {}

    bool functions(const std::vector<std::string>& words, const Location& place);
    bool acts(const std::vector<std::string>& words, const Location& place);
    bool services(const std::vector<std::string>& words, const Location& place);

  private:
    bool check(std::string_view rule, std::string_view noun, const Tree& tree,
               const std::vector<std::string>& words, const Location& place);

    const Law& law_;
    Diagnostics& diagnostics_;
};

std::vector<std::string> ids_of(const Tree& tree);

}  // namespace concord::governance
