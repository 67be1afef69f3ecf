#include "ledger/vocabulary.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "files/csv_reader.hpp"

namespace concord::ledger {
namespace {

template <typename T>
const T* find_by_id(const std::vector<T>& list, std::string_view id) {
    const auto found = std::ranges::find(list, id, &T::id);
    return found == list.end() ? nullptr : &*found;
}

files::CsvOptions options_of(const std::string& name, const std::vector<std::string>& columns) {
    files::CsvOptions options;
    options.shown_path = "catalogue/ledger/" + name;
    for (const auto& column : columns)
        options.columns.push_back({column, {column}, true});
    return options;
}

Role role_of(std::string_view word) {
    if (word == "source") return Role::source;
    if (word == "outside") return Role::outside;
    if (word == "body") return Role::body;
    return word == "end" ? Role::end : Role::holder;
}

}  // namespace

const AccountKind* Vocabulary::kind(std::string_view id) const {
    return find_by_id(kinds, id);
}

const Purpose* Vocabulary::purpose(std::string_view id) const {
    return find_by_id(purposes, id);
}

const PlanLineKind* Vocabulary::line(std::string_view id) const {
    return find_by_id(lines, id);
}

bool Vocabulary::has_mark(std::string_view purpose_id, std::string_view mark) const {
    const auto* found = purpose(purpose_id);
    return found && found->marks.contains(mark);
}

Vocabulary read_vocabulary(const std::filesystem::path& catalogue, Diagnostics& diagnostics) {
    Vocabulary words;
    const auto text = [](const files::CsvReader& reader, std::size_t slot) {
        return std::string(trim(reader.value(slot)));
    };
    files::CsvReader kinds(
        catalogue / "account_kinds.csv",
        options_of("account_kinds.csv", {"id", "role", "channel", "way", "delegated"}),
        diagnostics);
    while (kinds.next()) {
        words.kinds.push_back({text(kinds, 0), role_of(text(kinds, 1)), text(kinds, 2),
                               text(kinds, 3), text(kinds, 4) == "yes"});
    }
    files::CsvReader purposes(catalogue / "purposes.csv",
                              options_of("purposes.csv", {"id", "parent", "marks"}), diagnostics);
    while (purposes.next()) {
        Purpose purpose{text(purposes, 0), text(purposes, 1), {}};
        for (const auto mark : split(purposes.value(2), ';'))
            purpose.marks.emplace(mark);
        if (const auto* above = words.purpose(purpose.parent))
            purpose.marks.insert(above->marks.begin(), above->marks.end());
        words.purposes.push_back(std::move(purpose));
    }
    files::CsvReader lines(catalogue / "plan_lines.csv", options_of("plan_lines.csv", {"id", "of"}),
                           diagnostics);
    while (lines.next())
        words.lines.push_back({text(lines, 0), text(lines, 1)});
    return words;
}

}  // namespace concord::ledger
