// SHA-256 of files, as the manifest and the data catalogue record it.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace concord::files {

// 64 lower-case hexadecimal digits. Throws EnvironmentFailure where the file cannot be read.
std::string sha256_of_file(const std::filesystem::path& path);
std::string sha256_of_text(std::string_view text);

}  // namespace concord::files
