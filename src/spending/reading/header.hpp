// Which row names the columns, and what each column means.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "spending/reading/row_source.hpp"
#include "spending/vocabulary.hpp"

namespace concord::spending {

struct Columns {
    std::array<int, field_count> of{-1, -1, -1, -1, -1, -1, -1};  // by field: the cell, or -1
    std::array<std::string, field_count> header;                  // by field: as it is written
    // Other columns that could have been taken for a field, as written.
    std::vector<std::pair<Field, std::string>> passed_over;

    int at(Field field) const { return of[static_cast<std::size_t>(field)]; }
    std::size_t known() const;
};

// The columns that a row names; nothing where it is no header. A header names the amount and at
// least one more field, and all its cells but a few are short words.
std::optional<Columns> columns_of(const RawRow& row, const Vocabulary& vocabulary);

}  // namespace concord::spending
