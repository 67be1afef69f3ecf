#include "handbook/bodies.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace concord::handbook {
namespace {

const WordSet small_words = {"the", "nhs", "and", "of", "for", "a", "in", "to", "its", "an"};

// The words of a name without small words, in the singular.
std::vector<std::string> plain_words(std::string_view name) {
    std::vector<std::string> result;
    const Words words(name);
    for (const auto& word : words.all()) {
        if (!small_words.contains(word.lower)) result.push_back(singular(word.lower));
    }
    return result;
}

bool ends_with_board(const std::vector<std::string>& words) {
    if (words.empty()) return false;
    if (words.back() == "icb") return true;
    const auto n = words.size();
    return n >= 3 && words[n - 3] == "integrated" && words[n - 2] == "care" &&
           words[n - 1] == "board";
}

// The words of a board's name without what every board is called.
std::vector<std::string> own_words(std::vector<std::string> words) {
    std::erase_if(words, [](const std::string& word) {
        return word == "icb" || word == "integrated" || word == "care" || word == "board";
    });
    return words;
}

bool contains_all(const std::vector<std::string>& outer, const std::vector<std::string>& inner) {
    return std::ranges::all_of(inner, [&](const std::string& word) {
        return std::ranges::find(outer, word) != outer.end();
    });
}

}  // namespace

std::string singular(std::string_view word) {
    std::string text(word);
    if (text == "fora") return "forum";
    if (text.ends_with("ies") && text.size() > 4) return text.substr(0, text.size() - 3) + "y";
    const bool keeps = text.ends_with("ss") || text.ends_with("us") || text.ends_with("is");
    if (text.ends_with('s') && !keeps && text.size() > 3) text.pop_back();
    return text;
}

std::string_view to_string(BodyClass kind) {
    switch (kind) {
        case BodyClass::board:
            return "board";
        case BodyClass::committee:
            return "committee";
        case BodyClass::place:
            return "place";
        case BodyClass::collaborative:
            return "collaborative";
        case BodyClass::joint:
            return "joint";
        case BodyClass::in_common:
            return "in-common";
        case BodyClass::partnership:
            return "partnership";
        case BodyClass::wellbeing_board:
            return "wellbeing-board";
        case BodyClass::outside:
            return "outside";
        case BodyClass::post:
            return "post";
    }
    return "committee";
}

Bodies::Bodies(const Vocabulary& vocabulary, const std::string& board)
    : vocabulary_(vocabulary), board_words_(plain_words(board)) {
    Body own;
    own.name = board.empty() ? "the Board" : board;
    own.kind = BodyClass::board;
    bodies_.push_back(std::move(own));
    for (const auto* name : {"Board", "ICB Board", "Integrated Care Board", "ICB", "Board of ICB",
                             "Board of Integrated Care Board"}) {
        const auto words = plain_words(name);
        auto sorted = words;
        std::ranges::sort(sorted);
        by_key_[sorted] = the_board;
        index(the_board, words);
    }
    if (!board_words_.empty()) index(the_board, board_words_);
}

// The words that tell a body from others: without the board's own name before it.
std::vector<std::string> Bodies::key_of(std::string_view name) const {
    auto words = plain_words(name);
    const bool own_prefix = !board_words_.empty() && words.size() > board_words_.size() &&
                            std::equal(board_words_.begin(), board_words_.end(), words.begin());
    if (own_prefix) {
        words.erase(words.begin(),
                    words.begin() + static_cast<std::ptrdiff_t>(board_words_.size()));
    }
    const std::vector<std::string> long_form = {"integrated", "care", "board"};
    if (words.size() > 3 && std::equal(long_form.begin(), long_form.end(), words.begin()))
        words.erase(words.begin(), words.begin() + 3);
    if (words.size() > 1 && words.front() == "icb") words.erase(words.begin());
    return words;
}

BodyClass Bodies::class_of(std::string_view name, bool post) const {
    if (post) return BodyClass::post;
    if (ends_with_board(plain_words(name))) return BodyClass::outside;
    const Words words(name);
    constexpr std::array<std::pair<std::string_view, BodyClass>, 7> classes = {
        {{"partnership", BodyClass::partnership},
         {"wellbeing-board", BodyClass::wellbeing_board},
         {"in-common", BodyClass::in_common},
         {"joint", BodyClass::joint},
         {"outside", BodyClass::outside},
         {"collaborative", BodyClass::collaborative},
         {"place", BodyClass::place}}};
    for (const auto& named : vocabulary_.classes) {
        if (!named.names.in(words)) continue;
        const auto found =
            std::ranges::find(classes, named.id, &std::pair<std::string_view, BodyClass>::first);
        if (found != classes.end()) return found->second;
    }
    return BodyClass::committee;
}

