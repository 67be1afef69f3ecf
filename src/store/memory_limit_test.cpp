#include <gtest/gtest.h>

#include "store/warehouse.hpp"

namespace concord::store {
namespace {

TEST(MemoryLimit, IsReadInDecimalAndInBinaryUnits) {
    EXPECT_EQ(bytes_of_memory("4GB"), 4e9);
    EXPECT_EQ(bytes_of_memory("1.5 GiB"), 1.5 * 1024 * 1024 * 1024);
    EXPECT_EQ(bytes_of_memory("512MiB"), 536870912.0);
    EXPECT_EQ(bytes_of_memory("much"), std::nullopt);
    EXPECT_EQ(bytes_of_memory("0GB"), std::nullopt);
    EXPECT_EQ(bytes_of_memory(std::nullopt), std::nullopt);
}

TEST(MemoryLimit, IsSharedOutSoThatTheWholeIsKept) {
    EXPECT_EQ(part_of_memory("4GB", 0.25), "1000000KB");
    EXPECT_EQ(part_of_memory(std::nullopt, 0.25), std::nullopt);
    // The engine takes what is written.
    auto warehouse = Warehouse::in_memory({1, part_of_memory("2GB", 0.5), false});
    const auto table = warehouse.query("SELECT current_setting('memory_limit')");
    EXPECT_EQ(std::get<std::string>(table.rows[0][0]), "953.6 MiB");  // 1,000 million bytes
}

}  // namespace
}  // namespace concord::store
