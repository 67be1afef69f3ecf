#include "handbook/reading.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "handbook/claims/claims.hpp"

namespace concord::handbook {
namespace {

bool is_capital(const std::string& text, const TextWord& word) {
    return text[word.begin] >= 'A' && text[word.begin] <= 'Z';
}

// "NHS Name and Name Integrated Care Board" around a match of its last words; empty where nothing
// but small words stands before them.
std::string full_name(const std::string& text, const Words& words, const Match& match) {
    const WordSet not_names = {"the", "each", "our", "an", "a", "this", "and", "of", "by", "other"};
    auto first = match.first;
    while (first > 0) {
        const auto& word = words[first - 1];
        const auto gap = std::string_view(text).substr(word.end, words[first].begin - word.end);
        const bool joins = (word.lower == "and" || word.lower == "of") && first < match.first;
        const bool apart = word.stop_after || gap.find(',') != std::string_view::npos;
        if ((!is_capital(text, word) && !joins) || apart) break;
        --first;
        if (word.lower == "nhs") break;
    }
    while (first < match.first && not_names.contains(words[first].lower))
        ++first;
    if (match.first <= first + (words[first].lower == "nhs" ? 1 : 0)) return {};
    const auto begin = words[first].begin;
    auto name = text.substr(begin, words[match.end() - 1].end - begin);
    if (name.ends_with("ICB")) name.replace(name.size() - 3, 3, "Integrated Care Board");
    return name.starts_with("NHS ") ? name : "NHS " + name;
}

// The integrated care board that a handbook is of: the one whose name stands in it most often, and
// counts more in titles and headings.
std::string board_named_most(const std::vector<Document>& documents) {
    const auto last_words = phrases({"integrated care board", "icb"});
    constexpr int in_headings = 5;
    std::vector<std::pair<std::string, int>> counts;
    const auto take = [&](const std::string& text, int weight) {
        const Words words(text);
        for (auto found = last_words.find(words); found;
             found = last_words.find(words, found->end())) {
            const auto name = full_name(text, words, *found);
            if (name.empty()) continue;
            auto entry = std::ranges::find(counts, name, &std::pair<std::string, int>::first);
            if (entry == counts.end()) entry = counts.insert(entry, {name, 0});
            entry->second += weight;
        }
    };
    for (const auto& document : documents) {
        take(document.title, in_headings);
        for (const auto& running : document.running)
            take(running.text, in_headings);
        for (const auto& block : document.blocks)
            take(block.text, block.kind == BlockKind::heading ? in_headings : 1);
    }
    if (counts.empty()) return {};
    return std::ranges::max_element(counts, {}, &std::pair<std::string, int>::second)->first;
}

// "Finance and Performance Committee (FPC)": a short name in brackets.
void take_short_name(const std::string& text, const NameMention& name, BodyNumber body,
                     Bodies& bodies) {
    const auto after = std::string_view(text).substr(name.end);
    if (!after.starts_with(" (")) return;
    const auto end = after.find(')');
    if (end > 12) return;  // also where there is none
    auto inside = after.substr(2, end - 2);
    if (inside.starts_with("the ")) inside.remove_prefix(4);
    std::string initials;
    const Words words(name.name);
    for (const auto& word : words.all())
        initials += word.lower.front();
    const auto letters = lower(inside);
    const bool fits =
        letters.size() >= 2 && initials.find(letters.front()) != std::string::npos &&
        letters.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == std::string::npos &&
        inside.find_first_of("abcdefghijklmnopqrstuvwxyz") == std::string_view::npos;
    if (fits) bodies.add_short_name(body, std::string(inside));
}

// Bodies of places that a handbook only writes of in small letters: "place-based partnerships".
void take_small_names(const std::string& text, const Vocabulary& vocabulary, Bodies& bodies) {
    const Words words(text);
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        if (!vocabulary.place_nouns.contains(words[i].lower) || is_capital(text, words[i]))
            continue;
        const auto head = words[i + 1].lower == "based" ? i + 2 : i + 1;
        if (head >= words.size() || words[i].stop_after) continue;
        const auto& word = words[head].lower;
        const bool body = word.starts_with("partnership") || word.starts_with("subcommittee") ||
                          word.starts_with("committee") || word.starts_with("board") ||
                          word.starts_with("forum");
        if (!body && !word.starts_with("director")) continue;
        const auto begin = words[i].begin;
        bodies.add({text.substr(begin, words[head].end - begin), begin, words[head].end, !body});
    }
}

void collect_bodies(const Handbook& handbook, const Vocabulary& vocabulary, Bodies& bodies) {
    const auto take = [&](const std::string& text) {
        for (const auto& name : names_in(text, vocabulary))
            take_short_name(text, name, bodies.add(name), bodies);
        take_small_names(text, vocabulary, bodies);
    };
    for (const auto& document : handbook.documents) {
        for (const auto& block : document.blocks) {
            if (block.kind != BlockKind::row) take(block.text);
            for (const auto& cell : block.cells)
                take(cell);
        }
    }
}

}  // namespace

std::string_view to_string(Standing standing) {
    switch (standing) {
        case Standing::unsaid:
            return "not-stated";
        case Standing::committee:
            return "committee";
        case Standing::sub_committee:
            return "sub-committee";
        case Standing::joint_committee:
            return "joint-committee";
        case Standing::in_common:
            return "committees-in-common";
        case Standing::forum:
            return "consultative-forum";
        case Standing::not_a_committee:
            return "not-a-committee";
    }
    return "not-stated";
}

Evidence evidence_of(const Statement& statement) {
    constexpr std::size_t longest_quote = 280;
    return {statement.document, statement.block, shown(statement.text, longest_quote),
            statement.part->kind};
}

Reading understand(const Handbook& handbook, const Vocabulary& vocabulary) {
    const auto board =
        handbook.board.empty() ? board_named_most(handbook.documents) : handbook.board;
    Reading reading{&vocabulary, &handbook, Bodies(vocabulary, board), {}, {}, {}, {}};
    collect_bodies(handbook, vocabulary, reading.bodies);
    reading.bodies.settle_names();
    reading.parts = find_parts(handbook.documents, reading.bodies, vocabulary);
    reading.statements = make_statements(handbook.documents, reading.parts, reading.bodies);
    find_places(reading);
    find_standings(reading);
    find_delegations(reading);
    find_limits(reading);
    find_reports(reading);
    find_duties(reading);
    find_outside(reading);
    return reading;
}

}  // namespace concord::handbook
