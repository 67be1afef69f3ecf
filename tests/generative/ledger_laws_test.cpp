// Laws of the books on generated networks: money is kept at every node, a twin that adds plainly
// says the same, and the auditor finds every penny that was changed.
#include <map>

#include <gtest/gtest.h>

#include "base/random.hpp"
#include "support/small_books.hpp"

namespace concord::ledger {
namespace {

using support::SmallBooks;

const char* const kinds[] = {"provider", "place",       "collaborative", "pool",
                             "body",     "expenditure", "outside",       "allocation"};

// A network with a tree of accounts, and a journal in which some rows are wrong.
class Network {
  public:
    explicit Network(std::uint64_t seed) : stream_(seed, 7) {
        const auto count = 3 + stream_.below(20);
        small_.accounts = "id,kind,part_of\n";
        for (std::uint64_t i = 0; i < count; ++i) {
            const auto parent =
                i > 0 && stream_.below(3) > 0 ? "a" + std::to_string(stream_.below(i)) : "";
            small_.accounts +=
                "a" + std::to_string(i) + "," + kinds[stream_.below(8)] + "," + parent + "\n";
        }
        const auto rows = stream_.below(120);
        for (std::uint64_t i = 0; i < rows; ++i)
            add(i, count);
    }

    SmallBooks& small() { return small_; }
    std::uint64_t below(std::uint64_t bound) { return stream_.below(bound); }

  private:
    struct Row {
        std::string from;
        std::string to;
        std::string year;
        std::string basis;
        std::string purpose;
        std::uint64_t pence = 0;
        bool pending = false;
    };

    static std::string pounds(std::uint64_t pence) {
        const auto rest = std::to_string(pence % 100);
        return std::to_string(pence / 100) + "." + (rest.size() < 2 ? "0" : "") + rest;
    }

    void write(const std::string& id, const Row& row, const std::string& state,
               const std::string& ends) {
        small_.transfers += id + "," + row.year + "," + row.basis + "," + state + "," + row.from +
                            "," + row.to + "," + pounds(row.pence) + "," + row.purpose + "," +
                            ends + "\n";
    }

    void add(std::uint64_t number, std::uint64_t count) {
        const auto id = "t" + std::to_string(number);
        if (!rows_.empty() && stream_.below(3) == 0) {
            follow(id);
            return;
        }
        Row row;
        row.from = "a" + std::to_string(stream_.below(count));
        row.to = "a" + std::to_string(stream_.below(count));
        row.year = stream_.below(2) == 0 ? "2022/23" : "2023/24";
        row.basis = stream_.below(3) == 0 ? "plan" : "actual";
        row.purpose = stream_.below(2) == 0 ? "acute" : "";
        row.pence = stream_.below(100000);
        row.pending = row.basis == "actual" && stream_.below(3) == 0;
        write(id, row, row.pending ? "pending" : "posted", "");
        rows_.emplace_back(id, row);
    }

    // Posts, voids or corrects an earlier row, not always lawfully.
    void follow(const std::string& id) {
        const auto& [other, named] = rows_[stream_.below(rows_.size())];
        auto row = named;
        const bool void_it = stream_.below(3) == 0;
        if (row.pending && void_it) {
            write(id, row, "voiding", other);
        } else if (row.pending) {
            row.pence = 1 + stream_.below(row.pence + 2);
            write(id, row, "posting", other);
        } else {
            std::swap(row.from, row.to);
            row.pence = 1 + stream_.below(row.pence + 2);
            write(id, row, "correction", other);
        }
    }

