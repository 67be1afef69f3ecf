// Where Apache Spark is on this machine.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace concord::store {

// A folder with `jars` and `bin` in it, as a release of Spark is laid out or as pip installs it:
// what SPARK_HOME names, or the one of `spark-submit` on the PATH, or `.deps/spark` of the tree
// that our program was built in. SPARK_HOME that names something else is a failure, not passed
// over.
std::filesystem::path find_spark_home();  // throws EnvironmentFailure

// An executable file of that name on the PATH.
std::optional<std::filesystem::path> find_program(const std::string& name);

}  // namespace concord::store
