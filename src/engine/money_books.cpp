// `money flows`, `money balance` and `money audit`: the books of a system, or of plain files.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/text.hpp"
#include "engine/located_system.hpp"
#include "engine/money_question.hpp"
#include "ledger/year.hpp"

namespace concord {
namespace {

bool is_folder(const fs::path& path) {
    std::error_code error;
    return fs::is_directory(path, error);
}

// The books that a question is about, and the balances that a build holds of them.
struct OpenedBooks {
    std::unique_ptr<OpenedSystem> system;
    std::unique_ptr<Diagnostics> own;  // of plain files
    ledger::LedgerData data;

    Diagnostics& diagnostics() { return own ? *own : *system->diagnostics; }
};

class Opening {
  public:
    Opening(const BooksQuestion& question, const EngineOptions& options, Answer& answer)
        : question_(question), options_(options), answer_(answer) {}

    // False where the books cannot be opened: then the answer says why.
    bool run(OpenedBooks& books) {
        if (!words_are_known()) return false;
        const bool is_system = question_.paths.empty() ||
                               (question_.paths.size() == 1 && is_folder(question_.paths[0]));
        return is_system ? open_system_books(books) : open_files(books);
    }

  private:
    bool words_are_known() {
        if (!question_.year.empty() && !ledger::parse_financial_year(question_.year)) {
            refuse_usage(answer_, fmt::format("`{}` is no financial year", shown(question_.year)),
                         "a financial year is written 2022/23");
        }
        if (!question_.basis.empty() && !ledger::parse_basis(question_.basis)) {
            refuse_usage(answer_, fmt::format("`{}` is no basis", shown(question_.basis)),
                         "a basis is plan or actual");
        }
        return answer_.outcome == Outcome::done;
    }

    bool open_system_books(OpenedBooks& books) {
        if (!question_.accounts.empty()) {
            refuse_usage(answer_, "--accounts goes with files of transfers",
                         "a system has its accounts in money/accounts.csv");
            return false;
        }
        SystemQuestion question;
        question.folder = question_.paths.empty() ? fs::path(".") : question_.paths[0];
        question.as_at = question_.as_at;
        books.system = open_system(question, options_, answer_);
        if (!books.system) return false;
        books.data = ledger::load_ledger({catalogue(), &books.system->description, options_.cancel},
                                         books.diagnostics());
        if (!books.data.books.empty() || books.diagnostics().has_errors()) return true;
        refuse_usage(answer_, "this system keeps no books",
                     "write money/accounts.csv and money/transfers.csv");
        answer_.outcome = Outcome::input_missing;
        return false;
    }

    bool open_files(OpenedBooks& books) {
        const auto context = money_context(question_.as_at, answer_);
        if (!context) return false;
        books.own = std::make_unique<Diagnostics>(Engine::rule_book(), *context);
        ledger::LoadBooks request;
        request.catalogue = catalogue();
        request.cancel = options_.cancel;
        for (const auto& file : question_.accounts) {
            if (!is_there(file, answer_)) return false;
            request.accounts.push_back({file, file.string()});
        }
        for (const auto& file : question_.paths) {
            if (!is_there(file, answer_)) return false;
            request.transfers.push_back({file, file.string()});
        }
        books.data = ledger::load_books(request, books.diagnostics());
        if (request.accounts.empty()) {
            answer_.notes.emplace_back(
                "no accounts are given: each name is an account, and nothing counts as spent");
        }
        return true;
    }

    fs::path catalogue() const { return options_.resources / "catalogue" / "ledger"; }

    const BooksQuestion& question_;
    const EngineOptions& options_;
    Answer& answer_;
};

void keep_rows(Table& table, const std::string& column,
               const std::set<std::string, std::less<>>& wanted) {
    const auto found = std::ranges::find(table.columns, column, &Column::name);
    if (found == table.columns.end()) return;
    const auto at = static_cast<std::size_t>(found - table.columns.begin());
    std::erase_if(table.rows, [&](const std::vector<Value>& row) {
        const auto* text = std::get_if<std::string>(&row[at]);
        return !text || !wanted.contains(*text);
    });
}

// The account and all that is below it.
std::set<std::string, std::less<>> tree_of(const ledger::Books& books, const std::string& top) {
    std::set<std::string, std::less<>> tree;
    for (const auto& account : books.accounts()) {
        for (const auto* at = &account; at;
             at = at->parent == ledger::nothing ? nullptr : &books.accounts()[at->parent]) {
            if (at->id == top) tree.insert(account.id);
        }
    }
    return tree;
}

class Answering {
  public:
    Answering(const BooksQuestion& question, const EngineOptions& options, OpenedBooks& books,
              Answer& answer)
        : question_(question), options_(options), books_(books), answer_(answer) {}

