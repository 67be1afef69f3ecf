// Accounts: where money can be. They form a tree, and each is of a kind that says what becomes of
// money there: it comes from there, is passed on, or is spent.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/diagnostic.hpp"

namespace concord::ledger {

using AccountNumber = std::uint32_t;
inline constexpr std::uint32_t nothing = 0xFFFFFFFF;

// What becomes of money at an account of a kind.
enum class Role {
    source,   // it comes from here: what it pays is not owed
    outside,  // beyond the books: money comes from there, and is spent once it has gone there
    body,     // a body that is allocated money and distributes it
    holder,   // it is received and passed on
    end,      // it is spent
};

// A kind of account, as catalogue/ledger/account_kinds.csv has it.
struct AccountKind {
    std::string id;
    Role role = Role::holder;
    std::string channel;     // of the five by which a body distributes money (FRM-R280)
    std::string way;         // of the three in which an allocation is deployed (GMI-R006)
    bool delegated = false;  // others decide there on money that a body answers for (FRM-R288)
};

struct Account {
    std::string id;
    std::string name;
    std::string kind;     // empty where no file of accounts is given
    std::string part_of;  // as it is written
    std::string body;     // the body of the registry that holds it
    std::string fund;     // revenue or capital; of the account above where nothing is said
    AccountNumber parent = nothing;
    std::uint32_t depth = 0;  // 0 has nothing above it
    Role role = Role::holder;
    Location place;
};

// True where money that arrives has been spent.
constexpr bool is_spent_at(Role role) {
    return role == Role::end || role == Role::outside;
}

// An account this deep below the first is refused: figures of subtrees stay as few as accounts.
inline constexpr std::uint32_t deepest_account = 32;

// Lookup by a text that is not owned.
struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
        return std::hash<std::string_view>()(text);
    }
};
using NumberOfName =
    std::unordered_map<std::string, std::uint32_t, TextHash, std::equal_to<>>;  // NOLINT

}  // namespace concord::ledger
