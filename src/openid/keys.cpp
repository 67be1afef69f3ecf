#include "openid/keys.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include "openid/base64url.hpp"
#include "openid/strict_json.hpp"

namespace concord::openid {
namespace {

constexpr std::size_t most_keys = 64;
constexpr std::size_t longest_id = 256;
constexpr std::size_t coordinate_bytes = 32;  // of P-256
constexpr int least_rsa_bits = 2048;
constexpr int most_rsa_bits = 8192;  // more takes a server's time

template <auto release>
struct Deleter {
    template <typename T>
    void operator()(T* held) const {
        release(held);
    }
};
template <typename T, auto release>
using Owned = std::unique_ptr<T, Deleter<release>>;

using PublicKey = Owned<EVP_PKEY, EVP_PKEY_free>;
using Context = Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;
using Number = Owned<BIGNUM, BN_free>;
using Builder = Owned<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free>;
using Parameters = Owned<OSSL_PARAM, OSSL_PARAM_free>;
using Digesting = Owned<EVP_MD_CTX, EVP_MD_CTX_free>;
using Signature = Owned<ECDSA_SIG, ECDSA_SIG_free>;

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

Number number_of(std::string_view bytes) {
    return Number(BN_bin2bn(bytes_of(bytes), static_cast<int>(bytes.size()), nullptr));
}

PublicKey key_of(const char* kind, OSSL_PARAM_BLD* builder) {
    const Parameters parameters(OSSL_PARAM_BLD_to_param(builder));
    const Context making(EVP_PKEY_CTX_new_from_name(nullptr, kind, nullptr));
    EVP_PKEY* made = nullptr;
    if (!parameters || !making || EVP_PKEY_fromdata_init(making.get()) != 1 ||
        EVP_PKEY_fromdata(making.get(), &made, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1) {
        return nullptr;
    }
    PublicKey key(made);
    const Context checking(EVP_PKEY_CTX_new_from_pkey(nullptr, key.get(), nullptr));
    if (!checking || EVP_PKEY_public_check(checking.get()) != 1) return nullptr;
    return key;
}

PublicKey rsa_key(std::string_view modulus, std::string_view exponent) {
    constexpr std::size_t longest_exponent = 4;
    if (modulus.size() > most_rsa_bits / 8 || exponent.size() > longest_exponent) return nullptr;
    const auto n = number_of(modulus);
    const auto e = number_of(exponent);
    const Builder builder(OSSL_PARAM_BLD_new());
    if (!n || !e || !builder || BN_num_bits(n.get()) < least_rsa_bits || BN_is_odd(e.get()) == 0 ||
        BN_is_one(e.get()) == 1 ||
        OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) != 1 ||
        OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) != 1) {
        return nullptr;
    }
    return key_of("RSA", builder.get());
}

PublicKey p256_key(std::string_view x, std::string_view y) {
    if (x.size() != coordinate_bytes || y.size() != coordinate_bytes) return nullptr;
    const auto point = fmt::format("\x04{}{}", x, y);
    const Builder builder(OSSL_PARAM_BLD_new());
    if (!builder ||
        OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1",
                                        0) != 1 ||
        OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                         point.size()) != 1) {
        return nullptr;
    }
    return key_of("EC", builder.get());
}

// What a member holds in base64url; empty where it is missing or wrong.
std::string bytes_in(const Json& key, const char* member) {
    return read_base64url(text_of(key, member).value_or("")).value_or("");
}

// A signature of two numbers as OpenSSL reads it.
std::string der_of(std::string_view pair) {
    const Signature signature(ECDSA_SIG_new());
    auto r = number_of(pair.substr(0, coordinate_bytes));
    auto s = number_of(pair.substr(coordinate_bytes));
    if (!signature || !r || !s || ECDSA_SIG_set0(signature.get(), r.get(), s.get()) != 1) return {};
    (void)r.release();
    (void)s.release();
    const int size = i2d_ECDSA_SIG(signature.get(), nullptr);
    if (size <= 0) return {};
    std::string der(static_cast<std::size_t>(size), '\0');
    auto* end = reinterpret_cast<unsigned char*>(der.data());
    i2d_ECDSA_SIG(signature.get(), &end);
    return der;
}

