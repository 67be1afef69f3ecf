// Payments as published, against the counts of the collection's index (INDEX.md of the open data)
// and against sums that were made with other tools: Python's csv and decimal, for the files as they
// stand.
#include "spending/spending.hpp"

#include <algorithm>
#include <tuple>

#include <gtest/gtest.h>

#include "support/diagnostics.hpp"
#include "support/open_data.hpp"

namespace concord::spending {
namespace {

namespace fs = std::filesystem;

// Skipped with its reason where the folder is not there; else everything below it, read.
class Published : public testing::Test {
  protected:
    bool read(const std::string& below) {
        const auto data = support::open_data();
        const auto path = data ? *data / "spend" / below : fs::path();
        if (!data || !fs::exists(path)) return false;
        SpendingRequest request;
        request.catalogue = fs::path(CONCORD_SOURCE) / "catalogue/spending";
        if (fs::is_directory(path))
            request.files = files_below(path, below);
        else
            request.files = {{path, below}};
        diagnostics_ = std::make_unique<Diagnostics>(support::new_diagnostics());
        data_ = load_spending(request, *diagnostics_);
        return true;
    }

    Pence total() const {
        Pence sum;
        for (const auto& payment : data_.spending.payments)
            sum = *Pence::add(sum, payment.amount);
        return sum;
    }

    std::int64_t with_supplier(const std::string& name) const {
        std::int64_t count = 0;
        for (const auto& payment : data_.spending.payments)
            count += data_.spending.texts[payment.supplier] == name ? 1 : 0;
        return count;
    }

    std::optional<Pence> spent_on(const std::string& entity, const std::string& area) const {
        for (const auto& share : area_shares_of(data_.judged())) {
            if (data_.completeness.entities[share.entity].name == entity &&
                share.area_category == area) {
                return share.amount;
            }
        }
        return std::nullopt;
    }

