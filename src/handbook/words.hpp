// Text cut into words, and phrases that are looked for in it. Case, hyphens and punctuation do not
// matter; "sub-committee", "sub committee" and "subcommittee" are one word.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace concord::handbook {

struct TextWord {
    std::string lower;  // without a possessive 's
    std::size_t begin = 0;
    std::size_t end = 0;
    bool stop_after = false;     // a mark that ends a clause follows: . ; : ( ) |
    bool ends_sentence = false;  // one of those that nothing is said across: . ; |
};

class Words {
  public:
    Words() = default;
    explicit Words(std::string_view text);

    std::size_t size() const { return words_.size(); }
    const TextWord& operator[](std::size_t i) const { return words_[i]; }
    const std::vector<TextWord>& all() const { return words_; }
    // Blots a word out: no phrase is found in it any more.
    void blot_out(std::size_t i) { words_[i].lower = "\x01"; }

  private:
    std::vector<TextWord> words_;
};

struct Match {
    std::size_t first = 0;  // word
    std::size_t count = 0;

    std::size_t end() const { return first + count; }
};

// A pattern of words: `a|b` either word, `delegat*` any ending, `the?` a word that may be missing,
// `...` up to six words between.
class Phrase {
  public:
    explicit Phrase(std::string_view pattern);

    std::optional<Match> find(const Words& words, std::size_t from = 0) const;
    const std::string& pattern() const { return pattern_; }

  private:
    struct Slot {
        std::vector<std::string> alternatives;  // with a trailing * for any ending
        bool optional = false;
        bool gap = false;
    };

    // The number of words that match from this word on, or nothing.
    std::optional<std::size_t> match(const Words& words, std::size_t at, std::size_t slot) const;

    std::string pattern_;
    std::vector<Slot> slots_;
};

// Several phrases for one thing, and phrases whose presence says that it is not meant.
struct PhraseSet {
    std::vector<Phrase> any;
    std::vector<Phrase> unless;

    // The first match in the words, the longest where several begin there; nothing where one of
    // `unless` is present.
    std::optional<Match> find(const Words& words, std::size_t from = 0) const;
    bool in(const Words& words) const { return find(words).has_value(); }
};

PhraseSet phrases(const std::vector<std::string>& any, const std::vector<std::string>& unless = {});

}  // namespace concord::handbook
