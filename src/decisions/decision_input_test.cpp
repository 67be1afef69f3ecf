// The files of decisions: every part is read, and every mistake has its place.
#include "decisions/decision_input.hpp"

#include <gtest/gtest.h>

#include "support/diagnostics.hpp"
#include "support/temporary_folder.hpp"

namespace concord::decisions {
namespace {

using support::new_diagnostics;
using support::places;
using support::TemporaryFolder;
using Findings = std::vector<std::string>;

class Inputs : public testing::Test {
  protected:
    InputFile file(const std::string& text) const {
        return {folder_.write("step.toml", text), "step.toml"};
    }
    TemporaryFolder folder_;
    Diagnostics diagnostics_ = new_diagnostics();
};

constexpr const char* proposal_text = R"(id = "2023-001"
title = "Diabetes services"
summary = "One contract"
decider = "board"
by = "secretary"
on = 2023-03-01
level = "system"
why_not_at_place = "one contract for all"
openness = "private"
openness_reason = "prices"
papers = ["paper-1"]
replaces = "2021-007"
[question]
act = "award-contract"
function = "contracts"
service = "community"
places = ["first"]
people = "adults"
value = "250000.50"
affected = ["hospital"]
[evidence]
inequalities = "fewer go without"
integration = "with housing"
strategy = "aim 2"
departs = "a little"
health = { effect = "a", inequalities = "b" }
quality = { effect = "c", inequalities = "d" }
resources = { effect = "e", inequalities = "f" }
advice = [{ from = "nursing", says = "sound", document = "paper-2" }]
insight = [{ from = "people", says = "nearby" }]
selection = { route = "competitive", why = "new", criteria = "weighed", published_at = "x", )"
                                      R"(patients = "p", taxpayers = "t", population = "q" }
[[evidence.done]]
step = "envelope"
how = "paper 4"
[evidence.not_owed]
insight = "nothing changes"
)";

TEST_F(Inputs, ReadEveryPartOfAProposal) {
    const auto input = read_proposal(file(proposal_text), diagnostics_);
    ASSERT_TRUE(input) << places(diagnostics_).front();
    const auto& step = input->step;
    EXPECT_EQ(step.kind, StepKind::proposed);
    EXPECT_EQ(step.decision, "2023-001");
    EXPECT_EQ(step.by, "secretary");
    EXPECT_EQ(step.on, Date(2023, 3, 1));
    const auto& proposal = *step.proposal;
    EXPECT_EQ(proposal.question.value, Pence(std::int64_t{250'000'50}));
    EXPECT_EQ(proposal.question.affected, std::vector<std::string>{"hospital"});
    EXPECT_EQ(proposal.replaces, "2021-007");
    EXPECT_EQ(step.evidence.resources, (Aim{"e", "f"}));
    EXPECT_EQ(step.evidence.advice, (std::vector<Counsel>{{"nursing", "sound", "paper-2"}}));
    EXPECT_EQ(step.evidence.selection->routes, std::vector<std::string>{"competitive"});
    EXPECT_EQ(step.evidence.selection->patients, "p");
    EXPECT_EQ(step.evidence.selection->taxpayers, "t");
    EXPECT_EQ(step.evidence.selection->population, "q");
    EXPECT_EQ(step.evidence.done, (std::vector<Done>{{"envelope", "paper 4", ""}}));
    EXPECT_EQ(step.evidence.not_owed.at("insight"), "nothing changes");
    EXPECT_EQ(to_string(input->places.of("decider")), "step.toml:4:11");
    EXPECT_EQ(to_string(input->places.of("evidence.selection")), "step.toml:31:13");
    EXPECT_EQ(to_string(input->places.of("evidence.selection.why")), "step.toml:31:13")
        << "the nearest part whose place is known";
    const auto payload = payload_of(step);
    EXPECT_EQ(payload_of(step_from_payload(payload)), payload);
}

TEST_F(Inputs, ReadEveryPartOfAStep) {
    const auto input = read_step(file(R"(step = "vote"
by = "secretary"
on = 2023-03-20
outcome = "approved"
decided = "The contract is awarded."
present = ["chair", "nurse"]
stepping_back = ["trust"]
views = [{ of = "money", says = "too dear" }]
no_differing_views = false
papers = ["minutes"]
[settling]
disagreement = "price"
principles = "openness"
consistency = "fits"
helper_kind = "mediation"
helper = "a mediator"
reason = "to go on"
chair = "chair"
[ballot]
for = ["chair"]
against = ["nurse"]
abstained = []
casting = "for"
[[meetings]]
board = "other"
present = ["a"]
[[ballots]]
board = "other"
for = ["a"]
)"),
                                 "2023-001", diagnostics_);
    ASSERT_TRUE(input) << places(diagnostics_).front();
    const auto& step = input->step;
    EXPECT_EQ(step.kind, StepKind::vote);
    EXPECT_EQ(step.decision, "2023-001");
    EXPECT_EQ(step.meetings,
              (std::vector<Meeting>{{"", {"chair", "nurse"}, {"trust"}}, {"other", {"a"}, {}}}));
    EXPECT_EQ(step.ballots, (std::vector<Ballot>{{"", {"chair"}, {"nurse"}, {}, "for"},
                                                 {"other", {"a"}, {}, {}, ""}}));
    EXPECT_EQ(step.settling->helper, "a mediator");
    EXPECT_EQ(step.discussion->views[0].says, "too dear");
    const auto payload = payload_of(step);
    EXPECT_EQ(payload_of(step_from_payload(payload)), payload);
}

TEST_F(Inputs, ReportEveryMistakeWithItsPlace) {
    EXPECT_FALSE(
        read_proposal(file("id = 7\ntitel = \"x\"\ndecider = \"board\"\nby = \"secretary\"\n"
                           "on = \"tomorrow\"\n[question]\nvalue = \"2,000\"\nwho = 1\n"),
                      diagnostics_));
    EXPECT_EQ(places(diagnostics_),
              (Findings{"REG016 step.toml:5:6", "REG016 step.toml:1:6", "REG016 step.toml:7:9",
                        "REG015 step.toml:8:7", "REG015 step.toml:2:9"}));
}

TEST_F(Inputs, ReportWhatIsMissing) {
    EXPECT_FALSE(read_proposal(file("title = \"x\"\n"), diagnostics_));
    EXPECT_EQ(places(diagnostics_), (Findings{"REG017 step.toml:1:1", "REG017 step.toml:1:1",
                                              "REG017 step.toml:1:1", "REG017 step.toml:1:1"}))
        << "the day, the id, the decider, the question";
}

TEST_F(Inputs, RefuseStepsWithVerbsOfTheirOwn) {
    for (const auto* name : {"published", "proposed", "withdrawn", "corrected", "concensus"}) {
        auto diagnostics = new_diagnostics();
        EXPECT_FALSE(
            read_step(file(std::string("step = \"") + name + "\"\nby = \"s\"\non = 2023-03-01\n"),
                      "a", diagnostics));
        EXPECT_EQ(places(diagnostics), Findings{"REG016 step.toml:1:8"}) << name;
    }
}

TEST_F(Inputs, RefuseReasonsForUnknownItems) {
    EXPECT_FALSE(read_step(file("step = \"consensus\"\nby = \"s\"\non = 2023-03-01\n"
                                "[evidence.not_owed]\nadvise = \"x\"\n"),
                           "a", diagnostics_));
    ASSERT_EQ(diagnostics_.all().size(), 1U);
    EXPECT_EQ(diagnostics_.all()[0].help, "did you mean `advice`?");
}

TEST_F(Inputs, ReadWhatPublishesWithdrawsAndCorrects) {
    const auto publication = read_publication(
        file("by = \"s\"\non = 2023-04-01\npublished_at = \"https://x\"\npapers = [\"p\"]\n"), "a",
        diagnostics_);
    EXPECT_EQ(publication->step.publication->papers, std::vector<std::string>{"p"});
    const auto withdrawal = read_withdrawal(
        file("by = \"s\"\non = 2023-04-01\nreason = \"overtaken\"\n"), "a", diagnostics_);
    EXPECT_EQ(withdrawal->step.reason, "overtaken");
    const auto correction =
        read_correction(file("by = \"s\"\non = 2023-04-01\nreason = \"a slip\"\nentry = 3\n"
                             "[[field]]\nname = \"/decided\"\nis = \"So.\"\n"),
                        "a", diagnostics_);
    EXPECT_EQ(correction->step.correction->sequence, 3);
    EXPECT_EQ(correction->step.correction->fields[0].is, "So.");
    EXPECT_TRUE(diagnostics_.all().empty());
}

TEST_F(Inputs, SurviveRubbish) {
    for (const auto* text : {"", "[", "= 1", "\xff\xfe", "step = [[[[[[\n", "evidence = 3\n"}) {
        auto diagnostics = new_diagnostics();
        EXPECT_FALSE(read_step(file(text), "a", diagnostics)) << text;
        EXPECT_FALSE(diagnostics.all().empty()) << text;
    }
    EXPECT_FALSE(read_proposal({folder_.path() / "none.toml", "none.toml"}, diagnostics_));
    EXPECT_EQ(places(diagnostics_), Findings{"REG001 none.toml"});
}

}  // namespace
}  // namespace concord::decisions
