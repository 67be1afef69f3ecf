// The audit: what the doors report, and the whole journal in words.
#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

#include "accounts/implementation.hpp"
#include "base/failure.hpp"
#include "base/text.hpp"

namespace concord::accounts {
namespace {

constexpr std::size_t longest_kind = 40;
constexpr std::size_t longest_what = 4000;
constexpr std::size_t longest_key = 200;

bool is_kind(std::string_view kind) {
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; };
    return !kind.empty() && kind.size() <= longest_kind && kind.front() != '-' &&
           std::ranges::all_of(kind, is_letter);
}

std::string words_of(const Json& list) {
    std::vector<std::string> words;
    for (const auto& word : list)
        words.push_back(word.get<std::string>());
    return join(words, ", ");
}

std::string from_where(const Json& payload) {
    const auto from = payload.value("from", std::string());
    return from.empty() ? "" : fmt::format(" from {}", shown(from));
}

// What is wrong, for who reads the audit; who signs in is not told.
std::string reason_in_words(const std::string& why) {
    if (why == "unknown") return "no account has the name";
    if (why == "password") return "wrong password";
    if (why == "code") return "wrong or used code";
    if (why == "disabled") return "the account is disabled";
    if (why == "own-password") return "wrong password, by somebody signed in";
    if (why == "no-role") return "no role follows from the groups";
    if (why == "not-linked") return "no account is linked";
    return "locked out";
}

// Who it is at which provider: an administrator links them by these words.
std::string provider_in_words(const Json& payload) {
    const auto given = payload.value("external", Json::object());
    const auto subject = given.value("subject", std::string());
    return fmt::format("subject `{}` of {}", shown(subject, 255),
                       shown(given.value("issuer", std::string()), 200));
}

// Who vouched, where it was not a password.
std::string by_whom(const Json& payload) {
    const auto by = payload.value("by", std::string());
    return by.empty() ? "" : fmt::format(", by {}", shown(by, 200));
}

std::string in_words(std::string_view kind, const std::string& who, const Json& payload) {
    if (kind == "created") {
        const auto full_name = payload.value("full_name", std::string());
        return fmt::format(
            "account {}{} with {}{}", who,
            full_name.empty() ? "" : fmt::format(" ({})", shown(full_name)),
            words_of(payload.at("roles")),
            payload.contains("external") ? ", for " + provider_in_words(payload) : "");
    }
    if (kind == "roles-changed") {
        return fmt::format("{} has {}, had {}{}", who, words_of(payload.at("roles")),
                           words_of(payload.at("before")), by_whom(payload));
    }
    if (kind == "sign-in-refused") {
        return fmt::format("{}{}: {}", who, from_where(payload),
                           reason_in_words(payload.value("why", std::string())));
    }
    if (kind == "locked-out") {
        const auto until = payload.value("until", std::string());
        return until == to_text(no_time_unlocks())
                   ? fmt::format("{} until an administrator unlocks it", who)
                   : fmt::format("{} until {}", who, until);
    }
    if (kind == "signed-in" || kind == "code-asked")
        return who + from_where(payload) + by_whom(payload);
    if (kind == "linked") return fmt::format("{} to {}", who, provider_in_words(payload));
    if (kind == "provider-refused") {
        return fmt::format("{}{}: {}: {}", who, from_where(payload), provider_in_words(payload),
                           reason_in_words(payload.value("why", std::string())));
    }
    return who;
}

}  // namespace

std::string described(const store::JournalEntry& entry) {
    const auto& record = entry.record;
    try {
        const auto payload = Json::parse(record.payload);
        if (record.stream == "audit") return payload.value("what", std::string());
        const auto colon = record.stream.find(':');
        auto who = record.stream.substr(colon == std::string::npos ? 0 : colon + 1);
        constexpr std::size_t enough = 16;
        if (record.stream.starts_with("session:")) {
            who = fmt::format("session {}", who.substr(0, enough));
        } else if (record.stream.starts_with("unknown:")) {
            who = fmt::format("a name of nobody, {}", who.substr(0, enough));
        } else if (record.stream == "key") {
            who =
                fmt::format("the journal begins under key {}", payload.value("key", std::string()));
        }
        return in_words(record.kind, shown(who, 100), payload);
    } catch (const Json::exception&) {
        return "an entry that cannot be read";
    }
}

store::JournalHead Accounts::audit(const AuditRecord& record, const Acting& acting) {
    if (!is_kind(record.kind) || is_own_kind(record.kind) || record.key.size() > longest_key) {
        throw std::invalid_argument("no kind or key of an audit record");
    }
    Draft draft{"audit", record.kind, acting.actor,
                record.key.empty() ? random_key() : "audit:" + record.key, Json::object()};
    draft.payload["what"] = shown(record.what, longest_what);
    const auto result = implementation_->append({draft}, {}, acting.now);
    if (result.entries.empty()) {
        throw EnvironmentFailure(fmt::format("the audit does not take it: {}", result.problem),
                                 "give another key");
    }
    return {result.entries.back().sequence, result.entries.back().hash};
}

AuditPage Accounts::audit_page(std::int64_t limit, std::int64_t offset) {
    constexpr std::int64_t most = 1000;
    AuditPage page;
    page.head = implementation_->journal().head();
    page.total = page.head.sequence;
    limit = std::clamp<std::int64_t>(limit, 0, most);
    offset = std::clamp<std::int64_t>(offset, 0, page.total);
    const auto last = page.total - offset;
    if (limit == 0 || last == 0) return page;
    auto entries =
        implementation_->journal().read(std::max<std::int64_t>(1, last - limit + 1), last);
    std::ranges::reverse(entries);
    for (const auto& entry : entries) {
        page.entries.push_back({entry.sequence, entry.record.instant, entry.record.actor,
                                entry.record.kind, described(entry), entry.hash});
    }
    return page;
}

store::JournalVerification Accounts::verify(std::span<const store::JournalHead> receipts) {
    auto result = implementation_->journal().verify(receipts);
    State state;
    std::optional<store::JournalBreach> breach;
    store::JournalHead head;
    implementation_->journal().scan([&](const store::JournalEntry& entry) {
        if (breach) return;
        if (const auto fault = state.apply(entry, implementation_->key())) {
            breach = {entry.sequence, *fault};
            return;
        }
        head = {entry.sequence, entry.hash};
    });
    if (!breach || (result.breach && result.breach->sequence <= breach->sequence)) return result;
    result.breach = breach;
    result.entries = head.sequence;
    result.head = head;
    return result;
}

}  // namespace concord::accounts
