// A PostgreSQL of the test's own: made in a temporary folder, reached through a socket there, and
// gone when the test is. As root it runs as an unprivileged user, as PostgreSQL demands. Where it
// is not installed, problem() says so and the tests skip.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <libpq-fe.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/temporary_folder.hpp"

namespace concord::support {

class PostgresCluster {
  public:
    // One for all tests of a program.
    static PostgresCluster& shared() {
        static PostgresCluster cluster;
        return cluster;
    }
    ~PostgresCluster() { stop(SIGQUIT); }
    PostgresCluster(const PostgresCluster&) = delete;
    PostgresCluster& operator=(const PostgresCluster&) = delete;

    // Why there is none; empty where there is one.
    const std::string& problem() const { return problem_; }

    // An address whose tables nobody else uses.
    std::string new_address() {
        const auto name = "test" + std::to_string(++schemas_);
        run("CREATE SCHEMA " + name);
        return address() + "&options=-csearch_path%3D" + name;
    }
    std::string address() const {
        return "postgres:///postgres?user=concord&host=" + folder_.path().string();
    }

    // Runs statements at an address; the first value of the last one's result.
    static std::string run_at(const std::string& address, const std::string& sql) {
        PGconn* connection = PQconnectdb(address.c_str());
        PGresult* result = PQexec(connection, sql.c_str());
        const bool has_value = PQresultStatus(result) == PGRES_TUPLES_OK && PQntuples(result) > 0;
        std::string value = has_value ? PQgetvalue(result, 0, 0) : PQerrorMessage(connection);
        PQclear(result);
        PQfinish(connection);
        return value;
    }

    // As a power cut is for the server: nothing is written any more. Then it recovers.
    void crash_and_recover() {
        stop(SIGQUIT);
        start();
    }

  private:
    PostgresCluster() {
        programs_ = find_programs();
        if (programs_.empty()) {
            problem_ = "PostgreSQL's server is not installed (package postgresql)";
            return;
        }
        if (::geteuid() == 0) {
            for (const auto* name : {"postgres", "nobody"}) {
                user_ = user_ ? user_ : ::getpwnam(name);
            }
            if (!user_) {
                problem_ = "PostgreSQL does not run as root, and there is no user to run it as";
                return;
            }
            if (::chown(folder_.path().c_str(), user_->pw_uid, user_->pw_gid) != 0) {
                problem_ = "the temporary folder cannot be given to another user";
                return;
            }
        }
        const auto data = (folder_.path() / "data").string();
        const int made = wait_for(
            launch({(programs_ / "initdb").string(), "-D", data, "-U", "concord", "-A", "trust",
                    "-E", "UTF8", "--no-locale", "--no-sync", "--no-instructions"}));
        if (made != 0) {
            problem_ = "initdb failed in " + folder_.path().string();
            return;
        }
        start();
    }

    static std::filesystem::path find_programs() {
        namespace fs = std::filesystem;
        std::vector<fs::path> folders;
        std::error_code error;
        for (const auto& version : fs::directory_iterator("/usr/lib/postgresql", error))
            folders.push_back(version.path() / "bin");
        std::sort(folders.rbegin(), folders.rend());
        folders.push_back("/usr/local/bin");
        folders.push_back("/usr/bin");
        for (const auto& folder : folders) {
            if (fs::exists(folder / "initdb") && fs::exists(folder / "postgres")) return folder;
        }
        return {};
    }

    // The server ends with the test, however that ends.
    pid_t launch(const std::vector<std::string>& words) const {
        std::vector<char*> arguments;
        for (const auto& word : words)
            arguments.push_back(const_cast<char*>(word.c_str()));
        arguments.push_back(nullptr);
        const auto log = (folder_.path() / "log").string();
        const pid_t child = ::fork();
        if (child != 0) return child;
        const bool lowered =
            !user_ || (::setgid(user_->pw_gid) == 0 && ::setuid(user_->pw_uid) == 0);
        const int out = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
        ::dup2(out, STDOUT_FILENO);
        ::dup2(out, STDERR_FILENO);
        ::prctl(PR_SET_PDEATHSIG, SIGQUIT);
        ::setenv("LC_ALL", "C", 1);
        if (lowered && ::chdir("/") == 0) ::execv(arguments[0], arguments.data());
        ::_exit(127);
    }

    static int wait_for(pid_t child) {
        int status = 0;
        ::waitpid(child, &status, 0);
        return status;
    }

    void start() {
        server_ = launch({(programs_ / "postgres").string(), "-D",
                          (folder_.path() / "data").string(), "-k", folder_.path().string(), "-h",
                          "", "-c", "recovery_init_sync_method=syncfs"});
        for (int i = 0; i < 600; ++i) {
            if (run("SELECT 1") == "1") return;
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
        problem_ = "PostgreSQL did not start in " + folder_.path().string();
    }

    void stop(int how) {
        if (server_ <= 0) return;
        ::kill(server_, how);
        wait_for(server_);
        server_ = 0;
    }

    std::string run(const std::string& sql) const { return run_at(address(), sql); }

    TemporaryFolder folder_;
    std::filesystem::path programs_;
    passwd* user_ = nullptr;
    pid_t server_ = 0;
    int schemas_ = 0;
    std::string problem_;
};

}  // namespace concord::support
