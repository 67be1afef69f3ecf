// Who was paid, among the organisations that have an ODS code. Every match says how it was made and
// how sure it is; a supplier that may be a person is never matched, and one that the publisher
// withheld stays withheld.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/diagnostic.hpp"
#include "files/csv_reader.hpp"
#include "spending/spend.hpp"
#include "spending/vocabulary.hpp"

namespace concord::spending {

struct Organisation {
    std::string code;  // ODS
    std::string name;
    std::string kind;
    Period existence;
};

enum class MatchState { by_hand, by_code, by_name, likely, ambiguous, unmatched, person, withheld };
std::string_view to_string(MatchState state);

struct SupplierMatch {
    Texts::Id supplier = 0;
    std::int64_t payments = 0;
    std::optional<Pence> amount = Pence();
    MatchState state = MatchState::unmatched;
    const Organisation* organisation = nullptr;
    // 1 for the same name or a code in it; else the share of words that supplier and organisation
    // have in common, each word weighed by how rare it is among the organisations.
    std::optional<double> score;
    std::vector<const Organisation*> candidates;  // of an ambiguous one, the best few
    std::uint32_t first_payment = 0;
};

// Below this score two names are not the same; and the best must be this much better than the next.
inline constexpr double likely_score = 0.8;
inline constexpr double least_lead = 0.05;

// Organisations by their names and codes.
class Directory {
  public:
    Directory(std::vector<Organisation> organisations, Vocabulary vocabulary);

    const Organisation* with_code(std::string_view code) const;
    // Fills state, organisation, score and candidates. `paid`: the days between which it was paid;
    // an organisation that was closed all that time is no candidate.
    void match(std::string_view supplier, const Period& paid, SupplierMatch& into) const;
    bool empty() const { return organisations_.empty(); }

  private:
    using Place = std::uint32_t;
    void match_words(const std::vector<std::string>& words, const Period& paid,
                     SupplierMatch& into) const;
    std::vector<std::string> words_of(std::string_view name) const;
    double weight_of(const std::string& word) const;

    std::vector<Organisation> organisations_;
    Vocabulary vocabulary_;
    std::map<std::string, Place, std::less<>> by_code_;
    std::map<std::string, std::vector<Place>, std::less<>> by_name_;
    std::map<std::string, std::vector<Place>, std::less<>> by_word_;
    std::vector<std::vector<std::string>> words_;
    std::vector<double> weights_;
};

// What a person decided: supplier, ods_code (empty: none of them), note.
struct SupplierOverride {
    std::string supplier;
    std::string code;
    Location place;
};
std::vector<SupplierOverride> read_overrides(const std::filesystem::path& path,
                                             const std::string& shown_path,
                                             Diagnostics& diagnostics, files::FileReport& report);

// True where the name may be a person's: it has a title or an initial, or two or three words of
// which none is one that organisations bear.
bool may_be_person(std::string_view supplier, const Vocabulary& vocabulary);

std::vector<SupplierMatch> match_suppliers(const Spending& spending, const Directory& directory,
                                           const std::vector<SupplierOverride>& overrides,
                                           const Vocabulary& vocabulary, Diagnostics& diagnostics);

}  // namespace concord::spending
