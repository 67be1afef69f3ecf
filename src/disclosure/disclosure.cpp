#include "disclosure/disclosure.hpp"

#include <algorithm>
#include <charconv>
#include <numeric>

namespace concord::disclosure {
namespace {

constexpr std::size_t largest_cube_cells = 100'000'000;
constexpr std::int64_t largest_step = 1'000;

// Nothing (0) where it is no whole number from 1 to the largest.
std::int64_t whole(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return 0;
    return value >= 1 && value <= largest_step ? value : 0;
}

}  // namespace

std::int64_t Rule::rounded(std::int64_t count) const {
    return (count + rounding / 2) / rounding * rounding;
}

std::optional<Rule> parse_rule(std::string_view name) {
    Rule rule;
    rule.name = std::string(name);
    if (!name.starts_with("1-")) return std::nullopt;
    name.remove_prefix(2);
    const auto dash = name.find('-');
    if (dash == std::string_view::npos) return std::nullopt;
    rule.threshold = whole(name.substr(0, dash));
    const auto rest = name.substr(dash + 1);
    rule.rounding = rest == "exact" ? 1 : rest.starts_with("to-") ? whole(rest.substr(3)) : 0;
    if (rule.threshold < 2 || rule.rounding < 1) return std::nullopt;
    return rule;
}

Rule usual_rule() {
    return {"1-7-to-5", 7, 5};
}

std::optional<std::size_t> cells_of(std::span<const Dimension> dimensions) {
    std::size_t cells = 1;
    for (const auto& dimension : dimensions) {
        if (dimension.size() > largest_cube_cells / cells) return std::nullopt;
        cells *= dimension.size();
    }
    return cells;
}

Cube::Cube(std::vector<Dimension> dimensions) : dimensions_(std::move(dimensions)) {
    std::size_t cells = 1;
    strides_.resize(dimensions_.size());
    for (std::size_t k = dimensions_.size(); k-- > 0;) {
        strides_[k] = cells;
        cells *= dimensions_[k].size();
    }
    counts_.assign(cells, 0);
    states_.assign(cells, State::unpublished);
}

std::size_t Cube::at(std::span<const Node> nodes) const {
    std::size_t cell = 0;
    for (std::size_t k = 0; k < nodes.size(); ++k)
        cell += nodes[k] * strides_[k];
    return cell;
}

std::vector<Node> Cube::nodes_of(std::size_t cell) const {
    std::vector<Node> nodes;
    nodes.reserve(dimensions_.size());
    for (std::size_t k = 0; k < dimensions_.size(); ++k)
        nodes.push_back(static_cast<Node>(cell / strides_[k] % dimensions_[k].size()));
    return nodes;
}

void Cube::add_up() {
    for (std::size_t k = 0; k < dimensions_.size(); ++k) {
        const auto& dimension = dimensions_[k];
        const auto block = strides_[k] * dimension.size();
        for (std::size_t start = 0; start < size(); start += block) {
            // Parts stand after their wholes, so from the last each is complete when it is added.
            for (auto node = static_cast<Node>(dimension.size() - 1); node > 0; --node) {
                const auto part = start + node * strides_[k];
                const auto sum = start + dimension.parent_of(node) * strides_[k];
                for (std::size_t i = 0; i < strides_[k]; ++i) {
                    counts_[sum + i] += counts_[part + i];
                    if (states_[part + i] == State::missing) states_[sum + i] = State::missing;
                }
            }
        }
    }
}

std::optional<std::int64_t> released(const Cube& cube, std::size_t cell, const Rule& rule) {
    const auto state = cube.state(cell);
    if (state != State::shown && state != State::known) return std::nullopt;
    return rule.rounded(cube.count(cell));
}

namespace {

// A combination of shifts, one a dimension: the cells that change, and by how much they may.
struct Exchange {
    std::vector<std::size_t> cells;
    std::int64_t cost = 0;  // of what must be suppressed besides
};

class Guard {
  public:
    Guard(Cube& cube, const Rule& rule) : cube_(cube), rule_(rule) {}

    Protection run() {
        Protection protection;
        const auto small = suppress_small(protection);
        for (const auto cell : small)
            protect(cell, protection);
        return protection;
    }

