// The bodies and posts of one handbook: each once, whatever variants of its name the documents use.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "handbook/names.hpp"
#include "handbook/vocabulary.hpp"
#include "handbook/words.hpp"

namespace concord::handbook {

enum class BodyClass {
    board,
    committee,
    place,
    collaborative,
    joint,
    in_common,
    partnership,      // the integrated care partnership
    wellbeing_board,  // of a council
    outside,          // another organisation
    post
};

using BodyNumber = std::uint32_t;
inline constexpr BodyNumber no_body = ~BodyNumber{0};
inline constexpr BodyNumber the_board = 0;

struct Body {
    std::string name;  // as it is most often written
    BodyClass kind = BodyClass::committee;
    std::vector<std::string> words;      // of its key: lower case, singular, without small words
    std::string place;                   // of a body of one place: the place's name
    bool generic = false;                // "Place Committees": stands for each of its kind
    std::vector<BodyNumber> members;     // "A and B Place Committees": stands for these
    std::vector<std::string> variants;   // other ways in which it is written
    std::map<std::string, int> written;  // how often
};

// A body named in a text, by the words that name it.
struct BodyMention {
    BodyNumber body = no_body;
    std::size_t first = 0;
    std::size_t count = 0;

    std::size_t end() const { return first + count; }
};

class Bodies {
  public:
    // `board` is the integrated care board's own name; may be empty.
    Bodies(const Vocabulary& vocabulary, const std::string& board);

    // The body of a name, made where it is new; no_body where the name is only what such bodies are
    // called: "ICB committee".
    BodyNumber add(const NameMention& name);
    // "(FPC)" behind a name is another name for it.
    void add_short_name(BodyNumber body, const std::string& short_name);
    // Several bodies that are spoken of as one, such as the owners of shared terms.
    BodyNumber add_group(const std::vector<BodyNumber>& members);
    // A body that only has generic words beside the name of a known place is that place's; one with
    // the names of several stands for those of each.
    void add_places(const std::vector<std::string>& names);

    std::optional<BodyNumber> find(const NameMention& name) const;
    // The known bodies in a text, from left to right, whatever its case.
    std::vector<BodyMention> in(const Words& text) const;

    // Names beyond so many are not told apart any more: no handbook has a tenth of them.
    static constexpr std::size_t most_bodies = 2'000;
    bool full() const { return bodies_.size() >= most_bodies; }

    const Body& operator[](BodyNumber number) const { return bodies_[number]; }
    std::size_t size() const { return bodies_.size(); }
    const std::vector<Body>& all() const { return bodies_; }

    // The bodies that one stands for, where it is generic or has members; else itself.
    std::vector<BodyNumber> meant_by(BodyNumber number) const;
    // A generic mention in the documents of one body means that body.
    BodyNumber as_meant_for(BodyNumber number, BodyNumber owner) const;

    void settle_names();  // the most frequent spelling becomes the name

  private:
    std::vector<std::string> key_of(std::string_view name) const;
    BodyClass class_of(std::string_view name, bool post) const;
    void describe(Body& body) const;
    void split_by_places(BodyNumber number, const std::vector<std::string>& names);
    void index(BodyNumber number, const std::vector<std::string>& words);

    const Vocabulary& vocabulary_;
    std::vector<std::string> board_words_;
    std::vector<Body> bodies_;
    std::map<std::vector<std::string>, BodyNumber> by_key_;  // sorted words
    // For finding: bodies by the first word of a way to write them.
    std::map<std::string, std::vector<std::pair<std::vector<std::string>, BodyNumber>>> by_first_;
};

std::string_view to_string(BodyClass kind);

// Lower case, singular: "committees" is "committee".
std::string singular(std::string_view word);

}  // namespace concord::handbook
