// Drafts of a system's governance files, from what a handbook claims: to be corrected by hand
// before anything rests on them. Each record names its document and place and is marked as a draft.
// Where the words name no function of the catalogue, nothing is drafted: an empty list would mean
// all of them. Those words stand in a list of their own.
#pragma once

#include <string>
#include <vector>

#include "handbook/variables.hpp"

namespace concord::handbook {

struct DraftFile {
    std::string name;  // "committees.toml"
    std::string text;
    std::size_t records = 0;
};

// `board` is the id of the integrated care board in the system's bodies; empty: made from its name.
std::vector<DraftFile> drafts_of(const Analysis& analysis, const std::string& board);

// The variables as a CSV file.
DraftFile variables_file(const std::vector<VariableRow>& rows);

// "Audit Committee" as "audit-committee".
std::string draft_id(std::string_view name);

}  // namespace concord::handbook
