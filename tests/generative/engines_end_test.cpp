// However a question to a cluster ends, nothing goes on without Concord: neither the driver nor its
// Java, and no file of theirs.
#include <array>
#include <chrono>
#include <fstream>
#include <iterator>
#include <thread>

#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/failure.hpp"
#include "store/query/query_engine.hpp"
#include "support/spark_cluster.hpp"
#include "support/temporary_folder.hpp"

namespace concord::store {
namespace {

namespace fs = std::filesystem;
using support::SparkCluster;

// Processes that were started with this folder as their own.
std::size_t processes_of(const fs::path& folder) {
    std::size_t found = 0;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator("/proc", error)) {
        std::ifstream file(entry.path() / "environ", std::ios::binary);
        const std::string variables(std::istreambuf_iterator<char>(file), {});
        if (variables.find("TMPDIR=" + folder.string()) != std::string::npos) ++found;
    }
    return found;
}

bool all_gone(const fs::path& folder) {
    for (int i = 0; i < 300; ++i) {
        if (processes_of(folder) == 0) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    return false;
}

// A question that no machine answers in time.
void ask_without_end(const fs::path& folder, const CancelToken* cancel, int ready) {
    auto warehouse = Warehouse::in_memory({1, std::nullopt, false});
    QueryEngineOptions options;
    options.address = SparkCluster::shared().address();
    options.scratch = folder;
    options.memory = "512MiB";
    options.threads = 1;
    options.cancel = cancel;
    const auto engine = QueryEngine::open(warehouse, options);
    RowWriter rows({"numbers", "", {{"n", ColumnType::whole_number, ""}}});
    for (std::int64_t n = 0; n < 20'000; ++n) {
        rows.whole(n);
        rows.end_row();
    }
    warehouse.write(rows);
    engine->offer_table(rows.schema());
    if (::write(ready, "r", 1) != 1) return;
    engine->answer(
        {"SELECT COUNT(*) AS n FROM numbers AS a CROSS JOIN numbers AS b CROSS JOIN "
         "numbers AS c WHERE (a.n * b.n + c.n) % 7 = 3",
         {"answer", "", {{"n", ColumnType::whole_number, ""}}},
         {}});
}

class SparkEnds : public testing::Test {
  protected:
    void SetUp() override {
        if (!SparkCluster::shared().problem().empty())
            GTEST_SKIP() << SparkCluster::shared().problem();
        ASSERT_EQ("", SparkCluster::shared().failure());
        ASSERT_EQ(0, ::pipe2(ends_.data(), O_CLOEXEC));
    }
    void TearDown() override {
        ::close(ends_[0]);
        ::close(ends_[1]);
    }
    // Until the question is being asked, and a little longer.
    void wait_until_asked() const {
        pollfd asked{ends_[0], POLLIN, 0};
        EXPECT_EQ(1, ::poll(&asked, 1, 120'000)) << "it was not asked within two minutes";
        std::this_thread::sleep_for(std::chrono::seconds(1));
    }
    std::array<int, 2> ends_{-1, -1};
    support::TemporaryFolder folder_;
};

TEST_F(SparkEnds, WhereTheUserStopsIt) {
    CancelToken cancel;
    std::thread user([&] {
        wait_until_asked();
        EXPECT_GE(processes_of(folder_.path()), 2U);
        cancel.cancel();
    });
    EXPECT_THROW(ask_without_end(folder_.path(), &cancel, ends_[1]), Cancelled);
    user.join();
    EXPECT_TRUE(all_gone(folder_.path()));
    EXPECT_TRUE(fs::is_empty(folder_.path()));
}

TEST_F(SparkEnds, WhereConcordIsKilled) {
    const pid_t child = ::fork();
    if (child == 0) {
        try {
            ask_without_end(folder_.path(), nullptr, ends_[1]);
        } catch (const std::exception&) {
        }
        ::_exit(1);
    }
    wait_until_asked();
    EXPECT_GE(processes_of(folder_.path()), 2U) << "the driver and its Java";
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    EXPECT_TRUE(all_gone(folder_.path()));
}

TEST_F(SparkEnds, WhereTheDriverIsKilled) {
    std::thread enemy([&] {
        wait_until_asked();
        std::error_code error;
        for (const auto& entry : fs::directory_iterator("/proc", error)) {
            std::ifstream file(entry.path() / "environ", std::ios::binary);
            const std::string variables(std::istreambuf_iterator<char>(file), {});
            std::ifstream name_file(entry.path() / "comm");
            std::string name;
            name_file >> name;
            const bool is_driver =
                variables.find("TMPDIR=" + folder_.path().string()) != std::string::npos;
            if (is_driver && name == "python3")
                ::kill(std::stoi(entry.path().filename().string()), SIGKILL);
        }
    });
    try {
        ask_without_end(folder_.path(), nullptr, ends_[1]);
        ADD_FAILURE() << "there was nobody to answer";
    } catch (const EnvironmentFailure& failure) {
        EXPECT_EQ(0U, std::string(failure.what()).find("Spark's driver ended unasked"))
            << failure.what();
    }
    enemy.join();
    EXPECT_TRUE(all_gone(folder_.path()));
}

}  // namespace
}  // namespace concord::store
