// The file of `serve --openid`: what it may say, and that each fault is said with its place.
#include "openid/settings.hpp"

#include <fstream>

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "support/temporary_folder.hpp"

namespace concord::openid {
namespace {

constexpr auto least = R"(issuer = "https://login.example.org"
client_id = "concord"
address = "https://health.example.org"
)";

// The rules of files of TOML, without their words: those are the engine's.
const RuleBook& rules() {
    static const RuleBook book = [] {
        std::vector<Rule> made;
        for (const auto* id : {"REG001", "REG013", "REG014", "REG015", "REG016", "REG017"}) {
            made.push_back({id,
                            "registry",
                            "it is wrong",
                            Severity::error,
                            {},
                            {},
                            "",
                            "",
                            "mend it",
                            "",
                            ""});
        }
        return RuleBook(made);
    }();
    return book;
}

Diagnostics new_diagnostics() {
    return Diagnostics(rules(), {Date(2024, 1, 1), RuleProfile::act_2022});
}

class SettingsFile : public testing::Test {
  protected:
    std::filesystem::path put(const std::string& name, const std::string& text, unsigned mode) {
        const auto path = folder.path() / name;
        std::ofstream(path) << text;
        ::chmod(path.c_str(), mode);
        return path;
    }
    std::optional<Settings> read(const std::string& text) {
        diagnostics = new_diagnostics();
        return read_settings(put("openid.toml", text, 0644), diagnostics);
    }
    // "REG016 3" and a part of what is said.
    void expect_refused(const std::string& text, const std::string& rule, std::uint32_t line,
                        const std::string& says) {
        EXPECT_FALSE(read(text)) << text;
        ASSERT_EQ(diagnostics.all().size(), 1U) << text;
        const auto found = diagnostics.all().front();
        EXPECT_EQ(found.id, rule) << text;
        EXPECT_EQ(found.location.line, line) << found.message;
        EXPECT_NE(found.message.find(says), std::string::npos) << found.message;
        EXPECT_FALSE(found.help.empty());
    }

    support::TemporaryFolder folder;
    Diagnostics diagnostics = new_diagnostics();
};

TEST_F(SettingsFile, NeedsLittle) {
    const auto settings = read(least);
    ASSERT_TRUE(settings);
    EXPECT_EQ(settings->authentication, ClientAuthentication::none);
    EXPECT_EQ(settings->address, "https://health.example.org/");
    EXPECT_EQ(settings->scopes, (std::vector<std::string>{"openid", "profile"}));
    EXPECT_EQ(settings->roles_of({"any"}), std::nullopt);
}

TEST_F(SettingsFile, MaySayMore) {
    put("secret", "abc=/+\nmore", 0600);
    const auto settings = read(std::string(least) + R"(client_secret_file = "secret"
client_authentication = "client_secret_post"
label = "Sign in with the board's account"
scopes = ["email", "groups"]
[accounts]
claim = "groups"
[accounts.roles]
administrator = ["it"]
analyst = ["it", "intelligence"]
reader = "everybody"
)");
    ASSERT_TRUE(settings) << diagnostics.all().front().message;
    EXPECT_EQ(settings->client_secret, "abc=/+");
    EXPECT_EQ(settings->authentication, ClientAuthentication::post);
    EXPECT_EQ(settings->scopes, (std::vector<std::string>{"openid", "email", "groups"}));
    using accounts::Role;
    using accounts::Roles;
    EXPECT_EQ(settings->roles_of({"it"}), (Roles{Role::administrator, Role::analyst}));
    EXPECT_EQ(settings->roles_of({"everybody", "x", "intelligence"}),
              (Roles{Role::analyst, Role::reader}));
    EXPECT_EQ(settings->roles_of({"IT"}), Roles{});
}

TEST_F(SettingsFile, SaysWhereItIsWrong) {
    const std::string text = least;
    expect_refused("client_id = \"c\"\naddress = \"https://a.example\"\n", "REG017", 1, "issuer");
    expect_refused(text + "lable = \"x\"\n", "REG015", 4, "lable");
    expect_refused(text + "label = \"\"\n", "REG016", 4, "label");
    expect_refused(text + "label = 7\n", "REG016", 4, "label");
    expect_refused(text + "scopes = [\"a b\"]\n", "REG016", 4, "a b");
    expect_refused(text + "client_authentication = \"private_key_jwt\"\n", "REG016", 4,
                   "private_key_jwt");
    expect_refused(text + "client_authentication = \"client_secret_basic\"\n", "REG016", 4,
                   "client_secret_file");
    expect_refused(text + "certificates = \"none.pem\"\n", "REG016", 4, "none.pem");
    expect_refused(text + "[accounts]\n[accounts.roles]\nreader = \"a\"\n", "REG017", 4, "claim");
    expect_refused(text + "[accounts]\nclaim = \"groups\"\n", "REG016", 4, "no group");
    expect_refused(text +
                       "[accounts]\nclaim = \"g\"\n[accounts.roles]\nreader = \"a\"\nraeder = "
                       "\"b\"\n",
                   "REG015", 8, "raeder");
    expect_refused(text + "= 1\n", "REG014", 4, "");
}

TEST_F(SettingsFile, SendsNothingInClear) {
    const auto with = [](const char* issuer, const char* address) {
        return std::string("issuer = \"") + issuer + "\"\nclient_id = \"c\"\naddress = \"" +
               address + "\"\n";
    };
    EXPECT_TRUE(read(with("http://127.0.0.1:8081", "http://localhost:8080/")));
    EXPECT_TRUE(read(with("http://[::1]:8081/realm", "http://127.1.2.3:8080")));
    for (const auto* wrong :
         {"http://login.example.org", "http://127.0.0.1.example.org", "http://127.example.org",
          "login.example.org", "https://", "https://a.example?x=1", "https://a.example?",
          "https://a.example#x", "https://u:p@a.example", "ftp://a.example", "https://a .example",
          "file:///etc/passwd"}) {
        expect_refused(with(wrong, "https://b.example"), "REG016", 1, "issuer");
        expect_refused(with("https://b.example", wrong), "REG016", 3, "address");
    }
    expect_refused(with("https://b.example", "https://a.example/below/"), "REG016", 3, "address");
}

TEST_F(SettingsFile, TakesASecretThatNobodyElseReads) {
    const auto text = std::string(least) + "client_secret_file = \"secret\"\n";
    expect_refused(text, "REG016", 4, "cannot be read");
    put("secret", "abc\n", 0640);
    expect_refused(text, "REG016", 4, "may be read by others");
    put("secret", "\n", 0600);
    expect_refused(text, "REG016", 4, "no secret");
    put("secret", "a\x01", 0600);
    expect_refused(text, "REG016", 4, "no secret");
    put("secret", "  abc  \n", 0600);
    EXPECT_EQ(read(text)->client_secret, "abc");
    expect_refused(text + "client_authentication = \"none\"\n", "REG016", 5, "none");
}

}  // namespace
}  // namespace concord::openid
