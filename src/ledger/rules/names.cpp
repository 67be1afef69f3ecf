#include <set>

#include <fmt/format.h>

#include "base/text.hpp"
#include "ledger/rules/rules.hpp"

namespace concord::ledger::rules {

void check_names(const LedgerStage& stage, Diagnostics& diagnostics) {
    std::set<std::string, std::less<>> known;
    for (const auto& body : stage.registry->bodies)
        known.insert(body.id);
    for (const auto& place : stage.registry->places)
        known.insert(place.id);
    const auto check = [&](const std::string& body, const Location& place,
                           const std::string& subject) {
        if (body.empty() || known.contains(body)) return;
        diagnostics.add(
            {"MON223", place, subject, fmt::format("there is no body `{}`", shown(body))});
    };
    for (const auto& account : stage.data->books.accounts())
        check(account.body, account.place, account.id);
    for (const auto& row : stage.data->plans) {
        check(row.body, row.place, row.body);
        check(row.system, row.place, row.body);
        check(row.set_by, row.place, row.body);
    }
}

}  // namespace concord::ledger::rules
