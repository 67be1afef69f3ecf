// The command line: parses, asks the engine, renders. It decides nothing about health, law or
// money.
#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <thread>

#include <CLI/Error.hpp>
#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>

#include "base/failure.hpp"
#include "base/text.hpp"
#include "cli/command_line.hpp"
#include "cli/progress_bar.hpp"
#include "cli/streams.hpp"
#include "cli/usage.hpp"
#include "engine/workbook_answer.hpp"

namespace concord::cli {
namespace {

constexpr int stopped_by_user = 130;

CancelToken& cancel_token() {
    static CancelToken token;
    return token;
}

// The first Ctrl-C asks the work to stop and clean up; the second ends the program as usual.
void on_interrupt(int) {
    cancel_token().cancel();
    signal(SIGINT, SIG_DFL);
}

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}

// The catalogue and the examples: beside the program's tree or where it is installed.
fs::path find_resources() {
    const auto given = environment("CONCORD_RESOURCES");
    if (!given.empty()) return given;
    std::error_code error;
    const auto program = fs::read_symlink("/proc/self/exe", error).parent_path();
    for (const auto* candidate : {"../share/concord", "../.."}) {
        const auto folder = (program / candidate).lexically_normal();
        if (fs::is_directory(folder / "catalogue", error)) return folder;
    }
    return ".";
}

EngineOptions engine_options(const CommonOptions& common, Progress& progress) {
    EngineOptions options;
    options.resources = find_resources();
    if (!common.data.empty()) options.data = common.data;
    const auto data = environment("CONCORD_DATA");
    options.default_data = data.empty() ? fs::path("../shared/data") : fs::path(data);
    const auto system = environment("CONCORD_SYSTEM");
    if (!system.empty()) options.default_system = system;
    const auto cores = static_cast<int>(std::thread::hardware_concurrency());
    options.threads = common.threads > 0 ? common.threads : std::max(1, cores);
    if (!common.memory.empty()) options.memory = common.memory;
    options.query_engine = common.engine;
    options.cluster_cores = std::max(0, common.threads);
    options.progress = &progress;
    options.cancel = &cancel_token();
    return options;
}

// Where the answer goes: standard output, or a file that appears whole.
void put(const CommonOptions& common, const std::string& text) {
    if (common.out.empty()) {
        // A reader that has had enough (`| head`) is no failure.
        if (!write_all(stdout, text) && errno != EPIPE) {
            throw EnvironmentFailure("cannot write to standard output", "is the disk full?");
        }
        return;
    }
    Engine::save_text(common.out, text);
}

std::string render(const Answer& answer, Format format) {
    if (!answer.text.empty()) return answer.text;
    switch (format) {
        case Format::csv:
            return render_csv(answer.table);
        case Format::json:
            return render_json(answer.table);
        case Format::markdown:
            return render_markdown(answer.table);
        case Format::svg:
            return answer.svg;
        case Format::html:
            return answer.html;
        default:
            return answer.prose.empty() ? render_text(answer.table) : answer.prose;
    }
}

bool wants_colour(int descriptor) {
    return isatty(descriptor) != 0 && environment("NO_COLOR").empty();
}

// Remarks are for `check` and for the table of findings; a build shows errors and warnings.
void print_diagnostics(const Answer& answer) {
    const bool colour = wants_colour(STDERR_FILENO);
    for (const auto& diagnostic : answer.diagnostics) {
        if (diagnostic.severity == Severity::information) continue;
        say(render_diagnostic(diagnostic, colour));
    }
}

std::string summary(const Answer& answer) {
    const auto number = [](std::size_t count, const char* one, const char* many) {
        return counted(static_cast<std::int64_t>(count), one, many);
    };
    std::string text = fmt::format("{}, {}", number(answer.errors, "error", "errors"),
                                   number(answer.warnings, "warning", "warnings"));
    if (answer.not_in_force > 0) {
        text += fmt::format("; {} of rules that were not in force left out",
                            number(answer.not_in_force, "finding", "findings"));
    }
    return text + "\n";
}

// check: the diagnostics are the answer.
void print_check(Answer& answer, const CommonOptions& common, Format format) {
    if (answer.outcome == Outcome::wrong_usage || answer.outcome == Outcome::input_missing) {
        print_diagnostics(answer);
        return;
    }
    if (common.out.ends_with(".xlsx")) {
        answer.table = findings_table(answer.diagnostics);
        write_workbook_answer(answer, "check", common.out);
    } else if (common.out.ends_with(".parquet")) {
        write_parquet(findings_table(answer.diagnostics), common.out);
    } else if (format == Format::json) {
        put(common, render_diagnostics_json(answer.diagnostics));
    } else if (format == Format::sarif) {
        put(common, render_sarif(answer.diagnostics, Engine::rule_book(), Engine::version()));
    } else if (format == Format::table) {
        std::string text;
        const bool colour = common.out.empty() && wants_colour(STDOUT_FILENO);
        for (const auto& diagnostic : answer.diagnostics) {
            text += render_diagnostic(diagnostic, colour);
        }
        put(common, text + summary(answer));
    } else {
        const auto table = findings_table(answer.diagnostics);
        put(common, format == Format::csv ? render_csv(table) : render_markdown(table));
    }
}

void print_answer(Answer& answer, const CommandLine& line, Format format) {
    const auto& common = line.common;
    if (line.prints_diagnostics) {
        print_check(answer, common, format);
        return;
    }
    if (!answer.table.columns.empty() || !answer.text.empty()) {
        if (common.out.ends_with(".parquet")) {
            write_parquet(answer.table, common.out);
        } else if (common.out.ends_with(".xlsx") && !answer.table.columns.empty()) {
            write_workbook_answer(answer, line.verb, common.out);
        } else {
            put(common, render(answer, format));
        }
    }
    print_diagnostics(answer);
    if (common.quiet) return;
    if (line.verb == "build") say(summary(answer));
    for (const auto& note : answer.notes)
        say(fmt::format("note: {}\n", note));
}

int refuse(const UsageProblem& problem) {
    Answer answer;
    answer.diagnostics.push_back(
        {"", Severity::error, "", "", problem.message, {}, problem.help, ""});
    print_diagnostics(answer);
    return exit_code(Outcome::wrong_usage);
}

int run(int argc, char** argv) {
    const auto line = make_command_line();
    try {
        line->app->parse(argc, argv);
    } catch (const CLI::Success& wanted) {
        return line->app->exit(wanted);  // --help, --version
    } catch (const CLI::ParseError& error) {
        return refuse(explain_parse_error(*line->app, {argv + 1, argv + argc}, error.what()));
    }
    if (const auto problem = problem_of(*line)) return refuse(*problem);
    const auto format = *format_of(line->common);
    ProgressBar bar(isatty(fileno(stderr)) != 0);
    SilentProgress silent;
    Progress& progress = line->common.quiet ? static_cast<Progress&>(silent) : bar;
    Engine engine(engine_options(line->common, progress));
    auto answer = line->run(engine);
    print_answer(answer, *line, format);
    return exit_code(answer.outcome);
}

}  // namespace
}  // namespace concord::cli

int main(int argc, char** argv) {
    concord::cli::keep_standard_streams();
    signal(SIGINT, concord::cli::on_interrupt);
    signal(SIGTERM, concord::cli::on_interrupt);
    // A reader that goes, or a limit on the size of files, is then an error of the writing.
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    try {
        return concord::cli::run(argc, argv);
    } catch (const concord::Cancelled&) {
        concord::cli::say("\nstopped; nothing half-written was left\n");
        return concord::cli::stopped_by_user;
    } catch (const concord::EnvironmentFailure& failure) {
        concord::cli::say(fmt::format("error: {}\n    help: {}\n", failure.what(), failure.help()));
    } catch (const std::exception& failure) {
        concord::cli::say(fmt::format(
            "error: {}\n    help: check the disk and the memory of the machine\n", failure.what()));
    }
    return concord::exit_code(concord::Outcome::environment);
}
