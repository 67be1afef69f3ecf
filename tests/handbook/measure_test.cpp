// How well the reader does on invented handbooks, against what a careful reader finds in them
// (truth.toml): precision and recall of each variable, and how often the place is right. Two of the
// handbooks were written after the reader was finished and are never tuned on: their figures are
// the ones to believe.
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <map>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/text.hpp"
#include "files/toml_document.hpp"
#include "handbook/handbook.hpp"
#include "handbook/variables.hpp"
#include "support/diagnostics.hpp"

namespace concord::handbook {
namespace {

namespace fs = std::filesystem;

const fs::path root = CONCORD_SOURCE;

struct Truth {
    std::string document;
    std::vector<std::string> places;
    bool found = false;
};

// A name without its number and case, so that "Place Boards" is "place board".
std::string plain(const std::string& name) {
    std::string out;
    const Words words(name);
    for (const auto& word : words.all())
        out += singular(word.lower) + " ";
    return out;
}

using Key = std::tuple<std::string, std::string, std::string>;  // variable, body, value

struct Figures {
    std::size_t truths = 0;
    std::size_t claims = 0;
    std::size_t right = 0;
    std::size_t placed = 0;  // right, where the truth has a place
    std::size_t placed_right = 0;

    double precision() const { return claims ? double(right) / double(claims) : 1; }
    double recall() const { return truths ? double(right) / double(truths) : 1; }
    double place() const { return placed ? double(placed_right) / double(placed) : 1; }

    void add(const Figures& other) {
        truths += other.truths;
        claims += other.claims;
        right += other.right;
        placed += other.placed;
        placed_right += other.placed_right;
    }
};

using ByVariable = std::map<std::string, Figures>;

std::map<Key, Truth> read_truth(const fs::path& path) {
    auto diagnostics = support::new_diagnostics();
    const auto toml = files::read_toml(path, path.string(), diagnostics);
    files::TomlReader reader(*toml, path.string(), diagnostics);
    std::map<Key, Truth> truth;
    for (auto& value : reader.tables("value")) {
        const Key key{value.required_text("variable"), plain(value.text("body").value_or("")),
                      value.required_text("value")};
        EXPECT_TRUE(
            truth.emplace(key, Truth{value.text("document").value_or(""), value.texts("places")})
                .second)
            << path << ": a value stands twice: " << std::get<0>(key) << " " << std::get<1>(key);
    }
    EXPECT_FALSE(truth.empty()) << path;
    return truth;
}

std::vector<VariableRow> read_fixture(const std::string& name) {
    auto diagnostics = support::new_diagnostics();
    SilentProgress progress;
    CancelToken never;
    const auto folder = root / "tests/handbook/fixtures" / name;
    const auto handbook = read_handbook({folder, name, {}, &progress, &never}, diagnostics);
    const auto vocabulary =
        read_vocabulary(root / "catalogue/handbook", "catalogue/handbook", diagnostics);
    const auto reading = understand(handbook, vocabulary);
    return variables_of(analyse(reading));
}

void compare(const std::string& name, ByVariable& figures, std::string& misses) {
    auto truth = read_truth(root / "tests/handbook/fixtures" / name / "truth.toml");
    for (const auto& [key, value] : truth)
        ++figures[std::get<0>(key)].truths;
    for (const auto& row : read_fixture(name)) {
        auto& entry = figures[row.variable];
        ++entry.claims;
        const auto found = truth.find({row.variable, plain(row.body), row.value});
        if (found == truth.end()) {
            misses +=
                fmt::format("{}: wrong: {} {} = {}\n", name, row.variable, row.body, row.value);
            continue;
        }
        ++entry.right;
        found->second.found = true;
        const auto& [document, places, seen] = found->second;
        if (document.empty()) continue;
        ++entry.placed;
        const bool there =
            row.document == document && std::ranges::find(places, row.place) != places.end();
        entry.placed_right += there ? 1U : 0U;
        if (!there) {
            misses +=
                fmt::format("{}: placed elsewhere: {} {} at {} {}, not {} {}\n", name, row.variable,
                            row.body, row.document, row.place, document, join(places, "/"));
        }
    }
    for (const auto& [key, value] : truth) {
        if (value.found) continue;
        misses += fmt::format("{}: missed: {} {} = {}\n", name, std::get<0>(key), std::get<1>(key),
                              std::get<2>(key));
    }
}

std::string table(const std::string& title, const ByVariable& figures, Figures& all) {
    auto out = fmt::format("{}\n{:<16}{:>7}{:>7}{:>7}{:>11}{:>8}{:>8}\n", title, "variable",
                           "truth", "found", "right", "precision", "recall", "place");
    const auto line = [&](const std::string& name, const Figures& of) {
        out += fmt::format("{:<16}{:>7}{:>7}{:>7}{:>11.3f}{:>8.3f}{:>8.3f}\n", name, of.truths,
                           of.claims, of.right, of.precision(), of.recall(), of.place());
    };
    for (const auto& [variable, of] : figures) {
        line(variable, of);
        all.add(of);
    }
    line("all", all);
    return out;
}

struct Floor {
    double precision;
    double recall;
    double place;
};

void measure(const std::string& title, const std::vector<std::string>& fixtures, Floor floor) {
    ByVariable figures;
    std::string misses;
    for (const auto& name : fixtures)
        compare(name, figures, misses);
    Figures all;
    const auto text = table(title, figures, all);
    std::fputs((text + misses).c_str(), stdout);
    EXPECT_GE(all.precision(), floor.precision);
    EXPECT_GE(all.recall(), floor.recall);
    EXPECT_GE(all.place(), floor.place);
}

TEST(Measure, OnTheHandbooksThatItWasMadeWith) {
    measure("tuned on",
            {"clean-pdf", "pictures", "draft-text", "contradictions", "web-pages", "merged-cells",
             "clauses", "assorted", "long-scheme", "accordion", "wiki", "glossy"},
            {0.99, 0.99, 0.99});
}

TEST(Measure, OnHandbooksThatItHasNotSeen) {
    measure("held out", {"annexes", "briefing"}, {0.75, 0.55, 0.70});
}

}  // namespace
}  // namespace concord::handbook