bool is_for_signatures(const Json& key) {
    if (key.contains("use") && text_of(key, "use") != "sig") return false;
    if (!key.contains("key_ops")) return true;
    const auto does = texts_of(key, "key_ops");
    return does && std::ranges::find(*does, "verify") != does->end();
}

}  // namespace

struct Key::Inside {
    explicit Inside(PublicKey made) : key(std::move(made)) {}
    PublicKey key;
};

namespace {

// The key, where it is one that we use.
std::optional<Key> read_key(const Json& json) {
    if (!json.is_object() || json.contains("d") || json.contains("k")) return std::nullopt;
    const auto kind = text_of(json, "kty").value_or("");
    const bool is_rsa = kind == "RSA";
    if (!is_rsa && (kind != "EC" || text_of(json, "crv") != "P-256")) return std::nullopt;
    const auto algorithm = is_rsa ? Algorithm::rs256 : Algorithm::es256;
    if (json.contains("alg")) {
        const auto said = parse_algorithm(text_of(json, "alg").value_or(""));
        if (said != algorithm) return std::nullopt;
    }
    const auto id = json.contains("kid") ? text_of(json, "kid") : std::string();
    if (!id || id->size() > longest_id || !is_for_signatures(json)) return std::nullopt;
    auto key = is_rsa ? rsa_key(bytes_in(json, "n"), bytes_in(json, "e"))
                      : p256_key(bytes_in(json, "x"), bytes_in(json, "y"));
    if (!key) return std::nullopt;
    return Key(*id, algorithm, std::make_shared<const Key::Inside>(std::move(key)));
}

}  // namespace

std::optional<Algorithm> parse_algorithm(std::string_view text) {
    if (text == "RS256") return Algorithm::rs256;
    if (text == "ES256") return Algorithm::es256;
    return std::nullopt;
}

Key::Key(std::string id, Algorithm algorithm, std::shared_ptr<const Inside> inside)
    : id_(std::move(id)), algorithm_(algorithm), inside_(std::move(inside)) {}

bool Key::holds(std::string_view bytes, std::string_view signature) const {
    std::string der;
    if (algorithm_ == Algorithm::es256) {
        if (signature.size() != 2 * coordinate_bytes) return false;
        der = der_of(signature);
        signature = der;
    }
    const Digesting digesting(EVP_MD_CTX_new());
    return digesting && !signature.empty() &&
           EVP_DigestVerifyInit_ex(digesting.get(), nullptr, "SHA2-256", nullptr, nullptr,
                                   inside_->key.get(), nullptr) == 1 &&
           EVP_DigestVerify(digesting.get(), bytes_of(signature), signature.size(), bytes_of(bytes),
                            bytes.size()) == 1;
}

Result<std::vector<Key>> read_keys(std::string_view document) {
    const auto no = [](const char* why) {
        return Result<std::vector<Key>>::no(Reason::answer,
                                            fmt::format("the provider's keys: {}", why));
    };
    const auto set = read_object(document);
    if (!set) return no("they are no JSON object that can be taken");
    const auto list = set->find("keys");
    if (list == set->end() || !list->is_array()) return no("there is no list `keys`");
    if (list->size() > most_keys) return no("there are too many");
    std::vector<Key> keys;
    for (const auto& json : *list) {
        if (auto key = read_key(json)) keys.push_back(std::move(*key));
    }
    if (keys.empty()) {
        return no("none is for signatures by RS256 of 2048 bits or by ES256");
    }
    return Result<std::vector<Key>>::of(std::move(keys));
}

}  // namespace concord::openid
