#include "money/explanation.hpp"

#include <cmath>

#include <fmt/format.h>

#include "base/text.hpp"

namespace concord::money {
namespace {

// The sign is left to the words around it.
std::string pounds(Pence amount) {
    return (amount < Pence() ? -amount : amount).words();
}

std::string per_cent(double share) {
    return fmt::format("{:.2f} %", std::abs(share) * 100);
}

std::string need_words(const PlaceMoney& place) {
    if (!place.index) return "its need is not known";
    return fmt::format("its need a head is {:.3f} of its system's", *place.index);
}

std::string moved(Pence by, const char* up, const char* down) {
    return fmt::format("{} {}", by < Pence() ? down : up, pounds(by));
}

std::string standing(const PlaceMoney& place) {
    if (!place.distance) return "";
    if (std::abs(*place.distance) < 0.00005) return ", and its baseline is its fair share";
    return fmt::format(", and its baseline, grown with the whole, lies {} {} its fair share",
                       per_cent(*place.distance), *place.distance > 0 ? "above" : "below");
}

}  // namespace

std::string explain(const PlaceMoney& place) {
    auto text = need_words(place) + standing(place);
    if (!place.budget) return text;
    if (!place.baseline || !place.grown) {
        return text + fmt::format("; its fair share is {}", pounds(*place.budget));
    }
    const auto growth = Pence::subtract(*place.grown, *place.baseline);
    const auto pace = Pence::subtract(*place.budget, *place.grown);
    if (!growth || !pace) return text;
    return text + fmt::format(
                      "; {} becomes {}: the growth of the whole {}, the way to its fair "
                      "share {}",
                      pounds(*place.baseline), pounds(*place.budget),
                      moved(*growth, "adds", "takes"), moved(*pace, "adds", "takes"));
}

}  // namespace concord::money
