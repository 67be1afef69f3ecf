// The verb as a door calls it: what it answers, what it refuses, and that a system reads its
// drafts.
#include <algorithm>
#include <fstream>

#include <gtest/gtest.h>

#include "engine/engine.hpp"
#include "support/temporary_folder.hpp"

namespace concord {
namespace {

const fs::path root = CONCORD_SOURCE;

Engine engine() {
    EngineOptions options;
    options.resources = root;
    return Engine(options);
}

std::string text_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

TEST(HandbookVerb, AnswersWithTheColumnsThatItPromises) {
    HandbookQuestion question;
    question.path = root / "tests/handbook/fixtures/contradictions";
    auto concord = engine();
    const auto answer = concord.handbook(question);
    EXPECT_EQ(answer.outcome, Outcome::findings);  // they contradict each other
    std::vector<std::string> names;
    for (const auto& column : answer.table.columns)
        names.push_back(column.name);
    EXPECT_EQ(names, (std::vector<std::string>{"handbook", "body", "variable", "value", "document",
                                               "page", "quote", "reason"}));
    const auto contradicted = std::ranges::count_if(
        answer.diagnostics, [](const Diagnostic& item) { return item.id == "GOV196"; });
    // The standing and the parent of one committee, the limits of another, the number of places.
    EXPECT_EQ(contradicted, 4);
}

TEST(HandbookVerb, RefusesWhatItCannotAnswerAndNeverWritesOver) {
    const support::TemporaryFolder folder;
    auto concord = engine();
    HandbookQuestion question;
    question.path = folder.path() / "absent";
    EXPECT_EQ(concord.handbook(question).outcome, Outcome::input_missing);
    question.path = root / "tests/handbook/fixtures/draft-text";
    question.as_at = "yesterday";
    EXPECT_EQ(concord.handbook(question).outcome, Outcome::wrong_usage);
    question.as_at.reset();
    folder.write("drafts/limits.csv", "corrected by hand");
    question.out = folder.path() / "drafts";
    EXPECT_EQ(concord.handbook(question).outcome, Outcome::wrong_usage);
    EXPECT_EQ(text_of(folder.path() / "drafts/limits.csv"), "corrected by hand");
}

TEST(HandbookVerb, JudgesAsAtTheDayAsked) {
    const support::TemporaryFolder folder;
    folder.write("book/handbook.md",
                 "# NHS Oldmere Integrated Care Board\n\nNext review: March 2024.\n");
    folder.write("book/handbook.toml", "retrieved = 2024-04-01\n");
    auto concord = engine();
    const auto overdue = [&](std::optional<std::string> as_at) {
        HandbookQuestion question;
        question.path = folder.path();
        question.as_at = std::move(as_at);
        const auto answer = concord.handbook(question);
        return std::ranges::count_if(answer.diagnostics, [](const Diagnostic& item) {
            return item.message.find("was due by 2024-03-31") != std::string::npos;
        });
    };
    EXPECT_EQ(overdue(std::nullopt), 1);  // the day it was fetched
    EXPECT_EQ(overdue("2024-03-01"), 0);
}

// Every draft must be readable where its corrected form is to lie: no row is refused, and what is
// not known is only what a person must add.
TEST(HandbookVerb, DraftsAreReadByASystem) {
    const support::TemporaryFolder folder;
    const auto system = folder.path() / "system";
    fs::copy(root / "tests/spec/country", system, fs::copy_options::recursive);
    fs::remove_all(system / "governance");
    fs::create_directory(system / "governance");
    auto concord = engine();
    HandbookQuestion question;
    question.path = root / "tests/handbook/fixtures/clean-pdf";
    question.board = "west-board";
    question.out = folder.path() / "drafts";
    concord.handbook(question);
    for (const auto* name : {"committees.toml", "documents.csv", "delegations.csv", "limits.csv"})
        fs::copy(folder.path() / "drafts" / name, system / "governance" / name);
    const auto answer = concord.check({{system, "2024-04-01", std::nullopt}});
    for (const auto& item : answer.diagnostics) {
        const bool of_reading = item.id >= "GOV001" && item.id <= "GOV019";
        EXPECT_FALSE(of_reading) << item.id << " " << item.location.file << " " << item.message;
    }
    EXPECT_NE(text_of(folder.path() / "drafts/committees.toml").find("# Draft, from"),
              std::string::npos);
    EXPECT_NE(text_of(folder.path() / "drafts/limits.csv")
                  .find("ashmere-place-committee,approve-expenditure,,,,,20000000.00,,"),
              std::string::npos);
}

}  // namespace
}  // namespace concord