    RandomStream stream_;
    SmallBooks small_;
    std::vector<std::pair<std::string, Row>> rows_;
};

using Key = std::tuple<std::string, std::string, std::string>;  // year, account, figure

// The twin: text in, sums by name out, over the table of transfers and not over the journal.
std::map<Key, std::int64_t> plain_sums(const Books& books) {
    std::map<Key, std::int64_t> sums;
    const auto transfers = books.transfers();
    std::map<std::string, bool> is_over;
    for (const auto& row : transfers) {
        if (row.of != nothing && row.step != Step::correction) is_over[transfers[row.of].id] = true;
    }
    for (const auto& row : transfers) {
        const std::string year = books.years()[row.year];
        const auto pence = row.amount.count();
        const bool waits = row.step == Step::pending && !is_over[row.id];
        const bool moves = row.step != Step::pending && row.step != Step::voiding;
        if (!waits && !moves) continue;
        const std::string figure = waits ? "pending" : row.basis == Basis::plan ? "plan" : "posted";
        for (const auto& [end, sign] : {std::pair(row.from, -1), std::pair(row.to, 1)}) {
            const auto* account = &books.accounts()[end];
            sums[{year, account->id, figure}] += sign * pence;
            sums[{year, account->id, "tree " + figure}] += sign * pence;
            while (!account->part_of.empty()) {
                for (const auto& other : books.accounts()) {
                    if (other.id != account->part_of) continue;
                    account = &other;
                    break;
                }
                sums[{year, account->id, "tree " + figure}] += sign * pence;
            }
        }
    }
    std::erase_if(sums, [](const auto& entry) { return entry.second == 0; });
    return sums;
}

std::map<Key, std::int64_t> our_sums(const Books& books, const std::vector<Balance>& balances) {
    std::map<Key, std::int64_t> sums;
    for (const auto& row : balances) {
        const auto& year = books.years()[row.year];
        const auto& account = books.accounts()[row.account].id;
        sums[{year, account, "plan"}] = row.plan.left.count();
        sums[{year, account, "posted"}] = row.actual.left.count();
        sums[{year, account, "pending"}] = row.pending.count();
        sums[{year, account, "tree plan"}] = row.tree_plan.count();
        sums[{year, account, "tree posted"}] = row.tree_actual.count();
        sums[{year, account, "tree pending"}] = row.tree_pending.count();
    }
    std::erase_if(sums, [](const auto& entry) { return entry.second == 0; });
    return sums;
}

constexpr std::uint64_t networks = 400;

TEST(LedgerLaws, MoneyIsKeptAtEveryNode) {
    std::size_t nodes = 0;
    std::size_t refused = 0;
    for (std::uint64_t seed = 0; seed < networks; ++seed) {
        Network network(seed);
        const auto data = network.small().read();
        refused += network.small().diagnostics.count(Severity::error);
        std::map<std::uint32_t, std::int64_t> all;
        for (const auto& row : balances_of(data.books)) {
            for (const auto& side : {row.plan, row.actual}) {
                ASSERT_EQ(side.received.count(),
                          side.passed_on.count() + side.spent.count() + side.left.count());
            }
            all[row.year] += row.plan.left.count() + row.actual.left.count() + row.pending.count();
            ++nodes;
        }
        for (const auto& [year, sum] : all)
            ASSERT_EQ(sum, 0) << "seed " << seed;  // what one has less another has more
    }
    EXPECT_GT(nodes, 5000U);
    EXPECT_GT(refused, 1000U);  // the networks are not tame
}

// At each node the flows make up what the balances say came in and went.
TEST(LedgerLaws, FlowsMakeUpTheBalances) {
    for (std::uint64_t seed = 0; seed < networks; ++seed) {
        Network network(seed);
        const auto data = network.small().read();
        std::map<std::tuple<std::uint32_t, AccountNumber, Basis>, std::int64_t> net;
        for (const auto& flow : flows_of(data.books)) {
            net[{flow.year, flow.from, flow.basis}] -= flow.amount.count();
            net[{flow.year, flow.to, flow.basis}] += flow.amount.count();
        }
        for (const auto& row : balances_of(data.books)) {
            const auto plan = net[{row.year, row.account, Basis::plan}];
            const auto actual = net[{row.year, row.account, Basis::actual}];
            ASSERT_EQ(plan, row.plan.left.count()) << "seed " << seed;
            ASSERT_EQ(actual, row.actual.left.count()) << "seed " << seed;
        }
    }
}

TEST(LedgerLaws, ATwinThatAddsPlainlySaysTheSame) {
    for (std::uint64_t seed = 0; seed < networks; ++seed) {
        Network network(seed);
        const auto data = network.small().read();
        ASSERT_EQ(plain_sums(data.books), our_sums(data.books, balances_of(data.books)))
            << "seed " << seed;
    }
}

std::vector<HeldBalance> held_of(const Books& books) {
    return held_balances(store::to_table(balance_rows(books)));
}

TEST(LedgerLaws, TheAuditorFindsNothingInWhatIsTrue) {
    std::size_t figures = 0;
    for (std::uint64_t seed = 0; seed < networks; ++seed) {
        Network network(seed);
        const auto data = network.small().read();
        const auto result = audit(data.books, held_of(data.books));
        ASSERT_TRUE(result.differences.empty()) << "seed " << seed;
        figures += result.figures;
    }
    EXPECT_GT(figures, 50000U);
}

// A penny more or less in any figure of any balance: the auditor names it, and nothing else.
TEST(LedgerLaws, TheAuditorFindsEveryOneOfAThousandPennies) {
    std::size_t planted = 0;
    for (std::uint64_t seed = 0; planted < 1000; ++seed) {
        Network network(seed);
        const auto data = network.small().read();
        const auto held = held_of(data.books);
        for (int times = 0; times < 10 && !held.empty() && planted < 1000; ++times) {
            auto changed = held;
            auto& row = changed[network.below(changed.size())];
            const auto figure = network.below(audited_figures.size());
            const std::int64_t by = network.below(2) == 0 ? 1 : -1;
            ASSERT_TRUE(row.figures[figure].has_value());
            row.figures[figure] = Pence(row.figures[figure]->count() + by);
            const auto result = audit(data.books, changed);
            ASSERT_EQ(result.differences.size(), 1U) << "seed " << seed;
            const auto& found = result.differences[0];
            EXPECT_EQ(found.account, row.account);
            EXPECT_EQ(found.year, row.year);
            EXPECT_EQ(found.figure, audited_figures[figure]);
            EXPECT_EQ(found.difference.count(), by);
            ++planted;
        }
    }
    EXPECT_EQ(planted, 1000U);
}

// A penny changed in the journal after the balances were held: both ends differ by it.
TEST(LedgerLaws, TheAuditorFindsAPennyInTheJournal) {
    for (const bool more : {true, false}) {
        SmallBooks before{"id,kind\na,provider\nb,provider\nc,provider\n",
                          "p,2022/23,actual,posted,a,b,10.00\nq,2022/23,actual,posted,b,c,4.00\n"};
        auto after = before;
        after.transfers.replace(after.transfers.find("10.00"), 5, more ? "10.01" : "9.99");
        const auto held = held_of(before.read().books);
        const auto result = audit(after.read().books, held);
        std::map<std::string, std::int64_t> posted;
        for (const auto& one : result.differences)
            if (one.figure == "posted") posted[one.account] = one.difference.count();
        const std::int64_t sign = more ? 1 : -1;
        EXPECT_EQ(posted, (std::map<std::string, std::int64_t>{{"a", sign}, {"b", -sign}}));
    }
}

}  // namespace
}  // namespace concord::ledger