// Which place it is of, and whether it stands for all of its kind.
void Bodies::describe(Body& body) const {
    body.place.clear();
    const Words words(body.name);
    std::string place;
    bool distinct = false;
    for (const auto& word : words.all()) {
        const bool generic = vocabulary_.generic_place_words.contains(word.lower) ||
                             vocabulary_.generic_place_words.contains(singular(word.lower));
        if (generic && (place.empty() || (word.lower != "and" && word.lower != "of"))) continue;
        if (!generic) distinct = true;
        place += (place.empty() ? "" : " ") + body.name.substr(word.begin, word.end - word.begin);
    }
    if (body.kind == BodyClass::place || body.kind == BodyClass::post) {
        while (place.ends_with(" and") || place.ends_with(" of"))
            place.resize(place.rfind(' '));
        if (body.kind == BodyClass::place) body.place = place;
        body.generic = !distinct;
    }
    if (body.kind == BodyClass::collaborative || body.kind == BodyClass::joint ||
        body.kind == BodyClass::in_common) {
        const WordSet generic_words = {"provider",     "collaborative", "committee",
                                       "subcommittee", "board",         "joint",
                                       "alliance",     "common",        "leadership"};
        body.generic = std::ranges::all_of(
            body.words, [&](const std::string& word) { return generic_words.contains(word); });
    }
}

void Bodies::index(BodyNumber number, const std::vector<std::string>& words) {
    if (words.empty()) return;
    auto& list = by_first_[words.front()];
    const auto entry = std::pair(words, number);
    if (std::ranges::find(list, entry) == list.end()) list.push_back(entry);
}

std::optional<BodyNumber> Bodies::find(const NameMention& name) const {
    auto sorted = key_of(name.name);
    if (sorted.empty()) return the_board;
    std::ranges::sort(sorted);
    const auto found = by_key_.find(sorted);
    return found == by_key_.end() ? std::nullopt : std::optional(found->second);
}

BodyNumber Bodies::add(const NameMention& name) {
    const auto words = key_of(name.name);
    if (words.empty()) return the_board;
    if (!name.post && ends_with_board(words) && !board_words_.empty() &&
        contains_all(board_words_, own_words(words))) {
        return the_board;
    }
    const bool only_head = words.size() == 1 && vocabulary_.strong_heads.contains(words.front());
    if (only_head) return words.front() == "board" ? the_board : no_body;
    auto sorted = words;
    std::ranges::sort(sorted);
    if (full() && !by_key_.contains(sorted)) return no_body;
    const auto [entry, is_new] = by_key_.emplace(sorted, static_cast<BodyNumber>(bodies_.size()));
    const auto number = entry->second;
    if (is_new) {
        Body body;
        body.name = name.name;
        body.words = words;
        body.kind = class_of(name.name, name.post);
        describe(body);
        bodies_.push_back(std::move(body));
    }
    if (number != the_board) ++bodies_[number].written[name.name];
    index(number, words);
    index(number, plain_words(name.name));
    return number;
}

void Bodies::add_short_name(BodyNumber body, const std::string& short_name) {
    const auto words = plain_words(short_name);
    if (words.size() != 1 || body == the_board || body == no_body) return;
    if (by_key_.emplace(words, body).second) {
        index(body, words);
        bodies_[body].variants.push_back(short_name);
    }
}

BodyNumber Bodies::add_group(const std::vector<BodyNumber>& members) {
    Body group = bodies_[members.front()];
    group.written.clear();
    group.variants.clear();
    group.members = members;
    bodies_.push_back(std::move(group));
    return static_cast<BodyNumber>(bodies_.size() - 1);
}

