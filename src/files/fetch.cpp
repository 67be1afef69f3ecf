#include "files/fetch.hpp"

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <memory>
#include <thread>

#include <curl/curl.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "base/text.hpp"
#include "files/byte_source.hpp"
#include "files/curl_start.hpp"
#include "files/digest.hpp"

namespace concord::files {
namespace {

namespace fs = std::filesystem;

struct HandleDeleter {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct HeadersDeleter {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

// The part file and, beside it, the validator of the version it is a part of.
class PartFile {
  public:
    explicit PartFile(const fs::path& target)
        : path_(target.string() + ".part"), validator_path_(target.string() + ".part.version") {
        std::error_code error;
        fs::create_directories(target.parent_path(), error);
    }
    ~PartFile() { close(); }
    PartFile(const PartFile&) = delete;
    PartFile& operator=(const PartFile&) = delete;

    std::uint64_t size() const {
        std::error_code error;
        const auto bytes = fs::file_size(path_, error);
        return error ? 0 : bytes;
    }
    std::string validator() const {
        std::error_code error;
        return fs::is_regular_file(validator_path_, error) ? read_all(validator_path_) : "";
    }
    void open(bool from_start) {
        close();
        const int flags = O_WRONLY | O_CREAT | O_CLOEXEC | (from_start ? O_TRUNC : O_APPEND);
        descriptor_ = ::open(path_.c_str(), flags, 0644);
        if (descriptor_ < 0) fail();
    }
    void write(std::string_view bytes) {
        while (!bytes.empty()) {
            const auto count = ::write(descriptor_, bytes.data(), bytes.size());
            if (count < 0 && errno != EINTR) fail();
            if (count > 0) bytes.remove_prefix(static_cast<std::size_t>(count));
        }
    }
    void keep_validator(const std::string& text) const {
        const int descriptor =
            ::open(validator_path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
        if (descriptor < 0) fail();
        const bool written =
            ::write(descriptor, text.data(), text.size()) == static_cast<ssize_t>(text.size());
        ::close(descriptor);
        if (!written) fail();
    }
    void close() {
        if (descriptor_ >= 0) ::close(descriptor_);
        descriptor_ = -1;
    }
    void remove() {
        close();
        std::error_code ignored;
        fs::remove(path_, ignored);
        fs::remove(validator_path_, ignored);
    }
    void become(const fs::path& target) {
        if (descriptor_ >= 0) ::fsync(descriptor_);
        close();
        std::error_code error;
        fs::rename(path_, target, error);
        if (error) fail();
        fs::remove(validator_path_, error);
    }
    const fs::path& path() const { return path_; }

  private:
    [[noreturn]] void fail() const {
        throw EnvironmentFailure(
            fmt::format("cannot write `{}`: {}", path_.string(), std::strerror(errno)),
            "check the space on the disk and that you may write there");
    }
    fs::path path_;
    fs::path validator_path_;
    int descriptor_ = -1;
};

// What one attempt learns while it runs.
struct Attempt {
    PartFile* part = nullptr;
    const CancelToken* cancel = nullptr;
    std::uint64_t resume_from = 0;
    long status = 0;
    std::string validator;
    std::string content_type;
    bool body_started = false;
    std::exception_ptr failure;
};

std::size_t on_header(char* data, std::size_t size, std::size_t count, void* self) {
    auto& attempt = *static_cast<Attempt*>(self);
    const std::string_view line(data, size * count);
    const auto name = lower(line.substr(0, line.find(':')));
    if (line.starts_with("HTTP/")) {
        attempt.validator.clear();
        attempt.content_type.clear();
        const auto space = line.find(' ');
        const auto code = parse_whole_number(line.substr(space, 4));
        attempt.status = code ? static_cast<long>(*code) : 0;
    } else if (name == "etag" || (name == "last-modified" && attempt.validator.empty())) {
        attempt.validator = std::string(trim(line.substr(line.find(':') + 1)));
    } else if (name == "content-type") {
        attempt.content_type = lower(trim(line.substr(line.find(':') + 1)));
    }
    return size * count;
}

// Only the body of a final answer with 200 or 206 is kept: pages that explain an error are not
// data.
std::size_t on_body(char* data, std::size_t size, std::size_t count, void* self) {
    auto& attempt = *static_cast<Attempt*>(self);
    try {
        attempt.cancel->check();
        if (attempt.status != 200 && attempt.status != 206) return size * count;
        if (!attempt.body_started) {
            const bool from_start = attempt.status == 200;
            if (from_start) attempt.resume_from = 0;
            attempt.part->open(from_start);
            attempt.part->keep_validator(attempt.validator);
            attempt.body_started = true;
        }
        attempt.part->write({data, size * count});
    } catch (...) {
        attempt.failure = std::current_exception();
        return 0;
    }
    return size * count;
}

int on_progress(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    auto& attempt = *static_cast<Attempt*>(self);
    try {
        attempt.cancel->check();
    } catch (...) {
        attempt.failure = std::current_exception();
        return 1;
    }
    return 0;
}

void configure(CURL* handle, const FetchRequest& request, Attempt& attempt) {
    curl_easy_setopt(handle, CURLOPT_URL, request.address.c_str());
    curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 1L);
    curl_easy_setopt(handle, CURLOPT_MAXREDIRS, 5L);
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    // A redirect may not leave a protected connection for an open one.
    const bool is_protected = request.address.starts_with("https:");
    curl_easy_setopt(handle, CURLOPT_REDIR_PROTOCOLS_STR, is_protected ? "https" : "http,https");
    curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, request.connect_seconds);
    curl_easy_setopt(handle, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(handle, CURLOPT_LOW_SPEED_TIME, request.seconds_without_data);
    curl_easy_setopt(handle, CURLOPT_USERAGENT, "concord");
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, on_header);
    curl_easy_setopt(handle, CURLOPT_HEADERDATA, &attempt);
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, &attempt);
    curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, on_progress);
    curl_easy_setopt(handle, CURLOPT_XFERINFODATA, &attempt);
    if (attempt.resume_from > 0) {
        curl_easy_setopt(handle, CURLOPT_RANGE, fmt::format("{}-", attempt.resume_from).c_str());
    }
}

struct Verdict {
    bool done = false;
    bool try_again = false;
    std::string problem;
};

Verdict judge(CURLcode code, const Attempt& attempt) {
    if (code == CURLE_OK && (attempt.status == 200 || attempt.status == 206)) {
        return {true, false, {}};
    }
    if (code == CURLE_OK && attempt.status == 416) {
        return {false, true, "the server has no such part of the file"};
    }
    if (code == CURLE_OK) {
        // 202: some portals prepare a file on request and ask to come back.
        const bool passing =
            attempt.status >= 500 || attempt.status == 429 || attempt.status == 202;
        return {false, passing, fmt::format("the server answered {}", attempt.status)};
    }
    const bool hopeless = code == CURLE_URL_MALFORMAT || code == CURLE_UNSUPPORTED_PROTOCOL ||
                          code == CURLE_TOO_MANY_REDIRECTS ||
                          code == CURLE_PEER_FAILED_VERIFICATION;
    return {false, !hopeless, lower(curl_easy_strerror(code))};
}

Verdict try_once(const FetchRequest& request, PartFile& part, Attempt& attempt) {
    const std::unique_ptr<CURL, HandleDeleter> handle(curl_easy_init());
    if (!handle) throw EnvironmentFailure("cannot start libcurl", "is the machine out of memory?");
    // A part whose version is not known might be the beginning of another file.
    const auto validator = part.validator();
    attempt.resume_from = validator.empty() ? 0 : part.size();
    configure(handle.get(), request, attempt);
    std::unique_ptr<curl_slist, HeadersDeleter> headers;
    if (attempt.resume_from > 0) {
        headers.reset(curl_slist_append(nullptr, ("If-Range: " + validator).c_str()));
        curl_easy_setopt(handle.get(), CURLOPT_HTTPHEADER, headers.get());
    }
    const auto code = curl_easy_perform(handle.get());
    if (attempt.failure) std::rethrow_exception(attempt.failure);
    if (code == CURLE_OK && attempt.status == 200 && !attempt.body_started) part.open(true);
    if (attempt.status == 416) part.remove();
    return judge(code, attempt);
}

// What is wrong with a file that has arrived, or nothing.
std::string fault_of(const FetchRequest& request, const fs::path& path, const Attempt& attempt,
                     std::string& sha256) {
    sha256 = sha256_of_file(path);
    if (!request.sha256.empty()) {
        if (sha256 == request.sha256) return {};
        return fmt::format("its SHA-256 is {}…, not {}…", sha256.substr(0, 12),
                           request.sha256.substr(0, 12));
    }
    const auto extension = lower(request.target.extension().string());
    if (attempt.content_type.starts_with("text/html") && extension != ".html") {
        return "the server sent a web page";
    }
    ByteSource source(path);
    if (!source.compressed()) return {};
    std::array<char, 65536> buffer{};
    while (source.read(buffer) > 0) {
    }
    return source.damaged() ? "the gzip file is cut short or damaged" : "";
}

}  // namespace

