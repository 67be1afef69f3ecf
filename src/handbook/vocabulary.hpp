// The words that are looked for, read from catalogue/handbook.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/diagnostic.hpp"
#include "handbook/words.hpp"

namespace concord::handbook {

// Something by the names that are given to it.
struct Named {
    std::string id;
    PhraseSet names;
};

struct DocumentKind : Named {
    std::string title;
    std::string variable;  // the variable that says whether the handbook has it; empty: none
};

struct FunctionName : Named {
    std::string category;  // corporate, ancillary or commissioning (PIR-V4)
    bool buys = false;     // whoever holds it commissions services or shares out their money
};

struct AbolishedBody : Named {
    std::string title;
    std::optional<Date> ended;
};

using WordSet = std::set<std::string, std::less<>>;

struct Vocabulary {
    std::vector<DocumentKind> documents;
    std::vector<Named> classes;
    std::vector<Named> collaborative_types;
    std::vector<FunctionName> functions;
    std::vector<Named> acts;
    std::vector<AbolishedBody> abolished;
    WordSet strong_heads;
    WordSet weak_heads;
    WordSet post_heads;
    WordSet place_nouns;
    WordSet generic_place_words;
    std::map<std::string, PhraseSet, std::less<>> sets;

    // The phrases of this id; a set that finds nothing where the catalogue lacks it.
    const PhraseSet& phrases(std::string_view id) const;

    const DocumentKind* document(std::string_view id) const;
    const FunctionName* function(std::string_view id) const;
    // The kind of document that a heading names: the longest name that is found in it.
    const DocumentKind* document_named(const Words& heading) const;
    // The functions that a text names, in the catalogue's order.
    std::vector<std::string> functions_in(const Words& text) const;
    // The act that a text names first by the catalogue's order; empty where it names none.
    std::string act_in(const Words& text) const;
};

Vocabulary read_vocabulary(const std::filesystem::path& folder, const std::string& shown_folder,
                           Diagnostics& diagnostics);

}  // namespace concord::handbook
