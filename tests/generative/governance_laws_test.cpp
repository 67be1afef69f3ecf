// Laws that the answers must obey on generated systems, whatever their shape.
#include <algorithm>
#include <cstdlib>
#include <set>

#include <gtest/gtest.h>

#include "governance/cells.hpp"
#include "governance/compiled_scheme.hpp"
#include "support/governance_generator.hpp"

namespace concord::governance {
namespace {

using support::GeneratedSystem;
using support::GovernanceGenerator;

std::uint64_t seeds() {
    const char* asked = std::getenv("CONCORD_SEEDS");
    return asked ? std::strtoull(asked, nullptr, 10) : 200;
}

Verdict ask(const GeneratedSystem& system, const Question& question) {
    const Evaluator evaluator(system.ground(), system.context);
    std::vector<UnknownWord> unknown;
    const auto bound = evaluator.bind(question, unknown);
    EXPECT_TRUE(bound);
    return evaluator.who(*bound);
}

std::set<std::uint32_t> deciders(const Verdict& verdict) {
    std::set<std::uint32_t> found;
    for (const auto& decider : verdict.deciders)
        found.insert(decider.holder);
    return found;
}

// The whole of an answer but for the chains, whose grants may have other numbers.
void expect_same_answer(const Verdict& a, const Verdict& b) {
    ASSERT_EQ(deciders(a), deciders(b));
    for (std::size_t i = 0; i < a.deciders.size(); ++i) {
        EXPECT_EQ(a.deciders[i].ceiling, b.deciders[i].ceiling);
        EXPECT_EQ(a.deciders[i].floor, b.deciders[i].floor);
        EXPECT_EQ(a.deciders[i].stepping_back, b.deciders[i].stepping_back);
        EXPECT_EQ(a.deciders[i].steps, b.deciders[i].steps);
    }
    ASSERT_EQ(a.candidates.size(), b.candidates.size());
    for (std::size_t i = 0; i < a.candidates.size(); ++i) {
        EXPECT_EQ(a.candidates[i].holder, b.candidates[i].holder);
        EXPECT_EQ(a.candidates[i].refusal, b.candidates[i].refusal);
    }
    EXPECT_EQ(a.first, b.first);
    EXPECT_EQ(a.overlap, b.overlap);
}

// Calls with generated systems and three questions to each.
template <typename Test>
void on_each(Test test) {
    for (std::uint64_t seed = 0; seed < seeds(); ++seed) {
        GovernanceGenerator generator(seed + 1000000);
        const auto system = generator.system();
        for (std::uint64_t i = 0; i < 3; ++i) {
            SCOPED_TRACE("seed " + std::to_string(seed));
            test(system, generator.question(system), RandomStream(seed, 11 + i));
            if (::testing::Test::HasFailure()) return;
        }
    }
}

TEST(GovernanceLaws, EveryDeciderHasAnUnbrokenChainFromTheLaw) {
    std::size_t chains = 0;
    on_each([&](const GeneratedSystem& system, const Question& question, RandomStream) {
        const auto& scheme = system.scheme;
        for (const auto& decider : ask(system, question).deciders) {
            ASSERT_FALSE(decider.chains.empty());
            for (const auto& chain : decider.chains) {
                ++chains;
                const auto& body = scheme.holders[chain.root_holder];
                const auto& root = system.law.roots[chain.root];
                EXPECT_TRUE(system.law.is_of_kind(body.body_kind, root.body_kind, system.context));
                auto at = body.id;
                for (const auto grant : chain.grants) {
                    EXPECT_EQ(scheme.grants[grant].from, at);
                    EXPECT_TRUE(scheme.grants[grant].period.contains(system.context.as_at));
                    at = scheme.grants[grant].to;
                }
                const auto& end = scheme.holders[decider.holder];
                const bool of_member = end.kind == HolderKind::committees_in_common &&
                                       std::ranges::find(end.of, at) != end.of.end();
                EXPECT_TRUE(at == end.id || of_member);
            }
        }
    });
    EXPECT_GT(chains, seeds());
}

TEST(GovernanceLaws, RemovingAGrantAddsNobody) {
    on_each([](const GeneratedSystem& system, const Question& question, RandomStream random) {
        auto fewer = system;
        const auto out = random.below(fewer.scheme.grants.size());
        fewer.scheme.grants.erase(fewer.scheme.grants.begin() + static_cast<std::ptrdiff_t>(out));
        EXPECT_TRUE(
            std::ranges::includes(deciders(ask(system, question)), deciders(ask(fewer, question))));
    });
}

TEST(GovernanceLaws, AReservationAddsNobody) {
    std::size_t fewer = 0;
    on_each([&](const GeneratedSystem& system, const Question& question, RandomStream random) {
        auto kept = system;
        Reservation reservation;
        reservation.holder = system.scheme.holders[random.below(system.scheme.holders.size())].id;
        kept.scheme.reservations.push_back(reservation);
        const auto before = deciders(ask(system, question));
        const auto after = deciders(ask(kept, question));
        EXPECT_TRUE(std::ranges::includes(before, after));
        fewer += after.size() < before.size();
    });
    EXPECT_GT(fewer, 0U);
}

// The grant now speaks of one function only: inside it nothing changes, outside it is as if the
// grant were not there.
TEST(GovernanceLaws, NarrowingAScopeNarrowsExactly) {
    on_each([](const GeneratedSystem& system, const Question& question, RandomStream random) {
        const auto which = random.below(system.scheme.grants.size());
        const auto& functions = system.law.functions;
        const auto node = static_cast<NodeIndex>(1 + random.below(functions.size() - 1));
        auto narrow = system;
        auto gone = system;
        auto& grant = narrow.scheme.grants[which];
        const auto& named = grant.scope.functions;
        const bool within = named.empty() || std::ranges::any_of(named, [&](const auto& name) {
                                const auto outer = functions.find(name);
                                return outer && functions.covers(*outer, node);
                            });
        if (!within) return;
        grant.scope.functions = {functions.node(node).id};
        gone.scheme.grants[which].period = {Date(1990, 1, 1), Date(1990, 1, 2)};
        const auto asked = functions.find(question.function);
        const bool inside = functions.covers(node, *asked);
        const auto expected = deciders(ask(inside ? system : gone, question));
        EXPECT_EQ(deciders(ask(narrow, question)), expected);
    });
}

TEST(GovernanceLaws, SplittingAGrantChangesNothing) {
    std::size_t split = 0;
    on_each([&](const GeneratedSystem& system, const Question& question, RandomStream random) {
        auto two = system;
        const auto which = random.below(two.scheme.grants.size());
        auto half = two.scheme.grants[which];
        for (const auto list :
             {&Scope::functions, &Scope::acts, &Scope::services, &Scope::places, &Scope::people}) {
            auto& names = two.scheme.grants[which].scope.*list;
            if (names.size() < 2) continue;
            const auto middle = names.begin() + static_cast<std::ptrdiff_t>(names.size() / 2);
            (half.scope.*list).assign(middle, names.end());
            names.erase(middle, names.end());
            ++split;
            break;
        }
        two.scheme.grants.push_back(half);
        expect_same_answer(ask(system, question), ask(two, question));
    });
    EXPECT_GT(split, 0U);
}

TEST(GovernanceLaws, LaterRecordsChangeNothing) {
    on_each([](const GeneratedSystem& system, const Question& question, RandomStream random) {
        auto later = system;
        const Period to_come = {system.context.as_at.plus_days(1), std::nullopt};
        const auto any = [&] {
            return system.scheme.holders[random.below(system.scheme.holders.size())].id;
        };
        Limit limit;
        limit.holder = any();
        limit.ceiling = Pence(std::int64_t{1});
        limit.period = to_come;
        later.scheme.limits.push_back(limit);
        Reservation kept;
        kept.holder = any();
        kept.period = to_come;
        later.scheme.reservations.push_back(kept);
        Split split;
        split.first = any();
        split.second = any();
        split.period = to_come;
        later.scheme.splits.push_back(split);
        Member member;
        member.id = "newcomer";
        member.period = to_come;
        auto& holder = later.scheme.holders[random.below(later.scheme.holders.size())];
        const bool had_members = !holder.members.empty();
        if (had_members) holder.members.push_back(member);
        const auto before = ask(system, question);
        expect_same_answer(before, ask(later, question));
        // A grant to come can only be named as a reason: not yet valid.
        Grant grant;
        grant.from = any();
        grant.to = any();
        grant.instrument = "anyhow";
        grant.period = to_come;
        later.scheme.grants.push_back(grant);
        const auto after = ask(later, question);
        EXPECT_EQ(deciders(before), deciders(after));
        EXPECT_EQ(before.first, after.first);
    });
}

GeneratedSystem renamed(const GeneratedSystem& system) {
    auto other = system;
    const auto name = [](std::string& id) { id = id.empty() ? id : "renamed-" + id; };
    const auto names = [&](std::vector<std::string>& ids) { std::ranges::for_each(ids, name); };
    for (auto& holder : other.scheme.holders) {
        name(holder.id);
        names(holder.of);
        for (auto& member : holder.members) {
            name(member.id);
            name(member.seat);
            name(member.organisation);
        }
    }
    for (auto& grant : other.scheme.grants) {
        name(grant.from);
        name(grant.to);
    }
    for (auto& limit : other.scheme.limits)
        name(limit.holder);
    for (auto& kept : other.scheme.reservations)
        name(kept.holder);
    for (auto& split : other.scheme.splits) {
        name(split.first);
        name(split.second);
    }
    for (auto& interest : other.scheme.interests) {
        name(interest.member);
        name(interest.organisation);
    }
    return other;
}

TEST(GovernanceLaws, RenamingRenames) {
    on_each([](const GeneratedSystem& system, const Question& question, RandomStream) {
        auto other = question;
        for (auto& organisation : other.affected)
            organisation = "renamed-" + organisation;
        expect_same_answer(ask(system, question), ask(renamed(system), other));
    });
}

TEST(GovernanceLaws, APostAnswersForWhoeverFillsIt) {
    std::size_t filled = 0;
    on_each([&](const GeneratedSystem& system, const Question& question, RandomStream) {
        const Evaluator evaluator(system.ground(), system.context);
        for (const auto& holder : system.scheme.holders) {
            if (holder.kind != HolderKind::post || holder.members.size() != 1) continue;
            auto by_post = question;
            by_post.by = holder.id;
            auto by_person = question;
            by_person.by = holder.members[0].id;
            std::vector<UnknownWord> unknown;
            const auto post = evaluator.bind(by_post, unknown);
            const auto person = evaluator.bind(by_person, unknown);
            if (!person || person->by.size() != 1 || person->by != post->by) continue;
            ++filled;
            expect_same_answer(evaluator.who(*post), evaluator.who(*person));
        }
    });
    EXPECT_GT(filled, 0U);
}

bool lies_in(const Cell& cell, const BoundQuestion& question) {
    const Point point = {question.function, question.act, question.service, question.people,
                         question.places.front()};
    for (std::size_t i = 0; i < dimensions; ++i) {
        if (std::ranges::find(cell.region.nodes[i], point[i]) == cell.region.nodes[i].end()) {
            return false;
        }
    }
    const auto value = question.value->count();
    return value >= cell.values.low && (!cell.values.high || value < *cell.values.high);
}

// Every question lies in one cell and has its answer; where it lies in none, law names nobody.
TEST(GovernanceLaws, CellsAnswerEveryQuestion) {
    std::size_t in_cells = 0;
    for (std::uint64_t seed = 0; seed < seeds(); ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        GovernanceGenerator generator(seed + 2000000);
        const auto system = generator.system();
        const Evaluator evaluator(system.ground(), system.context);
        const auto all = cells(evaluator);
        for (int i = 0; i < 20; ++i) {
            auto question = generator.question(system);
            question.affected.clear();
            question.places.resize(1);
            if (!question.value) question.value = Pence(std::int64_t{250});
            std::vector<UnknownWord> unknown;
            const auto bound = evaluator.bind(question, unknown);
            ASSERT_TRUE(bound);
            const auto verdict = evaluator.who(*bound);
            const auto holds = [&](const Cell& cell) { return lies_in(cell, *bound); };
            const auto count = std::ranges::count_if(all, holds);
            ASSERT_LE(count, 1);
            if (count == 0) {
                EXPECT_TRUE(verdict.deciders.empty());
                continue;
            }
            ++in_cells;
            const auto& cell = *std::ranges::find_if(all, holds);
            EXPECT_EQ(std::set(cell.deciders.begin(), cell.deciders.end()), deciders(verdict));
            EXPECT_EQ(cell.first, verdict.first);
            EXPECT_EQ(cell.overlap, verdict.overlap);
        }
        if (HasFailure()) return;
    }
    EXPECT_GT(in_cells, seeds());
}

// What a holder is said to have the power of, it may decide, and what it may decide is said.
TEST(GovernanceLaws, PowersAreWhatMayBeDecided) {
    std::size_t decided = 0;
    on_each([&](const GeneratedSystem& system, Question question, RandomStream) {
        question.affected.clear();
        question.places.resize(1);
        question.value.reset();
        const Evaluator evaluator(system.ground(), system.context);
        std::vector<UnknownWord> unknown;
        const auto bound = evaluator.bind(question, unknown);
        ASSERT_TRUE(bound);
        const Trees trees = {&system.law.functions, &system.law.acts, &system.law.services,
                             &system.law.people, &system.places};
        const Point point = {bound->function, bound->act, bound->service, bound->people,
                             bound->places.front()};
        const bool has_joint = std::ranges::any_of(system.scheme.holders, [](const Holder& one) {
            return one.kind == HolderKind::joint_committee;
        });
        for (std::uint32_t holder = 0; holder < system.scheme.holders.size(); ++holder) {
            bool told = false;
            bool told_with_reservations = false;
            for (const auto& power : evaluator.powers(holder)) {
                const std::array<const std::vector<NodeIndex>*, dimensions> sets = {
                    &power.functions, &power.acts, &power.services, &power.people, &power.places};
                bool covers = true;
                for (std::size_t i = 0; i < dimensions; ++i) {
                    covers = covers && std::ranges::any_of(*sets[i], [&](NodeIndex node) {
                                 return trees[i]->covers(node, point[i]);
                             });
                }
                told = told || (covers && power.reservations.empty());
                told_with_reservations = told_with_reservations || covers;
            }
            // A function that has ended is nobody's, though a branch that is listed holds it.
            const bool held = !evaluator.compiled().roots_of(bound->function).holders.empty();
            const bool may = evaluator.may(holder, *bound) == Refusal::none;
            told = told && held;
            EXPECT_TRUE(!told || may) << system.scheme.holders[holder].id;
            // Where the parents of a joint committee hold different parts of a branch, only whole
            // branches below it are listed.
            bool leaf = true;
            for (std::size_t i = 0; i < dimensions; ++i)
                leaf = leaf && trees[i]->last_below(point[i]) == point[i];
            const bool listed = told_with_reservations || (has_joint && !leaf);
            EXPECT_TRUE(!may || listed) << system.scheme.holders[holder].id;
            decided += may;
        }
    });
    EXPECT_GT(decided, seeds());
}

}  // namespace
}  // namespace concord::governance
