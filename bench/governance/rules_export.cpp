// The rules and questions of the bench as data, for engines that know neither chains nor law: what
// each holder's chains carry as permits, every limit and reservation on the way as a denial.
//
// usage: governance_rules_export QUESTIONS > rules.json
#include <cstdio>
#include <cstdlib>
#include <set>

#include <nlohmann/json.hpp>

#include "governance/compiled_scheme.hpp"
#include "large_system.hpp"

namespace concord::bench {
namespace {

using nlohmann::json;

class Export {
  public:
    explicit Export(const governance::Evaluator& evaluator)
        : evaluator_(evaluator),
          compiled_(evaluator.compiled()),
          scheme_(*evaluator.ground().scheme) {}

    json rules() {
        json holders = json::array();
        for (std::uint32_t i = 0; i < scheme_.holders.size(); ++i)
            holders.push_back(holder(i));
        const auto& law = *evaluator_.ground().law;
        return {{"holders", std::move(holders)}, {"functions", tree(law.functions)},
                {"acts", tree(law.acts)},        {"services", tree(law.services)},
                {"people", tree(law.people)},    {"places", tree(*evaluator_.ground().places)}};
    }

  private:
    static json tree(const governance::Tree& tree) {
        json nodes = json::object();
        for (const auto& node : tree.nodes()) {
            if (!node.id.empty()) nodes[node.id] = node.parent;
        }
        return nodes;
    }

    static json names(const governance::Tree& tree, const std::vector<governance::NodeIndex>& set) {
        json ids = json::array();
        for (const auto node : set) {
            if (node == governance::root_node) return json::array();  // everything
            ids.push_back(tree.node(node).id);
        }
        return ids;
    }

    // Everybody on the holder's chains, the holder last.
    static void note_chain(const governance::CompiledScheme& compiled,
                           const governance::Chain& chain, std::set<std::uint32_t>& above) {
        above.insert(chain.root_holder);
        for (const auto grant : chain.grants) {
            const auto to = compiled.index.find(compiled.ground.scheme->grants[grant].to);
            if (to) above.insert(*to);
        }
    }

    json holder(std::uint32_t number) {
        json permits = json::array();
        std::set<std::uint32_t> above;
        for (const auto& power : evaluator_.powers(number)) {
            note_chain(compiled_, power.chain, above);
            std::optional<Pence> high;  // of the grants alone: limits are denials
            for (const auto grant : power.chain.grants) {
                const auto& ceiling = scheme_.grants[grant].ceiling;
                if (ceiling && (!high || *ceiling < *high)) high = ceiling;
            }
            permits.push_back({{"functions", names(*compiled_.trees[0], power.functions)},
                               {"acts", names(*compiled_.trees[1], power.acts)},
                               {"services", names(*compiled_.trees[2], power.services)},
                               {"people", names(*compiled_.trees[3], power.people)},
                               {"places", names(*compiled_.trees[4], power.places)},
                               {"high", high ? json(high->count()) : json()}});
        }
        return {{"id", scheme_.holders[number].id},
                {"permits", std::move(permits)},
                {"denials", denials(number, above)}};
    }

    // Denied where the value is from `low` on and below `high`.
    static json denial(const governance::Scope& scope, const json& low, const json& high) {
        return {{"functions", scope.functions},
                {"acts", scope.acts},
                {"services", scope.services},
                {"people", scope.people},
                {"places", scope.places},
                {"low", low},
                {"high", high}};
    }

    json denials(std::uint32_t number, const std::set<std::uint32_t>& above) const {
        json found = json::array();
        const auto is_above = [&](const std::string& id) {
            const auto holder = compiled_.index.find(id);
            return holder && above.contains(*holder);
        };
        for (const auto& limit : scheme_.limits) {
            if (!is_above(limit.holder)) continue;
            if (limit.ceiling) {
                found.push_back(denial(limit.scope, limit.ceiling->count() + 1, json()));
            }
            if (limit.floor && limit.holder == scheme_.holders[number].id) {
                found.push_back(denial(limit.scope, json(), limit.floor->count()));
            }
        }
        for (const auto& kept : scheme_.reservations) {
            if (!is_above(kept.holder) || kept.holder == scheme_.holders[number].id) continue;
            found.push_back(
                denial(kept.scope, kept.low ? json(kept.low->count()) : json(), json()));
        }
        return found;
    }

    const governance::Evaluator& evaluator_;
    const governance::CompiledScheme& compiled_;
    const governance::Scheme& scheme_;
};

json questions(const governance::Evaluator& evaluator, std::size_t count) {
    json found = json::array();
    for (auto& question : make_questions(evaluator, count, 1)) {
        std::vector<governance::UnknownWord> unknown;
        const auto bound = evaluator.bind(question, unknown);
        const auto allowed = evaluator.may(bound->by.front(), *bound) == governance::Refusal::none;
        found.push_back({{"holder", question.by},
                         {"function", question.function},
                         {"act", question.act},
                         {"service", question.service},
                         {"people", question.people},
                         {"place", question.places.front()},
                         {"value", question.value->count()},
                         {"allow", allowed}});
    }
    return found;
}

int run(std::size_t count) {
    const auto law = read_catalogue();
    const auto system = make_system(law, large, 1);
    const governance::Evaluator evaluator(system.ground(), system.context);
    auto rules = Export(evaluator).rules();
    rules["questions"] = questions(evaluator, count);
    std::puts(rules.dump().c_str());
    return 0;
}

}  // namespace
}  // namespace concord::bench

int main(int count, char** arguments) {
    return concord::bench::run(count > 1 ? std::strtoull(arguments[1], nullptr, 10) : 4000);
}
