#include "handbook/vocabulary.hpp"

#include <algorithm>

#include "files/toml_document.hpp"

namespace concord::handbook {
namespace {

using files::TomlReader;

PhraseSet read_names(TomlReader& reader, std::string_view key) {
    auto set = phrases(reader.texts(key), reader.texts("unless"));
    reader.finish();
    return set;
}

Named read_named(TomlReader& reader) {
    Named named;
    named.id = reader.required_text("id");
    named.names = read_names(reader, "names");
    return named;
}

DocumentKind read_document(TomlReader& reader) {
    DocumentKind kind;
    kind.id = reader.required_text("id");
    kind.title = reader.required_text("title");
    kind.variable = reader.text("variable").value_or("");
    kind.names = read_names(reader, "names");
    return kind;
}

FunctionName read_function(TomlReader& reader) {
    FunctionName function;
    function.id = reader.required_text("id");
    function.category = reader.required_text("category");
    function.buys = reader.truth("buys").value_or(false);
    function.names = read_names(reader, "names");
    return function;
}

AbolishedBody read_abolished(TomlReader& reader) {
    AbolishedBody body;
    body.id = reader.required_text("id");
    body.title = reader.required_text("title");
    body.ended = reader.date("ended");
    body.names = read_names(reader, "names");
    return body;
}

WordSet word_set(TomlReader& reader, std::string_view key) {
    const auto words = reader.texts(key);
    return {words.begin(), words.end()};
}

void read_bodies(TomlReader& root, Vocabulary& vocabulary) {
    if (auto heads = root.table("heads")) {
        vocabulary.strong_heads = word_set(*heads, "strong");
        vocabulary.weak_heads = word_set(*heads, "weak");
        vocabulary.post_heads = word_set(*heads, "posts");
        heads->finish();
    }
    if (auto places = root.table("places")) {
        vocabulary.place_nouns = word_set(*places, "nouns");
        vocabulary.generic_place_words = word_set(*places, "generic");
        places->finish();
    }
    for (auto& reader : root.tables("class"))
        vocabulary.classes.push_back(read_named(reader));
    for (auto& reader : root.tables("collaborative_type"))
        vocabulary.collaborative_types.push_back(read_named(reader));
    for (auto& reader : root.tables("abolished"))
        vocabulary.abolished.push_back(read_abolished(reader));
}

void read_phrases(TomlReader& root, Vocabulary& vocabulary) {
    for (auto& reader : root.tables("phrases")) {
        const auto id = reader.required_text("id");
        vocabulary.sets[id] = read_names(reader, "any");
    }
}

}  // namespace

const PhraseSet& Vocabulary::phrases(std::string_view id) const {
    static const PhraseSet nothing;
    const auto found = sets.find(id);
    return found == sets.end() ? nothing : found->second;
}

const DocumentKind* Vocabulary::document(std::string_view id) const {
    const auto found = std::ranges::find(documents, id, &DocumentKind::id);
    return found == documents.end() ? nullptr : &*found;
}

const FunctionName* Vocabulary::function(std::string_view id) const {
    const auto found = std::ranges::find(functions, id, &FunctionName::id);
    return found == functions.end() ? nullptr : &*found;
}

const DocumentKind* Vocabulary::document_named(const Words& heading) const {
    const DocumentKind* best = nullptr;
    std::size_t longest = 0;
    for (const auto& kind : documents) {
        const auto found = kind.names.find(heading);
        if (!found || found->count <= longest) continue;
        longest = found->count;
        best = &kind;
    }
    return best;
}

std::vector<std::string> Vocabulary::functions_in(const Words& text) const {
    std::vector<std::string> found;
    for (const auto& function : functions) {
        const bool known = std::ranges::find(found, function.id) != found.end();
        if (!known && function.names.in(text)) found.push_back(function.id);
    }
    return found;
}

std::string Vocabulary::act_in(const Words& text) const {
    for (const auto& act : acts) {
        if (act.names.in(text)) return act.id;
    }
    return {};
}

Vocabulary read_vocabulary(const std::filesystem::path& folder, const std::string& shown_folder,
                           Diagnostics& diagnostics) {
    Vocabulary vocabulary;
    const auto read = [&](const std::string& name, auto take) {
        const auto shown_path = shown_folder + "/" + name;
        const auto toml = files::read_toml(folder / name, shown_path, diagnostics);
        if (!toml) return;
        TomlReader root(*toml, shown_path, diagnostics);
        take(root);
        root.finish();
    };
    read("documents.toml", [&](TomlReader& root) {
        for (auto& reader : root.tables("document"))
            vocabulary.documents.push_back(read_document(reader));
    });
    read("bodies.toml", [&](TomlReader& root) { read_bodies(root, vocabulary); });
    read("functions.toml", [&](TomlReader& root) {
        for (auto& reader : root.tables("function"))
            vocabulary.functions.push_back(read_function(reader));
    });
    read("acts.toml", [&](TomlReader& root) {
        for (auto& reader : root.tables("act"))
            vocabulary.acts.push_back(read_named(reader));
    });
    read("phrases.toml", [&](TomlReader& root) { read_phrases(root, vocabulary); });
    return vocabulary;
}

}  // namespace concord::handbook
