// Which files an extract is made of.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "files/toml_document.hpp"
#include "population/extract.hpp"

namespace concord::population {
namespace {

namespace fs = std::filesystem;

// "people-001.parquet" is the part "-001" of the table of people; nothing where it is neither.
std::optional<std::pair<std::string, std::string>> table_and_part(const std::string& stem) {
    for (const auto& table : extract_tables()) {
        if (!stem.starts_with(table.name)) continue;
        const auto rest = stem.substr(table.name.size());
        const bool is_part = rest.size() > 1 && rest.front() == '-' &&
                             rest.find_first_not_of("0123456789", 1) == std::string::npos;
        if (rest.empty() || is_part) return std::pair(table.name, rest);
    }
    return std::nullopt;
}

void read_description(Extract& extract, Diagnostics& diagnostics) {
    const auto path = extract.folder / "extract.toml";
    std::error_code error;
    if (!fs::is_regular_file(path, error)) return;
    const auto shown_path = extract.shown_folder + "/extract.toml";
    const auto content = files::read_toml(path, shown_path, diagnostics);
    if (!content) return;
    files::TomlReader reader(*content, shown_path, diagnostics);
    const auto version = reader.whole_number("schema");
    extract.as_at = reader.date("as_at");
    extract.says_synthetic = reader.truth("synthetic").value_or(false);
    reader.text("area");
    reader.whole_number("seed");
    reader.text("source");
    if (version && *version != extract_version)
        reader.find("POP016", "schema",
                    fmt::format("the extract is of version {} of the schema, and {} is known",
                                *version, extract_version));
    reader.finish();
}

// A table in both forms, whole and in parts, or as Parquet and CSV: which is meant is not known.
void refuse_both(Extract& extract, Diagnostics& diagnostics) {
    for (const auto& part : extract.parts) {
        if (part.suffix.empty() || !extract.parts.front().suffix.empty()) continue;
        diagnostics.add({"POP017",
                         {extract.parts.front().files.begin()->second.shown_path, 0, 0},
                         "",
                         "the extract stands here whole and in parts"});
        extract.parts.clear();
        return;
    }
}

}  // namespace

Extract find_extract(const fs::path& folder, const std::string& shown_folder,
                     Diagnostics& diagnostics) {
    Extract extract;
    extract.folder = folder;
    extract.shown_folder = shown_folder;
    std::error_code error;
    if (!fs::is_directory(folder, error)) return extract;
    std::map<std::string, ExtractPart> parts;
    std::vector<fs::path> paths;
    for (const auto& entry : fs::directory_iterator(folder, error))
        if (entry.is_regular_file()) paths.push_back(entry.path());
    std::ranges::sort(paths);
    bool is_clear = true;
    for (const auto& path : paths) {
        const auto ending = path.extension().string();
        const auto name = table_and_part(path.stem().string());
        if (!name || (ending != ".parquet" && ending != ".csv")) continue;
        auto& part = parts[name->second];
        part.suffix = name->second;
        const ExtractFile file{path, shown_folder + "/" + path.filename().string(),
                               ending == ".parquet"};
        if (part.files.emplace(name->first, file).second) continue;
        diagnostics.add({"POP017",
                         {file.shown_path, 0, 0},
                         name->first,
                         fmt::format("`{}` stands here as Parquet and as CSV", name->first)});
        is_clear = false;
    }
    if (!is_clear) return extract;
    for (auto& [suffix, part] : parts)
        extract.parts.push_back(std::move(part));
    read_description(extract, diagnostics);
    refuse_both(extract, diagnostics);
    return extract;
}

}  // namespace concord::population
