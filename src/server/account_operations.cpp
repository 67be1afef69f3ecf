// Accounts of others, and the audit: for those who have the right.
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "server/body.hpp"
#include "server/operations.hpp"
#include "server/people.hpp"

namespace concord::server {
namespace {

using nlohmann::json;

json account_json(const accounts::Account& account) {
    json roles = json::array();
    for (const auto role : account.roles)
        roles.push_back(to_string(role));
    const auto instant = [](const std::optional<accounts::Instant>& moment) {
        return moment ? json(accounts::to_text(*moment)) : json(nullptr);
    };
    return {{"name", account.name},
            {"full_name", account.full_name},
            {"roles", roles},
            {"disabled", account.disabled},
            {"has_code", account.has_code},
            {"external", account.external ? json{{"issuer", account.external->issuer},
                                                 {"subject", account.external->subject}}
                                          : json(nullptr)},
            {"created", accounts::to_text(account.created)},
            {"signed_in", instant(account.signed_in)},
            {"locked_until", instant(account.locked_until)}};
}

Operation managing(Method method, std::string path, std::string id, std::string summary) {
    auto made = operation({method, std::move(path), std::move(id), std::move(summary), "accounts"});
    made.answers = {"Account"};
    made.right = accounts::Right::manage_accounts;
    made.needs_session = true;
    return made;
}

Response one_account(People& people, const std::string& name, int status) {
    const auto account = people.accounts().find(name);
    if (!account) return problem(404, "there is no such account");
    return Response::json(status, account_json(*account).dump());
}

Response create(People& people, const Call& call) {
    Body body(call.request);
    accounts::NewAccount account;
    account.name = body.text("name");
    account.full_name = body.optional_text("full_name");
    account.password = body.text("password");
    const auto roles = accounts::parse_roles(body.texts("roles"));
    if (const auto refused = body.refusal()) return *refused;
    if (roles.refusal) return refusal(*roles.refusal);
    account.roles = *roles.value;
    const auto done = people.accounts().create(account, {call.session->account, people.now()});
    return done ? refusal(*done) : one_account(people, account.name, 201);
}

// Each part that is given is changed; the first that is refused ends it, and says so.
Response change(People& people, const Call& call) {
    Body body(call.request);
    const auto& name = call.path.at("name");
    const accounts::Acting acting{call.session->account, people.now()};
    const bool has_roles = body.has("roles");
    const auto words = body.texts("roles");
    const auto disabled = body.truth("disabled");
    const auto unlock = body.truth("unlock");
    const auto reset_code = body.truth("reset_code");
    const auto password = body.optional_text("password");
    if (const auto refused = body.refusal()) return *refused;
    const auto roles = accounts::parse_roles(words);
    if (has_roles && roles.refusal) return refusal(*roles.refusal);
    auto& all = people.accounts();
    accounts::Done done;
    if (has_roles) done = all.set_roles(name, *roles.value, acting);
    if (!done && !password.empty()) done = all.set_password(name, password, acting);
    if (!done && unlock.value_or(false)) done = all.unlock(name, acting);
    if (!done && reset_code.value_or(false)) done = all.reset_code(name, acting);
    if (!done && disabled) done = all.set_disabled(name, *disabled, acting);
    return done ? refusal(*done) : one_account(people, name, 200);
}

Response audit(People& people, const Call& call) {
    constexpr std::int64_t most = 1000;
    constexpr std::int64_t any = 1'000'000'000'000;
    std::vector<RequestProblem> problems;
    const auto limit = whole_number(call.request, "limit", 100, most, problems);
    const auto offset = whole_number(call.request, "offset", 0, any, problems);
    if (!problems.empty()) return problem(400, problems.front().message, problems);
    const auto page = people.accounts().audit_page(limit, offset);
    json entries = json::array();
    for (const auto& entry : page.entries) {
        entries.push_back({{"sequence", entry.sequence},
                           {"instant", entry.instant},
                           {"actor", entry.actor},
                           {"kind", entry.kind},
                           {"what", entry.what},
                           {"hash", entry.hash}});
    }
    return Response::json(
        200,
        json{{"entries", entries}, {"total", page.total}, {"head", store::to_string(page.head)}}
            .dump());
}

Response verification(People& people) {
    const auto checked = people.accounts().verify();
    json body = {{"entries", checked.entries},
                 {"head", store::to_string(checked.head)},
                 {"holds", !checked.breach.has_value()},
                 {"broken_entry", checked.breach ? json(checked.breach->sequence) : json(nullptr)}};
    return Response::json(200, body.dump());
}

}  // namespace

void add_accounts(std::vector<Operation>& operations, People& people) {
    auto list = managing(Method::get, "/accounts", "accounts", "All accounts");
    list.answers = {"Accounts"};
    list.run = [&people](const Call&) {
        json accounts = json::array();
        for (const auto& account : people.accounts().list())
            accounts.push_back(account_json(account));
        return Response::json(200, json{{"accounts", accounts}}.dump());
    };
    operations.push_back(list);

    auto made = managing(Method::post, "/accounts", "create_account", "A new account");
    made.takes = Content{"NewAccount"};
    made.done = 201;
    made.run = [&people](const Call& call) { return create(people, call); };
    operations.push_back(made);

    auto changed =
        managing(Method::patch, "/accounts/{name}", "change_account",
                 "Other roles, another password, unlocked, without code, disabled or enabled");
    changed.takes = Content{"AccountChange"};
    changed.run = [&people](const Call& call) { return change(people, call); };
    operations.push_back(changed);

    auto entries =
        managing(Method::get, "/audit", "audit", "Who did what and when, the newest first");
    entries.right = accounts::Right::read_audit;
    entries.parameters = {{"limit", "How many entries at most, up to 1000", "integer"},
                          {"offset", "How many of the newest are left out", "integer"}};
    entries.answers = {"Audit"};
    entries.run = [&people](const Call& call) { return audit(people, call); };
    operations.push_back(entries);

    auto check = managing(Method::get, "/audit/verification", "verify_audit",
                          "Whether the chain of the audit holds, from its first entry on");
    check.right = accounts::Right::read_audit;
    check.answers = {"Verification"};
    check.run = [&people](const Call&) { return verification(people); };
    operations.push_back(check);
}

}  // namespace concord::server
