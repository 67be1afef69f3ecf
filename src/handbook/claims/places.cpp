// How many places a system has, and their names.
#include <algorithm>

#include "base/text.hpp"
#include "handbook/claims/claims.hpp"
#include "handbook/numbers.hpp"

namespace concord::handbook {
namespace {

// Words that may stand between the number and "places".
const WordSet between = {"distinct", "local", "geographical", "different",
                         "separate", "place", "based",        "of",
                         "our",      "the",   "constituent",  "individual"};

// "A, B and C" after the colon, the "are" or the comma that follows the places.
std::vector<std::string> names_after(const std::string& text, std::size_t from) {
    std::vector<std::string> names;
    auto begin = text.find_first_of(":", from);
    const auto are = std::min(text.find(" are ", from), text.find(" namely ", from));
    if (begin == std::string::npos || (are != std::string::npos && are < begin)) {
        begin = are == std::string::npos ? std::string::npos : text.find(' ', are + 1);
    }
    if (begin == std::string::npos) {
        begin = text.find_first_of("(-", from);
        if (begin == std::string::npos || begin > from + 40) return names;
    }
    const auto end = text.find_first_of(".;)", begin + 1);
    std::string list = text.substr(begin + 1, end == std::string::npos ? end : end - begin - 1);
    for (auto at = list.find(" and "); at != std::string::npos; at = list.find(" and ", at))
        list.replace(at, 5, ",");
    for (const auto part : split(list, ',')) {
        if (part.empty()) continue;
        const bool name =
            part.front() >= 'A' && part.front() <= 'Z' && std::ranges::count(part, ' ') < 4;
        if (!name) break;
        names.emplace_back(part);
    }
    return names;
}

class PlaceFinder {
  public:
    explicit PlaceFinder(Reading& reading) : reading_(reading), words_(*reading.vocabulary) {}

    void run() {
        for (const auto& statement : reading_.statements) {
            if (statement.part->kind == "glossary" || statement.part->kind == "history") continue;
            if (words_.phrases("no-places").in(statement.words)) {
                reading_.claims.keep(reading_.claims.place_counts, {0, {}, evidence_of(statement)});
            } else {
                count_in(statement);
            }
        }
        name_places();
        reading_.bodies.add_places(reading_.places);
    }

  private:
    void count_in(const Statement& statement) {
        const auto& words = statement.words;
        for (std::size_t i = 0; i < words.size(); ++i) {
            const auto count = small_number(words[i].lower);
            if (!count || *count > 20 || words[i].stop_after) continue;
            const auto next = noun_after(words, i + 1);
            if (!next || (words[*next].lower == singular(words[*next].lower) && *count != 1))
                continue;
            if (!speaks_of_the_system(statement, i)) continue;
            auto names = names_after(statement.text, words[*next].end);
            reading_.claims.keep(reading_.claims.place_counts,
                                 {*count, std::move(names), evidence_of(statement)});
            return;
        }
    }

    // "places", "place-based partnerships", perhaps with words between; "place" only at once.
    std::optional<std::size_t> noun_after(const Words& words, std::size_t from) const {
        constexpr std::size_t reach = 5;
        bool of_places = false;
        for (auto i = from; i < std::min(words.size(), from + reach); ++i) {
            const auto& word = words[i].lower;
            const bool noun = words_.place_nouns.contains(word);
            if (noun && word.ends_with('s')) return i;
            if (of_places && word == "partnerships") return i;
            of_places = of_places || noun || word == "local";
            if (!noun && !between.contains(word)) break;
        }
        const bool single = from < words.size() && words_.place_nouns.contains(words[from].lower);
        return single ? std::optional(from) : std::nullopt;
    }

    // "Two places on the board" and "three of the places" count something else.
    bool speaks_of_the_system(const Statement& statement, std::size_t number) const {
        const auto& words = statement.words;
        const auto after = number + 2;
        const bool seats =
            after < words.size() && (words[after].lower == "on" || words[after].lower == "at");
        const bool portion = number + 1 < words.size() && words[number + 1].lower == "of";
        const auto lead_in = words_.phrases("places-of-the-system").find(words);
        return !seats && !portion && (number == 0 || (lead_in && lead_in->first < number));
    }

    // Names come from the lists that were counted, and from the bodies of one place.
    void name_places() {
        for (const auto& count : reading_.claims.place_counts) {
            if (count.names.size() == count.count) add_names(count.names);
        }
        std::vector<std::string> of_bodies;
        for (const auto& body : reading_.bodies.all()) {
            if (!body.place.empty()) of_bodies.push_back(body.place);
        }
        if (reading_.places.empty()) add_names(of_bodies);
    }

    void add_names(const std::vector<std::string>& names) {
        for (const auto& name : names) {
            if (std::ranges::find(reading_.places, name) == reading_.places.end())
                reading_.places.push_back(name);
        }
    }

    Reading& reading_;
    const Vocabulary& words_;
};

}  // namespace

void find_places(Reading& reading) {
    PlaceFinder(reading).run();
}

}  // namespace concord::handbook
