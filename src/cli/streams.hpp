// Standard output and standard error, as they may be: a file, a terminal, full, or closed.
#pragma once

#include <cstdio>
#include <string>

namespace concord::cli {

// Where the program was started with a standard stream closed, the next file it opened would take
// the stream's number, and messages would be written into it. Opens the null device instead.
void keep_standard_streams();

// False where the stream does not take the text; errno then says why.
bool write_all(std::FILE* stream, const std::string& text);

// A message on standard error. Nothing can be done, or said, where it does not take it.
void say(const std::string& text);

}  // namespace concord::cli
