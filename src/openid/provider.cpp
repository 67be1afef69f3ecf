// The skin: what is fetched of a provider, how long it is kept, and when it is fetched again.
#include <atomic>
#include <mutex>

#include <fmt/format.h>

#include "openid/openid.hpp"

namespace concord::openid {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr auto kept_for = hours(1);
constexpr auto after_failure = seconds(2);      // so long nobody else tries
constexpr auto between_renewals = seconds(30);  // of keys, for tokens whose key is not known
constexpr int most_exchanges = 16;              // at once

// Counts those who are at work, and lets no more in.
class Place {
  public:
    explicit Place(std::atomic<int>& taken) : taken_(taken), is_mine_(++taken <= most_exchanges) {}
    ~Place() { --taken_; }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;
    bool is_mine() const { return is_mine_; }

  private:
    std::atomic<int>& taken_;
    bool is_mine_;
};

}  // namespace

struct Provider::Inside {
    Settings settings;
    Ask ask;
    std::atomic<int> at_work = 0;

    // One thread asks; who comes meanwhile waits, and takes what it brought.
    std::mutex mutex;
    std::optional<Endpoints> endpoints;
    std::vector<Key> keys;
    Moment endpoints_from;
    Moment keys_from;
    std::optional<Moment> renewed;
    std::optional<Moment> failed;
    Failure failure;
    std::atomic<unsigned> failures = 0;

    // Asked by every page: not behind a provider that is slow.
    std::mutex end_session_mutex;
    std::string end_session;

    files::WebQuestion question(const std::string& address) const {
        files::WebQuestion asked;
        asked.address = address;
        asked.certificates = settings.certificates;
        return asked;
    }

    Result<std::string> document(const std::string& address, const char* what) {
        const auto answer = ask(question(address));
        if (answer.status == 200) return Result<std::string>::of(answer.body);
        return Result<std::string>::no(
            Reason::provider,
            answer.status == 0
                ? fmt::format("the provider's {} cannot be fetched: {}", what, answer.problem)
                : fmt::format("the provider's {} cannot be fetched: status {}", what,
                              answer.status));
    }

    // Kept so that a provider which is away is not asked by everybody.
    Failure failing(Failure why, Moment now) {
        failed = now;
        failure = why;
        ++failures;
        return why;
    }
    bool is_failing(Moment now) const {
        return failed && *failed <= now && now < *failed + after_failure;
    }

    // Who waited while it failed for another does not wait for it to fail again.
    template <typename Work>
    auto in_turn(Work work) -> decltype(work()) {
        const auto before = failures.load();
        const std::lock_guard lock(mutex);
        if (failures != before) return {std::nullopt, failure};
        return work();
    }

    bool is_fresh(Moment from, Moment now) const { return from <= now && now < from + kept_for; }

    std::optional<Failure> see_to_endpoints(Moment now) {
        if (endpoints && is_fresh(endpoints_from, now)) return std::nullopt;
        if (is_failing(now)) return failure;
        const auto text = document(discovery_address(settings.issuer), "description");
        if (!text.value) return failing(text.failure, now);
        auto read = read_discovery(*text.value, settings.issuer);
        if (!read.value) return failing(read.failure, now);
        if (endpoints && endpoints->keys != read.value->keys) keys.clear();
        endpoints = std::move(read.value);
        endpoints_from = now;
        const std::lock_guard lock(end_session_mutex);
        end_session = end_session_address(settings, *endpoints);
        return std::nullopt;
    }

    std::optional<Failure> fetch_keys(Moment now) {
        if (is_failing(now)) return failure;
        const auto text = document(endpoints->keys, "keys");
        if (!text.value) return failing(text.failure, now);
        auto read = read_keys(*text.value);
        if (!read.value) return failing(read.failure, now);
        keys = std::move(*read.value);
        keys_from = now;
        return std::nullopt;
    }

    // The key of a token. One that is not known may be new: then the keys are fetched once more,
    // but not for everybody who shows such a token.
    Result<Key> key_of(const TokenHead& head, Moment now) {
        return in_turn([&]() -> Result<Key> {
            if (keys.empty() || !is_fresh(keys_from, now)) {
                if (auto failed_now = fetch_keys(now)) return {std::nullopt, *failed_now};
            }
            const auto* key = key_for(head, keys);
            const bool may_renew = !renewed || now < *renewed || now >= *renewed + between_renewals;
            if (!key && keys_from != now && may_renew) {
                renewed = now;
                if (auto failed_now = fetch_keys(now)) return {std::nullopt, *failed_now};
                key = key_for(head, keys);
            }
            if (key) return Result<Key>::of(*key);
            return Result<Key>::no(Reason::answer,
                                   "the provider's token: its key is not among the provider's");
        });
    }

    Result<Endpoints> current_endpoints(Moment now) {
        return in_turn([&]() -> Result<Endpoints> {
            if (auto failed_now = see_to_endpoints(now)) return {std::nullopt, *failed_now};
            return Result<Endpoints>::of(*endpoints);
        });
    }

    Result<std::string> exchange(const Endpoints& at, const Attempt& attempt,
                                 const std::string& code) {
        const auto request = token_request(settings, attempt, code);
        auto asked = question(at.token);
        asked.form = request.form;
        asked.authorization = request.authorization;
        const auto answer = ask(asked);
        if (answer.status == 0 || answer.status >= 500) {
            return Result<std::string>::no(
                Reason::provider,
                fmt::format(
                    "the provider does not take the code: {}",
                    answer.status == 0 ? answer.problem : fmt::format("status {}", answer.status)));
        }
        return read_token_answer(answer.status, answer.body);
    }
};

Provider::Provider(Settings settings, Ask ask) : inside_(std::make_unique<Inside>()) {
    inside_->settings = std::move(settings);
    inside_->ask = std::move(ask);
}

Provider::~Provider() = default;

const Settings& Provider::settings() const {
    return inside_->settings;
}

Result<std::string> Provider::begin(const Attempt& attempt, Moment now) {
    const Place place(inside_->at_work);
    if (!place.is_mine())
        return Result<std::string>::no(Reason::busy, "too many sign in by the provider at once");
    const auto endpoints = inside_->current_endpoints(now);
    if (!endpoints.value) return {std::nullopt, endpoints.failure};
    return Result<std::string>::of(
        authorization_address(inside_->settings, *endpoints.value, attempt));
}

Result<Identity> Provider::finish(const Returned& returned, const Attempt& attempt, Moment now) {
    const Place place(inside_->at_work);
    if (!place.is_mine())
        return Result<Identity>::no(Reason::busy, "too many sign in by the provider at once");
    const auto endpoints = inside_->current_endpoints(now);
    if (!endpoints.value) return {std::nullopt, endpoints.failure};
    const auto code = read_returned(returned, attempt, *endpoints.value);
    if (!code.value) return {std::nullopt, code.failure};
    const auto token = inside_->exchange(*endpoints.value, attempt, *code.value);
    if (!token.value) return {std::nullopt, token.failure};
    const auto head = read_head(*token.value);
    if (!head.value) return {std::nullopt, head.failure};
    const auto key = inside_->key_of(*head.value, now);
    if (!key.value) return {std::nullopt, key.failure};
    const auto& settings = inside_->settings;
    return verify(*token.value, *key.value,
                  {settings.issuer, settings.client, attempt.nonce, settings.groups_claim, now});
}

std::string Provider::end_session() {
    const std::lock_guard lock(inside_->end_session_mutex);
    return inside_->end_session;
}

}  // namespace concord::openid