    void run() {
        const auto& books = books_.data.books;
        switch (question_.action) {
            case BooksAction::flows:
                answer_.table = store::to_table(ledger::flow_rows(books));
                break;
            case BooksAction::balance:
                answer_.table = store::to_table(ledger::balance_rows(books));
                break;
            case BooksAction::audit:
                audit();
                break;
        }
        if (!question_.year.empty()) keep_rows(answer_.table, "year", {question_.year});
        if (!question_.basis.empty()) keep_rows(answer_.table, "basis", {question_.basis});
        if (!question_.account.empty()) keep_account();
    }

  private:
    void keep_account() {
        const auto tree = tree_of(books_.data.books, question_.account);
        if (tree.empty()) {
            refuse_usage(answer_, fmt::format("there is no account `{}`", shown(question_.account)),
                         "accounts are named by their id");
        }
        keep_rows(answer_.table, "account", tree);
    }

    std::optional<std::vector<ledger::HeldBalance>> held() {
        const auto& books = books_.data.books;
        if (question_.against) {
            answer_.notes.push_back("held: the file " + shown(question_.against->string(), 200));
            return ledger::read_held({*question_.against, question_.against->string()},
                                     books_.diagnostics());
        }
        if (books_.system && books_.system->located.build) {
            const auto& build = *books_.system->located.build;
            auto warehouse = store::Warehouse::open(build / "concord.duckdb",
                                                    {options_.threads, options_.memory, true});
            const auto names = warehouse.table_names();
            if (std::ranges::find(names, "balances") != names.end()) {
                answer_.notes.push_back("held: the table balances of " +
                                        shown(build.string(), 200));
                return ledger::held_balances(warehouse.query("SELECT * FROM balances"));
            }
        }
        answer_.notes.emplace_back("held: the balances as they are added up now");
        return ledger::held_balances(store::to_table(ledger::balance_rows(books)));
    }

    void audit() {
        if (question_.against && !is_there(*question_.against, answer_)) return;
        const auto balances = held();
        if (!balances) {
            answer_.outcome = Outcome::input_missing;
            return;
        }
        const auto result = ledger::audit(books_.data.books, *balances);
        for (const auto& one : result.differences) {
            const auto amount = [](const std::optional<Pence>& pence) {
                return pence ? pence->words() : std::string("nothing");
            };
            books_.diagnostics().add(
                {"MON221", one.place, one.account,
                 fmt::format("`{}` of `{}` in {} is held as {}, and the journal gives {}",
                             one.figure, shown(one.account), shown(one.year), amount(one.held),
                             amount(one.derived))});
        }
        answer_.notes.push_back(
            fmt::format("{} and {} compared; {}",
                        counted(static_cast<std::int64_t>(result.balances), "balance", "balances"),
                        counted(static_cast<std::int64_t>(result.figures), "figure", "figures"),
                        result.differences.empty()
                            ? std::string("every one is what the journal gives")
                            : counted(static_cast<std::int64_t>(result.differences.size()),
                                      "difference", "differences")));
        answer_.table = store::to_table(ledger::audit_rows(result));
    }

    const BooksQuestion& question_;
    const EngineOptions& options_;
    OpenedBooks& books_;
    Answer& answer_;
};

}  // namespace

Answer Engine::money_books(const BooksQuestion& question) {
    Answer answer;
    OpenedBooks books;
    if (!Opening(question, options_, answer).run(books)) return answer;
    Answering(question, options_, books, answer).run();
    const auto outcome = answer.outcome;
    finish(answer, books.diagnostics());
    // Where nothing stands for errors, input was unreadable.
    const bool is_empty = books.data.books.transfers().empty();
    if (outcome == Outcome::done && is_empty && answer.errors > 0)
        answer.outcome = Outcome::input_missing;
    return answer;
}

}  // namespace concord