  private:
    std::vector<std::size_t> suppress_small(Protection& protection) {
        std::vector<std::size_t> small;
        for (std::size_t cell = 0; cell < cube_.size(); ++cell) {
            const auto state = cube_.state(cell);
            if (!rule_.is_small(cube_.count(cell))) continue;
            if (state == State::known) protection.given_away.push_back(cell);
            if (state != State::shown && state != State::suppressed) continue;
            cube_.set_state(cell, State::suppressed);
            small.push_back(cell);
        }
        protection.small = static_cast<std::int64_t>(small.size());
        return small;
    }

    void protect(std::size_t cell, Protection& protection) {
        auto best = cheapest(cell, few_combinations);
        if (!best || best->cost > 0) {
            auto spread = cheapest_spread(cell, best ? best->cost : most_expensive);
            if (spread) best = std::move(spread);
        }
        if (!best) best = cheapest(cell, many_combinations);
        if (!best) {
            protection.given_away.push_back(cell);
            return;
        }
        for (const auto changed : best->cells) {
            if (cube_.state(changed) != State::shown) continue;
            cube_.set_state(changed, State::suppressed);
            ++protection.beside;
        }
    }

    // What it costs to let a cell change by a person; nothing where it is known.
    std::optional<std::int64_t> cost_of(std::size_t cell) const {
        switch (cube_.state(cell)) {
            case State::unpublished:
            case State::suppressed:
                return 0;
            case State::known:
            case State::missing:
                return std::nullopt;
            case State::shown:
                break;
        }
        const auto count = cube_.count(cell);
        if (count == 0) return std::nullopt;  // zero is shown as zero, and stays so
        std::int64_t bits = 0;
        for (auto rest = count; rest > 0; rest >>= 1)
            ++bits;
        return bits * bits;  // large sums are what readers want most
    }

    // The least a cell may be for all that is known of it.
    std::int64_t spare(std::size_t cell) const {
        return cube_.count(cell) - (cube_.state(cell) == State::unpublished ? 0 : 1);
    }

    std::optional<Exchange> cheapest(std::size_t cell, std::size_t combinations) const {
        const auto nodes = cube_.nodes_of(cell);
        const auto shifts = candidates(cell, nodes, combinations);
        std::vector<std::size_t> chosen(shifts.size(), 0);
        std::optional<Exchange> best;
        for (const auto& of_dimension : shifts) {
            if (of_dimension.empty()) return best;
        }
        do {
            auto exchange = combine(shifts, chosen, best ? best->cost : most_expensive);
            if (exchange) best = std::move(exchange);
        } while (next(shifts, chosen) && !(best && best->cost == 0));
        return best;
    }

    static bool next(const std::vector<std::vector<Shift>>& shifts, std::vector<std::size_t>& at) {
        for (std::size_t k = 0; k < at.size(); ++k) {
            if (++at[k] < shifts[k].size()) return true;
            at[k] = 0;
        }
        return false;
    }

    // The cells of a combination, where it costs less than `limit` and leaves the cell open widely
    // enough: along it every cell but the known ones may move, each by its sign, until one of them
    // would be nothing.
    std::optional<Exchange> combine(const std::vector<std::vector<Shift>>& shifts,
                                    const std::vector<std::size_t>& chosen,
                                    std::int64_t limit) const {
        std::vector<std::size_t> all(shifts.size());
        std::iota(all.begin(), all.end(), std::size_t{0});
        const auto cells = product_of(shifts, chosen, all);
        Exchange exchange;
        std::int64_t up = rule_.range();
        std::int64_t down = rule_.range();
        for (const auto& [cell, sign, is_finest] : cells) {
            const auto cost = cost_of(cell);
            if (!cost) return std::nullopt;
            exchange.cost += *cost;
            if (exchange.cost >= limit) return std::nullopt;
            auto& room = sign > 0 ? down : up;
            room = std::min(room, spare(cell));
            exchange.cells.push_back(cell);
        }
        if (up + down < rule_.range()) return std::nullopt;
        return exchange;
    }

    struct Signed {
        std::size_t cell;
        int sign;
        bool is_finest;  // in each of the dimensions that were combined
    };

