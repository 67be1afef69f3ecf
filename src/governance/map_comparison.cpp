// The map held against a published one. A published row is supported where its body may decide the
// function, or the act that it names, by whatever chain; nothing is taken on trust from either
// side.
#include <algorithm>
#include <array>
#include <tuple>

#include "governance/function_map.hpp"

namespace concord::governance {
namespace {

constexpr std::array<std::string_view, 6> publication_names = {
    "", "agrees", "in part", "other scale", "no authority", "not published"};

// Whole, in part, or not at all: what is held of what is claimed.
enum class Cover { none, part, whole };

Cover cover(const Tree& tree, NodeIndex held, NodeIndex claimed) {
    if (tree.covers(held, claimed)) return Cover::whole;
    return tree.covers(claimed, held) ? Cover::part : Cover::none;
}

class Comparing {
  public:
    Comparing(const Evaluator& evaluator, std::span<const PublishedEntry> published)
        : evaluator_(evaluator),
          ground_(evaluator.ground()),
          published_(published),
          map_(function_map(evaluator)) {}

    std::vector<MapEntry> run() {
        if (published_.empty()) return std::move(map_);
        for (std::uint32_t i = 0; i < published_.size(); ++i)
            look_at(i);
        for (auto& entry : map_) {
            if (entry.publication == Publication::none && should_be_published(entry))
                entry.publication = Publication::unpublished;
        }
        map_.insert(map_.end(), unsupported_.begin(), unsupported_.end());
        std::ranges::stable_sort(map_, [](const MapEntry& a, const MapEntry& b) {
            return std::tie(a.function, a.scale) < std::tie(b.function, b.scale);
        });
        return std::move(map_);
    }

  private:
    void look_at(std::uint32_t number) {
        const auto& claim = published_[number];
        const auto function = ground_.law->functions.find(claim.function);
        const auto act = claim.act.empty() ? root_node : ground_.law->acts.find(claim.act);
        const auto holder = evaluator_.holder(claim.body);
        if (!function || !act || !holder) return;  // told where the file was read
        std::vector<std::pair<MapEntry*, Cover>> found;
        auto best = Cover::none;
        for (auto& entry : map_) {
            if (entry.holder != holder) continue;
            auto held = cover(ground_.law->functions, entry.function, *function);
            if (!claim.act.empty()) held = std::min(held, cover_of_acts(entry, *act));
            if (held != Cover::none) found.emplace_back(&entry, held);
            best = std::max(best, held);
        }
        if (best == Cover::none) return add_unsupported(number, *function, *act, *holder);
        const auto& known = ground_.scheme->holders[*holder];
        for (auto& [entry, held] : found) {
            const bool elsewhere = claim.scale && *claim.scale != known.scale;
            const auto state = elsewhere              ? Publication::other_scale
                               : best == Cover::whole ? Publication::agrees
                                                      : Publication::in_part;
            // A row that agrees outweighs one that says more than is held.
            if (entry->publication != Publication::none && entry->publication <= state) continue;
            entry->publication = state;
            entry->published = number;
        }
    }

    Cover cover_of_acts(const MapEntry& entry, NodeIndex claimed) const {
        auto best = Cover::none;
        for (const auto act : entry.acts)
            best = std::max(best, cover(ground_.law->acts, act, claimed));
        return best;
    }

    void add_unsupported(std::uint32_t number, NodeIndex function, NodeIndex act,
                         std::uint32_t holder) {
        MapEntry entry;
        entry.function = function;
        entry.holder = holder;
        entry.scale = published_[number].scale.value_or(ground_.scheme->holders[holder].scale);
        entry.acts = {act};
        entry.publication = Publication::unsupported;
        entry.published = number;
        entry.source = {published_[number].source, ""};
        unsupported_.push_back(std::move(entry));
    }

    // What law gives to a body whose board is described here, and what is passed on by it or to
    // those who act for it. Every other body's functions stand on a map of its own.
    bool should_be_published(const MapEntry& entry) const {
        if (!entry.holder) return false;
        const auto is_described = [&](std::uint32_t body) {
            return !ground_.scheme->holders[body].members.empty();
        };
        if (!entry.from) return is_described(*entry.holder);
        return std::ranges::any_of(evaluator_.bodies_of(*entry.holder), is_described) ||
               std::ranges::any_of(evaluator_.bodies_of(*entry.from), is_described);
    }

    const Evaluator& evaluator_;
    const Ground& ground_;
    std::span<const PublishedEntry> published_;
    std::vector<MapEntry> map_;
    std::vector<MapEntry> unsupported_;
};

}  // namespace

std::string_view to_string(Publication publication) {
    return publication_names[static_cast<std::size_t>(publication)];
}

std::vector<MapEntry> compared_map(const Evaluator& evaluator,
                                   std::span<const PublishedEntry> published) {
    return Comparing(evaluator, published).run();
}

}  // namespace concord::governance
