#include "spending/vocabulary.hpp"

#include <array>

#include "base/text.hpp"
#include "files/csv_reader.hpp"

namespace concord::spending {
namespace {

constexpr std::array<std::string_view, field_count> field_names = {
    "entity", "date", "expense_type", "expense_area", "supplier", "reference", "amount"};

std::optional<Field> field_of(std::string_view name) {
    for (std::size_t i = 0; i < field_names.size(); ++i) {
        if (field_names[i] == name) return static_cast<Field>(i);
    }
    return std::nullopt;
}

void read_headers(const std::filesystem::path& folder, Vocabulary& vocabulary,
                  Diagnostics& diagnostics) {
    files::CsvReader reader(folder / "headers.csv",
                            {"catalogue/spending/headers.csv",
                             {{"field", {"field"}}, {"header", {"header"}}, {"rank", {"rank"}}},
                             true,
                             false,
                             100'000},
                            diagnostics);
    while (reader.next()) {
        const auto rank = parse_whole_number(reader.value(2)).value_or(1);
        vocabulary.headers[plain_words(reader.value(1))] = {field_of(reader.value(0)),
                                                            static_cast<int>(rank)};
    }
}

void keep_word(std::string_view kind, std::string_view word, Vocabulary& vocabulary) {
    if (kind == "total") vocabulary.totals.insert(plain_words(word));
    if (kind == "withheld") vocabulary.withheld.insert(plain_words(word));
    if (kind == "title") vocabulary.titles.insert(plain_words(word));
    if (kind == "organisation") vocabulary.organisations.insert(plain_words(word));
    if (kind == "repeating-kind") vocabulary.repeating_kinds.emplace(word);
    const auto equals = word.find('=');
    if (kind == "spelling" && equals != std::string_view::npos)
        vocabulary.spellings[plain_words(word.substr(0, equals))] =
            plain_words(word.substr(equals + 1));
}

}  // namespace

std::string_view to_string(Field field) {
    return field_names[static_cast<std::size_t>(field)];
}

std::string plain_words(std::string_view text) {
    std::string words;
    for (const char c : text) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        const bool capital = c >= 'A' && c <= 'Z';
        if (letter || capital) {
            words += capital ? static_cast<char>(c - 'A' + 'a') : c;
        } else if (c != '\'' && !words.empty() && words.back() != ' ') {
            words += ' ';
        }
    }
    if (!words.empty() && words.back() == ' ') words.pop_back();
    return words;
}

const HeaderMeaning* Vocabulary::meaning_of(std::string_view header) const {
    if (header.size() > 100) return nullptr;
    const auto found = headers.find(plain_words(header));
    return found == headers.end() ? nullptr : &found->second;
}

bool Vocabulary::is_total(std::string_view text) const {
    if (text.size() > 100) return false;
    const auto words = plain_words(text);
    if (totals.contains(words)) return true;
    for (const auto* link : {" for ", " of ", " in ", " at "}) {
        const auto at = words.find(link);
        if (at != std::string::npos && totals.contains(words.substr(0, at))) return true;
    }
    return false;
}

bool Vocabulary::is_withheld(std::string_view supplier) const {
    if (supplier.size() > 100) return false;
    const auto words = plain_words(supplier);
    if (withheld.contains(words)) return true;
    // "XXXXX", "*****", "-": nothing but one sign.
    const auto text = trim(supplier);
    return !text.empty() && text.find_first_not_of("xX*-#?\xE2\x96\x88 ") == std::string_view::npos;
}

Vocabulary read_vocabulary(const std::filesystem::path& folder, Diagnostics& diagnostics) {
    Vocabulary vocabulary;
    read_headers(folder, vocabulary, diagnostics);
    files::CsvReader reader(folder / "words.csv",
                            {"catalogue/spending/words.csv",
                             {{"kind", {"kind"}}, {"word", {"word"}}},
                             true,
                             false,
                             100'000},
                            diagnostics);
    while (reader.next())
        keep_word(reader.value(0), reader.value(1), vocabulary);
    return vocabulary;
}

}  // namespace concord::spending
