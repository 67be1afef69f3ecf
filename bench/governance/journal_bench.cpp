// How many entries a second the journal takes, each durable before it is acknowledged, and whether
// the chain holds afterwards. Two ways to write in groups: a caller that gives many entries at
// once, and many callers at once that are committed together.
//
// usage: journal_bench [ADDRESS]    a path where no file is yet, or postgres://…; without one, a
// file
//                                   in the temporary folder. Prints one CSV row a way of writing.
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "bare_journal.hpp"
#include "store/journal.hpp"

namespace {

using concord::store::AppendStatus;
using concord::store::Journal;
using concord::store::JournalAccess;
using concord::store::JournalBatch;

// About as much as a step of a decision says, without its proof.
const std::string payload = "{\"views\":\"" + std::string(400, 'x') + "\"}";

struct Load {
    std::string name;
    int callers;
    int batches;           // a caller
    int records;           // a batch
    std::int64_t run = 0;  // where the journal stood: its keys are used once
};

JournalBatch batch_of(const Load& load, int caller, int number) {
    JournalBatch batch;
    const auto name = load.name + std::to_string(load.run) + "-" + std::to_string(caller);
    for (int i = 0; i < load.records; ++i) {
        const auto key = name + "-" + std::to_string(number) + "-" + std::to_string(i);
        batch.records.push_back(
            {"2024-03-01T09:30:00Z", name, "discussed", "secretary", payload, key});
    }
    return batch;
}

double run(Journal& journal, const Load& load) {
    const auto start = std::chrono::steady_clock::now();
    {
        std::vector<std::jthread> callers;
        for (int caller = 0; caller < load.callers; ++caller) {
            callers.emplace_back([&, caller] {
                for (int i = 0; i < load.batches; ++i) {
                    const auto status = journal.append(batch_of(load, caller, i)).status;
                    if (status != AppendStatus::appended) std::terminate();
                }
            });
        }
    }
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

int main(int argc, char** argv) {
    namespace fs = std::filesystem;
    const auto folder = fs::temp_directory_path() / "concord-journal-bench";
    fs::remove_all(folder);
    fs::create_directories(folder);
    const std::string address = argc > 1 ? argv[1] : (folder / "journal.sqlite").string();
    if (fs::exists(address)) {
        std::fprintf(stderr, "%s is there already\n", address.c_str());
        return 2;
    }
    const auto journal = Journal::open(address, JournalAccess::write);
    const auto before = journal->head().sequence;
    const std::vector<Load> loads = {
        {"one entry at a time", 1, 500, 1, before},
        {"groups of 100", 1, 500, 100, before},
        {"64 callers at once", 64, 300, 1, before},
    };
    std::puts("what,appends,seconds,appends_per_second");
    std::int64_t appended = 0;
    for (const auto& load : loads) {
        const auto seconds = run(*journal, load);
        const auto appends = load.callers * load.batches * load.records;
        appended += appends;
        std::printf("%s,%d,%.3f,%.0f\n", load.name.c_str(), appends, seconds, appends / seconds);
    }
    constexpr int groups = 500;
    constexpr int rows = 100;
    const auto bare = write_bare_journal(folder / "bare.sqlite", groups, rows, payload);
    std::printf("bare SQLite in groups of 100,%d,%.3f,%.0f\n", groups * rows, bare,
                groups * rows / bare);
    const auto start = std::chrono::steady_clock::now();
    const auto checked = journal->verify();
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    std::printf("verified again,%lld,%.3f,%.0f\n", static_cast<long long>(checked.entries),
                seconds.count(), static_cast<double>(checked.entries) / seconds.count());
    const bool holds = !checked.breach && checked.entries == before + appended;
    std::puts(holds ? "the chain holds" : "THE CHAIN IS BROKEN");
    std::filesystem::remove_all(folder);
    return holds ? 0 : 1;
}
