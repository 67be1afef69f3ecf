#include "handbook/reading/pdf_pages.hpp"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <fstream>
#include <optional>

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/failure.hpp"
#include "handbook/reading/clean_text.hpp"
#include "handbook/reading/pdf_child.hpp"

namespace concord::handbook {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

// Takes plain values from the front of a message; false where it is too short.
class Parts {
  public:
    explicit Parts(std::string_view rest) : rest_(rest) {}

    template <typename T>
    bool take(T& value) {
        if (rest_.size() < sizeof value) return false;
        std::memcpy(&value, rest_.data(), sizeof value);
        rest_.remove_prefix(sizeof value);
        return true;
    }
    bool take_text(std::size_t bytes, std::string_view& text) {
        if (rest_.size() < bytes) return false;
        text = rest_.substr(0, bytes);
        rest_.remove_prefix(bytes);
        return true;
    }
    std::string_view rest() const { return rest_; }

  private:
    std::string_view rest_;
};

std::optional<PdfPage> parse_page(std::string_view body) {
    Parts parts(body);
    PageHead head;
    if (!parts.take(head)) return std::nullopt;
    PdfPage page{head.number, head.width, head.height, head.picture != 0, {}};
    for (std::uint32_t i = 0; i < head.words; ++i) {
        WordHead word;
        std::string_view text;
        if (!parts.take(word) || !parts.take_text(word.bytes, text)) return std::nullopt;
        auto clean = clean_text(text);
        if (clean.empty()) continue;
        page.words.push_back({word.left, word.top, word.right, word.bottom, word.size,
                              word.bold != 0, std::move(clean)});
    }
    return page;
}

// The child process, watched from outside. It is ended and collected on every path.
class Child {
  public:
    Child(const std::filesystem::path& path, std::uint32_t first_page, const ReadLimits& limits) {
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0) fail();
        process_ = ::fork();
        if (process_ == 0) {
            ::close(ends[0]);
            write_pdf_pages(path, first_page, limits, ends[1]);
            ::close(ends[1]);
            // Not through exit(): what the parent registered for its own end must not run twice.
            while (true)
                ::kill(::getpid(), SIGKILL);
        }
        ::close(ends[1]);
        pipe_ = ends[0];
        if (process_ < 0) {
            ::close(pipe_);
            fail();
        }
    }
    ~Child() {
        ::kill(process_, SIGKILL);
        while (::waitpid(process_, nullptr, 0) < 0 && errno == EINTR) {
        }
        ::close(pipe_);
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    enum class Heard { something, nothing_yet, silence };

    // What has come in the next fifth of a second is added to the buffer.
    Heard listen(std::string& buffer) {
        pollfd wanted{pipe_, POLLIN, 0};
        const int ready = ::poll(&wanted, 1, 200);
        if (ready == 0 || (ready < 0 && errno == EINTR)) return Heard::nothing_yet;
        std::array<char, 1U << 16U> chunk{};
        const auto count = ::read(pipe_, chunk.data(), chunk.size());
        if (count < 0 && errno == EINTR) return Heard::nothing_yet;
        if (count <= 0) return Heard::silence;
        buffer.append(chunk.data(), static_cast<std::size_t>(count));
        return Heard::something;
    }

    std::uint64_t memory() const {
        std::ifstream file(fmt::format("/proc/{}/statm", process_));
        std::uint64_t all = 0;
        std::uint64_t resident = 0;
        file >> all >> resident;
        return resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
    }

  private:
    [[noreturn]] static void fail() {
        throw EnvironmentFailure(
            fmt::format("cannot start a process to read a PDF: {}", std::strerror(errno)),
            "is the machine out of memory or of processes?");
    }

    pid_t process_ = -1;
    int pipe_ = -1;
};

// Reads one PDF through as many children as it takes to get past the pages that end them.
class Reader {
  public:
    Reader(const std::filesystem::path& path, const ReadLimits& limits,
           const std::function<void(PdfPage)>& on_page)
        : path_(path), limits_(limits), on_page_(on_page) {}

    PdfReading run(const CancelToken& cancel) {
        constexpr int attempts = 20;
        for (int attempt = 0; attempt < attempts && !finished_; ++attempt) {
            run_child(cancel);
            if (finished_) break;
            if (result_.pages == 0 || out_of_time()) break;
            result_.lost.push_back(++result_.read_up_to);  // the page that ended the child
            if (result_.read_up_to >= result_.pages) finished_ = true;
        }
        return std::move(result_);
    }

  private:
    bool out_of_time() const { return seconds_since(start_) > limits_.document_seconds; }

    void run_child(const CancelToken& cancel) {
        Child child(path_, result_.read_up_to + 1, limits_);
        std::string buffer;
        auto last_page = Clock::now();
        std::size_t polls = 0;
        while (!finished_) {
            cancel.check();
            const auto heard = child.listen(buffer);
            const auto before = result_.read_up_to;
            take_messages(buffer);
            if (result_.read_up_to != before) last_page = Clock::now();
            if (heard == Child::Heard::silence) return;
            const bool stalled = seconds_since(last_page) > limits_.page_seconds;
            const bool too_large =
                buffer.size() > limits_.memory_bytes ||
                (++polls % 16 == 0 && child.memory() > limits_.memory_bytes) ||
                (heard == Child::Heard::nothing_yet && child.memory() > limits_.memory_bytes);
            if (stalled || too_large || out_of_time()) return;
        }
    }

    void take_messages(std::string& buffer) {
        std::size_t at = 0;
        MessageHead head;
        while (buffer.size() - at >= sizeof head) {
            std::memcpy(&head, buffer.data() + at, sizeof head);
            if (buffer.size() - at - sizeof head < head.bytes) break;
            take(head.kind, std::string_view(buffer).substr(at + sizeof head, head.bytes));
            at += sizeof head + head.bytes;
        }
        buffer.erase(0, at);
    }

    void take(PdfMessage kind, std::string_view body) {
        switch (kind) {
            case PdfMessage::locked:
            case PdfMessage::damaged:
                result_.outcome =
                    kind == PdfMessage::locked ? PdfOutcome::locked : PdfOutcome::damaged;
                finished_ = true;
                break;
            case PdfMessage::document: {
                Parts parts(body);
                parts.take(result_.pages);
                result_.title = clean_text(parts.rest());
                result_.outcome = PdfOutcome::read;
                break;
            }
            case PdfMessage::page: {
                auto page = parse_page(body);
                ++result_.read_up_to;
                if (page && page->number == result_.read_up_to) {
                    on_page_(std::move(*page));
                } else {
                    result_.lost.push_back(result_.read_up_to);
                }
                break;
            }
            case PdfMessage::end:
                finished_ = true;
                break;
        }
    }

    const std::filesystem::path& path_;
    const ReadLimits& limits_;
    const std::function<void(PdfPage)>& on_page_;
    PdfReading result_;
    Clock::time_point start_ = Clock::now();
    bool finished_ = false;
};

}  // namespace

PdfReading read_pdf_pages(const std::filesystem::path& path, const ReadLimits& limits,
                          const std::function<void(PdfPage)>& on_page, const CancelToken& cancel) {
    return Reader(path, limits, on_page).run(cancel);
}

}  // namespace concord::handbook
