#include "cli/manual_page.hpp"

#include <map>

#include <fmt/format.h>

namespace concord::cli {
namespace {

constexpr std::size_t line_width = 78;

// Lines of the source are kept short; where one is broken at a space, the page flows on.
std::string folded(const std::string& text) {
    std::string out;
    std::size_t start = 0;
    while (text.size() - start > line_width) {
        auto space = text.rfind(' ', start + line_width);
        if (space == std::string::npos || space <= start) space = text.find(' ', start);
        if (space == std::string::npos) break;
        out += text.substr(start, space - start) + "\n";
        start = space + 1;
        if (text[start] == '.' || text[start] == '\'') out += "\\&";
    }
    return out + text.substr(start);
}

// Text as roff: backslashes and leading dots escaped, hyphens kept as hyphens.
std::string roff(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (c == '\\')
            out += "\\e";
        else if (c == '-')
            out += "\\-";
        else
            out += c;
    }
    return folded(out.starts_with('.') || out.starts_with('\'') ? "\\&" + out : out);
}

std::string arguments_of(const CLI::App& app) {
    std::string out;
    for (const auto* option : app.get_options()) {
        if (!option->get_positional()) continue;
        const auto name = option->get_name(true);
        out += option->get_required() ? fmt::format(" \\fI{}\\fR", roff(name))
                                      : fmt::format(" [\\fI{}\\fR]", roff(name));
    }
    return out;
}

std::string option_text(const CLI::Option& option) {
    const auto type = option.get_type_name();
    return fmt::format(".TP\n\\fB\\-\\-{}\\fR{}\n{}\n", roff(option.get_lnames().front()),
                       type.empty() ? "" : fmt::format(" \\fI{}\\fR", roff(type)),
                       roff(option.get_description()));
}

// The text of each option, and in how many verbs it stands alike.
using Usage = std::map<std::string, std::size_t>;

void count_options(const CLI::App& app, Usage& usage, std::size_t& verbs) {
    for (const auto* verb : app.get_subcommands([](const CLI::App*) { return true; })) {
        ++verbs;
        for (const auto* option : verb->get_options()) {
            if (!option->get_lnames().empty()) ++usage[option_text(*option)];
        }
        count_options(*verb, usage, verbs);
    }
}

// An option that stands alike in more than half of the verbs is described once for all.
bool is_common(const std::string& text, const Usage& usage, std::size_t verbs) {
    return usage.at(text) * 2 > verbs;
}

std::string options_of(const CLI::App& app, const Usage& usage, std::size_t verbs) {
    std::string out;
    for (const auto* option : app.get_options()) {
        if (option->get_lnames().empty()) continue;
        const auto text = option_text(*option);
        if (!is_common(text, usage, verbs)) out += text;
    }
    return out;
}

// What a verb takes for itself before the verbs below it: `decide DIR new`.
std::string own_words(const CLI::App& app) {
    std::string words;
    for (const auto* option : app.get_options()) {
        if (option->get_positional()) words += " " + option->get_name(true);
    }
    return words;
}

void add_verbs(const CLI::App& app, const std::string& before, const Usage& usage,
               std::size_t verbs, std::string& out) {
    for (const auto* verb : app.get_subcommands([](const CLI::App*) { return true; })) {
        const auto words = before + " " + verb->get_name();
        out += fmt::format(".SS {}\n{}\n.PP\n\\fB{}\\fR{}\n{}", roff(words.substr(1)),
                           roff(verb->get_description()), roff("concord" + words),
                           arguments_of(*verb), options_of(*verb, usage, verbs));
        add_verbs(*verb, words + own_words(*verb), usage, verbs, out);
    }
}

}  // namespace

std::string manual_page(const CLI::App& app, const std::string& version, const std::string& date) {
    Usage usage;
    std::size_t count = 0;
    count_options(app, usage, count);
    std::string verbs;
    add_verbs(app, "", usage, count, verbs);
    std::string common;
    for (const auto& [text, times] : usage) {
        if (is_common(text, usage, count)) common += text;
    }
    return fmt::format(
        ".TH CONCORD 1 \"{}\" \"concord {}\" \"User Commands\"\n"
        ".SH NAME\nconcord \\- an integrated care system in software\n"
        ".SH SYNOPSIS\n\\fBconcord\\fR \\fIVERB\\fR [\\fIARGUMENTS\\fR] [\\fIOPTIONS\\fR]\n"
        ".SH DESCRIPTION\n{}\n"
        ".PP\nResults go to standard output; progress, notes and diagnostics to\n"
        "standard error.\n"
        ".SH VERBS\n{}"
        ".SH OPTIONS OF EVERY VERB\n{}"
        ".SH EXIT STATUS\n"
        ".TP\n0\ndone\n.TP\n1\ndone, with findings of severity error\n.TP\n2\nwrong usage\n"
        ".TP\n3\ninput missing or unreadable\n.TP\n4\nthe environment failed: disk, database, "
        "network\n"
        ".TP\n5\nrefused by a rule\n.TP\n130\nstopped by Ctrl\\-C\n"
        ".SH ENVIRONMENT\n.TP\nCONCORD_DATA\nthe folder with the open data\n"
        ".TP\nCONCORD_SYSTEM\nthe system meant where none is named\n"
        ".TP\nNO_COLOR\nwhere it is set, diagnostics have no colour\n",
        date, roff(version), roff(app.get_description()), verbs, common);
}

}  // namespace concord::cli
