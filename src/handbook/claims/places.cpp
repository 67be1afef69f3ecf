// How many places a system has, and their names.
#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "handbook/claims/claims.hpp"

namespace concord::handbook {
namespace {

constexpr std::array<std::string_view, 21> number_words = {
    "zero",     "one",     "two",     "three",     "four",     "five",     "six",
    "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",   "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"};

std::optional<std::size_t> number_of(const std::string& word) {
    const auto found = std::ranges::find(number_words, word);
    if (found != number_words.end()) return static_cast<std::size_t>(found - number_words.begin());
    const auto value = word.size() <= 2 ? parse_whole_number(word) : std::nullopt;
    if (!value || *value < 0) return std::nullopt;
    return static_cast<std::size_t>(*value);
}

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
                reading_.claims.place_counts.push_back({0, {}, evidence_of(statement)});
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
            const auto count = number_of(words[i].lower);
            if (!count || *count > 20 || words[i].stop_after) continue;
            auto next = i + 1;
            while (next < words.size() && between.contains(words[next].lower) &&
                   !words_.place_nouns.contains(words[next].lower))
                ++next;
            if (next >= words.size() || !words_.place_nouns.contains(words[next].lower)) continue;
            if (words[next].lower == singular(words[next].lower) && *count != 1) continue;
            if (!speaks_of_the_system(statement, i)) continue;
            auto names = names_after(statement.text, words[next].end);
            reading_.claims.place_counts.push_back(
                {*count, std::move(names), evidence_of(statement)});
            return;
        }
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
