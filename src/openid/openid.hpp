// Signing in by an organisation's own provider (OpenID Connect): a person is sent there with
// begin(), and comes back with a code, which finish() exchanges for who they are.
//
// Laws:
//  1. Nobody is sent anywhere before the provider's own description was read and holds.
//  2. Who somebody is comes from a token alone that the provider signed, for this client, in this
//     attempt, and a moment ago.
//  3. The provider may be away, slow or hostile: what it costs is bounded, and others go on.
//
// Nothing here reads the clock: `now` is the caller's. May be used from several threads.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "files/web_question.hpp"
#include "openid/authorization.hpp"
#include "openid/failure.hpp"
#include "openid/id_token.hpp"
#include "openid/settings.hpp"

namespace concord::openid {

using Ask = std::function<files::WebAnswer(const files::WebQuestion&)>;

class Provider {
  public:
    explicit Provider(Settings settings, Ask ask = files::ask_web);
    ~Provider();
    Provider(const Provider&) = delete;
    Provider& operator=(const Provider&) = delete;

    const Settings& settings() const;

    // The address that the person is sent to.
    Result<std::string> begin(const Attempt& attempt, Moment now);
    Result<Identity> finish(const Returned& returned, const Attempt& attempt, Moment now);
    // The address at which they sign out of the provider too; empty where it has none, or was not
    // asked yet.
    std::string end_session();

  private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace concord::openid
