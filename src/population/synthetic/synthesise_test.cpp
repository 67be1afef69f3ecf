#include "population/synthetic/synthesise.hpp"

#include <gtest/gtest.h>

#include "files/byte_source.hpp"
#include "population/extract.hpp"
#include "store/warehouse.hpp"
#include "support/diagnostics.hpp"
#include "support/small_people.hpp"
#include "support/temporary_folder.hpp"

namespace concord::population {
namespace {

using support::TemporaryFolder;

Synthesised made_in(const std::filesystem::path& folder, const Model& model, int threads) {
    SilentProgress silent;
    const CancelToken never;
    SynthesisRequest request;
    request.model = &model;
    request.areas = {0, 1, 2};
    request.folder = folder;
    request.threads = threads;
    request.progress = &silent;
    request.cancel = &never;
    request.part_people = 500;
    return synthesise(request);
}

TEST(Synthesise, WritesTheSameBytesFromAnyNumberOfThreads) {
    const auto model = support::small_model(4);
    const TemporaryFolder one;
    const TemporaryFolder eight;
    const auto first = made_in(one.path(), model, 1);
    const auto second = made_in(eight.path(), model, 8);
    EXPECT_EQ(first.files, second.files);
    EXPECT_EQ(first.files.size(), 8U);  // 900 and 900 people: two parts of four tables
    for (const auto& file : first.files)
        EXPECT_EQ(files::read_all(one.path() / file), files::read_all(eight.path() / file)) << file;
}

TEST(Synthesise, WritesAnExtractInWhichTheReaderFindsNothingWrong) {
    const auto model = support::small_model(4);
    const TemporaryFolder folder;
    const auto made = made_in(folder.path(), model, 2);
    EXPECT_EQ(made.people, 18 * (20 + 30 + 50));
    auto diagnostics = support::new_diagnostics();
    const auto extract = find_extract(folder.path(), "extract", diagnostics);
    ASSERT_EQ(extract.parts.size(), 2U);
    auto warehouse = store::Warehouse::in_memory({});
    know_areas(
        std::vector<KnownArea>{
            {"A01", "cell21", 360}, {"A02", "cell21", 540}, {"A03", "cell21", 900}},
        warehouse);
    ExtractReader reader(extract, warehouse, diagnostics);
    reader.find_repeated();
    std::int64_t people = 0;
    std::int64_t conditions = 0;
    for (const auto& part : extract.parts) {
        ASSERT_TRUE(reader.open(part));
        for (const auto& tally : reader.tally()) {
            EXPECT_TRUE(tally.left_out.empty()) << tally.table << tally.left_out.front().rule;
            EXPECT_EQ(tally.rows, tally.good);
            if (tally.table == "people") people += tally.good;
            if (tally.table == "conditions") conditions += tally.good;
        }
    }
    EXPECT_EQ(people, made.people);
    EXPECT_EQ(conditions, made.conditions);
    EXPECT_EQ(diagnostics.all().size(), 0U);
}

}  // namespace
}  // namespace concord::population