    // The cells that the chosen shifts of these dimensions change, at the root of all others.
    std::vector<Signed> product_of(const std::vector<std::vector<Shift>>& shifts,
                                   const std::vector<std::size_t>& chosen,
                                   std::span<const std::size_t> dimensions) const {
        std::vector<Signed> cells = {{0, +1, true}};
        for (std::size_t i = 0; i < dimensions.size(); ++i) {
            const auto k = dimensions[i];
            const auto& dimension = cube_.dimensions()[k];
            std::vector<Signed> wider;
            for (const auto& part : shifts[i][chosen[i]].parts) {
                const bool is_finest = dimension.is_finest(part.node);
                for (const auto& cell : cells)
                    wider.push_back({cell.cell + part.node * cube_.stride(k), cell.sign * part.sign,
                                     cell.is_finest && is_finest});
            }
            cells = std::move(wider);
        }
        return cells;
    }

    // Of a cell that is a sum over whole dimensions (people of all ages, of both sexes): moves
    // within the others, by people of any age and sex. One age and sex alone may not have enough
    // people; all of them together do. What is shown by age or sex does not change along it.
    std::optional<Exchange> cheapest_spread(std::size_t cell, std::int64_t limit) const {
        const auto nodes = cube_.nodes_of(cell);
        std::vector<std::size_t> open;
        std::vector<std::size_t> divided;
        for (std::size_t k = 0; k < nodes.size(); ++k)
            (nodes[k] == Dimension::root ? open : divided).push_back(k);
        if (open.empty() || divided.empty()) return std::nullopt;
        std::size_t each = 1;
        while (power(each + 1, divided.size()) <= few_combinations)
            ++each;
        std::vector<std::vector<Shift>> shifts;
        for (const auto k : divided) {
            shifts.push_back(cheapest_shifts(cell, k, nodes[k], each));
            if (shifts.back().empty()) return std::nullopt;
        }
        std::vector<std::size_t> chosen(shifts.size(), 0);
        std::optional<Exchange> best;
        do {
            auto exchange = combine_spread(product_of(shifts, chosen, divided), open,
                                           best ? best->cost : limit);
            if (exchange) best = std::move(exchange);
        } while (next(shifts, chosen) && !(best && best->cost == 0));
        return best;
    }

    std::optional<Exchange> combine_spread(const std::vector<Signed>& cells,
                                           const std::vector<std::size_t>& open,
                                           std::int64_t limit) const {
        Exchange exchange;
        Room room{rule_.range(), rule_.range()};
        for (const auto& [cell, sign, is_finest] : cells) {
            const auto cost = cost_of(cell);
            if (!cost) return std::nullopt;
            exchange.cost += *cost;
            if (exchange.cost >= limit) return std::nullopt;
            if (cube_.state(cell) != State::unpublished) {
                auto& side = sign > 0 ? room.down : room.up;
                side = std::min(side, spare(cell));
            }
            exchange.cells.push_back(cell);
        }
        if (room.up + room.down < rule_.range()) return std::nullopt;
        Room people;
        if (!add_people(cells, open, 0, 0, true, people)) return std::nullopt;
        const auto up = std::min(room.up, people.up);
        const auto down = std::min(room.down, people.down);
        if (up + down < rule_.range()) return std::nullopt;
        return exchange;
    }

    // By how much a row goes up and down.
    struct Room {
        std::int64_t up = 0;
        std::int64_t down = 0;
    };

    // Walks the open dimensions from the k-th on; false where a cell below their roots, which would
    // change too, is more than unpublished.
    bool add_people(const std::vector<Signed>& cells, const std::vector<std::size_t>& open,
                    std::size_t k, std::size_t offset, bool is_finest, Room& people) const {
        if (k == open.size()) return add_people_at(cells, offset, is_finest, people);
        const auto& dimension = cube_.dimensions()[open[k]];
        for (Node node = 0; node < dimension.size(); ++node) {
            if (!add_people(cells, open, k + 1, offset + node * cube_.stride(open[k]),
                            is_finest && dimension.is_finest(node), people))
                return false;
        }
        return true;
    }

    bool add_people_at(const std::vector<Signed>& cells, std::size_t offset, bool is_finest,
                       Room& people) const {
        if (offset == 0) return true;  // the roots themselves
        Room here{rule_.range(), rule_.range()};
        for (const auto& cell : cells) {
            const auto at = cell.cell + offset;
            if (cube_.state(at) != State::unpublished) return false;
            if (!is_finest || !cell.is_finest) continue;
            auto& side = cell.sign > 0 ? here.down : here.up;
            side = std::min(side, cube_.count(at));
        }
        if (!is_finest) return true;
        people.up = std::min(people.up + here.up, rule_.range());
        people.down = std::min(people.down + here.down, rule_.range());
        return true;
    }

