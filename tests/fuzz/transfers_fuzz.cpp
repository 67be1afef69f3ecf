// The files of the books: transfers, accounts, plans, agreements, held balances. Laws: what stands
// is above nothing and between two accounts; money is kept at every node; the auditor agrees with
// the balances; a row of the journal stands once.
#include <set>

#include "fuzz/support.hpp"
#include "ledger/ledger.hpp"
#include "ledger/reading/plan_file.hpp"

namespace {

using namespace concord::ledger;  // NOLINT: a target is short

const char* const some_accounts =
    "id,kind,part_of\na,allocation,\nb,body,\nc,place,\nd,provider,c\ne,expenditure,d\n";

std::filesystem::path catalogue() {
    return std::string(CONCORD_SOURCE) + "/catalogue/ledger";
}

void check_books(const Books& books) {
    std::set<std::string_view> ids;
    for (const auto& row : books.transfers()) {
        CONCORD_LAW(row.amount > concord::Pence() && row.from != row.to);
        CONCORD_LAW(row.from < books.accounts().size() && row.to < books.accounts().size());
        CONCORD_LAW(!row.id.empty() && ids.insert(row.id).second);
        CONCORD_LAW(row.of == nothing || &books.transfers()[row.of] < &row);
    }
    const auto balances = balances_of(books);
    for (const auto& row : balances) {
        for (const auto& side : {row.plan, row.actual}) {
            CONCORD_LAW(side.received.count() ==
                        side.passed_on.count() + side.spent.count() + side.left.count());
        }
    }
    const auto held = held_balances(concord::store::to_table(balance_rows(books)));
    CONCORD_LAW(audit(books, held).differences.empty());
}

// Whatever was read, the rules end.
void check_rules(const LedgerData& data, concord::Diagnostics& diagnostics) {
    const concord::registry::RegistryData registry;
    const concord::governance::GovernanceData governance;
    check_ledger({&data, &registry, &governance}, diagnostics);
}

void books(std::string_view accounts, std::string_view transfers,
           concord::Diagnostics& diagnostics) {
    const concord::fuzz::MemoryFile account_file(accounts);
    const concord::fuzz::MemoryFile transfer_file(transfers);
    LoadBooks request;
    request.catalogue = catalogue();
    if (!accounts.empty()) request.accounts = {{account_file.path(), "accounts.csv"}};
    request.transfers = {{transfer_file.path(), "transfers.csv"}};
    const auto data = load_books(request, diagnostics);
    check_books(data.books);
    check_rules(data, diagnostics);
}

void records(const concord::fuzz::Choice& input, concord::Diagnostics& diagnostics) {
    const concord::fuzz::MemoryFile file(input.content);
    concord::files::FileReport report;
    LedgerData data;
    data.words = read_vocabulary(catalogue(), diagnostics);
    if (input.number == 3) {
        data.plans = read_plan_lines({file.path(), "plans.csv"}, data.words, diagnostics, report);
    } else {
        data.finance = read_finance({file.path(), "finance.toml"}, diagnostics, report);
    }
    check_rules(data, diagnostics);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto input = concord::fuzz::choose(data, size, 6);
    auto diagnostics = concord::support::new_diagnostics();
    const concord::fuzz::MemoryFile file(input.content);
    switch (input.number) {
        case 0:
            books(some_accounts, input.content, diagnostics);
            break;
        case 1:
            books({}, input.content, diagnostics);
            break;
        case 2:
            books(input.content,
                  "id,year,basis,state,from,to,amount\n1,2022/23,plan,posted,a,b,1.00\n",
                  diagnostics);
            break;
        case 3:
        case 4:
            records(input, diagnostics);
            break;
        default:
            read_held({file.path(), "held.csv"}, diagnostics);
    }
    for (const auto& item : diagnostics.all())
        CONCORD_LAW(!item.message.empty() && !item.id.empty());
    return 0;
}
