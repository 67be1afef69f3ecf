#include "files/digest.hpp"

#include <gtest/gtest.h>

#include "base/failure.hpp"
#include "support/temporary_folder.hpp"

namespace concord::files {
namespace {

TEST(Sha256, AgreesWithThePublishedTestVectors) {
    // FIPS 180-4, the messages "abc" and the empty one.
    EXPECT_EQ(sha256_of_text("abc"),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(sha256_of_text(""),
              "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Sha256, ReadsFiles) {
    const support::TemporaryFolder folder;
    EXPECT_EQ(sha256_of_file(folder.write("a", "abc")), sha256_of_text("abc"));
    EXPECT_THROW(sha256_of_file(folder.path() / "none"), EnvironmentFailure);
}

}  // namespace
}  // namespace concord::files
