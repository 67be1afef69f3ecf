#include "openid/failure.hpp"

namespace concord::openid {

std::string_view to_string(Reason reason) {
    switch (reason) {
        case Reason::provider:
            return "provider";
        case Reason::answer:
            return "answer";
        case Reason::denied:
            return "denied";
        case Reason::attempt:
            return "attempt";
        case Reason::busy:
            return "busy";
    }
    return "answer";
}

}  // namespace concord::openid
