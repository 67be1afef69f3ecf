#include "store/query/spark_session.hpp"

#include <charconv>
#include <fstream>
#include <optional>

#include <fmt/format.h>

#include "base/failure.hpp"
#include "base/text.hpp"
#include "store/query/spark_home.hpp"

extern "C" {
extern const char concord_spark_driver[];
extern const char concord_spark_driver_end[];
}

namespace concord::store {
namespace {

namespace fs = std::filesystem;

// Spark's first release whose SQL has functions of its own, which the shared ones are.
constexpr std::int64_t first_release = 4;

ChildCommand driver_command(const fs::path& scratch, const fs::path& remarks) {
    const auto python = find_program("python3");
    if (!python) {
        throw EnvironmentFailure("there is no `python3` on the PATH, which drives Spark",
                                 "install it; without --engine DuckDB is used");
    }
    const std::string driver(concord_spark_driver, concord_spark_driver_end);
    // -I: no settings or modules of the user's or of this folder come in.
    return {*python, {"-I", "-c", driver}, {{"TMPDIR", (scratch / "driver").string()}}, remarks};
}

// A number up to its mark, which goes with it; nothing where the mark has not come.
std::optional<std::size_t> take_number(std::string_view& rest, char mark) {
    const auto end = rest.find(mark);
    std::size_t number = 0;
    if (end == std::string_view::npos) return std::nullopt;
    std::from_chars(rest.data(), rest.data() + end, number);
    rest.remove_prefix(end + 1);
    return number;
}

// The last thing that Spark remarked on as an error, for a message.
std::string last_error(const fs::path& remarks) {
    std::ifstream file(remarks);
    std::string found;
    std::string last;
    for (std::string line; std::getline(file, line);) {
        if (trim(line).empty()) continue;
        last = line;
        if (line.find("ERROR") != std::string::npos ||
            line.find("Exception") != std::string::npos ||
            line.find("JAVA_HOME") != std::string::npos)
            found = line;
    }
    return shown(trim(found.empty() ? last : found), 200);
}

}  // namespace

std::string spark_message(const std::vector<std::string>& fields) {
    auto made = fmt::format("{}\n", fields.size());
    for (const auto& field : fields)
        made += fmt::format("{}:{},", field.size(), field);
    return made;
}

std::vector<std::string> take_spark_message(std::string& heard) {
    std::string_view rest = heard;
    std::vector<std::string> fields;
    const auto count = take_number(rest, '\n');
    if (!count) return {};
    for (std::size_t i = 0; i < *count; ++i) {
        const auto length = take_number(rest, ':');
        if (!length || rest.size() <= *length) return {};
        fields.emplace_back(rest.substr(0, *length));
        rest.remove_prefix(*length + 1);
    }
    heard.erase(0, heard.size() - rest.size());
    return fields;
}

SparkSession::SparkSession(const SparkSettings& settings)
    : settings_(settings), remarks_(settings.scratch / "spark.log") {
    const auto home = find_spark_home();
    fs::create_directories(settings_.scratch / "driver");
    driver_ = std::make_unique<ChildProcess>(driver_command(settings_.scratch, remarks_));
    const auto cores = settings_.cores > 0 ? std::to_string(settings_.cores) : std::string();
    const auto said =
        ask({settings_.master, home.string(), settings_.scratch.string(), settings_.memory, cores});
    const auto master = shown(settings_.master, 200);
    if (said[0] == "no-master") {
        throw EnvironmentFailure(fmt::format("no Spark master answers at `{}`", master),
                                 "is it running, and is the port its own (usually 7077)?");
    }
    if (said[0] == "no-worker") {
        throw EnvironmentFailure(
            fmt::format("the cluster at `{}` gave no worker within a minute", master),
            "are workers registered with it, with room for this? Ask for less with --memory");
    }
    if (said[0] != "ok") {
        throw EnvironmentFailure(
            fmt::format("Spark cannot begin at `{}`: {}", master, shown(said.back(), 300)),
            "is this machine's Spark the cluster's release?");
    }
    version_ = said[1];
    if (parse_whole_number(version_.substr(0, version_.find('.'))).value_or(0) < first_release) {
        throw EnvironmentFailure(fmt::format("Spark {} is too old", shown(version_)),
                                 "use a cluster of Spark 4.0 or later");
    }
}

SparkSession::~SparkSession() {
    const double seconds_to_say_goodbye = 5;
    if (driver_) driver_->let_end(seconds_to_say_goodbye);
}

void SparkSession::fail_silent() const {
    throw EnvironmentFailure(
        fmt::format("Spark's driver ended unasked: {}", last_error(remarks_)),
        "Spark needs Java 17 or later, on the PATH or in JAVA_HOME, and memory for it");
}

std::vector<std::string> SparkSession::ask(const std::vector<std::string>& fields) {
    if (!driver_->send(spark_message(fields))) fail_silent();
    while (true) {
        auto said = take_spark_message(heard_);
        if (!said.empty()) return said;
        if (driver_->listen(heard_) == ChildProcess::Heard::silence) fail_silent();
        if (settings_.cancel) settings_.cancel->check();
    }
}

std::string SparkSession::asked(const std::vector<std::string>& fields, const std::string& sql) {
    const auto said = ask(fields);
    if (said[0] == "ok") return said.back();
    throw EnvironmentFailure(
        fmt::format("Spark answered: {} (in `{}`)", shown(said.back(), 400), shown(sql, 160)),
        "check that the cluster's machines reach the same files under the same names, may write "
        "beside them, and have memory and space on their disks");
}

void SparkSession::offer(const std::string& name, const std::string& columns,
                         const std::vector<fs::path>& files) {
    std::vector<std::string> fields = {"offer", name, columns};
    for (const auto& file : files)
        fields.push_back(fs::absolute(file).lexically_normal().string());
    asked(fields, name);
}

void SparkSession::run(const std::string& sql) {
    asked({"run", sql}, sql);
}

std::int64_t SparkSession::write(const fs::path& folder, const std::string& sql) {
    const auto rows = asked({"write", folder.string(), sql}, sql);
    return parse_whole_number(rows).value_or(-1);
}

}  // namespace concord::store
