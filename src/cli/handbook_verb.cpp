#include "cli/handbook_verb.hpp"

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

namespace concord::cli {

Run handbook_verb(CLI::App& verb, CommandLine& line) {
    auto question = std::make_shared<HandbookQuestion>();
    auto path = std::make_shared<std::string>();
    verb.get_option("--out")->description("A new folder for drafts to be corrected by hand");
    verb.add_option("PATH", *path, "A document, a folder of them, or a system's folder")
        ->required()
        ->type_name("");
    verb.add_option("--board", question->board, "The id of the board in the system's bodies")
        ->type_name("ID");
    return [line = &line, question, path](Engine& engine) {
        question->path = *path;
        if (!line->common.as_at.empty()) question->as_at = line->common.as_at;
        if (!line->common.out.empty()) question->out = line->common.out;
        line->common.out.clear();  // the answer itself goes to standard output
        return engine.handbook(*question);
    };
}

}  // namespace concord::cli
