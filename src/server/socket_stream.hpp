// A connection as the HTTP library reads and writes it, with the limits that the library has not:
// of the bytes of a request's head, of the time a whole request takes to arrive, and of how slowly
// an answer may be read.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

#include "server/http_library.hpp"
#include "server/limits.hpp"

namespace concord::server {

class SocketStream final : public httplib::Stream {
  public:
    SocketStream(socket_t socket, const Limits& limits);

    // Waits for the first byte of the next request; false where the client ended or stays silent.
    bool wait_for_request(std::chrono::milliseconds most) const;
    // A request begins: its limits count from now.
    void begin_request();
    // Its head has been read: from now on bytes of the body come, which the library counts.
    void head_is_read() { reads_head_ = false; }
    bool head_was_too_large() const { return head_was_too_large_; }

    bool is_readable() const override;
    bool is_writable() const override;
    ssize_t read(char* bytes, std::size_t size) override;
    using httplib::Stream::write;
    ssize_t write(const char* bytes, std::size_t size) override;
    void get_remote_ip_and_port(std::string& address, int& port) const override;
    void get_local_ip_and_port(std::string& address, int& port) const override;
    socket_t socket() const override { return socket_; }

  private:
    using Clock = std::chrono::steady_clock;

    bool fill();
    bool reader_is_too_slow() const;

    socket_t socket_;
    const Limits& limits_;
    std::string buffer_;
    std::size_t taken_ = 0;  // of the buffer
    Clock::time_point began_;
    Clock::time_point first_written_{};
    std::size_t read_bytes_ = 0;
    std::size_t written_bytes_ = 0;
    bool reads_head_ = true;
    bool head_was_too_large_ = false;
};

}  // namespace concord::server
