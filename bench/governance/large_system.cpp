#include "large_system.hpp"

#include <cassert>
#include <cstdint>

#include "engine/rulebook.hpp"

namespace concord::bench {

using governance::Holder;
using governance::HolderKind;
using governance::Scale;
using Names = std::vector<std::string>;

namespace {

const Names acts = {"approve-expenditure", "approve-business-case", "set-procurement-route",
                    "award-contract",      "sign-contract",         "vary-contract",
                    "make-grant",          "design-service"};

class Maker {
  public:
    Maker(const governance::Law& law, const Size& size, std::uint64_t seed)
        : size_(size), random_(seed, 3) {
        system_.law = &law;
        for (const auto& root : law.roots) {
            if (root.body_kind == "integrated-care-board") add_below(root.function, of_boards_);
            if (root.function == "social-care" || root.function == "public-health") {
                add_below(root.function, of_councils_);
            }
        }
        add_below("delegated-by-nhs-england", of_nation_);
        add_below("provide-services", of_trusts_);
        for (const auto& node : law.services.nodes()) {
            if (!node.id.empty()) services_.push_back(node.id);
        }
    }

    LargeSystem make() {
        make_places();
        add_body("nation", "nhs-england", Scale::national, {});
        for (std::size_t i = 0; i < size_.boards; ++i)
            add_board(i);
        add_others("council", "unitary-authority", size_.councils);
        add_others("trust", "nhs-trust", size_.trusts);
        make_grants();
        make_limits();
        return std::move(system_);
    }

  private:
    // A holder that can be given something, by one giver, from these functions.
    struct Receiver {
        std::string giver;
        std::string id;
        std::string instrument;
        const Names* functions;
        Names places;
        bool passes_on;
    };

    const std::string& any(const Names& names) {
        return names[static_cast<std::size_t>(random_.below(names.size()))];
    }

    void add_below(const std::string& function, Names& names) {
        const auto& tree = system_.law->functions;
        const auto node = tree.find(function);
        assert(node && "the catalogue has the functions that this bench names");
        for (auto i = *node; i <= tree.last_below(*node); ++i)
            names.push_back(tree.node(i).id);
    }

    void make_places() {
        std::vector<governance::TreeNode> nodes;
        const auto add = [&](const std::string& id, const std::string& parent) {
            governance::TreeNode node;
            node.id = id;
            node.parent = parent;
            nodes.push_back(std::move(node));
        };
        for (std::size_t i = 0; i < size_.boards; ++i) {
            const auto system = "system" + std::to_string(i);
            add(system, "");
            for (std::size_t j = 0; j < size_.places_per_board; ++j) {
                const auto place = system + "-place" + std::to_string(j);
                places_.push_back(place);
                add(place, system);
                for (int k = 0; k < 3; ++k)
                    add(place + "-" + std::to_string(k), place);
            }
        }
        system_.places = governance::Tree::build(std::move(nodes));
    }

    Holder& add(const std::string& id, HolderKind kind, Scale scale) {
        Holder holder;
        holder.id = id;
        holder.kind = kind;
        holder.scale = scale;
        holder.terms_of_reference = "terms";
        const std::size_t seats = kind == HolderKind::post ? 1 : 9;
        for (std::size_t i = 0; i < seats; ++i) {
            governance::Member member;
            member.id = id + "-seat" + std::to_string(i);
            holder.members.push_back(std::move(member));
        }
        if (kind != HolderKind::post) holder.quorum = governance::Quorum{5, std::nullopt, {}, {}};
        system_.scheme.holders.push_back(std::move(holder));
        return system_.scheme.holders.back();
    }

    void add_body(const std::string& id, const std::string& kind, Scale scale, Names area) {
        auto& body = add(id, HolderKind::body, scale);
        body.body_kind = kind;
        body.area = std::move(area);
    }

    void add_board(std::size_t number) {
        const auto board = "board" + std::to_string(number);
        const auto system = "system" + std::to_string(number);
        add_body(board, "integrated-care-board", Scale::system, {system});
        receivers_.push_back(
            {"nation", board, "nhs-england-delegation", &of_nation_, {system}, true});
        for (std::size_t i = 0; i < size_.places_per_board; ++i) {
            const auto place = places_[number * size_.places_per_board + i];
            auto& committee = add(place + "-committee", HolderKind::committee, Scale::place);
            committee.of = {board};
            committee.area = {place};
            receivers_.push_back(
                {board, committee.id, "internal-committee", &of_boards_, {place}, true});
        }
        for (std::size_t i = 0; i < size_.posts_per_board; ++i) {
            const auto place = i % (size_.places_per_board + 2);
            const bool at_place = place < size_.places_per_board;
            const auto where = places_[number * size_.places_per_board + (at_place ? place : 0)];
            auto& post = add(board + "-post" + std::to_string(i), HolderKind::post,
                             at_place ? Scale::place : Scale::system);
            post.of = {board};
            receivers_.push_back({at_place ? where + "-committee" : board, post.id, "internal-post",
                                  &of_boards_, at_place ? Names{where} : Names{}, false});
        }
    }

    void add_others(const std::string& name, const std::string& kind, std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) {
            const auto id = name + std::to_string(i);
            const bool council = name == "council";
            add_body(id, kind, council ? Scale::place : Scale::system,
                     council ? Names{places_[i % places_.size()]} : Names{});
            for (std::size_t j = 0; j < size_.posts_per_other; ++j) {
                auto& post = add(id + "-post" + std::to_string(j), HolderKind::post,
                                 council ? Scale::place : Scale::system);
                post.of = {id};
                receivers_.push_back({id,
                                      post.id,
                                      "internal-post",
                                      council ? &of_councils_ : &of_trusts_,
                                      {},
                                      false});
            }
        }
    }

