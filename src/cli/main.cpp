// The command line: parses, asks the engine, renders. It decides nothing about health, law or
// money.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <thread>

#include <CLI/Error.hpp>
#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>

#include "base/failure.hpp"
#include "cli/command_line.hpp"
#include "cli/progress_bar.hpp"

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
    options.progress = &progress;
    options.cancel = &cancel_token();
    return options;
}

bool write_all(std::FILE* stream, const std::string& text) {
    return std::fwrite(text.data(), 1, text.size(), stream) == text.size() &&
           std::fflush(stream) == 0;
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
        default:
            return render_text(answer.table);
    }
}

// Remarks are for `check` and for the table of findings; a build shows errors and warnings.
void print_diagnostics(const Answer& answer, std::FILE* stream) {
    const bool colour = isatty(fileno(stream)) != 0 && environment("NO_COLOR").empty();
    for (const auto& diagnostic : answer.diagnostics) {
        if (diagnostic.severity == Severity::information) continue;
        write_all(stream, render_diagnostic(diagnostic, colour));
    }
}

std::string summary(const Answer& answer) {
    std::string text = fmt::format("{} errors, {} warnings", answer.errors, answer.warnings);
    if (answer.not_in_force > 0) {
        text += fmt::format("; {} findings of rules that were not in force are left out",
                            answer.not_in_force);
    }
    return text + "\n";
}

// check: the diagnostics are the answer.
void print_check(const Answer& answer, const CommonOptions& common, Format format) {
    if (answer.outcome == Outcome::wrong_usage || answer.outcome == Outcome::input_missing) {
        print_diagnostics(answer, stderr);
        return;
    }
    if (format == Format::json) {
        put(common, render_diagnostics_json(answer.diagnostics));
    } else if (format == Format::sarif) {
        put(common, render_sarif(answer.diagnostics, Engine::rule_book(), Engine::version()));
    } else {
        std::string text;
        const bool colour =
            common.out.empty() && isatty(fileno(stdout)) != 0 && environment("NO_COLOR").empty();
        for (const auto& diagnostic : answer.diagnostics) {
            text += render_diagnostic(diagnostic, colour);
        }
        put(common, text + summary(answer));
    }
}

void print_answer(const Answer& answer, const CommandLine& line, Format format) {
    const auto& common = line.common;
    if (line.prints_diagnostics) {
        print_check(answer, common, format);
        return;
    }
    if (!answer.table.columns.empty() || !answer.text.empty()) {
        if (common.out.ends_with(".parquet")) {
            write_parquet(answer.table, common.out);
        } else {
            put(common, render(answer, format));
        }
    }
    print_diagnostics(answer, stderr);
    if (common.quiet) return;
    if (line.verb == "build") fmt::print(stderr, "{}", summary(answer));
    for (const auto& note : answer.notes)
        fmt::print(stderr, "note: {}\n", note);
}

int wrong_usage(const std::string& message, const std::string& help) {
    Answer answer;
    answer.diagnostics.push_back({"", Severity::error, "", "", message, {}, help, ""});
    print_diagnostics(answer, stderr);
    return exit_code(Outcome::wrong_usage);
}

int run(int argc, char** argv) {
    const auto line = make_command_line();
    try {
        line->app->parse(argc, argv);
    } catch (const CLI::Success& wanted) {
        return line->app->exit(wanted);  // --help, --version
    } catch (const CLI::ParseError& error) {
        return wrong_usage(error.what(),
                           "`concord --help` lists the verbs, `concord VERB --help` "
                           "what each takes");
    }
    const auto format = parse_format(line->common.format);
    if (!format || (*format == Format::sarif && line->verb != "check")) {
        return wrong_usage(fmt::format("`{}` is no format here", line->common.format),
                           "formats are table, csv, json and markdown, and for check sarif");
    }
    if (line->common.threads < 0) return wrong_usage("a number of threads is not below 0", "");
    ProgressBar bar(isatty(fileno(stderr)) != 0);
    SilentProgress silent;
    Progress& progress = line->common.quiet ? static_cast<Progress&>(silent) : bar;
    Engine engine(engine_options(line->common, progress));
    const auto answer = line->run(engine);
    print_answer(answer, *line, *format);
    return exit_code(answer.outcome);
}

}  // namespace
}  // namespace concord::cli

int main(int argc, char** argv) {
    signal(SIGINT, concord::cli::on_interrupt);
    signal(SIGTERM, concord::cli::on_interrupt);
    signal(SIGPIPE, SIG_IGN);
    try {
        return concord::cli::run(argc, argv);
    } catch (const concord::Cancelled&) {
        fmt::print(stderr, "\nstopped; nothing half-written was left\n");
        return concord::cli::stopped_by_user;
    } catch (const concord::EnvironmentFailure& failure) {
        fmt::print(stderr, "error: {}\n    help: {}\n", failure.what(), failure.help());
        return concord::exit_code(concord::Outcome::environment);
    } catch (const std::exception& failure) {
        fmt::print(stderr, "error: {}\n    help: check the disk and the memory of the machine\n",
                   failure.what());
        return concord::exit_code(concord::Outcome::environment);
    }
}
