// The one place where Concord starts another program: the driver of a Spark cluster, and only where
// `--engine spark://…` asks for it (SECURITY.md). The program is started by its path with a list of
// arguments, never through a shell. It speaks over two pipes, and its remarks go into a file.
//
// Law: with the object goes the process, with all that it started; where ours is killed instead,
// the pipe that closes tells the child to end.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <sys/types.h>

namespace concord::store {

struct ChildCommand {
    std::filesystem::path program;
    std::vector<std::string> arguments;
    std::vector<std::pair<std::string, std::string>> variables;  // beside those of our own
    std::filesystem::path remarks;                               // takes what it writes to stderr
};

class ChildProcess {
  public:
    explicit ChildProcess(const ChildCommand& command);  // throws EnvironmentFailure
    ~ChildProcess();
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;

    pid_t id() const { return process_; }

    // False where the child no longer reads.
    bool send(std::string_view bytes);

    enum class Heard { something, nothing_yet, silence };
    // What it wrote in the next fifth of a second is added to the buffer.
    Heard listen(std::string& buffer);

    // Closes its input, which asks it to end, and waits for that at most so many seconds.
    void let_end(double seconds);

  private:
    bool has_ended();
    void close_input();

    pid_t process_ = -1;
    int input_ = -1;
    int output_ = -1;
    bool collected_ = false;
};

}  // namespace concord::store
