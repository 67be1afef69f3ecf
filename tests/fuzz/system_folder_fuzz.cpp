// A whole system's folder, as `check` reads it: description, catalogue, bodies, places, layers and
// data at once, so that files which are each well formed but contradict each other are met too. The
// input is a text of files: a line `=== name` begins each.
//
// Laws: an answer comes, and no failure of the environment is blamed on the input; what is said can
// be shown, without control characters, and written as JSON.
#include <algorithm>

#include "base/text.hpp"
#include "engine/engine.hpp"
#include "engine/render.hpp"
#include "fuzz/support.hpp"

namespace {

namespace fs = std::filesystem;

// Names of files below the folder; others are passed over, so that nothing is written elsewhere.
bool is_below(std::string_view name) {
    constexpr std::string_view letters =
        "abcdefghijklmnopqrstuvwxyz0123456789_-./ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    return !name.empty() && name.size() < 60 && name.find_first_not_of(letters) == name.npos &&
           name.front() != '/' && name.find("..") == name.npos && name.back() != '/';
}

// One `=== name` line and the text up to the next.
struct Part {
    std::string_view name;
    std::string_view text;
};

Part take_part(std::string_view& rest) {
    constexpr std::string_view mark = "=== ";
    const auto start = rest.find(mark);
    if (start == std::string_view::npos) {
        rest = {};
        return {};
    }
    rest.remove_prefix(start + mark.size());
    const auto line_end = std::min(rest.find('\n'), rest.size());
    const auto name = rest.substr(0, line_end);
    rest.remove_prefix(std::min(line_end + 1, rest.size()));
    const auto next = rest.find("\n=== ");
    const auto text = rest.substr(0, next == std::string_view::npos ? rest.size() : next + 1);
    rest.remove_prefix(text.size());
    return {name, text};
}

void lay_out(std::string_view input, const fs::path& folder) {
    for (int files = 0; !input.empty() && files < 24; ++files) {
        const auto part = take_part(input);
        if (!is_below(part.name)) continue;
        std::error_code error;
        fs::create_directories((folder / part.name).parent_path(), error);
        std::ofstream(folder / part.name, std::ios::binary) << part.text;
    }
}

// The question depends on the input's length, so that each is asked of many inputs.
concord::Answer ask(concord::Engine& engine, const fs::path& folder, std::size_t size) {
    if (size % 4 == 1) {
        concord::ProfileRequest request;
        request.system.folder = folder;
        request.layer = "board22";
        request.mode = "exact";
        return engine.profile(request);
    }
    if (size % 4 != 0) {
        concord::LayersRequest request;
        request.system.folder = folder;
        request.layer_a = "board22";
        request.layer_b = "council21";
        return size % 4 == 2 ? engine.coterminosity(request) : engine.changes(request);
    }
    concord::CheckQuestion question;
    question.system.folder = folder;
    return engine.check(question);
}

bool is_one_line(std::string_view text) {
    return std::ranges::none_of(text, [](unsigned char c) { return c < 0x20 && c != '\n'; });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const concord::support::TemporaryFolder folder;
    lay_out(concord::fuzz::as_text(data, size), folder.path());
    concord::EngineOptions options;
    options.resources = CONCORD_SOURCE;
    concord::Engine engine(options);
    const auto answer = ask(engine, folder.path(), size);
    CONCORD_LAW(answer.outcome == concord::Outcome::done || !answer.diagnostics.empty());
    for (const auto& item : answer.diagnostics) {
        CONCORD_LAW(!item.message.empty());
        CONCORD_LAW(is_one_line(concord::render_diagnostic(item, false)));
    }
    CONCORD_LAW(concord::is_utf8(concord::render_diagnostics_json(answer.diagnostics)));
    CONCORD_LAW(concord::is_utf8(concord::render_json(answer.table)));
    return 0;
}
