#include "accounts/instant.hpp"

#include <gtest/gtest.h>

namespace concord::accounts {
namespace {

TEST(AnInstant, IsWrittenAsTheJournalWantsIt) {
    EXPECT_EQ(to_text(Instant(std::chrono::milliseconds(0))), "1970-01-01T00:00:00.000Z");
    EXPECT_EQ(to_text(Instant(std::chrono::milliseconds(1'709'285'400'250))),
              "2024-03-01T09:30:00.250Z");
}

TEST(AnInstant, IsReadBack) {
    EXPECT_EQ(parse_instant("2024-03-01T09:30:00.25Z"),
              Instant(std::chrono::milliseconds(1'709'285'400'250)));
    EXPECT_EQ(parse_instant("2024-03-01T09:30:00Z"),
              Instant(std::chrono::milliseconds(1'709'285'400'000)));
    EXPECT_EQ(parse_instant("2024-03-01T09:30:00.2509999Z"),
              Instant(std::chrono::milliseconds(1'709'285'400'250)));
    for (const auto* text : {"", "2024-02-30T09:30:00Z", "2024-03-01", "2024-03-01T09:30:00"})
        EXPECT_FALSE(parse_instant(text)) << text;
}

}  // namespace
}  // namespace concord::accounts
