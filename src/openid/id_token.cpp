#include "openid/id_token.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <openssl/crypto.h>

#include "base/text.hpp"
#include "openid/base64url.hpp"
#include "openid/strict_json.hpp"

namespace concord::openid {
namespace {

constexpr std::size_t longest_shown = 60;
constexpr std::size_t longest_subject = 255;
constexpr std::size_t longest_word = 256;
constexpr std::size_t most_groups = 1000;
constexpr std::size_t most_audiences = 16;

template <typename T>
Result<T> no(std::string_view why) {
    return Result<T>::no(Reason::answer, fmt::format("the provider's token: {}", why));
}

struct Parts {
    std::string_view head;
    std::string_view claims;
    std::string_view signature;
    std::string_view is_signed;  // head and claims, as they are signed
};

std::optional<Parts> parts_of(std::string_view token) {
    if (token.size() > longest_token) return std::nullopt;
    const auto first = token.find('.');
    if (first == std::string_view::npos) return std::nullopt;
    const auto second = token.find('.', first + 1);
    if (second == std::string_view::npos || token.find('.', second + 1) != std::string_view::npos)
        return std::nullopt;
    return Parts{token.substr(0, first), token.substr(first + 1, second - first - 1),
                 token.substr(second + 1), token.substr(0, second)};
}

std::optional<Json> object_in(std::string_view part) {
    const auto text = read_base64url(part);
    return text ? read_object(*text) : std::nullopt;
}

// In a time that does not depend on where they differ.
bool same(std::string_view a, std::string_view b) {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

// Seconds since 1970, also with a fraction; nothing where it is no moment that a clock shows.
std::optional<Moment> moment_of(const Json& claims, const char* key) {
    const auto found = claims.find(key);
    if (found == claims.end() || !found->is_number()) return std::nullopt;
    const auto seconds = found->get<double>();
    constexpr double far = 1e11;
    if (!(seconds >= 0 && seconds < far)) return std::nullopt;
    return Moment(std::chrono::seconds(static_cast<std::int64_t>(seconds)));
}

std::string fault_of_audience(const Json& claims, const std::string& client) {
    const auto audiences = texts_of(claims, "aud");
    if (!audiences || audiences->size() > most_audiences ||
        std::ranges::find(*audiences, client) == audiences->end()) {
        return "it is not for this client (`aud`)";
    }
    const bool names_party = claims.contains("azp");
    if (names_party && text_of(claims, "azp") != client)
        return "it was given to another client (`azp`)";
    if (audiences->size() > 1 && !names_party)
        return "it is for several, and does not say for whom it was made (`azp`)";
    return {};
}

std::string fault_of_time(const Json& claims, Moment now) {
    const auto expires = moment_of(claims, "exp");
    const auto made = moment_of(claims, "iat");
    if (!expires) return "it does not say when it ends (`exp`)";
    if (!made) return "it does not say when it was made (`iat`)";
    if (now >= *expires + clock_skew) return "it has ended (`exp`)";
    if (*made > now + clock_skew) return "it is of the future (`iat`): are the clocks right?";
    if (*made + longest_attempt + clock_skew < now) return "it is too old (`iat`)";
    if (!claims.contains("nbf")) return {};
    const auto begins = moment_of(claims, "nbf");
    if (!begins || *begins > now + clock_skew) return "it does not hold yet (`nbf`)";
    return {};
}

std::string fault_of(const Json& claims, const Expected& expected) {
    if (text_of(claims, "iss") != expected.issuer) return "it is of another issuer (`iss`)";
    if (auto fault = fault_of_audience(claims, expected.client); !fault.empty()) return fault;
    if (auto fault = fault_of_time(claims, expected.now); !fault.empty()) return fault;
    const auto nonce = text_of(claims, "nonce");
    if (!nonce || expected.nonce.empty() || !same(*nonce, expected.nonce))
        return "it is of another attempt (`nonce`)";
    const auto subject = text_of(claims, "sub");
    if (!subject || !is_ascii(*subject, longest_subject))
        return "its subject is not 1 to 255 characters of ASCII (`sub`)";
    return {};
}

// A claim that is only shown, or proposed: taken where it is a plain text.
std::string word_of(const Json& claims, const char* key) {
    const auto text = text_of(claims, key);
    return text && is_plain(*text, longest_word) ? *text : std::string();
}

std::string fault_of_groups(const Json& claims, const std::string& claim, Identity& identity) {
    if (claim.empty() || !claims.contains(claim)) return {};
    auto groups = texts_of(claims, claim.c_str());
    if (!groups || groups->size() > most_groups)
        return fmt::format("`{}` is no list of at most {} texts", claim, most_groups);
    identity.groups = std::move(*groups);
    return {};
}

}  // namespace

Result<TokenHead> read_head(std::string_view token) {
    const auto parts = parts_of(token);
    if (!parts) return no<TokenHead>("it has not three parts, or is too long");
    const auto head = object_in(parts->head);
    if (!head) return no<TokenHead>("its head is no JSON object that can be taken");
    const auto named = text_of(*head, "alg").value_or("");
    const auto algorithm = parse_algorithm(named);
    if (!algorithm) {
        return no<TokenHead>(fmt::format("it is signed by `{}`, neither by RS256 nor by ES256",
                                         shown(named, longest_shown)));
    }
    if (head->contains("crit"))
        return no<TokenHead>("its head asks for what is not understood (`crit`)");
    const auto type = head->contains("typ") ? lower(text_of(*head, "typ").value_or("")) : "jwt";
    if (type != "jwt" && type != "application/jwt")
        return no<TokenHead>("it is of another type (`typ`)");
    TokenHead read{*algorithm, std::nullopt};
    if (head->contains("kid")) {
        read.key = text_of(*head, "kid");
        if (!read.key || !is_plain(*read.key, longest_word))
            return no<TokenHead>("the name of its key cannot be taken (`kid`)");
    }
    return Result<TokenHead>::of(std::move(read));
}

const Key* key_for(const TokenHead& head, const std::vector<Key>& keys) {
    const Key* found = nullptr;
    for (const auto& key : keys) {
        if (key.algorithm() != head.algorithm || (head.key && key.id() != *head.key)) continue;
        if (found) return nullptr;  // two that could be meant
        found = &key;
    }
    return found;
}

Result<Identity> verify(std::string_view token, const Key& key, const Expected& expected) {
    const auto head = read_head(token);
    if (!head.value) return {std::nullopt, head.failure};
    if (head.value->algorithm != key.algorithm())
        return no<Identity>("its key is for another algorithm");
    const auto parts = *parts_of(token);
    const auto signature = read_base64url(parts.signature);
    if (!signature || !key.holds(parts.is_signed, *signature))
        return no<Identity>("its signature is not the provider's");
    const auto claims = object_in(parts.claims);
    if (!claims) return no<Identity>("its claims are no JSON object that can be taken");
    if (const auto fault = fault_of(*claims, expected); !fault.empty()) return no<Identity>(fault);
    Identity identity{expected.issuer,
                      *text_of(*claims, "sub"),
                      word_of(*claims, "preferred_username"),
                      word_of(*claims, "name"),
                      {}};
    if (identity.name.empty()) identity.name = word_of(*claims, "email");
    const auto fault = fault_of_groups(*claims, expected.groups_claim, identity);
    if (!fault.empty()) return no<Identity>(fault);
    return Result<Identity>::of(std::move(identity));
}

}  // namespace concord::openid
