#include "store/query/spark_home.hpp"

#include <cstdlib>

#include <fmt/format.h>
#include <unistd.h>

#include "base/failure.hpp"
#include "base/text.hpp"

namespace concord::store {
namespace {

namespace fs = std::filesystem;

bool is_spark(const fs::path& folder) {
    std::error_code error;
    return fs::is_directory(folder / "jars", error) &&
           fs::exists(folder / "bin" / "spark-submit", error);
}

// pip puts `spark-submit` into `bin` and the rest into `lib/python3.N/site-packages/pyspark`.
std::optional<fs::path> beside(const fs::path& spark_submit) {
    std::error_code error;
    const auto root = fs::canonical(spark_submit, error).parent_path().parent_path();
    if (is_spark(root)) return root;
    for (const auto& entry : fs::directory_iterator(root / "lib", error)) {
        const auto home = entry.path() / "site-packages" / "pyspark";
        if (is_spark(home)) return home;
    }
    return std::nullopt;
}

}  // namespace

std::optional<fs::path> find_program(const std::string& name) {
    const char* path = std::getenv("PATH");
    if (!path) return std::nullopt;
    for (const auto folder : split(path, ':')) {
        // A folder that is not named from the root would be another one in each folder.
        if (!folder.starts_with('/')) continue;
        const auto program = fs::path(folder) / name;
        std::error_code error;
        if (fs::is_regular_file(program, error) && ::access(program.c_str(), X_OK) == 0)
            return program;
    }
    return std::nullopt;
}

fs::path find_spark_home() {
    const char* given = std::getenv("SPARK_HOME");
    if (given && *given) {
        if (is_spark(given)) return given;
        throw EnvironmentFailure(
            fmt::format("SPARK_HOME names `{}`, and there is no Spark", shown(given, 200)),
            "point it at a folder with `bin/spark-submit` and `jars`, or leave it out");
    }
    if (const auto submit = find_program("spark-submit")) {
        if (auto home = beside(*submit)) return *home;
    }
    std::error_code error;
    const auto program = fs::read_symlink("/proc/self/exe", error).parent_path();
    const auto built_with = (program / "../../.deps/spark").lexically_normal();
    if (is_spark(built_with)) return built_with;
    throw EnvironmentFailure("there is no Apache Spark on this machine",
                             "`./do setup` brings one into the tree; or set SPARK_HOME, or put "
                             "`spark-submit` on the PATH. Without --engine DuckDB is used");
}

}  // namespace concord::store
