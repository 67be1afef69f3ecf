#include "spending/suppliers.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "base/text.hpp"

namespace concord::spending {
namespace {

bool existed_in(const Organisation& organisation, const Period& paid) {
    return organisation.existence.overlaps(paid);
}

// The code in "ROYAL WELL SURGERY (L84049)"; codes of ODS have three to six letters and digits.
std::string_view code_in_brackets(std::string_view supplier) {
    const auto close = supplier.rfind(')');
    const auto open = supplier.rfind('(');
    if (open == std::string_view::npos || close == std::string_view::npos || close < open)
        return {};
    const auto code = supplier.substr(open + 1, close - open - 1);
    const bool fits = code.size() >= 3 && code.size() <= 6 &&
                      code.find_first_of("0123456789") != std::string_view::npos &&
                      std::ranges::all_of(code, [](char c) {
                          return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
                      });
    return fits ? code : std::string_view();
}

struct Scored {
    std::uint32_t place = 0;
    double score = 0;
};

class Matching {
  public:
    Matching(const Spending& spending, const Directory& directory, const Vocabulary& vocabulary)
        : spending_(spending), directory_(directory), vocabulary_(vocabulary) {}

    void gather() {
        constexpr auto none = ~std::uint32_t{0};
        std::vector<std::uint32_t> places(spending_.texts.size(), none);
        for (std::size_t i = 0; i < spending_.payments.size(); ++i) {
            const auto& payment = spending_.payments[i];
            if (payment.supplier == 0) continue;
            auto& place = places[payment.supplier];
            if (place == none) {
                place = static_cast<std::uint32_t>(found_.size());
                auto& match = found_.emplace_back().match;
                match.supplier = payment.supplier;
                match.first_payment = static_cast<std::uint32_t>(i);
            }
            auto& [match, paid] = found_[place];
            ++match.payments;
            match.amount = match.amount ? Pence::add(*match.amount, payment.amount) : std::nullopt;
            if (!payment.date) continue;
            if (!paid.from || *payment.date < *paid.from) paid.from = payment.date;
            if (!paid.to || *payment.date > *paid.to) paid.to = payment.date;
        }
    }

    void judge(const std::vector<SupplierOverride>& overrides, Diagnostics& diagnostics) {
        std::map<std::string, const SupplierOverride*> by_name;
        std::set<const SupplierOverride*> used;
        for (const auto& one : overrides)
            by_name[plain_words(one.supplier)] = &one;
        for (auto& [match, paid] : found_) {
            const auto& name = spending_.texts[match.supplier];
            const auto by_hand = by_name.find(plain_words(name));
            if (vocabulary_.is_withheld(name)) {
                match.state = MatchState::withheld;
            } else if (by_hand != by_name.end()) {
                used.insert(by_hand->second);
                decide(*by_hand->second, match, diagnostics);
            } else {
                directory_.match(name, paid, match);
            }
        }
        for (const auto& one : overrides) {
            if (!used.contains(&one)) {
                diagnostics.add(
                    {"MON122", one.place, "",
                     "nobody of this name was paid, or the publisher withheld the name"});
            }
        }
    }

    std::vector<SupplierMatch> take() {
        std::vector<SupplierMatch> matches;
        for (auto& one : found_)
            matches.push_back(std::move(one.match));
        std::ranges::sort(matches, [&](const SupplierMatch& a, const SupplierMatch& b) {
            return spending_.texts[a.supplier] < spending_.texts[b.supplier];
        });
        return matches;
    }

  private:
    void decide(const SupplierOverride& by_hand, SupplierMatch& match, Diagnostics& diagnostics) {
        match.state = MatchState::by_hand;
        if (by_hand.code.empty()) return;
        match.organisation = directory_.with_code(by_hand.code);
        if (match.organisation) {
            match.score = 1;
            return;
        }
        match.state = MatchState::unmatched;
        diagnostics.add({"MON121", by_hand.place, "",
                         fmt::format("`{}` is the code of no organisation that is known",
                                     shown(by_hand.code))});
    }

