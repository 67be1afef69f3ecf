#include "files/digest.hpp"

#include <array>
#include <memory>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <openssl/evp.h>
#include <unistd.h>

#include "base/failure.hpp"

namespace concord::files {
namespace {

struct ContextDeleter {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

class Sha256 {
  public:
    Sha256() : context_(EVP_MD_CTX_new()) {
        require(context_ && EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) == 1);
    }
    void update(std::string_view bytes) {
        require(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) == 1);
    }
    std::string hexadecimal() {
        std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
        unsigned size = 0;
        require(EVP_DigestFinal_ex(context_.get(), digest.data(), &size) == 1);
        std::string text;
        for (unsigned i = 0; i < size; ++i)
            text += fmt::format("{:02x}", digest[i]);
        return text;
    }

  private:
    static void require(bool done) {
        if (!done) throw EnvironmentFailure("the SHA-256 library failed", "is OpenSSL installed?");
    }
    std::unique_ptr<EVP_MD_CTX, ContextDeleter> context_;
};

}  // namespace

std::string sha256_of_text(std::string_view text) {
    Sha256 digest;
    digest.update(text);
    return digest.hexadecimal();
}

std::string sha256_of_file(const std::filesystem::path& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        throw EnvironmentFailure(fmt::format("cannot open `{}`", path.string()),
                                 "check that the file exists and that you may read it");
    }
    Sha256 digest;
    std::vector<char> buffer(std::size_t{1} << 18);
    ssize_t count = 0;
    while ((count = ::read(descriptor, buffer.data(), buffer.size())) > 0) {
        digest.update({buffer.data(), static_cast<std::size_t>(count)});
    }
    ::close(descriptor);
    if (count < 0) {
        throw EnvironmentFailure(fmt::format("cannot read `{}`", path.string()),
                                 "check that the file exists and that you may read it");
    }
    return digest.hexadecimal();
}

}  // namespace concord::files
