// The catalogue of words is held to the code that asks for it, and to the law's own ids.
#include "handbook/vocabulary.hpp"

#include <filesystem>
#include <fstream>
#include <regex>

#include <gtest/gtest.h>

#include "support/diagnostics.hpp"

namespace concord::handbook {
namespace {

namespace fs = std::filesystem;

const fs::path root = CONCORD_SOURCE;

Vocabulary read() {
    auto diagnostics = support::new_diagnostics();
    auto vocabulary =
        read_vocabulary(root / "catalogue/handbook", "catalogue/handbook", diagnostics);
    for (const auto& item : diagnostics.all())
        ADD_FAILURE() << item.message;
    return vocabulary;
}

std::string text_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

// The first column of a CSV file.
std::set<std::string> ids_of(const fs::path& path) {
    std::set<std::string> ids;
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);)
        ids.insert(line.substr(0, line.find(',')));
    return ids;
}

TEST(VocabularyTest, EverySetThatTheCodeAsksForIsThere) {
    const auto vocabulary = read();
    const std::regex asked(R"(phrases\("([a-z-]+)"\))");
    std::size_t seen = 0;
    for (const auto& entry : fs::recursive_directory_iterator(root / "src/handbook")) {
        const auto name = entry.path().filename().string();
        if (!name.ends_with(".cpp") || name.ends_with("_test.cpp")) continue;
        const auto text = text_of(entry.path());
        for (std::sregex_iterator found(text.begin(), text.end(), asked), end; found != end;
             ++found) {
            EXPECT_TRUE(vocabulary.sets.contains((*found)[1].str())) << name << " " << (*found)[1];
            ++seen;
        }
    }
    EXPECT_GT(seen, 20U);
}

TEST(VocabularyTest, FunctionsAndActsAreThoseOfTheLaw) {
    const auto vocabulary = read();
    const auto functions = ids_of(root / "catalogue/governance/functions.csv");
    for (const auto& function : vocabulary.functions) {
        EXPECT_TRUE(functions.contains(function.id)) << function.id;
        EXPECT_TRUE(function.category == "commissioning" || function.category == "ancillary" ||
                    function.category == "corporate");
    }
    const auto acts = ids_of(root / "catalogue/governance/acts.csv");
    for (const auto& act : vocabulary.acts)
        EXPECT_TRUE(acts.contains(act.id)) << act.id;
}

}  // namespace
}  // namespace concord::handbook
