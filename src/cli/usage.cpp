#include "cli/usage.hpp"

#include <algorithm>
#include <array>
#include <filesystem>

#include <fmt/format.h>

#include "base/text.hpp"

namespace concord::cli {
namespace {

constexpr int most_threads = 1024;

std::string did_you_mean(const std::string& word, const std::vector<std::string>& known,
                         const std::string& otherwise) {
    const auto guess = closest(word, known);
    return guess ? fmt::format("did you mean `{}`?", *guess) : otherwise;
}

std::vector<std::string> verbs_of(const CLI::App& app) {
    std::vector<std::string> names;
    for (const auto* verb : app.get_subcommands([](const CLI::App*) { return true; }))
        names.push_back(verb->get_name());
    return names;
}

std::vector<std::string> options_of(const CLI::App& app) {
    std::vector<std::string> names;
    for (const auto* option : app.get_options()) {
        for (const auto& name : option->get_lnames())
            names.push_back("--" + name);
    }
    return names;
}

// The verb that the words name, and the word after it that names no verb where one is needed.
struct Reading {
    const CLI::App* app = nullptr;
    std::string unknown_verb;
    bool verb_is_missing = false;
};

// How many words a verb takes for itself before the verbs below it: `decide DIR new`.
std::ptrdiff_t own_words(const CLI::App& app) {
    return std::ranges::count_if(
        app.get_options(), [](const CLI::Option* option) { return option->get_positional(); });
}

Reading read_verbs(const CLI::App& app, const std::vector<std::string>& words) {
    Reading reading{&app, {}};
    std::ptrdiff_t own = 0;
    for (const auto& word : words) {
        const auto verbs = verbs_of(*reading.app);
        if (verbs.empty() || word.starts_with('-')) break;
        if (std::ranges::find(verbs, word) == verbs.end()) {
            if (own++ < own_words(*reading.app)) continue;
            reading.unknown_verb = word;
            break;
        }
        reading.app = reading.app->get_subcommand(word);
    }
    reading.verb_is_missing = reading.unknown_verb.empty() && !verbs_of(*reading.app).empty();
    return reading;
}

// "4GB", "1.5 GiB": a number above 0 and a unit.
bool is_memory(const std::string& text) {
    constexpr std::array<std::string_view, 8> units = {"kb",  "mb",  "gb",  "tb",
                                                       "kib", "mib", "gib", "tib"};
    const auto end = std::min(text.find_first_not_of("0123456789."), text.size());
    const auto number = parse_number(text.substr(0, end));
    const auto unit = lower(trim(text.substr(end)));
    return number && *number > 0 && std::ranges::find(units, unit) != units.end();
}

}  // namespace

UsageProblem explain_parse_error(const CLI::App& app, const std::vector<std::string>& words,
                                 const std::string& message) {
    const std::string help =
        "`concord --help` lists the verbs, `concord VERB --help` what each takes";
    const auto reading = read_verbs(app, words);
    if (!reading.unknown_verb.empty()) {
        return {fmt::format("there is no verb `{}`", shown(reading.unknown_verb)),
                did_you_mean(reading.unknown_verb, verbs_of(*reading.app), help)};
    }
    const auto options = options_of(*reading.app);
    for (const auto& word : words) {
        if (word == "--") break;
        const auto name = word.substr(0, word.find('='));
        if (!name.starts_with("--") || std::ranges::find(options, name) != options.end()) continue;
        return {fmt::format("there is no option `{}` here", shown(name)),
                did_you_mean(name, options, help)};
    }
    if (reading.verb_is_missing) {
        return {"no verb is given", "verbs are " + join(verbs_of(*reading.app), ", ")};
    }
    return {message, help};
}

std::optional<Format> format_of(const CommonOptions& common) {
    if (!common.format.empty()) return parse_format(common.format);
    const auto ending = lower(std::filesystem::path(common.out).extension().string());
    if (ending == ".csv") return Format::csv;
    if (ending == ".json") return Format::json;
    if (ending == ".md") return Format::markdown;
    if (ending == ".sarif") return Format::sarif;
    if (ending == ".svg") return Format::svg;
    if (ending == ".html") return Format::html;
    return Format::table;
}

std::optional<UsageProblem> problem_of(const CommandLine& line) {
    const auto& common = line.common;
    const auto format = format_of(common);
    const bool is_picture = format && (*format == Format::svg || *format == Format::html);
    if (!format || (*format == Format::sarif && line.verb != "check") ||
        (is_picture && line.verb != "map")) {
        return UsageProblem{
            fmt::format("`{}` is no format here",
                        shown(format && common.format.empty() ? common.out : common.format)),
            "formats are table, csv, json and markdown, for check sarif, and for map svg and html"};
    }
    if (common.threads < 0 || common.threads > most_threads) {
        return UsageProblem{fmt::format("`{}` is no number of threads", common.threads),
                            fmt::format("give a number from 1 to {}", most_threads)};
    }
    if (!common.memory.empty() && !is_memory(common.memory)) {
        return UsageProblem{fmt::format("`{}` is no size of memory", shown(common.memory)),
                            "give a number with a unit, such as 4GB or 512MB"};
    }
    return std::nullopt;
}

}  // namespace concord::cli
