// What leaves the register: everything that is public, and nothing about persons that is not.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "decisions/decisions.hpp"
#include "support/decision_fixture.hpp"

namespace concord::decisions {
namespace {

using namespace support;

class OpenData : public testing::Test {
  protected:
    std::vector<Decision> published_one() const {
        return {support::decision_of({proposed(small_), discussed(small_), tried(small_),
                                      decided_by(small_, StepKind::vote), published(small_)})};
    }
    static std::string json_of(const std::vector<Decision>& decisions) {
        return open_decisions_json(decisions, {5, std::string(64, 'c')});
    }
    static std::string cell(const Table& table, const std::string& column) {
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            if (table.columns[i].name != column) continue;
            const auto& value = table.rows.at(0)[i];
            if (const auto* text = std::get_if<std::string>(&value)) return *text;
            if (const auto* number = std::get_if<std::int64_t>(&value))
                return std::to_string(*number);
            return "";
        }
        return "no such column";
    }
    SmallSystem small_;
};

TEST_F(OpenData, HoldsWhatWasDecidedAndWhy) {
    const auto table = open_decisions(published_one());
    EXPECT_EQ(cell(table, "decision"), "2023-001");
    EXPECT_EQ(cell(table, "route"), "vote");
    EXPECT_EQ(cell(table, "value"), "250000.00");
    EXPECT_EQ(cell(table, "decided_on"), "2023-03-20");
    EXPECT_EQ(cell(table, "voting_members"), "5");
    EXPECT_EQ(cell(table, "took_part"), "4");
    EXPECT_EQ(cell(table, "quorum"), "3");
    EXPECT_EQ(cell(table, "stepped_back"), "1");
    EXPECT_EQ(cell(table, "interests"), "hospital (member of)");
    EXPECT_EQ(cell(table, "votes_for"), "3");
    EXPECT_EQ(cell(table, "votes_against"), "1");
    EXPECT_EQ(cell(table, "accountable"), "board");
    EXPECT_EQ(cell(table, "published_at"), "https://board.example/decisions/1");
    const auto json = nlohmann::json::parse(json_of(published_one()));
    EXPECT_EQ(json["register"]["head"], std::string(64, 'c'));
    const auto& decision = json["decisions"][0];
    EXPECT_EQ(decision["entries"].size(), 5U);
    EXPECT_EQ(decision["authority"]["chains"][0]["authority"], "the Act");
    EXPECT_EQ(decision["evidence"]["health"]["inequalities"], "narrower");
    EXPECT_EQ(decision["votes"]["for"], 3);
}

TEST_F(OpenData, NamesOnlyThoseWhoArePublicAlready) {
    const auto decisions = published_one();
    const auto json = nlohmann::json::parse(json_of(decisions));
    const auto& members = json["decisions"][0]["boards"][0]["members"];
    ASSERT_EQ(members.size(), 5U);
    EXPECT_EQ(members[0]["name"], "chair") << "may be named";
    EXPECT_FALSE(members[1].contains("name"));
    EXPECT_EQ(members[1]["seat"], "seat of nurse");
    EXPECT_TRUE(members[4]["stepped_back"]);
    const auto& views = json["decisions"][0]["views"];
    EXPECT_EQ(views[0]["of"], "seat of money") << "the seat of the one who said it";
    EXPECT_EQ(json["decisions"][0]["evidence"]["advice"][0]["from"], "seat of nurse");
    EXPECT_FALSE(json["decisions"][0]["evidence"]["insight"][0].contains("from"))
        << "nobody that the constitution knows";
}

TEST_F(OpenData, LeavesOutContactDetailsThatSlippedIn) {
    auto steps = published_one()[0].steps;
    std::vector<Step> changed;
    for (auto& recorded : steps)
        changed.push_back(recorded.step);
    changed[3].decided = "Ask (a.b@nhs.example), 07700900123 or 4857773456; lot 12345678, RX1.";
    const std::vector<Decision> decisions = {support::decision_of(changed)};
    EXPECT_EQ(cell(open_decisions(decisions), "decided"),
              "Ask ([left out]), [left out] or [left out]; lot 12345678, RX1.");
    EXPECT_EQ(json_of(decisions).find("nhs.example"), std::string::npos);
}

TEST_F(OpenData, SaysOfAConfidentialDecisionThatItWasTaken) {
    auto proposal = proposed(small_);
    proposal.proposal->openness = "confidential";
    proposal.proposal->openness_reason = "a person could be recognised";
    const std::vector<Decision> decisions = {support::decision_of(
        {proposal, discussed(small_), decided_by(small_, StepKind::consensus), published(small_)})};
    const auto table = open_decisions(decisions);
    EXPECT_EQ(cell(table, "openness_reason"), "a person could be recognised");
    EXPECT_EQ(cell(table, "decided_on"), "2023-03-20");
    for (const auto* column : {"title", "value", "decided", "outcome", "interests", "took_part",
                               "published_at", "act", "strategy"})
        EXPECT_EQ(cell(table, column), "") << column;
    const auto json = json_of(decisions);
    for (const auto* secret : {"Diabetes", "awarded", "25000000", "fewer people"})
        EXPECT_EQ(json.find(secret), std::string::npos) << secret;
}

TEST_F(OpenData, HoldsOnlyWhatIsPublished) {
    const std::vector<Decision> decisions = {
        support::decision_of({proposed(small_)}),
        support::decision_of(
            {proposed(small_), discussed(small_), decided_by(small_, StepKind::consensus)})};
    EXPECT_TRUE(open_decisions(decisions).rows.empty());
    EXPECT_TRUE(nlohmann::json::parse(json_of(decisions))["decisions"].empty());
}

TEST_F(OpenData, HoldsWhatCorrectionsSay) {
    auto steps = std::vector<Step>{proposed(small_), discussed(small_),
                                   decided_by(small_, StepKind::consensus), published(small_)};
    auto correction = step_of(small_, StepKind::corrected, Date(2023, 4, 2));
    correction.reason = "a slip";
    correction.correction = Correction{
        1, std::string(64, 'a'), {{"/proposal/title", "Diabetes services", "Diabetes care"}}};
    steps.push_back(correction);
    const auto table = open_decisions(std::vector{support::decision_of(steps)});
    EXPECT_EQ(cell(table, "title"), "Diabetes care");
    EXPECT_EQ(cell(table, "corrections"), "1");
}

TEST_F(OpenData, RowsOfABuildFitTheirSchema) {
    const std::vector<Decision> decisions = {support::decision_of({proposed(small_)}),
                                             published_one()[0]};
    const auto table = store::to_table(decision_rows(decisions));
    ASSERT_EQ(table.rows.size(), 2U);
    EXPECT_EQ(cell(table, "state"), "proposed");
    EXPECT_EQ(cell(table, "took_part"), "") << "not decided yet";
    EXPECT_EQ(table.columns.size(), decisions_schema().columns.size());
}

TEST_F(OpenData, TheAccountNamesEachPart) {
    const auto table = decision_in_full(published_one()[0]);
    std::string text;
    for (const auto& row : table.rows)
        text += std::get<std::string>(row[0]) + ": " + std::get<std::string>(row[1]) + "\n";
    for (const auto* part :
         {"decision: 2023-001: Diabetes services", "authority: board holds `contracts` (the Act)",
          "stays accountable: board",
          "entry 2: discussed on 2023-03-15 by secretary\nboard: chair, nurse, lay, money took "
          "part, "
          "trust stepped back\nview of money: too dear",
          "3 for, 1 against, 0 abstained\napproved: The contract is awarded."})
        EXPECT_NE(text.find(part), std::string::npos) << part << "\nin\n" << text;
}

}  // namespace
}  // namespace concord::decisions