    std::vector<std::vector<Shift>> candidates(std::size_t cell, const std::vector<Node>& nodes,
                                               std::size_t combinations) const {
        std::size_t each = 1;
        while (power(each + 1, nodes.size()) <= combinations)
            ++each;
        std::vector<std::vector<Shift>> shifts;
        for (std::size_t k = 0; k < nodes.size(); ++k)
            shifts.push_back(cheapest_shifts(cell, k, nodes[k], each));
        return shifts;
    }

    static std::size_t power(std::size_t base, std::size_t exponent) {
        std::size_t result = 1;
        for (std::size_t i = 0; i < exponent && result <= many_combinations; ++i)
            result *= base;
        return result;
    }

    // The shifts of one dimension that raise the node, the cheapest along the cell's own line
    // first, at most so many.
    std::vector<Shift> cheapest_shifts(std::size_t cell, std::size_t k, Node node,
                                       std::size_t most) const {
        const auto& dimension = cube_.dimensions()[k];
        struct Ranked {
            std::int64_t cost;
            Shift shift;
        };
        std::vector<Ranked> ranked;
        const auto rank = [&](Shift shift) {
            const auto cost = line_cost(cell, k, node, shift);
            if (cost) ranked.push_back({*cost, std::move(shift)});
        };
        for (const auto to : best_parts(cell, k, node)) {
            rank(add_to(dimension, to));
            if (node == Dimension::root) continue;
            for (const auto from : nearest(dimension, to, most))
                if (!dimension.is_within(from, node)) rank(move_between(dimension, to, from));
        }
        std::stable_sort(ranked.begin(), ranked.end(),
                         [](const Ranked& a, const Ranked& b) { return a.cost < b.cost; });
        if (ranked.size() > most) ranked.resize(most);
        std::vector<Shift> shifts;
        for (auto& entry : ranked)
            shifts.push_back(std::move(entry.shift));
        return shifts;
    }

    // The finest categories on both sides of one, which are the parts of the same whole first:
    // enough to choose from, and not all of a country's.
    static std::span<const Node> nearest(const Dimension& dimension, Node to, std::size_t most) {
        const auto& all = dimension.finest();
        const auto own =
            static_cast<std::size_t>(std::lower_bound(all.begin(), all.end(), to) - all.begin());
        const auto reach = std::max<std::size_t>(most * 8, 64);
        const auto first = own > reach ? own - reach : 0;
        const auto past = std::min(all.size(), own + reach + 1);
        return std::span(all).subspan(first, past - first);
    }

    // Finest categories within a node through which it may be raised: itself, or the largest few.
    std::vector<Node> best_parts(std::size_t cell, std::size_t k, Node node) const {
        const auto& dimension = cube_.dimensions()[k];
        std::vector<Node> parts;
        for (const auto finest : dimension.finest()) {
            if (dimension.is_within(finest, node)) parts.push_back(finest);
        }
        const auto count_at = [&](Node part) {
            return cube_.count(cell + part * cube_.stride(k) - node * cube_.stride(k));
        };
        const auto kept = std::min<std::size_t>(parts.size(), 4);
        std::partial_sort(parts.begin(), parts.begin() + static_cast<std::ptrdiff_t>(kept),
                          parts.end(), [&](Node a, Node b) {
                              const auto left = count_at(a);
                              const auto right = count_at(b);
                              return left != right ? left > right : a < b;
                          });
        parts.resize(kept);
        return parts;
    }

    std::optional<std::int64_t> line_cost(std::size_t cell, std::size_t k, Node node,
                                          const Shift& shift) const {
        std::int64_t total = 0;
        for (const auto& part : shift.parts) {
            const auto at = cell + part.node * cube_.stride(k) - node * cube_.stride(k);
            const auto cost = cost_of(at);
            if (!cost) return std::nullopt;
            total += *cost;
            // A cell that cannot give anything away protects little: take it last.
            if (part.sign < 0 && spare(at) < rule_.range()) total += most_expensive / 1'024;
        }
        return total;
    }

    static constexpr std::size_t few_combinations = 512;
    static constexpr std::size_t many_combinations = 65'536;
    static constexpr std::int64_t most_expensive = 1'000'000'000;

    Cube& cube_;
    const Rule& rule_;
};

}  // namespace

Protection protect(Cube& cube, const Rule& rule) {
    return Guard(cube, rule).run();
}

}  // namespace concord::disclosure
