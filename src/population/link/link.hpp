// Records of several extracts that are of the same person: by a pseudonym that they share, by full
// agreement, then by the weight of what agrees and what does not (Fellegi and Sunter 1969).
// Pure: no files, no store.
//
// Laws:
//  1. Nothing that is missing counts for or against a link.
//  2. Records with two different pseudonyms are never of one person.
//  3. Two groups of records become one person only where no pair between them is a clear non-link:
//     no chain of good pairs joins two who have little in common.
//  4. The same records in the same order give the same people, on any machine.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace concord::population {

inline constexpr std::uint32_t not_given = UINT32_MAX;

// What is compared. Numbers stand for texts; `not_given` where there is none.
enum class LinkField : std::uint8_t { day, month, year, sex, lsoa, sector, practice };
inline constexpr std::size_t link_fields = 7;
std::string_view to_string(LinkField field);

struct LinkRecord {
    std::uint32_t source = 0;
    std::uint32_t pseudonym = not_given;
    std::array<std::uint32_t, link_fields> values{not_given, not_given, not_given, not_given,
                                                  not_given, not_given, not_given};

    std::uint32_t value(LinkField field) const { return values[static_cast<std::size_t>(field)]; }
};

struct LinkSettings {
    // How often a field agrees in two records of one person, where neither lacks it; used where
    // there are not enough pairs with a pseudonym to count it.
    std::array<double, link_fields> agree_of_one{0.98, 0.98, 0.98, 0.99, 0.9, 0.92, 0.9};
    double shared = 0.5;  // of the people of the smaller extract, also in another
    double link = 0.9;    // the chance of being one person from which records are linked
    double review = 0.5;  // and from which somebody should look at them
};

struct LinkWeight {
    double m = 0;             // agreement of one person's records
    double u = 0;             // and by chance, of two people's
    bool is_counted = false;  // m, from pairs with a pseudonym
    double agree = 0;
    double disagree = 0;
};

// By field, and of the practice among records of one area besides: neighbours share practices, so
// that agreement there says less.
struct LinkWeights {
    std::array<LinkWeight, link_fields> of{};
    LinkWeight practice_in_area;
};

enum class LinkStep : std::uint8_t { pseudonym, full_agreement, weight };
inline constexpr std::size_t link_steps = 3;
std::string_view to_string(LinkStep step);

struct ReviewPair {
    std::uint32_t first = 0;
    std::uint32_t second = 0;
    double weight = 0;
    std::string why;  // "between the thresholds", "another record stands against it", …
};

struct Linked {
    std::vector<std::uint32_t> person_of;  // by record: 0, 1, … in the order of first records
    std::uint32_t people = 0;
    LinkWeights weights;
    double link_weight = 0;  // thresholds as weights
    double review_weight = 0;
    std::int64_t pairs_compared = 0;
    std::array<std::int64_t, link_steps> links{};  // joined by each step
    std::vector<ReviewPair> review;
    std::int64_t blocks_left_out = 0;  // too large to compare everybody in them
    // Pseudonyms whose records differ in both birth and sex: not linked by it.
    std::int64_t contradicted = 0;
};

// The weight of a pair, log2 of how much likelier its pattern is of one person than of two.
double weight_of(const LinkRecord& one, const LinkRecord& other, const LinkWeights& weights);

Linked link_records(std::span<const LinkRecord> records, const LinkSettings& settings);

}  // namespace concord::population
