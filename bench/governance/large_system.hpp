// Systems of a stated size, from a seed, under the law of the catalogue. Each holder but a body is
// given to by one holder only, so that the same rules can be said in engines that know no chains.
#pragma once

#include <string>
#include <vector>

#include "base/random.hpp"
#include "governance/evaluator.hpp"

namespace concord::bench {

struct Size {
    std::size_t boards = 10;
    std::size_t councils = 60;
    std::size_t trusts = 129;
    std::size_t places_per_board = 10;
    std::size_t posts_per_board = 40;
    std::size_t posts_per_other = 2;
    std::size_t grants = 2000;
    std::size_t limits = 5000;
};

// With NHS England these are 200 bodies.
inline constexpr Size large = {};
// One of forty-two, with a board, its councils and trusts.
inline constexpr Size one_of_many = {1, 4, 6, 8, 40, 2, 120, 200};

struct LargeSystem {
    const governance::Law* law = nullptr;
    governance::Scheme scheme;
    governance::Tree places;
    RuleContext context{Date(2024, 4, 1), RuleProfile::act_2022};

    governance::Ground ground() const { return {law, &scheme, &places}; }
};

LargeSystem make_system(const governance::Law& law, const Size& size, std::uint64_t seed);

// Half of them about something that the holder has, half about anything.
std::vector<governance::Question> make_questions(const governance::Evaluator& evaluator,
                                                 std::size_t count, std::uint64_t seed);

governance::Law read_catalogue();

}  // namespace concord::bench
