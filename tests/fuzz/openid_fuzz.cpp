// What a provider of OpenID Connect answers: its description, its keys, its answer to a code, and a
// token. Laws: whatever it is, it is taken or it is a failure with words; nothing is believed that
// no key signed; what is taken is as it must be.
#include <array>

#include "files/web_question.hpp"
#include "fuzz/support.hpp"
#include "openid/authorization.hpp"
#include "openid/base64url.hpp"
#include "openid/id_token.hpp"
#include "openid/strict_json.hpp"
#include "support/token_maker.hpp"

namespace {

using namespace concord::openid;

constexpr auto issuer = "https://login.example.org";

template <typename T>
void check_words(const Result<T>& result) {
    if (result.value) return;
    CONCORD_LAW(!result.failure.log.empty() && result.failure.log.size() < 1000);
    CONCORD_LAW(result.failure.log.find_first_of("\r\n\x1b") == std::string::npos);
}

void read_description(const std::string& text) {
    const auto read = read_discovery(text, issuer);
    check_words(read);
    if (!read.value) return;
    CONCORD_LAW(read.value->issuer == issuer);
    for (const auto& address : {read.value->authorization, read.value->token, read.value->keys})
        CONCORD_LAW(concord::files::is_safe(*concord::files::parse_web_address(address)));
}

void read_set(const std::string& text) {
    const auto read = read_keys(text);
    check_words(read);
    if (!read.value) return;
    for (const auto& key : *read.value)
        CONCORD_LAW(!key.holds(text, std::string(64, 's')));
}

const concord::support::TokenMaker& maker() {
    static const auto made = concord::support::TokenMaker::p256("k");
    return made;
}

const Key& key() {
    static const auto keys = read_keys(Json{{"keys", {maker().jwk()}}}.dump());
    return keys.value->front();
}

Result<Identity> verified(const std::string& token) {
    const Moment now{std::chrono::seconds(1'700'000'000)};
    auto result = verify(token, key(), {issuer, "concord", "n", "groups", now});
    check_words(result);
    return result;
}

// As it comes, nobody has signed it.
void read_token(const std::string& text) {
    check_words(read_head(text));
    CONCORD_LAW(!verified(text).value);
}

// Signed by the provider: then the claims are all that is left to doubt.
void read_claims(const std::string& text) {
    const auto who = verified(maker().token(R"({"alg":"ES256"})", text));
    if (!who.value) return;
    const auto claims = read_object(text);
    CONCORD_LAW(claims && (*claims)["iss"] == issuer && (*claims)["nonce"] == "n");
    CONCORD_LAW(is_ascii(who.value->subject, 255) && who.value->subject == (*claims)["sub"]);
}

void read_answer(const std::string& text) {
    for (const long status : {200L, 400L})
        check_words(read_token_answer(status, text));
    const auto bytes = read_base64url(text);
    if (bytes) CONCORD_LAW(base64url(*bytes) == text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto [number, content] = concord::fuzz::choose(data, size, 5);
    const std::string text(content);
    constexpr std::array<void (*)(const std::string&), 5> readers = {
        read_description, read_set, read_token, read_claims, read_answer};
    readers[number](text);
    return 0;
}
