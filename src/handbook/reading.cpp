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
        const bool joins = (word.lower == "and" || word.lower == "of") && first < match.first;
        if ((!is_capital(text, word) && !joins) || word.stop_after) break;
        --first;
    }
    while (first < match.first && not_names.contains(words[first].lower))
        ++first;
    if (match.first <= first + (words[first].lower == "nhs" ? 1 : 0)) return {};
    const auto begin = words[first].begin;
    auto name = text.substr(begin, words[match.end() - 1].end - begin);
    if (name.ends_with("ICB")) name.replace(name.size() - 3, 3, "Integrated Care Board");
    return name.starts_with("NHS ") ? name : "NHS " + name;
}

// The integrated care board that a handbook is of: the one whose name stands in it most often.
std::string board_named_most(const std::vector<Document>& documents) {
    const auto last_words = phrases({"integrated care board", "icb"});
    std::map<std::string, int> count;
    const auto take = [&](const std::string& text) {
        const Words words(text);
        for (auto found = last_words.find(words); found;
             found = last_words.find(words, found->end())) {
            const auto name = full_name(text, words, *found);
            if (!name.empty()) ++count[name];
        }
    };
    for (const auto& document : documents) {
        take(document.title);
        for (const auto& running : document.running)
            take(running.text);
        for (const auto& block : document.blocks)
            take(block.text);
    }
    if (count.empty()) return {};
    return std::ranges::max_element(count, {}, [](const auto& entry) { return entry.second; })
        ->first;
}

// "Finance and Performance Committee (FPC)": a short name in brackets.
void take_short_name(const std::string& text, const NameMention& name, BodyNumber body,
                     Bodies& bodies) {
    const auto after = std::string_view(text).substr(name.end);
    if (!after.starts_with(" (")) return;
    const auto end = after.find(')');
    if (end == std::string_view::npos || end > 12) return;
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

void collect_bodies(const Handbook& handbook, const Vocabulary& vocabulary, Bodies& bodies) {
    const auto take = [&](const std::string& text) {
        for (const auto& name : names_in(text, vocabulary))
            take_short_name(text, name, bodies.add(name), bodies);
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
