#include "handbook/words.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace concord::handbook {
namespace {

constexpr std::size_t widest_gap = 6;

bool is_word_char(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '\'' || byte >= 0x80;
}

bool ends_clause(char c) {
    return c == '.' || c == ';' || c == ':' || c == '(' || c == ')' || c == '|';
}

std::string plain(std::string_view word) {
    auto text = lower(word);
    if (text.ends_with("'s")) text.resize(text.size() - 2);
    std::erase(text, '\'');
    return text;
}

bool matches(const std::string& pattern, const std::string& word) {
    if (!pattern.ends_with('*')) return pattern == word;
    return word.starts_with(std::string_view(pattern).substr(0, pattern.size() - 1));
}

}  // namespace

Words::Words(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        if (!is_word_char(text[at])) {
            if (!words_.empty()) {
                words_.back().stop_after |= ends_clause(text[at]);
                words_.back().ends_sentence |=
                    text[at] == '.' || text[at] == ';' || text[at] == '|';
            }
            ++at;
            continue;
        }
        const auto begin = at;
        while (at < text.size() && is_word_char(text[at]))
            ++at;
        auto word = plain(text.substr(begin, at - begin));
        if (word.empty()) continue;
        const bool joins = !words_.empty() && words_.back().lower == "sub" &&
                           (word.starts_with("committee") || word.starts_with("group"));
        if (joins) {
            words_.back().lower += word;
            words_.back().end = at;
        } else {
            words_.push_back({std::move(word), begin, at, false, false});
        }
    }
}

Phrase::Phrase(std::string_view pattern) : pattern_(pattern) {
    for (const auto part : split(pattern, ' ')) {
        if (part.empty()) continue;
        Slot slot;
        slot.gap = part == "...";
        slot.optional = part.ends_with('?');
        for (const auto word : split(slot.optional ? part.substr(0, part.size() - 1) : part, '|'))
            slot.alternatives.push_back(lower(word));
        slots_.push_back(std::move(slot));
    }
}

std::optional<std::size_t> Phrase::match(const Words& words, std::size_t at,
                                         std::size_t slot) const {
    if (slot == slots_.size()) return 0;
    const auto& wanted = slots_[slot];
    if (wanted.gap) {
        if (at > 0 && words[at - 1].ends_sentence) return std::nullopt;
        for (std::size_t skipped = 0; skipped <= widest_gap && at + skipped <= words.size();
             ++skipped) {
            if (const auto rest = match(words, at + skipped, slot + 1)) return skipped + *rest;
            if (at + skipped < words.size() && words[at + skipped].ends_sentence) break;
        }
        return std::nullopt;
    }
    if (at < words.size()) {
        const bool fits = std::ranges::any_of(wanted.alternatives, [&](const std::string& word) {
            return matches(word, words[at].lower);
        });
        if (fits) {
            if (const auto rest = match(words, at + 1, slot + 1)) return 1 + *rest;
        }
    }
    return wanted.optional ? match(words, at, slot + 1) : std::nullopt;
}

std::optional<Match> Phrase::find(const Words& words, std::size_t from) const {
    if (slots_.empty()) return std::nullopt;
    for (std::size_t at = from; at < words.size(); ++at) {
        if (const auto count = match(words, at, 0)) return Match{at, *count};
    }
    return std::nullopt;
}

std::optional<Match> PhraseSet::find(const Words& words, std::size_t from) const {
    std::optional<Match> best;
    for (const auto& phrase : any) {
        const auto found = phrase.find(words, from);
        if (!found) continue;
        const bool better = !best || found->first < best->first ||
                            (found->first == best->first && found->count > best->count);
        if (better) best = found;
    }
    if (!best) return std::nullopt;
    const bool denied = std::ranges::any_of(
        unless, [&](const Phrase& phrase) { return phrase.find(words).has_value(); });
    return denied ? std::nullopt : best;
}

PhraseSet phrases(const std::vector<std::string>& any, const std::vector<std::string>& unless) {
    PhraseSet set;
    for (const auto& pattern : any)
        set.any.emplace_back(pattern);
    for (const auto& pattern : unless)
        set.unless.emplace_back(pattern);
    return set;
}

}  // namespace concord::handbook