    // Each receiver once, and then at random: one to three functions and acts, sometimes a service.
    void make_grants() {
        auto& grants = system_.scheme.grants;
        while (grants.size() < size_.grants) {
            const auto next = grants.size() < receivers_.size() ? grants.size()
                                                                : random_.below(receivers_.size());
            const auto& receiver = receivers_[static_cast<std::size_t>(next)];
            governance::Grant grant;
            grant.id = "grant" + std::to_string(grants.size());
            grant.from = receiver.giver;
            grant.to = receiver.id;
            grant.instrument = receiver.instrument;
            for (auto i = 1 + random_.below(3); i > 0; --i)
                grant.scope.functions.push_back(any(*receiver.functions));
            for (auto i = random_.below(4); i > 0; --i)
                grant.scope.acts.push_back(any(acts));
            if (random_.below(3) == 0) grant.scope.services = {any(services_)};
            grant.scope.places = receiver.places;
            if (random_.below(2) == 0) grant.ceiling = amount();
            if (random_.below(5) == 0) grant.conditions = {"advice of the clinical lead"};
            grant.may_pass_on = receiver.passes_on;
            grant.made_on = Date(2023, 4, 1);
            grant.period.from = Date(2023, 4, 1);
            grant.source = {"scheme", std::to_string(grants.size())};
            grants.push_back(std::move(grant));
        }
    }

    Pence amount() {
        static constexpr std::int64_t pounds[] = {10000,  25000,   50000,   100000,   250000,
                                                  500000, 1000000, 5000000, 20000000, 50000000};
        return Pence(pounds[random_.below(std::size(pounds))] * 100);
    }

    void make_limits() {
        auto& scheme = system_.scheme;
        for (std::size_t i = 0; i < size_.limits; ++i) {
            const auto& receiver =
                receivers_[static_cast<std::size_t>(random_.below(receivers_.size()))];
            governance::Limit limit;
            limit.id = "limit" + std::to_string(i);
            limit.holder = receiver.id;
            limit.scope.acts = {any(acts)};
            if (random_.below(2) == 0) limit.scope.functions = {any(*receiver.functions)};
            if (random_.below(4) == 0) limit.scope.services = {any(services_)};
            limit.ceiling = amount();
            if (random_.below(10) == 0) limit.floor = Pence(limit.ceiling->count() / 100);
            scheme.limits.push_back(std::move(limit));
        }
        for (std::size_t i = 0; i < size_.boards; ++i) {
            for (int j = 0; j < 3; ++j) {
                governance::Reservation kept;
                kept.id = "kept" + std::to_string(i) + "-" + std::to_string(j);
                kept.holder = "board" + std::to_string(i);
                kept.scope.functions = {any(of_boards_)};
                kept.scope.acts = {any(acts)};
                kept.low = amount();
                scheme.reservations.push_back(std::move(kept));
            }
        }
    }

    Size size_;
    RandomStream random_;
    LargeSystem system_;
    Names of_boards_, of_councils_, of_nation_, of_trusts_, services_, places_;
    std::vector<Receiver> receivers_;
};

std::string any_act(RandomStream& random) {
    return acts[static_cast<std::size_t>(random.below(acts.size()))];
}

}  // namespace

LargeSystem make_system(const governance::Law& law, const Size& size, std::uint64_t seed) {
    return Maker(law, size, seed).make();
}

std::vector<governance::Question> make_questions(const governance::Evaluator& evaluator,
                                                 std::size_t count, std::uint64_t seed) {
    RandomStream random(seed, 5);
    const auto& ground = evaluator.ground();
    const auto any_node = [&](const governance::Tree& tree) {
        return static_cast<governance::NodeIndex>(1 + random.below(tree.size() - 1));
    };
    // A node of the set or anything below it.
    const auto within = [&](const governance::Tree& tree,
                            const std::vector<governance::NodeIndex>& nodes) {
        const auto top = nodes[static_cast<std::size_t>(random.below(nodes.size()))];
        return top +
               static_cast<governance::NodeIndex>(random.below(tree.last_below(top) - top + 1));
    };
    std::vector<governance::Question> questions;
    while (questions.size() < count) {
        const auto holder = static_cast<std::uint32_t>(random.below(ground.scheme->holders.size()));
        const auto powers = evaluator.powers(holder);
        const bool about_own = !powers.empty() && random.below(2) == 0;
        governance::Power power;
        if (about_own) power = powers[static_cast<std::size_t>(random.below(powers.size()))];
        const auto pick = [&](const governance::Tree& tree, const auto& nodes) {
            const auto node = about_own ? within(tree, nodes) : any_node(tree);
            return tree.node(node == governance::root_node ? any_node(tree) : node).id;
        };
        governance::Question question;
        question.by = ground.scheme->holders[holder].id;
        question.function = pick(ground.law->functions, power.functions);
        question.act = random.below(4) != 0 ? any_act(random) : pick(ground.law->acts, power.acts);
        question.service = pick(ground.law->services, power.services);
        question.people = pick(ground.law->people, power.people);
        question.places = {pick(*ground.places, power.places)};
        question.value = Pence(static_cast<std::int64_t>(
            random.below(random.below(2) == 0 ? 20'000'000 : 5'000'000'000)));
        questions.push_back(std::move(question));
    }
    return questions;
}

governance::Law read_catalogue() {
    Diagnostics diagnostics(built_rule_book(), {Date(2024, 4, 1), RuleProfile::act_2022});
    auto law = governance::read_law(CONCORD_SOURCE "/catalogue/governance", "catalogue/governance",
                                    {}, "", diagnostics);
    assert(!diagnostics.has_errors() && "the catalogue is read without a fault");
    return law;
}

}  // namespace concord::bench
