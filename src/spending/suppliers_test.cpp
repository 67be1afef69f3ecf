#include "spending/suppliers.hpp"

#include <gtest/gtest.h>

#include "support/diagnostics.hpp"

namespace concord::spending {
namespace {

class Suppliers : public testing::Test {
  protected:
    Suppliers() : diagnostics_(support::new_diagnostics()) {
        vocabulary_ = read_vocabulary(std::filesystem::path(CONCORD_SOURCE) / "catalogue/spending",
                                      diagnostics_);
        directory_ = std::make_unique<Directory>(
            std::vector<Organisation>{
                {"R1A", "WEST RIVER TEACHING HOSPITALS NHS FOUNDATION TRUST", "nhs-trust", {}},
                {"R1B", "EAST RIVER NHS TRUST", "nhs-trust", {std::nullopt, Date(2019, 3, 31)}},
                {"R1C", "EAST RIVER NHS TRUST", "nhs-trust", {Date(2019, 4, 1), std::nullopt}},
                {"L84001", "THE MILL SURGERY", "general-practice", {}},
                {"L84002", "MILL SURGERY", "general-practice", {}},
                {"L84003", "DR JOHN SMITH", "general-practice", {}}},
            vocabulary_);
    }

    SupplierMatch match(const char* supplier, Date day = Date(2022, 7, 31)) {
        SupplierMatch found;
        directory_->match(supplier, {day, day}, found);
        return found;
    }
    std::string code(const char* supplier, Date day = Date(2022, 7, 31)) {
        const auto found = match(supplier, day);
        return found.organisation ? found.organisation->code : "";
    }

    Diagnostics diagnostics_;
    Vocabulary vocabulary_;
    std::unique_ptr<Directory> directory_;
};

TEST_F(Suppliers, AreFoundByNameCodeAndSpelling) {
    EXPECT_EQ(code("West River Teaching Hospitals NHS Foundation Trust"), "R1A");
    EXPECT_EQ(code("WEST RIVER TEACHING HOSPS NHSFT"), "R1A");
    EXPECT_EQ(code("ANYTHING AT ALL (L84002)"), "L84002");
    EXPECT_EQ(code("ANYTHING AT ALL (L84999)"), "");
    EXPECT_EQ(match("WEST RIVER TEACHING HOSPITALS NHS FOUNDATION TRUST").score, 1);
}

TEST_F(Suppliers, AreOpenWhenTheyArePaid) {
    EXPECT_EQ(code("EAST RIVER NHS TRUST", Date(2018, 7, 31)), "R1B");
    EXPECT_EQ(code("EAST RIVER NHS TRUST", Date(2022, 7, 31)), "R1C");
}

TEST_F(Suppliers, WithNearlyTheSameNameAreLikelyButForPractices) {
    const auto near = match("WEST RIVER TEACHING HOSPITAL NHS FOUNDATION TRUST");
    EXPECT_EQ(near.state, MatchState::unmatched)
        << "one word differs, and among six names every word is rare";
    const auto nearer = match("THE WEST RIVER HOSPITALS TEACHING NHS TRUST FOUNDATION");
    EXPECT_EQ(nearer.state, MatchState::likely) << "the same words in another order";
    EXPECT_EQ(nearer.score, 1);
    EXPECT_EQ(match("SURGERY AT MILL").state, MatchState::unmatched);
    const auto practice = match("SURGERY THE MILL");
    EXPECT_EQ(practice.state, MatchState::ambiguous);
}

TEST_F(Suppliers, ThatMayBeSeveralAreListedAndNotChosen) {
    const auto found = match("MILL SURGERY");
    EXPECT_EQ(found.state, MatchState::ambiguous);
    EXPECT_EQ(found.organisation, nullptr);
    EXPECT_EQ(found.candidates.size(), 2U);
}

TEST_F(Suppliers, ThatMayBePersonsAreNeverMatched) {
    for (const auto* name :
         {"DR JOHN SMITH", "J SMITH", "John Smith", "MRS A B SMITH & SONS LTD"}) {
        EXPECT_EQ(match(name).state, MatchState::person) << name;
        EXPECT_EQ(match(name).organisation, nullptr) << name;
    }
    EXPECT_FALSE(may_be_person("SMITH CARE LTD", vocabulary_));
    EXPECT_FALSE(may_be_person("XMA", vocabulary_));
}

TEST_F(Suppliers, AreDecidedByHandFirstAndWithheldNamesStay) {
    Spending spending;
    spending.sheets.emplace_back();
    for (const auto* name : {"ODD NAME LTD", "REDACTED", "XXXXX", "NOBODY LTD"}) {
        Payment payment;
        payment.supplier = spending.texts.id(name);
        payment.amount = Pence(std::int64_t{100});
        spending.payments.push_back(payment);
    }
    const std::vector<SupplierOverride> decided = {{"odd name ltd", "R1A", {"s.csv", 2, 1}},
                                                   {"Redacted", "R1A", {"s.csv", 3, 1}},
                                                   {"NOBODY LTD", "", {"s.csv", 4, 1}}};
    const auto matches = match_suppliers(spending, *directory_, decided, vocabulary_, diagnostics_);
    ASSERT_EQ(matches.size(), 4U);
    EXPECT_EQ(matches[0].state, MatchState::by_hand);  // NOBODY LTD: none of them
    EXPECT_EQ(matches[0].organisation, nullptr);
    ASSERT_NE(matches[1].organisation, nullptr);
    EXPECT_EQ(matches[1].organisation->code, "R1A");
    EXPECT_EQ(matches[2].state, MatchState::withheld);
    EXPECT_EQ(matches[3].state, MatchState::withheld);
    EXPECT_EQ(support::places(diagnostics_), std::vector<std::string>{"MON122 s.csv:3:1"});
}

}  // namespace
}  // namespace concord::spending
