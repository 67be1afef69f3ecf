// What is on record beside the scheme, in the little country: what must be found stands in the spec
// files; here is what must not be, what the tables hold, and one paper as it was published.
#include <algorithm>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "engine/rulebook.hpp"
#include "governance/conflict_tests.hpp"
#include "governance/governance.hpp"
#include "governance/rules/rules.hpp"

namespace concord::governance {
namespace {

namespace fs = std::filesystem;
using Texts = std::vector<std::string>;

class RecordsTest : public ::testing::Test {
  protected:
    RecordsTest() {
        folder_ = fs::path(::testing::TempDir()) / "concord-records";
        fs::remove_all(folder_);
        fs::copy(source_ / "tests/spec/country", folder_, fs::copy_options::recursive);
    }
    ~RecordsTest() override { fs::remove_all(folder_); }

    void write(const std::string& file, const std::string& text) const {
        std::ofstream(folder_ / "governance" / file, std::ios::binary) << text;
    }
    void append(const std::string& file, const std::string& text) const {
        std::ofstream(folder_ / "governance" / file, std::ios::binary | std::ios::app) << text;
    }
    void change(const std::string& file, const std::string& from, const std::string& to) const {
        const auto path = folder_ / "governance" / file;
        std::stringstream read;
        read << std::ifstream(path, std::ios::binary).rdbuf();
        auto text = read.str();
        const auto at = text.find(from);
        ASSERT_NE(at, std::string::npos) << from;
        text.replace(at, from.size(), to);
        std::ofstream(path, std::ios::binary) << text;
    }

    // The findings of governance over the country without its open data: "GOV302 message".
    Texts findings(RuleContext context = {Date(2022, 7, 1), RuleProfile::act_2022}) {
        Diagnostics diagnostics(built_rule_book(), context);
        kinds_ = registry::read_body_kinds(source_ / "catalogue/body_kinds.csv", "", diagnostics);
        description_ = registry::read_system_description(folder_, diagnostics).value();
        const registry::Catalogue catalogue({}, {});
        registry::LoadRequest request;
        request.catalogue = &catalogue;
        request.system = &description_;
        request.kinds = kinds_;
        SilentProgress progress;
        CancelToken cancel;
        registry_ = registry::load_registry(request, diagnostics, progress, cancel);
        data_ = load_governance(
            {source_ / "catalogue/governance", &description_, &registry_, kinds_}, diagnostics);
        const registry::RegistryStage below{&registry_, &description_, kinds_};
        check_governance({&below, &data_, context}, diagnostics);
        Texts found;
        for (const auto& item : diagnostics.all())
            found.push_back(item.id + " " + item.message);
        return found;
    }
    Texts found_of(const std::string& rule,
                   RuleContext context = {Date(2022, 7, 1), RuleProfile::act_2022}) {
        auto found = findings(context);
        std::erase_if(found, [&](const std::string& text) { return !text.starts_with(rule); });
        for (auto& text : found)
            text = text.substr(rule.size() + 1);
        return found;
    }

