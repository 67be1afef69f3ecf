// The books: accounts, and a journal of transfers between them.
//
// INVARIANT: a transfer moves one amount, above nothing, from one account to another: what one has
// less the other has more, and the sum over all accounts is nothing (double entry).
// INVARIANT: the sum of all amounts in a journal fits 64 bits of pence, so every sum of any of them
// does.
// INVARIANT: books are read once and never changed. A mistake is mended by adding a correction,
// which names the transfer that it takes back.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/money.hpp"
#include "ledger/account.hpp"

namespace concord::ledger {

enum class Basis : std::uint8_t { plan, actual };

// What a row of the journal does.
enum class Step : std::uint8_t {
    pending,     // sets money aside that is not paid yet
    posted,      // pays
    posting,     // pays a pending one, up to its amount; the rest is set free
    voiding,     // sets a pending one free
    correction,  // takes a paid one back, up to its amount
};

// Where a transfer stands after every row has been read.
enum class State : std::uint8_t { pending, posted, voided };

std::string_view to_string(Basis basis);
std::string_view to_string(Step step);
std::string_view to_string(State state);
std::optional<Basis> parse_basis(std::string_view text);
std::optional<Step> parse_step(std::string_view text);

using TransferNumber = std::uint32_t;

// What few transfers have.
struct TransferNote {
    std::string entry;     // rows of one entry stand or fall together
    std::string decision;  // that authorised it
    std::string approver;  // the body whose approval it waits for (FRM-R269)
};

struct Transfer {
    std::string id;
    AccountNumber from = nothing;
    AccountNumber to = nothing;
    Pence amount;
    std::uint32_t year = 0;           // among the journal's years
    std::uint32_t purpose = nothing;  // among its purposes
    std::optional<Date> date;
    TransferNumber of = nothing;      // posts, voids or corrects this one
    TransferNumber out_of = nothing;  // pays on out of this one
    std::uint32_t note = nothing;
    std::uint32_t file = 0;  // among its files
    std::uint32_t line = 0;
    std::uint32_t column = 0;
    Basis basis = Basis::actual;
    Step step = Step::posted;
};

struct Journal {
    std::vector<Account> accounts;
    std::vector<Transfer> transfers;  // those that stand, in the order of the rows
    std::vector<TransferNote> notes;
    std::vector<std::string> years;  // "2022/23", in the order of time
    std::vector<std::string> purposes;
    std::vector<std::string> files;  // as shown
    bool has_accounts = false;       // a file of accounts was given
};

// A journal that nobody can change any more.
class Books {
  public:
    Books() = default;
    explicit Books(Journal journal) : journal_(std::move(journal)) {}

    std::span<const Account> accounts() const { return journal_.accounts; }
    std::span<const Transfer> transfers() const { return journal_.transfers; }
    std::span<const std::string> years() const { return journal_.years; }
    std::string_view purpose(std::uint32_t number) const {
        return number == nothing ? std::string_view() : std::string_view(journal_.purposes[number]);
    }
    std::string_view purpose(const Transfer& transfer) const { return purpose(transfer.purpose); }
    const Account& from(const Transfer& transfer) const { return journal_.accounts[transfer.from]; }
    const Account& to(const Transfer& transfer) const { return journal_.accounts[transfer.to]; }
    const TransferNote& note(const Transfer& transfer) const;
    Location place(const Transfer& transfer) const {
        return {journal_.files[transfer.file], transfer.line, transfer.column};
    }
    bool has_accounts() const { return journal_.has_accounts; }
    bool empty() const { return journal_.accounts.empty() && journal_.transfers.empty(); }

    // Where each transfer stands, in their order.
    std::vector<State> states() const;

  private:
    Journal journal_;
};

// True where the row pays: its amount has moved.
constexpr bool pays(Step step) {
    return step == Step::posted || step == Step::posting || step == Step::correction;
}

}  // namespace concord::ledger
