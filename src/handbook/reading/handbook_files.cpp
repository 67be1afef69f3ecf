#include <algorithm>
#include <array>
#include <fstream>

#include <fmt/format.h>

#include "base/text.hpp"
#include "files/toml_document.hpp"
#include "handbook/handbook.hpp"
#include "handbook/reading/file_reader.hpp"

namespace concord::handbook {
namespace {

namespace fs = std::filesystem;

constexpr const char* description_name = "handbook.toml";

// What only gives a saved web page its looks.
constexpr std::array<std::string_view, 14> looks = {"css", "js",   "json", "map",  "ico",
                                                    "svg", "gif",  "webp", "woff", "woff2",
                                                    "ttf", "toml", "csv",  "xml"};
constexpr std::uintmax_t small_picture = 60'000;

bool is_left_out(const fs::path& path) {
    const auto extension = extension_of(path);
    if (std::ranges::find(looks, extension) != looks.end()) return true;
    std::error_code error;
    const bool picture = extension == "png" || extension == "jpg" || extension == "jpeg";
    return picture && fs::file_size(path, error) < small_picture;
}

// The files below a folder in a fixed order, without what is hidden.
std::vector<fs::path> files_below(const fs::path& folder, std::size_t most) {
    std::vector<fs::path> found;
    std::error_code error;
    fs::recursive_directory_iterator entry(folder, fs::directory_options::skip_permission_denied,
                                           error);
    for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
        if (entry->path().filename().string().starts_with('.')) {
            if (entry->is_directory(error)) entry.disable_recursion_pending();
            continue;
        }
        if (entry->is_regular_file(error)) found.push_back(entry->path());
        if (found.size() > most) break;
    }
    std::ranges::sort(found);
    return found;
}

void read_description(const fs::path& path, const std::string& shown_path, Handbook& handbook,
                      Diagnostics& diagnostics) {
    std::error_code error;
    if (!fs::exists(path, error)) return;
    const auto toml = files::read_toml(path, shown_path, diagnostics);
    if (!toml) return;
    files::TomlReader reader(*toml, shown_path, diagnostics);
    handbook.board = reader.text("board").value_or("");
    handbook.retrieved = reader.date("retrieved");
    handbook.address = reader.text("address").value_or("");
    reader.finish();
}

void report(const ReadResult& result, const std::string& file, const std::string& name,
            Diagnostics& diagnostics) {
    if (result.failure) {
        diagnostics.add({"GOV190",
                         {file, 0, 0},
                         name,
                         fmt::format("`{}` {}", name, result.failure->message),
                         result.failure->help});
    }
    for (const auto& loss : result.losses) {
        const auto line = std::max(loss.spot.page, loss.spot.line);
        diagnostics.add({"GOV191",
                         {file, line, 0},
                         name,
                         fmt::format("`{}` {}", name, loss.message),
                         loss.help});
    }
}

}  // namespace

std::vector<fs::path> handbooks_at(const fs::path& path) {
    std::vector<fs::path> found;
    std::error_code error;
    if (!fs::is_directory(path, error) || fs::exists(path / description_name, error)) return {path};
    for (const auto& entry : fs::directory_iterator(path, error)) {
        if (fs::exists(entry.path() / description_name, error)) found.push_back(entry.path());
    }
    std::ranges::sort(found);
    return found.empty() ? std::vector<fs::path>{path} : found;
}

Handbook read_handbook(const ReadRequest& request, Diagnostics& diagnostics) {
    Handbook handbook;
    std::error_code error;
    const bool folder = fs::is_directory(request.path, error);
    const auto whole = fs::absolute(request.path).lexically_normal();
    handbook.name = (whole.has_filename() ? whole : whole.parent_path()).filename().string();
    const auto root = folder ? request.path : request.path.parent_path();
    const auto shown_root =
        folder ? request.shown_path : fs::path(request.shown_path).parent_path().string();
    handbook.shown_folder =
        shown_root.empty() || shown_root.ends_with('/') ? shown_root : shown_root + "/";
    if (folder) {
        read_description(request.path / description_name, handbook.shown_folder + description_name,
                         handbook, diagnostics);
    }
    auto paths = folder ? files_below(request.path, request.limits.files)
                        : std::vector<fs::path>{request.path};
    if (paths.size() > request.limits.files) {
        paths.resize(request.limits.files);
        diagnostics.add({"GOV191",
                         {request.shown_path, 0, 0},
                         handbook.name,
                         fmt::format("only the first {} files of `{}` were read",
                                     request.limits.files, handbook.name),
                         "give the folder of one handbook"});
    }
    request.progress->begin("reading " + handbook.name, paths.size());
    for (const auto& path : paths) {
        request.cancel->check();
        const auto name = path.lexically_relative(root).generic_string();
        request.progress->advance(name);
        if (folder && is_left_out(path)) {
            if (path.filename() != description_name) ++handbook.left_out;
            continue;
        }
        auto result = read_file(path, request.limits, *request.cancel);
        report(result, handbook.shown_folder + name, name, diagnostics);
        if (!result.document) continue;
        result.document->name = name;
        handbook.documents.push_back(std::move(*result.document));
    }
    request.progress->end();
    return handbook;
}

}  // namespace concord::handbook
