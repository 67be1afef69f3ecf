#include "files/output.hpp"

#include <array>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

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

TEST(WriteFile, WritesIntoAPipeAndReplacesNone) {
    const TemporaryFolder folder;
    const auto pipe = folder.path() / "pipe";
    ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
    const int reader = open(pipe.c_str(), O_RDONLY | O_NONBLOCK);
    write_file(pipe, "text");
    std::array<char, 8> read_back{};
    EXPECT_EQ(read(reader, read_back.data(), read_back.size()), 4);
    close(reader);
    EXPECT_TRUE(fs::is_fifo(pipe));
    EXPECT_EQ(entries(folder.path()), 1U);
}

TEST(WriteFile, FollowsNoLinkThatWaitsAtItsTemporaryName) {
    const TemporaryFolder folder;
    const auto precious = folder.write("precious", "years of work");
    const auto waiting = folder.path() / (".a." + std::to_string(getpid()) + ".part");
    fs::create_symlink(precious, waiting);
    write_file(folder.path() / "a", "text");
    EXPECT_EQ(read_all(precious), "years of work");
    EXPECT_EQ(read_all(folder.path() / "a"), "text");
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

TEST(OutputFolder, RemovesWhatAKilledProgramLeftAndNothingElse) {
    const TemporaryFolder folder;
    const auto target = folder.path() / "build";
    folder.write(".build.1.part/concord.duckdb", "half");
    folder.write(".build.notes.part/mine.txt", "kept");
    folder.write(".other.1.part/concord.duckdb", "of another folder");
    OutputFolder first(target, "manifest.json");
    EXPECT_FALSE(fs::exists(folder.path() / ".build.1.part"));
    EXPECT_TRUE(fs::exists(folder.path() / ".build.notes.part"));
    EXPECT_TRUE(fs::exists(folder.path() / ".other.1.part"));
    write_file(first.path() / "manifest.json", "{}");
    const auto alive = folder.path() / ".build.2.part";
    fs::rename(first.path(), alive);
    const OutputFolder second(target, "manifest.json");
    EXPECT_TRUE(fs::exists(alive)) << "its maker holds it";
    fs::rename(alive, first.path());
}

TEST(OutputFolder, FollowsALinkToTheFolder) {
    const TemporaryFolder folder;
    const auto real = folder.path() / "large-disk" / "build";
    fs::create_directories(real);
    fs::create_directory_symlink(real, folder.path() / "build");
    OutputFolder output(folder.path() / "build", "manifest.json");
    write_file(output.path() / "manifest.json", "{}");
    output.publish();
    EXPECT_TRUE(fs::is_symlink(folder.path() / "build"));
    EXPECT_EQ(read_all(real / "manifest.json"), "{}");
}

}  // namespace
}  // namespace concord::files
