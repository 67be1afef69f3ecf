// governance/published_map.csv, or a map from elsewhere: who holds what, as it was published.
#include <algorithm>
#include <tuple>

#include "governance/reading/scheme_file.hpp"

namespace concord::governance {
namespace {

enum Slot : std::size_t { function, body, act, scale, source };

std::vector<std::string> scale_words() {
    std::vector<std::string> words;
    for (const auto one : {Scale::neighbourhood, Scale::place, Scale::system, Scale::supra_system,
                           Scale::region, Scale::national}) {
        words.emplace_back(to_string(one));
    }
    return words;
}

// A row in which any word is unknown says nothing: half of it would be held against the wrong body.
std::optional<PublishedEntry> read_entry(Cells& row, References& references) {
    PublishedEntry entry;
    entry.function = row.required(function, "function");
    entry.act = row.text(act);
    entry.body = row.required(body, "body");
    entry.scale = parse_scale(row.word(scale, "scale", scale_words()));
    entry.source = row.text(source);
    entry.place = row.place(function);
    bool known = row.complete();
    std::vector<std::string> words = {entry.function};
    if (!entry.function.empty())
        known = references.functions(words, row.place(function), entry.body) && known;
    words = {entry.act};
    if (!entry.act.empty()) known = references.acts(words, row.place(act), entry.body) && known;
    if (!entry.body.empty())
        known = references.holder(entry.body, row.place(body), entry.body) && known;
    return known ? std::optional(std::move(entry)) : std::nullopt;
}

}  // namespace

std::vector<PublishedEntry> read_published_map(GovernanceFolder& folder, const std::string& file,
                                               References& references, Diagnostics& diagnostics) {
    std::vector<PublishedEntry> entries;
    std::set<std::tuple<std::string, std::string, std::string>> said;
    SchemeFile rows(folder, file,
                    options_for(folder, file, {"function", "body"}, {"act", "scale", "source"}),
                    diagnostics);
    auto& reader = rows.reader();
    while (reader.next()) {
        Cells row(reader, diagnostics);
        auto entry = read_entry(row, references);
        if (!entry) {
            reader.skip_row();
        } else if (!said.emplace(entry->function, entry->act, entry->body).second) {
            diagnostics.add({"GOV001", entry->place, entry->body,
                             fmt::format("`{}` of `{}` stands already", shown(entry->function),
                                         shown(entry->body))});
            reader.skip_row();
        } else {
            entries.push_back(std::move(*entry));
        }
    }
    return entries;
}

}  // namespace concord::governance
