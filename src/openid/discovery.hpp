// What a provider says of itself (OpenID Connect Discovery 1.0), and what must be true of it before
// anybody is sent there.
#pragma once

#include <string>
#include <string_view>

#include "openid/failure.hpp"

namespace concord::openid {

struct Endpoints {
    std::string issuer;
    std::string authorization;
    std::string token;
    std::string keys;
    std::string end_session;    // empty: it has none
    bool names_itself = false;  // its answers say who they are from (RFC 9207)
};

// Where the document of an issuer lies.
std::string discovery_address(std::string_view issuer);

// The document must name the issuer byte for byte, offer the code flow with S256 and a signature
// that we check, and have its addresses on https or on this machine.
Result<Endpoints> read_discovery(std::string_view document, std::string_view issuer);

}  // namespace concord::openid
