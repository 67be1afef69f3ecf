#include "cli/completion.hpp"

#include <vector>

#include <fmt/format.h>

namespace concord::cli {
namespace {

// A verb with its options: "data fetch" and "--from", "--data", …
struct Verb {
    std::string words;
    std::string does;
    std::vector<const CLI::Option*> options;
};

void collect(const CLI::App& app, const std::string& before, std::vector<Verb>& verbs) {
    for (const auto* sub : app.get_subcommands([](const CLI::App*) { return true; })) {
        const auto words = before.empty() ? sub->get_name() : before + " " + sub->get_name();
        Verb verb{words, sub->get_description(), {}};
        for (const auto* option : sub->get_options()) {
            if (!option->get_lnames().empty()) verb.options.push_back(option);
        }
        verbs.push_back(std::move(verb));
        collect(*sub, words, verbs);
    }
}

std::string first_words(const std::vector<Verb>& verbs, const std::string& below) {
    std::string names;
    for (const auto& verb : verbs) {
        const bool is_below = below.empty() ? verb.words.find(' ') == std::string::npos
                                            : verb.words.starts_with(below + " ");
        if (!is_below) continue;
        const auto name = below.empty() ? verb.words : verb.words.substr(below.size() + 1);
        if (name.find(' ') == std::string::npos) names += (names.empty() ? "" : " ") + name;
    }
    return names;
}

std::string options_of(const Verb& verb) {
    std::string names;
    for (const auto* option : verb.options) {
        names += (names.empty() ? "--" : " --") + option->get_lnames().front();
    }
    return names;
}

std::string bash_script(const std::vector<Verb>& verbs) {
    std::string cases;
    for (const auto& verb : verbs) {
        cases += fmt::format("        \"{}\") words=\"{} {}\" ;;\n", verb.words,
                             first_words(verbs, verb.words), options_of(verb));
    }
    return fmt::format(
        "_concord() {{\n"
        "    local current=\"${{COMP_WORDS[COMP_CWORD]}}\" verb=\"\" words word\n"
        "    for word in \"${{COMP_WORDS[@]:1:COMP_CWORD-1}}\"; do\n"
        "        case \"$word\" in\n"
        "            -*) break ;;\n"
        "            *) case \" {} list verify fetch \" in\n"
        "                   *\" $word \"*) verb=\"${{verb:+$verb }}$word\" ;;\n"
        "               esac ;;\n"
        "        esac\n"
        "    done\n"
        "    case \"$verb\" in\n"
        "{}"
        "        *) words=\"{} --help --version\" ;;\n"
        "    esac\n"
        "    if [[ $current == -* || -z $verb || $verb == data ]]; then\n"
        "        COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
        "    else\n"
        "        COMPREPLY=($(compgen -f -- \"$current\"))\n"
        "    fi\n"
        "}}\n"
        "complete -o filenames -F _concord concord\n",
        first_words(verbs, ""), cases, first_words(verbs, ""));
}

// zsh reads bash's completions through its own adapter.
std::string zsh_script(const std::vector<Verb>& verbs) {
    return "#compdef concord\nautoload -Uz bashcompinit && bashcompinit\n" + bash_script(verbs);
}

std::string fish_text(const std::string& text) {
    std::string quoted = "'";
    for (const char c : text)
        quoted += c == '\'' ? std::string("\\'") : std::string(1, c);
    return quoted + "'";
}

std::string fish_script(const std::vector<Verb>& verbs) {
    std::string out = "complete -c concord -f -n __fish_use_subcommand\n";
    for (const auto& verb : verbs) {
        const auto space = verb.words.find(' ');
        const auto name = space == std::string::npos ? verb.words : verb.words.substr(space + 1);
        const auto when =
            space == std::string::npos
                ? std::string("__fish_use_subcommand")
                : fmt::format("'__fish_seen_subcommand_from {}'", verb.words.substr(0, space));
        out += fmt::format("complete -c concord -n {} -a {} -d {}\n", when, name,
                           fish_text(verb.does));
        for (const auto* option : verb.options) {
            out += fmt::format(
                "complete -c concord -n '__fish_seen_subcommand_from {}' -l {}{} -d {}\n", name,
                option->get_lnames().front(), option->get_expected_min() > 0 ? " -r" : "",
                fish_text(option->get_description()));
        }
    }
    return out;
}

}  // namespace

std::string completion_script(const CLI::App& app, const std::string& shell) {
    std::vector<Verb> verbs;
    collect(app, "", verbs);
    if (shell == "bash") return bash_script(verbs);
    if (shell == "zsh") return zsh_script(verbs);
    if (shell == "fish") return fish_script(verbs);
    return {};
}

}  // namespace concord::cli
