#include "cli/completion.hpp"

#include <vector>

#include <fmt/format.h>

namespace concord::cli {
namespace {

// An option that a verb has, and the words it takes where they are known.
struct Choice {
    std::string option;
    std::string does;
    bool takes_value = false;
    std::string words;
};

// A verb with its options: "data fetch" and "--from", "--data", …
struct Verb {
    std::string words;
    std::string does;
    std::string next;  // verbs below it, or the words its argument may be
    std::vector<Choice> choices;
};

std::string words_for(const CommandLine& line, const std::string& verb, const std::string& name) {
    for (const auto& key : {verb + " " + name, name}) {
        const auto found = line.choices.find(key);
        if (found != line.choices.end()) return found->second;
    }
    return {};
}

std::string names_below(const CLI::App& app) {
    std::string names;
    for (const auto* verb : app.get_subcommands([](const CLI::App*) { return true; }))
        names += (names.empty() ? "" : " ") + verb->get_name();
    return names;
}

void collect(const CommandLine& line, const CLI::App& app, const std::string& before,
             std::vector<Verb>& verbs) {
    for (const auto* sub : app.get_subcommands([](const CLI::App*) { return true; })) {
        const auto words = before.empty() ? sub->get_name() : before + " " + sub->get_name();
        Verb verb{words, sub->get_description(), names_below(*sub), {}};
        for (const auto* option : sub->get_options()) {
            if (option->get_positional()) {
                if (verb.next.empty()) verb.next = words_for(line, words, option->get_name(true));
                continue;
            }
            const auto name = "--" + option->get_lnames().front();
            verb.choices.push_back({name, option->get_description(), option->get_expected_min() > 0,
                                    words_for(line, words, name)});
        }
        verbs.push_back(std::move(verb));
        collect(line, *sub, words, verbs);
    }
}

std::string options_of(const Verb& verb) {
    std::string names;
    for (const auto& choice : verb.choices)
        names += (names.empty() ? "" : " ") + choice.option;
    return names;
}

// What bash and zsh both read: from the words before the current one to `verb`, and from `verb`,
// `previous` and `current` to what to offer; nothing where files may stand.
std::string shared_body(const CommandLine& line, const std::vector<Verb>& verbs) {
    std::string known;
    std::string values;
    std::string nexts;
    for (const auto& verb : verbs) {
        known += "|" + verb.words;
        for (const auto& choice : verb.choices) {
            if (choice.words.empty()) continue;
            values += fmt::format("        \"{} {}\") offer=\"{}\" ;;\n", verb.words, choice.option,
                                  choice.words);
        }
        nexts += fmt::format("        \"{}\") next=\"{}\" options=\"{}\" ;;\n", verb.words,
                             verb.next, options_of(verb));
    }
    return fmt::format(
        "    for word in \"${{before[@]}}\"; do\n"
        "        case \"$word\" in -*) break ;; esac\n"
        "        case \"{}|\" in\n"
        "            *\"|${{verb:+$verb }}$word|\"*) verb=\"${{verb:+$verb }}$word\" ;;\n"
        "        esac\n"
        "    done\n"
        "    case \"$verb\" in\n"
        "{}"
        "        *) next=\"{}\" options=\"--help --version\" ;;\n"
        "    esac\n"
        "    case \"$current\" in -*) offer=\"$options\" ;; *) offer=\"$next\" ;; esac\n"
        "    case \"$verb $previous\" in\n"
        "{}"
        "    esac\n",
        known, nexts, names_below(*line.app), values);
}

std::string bash_script(const CommandLine& line, const std::vector<Verb>& verbs) {
    return "_concord() {\n"
           "    local current=\"${COMP_WORDS[COMP_CWORD]}\" verb=\"\" next options offer word\n"
           "    local previous=\"${COMP_WORDS[COMP_CWORD-1]}\"\n"
           "    local before=(\"${COMP_WORDS[@]:1:COMP_CWORD-1}\")\n" +
           shared_body(line, verbs) +
           "    if [[ -n $offer ]]; then\n"
           "        COMPREPLY=($(compgen -W \"$offer\" -- \"$current\"))\n"
           "    else\n"
           "        COMPREPLY=($(compgen -f -- \"$current\"))\n"
           "    fi\n"
           "}\n"
           "complete -o filenames -F _concord concord\n";
}

// Works when it is sourced, and as a file `_concord` in a folder of $fpath.
std::string zsh_script(const CommandLine& line, const std::vector<Verb>& verbs) {
    return "#compdef concord\n"
           "_concord() {\n"
           "    local current=\"${words[CURRENT]}\" previous=\"${words[CURRENT-1]}\"\n"
           "    local -a before\n"
           "    before=(\"${(@)words[2,CURRENT-1]}\")\n"
           "    local verb=\"\" next options offer word\n" +
           shared_body(line, verbs) +
           "    if [[ -n $offer ]]; then\n"
           "        compadd -- ${=offer}\n"
           "    else\n"
           "        _files\n"
           "    fi\n"
           "}\n"
           "if [[ $funcstack[1] == _concord ]]; then\n"
           "    _concord \"$@\"\n"
           "else\n"
           "    compdef _concord concord\n"
           "fi\n";
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
        const auto inside = fmt::format("'__fish_seen_subcommand_from {}'", name);
        const bool has_verbs = verb.choices.empty() && !verb.next.empty();
        if (!verb.next.empty() && !has_verbs) {
            out +=
                fmt::format("complete -c concord -n {} -f -a {}\n", inside, fish_text(verb.next));
        }
        for (const auto& choice : verb.choices) {
            const auto value = choice.words.empty() ? std::string(choice.takes_value ? " -r" : "")
                                                    : " -x -a " + fish_text(choice.words);
            out += fmt::format("complete -c concord -n {} -l {}{} -d {}\n", inside,
                               choice.option.substr(2), value, fish_text(choice.does));
        }
    }
    return out;
}

}  // namespace

std::string completion_script(const CommandLine& line, const std::string& shell) {
    std::vector<Verb> verbs;
    collect(line, *line.app, "", verbs);
    if (shell == "bash") return bash_script(line, verbs);
    if (shell == "zsh") return zsh_script(line, verbs);
    if (shell == "fish") return fish_script(verbs);
    return {};
}

}  // namespace concord::cli
