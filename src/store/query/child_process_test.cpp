#include "store/query/child_process.hpp"

#include <chrono>
#include <thread>

#include <gtest/gtest.h>
#include <signal.h>

#include "base/failure.hpp"
#include "store/query/spark_session.hpp"
#include "support/temporary_folder.hpp"

namespace concord::store {
namespace {

using support::TemporaryFolder;

std::string all_of(ChildProcess& child) {
    std::string heard;
    while (child.listen(heard) != ChildProcess::Heard::silence) {
    }
    return heard;
}

TEST(ChildProcess, IsGivenItsWordsAsTheyAre) {
    const TemporaryFolder folder;
    const auto remarks = folder.path() / "remarks";
    const std::string hostile = "$(touch /tmp/x) `id` ; 'a' \"b\" \\ *";
    ChildProcess child({"/usr/bin/printenv", {"WORDS"}, {{"WORDS", hostile}}, remarks});
    EXPECT_EQ(hostile + "\n", all_of(child));
    ChildProcess other({"/usr/bin/printf", {"%s|", hostile, "next"}, {}, remarks});
    EXPECT_EQ(hostile + "|next|", all_of(other));
}

TEST(ChildProcess, AnswersWhatItIsSent) {
    const TemporaryFolder folder;
    ChildProcess child({"/bin/cat", {}, {}, folder.path() / "remarks"});
    ASSERT_TRUE(child.send("asked"));
    std::string heard;
    while (heard.size() < 5)
        child.listen(heard);
    EXPECT_EQ("asked", heard);
    child.let_end(10);
    EXPECT_NE(0, ::kill(child.id(), 0)) << "its input closed, it ended and was collected";
}

TEST(ChildProcess, WhoNoLongerReadsIsSaidAndNoSignal) {
    const TemporaryFolder folder;
    ChildProcess child({"/bin/true", {}, {}, folder.path() / "remarks"});
    all_of(child);
    child.let_end(10);
    EXPECT_FALSE(child.send("asked"));
    ChildProcess other({"/bin/true", {}, {}, folder.path() / "remarks"});
    all_of(other);
    bool heard_it = true;
    for (int i = 0; i < 100 && heard_it; ++i)
        heard_it = other.send(std::string(1U << 16U, 'x'));
    EXPECT_FALSE(heard_it);
}

TEST(ChildProcess, GoesWithTheObjectAndWhatItStartedToo) {
    const TemporaryFolder folder;
    pid_t grandchild = 0;
    {
        ChildProcess child(
            {"/bin/sh", {"-c", "sleep 600 & echo $!; wait"}, {}, folder.path() / "remarks"});
        std::string heard;
        while (heard.find('\n') == std::string::npos)
            child.listen(heard);
        grandchild = std::stoi(heard);
        EXPECT_EQ(0, ::kill(grandchild, 0));
    }
    // Whoever inherits it may take a moment to collect it; it runs no more.
    const auto state = [&] {
        std::ifstream file("/proc/" + std::to_string(grandchild) + "/stat");
        std::string number;
        std::string name;
        std::string letter = "gone";
        file >> number >> name >> letter;
        return letter;
    };
    for (int i = 0; i < 100 && state() != "gone" && state() != "Z"; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    EXPECT_TRUE(state() == "gone" || state() == "Z") << state();
}

TEST(ChildProcess, AProgramThatIsNotThereIsSaid) {
    const TemporaryFolder folder;
    const auto none = folder.path() / "none";
    EXPECT_THROW(ChildProcess({none, {}, {}, folder.path() / "remarks"}), EnvironmentFailure);
    EXPECT_THROW(ChildProcess({"/bin/cat", {}, {}, folder.path() / "no" / "remarks"}),
                 EnvironmentFailure);
}

TEST(SparkMessage, ComesBackWholeHoweverItArrives) {
    const std::vector<std::string> fields = {"write", "", "a\nb", "12:3,", "caf\xC3\xA9"};
    const auto sent = spark_message(fields) + spark_message({"ok"});
    std::string heard;
    std::vector<std::vector<std::string>> taken;
    for (const char c : sent) {
        heard += c;
        auto message = take_spark_message(heard);
        if (!message.empty()) taken.push_back(std::move(message));
    }
    EXPECT_EQ((std::vector<std::vector<std::string>>{fields, {"ok"}}), taken);
    EXPECT_EQ("", heard);
}

}  // namespace
}  // namespace concord::store
