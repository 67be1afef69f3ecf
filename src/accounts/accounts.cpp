#include "accounts/accounts.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "accounts/implementation.hpp"
#include "accounts/totp.hpp"
#include "base/text.hpp"

namespace concord::accounts {
namespace {

constexpr std::size_t longest_name = 64;
constexpr std::size_t longest_full_name = 200;

Refusal wrong(const char* parameter, std::string message, std::string help) {
    return {RefusalKind::wrong, std::move(message), std::move(help), parameter, {}};
}

Done refusal_of_name(std::string_view name) {
    const auto is_inner = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
               c == '_' || c == '@';
    };
    const bool fits = !name.empty() && name.size() <= longest_name && name.front() >= 'a' &&
                      name.front() <= 'z' && std::ranges::all_of(name, is_inner);
    if (fits) return std::nullopt;
    return wrong("name", fmt::format("`{}` is no name of an account", shown(name)),
                 fmt::format("give at most {} of a to z, 0 to 9, `.`, `-`, `_` and `@`, with a "
                             "letter first",
                             longest_name));
}

// Marks that turn the direction of text make one name look like another.
bool turns_direction(std::string_view text) {
    for (const auto* mark : {"\u202A", "\u202B", "\u202C", "\u202D", "\u202E", "\u2066", "\u2067",
                             "\u2068", "\u2069", "\u200E", "\u200F"}) {
        if (text.find(mark) != std::string_view::npos) return true;
    }
    return false;
}

Done refusal_of_roles(const Roles& roles) {
    if (!roles.empty()) return std::nullopt;
    return wrong("roles", "no role is given",
                 "give one or more: an account without one does nothing");
}

bool has_password(const NewAccount& account) {
    return !account.external || !account.password.empty();
}

Refusal is_linked_already(const std::string& holder) {
    return {RefusalKind::exists,
            fmt::format("this person of the provider belongs to `{}`", holder),
            "unlink that account first",
            "subject",
            {}};
}

Done refusal_of_own(const std::string& name, const Acting& acting) {
    if (acting.actor != name) return std::nullopt;
    return Refusal{RefusalKind::refused,
                   "this is done to one's own account with its password",
                   "use the form for one's own account, or ask another administrator",
                   "password",
                   {}};
}

}  // namespace

Done refusal_of_full_name(std::string_view text) {
    const bool is_text = is_utf8(text) && std::ranges::none_of(text, [](char c) {
                             const auto byte = static_cast<unsigned char>(c);
                             return byte < 0x20 || byte == 0x7f;
                         });
    if (is_text && !turns_direction(text) && text.size() <= longest_full_name) return std::nullopt;
    return wrong("full_name", fmt::format("`{}` is no name of a person", shown(text)),
                 fmt::format("give UTF-8 of at most {} bytes without control characters",
                             longest_full_name));
}

Done refusal_of(const ExternalIdentity& identity) {
    const auto fits = [](std::string_view text, std::size_t longest) {
        return !text.empty() && text.size() <= longest &&
               std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7f; });
    };
    constexpr std::size_t longest_issuer = 2048;
    constexpr std::size_t longest_subject = 255;
    if (!fits(identity.issuer, longest_issuer)) {
        return wrong("issuer", fmt::format("`{}` is no issuer", shown(identity.issuer)),
                     "give the provider's address as it names itself");
    }
    if (!fits(identity.subject, longest_subject)) {
        return wrong("subject", fmt::format("`{}` is no subject", shown(identity.subject)),
                     "give 1 to 255 characters of ASCII, as the provider has them (`sub`)");
    }
    return std::nullopt;
}

AccountsOptions default_options(const std::filesystem::path& system_folder) {
    AccountsOptions options;
    options.journal = (system_folder / "access" / "journal.sqlite").string();
    options.key = system_folder / "access" / "key";
    return options;
}

Result<Roles> parse_roles(std::span<const std::string> words) {
    std::vector<std::string> known;
    for (const auto role : every_role())
        known.emplace_back(to_string(role));
    Roles roles;
    for (const auto& word : words) {
        const auto cleaned = lower(trim(word));
        const auto role = parse_role(cleaned);
        if (!role) {
            const auto nearest = closest(cleaned, known);
            return {std::nullopt, wrong("roles", fmt::format("`{}` is no role", shown(word)),
                                        nearest ? fmt::format("is `{}` meant? There are {}",
                                                              *nearest, join(known, ", "))
                                                : fmt::format("there are {}", join(known, ", ")))};
        }
        roles.insert(*role);
    }
    if (auto refused = refusal_of_roles(roles)) return {std::nullopt, std::move(refused)};
    return {std::move(roles), std::nullopt};
}

