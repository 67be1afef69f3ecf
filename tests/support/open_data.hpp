// Where the open data is, for tests that hold Concord against published figures. Where it is not,
// they are skipped and say so.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <optional>

namespace concord::support {

inline std::optional<std::filesystem::path> open_data() {
    namespace fs = std::filesystem;
    const char* given = std::getenv("CONCORD_DATA");
    const auto folder = given ? fs::path(given) : fs::path(CONCORD_SOURCE) / "../shared/data";
    if (!fs::is_directory(folder / "lookups")) return std::nullopt;
    return folder;
}

}  // namespace concord::support

#define CONCORD_NEEDS_OPEN_DATA()                                                            \
    if (!::concord::support::open_data()) {                                                  \
        GTEST_SKIP() << "the open data is not here: set CONCORD_DATA to hold these figures " \
                        "against the published ones";                                        \
    }                                                                                        \
    static_assert(true)
