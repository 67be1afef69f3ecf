// Handbook: what boards publish about how they decide, read into the variables of a handbook's
// analysis (PIR-M01, Table 7) and into drafts that a person corrects.
//
// Laws:
//  1. Every value has a document, a place in it and the words it rests on, or says that there are
//     none.
//  2. What is not clear is unclear, with the reason; nothing is decided by default (PIR-R057).
//  3. Only the handbook's own content counts (PIR-R059).
//  4. A file of any size or content is read in bounded time and memory, and what could not be read
//     is said.
//  5. The words that are looked for are data; no body and no place stands in the code.
//
// It judges wording, not law: what it drafts becomes a scheme only through a person's hands.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/diagnostic.hpp"
#include "base/progress.hpp"
#include "base/table.hpp"
#include "handbook/document.hpp"
#include "handbook/reading/limits.hpp"

namespace concord::handbook {

// One board's handbook: a file, or a folder of files that together are it.
struct Handbook {
    std::string name;   // of the folder or file
    std::string board;  // as handbook.toml gives it; empty: found in the text
    std::optional<Date> retrieved;
    std::string address;
    std::string shown_folder;  // before a document's name in messages; with its slash
    std::vector<Document> documents;
    std::size_t left_out = 0;  // files that belong to a web page's looks
};

// The handbooks of a path: the folders below it that hold a handbook.toml, or else the path itself.
std::vector<std::filesystem::path> handbooks_at(const std::filesystem::path& path);

struct ReadRequest {
    std::filesystem::path path;
    std::string shown_path;
    ReadLimits limits;
    Progress* progress = nullptr;
    const CancelToken* cancel = nullptr;
};

Handbook read_handbook(const ReadRequest& request, Diagnostics& diagnostics);

}  // namespace concord::handbook
