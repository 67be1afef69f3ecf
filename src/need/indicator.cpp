#include "need/indicator.hpp"

#include <array>

namespace concord::need {
namespace {

constexpr std::array<std::pair<Aspect, std::string_view>, 4> aspects = {
    {{Aspect::need, "need"},
     {Aspect::access, "access"},
     {Aspect::experience, "experience"},
     {Aspect::outcome, "outcome"}}};

constexpr std::array<std::pair<Use, std::string_view>, 4> uses = {
    {{Use::find_gaps, "find-gaps"},
     {Use::design, "design"},
     {Use::follow, "follow"},
     {Use::make_the_case, "make-the-case"}}};

constexpr std::array<std::pair<Better, std::string_view>, 3> directions = {
    {{Better::higher, "higher"}, {Better::lower, "lower"}, {Better::neither, "neither"}}};

template <typename Pairs>
auto parse(const Pairs& pairs, std::string_view text) {
    using Kind = typename Pairs::value_type::first_type;
    for (const auto& [kind, word] : pairs) {
        if (word == text) return std::optional<Kind>(kind);
    }
    return std::optional<Kind>();
}

template <typename Pairs, typename Kind>
std::string_view word_of(const Pairs& pairs, Kind kind) {
    for (const auto& [one, word] : pairs) {
        if (one == kind) return word;
    }
    return {};
}

}  // namespace

std::string_view to_string(Aspect aspect) {
    return word_of(aspects, aspect);
}
std::string_view to_string(Use use) {
    return word_of(uses, use);
}
std::string_view to_string(Better better) {
    return word_of(directions, better);
}
std::optional<Aspect> parse_aspect(std::string_view text) {
    return parse(aspects, text);
}
std::optional<Use> parse_use(std::string_view text) {
    return parse(uses, text);
}
std::optional<Better> parse_better(std::string_view text) {
    return parse(directions, text);
}

}  // namespace concord::need
