#include "cli/accounts_verb.hpp"

#include <chrono>

#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

#include "accounts/accounts.hpp"
#include "base/text.hpp"
#include "cli/password_input.hpp"

namespace concord::cli {
namespace {

using accounts::Accounts;
using accounts::Acting;
using accounts::Done;

struct Values {
    std::string folder;
    std::string journal;
    std::string key;
    std::string name;
    std::string full_name;
    std::vector<std::string> roles;
    std::vector<std::string> receipts;
    std::string issuer;
    std::string subject;
    std::int64_t limit = 100;
    std::int64_t offset = 0;
    bool password_stdin = false;
};

// The clock is the door's.
accounts::Instant now() {
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

// Who acts is the user of the machine: whoever may write the journal and read the key.
Acting acting() {
    const auto* user = ::getpwuid(::geteuid());
    return {fmt::format("@{}", user ? std::string(user->pw_name) : std::to_string(::geteuid())),
            now()};
}

Answer refusal(const std::string& message, const std::string& help, Outcome outcome) {
    Answer answer;
    answer.outcome = outcome;
    answer.errors = 1;
    answer.diagnostics.push_back({"", Severity::error, "", "", message, {}, help, ""});
    return answer;
}

Answer refusal(const accounts::Refusal& refused) {
    return refusal(refused.message, refused.help, Outcome::wrong_usage);
}

std::string in_words(const accounts::Roles& roles) {
    std::vector<std::string> words;
    for (const auto role : roles)
        words.emplace_back(to_string(role));
    return join(words, " ");
}

Value when(const std::optional<accounts::Instant>& instant) {
    return instant ? Value(accounts::to_text(*instant)) : Value();
}

Table table_of(const std::vector<accounts::Account>& list) {
    Table table{"accounts",
                {{"name"},
                 {"full_name"},
                 {"roles"},
                 {"state"},
                 {"code", ColumnType::truth},
                 {"provider"},
                 {"subject"},
                 {"signed_in"},
                 {"created"}},
                {}};
    for (const auto& account : list) {
        const bool is_locked = account.locked_until && *account.locked_until > now();
        const std::string state = account.disabled ? "disabled"
                                  : is_locked
                                      ? "locked until " + accounts::to_text(*account.locked_until)
                                      : "active";
        const auto external = account.external.value_or(accounts::ExternalIdentity());
        table.rows.push_back({account.name, account.full_name, in_words(account.roles), state,
                              account.has_code, external.issuer, external.subject,
                              when(account.signed_in), when(account.created)});
    }
    return table;
}

// What a verb does with the accounts; the answer is an account, where it is about one.
using Act = std::function<Answer(Accounts&, const Values&)>;

Answer shown_account(Accounts& accounts, const std::string& name) {
    Answer answer;
    if (const auto account = accounts.find(name)) answer.table = table_of({*account});
    return answer;
}

Answer after(Accounts& accounts, const std::string& name, const Done& done) {
    if (!done) return shown_account(accounts, name);
    if (done->kind != accounts::RefusalKind::unknown) return refusal(*done);
    std::vector<std::string> names;
    for (const auto& account : accounts.list())
        names.push_back(account.name);
    const auto guess = closest(name, names);
    return refusal(done->message,
                   guess ? fmt::format("did you mean `{}`?", *guess)
                         : "`concord accounts DIR list` shows them",
                   Outcome::wrong_usage);
}

// ── what the verbs do ──

Answer list(Accounts& accounts, const Values&) {
    Answer answer;
    answer.table = table_of(accounts.list());
    return answer;
}

Answer set_roles(Accounts& accounts, const Values& values) {
    const auto roles = accounts::parse_roles(values.roles);
    if (!roles.value) return refusal(*roles.refusal);
    return after(accounts, values.name, accounts.set_roles(values.name, *roles.value, acting()));
}

Answer set_password(Accounts& accounts, const Values& values) {
    std::string password;
    if (accounts.find(values.name)) {
        auto input = read_new_password(shown(values.name), values.password_stdin);
        if (input.problem) {
            return refusal(input.problem->message, input.problem->help, Outcome::wrong_usage);
        }
        password = std::move(input.password);
    }
    return after(accounts, values.name, accounts.set_password(values.name, password, acting()));
}

Answer link(Accounts& accounts, const Values& values) {
    const accounts::ExternalIdentity identity{values.issuer, values.subject};
    return after(accounts, values.name, accounts.set_external(values.name, identity, acting()));
}

Answer audit(Accounts& accounts, const Values& values) {
    if (values.limit < 1 || values.offset < 0) {
        return refusal("--limit is below 1, or --offset below 0",
                       "give whole numbers, such as --limit 100 --offset 0", Outcome::wrong_usage);
    }
    const auto page = accounts.audit_page(values.limit, values.offset);
    Answer answer;
    answer.table = {
        "audit",
        {{"entry", ColumnType::whole_number}, {"instant"}, {"actor"}, {"kind"}, {"what"}, {"hash"}},
        {}};
    for (const auto& entry : page.entries) {
        answer.table.rows.push_back(
            {entry.sequence, entry.instant, entry.actor, entry.kind, entry.what, entry.hash});
    }
    answer.notes.push_back(fmt::format("{} of {}, the newest first; receipt {}",
                                       page.entries.size(), counted(page.total, "entry", "entries"),
                                       store::to_string(page.head)));
    return answer;
}

Answer verify(Accounts& accounts, const Values& values) {
    std::vector<store::JournalHead> receipts;
    for (const auto& text : values.receipts) {
        const auto receipt = store::parse_journal_head(text);
        if (!receipt) {
            return refusal(fmt::format("`{}` is no receipt", shown(text, 80)),
                           "a receipt is the number of an entry, `:` and its hash",
                           Outcome::wrong_usage);
        }
        receipts.push_back(*receipt);
    }
    const auto checked = accounts.verify(receipts);
    Answer answer;
    if (checked.breach) {
        answer = refusal(fmt::format("entry {} of the journal of accounts does not hold: {}",
                                     checked.breach->sequence, checked.breach->problem),
                         "take the journal from the backup, and ask who may write there",
                         Outcome::findings);
    }
    answer.table = {
        "journal",
        {{"entries", ColumnType::whole_number}, {"head"}, {"holds", ColumnType::truth}},
        {{checked.entries, store::to_string(checked.head), !checked.breach.has_value()}}};
    return answer;
}

// ── the table of verbs ──

accounts::AccountsOptions options_of(const Values& values) {
    auto options = accounts::default_options(values.folder);
    if (!values.journal.empty()) options.journal = values.journal;
    if (!values.key.empty()) options.key = values.key;
    return options;
}

std::optional<Answer> refusal_of_folder(const Values& values) {
    std::error_code error;
    if (fs::is_directory(values.folder, error)) return std::nullopt;
    return refusal(fmt::format("there is no folder `{}`", shown(values.folder)),
                   "give a system's folder", Outcome::input_missing);
}

// Nothing is made for an account that cannot be.
Answer add(const Values& values) {
    if (const auto refused = refusal_of_folder(values)) return *refused;
    const auto roles = accounts::parse_roles(values.roles);
    if (!roles.value) return refusal(*roles.refusal);
    auto input = read_new_password(shown(values.name), values.password_stdin);
    if (input.problem) {
        return refusal(input.problem->message, input.problem->help, Outcome::wrong_usage);
    }
    const accounts::NewAccount account{values.name, values.full_name, *roles.value,
                                       std::move(input.password), std::nullopt};
    if (const auto refused = accounts::refusal_of(account)) return refusal(*refused);
    const auto opened = Accounts::open(options_of(values), store::JournalAccess::write, now());
    return after(*opened, values.name, opened->create(account, acting()));
}

// Every verb but `add` is about accounts that are there.
Answer run(const Values& values, store::JournalAccess access, const Act& act) {
    if (const auto refused = refusal_of_folder(values)) return *refused;
    const auto options = options_of(values);
    if (!store::journal_exists(options.journal)) {
        return refusal(fmt::format("there are no accounts in `{}`",
                                   shown(store::shown_journal_address(options.journal))),
                       "make the first administrator with `concord accounts DIR add NAME --roles "
                       "administrator`, or name the journal with --journal",
                       Outcome::input_missing);
    }
    return act(*Accounts::open(options, access, now()), values);
}

class Verbs {
  public:
    Verbs(CommandLine& line, const std::function<void(CLI::App*)>& add_common)
        : line_(line), add_common_(add_common), values_(std::make_shared<Values>()) {
        accounts_ = line.app->add_subcommand(
            "accounts", "Who may sign in to the server, what they may do, and what they did");
        accounts_->require_subcommand(1);
        accounts_->add_option("DIR", values_->folder, "A system's folder")
            ->required()
            ->type_name("");
    }

    void build() {
        using store::JournalAccess;
        verb("list", "List the accounts", on(JournalAccess::read, list));
        auto* adding = verb("add", "Make an account; its password is asked for", add);
        add_name(adding);
        add_roles(adding);
        adding->add_option("--full-name", values_->full_name, "As people write it")
            ->type_name("NAME");
        add_password(adding);
        add_roles(one("roles", "Give an account other roles", set_roles));
        add_password(one("password", "Give an account another password", set_password));
        one("disable", "Let an account sign in no more", [](Accounts& accounts, const Values& v) {
            return after(accounts, v.name, accounts.set_disabled(v.name, true, acting()));
        });
        one("enable", "Let an account sign in again", [](Accounts& accounts, const Values& v) {
            return after(accounts, v.name, accounts.set_disabled(v.name, false, acting()));
        });
        one("unlock", "Let an account try again that was locked after wrong passwords",
            [](Accounts& accounts, const Values& v) {
                return after(accounts, v.name, accounts.unlock(v.name, acting()));
            });
        one("reset-code", "Ask an account for no one-time code any more",
            [](Accounts& accounts, const Values& v) {
                return after(accounts, v.name, accounts.reset_code(v.name, acting()));
            });
        auto* linking = one("link", "Let a person of a provider sign in to an account", link);
        linking
            ->add_option("--issuer", values_->issuer,
                         "The provider's address, as it names itself (`issuer` of --openid)")
            ->required()
            ->type_name("ADDRESS");
        linking
            ->add_option("--subject", values_->subject,
                         "What the provider calls the person (`sub`); the audit says it of who "
                         "was refused")
            ->required()
            ->type_name("TEXT");
        one("unlink", "Let nobody of a provider sign in to an account",
            [](Accounts& accounts, const Values& v) {
                return after(accounts, v.name,
                             accounts.set_external(v.name, std::nullopt, acting()));
            });
        auto* log = verb("audit", "Who did what, and when", on(JournalAccess::read, audit));
        log->add_option("--limit", values_->limit, "At most so many entries (default: 100)")
            ->type_name("N");
        log->add_option("--offset", values_->offset, "Leave out the newest so many")
            ->type_name("N");
        verb("verify", "Re-derive the journal of accounts from its first entry",
             on(JournalAccess::read, verify))
            ->add_option("--receipt", values_->receipts,
                         "A receipt kept elsewhere, that the journal must bear out")
            ->type_name("NUMBER:HASH")
            ->allow_extra_args(false);
    }

  private:
    using Work = std::function<Answer(const Values&)>;
    static Work on(store::JournalAccess access, Act act) {
        return [access, act = std::move(act)](const Values& values) {
            return run(values, access, act);
        };
    }

    CLI::App* verb(const std::string& name, const std::string& does, Work work) {
        auto* app = accounts_->add_subcommand(name, does);
        add_common_(app);
        app->add_option("--journal", values_->journal,
                        "The journal: a file or postgres://… (default: DIR/access/journal.sqlite)")
            ->type_name("ADDRESS");
        app->add_option("--key", values_->key, "The server's key (default: DIR/access/key)")
            ->type_name("FILE");
        app->callback([line = &line_, app, values = values_, work = std::move(work)] {
            line->verb = "accounts " + app->get_name();
            line->run = [values, work](Engine&) { return work(*values); };
        });
        return app;
    }

    // A verb about one account, which writes.
    CLI::App* one(const std::string& name, const std::string& does, Act act) {
        auto* app = verb(name, does, on(store::JournalAccess::write, std::move(act)));
        add_name(app);
        return app;
    }

    void add_name(CLI::App* app) {
        app->add_option("NAME", values_->name, "The account")->required()->type_name("");
    }

    void add_roles(CLI::App* app) {
        app->add_option("--roles", values_->roles,
                        "reader, analyst, member, secretary, finance, administrator; several "
                        "with commas")
            ->required()
            ->delimiter(',')
            ->allow_extra_args(false)
            ->type_name("ROLE,…");
    }

    void add_password(CLI::App* app) {
        app->add_flag("--password-stdin", values_->password_stdin,
                      "Take the password from the first line of standard input");
    }

    CommandLine& line_;
    const std::function<void(CLI::App*)>& add_common_;
    std::shared_ptr<Values> values_;
    CLI::App* accounts_ = nullptr;
};

}  // namespace

void add_accounts_verb(CommandLine& line, const std::function<void(CLI::App*)>& add_common) {
    Verbs(line, add_common).build();
}

}  // namespace concord::cli