Done refusal_of(const NewAccount& account) {
    if (auto refused = refusal_of_name(account.name)) return refused;
    if (auto refused = refusal_of_full_name(account.full_name)) return refused;
    if (auto refused = refusal_of_roles(account.roles)) return refused;
    if (account.external) {
        if (auto refused = refusal_of(*account.external)) return refused;
    }
    if (!has_password(account)) return std::nullopt;
    return refusal_of_password(account.password, account.name);
}

std::unique_ptr<Accounts> Accounts::open(const AccountsOptions& options,
                                         store::JournalAccess access, Instant now) {
    return std::unique_ptr<Accounts>(
        new Accounts(std::make_unique<Implementation>(options, access, now)));
}

Accounts::Accounts(std::unique_ptr<Implementation> implementation)
    : implementation_(std::move(implementation)) {}

Accounts::~Accounts() = default;

std::vector<Account> Accounts::list() {
    return implementation_->look([](const State& state) {
        std::vector<Account> accounts;
        for (const auto& [name, known] : state.accounts())
            accounts.push_back(known.account);
        return accounts;
    });
}

std::optional<Account> Accounts::find(std::string_view name) {
    return implementation_->look([name](const State& state) {
        const auto* known = state.find(name);
        return known ? std::optional(known->account) : std::nullopt;
    });
}

Done Accounts::create(const NewAccount& account, const Acting& acting) {
    if (auto refused = refusal_of(account)) return refused;
    const Refusal exists{RefusalKind::exists,
                         fmt::format("there is an account `{}` already", account.name),
                         "names are not used again: give another",
                         "name",
                         {}};
    if (find(account.name)) return exists;
    KnownAccount fresh;
    fresh.account.name = account.name;
    auto draft = implementation_->draft_for(fresh, "created", acting.actor);
    draft.payload["roles"] = words_of(account.roles);
    if (!account.full_name.empty()) draft.payload["full_name"] = account.full_name;
    if (has_password(account)) {
        const auto hash = implementation_->hash(account.password);
        if (!hash.value) return hash.refusal;
        draft.payload["password"] = implementation_->sealed_password(account.name, *hash.value);
    }
    if (account.external) {
        draft.payload["external"] = words_of(*account.external);
        const auto holder = implementation_->look([&](const State& state) {
            draft.key = link_key(state, *account.external, implementation_->key());
            return state.holder_of(*account.external);
        });
        if (!holder.empty()) return is_linked_already(holder);
    }
    const auto result =
        implementation_->append({draft}, {{account_stream(account.name), 0}}, acting.now);
    if (result.status == store::AppendStatus::moved_on) return exists;
    if (result.status == store::AppendStatus::key_used) return is_linked_already("another account");
    if (!result.entries.empty()) return std::nullopt;
    return wrong("external", result.problem, "give text in UTF-8");
}

Done Accounts::set_roles(const std::string& name, const Roles& roles, const Acting& acting) {
    if (auto refused = refusal_of_roles(roles)) return refused;
    return implementation_->change(
        name, acting.now,
        [&](const State& state, const KnownAccount& known, std::vector<Draft>& drafts) -> Done {
            if (known.account.roles == roles) return std::nullopt;
            if (!may(roles, Right::manage_accounts)) {
                if (auto refused = refusal_for_last_administrator(state, known)) return refused;
            }
            auto draft = implementation_->draft_for(known, "roles-changed", acting.actor);
            draft.payload["roles"] = words_of(roles);
            draft.payload["before"] = words_of(known.account.roles);
            drafts.push_back(std::move(draft));
            return std::nullopt;
        });
}

Done Accounts::set_password(const std::string& name, const std::string& password,
                            const Acting& acting) {
    if (!find(name)) return no_such_account(name);
    if (auto refused = refusal_of_own(name, acting)) return refused;
    if (auto refused = refusal_of_password(password, name)) return refused;
    const auto hash = implementation_->hash(password);
    if (!hash.value) return hash.refusal;
    const auto sealed = implementation_->sealed_password(name, *hash.value);
    return implementation_->change(
        name, acting.now,
        [&](const State&, const KnownAccount& known, std::vector<Draft>& drafts) -> Done {
            auto draft = implementation_->draft_for(known, "password-changed", acting.actor);
            draft.payload["password"] = sealed;
            drafts.push_back(std::move(draft));
            return std::nullopt;
        });
}

