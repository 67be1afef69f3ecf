// The variables of the analysis (PIR-M01, Table 7), each with its place and words, or with the
// reason why there are none.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "handbook/reading.hpp"
#include "handbook/standing.hpp"

namespace concord::handbook {

struct VariableRow {
    std::string body;  // empty: of the handbook as a whole
    std::string variable;
    std::string value;  // yes, no, unclear, or a text
    std::string document;
    std::string place;  // page, anchor or line
    std::string quote;
    std::string reason;
};

// How a document that must be there is there.
enum class Presence { there, picture, empty, announced, missing };

struct RequiredDocument {
    const DocumentKind* kind = nullptr;
    Presence presence = Presence::missing;
    const Part* part = nullptr;
};

// Of the kinds that have a variable, but for terms of reference, which each committee has.
std::vector<RequiredDocument> required_documents(const Reading& reading);

struct Analysis {
    const Reading* reading = nullptr;
    Standings standings;
    std::vector<RequiredDocument> required;

    bool is_picture(std::string_view kind) const;
};

Analysis analyse(const Reading& reading);  // must outlive the analysis

std::vector<VariableRow> variables_of(const Analysis& analysis);

// How much of what a reader looks for a handbook says: the four documents, the number of places,
// how places and collaboratives are governed, subsidiarity, and who answers for inequalities.
// Silence on a place or a collaborative that holds no functions is no breach; it lowers this
// (PIR-R047, R048).
struct Transparency {
    std::size_t said = 0;
    std::size_t asked = 0;
};

Transparency transparency_of(const std::vector<VariableRow>& rows);

// The first statement outside glossaries and histories that a set of phrases is found in.
std::optional<Evidence> first_statement(const Reading& reading, std::string_view phrases);

// "up to 20000000.00", "from 1000000.00", "below 1000000.00": how a limit is written.
std::string limit_text(const Amount& amount);

}  // namespace concord::handbook
