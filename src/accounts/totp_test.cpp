#include "accounts/totp.hpp"

#include <vector>

#include <gtest/gtest.h>

namespace concord::accounts {
namespace {

const std::string secret = "12345678901234567890";

Instant at(std::int64_t seconds) {
    return Instant(std::chrono::seconds(seconds));
}

Instant at_step(std::int64_t step, std::int64_t seconds = 0) {
    return at(step * 30 + seconds);
}

// RFC 4226, appendix D.
TEST(Totp, GivesTheCodesOfRfc4226) {
    const std::vector<std::string> codes = {"755224", "287082", "359152", "969429", "338314",
                                            "254676", "287922", "162583", "399871", "520489"};
    for (std::size_t i = 0; i < codes.size(); ++i)
        EXPECT_EQ(code_of(secret, static_cast<std::int64_t>(i)), codes[i]);
}

// RFC 6238, appendix B, the column SHA-1.
TEST(Totp, GivesTheCodesOfRfc6238) {
    const std::vector<std::pair<std::int64_t, std::string>> codes = {
        {59, "94287082"},         {1111111109, "07081804"}, {1111111111, "14050471"},
        {1234567890, "89005924"}, {2000000000, "69279037"}, {20000000000, "65353130"}};
    for (const auto& [seconds, code] : codes)
        EXPECT_EQ(code_of(secret, code_step(at(seconds)), 8), code);
}

TEST(Totp, TakesTheStepBeforeAndAfterAndNoOther) {
    const auto code = code_of(secret, 100);
    EXPECT_EQ(accepted_step(secret, code, at_step(99), -1), 100);
    EXPECT_EQ(accepted_step(secret, code, at_step(100), -1), 100);
    EXPECT_EQ(accepted_step(secret, code, at_step(101, 29), -1), 100);
    EXPECT_FALSE(accepted_step(secret, code, at_step(98, 29), -1));
    EXPECT_FALSE(accepted_step(secret, code, at_step(102), -1));
}

TEST(Totp, TakesACodeOnceAndNoneBeforeIt) {
    EXPECT_FALSE(accepted_step(secret, code_of(secret, 100), at_step(100), 100));
    EXPECT_FALSE(accepted_step(secret, code_of(secret, 99), at_step(100), 100));
    EXPECT_EQ(accepted_step(secret, code_of(secret, 101), at_step(100), 100), 101);
}

TEST(Totp, TakesSpacesButNothingElse) {
    const auto code = code_of(secret, 100);
    EXPECT_TRUE(accepted_step(secret, code.substr(0, 3) + " " + code.substr(3), at(3000), -1));
    for (const std::string given : {"", "0", "abcdef", "7552240", "-55224"})
        EXPECT_FALSE(accepted_step(secret, given, at(3000), -1)) << given;
    EXPECT_FALSE(accepted_step(secret, std::string(1 << 20, '1'), at(3000), -1));
}

// RFC 4648, section 10, without its padding.
TEST(Totp, WritesBase32) {
    EXPECT_EQ(base32(""), "");
    EXPECT_EQ(base32("f"), "MY");
    EXPECT_EQ(base32("fo"), "MZXQ");
    EXPECT_EQ(base32("foo"), "MZXW6");
    EXPECT_EQ(base32("foob"), "MZXW6YQ");
    EXPECT_EQ(base32("fooba"), "MZXW6YTB");
    EXPECT_EQ(base32("foobar"), "MZXW6YTBOI");
}

TEST(Totp, UriNamesIssuerAndAccountAndKeepsTheirSignsApart) {
    EXPECT_EQ(code_uri("A&B: C", "mary@home", "foobar"),
              "otpauth://totp/A%26B%3A%20C:mary%40home?secret=MZXW6YTBOI&issuer=A%26B%3A%20C"
              "&algorithm=SHA1&digits=6&period=30");
}

}  // namespace
}  // namespace concord::accounts
