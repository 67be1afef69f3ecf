// Signing in by a provider outside, whose word the door has verified.
#include <algorithm>

#include <fmt/format.h>

#include "accounts/implementation.hpp"
#include "base/failure.hpp"
#include "base/text.hpp"

namespace concord::accounts {
namespace {

constexpr int attempts_under_contention = 1000;

// What is to be written, as the accounts stand now.
struct Plan {
    OutsideStatus status = OutsideStatus::signed_in;
    std::vector<Draft> drafts;
    std::vector<store::StreamPosition> expects;
    bool makes_account = false;
};

bool is_name_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_' ||
           c == '@';
}

// A name of an account that is near to the proposed one, and that nobody has.
std::string free_name(const State& state, std::string_view proposed) {
    constexpr std::size_t longest = 56;
    constexpr int most_tries = 100;
    std::string name;
    for (const char c : lower(proposed)) {
        const bool may_begin = !name.empty() || (c >= 'a' && c <= 'z');
        if (is_name_character(c) && may_begin && name.size() < longest) name += c;
    }
    if (name.empty()) name = "person";
    if (!state.find(name)) return name;
    for (int number = 2; number < most_tries; ++number) {
        auto numbered = fmt::format("{}-{}", name, number);
        if (!state.find(numbered)) return numbered;
    }
    constexpr std::size_t enough = 7;
    return fmt::format("{}-{}", name, random_key().substr(0, enough));
}

class Planner {
  public:
    Planner(Accounts::Implementation& parts, const OutsideSignIn& given, std::string digest,
            Instant now)
        : parts_(parts), given_(given), digest_(std::move(digest)), now_(now) {}

    Plan plan(const State& state) const {
        const auto holder = state.holder_of(given_.identity);
        const auto* known = holder.empty() ? nullptr : state.find(holder);
        if (known) return for_account(state, *known);
        if (!given_.roles) return refused_stranger(OutsideStatus::not_linked, "not-linked");
        if (given_.roles->empty()) return refused_stranger(OutsideStatus::no_role, "no-role");
        return for_new_account(state);
    }

  private:
    Plan for_account(const State& state, const KnownAccount& known) const {
        if (known.account.disabled) return refused(known, OutsideStatus::disabled, "disabled");
        Plan plan;
        plan.expects = {{account_stream(known.account.name), known.last}};
        if (changes_roles(state, known)) {
            if (given_.roles->empty()) return refused(known, OutsideStatus::no_role, "no-role");
            plan.expects = positions_for_roles(state, known.account.name);
            auto draft = parts_.draft_for(known, "roles-changed", "-");
            draft.payload["roles"] = words_of(*given_.roles);
            draft.payload["before"] = words_of(known.account.roles);
            draft.payload["by"] = given_.identity.issuer;
            plan.drafts.push_back(std::move(draft));
        }
        plan.drafts.push_back(begins(known, static_cast<std::int64_t>(plan.drafts.size())));
        return plan;
    }

    // The last administrator keeps the roles that are there.
    bool changes_roles(const State& state, const KnownAccount& known) const {
        if (!given_.roles || *given_.roles == known.account.roles) return false;
        return may(*given_.roles, Right::manage_accounts) ||
               !refusal_for_last_administrator(state, known);
    }

    Plan for_new_account(const State& state) const {
        Plan plan;
        plan.makes_account = true;
        KnownAccount fresh;
        fresh.account.name = free_name(state, given_.name);
        auto draft = parts_.draft_for(fresh, "created", "-");
        draft.key = link_key(state, given_.identity, parts_.key());
        draft.payload["roles"] = words_of(*given_.roles);
        if (!given_.full_name.empty() && !refusal_of_full_name(given_.full_name))
            draft.payload["full_name"] = given_.full_name;
        draft.payload["external"] = words_of(given_.identity);
        plan.drafts = {std::move(draft), begins(fresh, 1)};
        plan.expects = {{account_stream(fresh.account.name), 0}};
        return plan;
    }

    Draft begins(const KnownAccount& known, std::int64_t ahead) const {
        auto draft = parts_.draft_for(known, "signed-in", known.account.name, ahead);
        draft.key = "outside:" + sha256_hex(given_.once);
        draft.payload["by"] = given_.identity.issuer;
        draft.payload["session"] = digest_;
        const auto& limits = parts_.options().sessions;
        draft.payload["until"] = to_text(now_ + limits.absolute);
        draft.payload["idle"] = limits.idle.count();
        if (!given_.from.empty()) draft.payload["from"] = shown(given_.from);
        return draft;
    }

    Plan refused_as(Draft draft, OutsideStatus status, const char* why) const {
        draft.payload["why"] = why;
        draft.payload["external"] = words_of(given_.identity);
        if (!given_.from.empty()) draft.payload["from"] = shown(given_.from);
        return {status, {std::move(draft)}, {}, false};
    }

    Plan refused(const KnownAccount& known, OutsideStatus status, const char* why) const {
        auto plan = refused_as(parts_.draft_for(known, "provider-refused", "-"), status, why);
        plan.expects = {{account_stream(known.account.name), known.last}};
        return plan;
    }

    Plan refused_stranger(OutsideStatus status, const char* why) const {
        const auto text = given_.identity.issuer + "\n" + given_.identity.subject;
        const auto digest = parts_.key().digest("stranger", text).substr(0, 32);
        return refused_as(
            {stranger_stream(digest), "provider-refused", "-", random_key(), Json::object()},
            status, why);
    }

    Accounts::Implementation& parts_;
    const OutsideSignIn& given_;
    std::string digest_;
    Instant now_;
};

}  // namespace

OutsideAnswer Accounts::sign_in_outside(const OutsideSignIn& given, Instant now) {
    auto& parts = *implementation_;
    if (refusal_of(given.identity) || given.once.empty()) return {};
    const auto token = random_token();
    const Planner planner(parts, given, sha256_hex(token), now);
    bool was_used = false;
    for (int i = 0; i < attempts_under_contention; ++i) {
        const auto plan = parts.look([&](const State& state) { return planner.plan(state); });
        const auto result = parts.append(plan.drafts, plan.expects, now);
        if (result.status == store::AppendStatus::moved_on) continue;
        if (result.status == store::AppendStatus::key_used) {
            // Another server made the account a moment ago, or this very act is done already.
            if (!plan.makes_account || was_used) return {OutsideStatus::used, {}, std::nullopt};
            was_used = true;
            continue;
        }
        if (result.entries.empty()) {
            throw EnvironmentFailure(
                fmt::format("the journal of accounts does not take it: {}", result.problem),
                "try again");
        }
        if (plan.status != OutsideStatus::signed_in) return {plan.status, {}, std::nullopt};
        // Where the account was changed in this very moment it ended at once.
        auto begun = session(token, now);
        if (!begun) return {OutsideStatus::disabled, {}, std::nullopt};
        return {OutsideStatus::signed_in, token, std::move(begun)};
    }
    throw EnvironmentFailure("others keep changing the same account at the same time", "try again");
}

}  // namespace concord::accounts
