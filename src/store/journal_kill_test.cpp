// What is left when programs and servers end without warning.
#include <array>
#include <chrono>
#include <map>
#include <set>
#include <thread>

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/random.hpp"
#include "store/journal.hpp"
#include "support/journal_engines.hpp"

namespace concord::store {
namespace {

using support::OnEachEngine;
using support::PostgresCluster;

class KilledOn : public OnEachEngine {};
INSTANTIATE_TEST_SUITE_P(Engines, KilledOn, testing::Values("sqlite", "postgres"),
                         [](const auto& test) { return test.param; });

constexpr int records_per_step = 3;

// A step is three entries that belong together.
JournalBatch step(int number, const std::string& maker) {
    JournalBatch batch;
    for (int i = 0; i < records_per_step; ++i) {
        const auto name = maker + "-" + std::to_string(number);
        batch.records.push_back({"2024-03-01T09:30:00Z", maker, "discussed", "secretary",
                                 "{\"step\":" + std::to_string(number) + "}",
                                 name + "-" + std::to_string(i)});
    }
    return batch;
}

// Adds steps from `first` on until it is killed, and says each that was acknowledged.
[[noreturn]] void add_until_killed(const std::string& address, int first, int out) {
    try {
        const auto journal = Journal::open(address, JournalAccess::write);
        const int ready = -1;
        if (::write(out, &ready, sizeof ready) != sizeof ready) ::_exit(1);
        for (int number = first;; ++number) {
            const auto status = journal->append(step(number, "driver")).status;
            const bool kept = status == AppendStatus::appended || status == AppendStatus::repeated;
            if (!kept || ::write(out, &number, sizeof number) != sizeof number) ::_exit(1);
        }
    } catch (...) {
        ::_exit(2);
    }
}

struct Killed {
    std::set<int> acknowledged;
    int exit = 0;  // how it ended before it was killed, where it did
};

struct Fate {
    std::uint64_t acknowledgements = 0;  // it may have so many …
    std::uint64_t microseconds = 0;      // … and so much longer
};

// Runs a driver and kills it.
Killed kill_one(const std::string& address, int first, Fate fate) {
    std::array<int, 2> ends{};
    if (::pipe(ends.data()) != 0) return {{}, 1};
    const pid_t child = ::fork();
    if (child == 0) {
        ::close(ends[0]);
        add_until_killed(address, first, ends[1]);
    }
    ::close(ends[1]);
    Killed killed;
    int number = 0;
    bool runs = ::read(ends[0], &number, sizeof number) == sizeof number;
    for (std::uint64_t i = 0; runs && i < fate.acknowledgements; ++i) {
        runs = ::read(ends[0], &number, sizeof number) == sizeof number;
        if (runs) killed.acknowledged.insert(number);
    }
    if (runs) std::this_thread::sleep_for(std::chrono::microseconds(fate.microseconds));
    ::kill(child, SIGKILL);
    while (::read(ends[0], &number, sizeof number) == sizeof number)
        killed.acknowledged.insert(number);
    ::close(ends[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    killed.exit = WIFEXITED(status) ? WEXITSTATUS(status) : 0;
    return killed;
}

// How many entries there are of each step.
std::map<int, int> entries_by_step(Journal& journal) {
    std::map<int, int> result;
    journal.scan([&](const JournalEntry& entry) {
        const auto& key = entry.record.key;
        const auto dash = key.find('-');
        ++result[std::stoi(key.substr(dash + 1))];
    });
    return result;
}

TEST_P(KilledOn, LosesNothingAcknowledgedAndLeavesNoHalfStep) {
    RandomStream random(20240301, GetParam() == "sqlite" ? 1 : 2);
    std::set<int> acknowledged;
    int first = 0;
    for (int round = 0; round < 110; ++round) {
        const auto killed = kill_one(address(), first, {random.below(4), random.below(6000)});
        ASSERT_EQ(killed.exit, 0) << "the driver failed by itself in round " << round;
        acknowledged.insert(killed.acknowledged.begin(), killed.acknowledged.end());
        // What was not acknowledged is asked for again, whether it is there or not.
        if (!acknowledged.empty()) first = *acknowledged.rbegin() + 1;
    }
    const auto journal = open();
    const auto found = entries_by_step(*journal);
    EXPECT_GT(acknowledged.size(), 100U) << "the drivers were killed before they could work";
    for (const int number : acknowledged)
        ASSERT_TRUE(found.contains(number)) << "step " << number << " was acknowledged";
    for (const auto& [number, count] : found)
        ASSERT_EQ(count, records_per_step) << "step " << number;
    EXPECT_LE(found.size(), acknowledged.size() + 1) << "only the last may be there unsaid";
    EXPECT_FALSE(journal->verify().breach);
}

TEST_P(KilledOn, KeepsOneChainWithManyProcesses) {
    constexpr int processes = 4;
    constexpr int each = 25;
    std::vector<pid_t> children;
    for (int process = 0; process < processes; ++process) {
        const pid_t child = ::fork();
        if (child != 0) {
            children.push_back(child);
            continue;
        }
        try {
            const auto journal = Journal::open(address(), JournalAccess::write);
            for (int i = 0; i < each; ++i) {
                const auto batch = step(process * each + i, "p" + std::to_string(process));
                if (journal->append(batch).status != AppendStatus::appended) ::_exit(1);
            }
        } catch (...) {
            ::_exit(2);
        }
        ::_exit(0);
    }
    for (const auto child : children) {
        int status = 0;
        ::waitpid(child, &status, 0);
        EXPECT_EQ(status, 0);
    }
    const auto journal = open();
    EXPECT_EQ(entries_by_step(*journal).size(), static_cast<std::size_t>(processes * each));
    const auto checked = journal->verify();
    EXPECT_FALSE(checked.breach);
    EXPECT_EQ(checked.entries, processes * each * records_per_step);
}

// Of many who saw the same state of a decision, one takes the next step.
TEST_P(KilledOn, LetsOneOfManyTakeTheNextStep) {
    open()->append(step(0, "p"));
    std::vector<pid_t> children;
    for (int process = 1; process <= 6; ++process) {
        const pid_t child = ::fork();
        if (child != 0) {
            children.push_back(child);
            continue;
        }
        try {
            auto batch = step(process, "p");
            batch.expects = {{"p", records_per_step}};
            const auto journal = Journal::open(address(), JournalAccess::write);
            ::_exit(journal->append(batch).status == AppendStatus::appended ? 7 : 0);
        } catch (...) {
            ::_exit(2);
        }
    }
    int won = 0;
    for (const auto child : children) {
        int status = 0;
        ::waitpid(child, &status, 0);
        EXPECT_TRUE(WEXITSTATUS(status) == 7 || WEXITSTATUS(status) == 0);
        won += WEXITSTATUS(status) == 7 ? 1 : 0;
    }
    EXPECT_EQ(won, 1);
}

TEST(KilledServer, LosesNothingAcknowledged) {
    auto& cluster = PostgresCluster::shared();
    if (!cluster.problem().empty()) GTEST_SKIP() << cluster.problem();
    const auto address = cluster.new_address();
    const auto journal = Journal::open(address, JournalAccess::write);
    for (int round = 0; round < 2; ++round) {
        const auto before = journal->append(step(round, "driver"));
        ASSERT_EQ(before.status, AppendStatus::appended);
        cluster.crash_and_recover();
        ASSERT_EQ(cluster.problem(), "");
        EXPECT_EQ(journal->append(step(round, "driver")).status, AppendStatus::repeated)
            << "connected anew, and there already";
        ASSERT_EQ(journal->head().sequence, (round + 1) * records_per_step);
        cluster.crash_and_recover();
        ASSERT_EQ(journal->head().sequence, (round + 1) * records_per_step)
            << "who only asks is connected anew too";
    }
    const auto checked = journal->verify();
    EXPECT_FALSE(checked.breach);
    EXPECT_EQ(checked.entries, 2 * records_per_step);
}

}  // namespace
}  // namespace concord::store
