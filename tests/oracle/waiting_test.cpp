// How long those had waited who were treated: worked out from the bands of weeks, beside what NHS
// England printed in the same table for every board and specialty.
#include <cmath>
#include <map>

#include <gtest/gtest.h>

#include "base/text.hpp"
#include "files/csv_reader.hpp"
#include "registry/catalogue.hpp"
#include "support/diagnostics.hpp"
#include "support/open_data.hpp"
#include "waiting/published.hpp"

namespace concord {
namespace {

struct Printed {
    std::optional<double> median;
    std::int64_t treated = 0;
    std::int64_t over_52 = 0;
    std::int64_t over_65 = 0;
};

using Key = std::pair<std::string, std::string>;

std::map<Key, Printed> read_printed(const std::filesystem::path& file) {
    auto diagnostics = support::new_diagnostics();
    files::CsvOptions options;
    options.shown_path = "printed";
    options.columns = {
        {"body", {"ICB Code"}},
        {"list", {"Treatment Function"}},
        {"median", {"Average (median) waiting time (in weeks)"}},
        {"treated", {"Total number of completed pathways (with a known clock start)"}},
        {"52", {"Total 52 plus weeks"}},
        {"65", {"Total 65 plus weeks"}}};
    files::CsvReader reader(file, options, diagnostics);
    std::map<Key, Printed> printed;
    while (reader.next()) {
        const auto list = reader.text(1);
        printed[{reader.text(0), list == "Total" ? "all" : list}] = {
            parse_number(reader.value(2)), *parse_whole_number(reader.value(3)),
            *parse_whole_number(reader.value(4)), *parse_whole_number(reader.value(5))};
    }
    return printed;
}

TEST(PublishedWaits, MediansAndLongWaitsOfTheTreatedAreThosePrinted) {
    CONCORD_NEEDS_OPEN_DATA();
    auto diagnostics = support::new_diagnostics();
    const auto root = std::filesystem::path(CONCORD_SOURCE);
    const auto catalogue =
        registry::Catalogue::read(root / "catalogue/england.toml", "england.toml", diagnostics);
    const auto waits =
        waiting::read_published_waits(catalogue, *support::open_data(), {}, diagnostics);
    const auto* dataset = catalogue.dataset("rtt-admitted-2024-12");
    const auto printed = read_printed(dataset->file_in(*support::open_data()));
    ASSERT_EQ(waits.treated.size(), 42U * 24U);
    for (const auto& treated : waits.treated) {
        const auto& expected = printed.at({treated.body, treated.list});
        EXPECT_EQ(treated.total(), expected.treated);
        EXPECT_EQ(treated.over(52), expected.over_52);
        EXPECT_EQ(treated.over(65), expected.over_65);
        if (!expected.median) continue;
        ASSERT_TRUE(treated.weeks_at(0.5)) << treated.body << " " << treated.list;
        EXPECT_NEAR(*treated.weeks_at(0.5), *expected.median, 1e-6)
            << treated.body << " " << treated.list;
    }
}

// The 7,603,812 people of May 2024 are those of NHS England's press notice. That the boards as
// repackaged sum to more is what NED318 is for.
TEST(PublishedWaits, TheCountryIsWhatThePressNoticeSays) {
    CONCORD_NEEDS_OPEN_DATA();
    auto diagnostics = support::new_diagnostics();
    const auto root = std::filesystem::path(CONCORD_SOURCE);
    const auto catalogue =
        registry::Catalogue::read(root / "catalogue/england.toml", "england.toml", diagnostics);
    const auto waits =
        waiting::read_published_waits(catalogue, *support::open_data(), {}, diagnostics);
    const auto& may = waits.country.at(Date(2024, 5, 1).days_since_epoch());
    EXPECT_EQ(may.at("waiting").country, 7'603'812);
    EXPECT_GT(may.at("waiting").boards, 8'000'000);
}

}  // namespace
}  // namespace concord
