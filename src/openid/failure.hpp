// Why a sign-in by a provider came to nothing: one word for the page, one line for the log.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace concord::openid {

enum class Reason {
    provider,  // it cannot be reached
    answer,    // it answered what cannot be believed
    denied,    // it says no: the person turned back, or may not
    attempt,   // the answer belongs to no attempt of this browser, or came too late
    busy       // too many at once
};

std::string_view to_string(Reason reason);

struct Failure {
    Reason reason = Reason::answer;
    std::string log;  // lower case, no full stop; no code, token or secret
};

template <typename T>
struct Result {
    std::optional<T> value;
    Failure failure;  // where there is no value

    static Result of(T value) { return {std::move(value), {}}; }
    static Result no(Reason reason, std::string log) {
        return {std::nullopt, {reason, std::move(log)}};
    }
};

}  // namespace concord::openid