FetchResult fetch(const FetchRequest& request, const CancelToken& cancel) {
    start_curl();
    FetchResult result;
    PartFile part(request.target);
    const auto sleep = request.sleep ? request.sleep : [](int milliseconds) {
        std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
    };
    int wait_milliseconds = 500;
    while (result.attempts < request.attempts) {
        cancel.check();
        if (result.attempts++ > 0) {
            sleep(wait_milliseconds);
            wait_milliseconds *= 2;
        }
        Attempt attempt;
        attempt.part = &part;
        attempt.cancel = &cancel;
        const auto verdict = try_once(request, part, attempt);
        part.close();
        result.resumed_at = attempt.resume_from;
        result.problem = verdict.problem;
        if (!verdict.done && !verdict.try_again) break;
        if (!verdict.done) continue;
        result.problem = fault_of(request, part.path(), attempt, result.sha256);
        if (result.problem.empty()) {
            result.bytes = part.size();
            part.become(request.target);
            result.fetched = true;
            return result;
        }
        // Resumed on a wrong beginning, or served wrong: start again from nothing.
        part.remove();
    }
    result.help = "try again later; what has arrived is kept and resumed";
    return result;
}

std::string encode_path(const std::string& path) {
    std::string result;
    for (const char c : path) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' || c == '~' ||
                           c == '/';
        result += plain ? std::string(1, c) : fmt::format("%{:02X}", byte);
    }
    return result;
}

}  // namespace concord::files
