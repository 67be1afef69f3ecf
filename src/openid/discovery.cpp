#include "openid/discovery.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "files/web_question.hpp"
#include "openid/strict_json.hpp"

namespace concord::openid {
namespace {

constexpr std::size_t longest_shown = 100;

// Whether the list has the word; a list that is missing is what the standard says of it.
bool offers(const Json& document, const char* key, std::string_view word, bool if_missing) {
    if (!document.contains(key)) return if_missing;
    const auto words = texts_of(document, key);
    return words && std::ranges::find(*words, word) != words->end();
}

bool is_endpoint(const std::string& text) {
    const auto address = files::parse_web_address(text);
    return address && files::is_safe(*address) && !address->has_fragment;
}

// An endpoint of the document, or a fault.
std::string endpoint(const Json& document, const char* key, std::string& fault) {
    const auto text = text_of(document, key).value_or("");
    if (!is_endpoint(text) && fault.empty()) {
        fault =
            fmt::format("its `{}` is no address of https: `{}`", key, shown(text, longest_shown));
    }
    return text;
}

std::string fault_of_what_is_offered(const Json& document) {
    if (!offers(document, "response_types_supported", "code", false))
        return "it does not offer the response type `code`";
    if (!offers(document, "response_modes_supported", "query", true))
        return "it does not answer in the query of an address";
    if (!offers(document, "grant_types_supported", "authorization_code", true))
        return "it does not offer the grant `authorization_code`";
    // Not every provider that has PKCE says so; one that names its methods must have S256.
    if (!offers(document, "code_challenge_methods_supported", "S256", true))
        return "it does not offer PKCE by `S256`";
    constexpr auto signatures = "id_token_signing_alg_values_supported";
    if (!offers(document, signatures, "RS256", true) &&
        !offers(document, signatures, "ES256", false))
        return "it signs tokens neither by RS256 nor by ES256";
    return {};
}

}  // namespace

std::string discovery_address(std::string_view issuer) {
    if (issuer.ends_with('/')) issuer.remove_suffix(1);
    return fmt::format("{}/.well-known/openid-configuration", issuer);
}

Result<Endpoints> read_discovery(std::string_view text, std::string_view issuer) {
    const auto no = [](std::string_view why) {
        return Result<Endpoints>::no(Reason::answer,
                                     fmt::format("the provider's description: {}", why));
    };
    const auto document = read_object(text);
    if (!document) return no("it is no JSON object that can be taken");
    const auto named = text_of(*document, "issuer").value_or("");
    if (named != issuer) {
        return no(fmt::format("it is of the issuer `{}`, not of the one in the settings",
                              shown(named, longest_shown)));
    }
    auto fault = fault_of_what_is_offered(*document);
    Endpoints endpoints;
    endpoints.issuer = named;
    endpoints.authorization = endpoint(*document, "authorization_endpoint", fault);
    endpoints.token = endpoint(*document, "token_endpoint", fault);
    endpoints.keys = endpoint(*document, "jwks_uri", fault);
    if (document->contains("end_session_endpoint"))
        endpoints.end_session = endpoint(*document, "end_session_endpoint", fault);
    const auto names = document->find("authorization_response_iss_parameter_supported");
    endpoints.names_itself = names != document->end() && *names == true;
    if (!fault.empty()) return no(fault);
    return Result<Endpoints>::of(std::move(endpoints));
}

}  // namespace concord::openid
