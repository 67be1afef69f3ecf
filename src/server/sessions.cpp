// Signing in and out, and what belongs to one's own account.
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "server/body.hpp"
#include "server/operations.hpp"
#include "server/people.hpp"

namespace concord::server {
namespace {

using nlohmann::json;

json session_json(const accounts::Session& session) {
    json roles = json::array();
    for (const auto role : session.roles)
        roles.push_back(to_string(role));
    json rights = json::array();
    for (const auto right : accounts::rights_of(session.roles))
        rights.push_back(to_string(right));
    return {{"signed_in", true},
            {"name", session.account},
            {"full_name", session.full_name},
            {"roles", roles},
            {"rights", rights},
            {"csrf", session.csrf},
            {"has_password", session.has_password},
            {"expires", accounts::to_text(session.expires)}};
}

Response no_accounts() {
    return problem(
        404, "nobody can sign in here: this server has no accounts",
        {{"no accounts", "an administrator makes the first with `concord accounts DIR add`", {}}});
}

Response signed_in(People& people, const accounts::SignInAnswer& answer) {
    return Response::json(200, session_json(*answer.session).dump())
        .with("Set-Cookie", people.cookie(answer.token));
}

Response not_signed_in(const accounts::SignInAnswer& answer) {
    switch (answer.status) {
        case accounts::SignInStatus::locked_out:
            return problem(429, "too many attempts: wait before you try again")
                .with("Retry-After", fmt::format("{}", answer.retry_after.count()));
        case accounts::SignInStatus::busy:
            return problem(503, "many people sign in at this moment: try again")
                .with("Retry-After",
                      fmt::format("{}", std::max<std::int64_t>(1, answer.retry_after.count())));
        default:
            break;
    }
    const std::string words = answer.code_required
                                  ? "the code of your authenticator is needed"
                                  : "the name, the password or the code is not right";
    json body = {{"type", "about:blank"},   {"title", "Unauthorized"},
                 {"status", 401},           {"detail", words},
                 {"errors", json::array()}, {"code_required", answer.code_required}};
    return Response::of(401, "application/problem+json", body.dump());
}

Operation own(Method method, std::string path, std::string id, std::string summary) {
    auto made = operation({method, std::move(path), std::move(id), std::move(summary), "session"});
    made.answers = {"Session"};
    made.right = std::nullopt;
    return made;
}

Response sign_in(People& people, const Call& call) {
    if (!people.has_accounts()) return no_accounts();
    Body body(call.request);
    accounts::SignIn given{body.text("name"), body.text("password"), body.optional_text("code"),
                           call.request.address};
    if (const auto refused = body.refusal()) return *refused;
    const auto answer = people.accounts().sign_in(given, people.now());
    return answer.status == accounts::SignInStatus::signed_in ? signed_in(people, answer)
                                                              : not_signed_in(answer);
}

void add_codes(std::vector<Operation>& operations, People& people) {
    auto set_up =
        own(Method::post, "/session/totp", "set_up_code",
            "A secret for one-time codes; it is asked for once a code of it has been given");
    set_up.needs_session = true;
    set_up.answers = {"CodeSetUp"};
    set_up.run = [&people](const Call& call) {
        const auto made = people.accounts().set_up_code(call.session->account, people.now());
        if (made.refusal) return refusal(*made.refusal);
        return Response::json(
            200, json{{"secret", made.value->secret}, {"uri", made.value->uri}}.dump());
    };
    operations.push_back(set_up);

    auto confirm =
        own(Method::put, "/session/totp", "confirm_code", "Confirms the secret by a code of it");
    confirm.needs_session = true;
    confirm.takes = Content{"CodeConfirmation"};
    confirm.done = 204;
    confirm.run = [&people](const Call& call) {
        Body body(call.request);
        const auto code = body.text("code");
        if (const auto refused = body.refusal()) return *refused;
        return done_or(people.accounts().confirm_code(call.session->account, code, people.now()));
    };
    operations.push_back(confirm);

    auto remove = own(Method::remove, "/session/totp", "remove_code",
                      "No one-time code is asked for any more");
    remove.needs_session = true;
    remove.takes = Content{"Password"};
    remove.done = 204;
    remove.run = [&people](const Call& call) {
        Body body(call.request);
        const auto password = body.text("password");
        if (const auto refused = body.refusal()) return *refused;
        return done_or(
            people.accounts().remove_code(call.session->account, password, people.now()));
    };
    operations.push_back(remove);
}

}  // namespace

void add_sessions(std::vector<Operation>& operations, People& people) {
    auto show = own(Method::get, "/session", "session", "Who is signed in");
    show.run = [](const Call& call) {
        return Response::json(
            200, call.session ? session_json(*call.session).dump() : R"({"signed_in":false})");
    };
    operations.push_back(show);

    auto in = own(Method::post, "/session", "sign_in", "Signs in");
    in.takes = Content{"SignIn"};
    in.run = [&people](const Call& call) { return sign_in(people, call); };
    operations.push_back(in);

    auto out = own(Method::remove, "/session", "sign_out", "Signs out");
    out.needs_session = true;
    out.done = 204;
    out.run = [&people](const Call& call) {
        people.accounts().sign_out(call.token, people.now());
        return Response::empty(204).with("Set-Cookie", people.no_cookie());
    };
    operations.push_back(out);

    auto password = own(Method::put, "/session/password", "change_password",
                        "Another password; every session of the account ends");
    password.needs_session = true;
    password.takes = Content{"PasswordChange"};
    password.done = 204;
    password.run = [&people](const Call& call) {
        Body body(call.request);
        const auto before = body.text("old");
        const auto after = body.text("new");
        if (const auto refused = body.refusal()) return *refused;
        return done_or(
            people.accounts().change_password(call.session->account, before, after, people.now()));
    };
    operations.push_back(password);
    add_codes(operations, people);
}

}  // namespace concord::server
