// Who may decide, against a plain restatement that shares no code with the evaluator, on generated
// systems of every shape. CONCORD_SEEDS asks for more systems than the tests take.
#include <algorithm>
#include <cstdlib>

#include <gtest/gtest.h>

#include "governance/evaluator.hpp"
#include "support/governance_generator.hpp"
#include "support/governance_reference.hpp"

namespace concord::governance {
namespace {

using support::GovernanceGenerator;
using support::GovernanceReference;
using support::ReferenceAnswer;
using support::ReferenceDecider;

std::uint64_t seeds() {
    const char* asked = std::getenv("CONCORD_SEEDS");
    return asked ? std::strtoull(asked, nullptr, 10) : 150;
}

std::string shown(const Question& question) {
    std::string text = question.function + " / " + question.act + " / " + question.service + " / " +
                       question.people + " @";
    for (const auto& place : question.places)
        text += " " + place;
    if (question.value) text += " £" + question.value->pounds();
    for (const auto& organisation : question.affected)
        text += " !" + organisation;
    return text;
}

std::optional<std::int64_t> pence(const std::optional<Pence>& amount) {
    return amount ? std::optional(amount->count()) : std::nullopt;
}

// The controls that an answer names: "approval by … (controls ID)".
std::set<std::string> approvals(const Decider& decider) {
    std::set<std::string> found;
    for (const auto& condition : decider.conditions) {
        const std::string mark = " (controls ";
        const auto at = condition.rfind(mark);
        if (!condition.starts_with("approval by ") || at == std::string::npos) continue;
        const auto begin = at + mark.size();
        found.insert(condition.substr(begin, condition.size() - 1 - begin));
    }
    return found;
}

void expect_same_decider(const Decider& decider, const ReferenceDecider& plain) {
    EXPECT_EQ(decider.holder, plain.holder);
    EXPECT_EQ(pence(decider.ceiling), pence(plain.ceiling));
    EXPECT_EQ(pence(decider.floor), pence(plain.floor));
    EXPECT_EQ(std::set<std::size_t>(decider.stepping_back.begin(), decider.stepping_back.end()),
              plain.stepping_back);
    EXPECT_EQ(decider.voting, plain.voting);
    EXPECT_EQ(decider.needed, plain.needed);
    EXPECT_EQ(approvals(decider), plain.approvals);
    ASSERT_FALSE(decider.chains.empty());
    std::size_t shortest = plain.chains.begin()->size();
    for (const auto& chain : plain.chains)
        shortest = std::min(shortest, chain.size());
    EXPECT_EQ(decider.chains.front().grants.size(), shortest);
    std::set<std::vector<std::size_t>> shown_chains;
    for (const auto& chain : decider.chains) {
        shown_chains.emplace(chain.grants.begin(), chain.grants.end());
        EXPECT_TRUE(plain.chains.contains({chain.grants.begin(), chain.grants.end()}));
    }
    if (!decider.more_chains) {
        EXPECT_EQ(shown_chains, plain.chains);
    }
}

void expect_same(const Verdict& verdict, const ReferenceAnswer& plain) {
    std::map<std::size_t, Refusal> refused;
    for (const auto& candidate : verdict.candidates)
        refused[candidate.holder] = candidate.refusal;
    EXPECT_EQ(refused, plain.refused);
    ASSERT_EQ(verdict.deciders.size(), plain.deciders.size());
    for (const auto& one : plain.deciders) {
        const auto same = [&](const Decider& decider) { return decider.holder == one.holder; };
        const auto found = std::ranges::find_if(verdict.deciders, same);
        ASSERT_NE(found, verdict.deciders.end());
        expect_same_decider(*found, one);
    }
    EXPECT_EQ(std::set<std::size_t>(verdict.first.begin(), verdict.first.end()), plain.first);
    EXPECT_EQ(verdict.overlap, plain.overlap);
}

TEST(GovernanceTwin, AgreesOnGeneratedSystems) {
    std::size_t deciders = 0;
    std::size_t approved = 0;
    std::map<Refusal, std::size_t> refusals;
    for (std::uint64_t seed = 0; seed < seeds(); ++seed) {
        GovernanceGenerator generator(seed);
        const auto system = generator.system();
        const Evaluator evaluator(system.ground(), system.context);
        const GovernanceReference reference(system.law, system.scheme, system.places,
                                            system.context);
        for (int i = 0; i < 12; ++i) {
            const auto question = generator.question(system);
            SCOPED_TRACE("seed " + std::to_string(seed) + ": " + shown(question));
            std::vector<UnknownWord> unknown;
            const auto bound = evaluator.bind(question, unknown);
            ASSERT_TRUE(bound) << unknown.front().part << " " << unknown.front().word;
            const auto verdict = evaluator.who(*bound);
            expect_same(verdict, reference.who(question));
            for (const auto& candidate : verdict.candidates)
                EXPECT_EQ(evaluator.may(candidate.holder, *bound), candidate.refusal);
            for (const auto& decider : verdict.deciders)
                EXPECT_EQ(evaluator.may(decider.holder, *bound), Refusal::none);
            if (HasFailure()) return;
            deciders += verdict.deciders.size();
            for (const auto& decider : verdict.deciders)
                approved += approvals(decider).size();
            for (const auto& candidate : verdict.candidates)
                ++refusals[candidate.refusal];
        }
    }
    // A generator that finds nobody, or never refuses for one of the reasons, shows nothing.
    EXPECT_GT(deciders, seeds());
    EXPECT_GT(approved, 0U);
    for (auto i = 1; i <= static_cast<int>(Refusal::no_quorum_without_conflict); ++i)
        EXPECT_GT(refusals[static_cast<Refusal>(i)], 0U) << to_string(static_cast<Refusal>(i));
}

}  // namespace
}  // namespace concord::governance