    std::unique_ptr<Diagnostics> diagnostics_;
    SpendingData data_;
};

#define NEEDS(below)                                                                      \
    if (!read(below)) {                                                                   \
        GTEST_SKIP() << "the open data has no spend/" << (below) << ": set CONCORD_DATA"; \
    }                                                                                     \
    static_assert(true)

TEST_F(Published, BoardOfFourColumnsHasTheCountsOfTheIndex) {
    NEEDS("icb_2021_2025/nhs_gloucestershire_icb_spend.csv.gz");
    // INDEX.md: 146,979 rows, £4.04bn, 1,687 suppliers, 18,677 negative rows, 10,371 redacted, from
    // July 2022 to September 2025.
    EXPECT_EQ(data_.spending.payments.size(), 146979U);
    EXPECT_EQ(total(), *Pence::parse_pounds("4044265404.87"));
    EXPECT_EQ(data_.suppliers.size(), 1687U);
    const auto negative = std::ranges::count_if(
        data_.spending.payments, [](const Payment& payment) { return payment.amount < Pence(); });
    EXPECT_EQ(negative, 18677);
    EXPECT_EQ(with_supplier("REDACTED"), 10371);
    ASSERT_EQ(data_.completeness.entities.size(), 1U);
    const auto& months = data_.completeness.entities[0].months;
    EXPECT_EQ(month_text(months.front().month), "2022-07");
    EXPECT_EQ(month_text(months.back().month), "2025-09");
    EXPECT_EQ(months.size(), 39U);
    EXPECT_EQ(data_.completeness.entities[0].in_state(MonthState::missing), 0);
    const auto& sheet = data_.spending.sheets.at(0);
    EXPECT_EQ(sheet.rows, 146980);
    EXPECT_EQ(sheet.rejected, 0);
}

TEST_F(Published, BoardAboveTheLimitHasTheCountsOfTheIndex) {
    NEEDS("icb_2021_2025/nhs_gloucestershire_icb_over25k_2022-07_2023-03.csv");
    // INDEX.md: 2,229 rows of at least £25,000 either way, nine months.
    EXPECT_EQ(data_.spending.payments.size(), 2229U);
    EXPECT_EQ(total(), *Pence::parse_pounds("786783646.19"));
    const auto small = std::ranges::count_if(data_.spending.payments, [](const Payment& payment) {
        const auto count = payment.amount.count();
        return count > -2'500'000 && count < 2'500'000;
    });
    EXPECT_EQ(small, 0);
    EXPECT_EQ(data_.completeness.entities.at(0).months.size(), 9U);
}

TEST_F(Published, GroupsOfTwentyFourMonthlyFilesReconcileToThePenny) {
    NEEDS("ccg_london_2020_21");
    // Two bodies, twelve monthly files each; dates with the day first until June, the month first
    // from July on; two more columns in one file. Sums by another program.
    EXPECT_EQ(data_.spending.sheets.size(), 24U);
    EXPECT_EQ(data_.spending.payments.size(), 6192U);
    EXPECT_EQ(total(), *Pence::parse_pounds("696804350.07"));
    for (const auto& sheet : data_.spending.sheets) {
        EXPECT_EQ(sheet.rejected, 0) << sheet.file;
        EXPECT_EQ(sheet.titles, 1) << sheet.file;
    }
    ASSERT_EQ(data_.completeness.entities.size(), 2U);
    for (const auto& entity : data_.completeness.entities) {
        EXPECT_EQ(entity.without_date, 0);
        EXPECT_EQ(entity.without_type + entity.without_area, 0);
        ASSERT_EQ(entity.months.size(), 12U);
        EXPECT_EQ(month_text(entity.months.front().month), "2020-04");
        EXPECT_EQ(month_text(entity.months.back().month), "2021-03");
    }
}

TEST_F(Published, GroupsAreClassifiedAsTheTwoTablesSay) {
    NEEDS("ccg_london_2020_21");
    // By a program of its own that follows the printed tables word by word.
    const std::tuple<const char*, const char*, const char*> areas[] = {
        {"NHS Barking And Dagenham CCG", "Acute", "207343378.07"},
        {"NHS Barking And Dagenham CCG", "Community", "50110500.70"},
        {"NHS Barking And Dagenham CCG", "Continuing care", "1146917.64"},
        {"NHS Barking And Dagenham CCG", "Mental health", "38611689.06"},
        {"NHS Barking And Dagenham CCG", "Other", "38475133.49"},
        {"NHS Barking And Dagenham CCG", "Prescribing", "505675.21"},
        {"NHS Barking And Dagenham CCG", "Primary care", "22373710.07"},
        {"NHS Havering CCG", "Acute", "197629519.36"},
        {"NHS Havering CCG", "Community", "36471047.12"},
        {"NHS Havering CCG", "Continuing care", "1403246.44"},
        {"NHS Havering CCG", "Mental health", "31931657.45"},
        {"NHS Havering CCG", "Other", "43313862.81"},
        {"NHS Havering CCG", "Prescribing", "894729.13"},
        {"NHS Havering CCG", "Primary care", "26593283.52"},
    };
    for (const auto& [entity, area, pounds] : areas)
        EXPECT_EQ(spent_on(entity, area), Pence::parse_pounds(pounds)) << entity << ", " << area;
    // The review's pattern (PIR-T074): acute is the largest, prescribing the smallest and below 1
    // %.
    for (const auto& share : area_shares_of(data_.judged())) {
        EXPECT_EQ(share.rank == 1, share.area_category == "Acute");
        EXPECT_EQ(share.rank == 7, share.area_category == "Prescribing");
        EXPECT_EQ(*share.share < 0.01,
                  share.area_category == "Prescribing" || share.area_category == "Continuing care");
    }
}

TEST_F(Published, MonthThatWasFiledTwiceIsFound) {
    NEEDS("ccg_london_2020_21");
    std::vector<std::string> twice;
    for (const auto& entity : data_.completeness.entities) {
        for (const auto& month : entity.months) {
            if (month.state == MonthState::twice)
                twice.push_back(month_text(month.month) + " " + month.repeated_amount->pounds());
        }
    }
    // Nine rows of October stand in September's file as well.
    EXPECT_EQ(twice, std::vector<std::string>{"2020-10 2003350.28"});
}

TEST_F(Published, WorkbookOfACombinedAuthorityIsReadSheetBySheet) {
    NEEDS("other/wyca_transparency_expenditure_apr-jun-2024.xlsx");
    EXPECT_EQ(data_.spending.payments.size(), 1166U);
    EXPECT_EQ(total(), *Pence::parse_pounds("36349014.82"));
    ASSERT_EQ(data_.spending.sheets.size(), 2U);
    EXPECT_EQ(data_.spending.sheets[0].header_line, 6U);
    EXPECT_EQ(data_.spending.sheets[0].rejected, 0);
    EXPECT_EQ(data_.spending.sheets[1].note, "a hidden sheet, not read");
    const auto& months = data_.completeness.entities.at(0).months;
    ASSERT_EQ(months.size(), 3U) << "posted from 1 April to 30 June 2024";
    EXPECT_EQ(month_text(months.front().month), "2024-04");
}

}  // namespace
}  // namespace concord::spending
