#include "statistics/options.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "base/text.hpp"

namespace concord::statistics {
namespace {

constexpr double least_confidence = 0.9;

// 0.95, 95 or 95% as a share.
std::optional<double> confidence_of(std::string_view text) {
    if (text.ends_with('%')) text.remove_suffix(1);
    const auto number = parse_number(text);
    if (!number) return std::nullopt;
    const double share = *number >= 1 ? *number / 100 : *number;
    if (share < least_confidence || share >= 1) return std::nullopt;
    return share;
}

}  // namespace

std::string plain_number(double number) {
    if (number == std::floor(number) && std::abs(number) < 1e15) {
        return fmt::format("{}", static_cast<std::int64_t>(number));
    }
    return fmt::format("{}", number);
}

std::string Options::text(const std::string& name, const std::string& otherwise) const {
    const auto at = given_.find(name);
    return at == given_.end() ? otherwise : at->second;
}

std::vector<std::string> Options::list(const std::string& name) const {
    std::vector<std::string> parts;
    const auto whole = text(name);
    for (const auto part : split(whole, ','))
        if (!part.empty()) parts.emplace_back(part);
    return parts;
}

double Options::number(const std::string& name, double otherwise, const Bounds& bounds) {
    if (!has(name)) return otherwise;
    const auto given = parse_number(text(name));
    const bool is_sound = given && *given >= bounds.least && *given <= bounds.most &&
                          (!bounds.is_whole || std::floor(*given) == *given);
    if (is_sound) return *given;
    std::string help = bounds.is_whole ? "give a whole number" : "give a number";
    constexpr double most = std::numeric_limits<double>::max();
    if (bounds.least > -most) help += fmt::format(" from {}", plain_number(bounds.least));
    if (bounds.most < most) help += fmt::format(" to {}", plain_number(bounds.most));
    refuse(fmt::format("--{}: `{}` cannot be meant", name, shown(text(name))), std::move(help));
    return otherwise;
}

std::string Options::word(const std::string& name, const std::string& otherwise,
                          const std::vector<std::string>& words) {
    const auto given = text(name, otherwise);
    if (std::ranges::find(words, given) != words.end()) return given;
    const auto guess = closest(given, words);
    refuse(fmt::format("--{}: `{}` is not known", name, shown(given)),
           guess ? fmt::format("did you mean `{}`?", *guess)
                 : fmt::format("it is one of {}", join(words, ", ")));
    return otherwise;
}

std::vector<numerics::ConfidenceLevel> Options::levels() {
    std::vector<numerics::ConfidenceLevel> levels;
    for (const auto& part : list("confidence")) {
        const auto confidence = confidence_of(part);
        if (!confidence) {
            refuse(
                fmt::format("--confidence: `{}` is no level of confidence", shown(part)),
                "give one from 0.9 on and below 1, such as 0.95 or 99.8, or several with commas");
            continue;
        }
        const bool is_twice = std::ranges::any_of(
            levels, [&](const auto& level) { return level.confidence == *confidence; });
        if (is_twice) {
            refuse(fmt::format("--confidence: `{}` is given twice", shown(part)), "give it once");
            continue;
        }
        levels.push_back(numerics::confidence_level(*confidence));
    }
    if (levels.empty()) levels.push_back(numerics::confidence_level(0.95));
    return levels;
}

void Options::refuse(std::string message, std::string help) {
    problems_.push_back({std::move(message), std::move(help)});
}

}  // namespace concord::statistics
