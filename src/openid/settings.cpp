#include "openid/settings.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>

#include <fmt/format.h>
#include <sys/stat.h>

#include "base/text.hpp"
#include "files/toml_document.hpp"
#include "files/web_question.hpp"
#include "openid/strict_json.hpp"

namespace concord::openid {
namespace {

namespace fs = std::filesystem;

constexpr const char* wrong_value = "REG016";
constexpr std::size_t longest_text = 200;

// Where a file that the settings name lies: beside them, if it is not said from the root on.
fs::path beside(const fs::path& settings, const std::string& named) {
    return settings.parent_path() / named;
}

// The first line of a file that its owner alone may read; else what is wrong with it, and the mend.
std::string read_secret(const fs::path& file, std::string& fault, std::string& help) {
    struct stat status {};
    if (::stat(file.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) {
        fault = fmt::format("the file `{}` cannot be read", shown(file.string()));
        help = "put the client's secret into it, alone";
        return {};
    }
    if ((status.st_mode & 077U) != 0) {
        fault = fmt::format("the file `{}` may be read by others", shown(file.string()));
        help = fmt::format("chmod 600 {}", shown(file.string()));
        return {};
    }
    std::ifstream opened(file);
    std::string line;
    std::getline(opened, line);
    const auto secret = std::string(trim(line));
    if (is_ascii(secret, longest_text)) return secret;
    fault = fmt::format("the file `{}` holds no secret of a client", shown(file.string()));
    help = "put it into the first line, as the provider shows it";
    return {};
}

class Reader {
  public:
    Reader(files::TomlReader& toml, const fs::path& file) : toml_(toml), file_(file) {}

    Settings read() {
        read_provider();
        read_client();
        read_page();
        read_accounts();
        toml_.finish();
        return std::move(settings_);
    }

  private:
    void wrong(std::string_view key, std::string message, std::string help) {
        toml_.find(wrong_value, key, std::move(message), std::move(help));
    }

    // An address of the web to which no secret is sent in clear.
    std::optional<files::WebAddress> safe_address(std::string_view key, const std::string& text) {
        if (text.empty()) return std::nullopt;  // said already
        const auto address = files::parse_web_address(text);
        if (!address || !address->query.empty() || address->has_fragment ||
            text.find('?') != std::string::npos) {
            wrong(key, fmt::format("`{}` is no address: `{}`", key, shown(text)),
                  "give it as https://…, without `?` and `#`");
            return std::nullopt;
        }
        if (files::is_safe(*address)) return address;
        wrong(key, fmt::format("`{}` is not on https: `{}`", key, shown(text)),
              "only an address of this machine itself may be of http");
        return std::nullopt;
    }

    void read_provider() {
        settings_.issuer = toml_.required_text("issuer");
        safe_address("issuer", settings_.issuer);
        if (const auto named = toml_.text("certificates")) {
            const auto file = beside(file_, *named);
            std::error_code error;
            if (!fs::is_regular_file(file, error)) {
                wrong("certificates", fmt::format("there is no file `{}`", shown(file.string())),
                      "give the certificates of the authorities, in PEM");
            }
            settings_.certificates = file.string();
        }
        const auto scopes = toml_.texts("scopes");
        if (!scopes.empty()) settings_.scopes = scopes;
        if (std::ranges::find(settings_.scopes, "openid") == settings_.scopes.end())
            settings_.scopes.insert(settings_.scopes.begin(), "openid");
        for (const auto& scope : settings_.scopes) {
            if (!is_ascii(scope, longest_text) || scope.find(' ') != std::string::npos)
                wrong("scopes", fmt::format("`{}` is no scope", shown(scope)),
                      "give words such as \"openid\", \"profile\"");
        }
    }

    void read_client() {
        settings_.client = toml_.required_text("client_id");
        if (!settings_.client.empty() && !is_ascii(settings_.client, longest_text))
            wrong("client_id", "`client_id` is longer than 200 characters, or not plain",
                  "give it as the provider shows it");
        const auto file = toml_.text("client_secret_file");
        if (file) {
            std::string fault;
            std::string help;
            settings_.client_secret = read_secret(beside(file_, *file), fault, help);
            if (!fault.empty()) wrong("client_secret_file", fault, help);
        }
        const auto said = toml_.text("client_authentication");
        const auto how = said.value_or(file ? "client_secret_basic" : "none");
        const std::map<std::string, ClientAuthentication> known = {
            {"client_secret_basic", ClientAuthentication::basic},
            {"client_secret_post", ClientAuthentication::post},
            {"none", ClientAuthentication::none}};
        const auto found = known.find(how);
        if (found == known.end()) {
            wrong("client_authentication",
                  fmt::format("`{}` is no way that is known here", shown(how)),
                  "there are client_secret_basic, client_secret_post and none");
            return;
        }
        settings_.authentication = found->second;
        if (!said || (how == "none") != file.has_value()) return;
        wrong("client_authentication",
              file ? "a secret is given, and `none` says not to use it"
                   : "a secret is needed for this, and `client_secret_file` is missing",
              "give both, or neither");
    }

    void read_page() {
        settings_.address = toml_.required_text("address");
        const auto address = safe_address("address", settings_.address);
        if (address && address->path != "/")
            wrong("address", "`address` leads below a folder of its host",
                  "the application is served from the root: https://health.example.org/");
        if (!settings_.address.ends_with('/')) settings_.address += '/';
        if (auto label = toml_.text("label")) {
            constexpr std::size_t longest_label = 80;
            if (!is_plain(*label, longest_label))
                wrong("label", "`label` is empty, too long or not plain",
                      "give what the button says, in at most 80 characters");
            settings_.label = std::move(*label);
        }
    }

    void read_accounts() {
        auto table = toml_.table("accounts");
        if (!table) return;
        settings_.groups_claim = table->required_text("claim");
        if (auto roles = table->table("roles")) {
            for (const auto role : accounts::every_role()) {
                for (const auto& group : roles->texts(accounts::to_string(role)))
                    settings_.roles[group].insert(role);
            }
            roles->finish();
        }
        if (settings_.roles.empty())
            table->find(wrong_value, "roles", "no group has a role, so nobody could sign in",
                        "add `[accounts.roles]`, and there lines such as `analyst = [\"a "
                        "group\"]`");
        table->finish();
    }

    files::TomlReader& toml_;
    const fs::path& file_;
    Settings settings_;
};

}  // namespace

std::optional<accounts::Roles> Settings::roles_of(const std::vector<std::string>& groups) const {
    if (groups_claim.empty()) return std::nullopt;
    accounts::Roles found;
    for (const auto& group : groups) {
        if (const auto of_group = roles.find(group); of_group != roles.end())
            found.insert(of_group->second.begin(), of_group->second.end());
    }
    return found;
}

std::optional<Settings> read_settings(const fs::path& file, Diagnostics& diagnostics) {
    const auto shown_path = file.string();
    const auto document = files::read_toml(file, shown_path, diagnostics);
    if (!document) return std::nullopt;
    files::TomlReader toml(*document, shown_path, diagnostics);
    auto settings = Reader(toml, file).read();
    if (diagnostics.has_errors()) return std::nullopt;
    return settings;
}

}  // namespace concord::openid
