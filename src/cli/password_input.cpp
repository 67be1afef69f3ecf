#include "cli/password_input.hpp"

#include <cerrno>

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <termios.h>
#include <unistd.h>

#include "base/failure.hpp"

namespace concord::cli {
namespace {

// More than any password takes; what follows is not read.
constexpr std::size_t longest_line = 4096;

// The terminal without echo, and Ctrl-C that ends the reading, until it is gone.
class QuietTerminal {
  public:
    QuietTerminal() : descriptor_(::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)) {
        if (descriptor_ < 0 || ::tcgetattr(descriptor_, &before_) != 0) return;
        struct sigaction action {};
        ::sigaction(SIGINT, nullptr, &signals_before_);
        action = signals_before_;
        action.sa_flags &= ~SA_RESTART;
        ::sigaction(SIGINT, &action, nullptr);
        auto quiet = before_;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        is_quiet_ = ::tcsetattr(descriptor_, TCSAFLUSH, &quiet) == 0;
    }
    ~QuietTerminal() {
        if (is_quiet_) {
            ::tcsetattr(descriptor_, TCSAFLUSH, &before_);
            ::sigaction(SIGINT, &signals_before_, nullptr);
        }
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    QuietTerminal(const QuietTerminal&) = delete;
    QuietTerminal& operator=(const QuietTerminal&) = delete;

    bool is_there() const { return is_quiet_; }
    int descriptor() const { return descriptor_; }
    void show(const std::string& text) const {
        if (::write(descriptor_, text.data(), text.size()) < 0) return;  // it is gone: so is asking
    }

  private:
    int descriptor_;
    termios before_{};
    struct sigaction signals_before_ {};
    bool is_quiet_ = false;
};

std::string read_line(int descriptor) {
    std::string line;
    char c = 0;
    while (line.size() < longest_line) {
        const auto got = ::read(descriptor, &c, 1);
        if (got < 0 && errno == EINTR) throw Cancelled();
        if (got <= 0 || c == '\n') break;
        line += c;
    }
    if (line.ends_with('\r')) line.pop_back();
    return line;
}

}  // namespace

PasswordInput read_new_password(const std::string& account, bool from_standard_input) {
    if (from_standard_input) return {read_line(STDIN_FILENO), std::nullopt};
    const QuietTerminal terminal;
    if (!terminal.is_there()) {
        return {{},
                UsageProblem{"there is no terminal to ask for the password",
                             "give it as the first line of standard input with --password-stdin"}};
    }
    terminal.show(fmt::format("password of {}: ", account));
    auto password = read_line(terminal.descriptor());
    terminal.show("\nthe same again: ");
    const auto again = read_line(terminal.descriptor());
    terminal.show("\n");
    if (password == again) return {std::move(password), std::nullopt};
    return {{}, UsageProblem{"the two passwords are not the same", "try again"}};
}

}  // namespace concord::cli
