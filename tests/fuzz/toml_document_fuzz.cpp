// TOML: the tree of a document, and the reader that asks it for every type. Laws: a document is
// read or its fault is said with a place; every value knows where it stands; what is asked for in
// the wrong type is said and nothing else happens.
#include "files/toml_document.hpp"
#include "fuzz/support.hpp"

namespace {

using concord::files::TomlReader;
using concord::files::TomlTable;

void ask_everything(TomlReader& reader, const TomlTable& table, int depth) {
    for (const auto& [key, value] : table) {
        CONCORD_LAW(value.line >= 1 && value.column >= 1);
        reader.text(key);
        reader.whole_number(key);
        reader.number(key);
        reader.truth(key);
        reader.date(key);
        reader.texts(key);
        reader.text_lists(key);
        reader.text_pairs(key);
        reader.required_text(key);
        reader.tables(key);
        CONCORD_LAW(reader.place(key).line == value.line);
        const auto* inner = std::get_if<TomlTable>(&value.content);
        auto below = reader.table(key);
        CONCORD_LAW(below.has_value() == (inner != nullptr));
        if (inner && depth < 16) ask_everything(*below, *inner, depth + 1);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto text = concord::fuzz::as_text(data, size);
    auto diagnostics = concord::support::new_diagnostics();
    const auto document = concord::files::parse_toml(text, "input.toml", diagnostics);
    CONCORD_LAW(document.has_value() == diagnostics.all().empty());
    if (document) {
        TomlReader reader(*document, "input.toml", diagnostics);
        reader.text("name");
        reader.finish();
        ask_everything(reader, std::get<TomlTable>(document->content), 0);
    }
    concord::fuzz::check_findings(diagnostics, text);
    return 0;
}
