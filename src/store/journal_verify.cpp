// An auditor apart: it shares no code with what appends, so that a mistake made there is found
// here.
#include <algorithm>
#include <charconv>
#include <limits>
#include <memory>

#include <fmt/format.h>
#include <openssl/evp.h>

#include "base/failure.hpp"
#include "store/journal_engine.hpp"

namespace concord::store {
namespace {

struct DigestDeleter {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

// Hashes an entry piece by piece, without ever putting its form together.
class EntryDigest {
  public:
    EntryDigest() : context_(EVP_MD_CTX_new()) {
        require(context_ && EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) == 1);
    }
    EntryDigest& text(std::string_view bytes) {
        char prefix[24];
        const auto end = std::to_chars(prefix, prefix + sizeof prefix - 1, bytes.size()).ptr;
        *end = ':';
        raw({prefix, static_cast<std::size_t>(end - prefix) + 1});
        raw(bytes);
        raw(",");
        return *this;
    }
    EntryDigest& number(std::int64_t value) {
        char digits[24];
        const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
        return text({digits, static_cast<std::size_t>(end - digits)});
    }
    // Whether the digest, in lower-case hexadecimal, is the given text.
    bool is(std::string_view hexadecimal) {
        unsigned char digest[EVP_MAX_MD_SIZE];
        unsigned size = 0;
        require(EVP_DigestFinal_ex(context_.get(), digest, &size) == 1);
        if (hexadecimal.size() != std::size_t{2} * size) return false;
        for (unsigned i = 0; i < size; ++i) {
            const auto byte = fmt::format("{:02x}", digest[i]);
            if (hexadecimal.substr(std::size_t{2} * i, 2) != byte) return false;
        }
        return true;
    }

  private:
    void raw(std::string_view bytes) {
        require(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) == 1);
    }
    static void require(bool done) {
        if (!done) throw EnvironmentFailure("the SHA-256 library failed", "is OpenSSL installed?");
    }
    std::unique_ptr<EVP_MD_CTX, DigestDeleter> context_;
};

class Auditor {
  public:
    explicit Auditor(std::span<const JournalHead> receipts) : receipts_(receipts) {
        result_.head.hash = std::string(64, '0');
    }

    void take(const JournalEntry& entry) {
        if (result_.breach) return;
        auto problem = problem_of(entry);
        if (!problem.empty()) {
            result_.breach = {result_.head.sequence + 1, std::move(problem)};
            return;
        }
        ++result_.entries;
        result_.head = {entry.sequence, entry.hash};
        for (const auto& receipt : receipts_) {
            if (receipt.sequence == entry.sequence && receipt.hash != entry.hash) {
                result_.breach = {entry.sequence, "is not the entry of the receipt"};
            }
        }
    }

    JournalVerification finish() {
        std::int64_t promised = 0;
        for (const auto& receipt : receipts_)
            promised = std::max(promised, receipt.sequence);
        if (!result_.breach && promised > result_.head.sequence) {
            result_.breach = {
                result_.head.sequence + 1,
                fmt::format("is missing, and all after it: a receipt names entry {}", promised)};
        }
        return std::move(result_);
    }

  private:
    std::string problem_of(const JournalEntry& entry) const {
        const auto expected = result_.head.sequence + 1;
        if (entry.sequence > expected) return "is missing";
        if (entry.sequence < expected) {
            return fmt::format("is missing: another entry {} stands in its place", entry.sequence);
        }
        EntryDigest digest;
        const auto& record = entry.record;
        digest.text("concord-journal-1").number(entry.sequence).text(record.instant);
        digest.text(record.stream).text(record.kind).text(record.actor).text(record.key);
        digest.text(record.payload).text(entry.previous);
        if (!digest.is(entry.hash)) return "has been changed: its hash is not that of what it says";
        if (entry.previous != result_.head.hash) {
            return "is not bound to the entry before it as that stands";
        }
        return {};
    }

    std::span<const JournalHead> receipts_;
    JournalVerification result_;
};

}  // namespace

JournalVerification verify_chain(JournalEngine& engine, std::span<const JournalHead> receipts) {
    Auditor auditor(receipts);
    constexpr auto lowest = std::numeric_limits<std::int64_t>::min();
    constexpr auto highest = std::numeric_limits<std::int64_t>::max();
    engine.scan({lowest, highest, {}}, [&](const JournalEntry& entry) { auditor.take(entry); });
    return auditor.finish();
}

}  // namespace concord::store
