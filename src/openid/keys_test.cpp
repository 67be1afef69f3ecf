// Keys of a provider. The vectors are those of RFC 4648 (10) and RFC 7515 (A.2, A.3).
#include "openid/keys.hpp"

#include <gtest/gtest.h>

#include "openid/base64url.hpp"
#include "openid/strict_json.hpp"
#include "support/token_maker.hpp"

namespace concord::openid {
namespace {

using support::TokenMaker;

std::string set_of(const std::vector<Json>& keys) {
    return Json{{"keys", keys}}.dump();
}

std::size_t taken(const Json& key) {
    const auto read = read_keys(set_of({key}));
    return read.value ? read.value->size() : 0;
}

TEST(Base64Url, IsThatOfItsStandard) {
    const std::vector<std::pair<std::string, std::string>> vectors = {
        {"", ""},           {"f", "Zg"},          {"fo", "Zm8"},         {"foo", "Zm9v"},
        {"foob", "Zm9vYg"}, {"fooba", "Zm9vYmE"}, {"foobar", "Zm9vYmFy"}};
    for (const auto& [bytes, text] : vectors) {
        EXPECT_EQ(base64url(bytes), text);
        EXPECT_EQ(read_base64url(text), bytes);
    }
    EXPECT_EQ(base64("fo"), "Zm8=");
    EXPECT_EQ(base64url("\xfb\xff"), "-_8");
}

TEST(Base64Url, HasOneFormOfEachText) {
    for (const auto* wrong : {"Zg==", "Zh", "Z", "Zm9vY", "Zm 8", "Zm8\n", "+/8", "Zm9\xc3"})
        EXPECT_FALSE(read_base64url(wrong)) << wrong;
}

TEST(StrictJson, TakesNothingDoubtful) {
    EXPECT_TRUE(read_object(R"({"a":{"b":1},"b":[{"a":1},{"a":2}]})"));
    for (const auto* wrong :
         {"", "[]", "1", R"({"a":1,"a":1})", R"({"x":{"a":1,"b":{},"a":2}})", R"({"a":1}x)",
          R"({"a":01})", "{\"a\":\"\xff\"}", R"({"a":1,})", R"({"\u0061":1,"a":2})"})
        EXPECT_FALSE(read_object(wrong)) << wrong;
    const auto nested = [](std::size_t deep) {
        return "{\"a\":" + std::string(deep, '[') + std::string(deep, ']') + "}";
    };
    EXPECT_TRUE(read_object(nested(10)));
    EXPECT_FALSE(read_object(nested(20)));
    EXPECT_FALSE(read_object(nested(100'000)));
    EXPECT_FALSE(read_object("{\"a\":\"" + std::string(longest_document, 'x') + "\"}"));
}

constexpr auto claims_of_the_standard =
    "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVl"
    "fQ";

TEST(Keys, CheckTheSignaturesOfTheStandard) {
    const Json rsa = {
        {"kty", "RSA"},
        {"n",
         "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt"
         "0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSX"
         "ndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5"
         "IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ"},
        {"e", "AQAB"}};
    const Json ec = {{"kty", "EC"},
                     {"crv", "P-256"},
                     {"x", "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"},
                     {"y", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}};
    const auto keys = read_keys(set_of({rsa, ec}));
    ASSERT_TRUE(keys.value && keys.value->size() == 2) << keys.failure.log;
    const auto by_rsa = *read_base64url(
        "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_"
        "O8W2Fp5"
        "jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_"
        "nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb"
        "1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-"
        "eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QO"
        "YEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw");
    const auto by_ec = *read_base64url(
        "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q");
    const auto rsa_text = std::string("eyJhbGciOiJSUzI1NiJ9.") + claims_of_the_standard;
    const auto ec_text = std::string("eyJhbGciOiJFUzI1NiJ9.") + claims_of_the_standard;
    EXPECT_TRUE((*keys.value)[0].holds(rsa_text, by_rsa));
    EXPECT_TRUE((*keys.value)[1].holds(ec_text, by_ec));
    EXPECT_FALSE((*keys.value)[0].holds(ec_text, by_rsa));
    EXPECT_FALSE((*keys.value)[1].holds(rsa_text, by_ec));
    EXPECT_FALSE((*keys.value)[0].holds(rsa_text, by_ec));
    EXPECT_FALSE((*keys.value)[1].holds(ec_text, by_rsa));
}

TEST(Keys, OfOtherKindsAndUsesAreLeftOut) {
    const auto rsa = TokenMaker::rsa("a").jwk();
    const auto ec = TokenMaker::p256("b").jwk();
    EXPECT_EQ(taken(rsa), 1U);
    EXPECT_EQ(taken(ec), 1U);
    const auto with = [](Json key, const Json& other) {
        key.update(other);
        return key;
    };
    EXPECT_EQ(taken(with(rsa, {{"key_ops", {"verify"}}})), 1U);
    for (const auto& [key, other] : std::vector<std::pair<Json, Json>>{
             {rsa, {{"use", "enc"}}},
             {rsa, {{"use", 1}}},
             {rsa, {{"key_ops", {"encrypt"}}}},
             {rsa, {{"alg", "RS512"}}},
             {rsa, {{"alg", "ES256"}}},
             {rsa, {{"alg", "HS256"}}},
             {rsa, {{"alg", 7}}},
             {rsa, {{"kid", 7}}},
             {rsa, {{"kid", std::string(300, 'k')}}},
             {rsa, {{"kty", "oct"}, {"k", "c2VjcmV0"}}},
             {rsa, {{"d", "AQAB"}}},
             {rsa, {{"e", "AQ"}}},
             {rsa, {{"e", "AAAAAAAD"}}},
             {rsa, {{"n", "AQAB"}}},
             {rsa, {{"n", "not base64url!"}}},
             {rsa, {{"n", nullptr}}},
             {ec, {{"crv", "P-384"}}},
             {ec, {{"x", ec["y"]}}},  // a point that is not on the curve
             {ec, {{"x", "AQAB"}}},
             {ec, {{"alg", "RS256"}}}}) {
        EXPECT_EQ(taken(with(key, other)), 0U) << other.dump();
    }
    EXPECT_EQ(taken(TokenMaker::rsa("weak", 1024).jwk()), 0U);
    const auto both = read_keys(set_of({with(rsa, {{"use", "enc"}}), ec, Json("x")}));
    ASSERT_TRUE(both.value);
    EXPECT_EQ(both.value->size(), 1U);
}

TEST(Keys, ThatAreNoSetAreRefused) {
    for (const auto* wrong :
         {"", "{}", R"({"keys":{}})", R"({"keys":[]})", R"([])", R"({"keys":[{"kty":"RSA"}]})"}) {
        const auto read = read_keys(wrong);
        EXPECT_FALSE(read.value) << wrong;
        EXPECT_EQ(read.failure.reason, Reason::answer);
        EXPECT_TRUE(read.failure.log.starts_with("the provider's keys: ")) << read.failure.log;
    }
    EXPECT_FALSE(read_keys(set_of(std::vector<Json>(65, TokenMaker::p256("a").jwk()))).value);
}

}  // namespace
}  // namespace concord::openid
