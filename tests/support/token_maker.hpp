// A provider's side for tests: keys of our own, and tokens signed by them, right or wrong.
#pragma once

#include <memory>
#include <string>

#include <nlohmann/json.hpp>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

#include "openid/base64url.hpp"

namespace concord::support {

class TokenMaker {
  public:
    static TokenMaker rsa(std::string id, unsigned bits = 2048) {
        return {std::move(id), EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", std::size_t{bits}), true};
    }
    static TokenMaker p256(std::string id) {
        return {std::move(id), EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"), false};
    }

    const std::string& id() const { return id_; }

    // The public key as a provider shows it.
    nlohmann::json jwk() const {
        nlohmann::json key = {{"kid", id_}, {"use", "sig"}};
        if (is_rsa_) {
            key.update(
                {{"kty", "RSA"}, {"alg", "RS256"}, {"n", number("n", 0)}, {"e", number("e", 0)}});
        } else {
            key.update({{"kty", "EC"},
                        {"crv", "P-256"},
                        {"alg", "ES256"},
                        {"x", number("qx", 32)},
                        {"y", number("qy", 32)}});
        }
        return key;
    }

    std::string algorithm() const { return is_rsa_ ? "RS256" : "ES256"; }

    std::string sign(const std::string& bytes) const {
        const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> signing(EVP_MD_CTX_new(),
                                                                              &EVP_MD_CTX_free);
        EVP_DigestSignInit_ex(signing.get(), nullptr, "SHA256", nullptr, nullptr, key_.get(),
                              nullptr);
        const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
        std::size_t size = 0;
        EVP_DigestSign(signing.get(), nullptr, &size, data, bytes.size());
        std::string signature(size, '\0');
        EVP_DigestSign(signing.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                       data, bytes.size());
        signature.resize(size);
        return is_rsa_ ? signature : pair_of(signature);
    }

    std::string token(const std::string& head, const std::string& claims) const {
        const auto text = openid::base64url(head) + "." + openid::base64url(claims);
        return text + "." + openid::base64url(sign(text));
    }
    std::string token(const nlohmann::json& claims) const {
        const nlohmann::json head = {{"alg", algorithm()}, {"kid", id_}, {"typ", "JWT"}};
        return token(head.dump(), claims.dump());
    }

  private:
    TokenMaker(std::string id, EVP_PKEY* key, bool is_rsa)
        : id_(std::move(id)), key_(key, &EVP_PKEY_free), is_rsa_(is_rsa) {}

    std::string number(const char* name, int width) const {
        BIGNUM* value = nullptr;
        EVP_PKEY_get_bn_param(key_.get(), name, &value);
        const int size = width > 0 ? width : BN_num_bytes(value);
        std::string bytes(static_cast<std::size_t>(size), '\0');
        BN_bn2binpad(value, reinterpret_cast<unsigned char*>(bytes.data()), size);
        BN_free(value);
        return openid::base64url(bytes);
    }

    static std::string pair_of(const std::string& der) {
        const auto* from = reinterpret_cast<const unsigned char*>(der.data());
        ECDSA_SIG* signature = d2i_ECDSA_SIG(nullptr, &from, static_cast<long>(der.size()));
        std::string pair(64, '\0');
        auto* bytes = reinterpret_cast<unsigned char*>(pair.data());
        BN_bn2binpad(ECDSA_SIG_get0_r(signature), bytes, 32);
        BN_bn2binpad(ECDSA_SIG_get0_s(signature), bytes + 32, 32);
        ECDSA_SIG_free(signature);
        return pair;
    }

    std::string id_;
    std::shared_ptr<EVP_PKEY> key_;
    bool is_rsa_;
};

}  // namespace concord::support
