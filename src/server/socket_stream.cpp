#include "server/socket_stream.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

namespace concord::server {
namespace {

constexpr std::size_t buffer_bytes = std::size_t{16} << 10U;

bool is_ready(socket_t socket, short events, std::chrono::milliseconds most) {
    pollfd waiting{socket, events, 0};
    int ready = 0;
    do {
        ready = poll(&waiting, 1, static_cast<int>(most.count()));
    } while (ready < 0 && errno == EINTR);
    return ready > 0;
}

void read_address(const sockaddr_storage& held, std::string& address, int& port) {
    char text[INET6_ADDRSTRLEN] = {};
    if (held.ss_family == AF_INET) {
        sockaddr_in v4{};
        std::memcpy(&v4, &held, sizeof v4);
        inet_ntop(AF_INET, &v4.sin_addr, text, sizeof text);
        port = ntohs(v4.sin_port);
    } else if (held.ss_family == AF_INET6) {
        sockaddr_in6 v6{};
        std::memcpy(&v6, &held, sizeof v6);
        inet_ntop(AF_INET6, &v6.sin6_addr, text, sizeof text);
        port = ntohs(v6.sin6_port);
    }
    address = text;
}

}  // namespace

SocketStream::SocketStream(socket_t socket, const Limits& limits)
    : socket_(socket), limits_(limits), began_(Clock::now()) {}

bool SocketStream::wait_for_request(std::chrono::milliseconds most) const {
    return taken_ < buffer_.size() || is_ready(socket_, POLLIN, most);
}

void SocketStream::begin_request() {
    began_ = Clock::now();
    first_written_ = {};
    read_bytes_ = 0;
    written_bytes_ = 0;
    reads_head_ = true;
}

bool SocketStream::is_readable() const {
    if (taken_ < buffer_.size()) return true;
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        began_ + limits_.request_time - Clock::now());
    if (left.count() <= 0) return false;
    return is_ready(socket_, POLLIN, std::min(left, limits_.read_wait));
}

bool SocketStream::is_writable() const {
    return is_ready(socket_, POLLOUT, limits_.write_wait);
}

bool SocketStream::fill() {
    if (!is_readable()) return false;
    buffer_.resize(buffer_bytes);
    ssize_t count = 0;
    do {
        count = recv(socket_, buffer_.data(), buffer_.size(), 0);
    } while (count < 0 && errno == EINTR);
    buffer_.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
    taken_ = 0;
    return count > 0;
}

ssize_t SocketStream::read(char* bytes, std::size_t size) {
    if (reads_head_ && read_bytes_ >= limits_.header_bytes) {
        head_was_too_large_ = true;
        return -1;
    }
    if (taken_ >= buffer_.size() && !fill()) return -1;
    auto count = std::min(size, buffer_.size() - taken_);
    if (reads_head_) count = std::min(count, limits_.header_bytes - read_bytes_);
    std::memcpy(bytes, buffer_.data() + taken_, count);
    taken_ += count;
    read_bytes_ += count;
    return static_cast<ssize_t>(count);
}

// A reader that takes less than the least from the second `write_wait` on holds a thread for
// nothing.
bool SocketStream::reader_is_too_slow() const {
    const auto since = Clock::now() - first_written_;
    if (since < 2 * limits_.write_wait) return false;
    const auto seconds = std::chrono::duration<double>(since).count();
    return static_cast<double>(written_bytes_) <
           seconds * static_cast<double>(limits_.slowest_reader_bytes_per_second);
}

ssize_t SocketStream::write(const char* bytes, std::size_t size) {
    if (first_written_ == Clock::time_point()) first_written_ = Clock::now();
    std::size_t sent = 0;
    while (sent < size) {
        if (!is_writable()) return -1;
        const auto count = send(socket_, bytes + sent, size - sent, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (count < 0 && (errno == EINTR || errno == EAGAIN || errno == EWOULDBLOCK)) {
            if (reader_is_too_slow()) return -1;
            continue;
        }
        if (count <= 0) return -1;
        sent += static_cast<std::size_t>(count);
        written_bytes_ += static_cast<std::size_t>(count);
        if (sent < size && reader_is_too_slow()) return -1;
    }
    return static_cast<ssize_t>(size);
}

void SocketStream::get_remote_ip_and_port(std::string& address, int& port) const {
    sockaddr_storage held{};
    socklen_t size = sizeof held;
    if (getpeername(socket_, reinterpret_cast<sockaddr*>(&held), &size) == 0)
        read_address(held, address, port);
}

void SocketStream::get_local_ip_and_port(std::string& address, int& port) const {
    sockaddr_storage held{};
    socklen_t size = sizeof held;
    if (getsockname(socket_, reinterpret_cast<sockaddr*>(&held), &size) == 0)
        read_address(held, address, port);
}

}  // namespace concord::server
