#include "spending/reading/header.hpp"

#include <algorithm>

#include "base/amount.hpp"

namespace concord::spending {

std::size_t Columns::known() const {
    return static_cast<std::size_t>(std::ranges::count_if(of, [](int cell) { return cell >= 0; }));
}

std::optional<Columns> columns_of(const RawRow& row, const Vocabulary& vocabulary) {
    Columns columns;
    std::array<int, field_count> ranks{};
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        const auto text = row.cells[i].text;
        if (text.empty() || row.cells[i].from_merge) continue;
        const auto* meaning = vocabulary.meaning_of(text);
        if (!meaning || !meaning->field) continue;
        const auto field = static_cast<std::size_t>(*meaning->field);
        const bool better = columns.of[field] < 0 || meaning->rank < ranks[field];
        if (columns.of[field] >= 0) {
            columns.passed_over.emplace_back(*meaning->field,
                                             better ? columns.header[field] : std::string(text));
        }
        if (!better) continue;
        columns.of[field] = static_cast<int>(i);
        columns.header[field] = std::string(text);
        ranks[field] = meaning->rank;
    }
    const bool names_amount = columns.at(Field::amount) >= 0;
    return names_amount && columns.known() >= 2 ? std::optional(columns) : std::nullopt;
}

}  // namespace concord::spending
