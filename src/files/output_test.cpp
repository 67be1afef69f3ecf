#include "files/output.hpp"

#include <gtest/gtest.h>

#include "base/failure.hpp"
#include "files/byte_source.hpp"
#include "support/temporary_folder.hpp"

namespace concord::files {
namespace {

namespace fs = std::filesystem;
using support::TemporaryFolder;

std::size_t entries(const fs::path& folder) {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

TEST(WriteFile, ReplacesAtOnceAndLeavesNoTrace) {
    const TemporaryFolder folder;
    write_file(folder.path() / "a", "one");
    write_file(folder.path() / "a", "two");
    EXPECT_EQ(read_all(folder.path() / "a"), "two");
    EXPECT_EQ(entries(folder.path()), 1U);
    EXPECT_THROW(write_file(folder.path() / "no" / "such" / "folder", "x"), EnvironmentFailure);
}

TEST(OutputFolder, AppearsOnlyWhenPublished) {
    const TemporaryFolder folder;
    const auto target = folder.path() / "build";
    {
        OutputFolder output(target, "manifest.json");
        write_file(output.path() / "manifest.json", "{}");
        EXPECT_FALSE(fs::exists(target));
    }
    EXPECT_EQ(entries(folder.path()), 0U) << "nothing half-written stays";
    {
        OutputFolder output(target, "manifest.json");
        write_file(output.path() / "manifest.json", "{}");
        output.publish();
    }
    EXPECT_TRUE(fs::exists(target / "manifest.json"));
    EXPECT_EQ(entries(folder.path()), 1U);
}

TEST(OutputFolder, ReplacesItsOwnAndNoStrangers) {
    const TemporaryFolder folder;
    const auto target = folder.path() / "build";
    fs::create_directory(target);
    write_file(target / "thesis.docx", "years of work");
    EXPECT_FALSE(OutputFolder::refusal(target, "manifest.json").empty());
    EXPECT_THROW(OutputFolder(target, "manifest.json"), EnvironmentFailure);
    write_file(target / "manifest.json", "{}");
    OutputFolder output(target, "manifest.json");
    write_file(output.path() / "manifest.json", "{\"new\": 1}");
    output.publish();
    EXPECT_EQ(read_all(target / "manifest.json"), "{\"new\": 1}");
    EXPECT_FALSE(fs::exists(target / "thesis.docx"));
}

}  // namespace
}  // namespace concord::files
