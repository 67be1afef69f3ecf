// Signing in by the organisation's own provider: sending people there, and taking what they come
// back with. Whatever goes wrong leads to the page with one word of ours; the log says more.
#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "server/operations.hpp"
#include "server/people.hpp"

namespace concord::server {
namespace {

using nlohmann::json;
using openid::Reason;

constexpr std::string_view seal_purpose = "openid attempt";
constexpr std::size_t longest_fragment = 512;

openid::Moment moment(accounts::Instant now) {
    return std::chrono::floor<std::chrono::seconds>(now);
}

// Where in the page to go on: nothing that could be an address elsewhere, or end a header.
bool is_fragment(std::string_view text) {
    return text.starts_with('#') && text.size() <= longest_fragment &&
           std::ranges::all_of(text, [](char c) {
               return c > 0x20 && c < 0x7f && c != '"' && c != '<' && c != '>' && c != '\\';
           });
}

Response to(const std::string& address) {
    return Response::empty(302).with("Location", address);
}

// An attempt, between sending somebody away and their coming back: with the browser alone.
struct Held {
    openid::Attempt attempt;
    std::string fragment;
    openid::Moment until;
};

std::string text_of(const Held& held) {
    return json{{"state", held.attempt.state},
                {"nonce", held.attempt.nonce},
                {"verifier", held.attempt.verifier},
                {"fragment", held.fragment},
                {"until", held.until.time_since_epoch().count()}}
        .dump();
}

std::optional<Held> read_held(const std::string& text) {
    const auto given = json::parse(text, nullptr, false);
    if (!given.is_object()) return std::nullopt;
    Held held;
    held.attempt = {given.value("state", ""), given.value("nonce", ""),
                    given.value("verifier", "")};
    held.fragment = given.value("fragment", "#/");
    held.until = openid::Moment(std::chrono::seconds(given.value("until", std::int64_t{0})));
    return held;
}

openid::Returned returned_by(const Request& request) {
    openid::Returned returned;
    const std::pair<std::string_view, std::string*> wanted[] = {{"code", &returned.code},
                                                                {"state", &returned.state},
                                                                {"iss", &returned.issuer},
                                                                {"error", &returned.error}};
    for (const auto& [name, member] : wanted) {
        const auto is_it = [key = name](const auto& given) { return given.first == key; };
        returned.is_repeated |= std::ranges::count_if(request.query, is_it) > 1;
        *member = request.parameter(name).value_or("");
    }
    return returned;
}

std::string_view word_of(accounts::OutsideStatus status) {
    switch (status) {
        case accounts::OutsideStatus::not_linked:
            return "account";
        case accounts::OutsideStatus::no_role:
            return "role";
        case accounts::OutsideStatus::disabled:
            return "disabled";
        default:
            return "attempt";
    }
}

std::string_view words_of(accounts::OutsideStatus status) {
    switch (status) {
        case accounts::OutsideStatus::not_linked:
            return "nobody is linked to who signed in there; the audit says who it was";
        case accounts::OutsideStatus::no_role:
            return "no role follows from the groups of who signed in there";
        case accounts::OutsideStatus::disabled:
            return "the account of who signed in there is disabled";
        default:
            return "an answer came a second time";
    }
}

class ByProvider {
  public:
    ByProvider(People& people, const OutsideDoor& door) : people_(people), door_(door) {}

    Response begin(const Call& call) const {
        const auto fragment = call.request.parameter("return").value_or("#/");
        if (!is_fragment(fragment)) {
            const std::string words = "`return` is a place in the page, beginning with `#`";
            return problem(400, words, {{words, "give such as #/map", "return"}});
        }
        const Held held{openid::new_attempt(), fragment, now() + openid::longest_attempt};
        const auto address = door_.provider->begin(held.attempt, now());
        if (!address.value) return failed(address.failure);
        const auto sealed = people_.accounts().seal(text_of(held), seal_purpose);
        return to(*address.value)
            .with("Set-Cookie", people_.attempt_cookie(sealed, openid::longest_attempt));
    }

    Response end(const Call& call) const {
        return ended(call).with("Set-Cookie", people_.attempt_cookie("", std::chrono::seconds(0)));
    }

  private:
    openid::Moment now() const { return moment(people_.now()); }

    Response failed(const openid::Failure& failure) const {
        door_.log(fmt::format("sign-in by the provider: {}", failure.log));
        return turned_back(openid::to_string(failure.reason));
    }

    std::optional<Held> held_by(const Request& request) const {
        const auto text = people_.accounts().unseal(people_.attempt_of(request), seal_purpose);
        auto held = text ? read_held(*text) : std::nullopt;
        if (!held || now() >= held->until) return std::nullopt;
        return held;
    }

    Response ended(const Call& call) const {
        const auto held = held_by(call.request);
        if (!held)
            return failed({Reason::attempt,
                           "an answer came to a browser that had not asked, or "
                           "asked too long ago"});
        const auto identity =
            door_.provider->finish(returned_by(call.request), held->attempt, now());
        if (!identity.value) return failed(identity.failure);
        const auto& who = *identity.value;
        const accounts::OutsideSignIn given{{who.issuer, who.subject},
                                            held->attempt.state,
                                            call.request.address,
                                            door_.provider->settings().roles_of(who.groups),
                                            who.name,
                                            who.full_name};
        const auto answer = people_.accounts().sign_in_outside(given, people_.now());
        if (answer.status == accounts::OutsideStatus::signed_in)
            return to("/" + held->fragment).with("Set-Cookie", people_.cookie(answer.token));
        door_.log(fmt::format("sign-in by the provider: {}", words_of(answer.status)));
        return turned_back(word_of(answer.status));
    }

    People& people_;
    OutsideDoor door_;
};

Operation leading(std::string path, std::string id, std::string summary) {
    auto made =
        operation({Method::get, std::move(path), std::move(id), std::move(summary), "session"});
    made.right = std::nullopt;
    made.done = 302;
    return made;
}

Response no_provider() {
    return problem(404, "nobody signs in here by a provider",
                   {{"there is no provider", "who runs the server gives one with --openid", {}}});
}

}  // namespace

Response turned_back(std::string_view word) {
    return to(fmt::format("/#/account?refused={}", word));
}

void add_openid(std::vector<Operation>& operations, People& people, const OutsideDoor& door) {
    const ByProvider by_provider(people, door);
    const bool is_there = door.provider != nullptr && people.has_accounts();

    auto begin = leading("/session/openid", "begin_openid",
                         "Leads to the organisation's own provider, to sign in there");
    begin.parameters = {{"return", "Where in the page to go on afterwards, such as #/map"}};
    begin.run = [by_provider, is_there](const Call& call) {
        return is_there ? by_provider.begin(call) : no_provider();
    };
    operations.push_back(begin);

    auto end = leading("/session/openid/callback", "end_openid",
                       "Takes what the provider sends people back with, and signs them in");
    end.parameters = {{"code", "What is exchanged for who it is"},
                      {"state", "Which attempt it is of"},
                      {"iss", "Which provider it is of"},
                      {"error", "Why nobody is signed in"}};
    end.takes_any_parameter = true;
    end.run = [by_provider, is_there](const Call& call) {
        return is_there ? by_provider.end(call) : no_provider();
    };
    operations.push_back(end);

    auto leave = leading("/session/openid/end", "leave_openid",
                         "Leads to where people sign out of the provider too");
    leave.run = [door, is_there](const Call&) {
        const auto address = is_there ? door.provider->end_session() : std::string();
        return address.empty() ? no_provider() : to(address);
    };
    operations.push_back(leave);
}

}  // namespace concord::server
