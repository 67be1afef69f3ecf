#include "files/web_question.hpp"

#include <algorithm>
#include <memory>

#include <curl/curl.h>
#include <fmt/format.h>

#include "base/failure.hpp"
#include "base/text.hpp"
#include "files/curl_start.hpp"

namespace concord::files {
namespace {

struct HandleDeleter {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct HeadersDeleter {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
struct UrlDeleter {
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
};

std::string part_of(CURLU* url, CURLUPart part) {
    char* text = nullptr;
    if (curl_url_get(url, part, &text, 0) != CURLUE_OK) return {};
    std::string kept = text;
    curl_free(text);
    return kept;
}

bool is_plain(std::string_view text) {
    return std::ranges::all_of(text, [](char c) {
        return c > 0x20 && c < 0x7f && c != '"' && c != '<' && c != '>' && c != '\\' && c != '^' &&
               c != '`' && c != '{' && c != '|' && c != '}';
    });
}

struct Received {
    std::string body;
    std::size_t most = 0;
    bool is_too_long = false;
};

std::size_t on_body(char* data, std::size_t size, std::size_t count, void* self) {
    auto& received = *static_cast<Received*>(self);
    const auto bytes = size * count;
    if (received.body.size() + bytes > received.most) {
        received.is_too_long = true;
        return 0;
    }
    received.body.append(data, bytes);
    return bytes;
}

void configure(CURL* handle, const WebQuestion& question, bool is_here) {
    curl_easy_setopt(handle, CURLOPT_URL, question.address.c_str());
    curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, is_here ? "http,https" : "https");
    curl_easy_setopt(handle, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(handle, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT,
                     static_cast<long>(question.connect_time.count()));
    curl_easy_setopt(handle, CURLOPT_TIMEOUT, static_cast<long>(question.time.count()));
    curl_easy_setopt(handle, CURLOPT_USERAGENT, "concord");
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, on_body);
    if (is_here) curl_easy_setopt(handle, CURLOPT_PROXY, "");
    if (!question.certificates.empty()) {
        curl_easy_setopt(handle, CURLOPT_CAINFO, question.certificates.c_str());
    }
    if (!question.form) return;
    curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE,
                     static_cast<curl_off_t>(question.form->size()));
    curl_easy_setopt(handle, CURLOPT_POSTFIELDS, question.form->c_str());
}

}  // namespace

void start_curl() {
    static const bool started = [] {
        if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
            throw EnvironmentFailure("cannot start libcurl", "is it installed?");
        }
        return true;
    }();
    (void)started;
}

std::optional<WebAddress> parse_web_address(std::string_view text) {
    constexpr std::size_t longest = 2048;
    if (text.size() > longest || !is_plain(text)) return std::nullopt;
    const bool is_web = text.starts_with("https://") || text.starts_with("http://");
    if (!is_web) return std::nullopt;
    const std::unique_ptr<CURLU, UrlDeleter> url(curl_url());
    if (!url || curl_url_set(url.get(), CURLUPART_URL, std::string(text).c_str(), 0) != CURLUE_OK) {
        return std::nullopt;
    }
    if (!part_of(url.get(), CURLUPART_USER).empty() ||
        !part_of(url.get(), CURLUPART_PASSWORD).empty()) {
        return std::nullopt;
    }
    WebAddress address;
    address.is_protected = text.starts_with("https://");
    address.host = lower(part_of(url.get(), CURLUPART_HOST));
    address.port = part_of(url.get(), CURLUPART_PORT);
    address.path = part_of(url.get(), CURLUPART_PATH);
    address.query = part_of(url.get(), CURLUPART_QUERY);
    address.has_fragment = text.find('#') != std::string_view::npos;
    if (address.path.empty()) address.path = "/";
    if (address.host.empty()) return std::nullopt;
    return address;
}

// A name that only begins like this machine's is another's: 127.0.0.1.example.org.
bool is_loopback(const WebAddress& address) {
    const auto& host = address.host;
    if (host == "localhost" || host == "[::1]") return true;
    return host.starts_with("127.") && std::ranges::count(host, '.') == 3 &&
           std::ranges::all_of(host, [](char c) { return c == '.' || (c >= '0' && c <= '9'); });
}

bool is_safe(const WebAddress& address) {
    return address.is_protected || is_loopback(address);
}

std::string encode_value(std::string_view text) {
    std::string encoded;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' || c == '~';
        encoded +=
            plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return encoded;
}

WebAnswer ask_web(const WebQuestion& question) {
    start_curl();
    const auto address = parse_web_address(question.address);
    if (!address || !is_safe(*address)) return {0, {}, "the address is not one of https"};
    const std::unique_ptr<CURL, HandleDeleter> handle(curl_easy_init());
    if (!handle) throw EnvironmentFailure("cannot start libcurl", "is the machine out of memory?");
    Received received{{}, question.most_bytes, false};
    configure(handle.get(), question, is_loopback(*address));
    curl_easy_setopt(handle.get(), CURLOPT_WRITEDATA, &received);
    std::unique_ptr<curl_slist, HeadersDeleter> headers(
        curl_slist_append(nullptr, "Accept: application/json"));
    if (!question.authorization.empty()) {
        const auto line = "Authorization: " + question.authorization;
        headers.reset(curl_slist_append(headers.release(), line.c_str()));
    }
    curl_easy_setopt(handle.get(), CURLOPT_HTTPHEADER, headers.get());
    const auto code = curl_easy_perform(handle.get());
    WebAnswer answer;
    if (received.is_too_long) {
        answer.problem = fmt::format("its answer is longer than {} bytes", question.most_bytes);
    } else if (code != CURLE_OK) {
        answer.problem = lower(curl_easy_strerror(code));
    } else {
        curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &answer.status);
        answer.body = std::move(received.body);
    }
    return answer;
}

}  // namespace concord::files
