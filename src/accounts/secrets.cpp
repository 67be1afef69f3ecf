#include "accounts/secrets.hpp"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/failure.hpp"

namespace concord::accounts {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t key_bytes = crypto_secretbox_KEYBYTES;
static_assert(key_bytes == 32);

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

std::string hex(std::string_view bytes) {
    std::string text(bytes.size() * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), bytes_of(bytes), bytes.size());
    text.pop_back();
    return text;
}

std::string base64(std::string_view bytes, int variant) {
    std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes_of(bytes), bytes.size(), variant);
    text.resize(std::strlen(text.c_str()));
    return text;
}

[[noreturn]] void fail(const std::string& message, std::string help) {
    throw EnvironmentFailure(message, std::move(help));
}

[[noreturn]] void fail_to(const char* what, const fs::path& file) {
    fail(fmt::format("cannot {} the server's key `{}`: {}", what, file.string(),
                     std::strerror(errno)),
         "is the disk full, and is its folder this user's?");
}

// A descriptor that is closed on every path.
class Descriptor {
  public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return number_; }

  private:
    int number_;
};

std::string read_key(const fs::path& file) {
    const Descriptor opened(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    if (opened.get() < 0) {
        fail(fmt::format("the server's key `{}` cannot be read: {}", file.string(),
                         std::strerror(errno)),
             "all servers of one journal have the same key: copy it from another, or from the "
             "backup; nobody can sign in without it");
    }
    struct stat status {};
    if (::fstat(opened.get(), &status) != 0) fail_to("look at", file);
    if ((status.st_mode & 077U) != 0) {
        fail(fmt::format("the server's key `{}` may be read by others", file.string()),
             fmt::format("chmod 600 {}", file.string()));
    }
    std::string bytes(key_bytes + 1, '\0');
    std::size_t size = 0;
    while (size < bytes.size()) {
        const auto got = ::read(opened.get(), bytes.data() + size, bytes.size() - size);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) fail_to("read", file);
        if (got == 0) break;
        size += static_cast<std::size_t>(got);
    }
    if (size != key_bytes) {
        fail(fmt::format("`{}` is no key of a server: it has not {} bytes", file.string(),
                         key_bytes),
             "take the key from the backup");
    }
    bytes.resize(key_bytes);
    return bytes;
}

void write_key(const fs::path& file, std::string_view bytes) {
    const Descriptor opened(
        ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (opened.get() < 0) fail_to("make", file);
    const bool is_written =
        ::write(opened.get(), bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()) &&
        ::fsync(opened.get()) == 0;
    if (is_written) return;
    const int problem = errno;
    ::unlink(file.c_str());
    errno = problem;
    fail_to("write", file);
}

}  // namespace

void start_sodium() {
    static const bool is_ready = sodium_init() >= 0;
    if (!is_ready) fail("libsodium does not start", "is there a source of random numbers?");
}

std::string random_bytes(std::size_t count) {
    start_sodium();
    std::string bytes(count, '\0');
    randombytes_buf(bytes.data(), bytes.size());
    return bytes;
}

std::string random_token() {
    return base64(random_bytes(32), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

std::string random_key() {
    return hex(random_bytes(16));
}

std::string sha256_hex(std::string_view text) {
    std::string digest(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256(reinterpret_cast<unsigned char*>(digest.data()), bytes_of(text),
                       text.size());
    return hex(digest);
}

bool same_secret(std::string_view a, std::string_view b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string keyed_digest(std::string_view key, std::string_view text) {
    std::string digest(crypto_generichash_BYTES, '\0');
    // Keys of any length: BLAKE2b itself takes 64 bytes.
    const auto short_key = sha256_hex(key);
    crypto_generichash(reinterpret_cast<unsigned char*>(digest.data()), digest.size(),
                       bytes_of(text), text.size(), bytes_of(short_key), short_key.size());
    return hex(digest);
}

void wipe(std::string& secret) {
    sodium_memzero(secret.data(), secret.size());
    secret.clear();
}

void make_private_folder(const fs::path& folder) {
    if (folder.empty() || ::mkdir(folder.c_str(), 0700) == 0 || errno == EEXIST) return;
    fail(fmt::format("cannot make the folder `{}`: {}", folder.string(), std::strerror(errno)),
         "is the folder above it there, and this user's?");
}

ServerKey ServerKey::read(const fs::path& file) {
    start_sodium();
    return ServerKey(read_key(file));
}

ServerKey ServerKey::read_or_make(const fs::path& file) {
    start_sodium();
    std::error_code error;
    if (fs::exists(file, error)) return read(file);
    make_private_folder(file.parent_path());
    // Whole under another name first; linking does not replace what another program made meanwhile.
    const fs::path whole = file.string() + "." + random_key();
    write_key(whole, random_bytes(key_bytes));
    const bool is_linked = ::link(whole.c_str(), file.c_str()) == 0 || errno == EEXIST;
    const int problem = errno;
    ::unlink(whole.c_str());
    errno = problem;
    if (!is_linked) fail_to("make", file);
    return read(file);
}

std::string ServerKey::fingerprint() const {
    return digest("fingerprint", "").substr(0, 32);
}

std::string ServerKey::derived(std::string_view purpose) const {
    std::string key(key_bytes, '\0');
    crypto_generichash(reinterpret_cast<unsigned char*>(key.data()), key.size(), bytes_of(purpose),
                       purpose.size(), bytes_of(bytes_), bytes_.size());
    return key;
}

std::string ServerKey::digest(std::string_view purpose, std::string_view text) const {
    auto key = derived(fmt::format("digest {}", purpose));
    std::string bytes(crypto_generichash_BYTES, '\0');
    crypto_generichash(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), bytes_of(text),
                       text.size(), bytes_of(key), key.size());
    wipe(key);
    return hex(bytes);
}

std::string ServerKey::seal(std::string_view clear, std::string_view purpose) const {
    auto key = derived(fmt::format("box {}", purpose));
    const auto nonce = random_bytes(crypto_secretbox_NONCEBYTES);
    std::string box(clear.size() + crypto_secretbox_MACBYTES, '\0');
    crypto_secretbox_easy(reinterpret_cast<unsigned char*>(box.data()), bytes_of(clear),
                          clear.size(), bytes_of(nonce), bytes_of(key));
    wipe(key);
    return base64(nonce + box, sodium_base64_VARIANT_ORIGINAL);
}

std::optional<std::string> ServerKey::open(std::string_view sealed,
                                           std::string_view purpose) const {
    constexpr std::size_t least = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
    std::string bytes(sealed.size(), '\0');
    std::size_t size = 0;
    const bool is_base64 = sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()),
                                             bytes.size(), sealed.data(), sealed.size(), nullptr,
                                             &size, nullptr, sodium_base64_VARIANT_ORIGINAL) == 0;
    if (!is_base64 || size < least) return std::nullopt;
    bytes.resize(size);
    auto key = derived(fmt::format("box {}", purpose));
    std::string clear(size - least, '\0');
    const auto box = std::string_view(bytes).substr(crypto_secretbox_NONCEBYTES);
    const bool is_ours =
        crypto_secretbox_open_easy(reinterpret_cast<unsigned char*>(clear.data()), bytes_of(box),
                                   box.size(), bytes_of(bytes), bytes_of(key)) == 0;
    wipe(key);
    if (!is_ours) return std::nullopt;
    return clear;
}

}  // namespace concord::accounts