// "Cold Harbour and Eastcliff Place Boards": the place board of each, made where it is new.
void Bodies::split_by_places(BodyNumber number, const std::vector<std::string>& names) {
    const auto body = bodies_[number];  // a copy: bodies may be added
    std::vector<std::string> found;
    auto rest = body.words;
    for (const auto& name : names) {
        const auto place_words = plain_words(name);
        if (!contains_all(body.words, place_words)) continue;
        found.push_back(name);
        std::erase_if(rest, [&](const std::string& word) {
            return std::ranges::find(place_words, word) != place_words.end();
        });
    }
    const bool only_generic = std::ranges::all_of(rest, [&](const std::string& word) {
        return vocabulary_.generic_place_words.contains(word);
    });
    if (found.size() < 2 || !only_generic) return;
    std::vector<BodyNumber> members;
    for (const auto& name : found) {
        auto one = name;
        for (const auto& word : rest)
            one += " " + std::string(1, static_cast<char>(word[0] - 'a' + 'A')) + word.substr(1);
        const auto member = add({one, 0, 0, body.kind == BodyClass::post});
        if (member == no_body) return;
        members.push_back(member);
    }
    bodies_[number].members = members;
    bodies_[number].place.clear();
}

void Bodies::add_places(const std::vector<std::string>& names) {
    const auto count = static_cast<BodyNumber>(bodies_.size());
    for (BodyNumber i = 1; i < count; ++i) {
        if (bodies_[i].members.empty() && bodies_[i].kind != BodyClass::outside)
            split_by_places(i, names);
    }
    for (auto& body : bodies_) {
        if (!body.members.empty()) continue;
        const bool open = body.kind == BodyClass::committee ||
                          (body.kind == BodyClass::place && body.place.empty());
        if (!open) continue;
        for (const auto& name : names) {
            auto rest = body.words;
            const auto place_words = plain_words(name);
            if (!contains_all(rest, place_words)) continue;
            std::erase_if(rest, [&](const std::string& word) {
                return std::ranges::find(place_words, word) != place_words.end();
            });
            const bool only_generic = std::ranges::all_of(rest, [&](const std::string& word) {
                return vocabulary_.generic_place_words.contains(word);
            });
            if (!only_generic) continue;
            body.kind = BodyClass::place;
            body.place = name;
            body.generic = false;
        }
    }
}

std::vector<BodyMention> Bodies::in(const Words& text) const {
    std::vector<BodyMention> found;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto list = by_first_.find(singular(text[at].lower));
        if (list == by_first_.end()) continue;
        BodyMention best;
        for (const auto& [words, number] : list->second) {
            std::size_t next = at;
            std::size_t matched = 0;
            while (next < text.size() && matched < words.size()) {
                if (singular(text[next].lower) == words[matched]) {
                    ++matched;
                } else if (matched == 0 || !small_words.contains(text[next].lower)) {
                    break;
                }
                ++next;
                if (matched < words.size() && text[next - 1].stop_after) break;
            }
            // "The boards of the trusts" are not the board.
            const bool several = number == the_board && text[next - 1].lower.ends_with('s');
            if (matched == words.size() && !several && next - at > best.count)
                best = {number, at, next - at};
        }
        if (best.body == no_body) continue;
        found.push_back(best);
        at = best.end() - 1;
    }
    return found;
}

std::vector<BodyNumber> Bodies::meant_by(BodyNumber number) const {
    const auto& generic = bodies_[number];
    if (!generic.members.empty()) return generic.members;
    if (!generic.generic) return {number};
    // "Place Directors" are the directors of places, "Directors" are nobody in particular. A
    // place's committee need not be called one of a place.
    const bool post = generic.kind == BodyClass::post;
    if (post && generic.words.size() < 2) return {number};
    const auto wanted = post ? generic.words : std::vector<std::string>{generic.words.back()};
    std::vector<BodyNumber> meant;
    for (BodyNumber i = 0; i < bodies_.size(); ++i) {
        const auto& body = bodies_[i];
        const bool same_kind = body.kind == generic.kind && !body.generic && body.members.empty();
        if (same_kind && contains_all(body.words, wanted)) meant.push_back(i);
    }
    return meant.empty() ? std::vector<BodyNumber>{number} : meant;
}

BodyNumber Bodies::as_meant_for(BodyNumber number, BodyNumber owner) const {
    if (owner == no_body || !bodies_[number].generic) return number;
    return contains_all(bodies_[owner].words, bodies_[number].words) ? owner : number;
}

void Bodies::settle_names() {
    for (auto& body : bodies_) {
        if (body.written.empty()) continue;
        const auto most = std::ranges::max_element(body.written, {},
                                                   [](const auto& entry) { return entry.second; });
        body.name = most->first;
        for (const auto& [name, count] : body.written) {
            if (name != body.name) body.variants.push_back(name);
        }
    }
}

}  // namespace concord::handbook
