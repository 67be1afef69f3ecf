#include "governance/authority_table.hpp"

#include <gtest/gtest.h>

#include "support/small_scheme.hpp"

namespace concord::governance {
namespace {

using support::SmallScheme;

// Rows of one holder, the first ten columns joined.
std::vector<std::string> rows_of(const SmallScheme& small, const std::string& holder) {
    const Evaluator evaluator({&small.law, &small.scheme, &small.places}, small.context);
    store::RowWriter rows(authority_schema());
    add_authority_rows(evaluator, *evaluator.holder(holder), rows);
    std::vector<std::string> found;
    for (const auto& row : store::to_table(rows).rows) {
        std::string line;
        for (std::size_t i = 0; i < 10; ++i) {
            if (const auto* text = std::get_if<std::string>(&row[i])) line += *text;
            if (const auto* money = std::get_if<Pence>(&row[i])) line += money->pounds();
            line += i == 9 ? "" : "|";
        }
        found.push_back(line);
    }
    return found;
}

TEST(AuthorityTable, BeginsWithTheColumnsThatWerePromised) {
    const std::vector<std::string> promised = {
        "function",   "act",       "service",    "place", "decider", "decider_kind",
        "route",      "limit_low", "limit_high", "chain", "quorum",  "meets_in_public",
        "instrument", "from",      "to",         "source"};
    const auto schema = authority_schema();
    for (std::size_t i = 0; i < promised.size(); ++i)
        EXPECT_EQ(promised[i], schema.columns[i].name);
}

TEST(AuthorityTable, HasARowForEachPartThatALimitBounds) {
    SmallScheme small;
    auto& committee = small.add("committee", HolderKind::committee, {"icb"});
    committee.area = {"north"};
    small.grant("icb", "committee", "inside", {"contracts", "redesign"}).ceiling =
        SmallScheme::pounds(900);
    auto& limit = small.limit("committee", {"sign"});
    limit.scope.functions = {"contracts"};
    limit.ceiling = SmallScheme::pounds(500);
    limit.floor = SmallScheme::pounds(100);
    EXPECT_EQ(
        (std::vector<std::string>{
            "contracts|||north|committee|committee|inside||900.00|icb > committee",
            "redesign|||north|committee|committee|inside||900.00|icb > committee",
            "contracts|sign||north|committee|committee|inside|100.00|500.00|icb > committee"}),
        rows_of(small, "committee"));
}

TEST(AuthorityTable, ABodyHoldsByLaw) {
    SmallScheme small;
    EXPECT_EQ((std::vector<std::string>{"public-health|||north|council|council|self|||council",
                                        "shared|||north|council|council|self|||council"}),
              rows_of(small, "council"));
}

}  // namespace
}  // namespace concord::governance
