#include "population/counts/opened_parts.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "population/rules/rules.hpp"

namespace concord::population {
namespace {

// Parquet with the columns of the schema: only then can files stand as they are.
bool can_stand(const Extract& extract) {
    return std::ranges::all_of(extract.parts, [](const ExtractPart& part) {
        return part.files.contains("people") &&
               std::ranges::all_of(part.files,
                                   [](const auto& file) { return file.second.is_parquet; });
    });
}

}  // namespace

OpenedParts::OpenedParts(const CountsRequest& request, store::Warehouse& warehouse,
                         Diagnostics& diagnostics)
    : request_(request),
      warehouse_(warehouse),
      diagnostics_(diagnostics),
      reader_(*request.extract, warehouse, diagnostics) {
    as_it_stands_ = request.checked && can_stand(*request.extract);
    // The reader says of each file what it lacks; a file that lacks something is read by the rules.
    for (const auto& part : request.extract->parts) {
        if (!as_it_stands_) break;
        as_it_stands_ = reader_.has_columns(part);
    }
    if (as_it_stands_) {
        std::vector<std::string> files;
        for (const auto& part : request.extract->parts)
            files.push_back(part.files.at("people").path.string());
        view_of_files("people", files);
        is_one_view_ = true;
        return;
    }
    know_areas(request.areas, warehouse);
    reader_.find_repeated();
}

void OpenedParts::view_of_files(std::string_view table, const std::vector<std::string>& files) {
    std::vector<std::string> quoted;
    for (const auto& file : files)
        quoted.push_back(store::quoted_text(file));
    warehouse_.run(fmt::format("CREATE OR REPLACE VIEW {} AS FROM read_parquet([{}])", table,
                               join(quoted, ", ")));
}

bool OpenedParts::open_checked(const ExtractPart& part) {
    for (const auto& [table, file] : part.files)
        view_of_files(table, {file.path.string()});
    if (!part.files.contains("conditions"))
        warehouse_.run(
            "CREATE OR REPLACE VIEW conditions AS SELECT CAST(0 AS BIGINT) AS person, '' AS "
            "scheme, '' AS code WHERE false");
    return true;
}

bool OpenedParts::next() {
    while (at_ < request_.extract->parts.size()) {
        request_.cancel->check();
        const auto& part = request_.extract->parts[at_++];
        if (as_it_stands_) return open_checked(part);
        if (!reader_.open(part)) continue;
        rules::check_rows(reader_.tally(), diagnostics_);
        return true;
    }
    return false;
}

}  // namespace concord::population
