// The file of `serve --openid`: which provider, who we are to it, and who gets an account by it.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "accounts/rights.hpp"
#include "base/diagnostic.hpp"

namespace concord::openid {

enum class ClientAuthentication { basic, post, none };

struct Settings {
    std::string issuer;
    std::string client;
    std::string client_secret;
    ClientAuthentication authentication = ClientAuthentication::basic;
    std::string address;  // of this server, as readers type it; ends in "/"
    std::string label = "Sign in by your organisation";
    std::vector<std::string> scopes = {"openid", "profile"};
    std::string certificates;                      // a file of authorities; empty: the machine's
    std::string groups_claim;                      // empty: only who was linked may sign in
    std::map<std::string, accounts::Roles> roles;  // of a group

    // What follows from somebody's groups: nothing where groups are not looked at.
    std::optional<accounts::Roles> roles_of(const std::vector<std::string>& groups) const;
};

// Everything that is wrong is said with its place; then there are no settings.
std::optional<Settings> read_settings(const std::filesystem::path& file, Diagnostics& diagnostics);

}  // namespace concord::openid