    fs::path source_ = CONCORD_SOURCE;
    fs::path folder_;
    std::vector<registry::BodyKind> kinds_;
    registry::SystemDescription description_;
    registry::RegistryData registry_;
    GovernanceData data_;
};

TEST_F(RecordsTest, TheCountryKeepsEveryRule) {
    EXPECT_EQ(findings(), Texts());
}

// FRM-R146, FRM-R144, GMI-R012: a place has the responsibilities and services that it lists itself,
// and members as its locality sets them.
TEST_F(RecordsTest, PrescribesNoResponsibilityOfAPlace) {
    change("places.toml", R"(["warm homes", "walking groups"])", "[]");
    EXPECT_EQ(findings(), Texts());
    change("places.toml", "responsibilities = []",
           R"(responsibilities = ["a thing nobody ever thought of", "warm homes"])");
    EXPECT_EQ(findings(), Texts());
    change("places.toml", R"(services = ["community"])",
           R"(services = ["community-nursing", "end-of-life"])");
    EXPECT_EQ(findings(), Texts());
    change("places.toml", R"(members_set_by = ["first-council"])",
           R"(members_set_by = ["first-place", "west-hospital", "first-council"])");
    EXPECT_EQ(findings(), Texts());
}

// FRM-R143: a leader may decide what is delegated, and need not.
TEST_F(RecordsTest, ALeaderOfAPlaceMayDecideOrNot) {
    change("places.toml", R"(leader = "place-director-of-first")",
           R"(leader = "council-of-first")");
    EXPECT_EQ(findings(), Texts());
}

TEST_F(RecordsTest, SaysNothingWhereNothingIsOnRecord) {
    for (const auto* file : {"places.toml", "services.csv", "posts.csv", "restructures.csv",
                             "reports.toml", "accountability.csv", "lines.csv", "adoptions.csv",
                             "decision_rights.csv", "controls.csv"})
        fs::remove(folder_ / "governance" / file);
    EXPECT_EQ(findings(), Texts());
}

TEST_F(RecordsTest, GoodRowsOfADamagedFileSurvive) {
    append("lines.csv", "nobody,west-board,contract,,2022-07-01,,,\n");
    append("posts.csv", "clerk,clerk,west-board,,someone,grand,,,2022-07-01,\n");
    append("accountability.csv", "wish,more sun,west-board,accountable,2022-07-01,,,\n");
    append("services.csv", "odd,no-such-service,,,place,,,,,,,,,,\n");
    append("controls.csv", "second,west-board,,,a lot,,2022-07-01,,,\n");
    append("places.toml", "\n[[place]]\nplace = \"nowhere\"\nhue = \"green\"\n");
    append("reports.toml", "\n[[report]]\nid = \"nursing\"\n");
    const auto found = findings();
    const auto has = [&](const std::string& text) {
        return std::ranges::find(found, text) != found.end();
    };
    EXPECT_TRUE(has("GOV003 there is no body, committee or post `nobody`"));
    EXPECT_TRUE(has("GOV013 `grand` is no rank"));
    EXPECT_TRUE(has("GOV013 `wish` is no kind of subject"));
    EXPECT_TRUE(has("GOV006 there is no service `no-such-service`"));
    EXPECT_TRUE(has("GOV010 the threshold is not an amount in pounds: `a lot`"));
    EXPECT_TRUE(has("GOV007 there is no place `nowhere`"));
    EXPECT_TRUE(has("GOV001 the id `nursing` stands already"));
    EXPECT_EQ(found.size(), 8U);  // and the unknown key
    EXPECT_EQ(data_.records.lines.size(), 11U);
    EXPECT_EQ(data_.records.posts.size(), 7U);
    EXPECT_EQ(data_.records.accountabilities.size(), 4U);
    EXPECT_EQ(data_.records.services.size(), 2U);
    EXPECT_EQ(data_.scheme.controls.size(), 1U);
    EXPECT_EQ(data_.records.places.places.size(), 1U);
    EXPECT_EQ(data_.records.reports.size(), 1U);
}

// PIR-R070: while there are monthly meetings nobody but the board decides the budgets of places.
TEST_F(RecordsTest, ControlsKeepTheBudgetsOfPlaces) {
    const auto decides = [&](Date day) {
        findings();
        const Evaluator evaluator({&data_.law, &data_.scheme, &data_.places},
                                  {day, RuleProfile::act_2022});
        Question question;
        question.function = "set-place-budgets";
        question.act = "approve-budget";
        question.places = {"first"};
        question.value = Pence(std::int64_t{1000});
        std::vector<UnknownWord> unknown;
        Texts names;
        for (const auto& decider : evaluator.who(*evaluator.bind(question, unknown)).deciders)
            names.push_back(data_.scheme.holders[decider.holder].id);
        return names;
    };
    EXPECT_EQ(decides(Date(2022, 12, 31)), (Texts{"first-place", "west-board"}));
    EXPECT_EQ(decides(Date(2023, 1, 1)), Texts{"west-board"});
    EXPECT_EQ(decides(Date(2023, 3, 31)), Texts{"west-board"});
    EXPECT_EQ(decides(Date(2023, 4, 1)), (Texts{"first-place", "west-board"}));
    change("controls.csv", ",yes,", ",no,");
    EXPECT_EQ(decides(Date(2023, 1, 1)), (Texts{"first-place", "west-board"}));
}

// PIR-R086: one test for all, side by side. The board has ten votes and needs six, the place six
// and three; each has one person of the hospital with a vote, the place two of the council.
TEST_F(RecordsTest, TestsConflictsAlike) {
    findings();
    const Evaluator evaluator({&data_.law, &data_.scheme, &data_.places},
                              {Date(2022, 7, 1), RuleProfile::act_2022});
    Texts rows;
    for (const auto& result : conflict_results(evaluator)) {
        const auto& holders = data_.scheme.holders;
        std::ostringstream row;
        row << holders[result.organisation].id << " " << holders[result.holder].id << " "
            << result.votes_left << "/" << result.needed << (result.stands ? " stands" : " falls");
        if (holders[result.organisation].id == "first-council") rows.push_back(row.str());
    }
    std::ranges::sort(rows);
    EXPECT_EQ(rows,
              (Texts{"first-council first-place 4/3 stands", "first-council west-audit 3/2 stands",
                     "first-council west-board 9/6 stands", "first-council west-pay 2/2 stands"}));
}

// THE-R011: the six seats of a wellbeing board, by section 194 of the Act of 2012.
TEST_F(RecordsTest, AWellbeingBoardHasSixSeats) {
    const std::string start = R"(
[[board]]
of = "first-wellbeing"
meets_in_public = true
publishes_papers = true
resolution_rule = "talk"
)";
    const auto member = [](const std::string& id, const std::string& words) {
        return "[[board.member]]\nid = \"" + id + "\"\nkind = \"other\"\n" + words +
               "from = 2022-07-01\n";
    };
    const std::vector<std::pair<std::string, std::string>> seats = {
        {"a councillor", "role = \"councillor\"\n"},
        {"the director of adult social services", "role = \"adult-social-care\"\n"},
        {"the director of children's services", "role = \"childrens-services\"\n"},
        {"the director of public health", "role = \"public-health\"\n"},
        {"somebody from the local Healthwatch", "sector = \"healthwatch\"\n"},
        {"somebody from the NHS body that commissions", "sector = \"nhs-board\"\n"}};
    std::stringstream original;
    original << std::ifstream(folder_ / "governance/constitution.toml").rdbuf();
    for (std::size_t left_out = 0; left_out <= seats.size(); ++left_out) {
        auto text = original.str() + start + member("clerk", "");
        for (std::size_t i = 0; i < seats.size(); ++i) {
            if (i != left_out) text += member("seat" + std::to_string(i), seats[i].second);
        }
        write("constitution.toml", text);
        const auto expected = left_out == seats.size()
                                  ? Texts()
                                  : Texts{"`first-wellbeing` has not " + seats[left_out].first +
                                          " (Health and Social Care Act 2012 s194)"};
        EXPECT_EQ(found_of("GOV050"), expected);
    }
}

// ESS-R008, GMI-R040: five tasks under the plan of 2025; clinical advice under the proposal.
TEST_F(RecordsTest, ExpectsTheTasksOfEachProfile) {
    const RuleContext plan{Date(2026, 1, 1), RuleProfile::plan_2025};
    EXPECT_EQ(found_of("GOV091", plan), Texts());
    for (const auto* task : {"local-context", "long-term-plan", "commissioning",
                             "resource-allocation", "evaluation"}) {
        const std::string row = std::string("commissioner:") + task +
                                ",west-board,chief-of-west,west-plan,done,2022-07-01\n";
        change("assurances.csv", row, "");
        EXPECT_EQ(found_of("GOV091", plan).size(), 1U) << task;
        EXPECT_EQ(found_of("GOV091"), Texts()) << task;
        append("assurances.csv", row);
    }
    const RuleContext framework{Date(2022, 7, 1), RuleProfile::framework_2021};
    EXPECT_EQ(found_of("GOV091", framework), Texts());
    change("assurances.csv",
           "duty:take-advice,west-board,doctor-of-west,west-handbook,done,2022-07-01\n", "");
    EXPECT_EQ(found_of("GOV091", framework),
              Texts{"`west-board` has not clinical advice when it decides (Integration and "
                    "innovation (White Paper 2021), a proposal)"});
}

// ESS-R003: the mayor, somebody named for the mayor, or an explanation.
TEST_F(RecordsTest, AMayorSitsOrAbsenceIsExplained) {
    const RuleContext plan{Date(2026, 1, 1), RuleProfile::plan_2025};
    std::ofstream(folder_ / "bodies.csv", std::ios::app)
        << "coast,Coast authority,combined-authority,,,,2020-04-01,,register,\n";
    std::ofstream(folder_ / "relations.csv", std::ios::app)
        << "first-council,member-of,coast,,,2020-04-01,,register\n";
    EXPECT_EQ(found_of("GOV318", plan).size(), 1U);
    EXPECT_EQ(found_of("GOV318"), Texts());  // it is no law, and was not yet policy
    append("assurances.csv", "absence:mayor,coast,,,done,2025-07-01\n");
    EXPECT_EQ(found_of("GOV318", plan).size(), 1U);  // an explanation without words is none
    append("assurances.csv", "absence:mayor,coast,,prefers the partnership,done,2025-07-01\n");
    EXPECT_EQ(found_of("GOV318", plan), Texts());
    change("assurances.csv", "absence:mayor,coast,,prefers the partnership,done,2025-07-01\n", "");
    append("constitution.toml",
           "[[board.member]]\nid = \"for-the-mayor\"\nkind = \"other\"\norganisation = \"coast\"\n"
           "sector = \"strategic-authority\"\nfrom = 2025-07-01\n");
    EXPECT_EQ(found_of("GOV318", plan), Texts());
}

// GMI-R044 to GMI-R052: the paper for the Strategic Commissioning Board of 12 April 2021, with the
// ticks, menus and versions that its cover form bears. People are named by their posts.
TEST_F(RecordsTest, ReadsTheCoverFormOfApril2021) {
    write("reports.toml", R"([[report]]
id = "gm"
meeting = "Strategic Commissioning Board"
dated = 2021-04-12
item = "6a"
action = "Consider"
author = "executive director"
presenter = "accountable officer"
leads = ["clinical lead", "council lead"]
recommendation = "receives the update for information and comment"
purpose = "information and comment"
strategic_link = "Choose an item."
risk_link = "Choose an item."
inequalities = "reducing health inequalities is a core objective"
assessment_reason = "Early-stage policy proposal"
has_financial_section = true
has_engagement = true
[report.ticks]
quality = "yes"
engagement = "no"
consultation = "yes"
conflicts = "no"
finance = "no"
legal = "no"
safety = "no"
public = ["yes", "no", "n/a"]
scrutiny = "yes"
assessment_required = "no"
assessment_done = "no"
risk_register = "no"
[[report.version]]
version = "1.2"
author = "first author"
reason = "revised with the comments received"
dated = 2021-03-10
[[report.version]]
version = "2.0"
author = "first author"
reason = "revised following discussions on 12 March"
printed = "15 March"
[[report.version]]
version = "2.1"
author = "second author"
reason = "additions to incorporate vision and objectives"
dated = 2021-03-15
)");
    EXPECT_EQ(found_of("GOV302"),
              (Texts{"the report `gm` ticks 3 boxes of `public`: yes, no, n/a",
                     "the report `gm` leaves `associated_risks` without a tick"}));
    EXPECT_EQ(found_of("GOV303"),
              (Texts{"the report `gm` says that money is not concerned, and has a section on it",
                     "the report `gm` says that there was no engagement, and records it"}));
    EXPECT_EQ(found_of("GOV304"), Texts());
    EXPECT_EQ(found_of("GOV305"),
              Texts{"the report `gm` is not completed: the strategic link, the link to risks, the "
                    "route through meetings"});
    EXPECT_EQ(found_of("GOV306"), Texts{"the report `gm` has no status"});
    EXPECT_EQ(found_of("GOV307"), Texts{"the report `gm` in version 2.0 has no whole date"});
    EXPECT_EQ(found_of("GOV308"), Texts());
    EXPECT_EQ(found_of("GOV309"),
              Texts{"the report `gm` does not say which interests were declared for its item"});
}

}  // namespace
}  // namespace concord::governance
