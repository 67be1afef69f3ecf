#include "governance/question.hpp"

#include <array>

namespace concord::governance {

std::string_view to_string(Refusal refusal) {
    constexpr std::array<std::string_view, 13> names = {
        "none",
        "not a holder",
        "function not held by anyone above",
        "no grant",
        "grant not yet or no longer valid",
        "instrument not lawful for these kinds",
        "may not be passed on",
        "act, service, place or people outside the scope",
        "reserved",
        "above a ceiling",
        "below a floor",
        "not constituted",
        "conflict leaves no quorum",
    };
    return names[static_cast<std::size_t>(refusal)];
}

}  // namespace concord::governance