    const Spending& spending_;
    const Directory& directory_;
    const Vocabulary& vocabulary_;
    struct Paid {
        SupplierMatch match;
        Period period;
    };
    std::vector<Paid> found_;  // in the order of their first payments
};

}  // namespace

std::string_view to_string(MatchState state) {
    switch (state) {
        case MatchState::by_hand:
            return "by hand";
        case MatchState::by_code:
            return "code";
        case MatchState::by_name:
            return "name";
        case MatchState::likely:
            return "likely";
        case MatchState::ambiguous:
            return "ambiguous";
        case MatchState::person:
            return "may be a person";
        case MatchState::withheld:
            return "withheld";
        default:
            return "unmatched";
    }
}

Directory::Directory(std::vector<Organisation> organisations, Vocabulary vocabulary)
    : organisations_(std::move(organisations)), vocabulary_(std::move(vocabulary)) {
    for (Place i = 0; i < organisations_.size(); ++i) {
        const auto& one = organisations_[i];
        by_code_.emplace(one.code, i);
        auto words = words_of(one.name);
        by_name_[join(words, " ")].push_back(i);
        std::ranges::sort(words);
        words.erase(std::unique(words.begin(), words.end()), words.end());
        for (const auto& word : words)
            by_word_[word].push_back(i);
        words_.push_back(std::move(words));
    }
    for (const auto& words : words_) {
        double weight = 0;
        for (const auto& word : words)
            weight += weight_of(word);
        weights_.push_back(weight);
    }
}

std::vector<std::string> Directory::words_of(std::string_view name) const {
    std::vector<std::string> words;
    const auto plain = plain_words(name);
    for (const auto part : split(plain, ' ')) {
        const auto spelling = vocabulary_.spellings.find(part);
        const std::string whole =
            spelling == vocabulary_.spellings.end() ? std::string(part) : spelling->second;
        for (const auto word : split(whole, ' ')) {
            if (word != "the" && word != "and" && word != "of") words.emplace_back(word);
        }
    }
    return words;
}

double Directory::weight_of(const std::string& word) const {
    const auto found = by_word_.find(word);
    const double bearers = found == by_word_.end() ? 0 : static_cast<double>(found->second.size());
    return std::log(1 + static_cast<double>(organisations_.size()) / (1 + bearers));
}

const Organisation* Directory::with_code(std::string_view code) const {
    const auto found = by_code_.find(code);
    return found == by_code_.end() ? nullptr : &organisations_[found->second];
}

void Directory::match(std::string_view supplier, const Period& paid, SupplierMatch& into) const {
    if (const auto* coded = with_code(code_in_brackets(supplier))) {
        into.state = MatchState::by_code;
        into.organisation = coded;
        into.score = 1;
        return;
    }
    if (may_be_person(supplier, vocabulary_)) {
        into.state = MatchState::person;
        return;
    }
    auto words = words_of(supplier);
    const auto same = by_name_.find(join(words, " "));
    if (same != by_name_.end() && !words.empty()) {
        for (const auto place : same->second) {
            if (existed_in(organisations_[place], paid))
                into.candidates.push_back(&organisations_[place]);
        }
        into.score = 1;
        if (into.candidates.size() == 1) {
            into.state = MatchState::by_name;
            into.organisation = into.candidates.front();
            into.candidates.clear();
            return;
        }
        if (!into.candidates.empty()) {
            into.state = MatchState::ambiguous;
            return;
        }
        into.score.reset();
    }
    std::ranges::sort(words);
    words.erase(std::unique(words.begin(), words.end()), words.end());
    match_words(words, paid, into);
}

void Directory::match_words(const std::vector<std::string>& words, const Period& paid,
                            SupplierMatch& into) const {
    double weight = 0;
    std::map<Place, double> common;
    // Words that a tenth of all organisations bear find nobody; they count once somebody is found.
    const auto too_many = std::max<std::size_t>(50, organisations_.size() / 10);
    for (const auto& word : words) {
        weight += weight_of(word);
        const auto bearers = by_word_.find(word);
        if (bearers == by_word_.end() || bearers->second.size() > too_many) continue;
        for (const auto place : bearers->second)
            common.emplace(place, 0);
    }
    std::vector<Scored> scored;
    for (const auto& [place, zero] : common) {
        if (!existed_in(organisations_[place], paid)) continue;
        double shared = 0;
        for (const auto& word : words) {
            if (std::ranges::binary_search(words_[place], word)) shared += weight_of(word);
        }
        const double score = shared / (weight + weights_[place] - shared);
        if (score >= likely_score) scored.push_back({place, score});
    }
    std::ranges::stable_sort(scored,
                             [](const Scored& a, const Scored& b) { return a.score > b.score; });
    if (scored.empty()) return;
    into.score = scored[0].score;
    // A practice of nearly the same name may stand in any town.
    const bool repeats = vocabulary_.repeating_kinds.contains(organisations_[scored[0].place].kind);
    const bool leads = scored.size() == 1 || scored[0].score - scored[1].score >= least_lead;
    if (leads && !repeats) {
        into.state = MatchState::likely;
        into.organisation = &organisations_[scored[0].place];
        return;
    }
    constexpr std::size_t shown_candidates = 5;
    into.state = MatchState::ambiguous;
    for (std::size_t i = 0; i < std::min(shown_candidates, scored.size()); ++i)
        into.candidates.push_back(&organisations_[scored[i].place]);
}

std::vector<SupplierOverride> read_overrides(const std::filesystem::path& path,
                                             const std::string& shown_path,
                                             Diagnostics& diagnostics, files::FileReport& report) {
    files::CsvReader reader(
        path,
        {shown_path,
         {{"supplier", {"supplier"}}, {"ods_code", {"ods_code"}}, {"note", {"note"}, false}},
         true,
         true,
         1'000'000},
        diagnostics);
    std::vector<SupplierOverride> overrides;
    while (reader.next()) {
        overrides.push_back({std::string(reader.value(0)), std::string(reader.value(1)),
                             reader.place(reader.value(1).empty() ? 0 : 1)});
    }
    report = reader.report();
    return overrides;
}

bool may_be_person(std::string_view supplier, const Vocabulary& vocabulary) {
    const auto plain = plain_words(supplier);
    const auto words = split(plain, ' ');
    bool initial = false;
    bool title = false;
    bool digits = false;
    for (const auto word : words) {
        title |= vocabulary.titles.contains(word);
        initial |= word.size() == 1 && word[0] >= 'a';
        digits |= word.find_first_of("0123456789") != std::string_view::npos;
    }
    if (title) return true;
    const bool organisation = std::ranges::any_of(
        words, [&](std::string_view word) { return vocabulary.organisations.contains(word); });
    if (organisation || digits) return false;
    return initial || words.size() == 2 || words.size() == 3;
}

std::vector<SupplierMatch> match_suppliers(const Spending& spending, const Directory& directory,
                                           const std::vector<SupplierOverride>& overrides,
                                           const Vocabulary& vocabulary, Diagnostics& diagnostics) {
    Matching matching(spending, directory, vocabulary);
    matching.gather();
    matching.judge(overrides, diagnostics);
    return matching.take();
}

}  // namespace concord::spending
