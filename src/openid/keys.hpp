// The public keys of a provider (JSON Web Key Set, RFC 7517): those that can check the signature of
// a token, and no others.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "openid/failure.hpp"

namespace concord::openid {

enum class Algorithm { rs256, es256 };

// "RS256", "ES256"; nothing for any other, `none` and HS256 among them.
std::optional<Algorithm> parse_algorithm(std::string_view text);

class Key {
  public:
    struct Inside;
    Key(std::string id, Algorithm algorithm, std::shared_ptr<const Inside> inside);

    const std::string& id() const { return id_; }  // may be empty
    Algorithm algorithm() const { return algorithm_; }

    // Whether the signature, as a token has it, is this key's of these bytes.
    bool holds(std::string_view bytes, std::string_view signature) const;

  private:
    std::string id_;
    Algorithm algorithm_;
    std::shared_ptr<const Inside> inside_;
};

// Keys that are for something else, weak, private or of another kind are left out; a set that is
// none, or of which nothing is left, is refused.
Result<std::vector<Key>> read_keys(std::string_view document);

}  // namespace concord::openid
