#include "store/query/child_process.hpp"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <thread>

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/failure.hpp"

namespace concord::store {
namespace {

[[noreturn]] void fail(const ChildCommand& command, int error) {
    throw EnvironmentFailure(
        fmt::format("cannot start `{}`: {}", command.program.string(), std::strerror(error)),
        "is the program there, and is the machine out of memory or of processes?");
}

// What the child is given, as the system takes it. Made before the fork: after it, in a program
// with threads, nothing may be allocated.
class Given {
  public:
    explicit Given(const ChildCommand& command) {
        arguments_.push_back(command.program.string());
        arguments_.insert(arguments_.end(), command.arguments.begin(), command.arguments.end());
        for (const auto& [name, value] : command.variables)
            variables_.push_back(name + "=" + value);
        for (char** variable = environ; *variable; ++variable) {
            if (!is_replaced(*variable, command)) variables_.emplace_back(*variable);
        }
        point_to(arguments_, argument_pointers_);
        point_to(variables_, variable_pointers_);
    }
    char** arguments() { return argument_pointers_.data(); }
    char** variables() { return variable_pointers_.data(); }

  private:
    static bool is_replaced(std::string_view variable, const ChildCommand& command) {
        for (const auto& [name, value] : command.variables) {
            if (variable.starts_with(name + "=")) return true;
        }
        return false;
    }
    static void point_to(std::vector<std::string>& texts, std::vector<char*>& pointers) {
        for (auto& text : texts)
            pointers.push_back(text.data());
        pointers.push_back(nullptr);
    }

    std::vector<std::string> arguments_;
    std::vector<std::string> variables_;
    std::vector<char*> argument_pointers_;
    std::vector<char*> variable_pointers_;
};

// Two ends of a pipe that no other child inherits.
struct Pipe {
    std::array<int, 2> ends{-1, -1};

    Pipe() { made = ::pipe2(ends.data(), O_CLOEXEC) == 0; }
    ~Pipe() {
        for (const int end : ends) {
            if (end >= 0) ::close(end);
        }
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    int take(std::size_t end) { return std::exchange(ends.at(end), -1); }

    bool made = false;
};

// In the child, with calls only that are safe there.
[[noreturn]] void become(Given& given, const Pipe& input, const Pipe& output, int remarks) {
    ::setpgid(0, 0);
    const bool joined = ::dup2(input.ends[0], STDIN_FILENO) >= 0 &&
                        ::dup2(output.ends[1], STDOUT_FILENO) >= 0 &&
                        ::dup2(remarks, STDERR_FILENO) >= 0;
    // What our program ignores, a child would go on ignoring.
    ::signal(SIGPIPE, SIG_DFL);
    ::signal(SIGINT, SIG_DFL);
    if (joined) ::execve(given.arguments()[0], given.arguments(), given.variables());
    // Not through exit(): what the parent registered for its own end must not run here.
    while (true)
        ::kill(::getpid(), SIGKILL);
}

// While it lives, a reader that has gone is an error of `write`, not the end of our program.
class NoPipeSignal {
  public:
    NoPipeSignal() {
        ::sigemptyset(&pipe_);
        ::sigaddset(&pipe_, SIGPIPE);
        ::pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
    }
    ~NoPipeSignal() {
        const timespec at_once{};
        while (::sigtimedwait(&pipe_, nullptr, &at_once) > 0) {
        }
        ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
    }
    NoPipeSignal(const NoPipeSignal&) = delete;
    NoPipeSignal& operator=(const NoPipeSignal&) = delete;

  private:
    sigset_t pipe_{};
    sigset_t before_{};
};

}  // namespace

ChildProcess::ChildProcess(const ChildCommand& command) {
    if (::access(command.program.c_str(), X_OK) != 0) fail(command, errno);
    Given given(command);
    Pipe input;
    Pipe output;
    const int remarks =
        ::open(command.remarks.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW,
               S_IRUSR | S_IWUSR);
    if (!input.made || !output.made || remarks < 0) {
        const int error = errno;
        if (remarks >= 0) ::close(remarks);
        fail(command, error);
    }
    process_ = ::fork();
    if (process_ == 0) become(given, input, output, remarks);
    const int error = errno;
    ::close(remarks);
    if (process_ < 0) fail(command, error);
    ::setpgid(process_, process_);  // here too: whoever comes first
    input_ = input.take(1);
    output_ = output.take(0);
}

ChildProcess::~ChildProcess() {
    close_input();
    // The whole group: what the child started goes with it.
    ::kill(-process_, SIGKILL);
    while (!collected_ && ::waitpid(process_, nullptr, 0) < 0 && errno == EINTR) {
    }
    ::close(output_);
}

void ChildProcess::close_input() {
    if (input_ >= 0) ::close(input_);
    input_ = -1;
}

bool ChildProcess::send(std::string_view bytes) {
    const NoPipeSignal guard;
    while (!bytes.empty()) {
        const auto written = ::write(input_, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

ChildProcess::Heard ChildProcess::listen(std::string& buffer) {
    pollfd wanted{output_, POLLIN, 0};
    const int ready = ::poll(&wanted, 1, 200);
    if (ready == 0 || (ready < 0 && errno == EINTR)) return Heard::nothing_yet;
    std::array<char, 1U << 14U> chunk{};
    const auto count = ::read(output_, chunk.data(), chunk.size());
    if (count < 0 && errno == EINTR) return Heard::nothing_yet;
    if (count <= 0) return Heard::silence;
    buffer.append(chunk.data(), static_cast<std::size_t>(count));
    return Heard::something;
}

bool ChildProcess::has_ended() {
    if (!collected_) collected_ = ::waitpid(process_, nullptr, WNOHANG) == process_;
    return collected_ && ::kill(-process_, 0) != 0;  // nor is anything left that it started
}

void ChildProcess::let_end(double seconds) {
    using namespace std::chrono;
    close_input();
    const auto until = steady_clock::now() + duration<double>(seconds);
    while (!has_ended() && steady_clock::now() < until)
        std::this_thread::sleep_for(milliseconds(20));
}

}  // namespace concord::store
