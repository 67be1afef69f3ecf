// The library that speaks HTTP, built as Debian builds it. Only http_server.cpp and
// socket_stream.cpp know it.
#pragma once

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
#include <httplib.h>
#pragma GCC diagnostic pop
