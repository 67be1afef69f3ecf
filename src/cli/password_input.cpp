#include "cli/password_input.hpp"

#include <cerrno>

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <termios.h>
#include <unistd.h>

#include "base/failure.hpp"

namespace concord::cli {
namespace {

// More than any password takes; what follows is not read.
constexpr std::size_t longest_line = 4096;

std::string read_line(int descriptor) {
    std::string line;
    char c = 0;
    while (line.size() < longest_line) {
        const auto got = ::read(descriptor, &c, 1);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0 || c == '\n') break;
        line += c;
    }
    if (line.ends_with('\r')) line.pop_back();
    return line;
}

// The terminal without echo until it is gone. Ctrl-C is held back but while a key is waited for, so
// that it is never lost between the two.
class QuietTerminal {
  public:
    QuietTerminal() : descriptor_(::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)) {
        if (descriptor_ < 0 || ::tcgetattr(descriptor_, &before_) != 0) return;
        sigset_t held;
        ::sigemptyset(&held);
        ::sigaddset(&held, SIGINT);
        ::sigaddset(&held, SIGTERM);
        ::pthread_sigmask(SIG_BLOCK, &held, &signals_before_);
        auto quiet = before_;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        is_quiet_ = ::tcsetattr(descriptor_, TCSAFLUSH, &quiet) == 0;
        if (!is_quiet_) ::pthread_sigmask(SIG_SETMASK, &signals_before_, nullptr);
    }
    ~QuietTerminal() {
        if (is_quiet_) {
            ::tcsetattr(descriptor_, TCSAFLUSH, &before_);
            ::pthread_sigmask(SIG_SETMASK, &signals_before_, nullptr);
        }
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    QuietTerminal(const QuietTerminal&) = delete;
    QuietTerminal& operator=(const QuietTerminal&) = delete;

    bool is_there() const { return is_quiet_; }
    std::string line() const {
        pollfd waited{descriptor_, POLLIN, 0};
        if (::ppoll(&waited, 1, nullptr, &signals_before_) < 0) throw Cancelled();
        return read_line(descriptor_);
    }
    void show(const std::string& text) const {
        if (::write(descriptor_, text.data(), text.size()) < 0) return;  // it is gone: so is asking
    }

  private:
    int descriptor_;
    termios before_{};
    sigset_t signals_before_{};
    bool is_quiet_ = false;
};

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
    auto password = terminal.line();
    terminal.show("\nthe same again: ");
    const auto again = terminal.line();
    terminal.show("\n");
    if (password == again) return {std::move(password), std::nullopt};
    return {{}, UsageProblem{"the two passwords are not the same", "try again"}};
}

}  // namespace concord::cli
