// What one client may ask of the server, and all of them together.
#pragma once

#include <chrono>
#include <cstddef>

namespace concord::server {

using namespace std::chrono_literals;

struct Limits {
    std::size_t header_bytes = std::size_t{32} << 10U;  // of the request line and all headers
    std::size_t path_bytes = 2048;
    std::size_t body_bytes = std::size_t{1} << 20U;
    std::chrono::milliseconds request_time = 10s;  // from the first byte to the last of a request
    std::chrono::milliseconds read_wait = 5s;      // for the next bytes of a request
    std::chrono::milliseconds idle_time = 5s;      // between two requests of one connection
    std::chrono::milliseconds write_wait = 10s;    // until a reader takes some bytes
    std::size_t slowest_reader_bytes_per_second = 2048;  // after the first `write_wait`
    std::size_t requests_per_connection = 100000;
    std::size_t connections = 256;      // served at once; each has a thread
    std::size_t waiting = 512;          // accepted and waiting for one; more are answered 503
    std::size_t event_streams = 64;     // of the connections
    double requests_per_second = 2000;  // of one address; 0: any number
    double sign_ins_per_second = 1;     // of one address
};

}  // namespace concord::server
