#include "files/json_document.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "support/diagnostics.hpp"
#include "support/temporary_folder.hpp"

namespace concord::files {
namespace {

using support::new_diagnostics;
using support::places;
using support::TemporaryFolder;

TEST(Json, NamesThePlaceOfAnError) {
    const TemporaryFolder folder;
    auto diagnostics = new_diagnostics();
    EXPECT_FALSE(read_json(folder.write("a", "{\n  \"a\": 1,\n  }\n"), "a.json", diagnostics));
    EXPECT_FALSE(read_json(folder.write("b", "{\"a\": [1, 2"), "b.json", diagnostics));
    EXPECT_FALSE(read_json(folder.path() / "none", "c.json", diagnostics));
    EXPECT_EQ(
        places(diagnostics),
        (std::vector<std::string>{"REG018 a.json:3:3", "REG018 b.json:1:12", "REG001 c.json"}));
    EXPECT_EQ(diagnostics.all()[1].message, "the file ends before its JSON does");
}

TEST(Json, RefusesLevelsWithoutEnd) {
    const TemporaryFolder folder;
    auto diagnostics = new_diagnostics();
    const std::string deep = std::string(100'000, '[') + std::string(100'000, ']');
    EXPECT_FALSE(read_json(folder.write("a", deep), "a.json", diagnostics));
    EXPECT_EQ(places(diagnostics), (std::vector<std::string>{"REG018 a.json"}));
}

TEST(Json, ReadsAWellFormedFile) {
    const TemporaryFolder folder;
    auto diagnostics = new_diagnostics();
    const auto value = read_json(folder.write("a", "{\"a\": 1}"), "a.json", diagnostics);
    ASSERT_TRUE(value);
    EXPECT_EQ((*value)["a"], 1);
}

}  // namespace
}  // namespace concord::files
