#include "governance/reading/references.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "governance/reading/law_parts.hpp"

namespace concord::governance {

bool References::holder(std::string_view id, const Location& place, std::string_view subject) {
    if (known_.holders->find(id)) return true;
    diagnostics_.add(
        {"GOV003", place, std::string(subject),
         fmt::format("there is no body, committee or post `{}`", shown(id)),
         help_for_word(id, known_.holders->ids(),
                       "bodies stand in bodies.csv, committees and posts in committees.toml")});
    return false;
}

bool References::instrument(std::string_view id, const Location& place, std::string_view subject) {
    if (known_.law->instrument(id)) return true;
    std::vector<std::string> ids;
    for (const auto& instrument : known_.law->instruments)
        ids.push_back(instrument.id);
    diagnostics_.add({"GOV009", place, std::string(subject),
                      fmt::format("there is no instrument `{}`", shown(id)),
                      help_for_word(id, ids, "catalogue/governance/instruments.toml lists them")});
    return false;
}

bool References::functions(std::vector<std::string>& words, const Location& place,
                           std::string_view subject) {
    return check({"GOV004", "function", &known_.law->functions, functions_help},
                 {words, place, subject});
}

bool References::acts(std::vector<std::string>& words, const Location& place,
                      std::string_view subject) {
    return check(
        {"GOV005", "act", &known_.law->acts, "catalogue/governance/acts.csv lists the acts"},
        {words, place, subject});
}

bool References::services(std::vector<std::string>& words, const Location& place,
                          std::string_view subject) {
    return check({"GOV006", "service", &known_.law->services,
                  "catalogue/governance/services.csv lists the services"},
                 {words, place, subject});
}

bool References::places(std::vector<std::string>& words, const Location& place,
                        std::string_view subject) {
    return check({"GOV007", "place", known_.places,
                  "places and neighbourhoods stand in places.csv, systems in bodies.csv"},
                 {words, place, subject});
}

bool References::people(std::vector<std::string>& words, const Location& place,
                        std::string_view subject) {
    return check({"GOV008", "group of people", &known_.law->people,
                  "catalogue/governance/people.csv lists the groups"},
                 {words, place, subject});
}

bool References::check(const Dimension& dimension, Words words) {
    auto& list = words.list;
    const bool everything = std::ranges::find(list, "all") != list.end();
    bool complete = true;
    std::erase_if(list, [&](const std::string& word) {
        if (word == "all" || dimension.tree->find(word)) return false;
        complete = false;
        diagnostics_.add({dimension.rule, words.place, std::string(words.subject),
                          fmt::format("there is no {} `{}`", dimension.noun, shown(word)),
                          help_for_word(word, ids_of(*dimension.tree), dimension.help)});
        return true;
    });
    if (everything) list.clear();
    return complete;
}

}  // namespace concord::governance
