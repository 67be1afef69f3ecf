// Writing so that nothing half-written ever stays: everything is made under a temporary name beside
// its place and moved there when it is whole.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace concord::files {

// Writes the whole text to the path at once. Throws EnvironmentFailure and leaves no trace on
// failure. A pipe or a device at the path is written into, not replaced.
void write_file(const std::filesystem::path& path, std::string_view text);

// A folder under construction. publish() puts it in the place of the target, which it replaces only
// where the target is absent, empty or holds the marker file (so that no stranger's folder is
// lost); without publish() everything made is removed. What a killed program left under a temporary
// name is removed by the next one that makes the same folder; a live one's is held by a lock.
class OutputFolder {
  public:
    OutputFolder(const std::filesystem::path& target, const std::string& marker);
    ~OutputFolder();
    OutputFolder(const OutputFolder&) = delete;
    OutputFolder& operator=(const OutputFolder&) = delete;

    const std::filesystem::path& path() const { return temporary_; }
    void publish();

    // Why the target may not be replaced, or empty where it may.
    static std::string refusal(const std::filesystem::path& target, const std::string& marker);

  private:
    std::filesystem::path target_;
    std::filesystem::path temporary_;
    int lock_ = -1;  // a descriptor of the temporary folder
    bool published_ = false;
};

}  // namespace concord::files