Done Accounts::set_disabled(const std::string& name, bool disabled, const Acting& acting) {
    return implementation_->change(
        name, acting.now,
        [&](const State& state, const KnownAccount& known, std::vector<Draft>& drafts) -> Done {
            if (known.account.disabled == disabled) return std::nullopt;
            if (disabled) {
                if (auto refused = refusal_for_last_administrator(state, known)) return refused;
            }
            drafts.push_back(
                implementation_->draft_for(known, disabled ? "disabled" : "enabled", acting.actor));
            return std::nullopt;
        });
}

Done Accounts::set_external(const std::string& name,
                            const std::optional<ExternalIdentity>& identity, const Acting& acting) {
    if (identity) {
        if (auto refused = refusal_of(*identity)) return refused;
    }
    return implementation_->change(
        name, acting.now,
        [&](const State& state, const KnownAccount& known, std::vector<Draft>& drafts) -> Done {
            if (known.account.external == identity) return std::nullopt;
            auto draft =
                implementation_->draft_for(known, identity ? "linked" : "unlinked", acting.actor);
            if (identity) {
                const auto holder = state.holder_of(*identity);
                if (!holder.empty()) return is_linked_already(holder);
                draft.payload["external"] = words_of(*identity);
                draft.key = link_key(state, *identity, implementation_->key());
            }
            drafts.push_back(std::move(draft));
            return std::nullopt;
        });
}

std::string Accounts::seal(std::string_view clear, std::string_view purpose) const {
    return implementation_->key().seal(clear, fmt::format("door {}", purpose));
}

std::optional<std::string> Accounts::unseal(std::string_view sealed,
                                            std::string_view purpose) const {
    return implementation_->key().open(sealed, fmt::format("door {}", purpose));
}

Done Accounts::unlock(const std::string& name, const Acting& acting) {
    return implementation_->change(
        name, acting.now,
        [&](const State&, const KnownAccount& known, std::vector<Draft>& drafts) -> Done {
            if (known.failures.in_all == 0) return std::nullopt;
            drafts.push_back(implementation_->draft_for(known, "unlocked", acting.actor));
            return std::nullopt;
        });
}

Done Accounts::reset_code(const std::string& name, const Acting& acting) {
    if (auto refused = refusal_of_own(name, acting)) return refused;
    return implementation_->change(
        name, acting.now,
        [&](const State&, const KnownAccount& known, std::vector<Draft>& drafts) -> Done {
            if (known.code.empty() && known.pending_code.empty()) return std::nullopt;
            drafts.push_back(implementation_->draft_for(known, "code-removed", acting.actor));
            return std::nullopt;
        });
}

Result<CodeSetUp> Accounts::set_up_code(const std::string& name, Instant now) {
    const auto secret = random_bytes(code_secret_bytes);
    const auto sealed = implementation_->sealed_secret(name, secret);
    auto refused = implementation_->change(
        name, now,
        [&](const State&, const KnownAccount& known, std::vector<Draft>& drafts) -> Done {
            if (known.account.has_code) {
                return Refusal{RefusalKind::exists,
                               "a one-time code is set up already",
                               "remove it first, with the password",
                               "code",
                               {}};
            }
            auto draft = implementation_->draft_for(known, "code-set-up", name);
            draft.payload["secret"] = sealed;
            drafts.push_back(std::move(draft));
            return std::nullopt;
        });
    if (refused) return {std::nullopt, std::move(refused)};
    return {CodeSetUp{base32(secret), code_uri(implementation_->options().issuer, name, secret)},
            std::nullopt};
}

Done Accounts::confirm_code(const std::string& name, const std::string& code, Instant now) {
    return implementation_->change(
        name, now,
        [&](const State&, const KnownAccount& known, std::vector<Draft>& drafts) -> Done {
            if (known.pending_code.empty()) {
                return wrong("code", "no code is being set up", "begin with a new secret");
            }
            const auto secret = implementation_->opened_secret(name, known.pending_code);
            const auto step = accepted_step(secret, code, now, -1);
            if (!step) {
                return Refusal{RefusalKind::refused,
                               "the code is not the one of this moment",
                               "give the six digits that the authenticator shows now; is the "
                               "clock of the telephone right?",
                               "code",
                               {}};
            }
            auto draft = implementation_->draft_for(known, "code-confirmed", name);
            draft.payload["step"] = *step;
            drafts.push_back(std::move(draft));
            return std::nullopt;
        });
}

}  // namespace concord::accounts
