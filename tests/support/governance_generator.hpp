// Small systems of every shape, from a seed: a law with instruments of all relations, trees of
// functions, acts, services, people and places, holders of all kinds, grants lawful and not, ended
// and to come, in circles, limits, reservations, splits and interests.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/random.hpp"
#include "governance/evaluator.hpp"
#include "governance/law.hpp"
#include "governance/question.hpp"
#include "governance/scheme.hpp"

namespace concord::support {

struct GeneratedSystem {
    governance::Law law;
    governance::Scheme scheme;
    governance::Tree places;
    RuleContext context{Date(2023, 6, 1), RuleProfile::act_2022};

    governance::Ground ground() const { return {&law, &scheme, &places}; }
};

class GovernanceGenerator {
  public:
    explicit GovernanceGenerator(std::uint64_t seed) : random_(seed, 7) {}

    GeneratedSystem system();
    governance::Question question(const GeneratedSystem& system);

  private:
    using Names = std::vector<std::string>;

    bool one_in(std::uint64_t n) { return random_.below(n) == 0; }
    std::size_t below(std::size_t n) { return static_cast<std::size_t>(random_.below(n)); }
    template <typename T>
    const T& any(const std::vector<T>& items) {
        return items[below(items.size())];
    }
    // Some of the names; often none, which means everything.
    Names some(const Names& all);
    Names ids(const governance::Tree& tree) const;
    governance::Tree tree(const std::string& prefix, std::size_t nodes);
    Period period();
    std::optional<Pence> amount();

    void make_law(GeneratedSystem& system);
    void make_instruments(GeneratedSystem& system);
    void make_holders(GeneratedSystem& system);
    void make_members(GeneratedSystem& system, governance::Holder& holder);
    void make_grants(GeneratedSystem& system);
    void make_bounds(GeneratedSystem& system);
    governance::Scope scope(const GeneratedSystem& system);
    std::string any_holder(const GeneratedSystem& system);

    RandomStream random_;
};

}  // namespace concord::support
