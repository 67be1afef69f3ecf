// A Spark cluster of the test's own: a master and two workers on the loopback, on ports that were
// free, gone when the test is. Where Spark or Java is not there, problem() says so and tests skip.
#pragma once

#include <chrono>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/failure.hpp"
#include "store/query/spark_home.hpp"
#include "support/temporary_folder.hpp"

namespace concord::support {

class SparkCluster {
  public:
    // One for all tests of a program.
    static SparkCluster& shared() {
        static SparkCluster cluster;
        return cluster;
    }
    ~SparkCluster() {
        for (auto server = servers_.rbegin(); server != servers_.rend(); ++server) {
            ::kill(*server, SIGKILL);
            ::waitpid(*server, nullptr, 0);
        }
    }
    SparkCluster(const SparkCluster&) = delete;
    SparkCluster& operator=(const SparkCluster&) = delete;

    // Why there can be none; empty where there is one.
    const std::string& problem() const { return problem_; }
    // Why it did not start, though it is installed: that is no reason to skip.
    const std::string& failure() const { return failure_; }
    const std::string& address() const { return address_; }

  private:
    SparkCluster() {
        try {
            home_ = store::find_spark_home();
        } catch (const EnvironmentFailure& failure) {
            problem_ = std::string(failure.what()) + "; " + failure.help();
            return;
        }
        if (!store::find_program("java")) {
            problem_ = "there is no `java` on the PATH";
            return;
        }
        settle_for_short_lives();
        launch("master", {"org.apache.spark.deploy.master.Master"});
        address_ = wait_for("master", "Starting Spark master at ");
        for (const std::string name : {"worker1", "worker2"}) {
            launch(name, {"org.apache.spark.deploy.worker.Worker", "--cores", "2", "--memory", "1g",
                          "--work-dir", (folder_.path() / name).string(), address_});
        }
        for (const std::string name : {"worker1", "worker2"})
            wait_for(name, "Successfully registered with master ");
    }

    // What lives for a minute is not worth Java's second compiler; it means the same without.
    void settle_for_short_lives() {
        const std::string java = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";
        folder_.write("conf/spark-defaults.conf", "spark.executor.extraJavaOptions " + java +
                                                      "\nspark.driver.extraJavaOptions " + java +
                                                      "\n");
        ::setenv("SPARK_CONF_DIR", (folder_.path() / "conf").c_str(), 1);
        ::setenv("SPARK_DAEMON_JAVA_OPTS", java.c_str(), 1);
    }

    void launch(const std::string& name, std::vector<std::string> words) {
        words.insert(words.begin(), (home_ / "bin" / "spark-class").string());
        const std::vector<std::string> place = {"--host", "127.0.0.1",    "--port",
                                                "0",      "--webui-port", "0"};
        words.insert(words.begin() + 2, place.begin(), place.end());
        std::vector<char*> arguments;
        for (auto& word : words)
            arguments.push_back(word.data());
        arguments.push_back(nullptr);
        const auto log = (folder_.path() / (name + ".log")).string();
        const pid_t child = ::fork();
        if (child != 0) {
            servers_.push_back(child);
            return;
        }
        const int out = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
        ::dup2(out, STDOUT_FILENO);
        ::dup2(out, STDERR_FILENO);
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);  // the servers end with the test, however that ends
        ::setenv("SPARK_LOCAL_IP", "127.0.0.1", 1);
        ::setenv("SPARK_DAEMON_MEMORY", "256m", 1);
        ::setenv("SPARK_HOME", home_.c_str(), 1);
        if (::chdir("/") == 0) ::execv(arguments[0], arguments.data());
        ::_exit(127);
    }

    // What follows the words in a server's log, once they are there.
    std::string wait_for(const std::string& name, const std::string& words) {
        for (int i = 0; i < 1200 && failure_.empty(); ++i) {
            std::ifstream log(folder_.path() / (name + ".log"));
            for (std::string line; std::getline(log, line);) {
                const auto at = line.find(words);
                if (at != std::string::npos) return line.substr(at + words.size());
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
        }
        if (failure_.empty()) failure_ = "Spark's " + name + " did not start within two minutes";
        return {};
    }

    TemporaryFolder folder_;
    std::filesystem::path home_;
    std::vector<pid_t> servers_;
    std::string address_;
    std::string problem_;
    std::string failure_;
};

}  // namespace concord::support
